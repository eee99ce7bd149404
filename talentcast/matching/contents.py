"""Tell from its cells what a column holds: pay, dates, places, titles, companies, long text.

Each test looks at one cell and is meant to be right for most cells of a column, not for each; the
places and endings listed here serve to recognise a column, not to parse it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from talentcast.matching.cells import clean_markup, is_placeholder, list_text

#: Fewer filled cells than this say nothing about a column.
MIN_CELLS = 3

#: A cell of this many characters, or with line breaks, reads like a description.
LONG_CELL = 60

_NUMBER = r"\d[\d,，]*(?:\.\d+)?"
_PAY = re.compile(
    rf"面议|面谈|\d薪|[年月日底]薪|[$£€¥￥₹]\s*{_NUMBER}|{_NUMBER}\s*[kK千万wW元](?![a-zA-Z])"
    rf"|{_NUMBER}\s*(?:元|块)?\s*/\s*(?:月|年|天|日|时|小时)|(?:per|an?|/)\s*(?:hour|year|month|annum|week|day)\b"
    r"|\b(?:USD|EUR|GBP|CNY|RMB|INR|CAD|AUD|SGD|HKD|MYR|RM)\b|^competitive$|negotiable|\bDOE\b",
    re.IGNORECASE,
)
_PLAIN_RANGE = re.compile(rf"^\s*{_NUMBER}\s*[-~—–至]\s*{_NUMBER}\s*$")
_PLAIN_NUMBER = re.compile(rf"^\s*-?{_NUMBER}\s*$")
_DATE = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}|^\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*发布)?\s*$|^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|^\s*(?:19|20)\d{6}\s*$|^\s*1[0-9]{9}(?:\d{3})?(?:\.0+)?\s*$|(?:天|小时|分钟|周|月)[前内]|今天|昨天|刚刚|前天"
    r"|\b(?:today|yesterday|just posted|(?:\d+\+?|an?)\s*(?:minute|hour|day|week|month)s?\s+ago|\d+d\b)"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2},?\s+(?:19|20)\d\d"
    r"|\b\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,?\s+(?:19|20)?\d\d",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^\s*(?:19[89]\d|20[0-4]\d)(?:\.0)?\s*年?\s*$")
_EDUCATION = re.compile(
    r"本科|大专|专科|硕士|博士|研究生|高中|中专|中技|职高|初中|小学|学历|學歷|大學|大学|专业不限|文凭"
    r"|\b(?:bachelor|master|ph\.?\s?d|doctor|diploma|degree|high school|associate'?s|ged|undergraduate"
    r"|graduate|college|b\.?tech|mba|bca|mca|b\.?sc|m\.?tech|bba|b\.?com|m\.?com|b\.?e|ug:|pg:)\b",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"经验|經驗|经历|應屆|应届|在校|\d\s*年|[一二三四五六七八九十两]年|\b(?:\d+|one|two|three|five)\s*\+?\s*(?:[-–~]|to)?\s*\d*\s*\+?\s*(?:years?|yrs?)\b"
    r"|entry[ -]level|mid[- ]senior|\bexperienced?\b|^(?:senior|junior|associate|internship|director|executive|mid|lead|EN|MI|SE|EX|Mid-Senior level|manager)$",
    re.IGNORECASE,
)
_HEADCOUNT = re.compile(
    r"招\s*(?:聘\s*)?(?:\d+|若干)\s*[人名位]?|^\s*\d+\s*[人名位]\s*$|若干[人名]?$"
)
_SMALL_NUMBER = re.compile(r"^\s*\d{1,3}(?:\.0)?\s*$")
_SIZE = re.compile(
    r"\d\s*[-–~]\s*\d+\s*人|\d+\s*人(?:以上|以下)|少于\d+人|employees", re.IGNORECASE
)
_URL = re.compile(r"^\s*(?:https?:)?//|^\s*www\.|\.(?:html?|com|cn)(?:[/?]|$)", re.IGNORECASE)
_COMPANY = re.compile(
    r"公司|集团|有限|事务所|研究院|研究所|医院|银行|工作室|协会|合作社|中心$|厂$|大学$|学校$|酒店$|學院$"
    r"|\b(?:inc|llc|ltd|limited|corp|corporation|company|gmbh|plc|group|holdings|solutions|technologies"
    r"|systems|services|university|hospital|department of|consulting|partners|staffing|bank|pvt|co)\b\.?",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:工程师|工程師|经理|經理|专员|專員|助理|主管|总监|总经理|会计|出纳|文员|销售|客服|顾问|设计师|分析师|架构师|程序员|老师|教师|讲师|司机|"
    r"普工|操作工|技术员|技工|实习生|店长|厨师|护士|医生|医师|律师|编辑|运营|策划|开发|测试|运维|前台|行政|人事|采购|保安|保洁|收银员|营业员|服务员|"
    r"代表|研究员|博士后|产品|负责人|秘书|翻译|主播|美工|导师|员|师|工|长|岗|专家)(?:\s*[（(【\[].*)?$"
    r"|工程师|经理|专员|主管|总监|实习生|程序员"
    r"|\b(?:engineer|manager|analyst|developer|specialist|assistant|director|consultant|administrator"
    r"|coordinator|technician|nurse|driver|clerk|representative|associate|scientist|designer|officer"
    r"|supervisor|teacher|accountant|sales|cook|intern|executive|architect|operator|programmer|lead"
    r"|therapist|physician|attorney|instructor|mechanic|recruiter|planner|writer|editor|worker|agent"
    r"|leader|cashier|chef|server|secretary|advisor|inspector|machinist|electrician|welder|owner"
    r"|trainer|buyer|auditor|researcher|professor|examiner|president|chief|head|aide|custodian)s?\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^(?:北京|上海|天津|重庆|广州|深圳|杭州|南京|成都|武汉|西安|苏州|郑州|长沙|东莞|青岛|沈阳|宁波|佛山|合肥|无锡|济南|大连|厦门|福州|哈尔滨|长春|昆明|南昌|"
    r"贵阳|南宁|石家庄|太原|常州|温州|珠海|中山|惠州|嘉兴|泉州|南通|绍兴|烟台|台州|金华|徐州|海口|三亚|兰州|银川|西宁|乌鲁木齐|呼和浩特|拉萨|潍坊|扬州|盐城|"
    r"洛阳|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|臺北|台北|新北|桃園|台中|高雄|内蒙古|广西|西藏|宁夏|新疆|"
    r"香港|澳门|异地招聘|全国|远程)|^\S{1,9}[省市区县州](?:$|[\s\-·,，/|])"
    r"|,\s*[A-Z]{2}(?:\s+\d{5})?(?:,\s*(?:US|USA|United States))?\s*$|^[A-Z]{2}\s*[,-]\s*[A-Z][a-z]"
    r"|\b(?:remote|united states|united kingdom|england|canada|india|australia|germany|france|singapore"
    r"|malaysia|china|beijing|shanghai|london|new york|san francisco|bangalore|bengaluru|mumbai|delhi"
    r"|hyderabad|chennai|pune|kuala lumpur|toronto|sydney|metropolitan area|county|area)\b",
)
_CODE = re.compile(r"^[\s#]*[A-Za-z]{0,6}[-_]?[0-9a-fA-F-]{4,40}\s*$")
_SPLIT = re.compile(r"\s*[|｜/／·•\n]\s*|\s{2,}|\xa0+|\s*[,，;；]\s*|\s+")
_LIST = re.compile(r"^\s*\[.*\]\s*$", re.DOTALL)
_CURRENCY = re.compile(r"^\s*(?:[A-Z]{3}|[$£€¥￥]|元|人民币|RM)\s*$")
_PERIOD = re.compile(
    r"^\W*(?:per\W*|a\W*)?(?:hour(?:ly)?|year(?:ly)?|month(?:ly)?|week(?:ly)?|dai?ly?|annual(?:ly)?|annum"
    r"|bi-?weekly|fortnight(?:ly)?|once|pa|ph|pd|fb|wc|月薪?|年薪?|日薪?|时薪?|元/月|元/年|元/天|元/时|天|小时"
    r"|per (?:hour|year|month|week|day|annum))\W*$",
    re.IGNORECASE,
)

#: The parts that several-in-one cells are made of.
_PARTS: tuple[Callable[[str], object], ...] = (
    _EXPERIENCE.search,
    _EDUCATION.search,
    _HEADCOUNT.search,
    _DATE.search,
    _PLACE.search,
)

#: Words that job descriptions have and other long texts (company profiles, benefits) rarely.
_DUTIES = re.compile(
    r"职责|任职|岗位|要求|负责|熟悉|经验|responsib|require|experience|skills|qualif|duties|you will"
    r"|ability to|job summary|工作内容|優先|优先|条件",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Content:
    """What a column holds, as shares of its filled cells.

    Attributes
    ----------
    filled : int
        Cells of the sample that hold something.
    length : float, unit: characters
        Median length of a filled cell.
    distinct : float
        Share of different values.
    shares : mapping of kind to share in 0-1
    """

    filled: int
    length: float
    distinct: float
    shares: dict[str, float] = field(default_factory=dict)

    def share(self, kind: str) -> float:
        """Share of filled cells that look like `kind`."""
        return self.shares.get(kind, 0.0)


def describe(cells: Sequence[str | None]) -> Content:
    """Describe a column by a sample of its cells.

    Parameters
    ----------
    cells : sequence of str or None

    Returns
    -------
    Content

    Examples
    --------
    >>> describe(["15-25K·14薪", "面议", None, "1-1.5万/月"]).share("salary")
    1.0
    """
    raw = [cell for cell in cells if cell is not None and not is_placeholder(cell)]
    filled = [list_text(clean_markup(cell)) for cell in raw]
    if not filled:
        return Content(0, 0.0, 0.0)
    count = len(filled)
    shares = {kind: sum(map(test, filled)) / count for kind, test in TESTS.items()}
    shares["list"] = sum(bool(_LIST.match(cell)) for cell in raw) / count
    return Content(count, float(median(map(len, filled))), len(set(filled)) / count, shares)


def _is_pay(cell: str) -> bool:
    return (
        len(cell) <= 80
        and bool(_PAY.search(cell) or _PLAIN_RANGE.match(cell))
        and not _is_date(cell)
    )


def _is_date(cell: str) -> bool:
    return len(cell) <= 40 and bool(_DATE.search(cell))


def _is_attributes(cell: str) -> bool:
    if len(cell) > 100:
        return False
    parts = [part for part in _SPLIT.split(cell) if part]
    kinds = {
        place
        for part in parts
        for place, test in enumerate(_PARTS)
        if len(part) <= 20 and test(part)
    }
    return len(parts) >= 2 and len(kinds) >= 2 and bool(kinds & {0, 1})


def _short(pattern: re.Pattern[str], longest: int) -> Callable[[str], bool]:
    return lambda cell: len(cell) <= longest and bool(pattern.search(cell))


#: Kind of content -> test of one cell.
TESTS: dict[str, Callable[[str], bool]] = {
    "salary": _is_pay,
    "number": _short(_PLAIN_NUMBER, 20),
    "small": _short(_SMALL_NUMBER, 6),
    "date": _is_date,
    "year": _short(_YEAR, 8),
    "education": _short(_EDUCATION, 60),
    "experience": _short(_EXPERIENCE, 40),
    "headcount": _short(_HEADCOUNT, 20),
    "size": _short(_SIZE, 40),
    "attributes": _is_attributes,
    "url": _short(_URL, 500),
    "employer": _short(_COMPANY, 80),
    "title": _short(_TITLE, 120),
    "place": lambda cell: (
        len(cell) <= 60 and bool(_PLACE.search(cell)) and not _COMPANY.search(cell)
    ),
    "code": _short(_CODE, 40),
    "currency": _short(_CURRENCY, 6),
    "period": _short(_PERIOD, 20),
    "long": lambda cell: len(cell) >= LONG_CELL or cell.count("\n") >= 2,
    "duties": lambda cell: len(cell) >= 30 and bool(_DUTIES.search(cell)),
}
