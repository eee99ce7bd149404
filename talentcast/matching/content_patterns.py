"""Patterns that tell what kind of thing a cell holds; used by `contents` on samples of columns.

They recognise columns, they do not parse cells: being right for most cells of a column is enough.
"""

from __future__ import annotations

import re


def _any(words: str) -> str:
    """Alternation of words; an underscore stands for a space."""
    return "|".join(re.escape(word).replace("_", r"\s") for word in words.split())


_NUMBER = r"\d[\d,，]*(?:\.\d+)?"
_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"

PAY = re.compile(
    r"面议|面谈|\d薪|[年月日底]薪|\bnegotiable|^competitive$|\bDOE\b"
    rf"|[$£€¥￥₹]\s*{_NUMBER}"
    rf"|{_NUMBER}\s*[kK千万wW元](?![a-zA-Z])"
    rf"|{_NUMBER}\s*(?:元|块)?\s*/\s*(?:月|年|天|日|时|小时)"
    r"|(?:per|an?|/)\s*(?:hour|year|month|annum|week|day)\b"
    r"|\b(?:USD|EUR|GBP|CNY|RMB|INR|CAD|AUD|SGD|HKD|MYR|RM)\b",
    re.IGNORECASE,
)
RANGE = re.compile(rf"^\s*({_NUMBER})\s*[-~—–至]\s*({_NUMBER})\s*$")
NUMBER = re.compile(rf"^\s*-?{_NUMBER}\s*$")
SMALL = re.compile(r"^\s*\d{1,3}(?:\.0)?\s*$")

DATE = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}"
    rf"|^\s*(?:{_MONTH}\s*[/月]\s*{_DAY}|[01]\d[-.][0-3]\d)\s*日?(?:\s*发布)?\s*$"
    rf"|^\s*{_DAY}([-/.]){_DAY}\1(?:\d{{4}}|\d{{2}})(?![\d\-/.])"
    r"|^\s*(?:19|20)\d{6}\s*$"
    r"|^\s*1\d{9}(?:\d{3})?(?:\.0+)?\s*$"
    r"|(?:天|小时|分钟|周|月)[前内]|今天|昨天|刚刚|前天"
    r"|\b(?:today|yesterday|just posted|\d+d)\b"
    r"|\b(?:\d+\+?|an?)\s*(?:minute|hour|day|week|month)s?\s+ago\b"
    rf"|\b{_MONTHS}\.?\s+\d{{1,2}},?\s+(?:19|20)\d\d"
    rf"|\b\d{{1,2}}\s+{_MONTHS},?\s+(?:19|20)?\d\d",
    re.IGNORECASE,
)
YEAR = re.compile(r"^\s*(?:19[89]\d|20[0-4]\d)(?:\.0)?\s*年?\s*$")

EDUCATION = re.compile(
    _any(
        "本科 大专 专科 硕士 博士 研究生 高中 中专 中技 职高 初中 小学 学历 學歷 大學 大学 专业不限"
    )
    + r"|\b(?:"
    + _any(
        "bachelor bachelors bachelor's master masters master's phd ph.d doctor doctorate "
        "diploma degree high_school associate's ged undergraduate graduate college btech "
        "b.tech mtech m.tech mba bca mca bsc b.sc bba bcom b.com mcom m.com b.e ug: pg:"
    )
    + r")(?!\w)",
    re.IGNORECASE,
)
EXPERIENCE = re.compile(
    r"经验|經驗|经历|應屆|应届|在校|\d\s*年|[一二三四五六七八九十两]年"
    r"|\b(?:\d+|one|two|three|five)\s*\+?\s*(?:[-–~]|to)?\s*\d*\s*\+?\s*(?:years?|yrs?)\b"
    r"|entry[ -]level|mid[- ]senior|\bexperienced?\b"
    r"|^(?:senior|junior|associate|internship|director|executive|mid|lead|manager|EN|MI|SE|EX)$",
    re.IGNORECASE,
)
HEADCOUNT = re.compile(
    r"招\s*(?:聘\s*)?(?:\d+|若干)\s*[人名位]?|^\s*\d+\s*[人名位]\s*$|若干[人名]?$"
)
SIZE = re.compile(r"\d\s*[-–~]\s*\d+\s*人|\d+\s*人(?:以上|以下)|少于\d+人|employees", re.IGNORECASE)
URL = re.compile(r"^\s*(?:https?:)?//|^\s*www\.|\.(?:html?|com|cn)(?:[/?]|$)", re.IGNORECASE)
CODE = re.compile(r"^[\s#]*[A-Za-z]{0,6}[-_]?[0-9a-fA-F-]{4,40}\s*$")
LIST = re.compile(r"^\s*\[.*\]\s*$", re.DOTALL)
CURRENCY = re.compile(r"^\s*(?:[A-Z]{3}|[$£€¥￥]|元|人民币|RM)\s*$")
PERIOD = re.compile(
    r"^\W*(?:(?:per|an?)\W*)?(?:hour(?:ly)?|year(?:ly)?|month(?:ly)?|week(?:ly)?|day|daily"
    r"|annual(?:ly)?|annum|bi-?weekly|fortnight(?:ly)?|once|pa|ph|pd|fb|wc"
    r"|月薪?|年薪?|日薪?|时薪?|元/月|元/年|元/天|元/时|天|小时)\W*$",
    re.IGNORECASE,
)

COMPANY = re.compile(
    _any("公司 集团 有限 事务所 研究院 研究所 医院 银行 工作室 协会 合作社")
    + "|(?:中心|厂|大学|学校|酒店|學院)$"
    + r"|\b(?:"
    + _any("inc llc ltd limited corp corporation gmbh plc pvt department_of university_of bank_of")
    + r")\b|\b(?:"
    + _any(
        "company group holdings solutions technologies systems services consulting partners "
        "staffing bank university hospital co"
    )
    + r")\.?\s*$",
    re.IGNORECASE,
)
TITLE = re.compile(
    "(?:"
    + _any(
        "工程师 工程師 经理 經理 专员 專員 助理 主管 总监 会计 會計 出纳 文员 销售 客服 "
        "顾问 程序员 司机 普工 实习生 编辑 运营 策划 开发 测试 运维 前台 行政 人事 采购 "
        "保安 保洁 代表 博士后 产品 负责人 秘书 翻译 主播 美工 专家 技工 店长 员 員 师 師 "
        "工 长 岗 生"
    )
    + r")(?:\s*[（(【\[].*)?$|工程师|经理|专员|主管|总监|实习生|程序员"
    + r"|\b(?:"
    + _any(
        "engineer manager analyst developer specialist assistant director consultant "
        "administrator coordinator technician nurse driver clerk representative associate "
        "scientist designer officer supervisor teacher accountant sales cook intern "
        "executive architect operator programmer lead therapist physician attorney "
        "instructor mechanic recruiter planner writer editor worker agent leader cashier "
        "chef server secretary advisor inspector machinist electrician welder owner "
        "trainer buyer auditor researcher professor examiner president chief head aide "
        "custodian"
    )
    + r")s?\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    "^(?:"
    + _any(
        "北京 上海 天津 重庆 广州 深圳 杭州 南京 成都 武汉 西安 苏州 郑州 长沙 东莞 青岛 "
        "沈阳 宁波 佛山 合肥 无锡 济南 大连 厦门 福州 哈尔滨 长春 昆明 南昌 贵阳 南宁 "
        "石家庄 太原 常州 温州 珠海 中山 惠州 嘉兴 泉州 南通 绍兴 烟台 台州 金华 徐州 海口 "
        "三亚 兰州 银川 西宁 乌鲁木齐 呼和浩特 拉萨 潍坊 扬州 盐城 洛阳 河北 山西 辽宁 "
        "吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 "
        "陕西 甘肃 青海 台湾 臺北 台北 新北 桃園 台中 高雄 内蒙古 广西 西藏 宁夏 新疆 香港 "
        "澳门 异地招聘 全国 远程"
    )
    + r")|^\S{1,9}[省市区县州](?:$|[\s\-·,，/|])"
    + r"|,\s*[A-Z]{2}(?:\s+\d{5})?(?:,\s*(?:US|USA|United States))?\s*$"
    + r"|^[A-Z]{2}\s*[,-]\s*[A-Z][a-z]"
    + r"|\b(?i:"
    + _any(
        "remote united_states united_kingdom england canada india australia germany france "
        "singapore malaysia china beijing shanghai london new_york san_francisco bangalore "
        "bengaluru mumbai delhi hyderabad chennai pune kuala_lumpur toronto sydney "
        "metropolitan_area county area"
    )
    + r")\b"
)

#: What separates the parts of a cell that holds several things.
PART_BREAK = re.compile(r"\s*[|｜/／·•\n]\s*|\s{2,}|\xa0+|\s*[,，;；]\s*|\s+")

#: Words that job descriptions have and other long texts (company profiles, benefits) rarely.
DUTIES = re.compile(
    r"职责|任职|岗位|要求|负责|熟悉|经验|工作内容|優先|优先|条件"
    r"|responsib|require|experience|skills|qualif|duties|you will|ability to|job summary",
    re.IGNORECASE,
)
