"""Which amounts of a pay string are the job's pay: the words before and behind each amount."""

from __future__ import annotations

import re
from functools import lru_cache

from talentcast.matching.salary_patterns import PIECE

#: What the words before an amount make of it. The nearest group before the amount decides.
ROLES = re.compile(
    r"(?P<other>绩效|提成|佣金|补贴|津贴|补助|餐补|饭补|饭贴|房补|车补|话补|住补|油补|电脑补"
    r"|补偿|全勤|奖金|奖励|年终奖?|红包|礼金|礼品"
    r"|工龄|司龄|推荐奖|内推|开门红|押金|保证金|学费|培训费|加班费|住宿费?|伙食费?|管理费"
    r"|水电|报销|基金|社保基数|公积金"
    r"|注册资[本金]|注册|资本|资产|融资|[轮]|估值|市值|营收|营业额|年收入达|销售额|交易额"
    r"|产值|流水|利润|投资|规模|预算|金额|客单价|gmv|日活|月活"
    r"|成立|创立|始于|员工|团队|用户|粉丝|占地|面积|电话|手机|微信|qq|邮编|工号|编号|地址|(?<![应往])届"
    r"|专业|门店|客户"
    r"|五险|(?<![a-z])(?:tel|phone|series\s+[a-f]|revenues?|funding|raised|funds?|budgets?"
    r"|aum|assets|valuation|valued|market\s+cap|bonus(?:es)?(?!\s+eligible)"
    r"|sign-?on|referral|allowances?|stipend|insurance|tuition|reimburse\w*|relocation"
    r"|grants?|sales|turnover|portfolio"
    r"|fortune|invest\w*|savings?|deals?|contracts?|equity|stock|401\s*\(?k\)?|premiums?"
    r"|commissions?\s+of|established|founded|since"
    r"|deductible|loans?|spend\w*|spent|profits?|donat\w+|worth|gifts?|discounts?|fees?"
    r"|costs?|purchas\w*|orders?|match(?:ing)?"
    r"|retirement|hsa|pto|award\w*)(?![a-z]))"
    r"|(?P<trial>(?:试用期?|见习期?|培训期|实习期)(?:工资|薪资|薪水)?"
    r"|probation(?:ary)?(?:\s+period)?)"
    r"|(?P<regular>转正|正式|合格后|after\s+probation|期后)"
    r"|(?P<total>综合(?:月?薪[资酬水]?|工资|月?收入|待遇)?|总收入|总薪资|总包|月入|年入|到手"
    r"|总计|平均月薪|人均|月均|收入|总工资|包干|合计|total\s+(?:comp\w*|pay|package)|ote)"
    r"|(?P<base>无?责?任?底薪|保底|基本工资|基本薪[酬资]|基础工资|基础薪资|固定工资|固定薪资"
    r"|固定底薪|基薪|base(?:\s+(?:salary|pay))?|basic(?:\s+(?:salary|pay))?|grundgehalt)"
    r"|(?P<pay>年薪|月薪|日薪|时薪|周薪|薪水|薪资|薪酬|薪金|工资|薪级|起薪|税前|税后|待遇"
    r"|报酬|酬劳|课酬|(?<![带双加调全])薪|月给|月給|时给|年收|月收"
    r"|(?<![a-z])(?:salary|salaries|pay|wages?|compensation|remuneration|rate|ctc|package"
    r"|earnings?|gehalt|lohn|salaire|sueldo|stipendio)(?![a-z]))"
)

#: Directly behind a bare number: it counts something else.
AFTER_BARE = re.compile(
    r"\s*多?\s*(?:[%％‰]|人|名|位|岁|周岁|年(?!薪)|个|天|日(?!薪|结|币|元)|小时|分钟|分(?!成)"
    r"|点|时(?!薪|给)|月(?!薪|收|入|结)"
    r"|家|亿|平|㎡|m2|公里|千米|米|km|kg|kb|mb|gb|tb|公斤|斤|吨|号|楼|层|栋|室|路|弄|线|级|届"
    r"|期|轮|强|倍|薪|周(?!薪|结)|星期"
    r"|项|款|条|台|套|种|类|次|代|版|步|寸|秒|度|字|页|档|元店|所|间|部|篇|门|股|后|户|亩"
    r"|工号|所?学校|工程|院校|大学|客户|用户|小时"
    r"|\+?\s*(?:years?|yrs?|months?|days?|hours?|hrs?|minutes?|mins?|weeks?|people|persons?"
    r"|employees|staff|users|customers|clients|members"
    r"|countries|locations|offices|stores|billion|bn|sq|miles|percent|levels?|students?|beds?"
    r"|companies|projects|openings|positions|vacancies"
    r"|th(?![a-z])|st(?![a-z])|nd(?![a-z])|rd(?![a-z])|am(?![a-z])|pm(?![a-z])|x(?![a-z]))"
    r"|-\d|/\s*\d|:\d|\.\d|:00)"
)
#: Directly behind any amount: it counts people or things, or is far from pay.
AFTER_COUNT = re.compile(
    r"\s*的?\s*[\(]?(?:[%％‰]|亿|(?:多|余)?(?:人(?!民)|名|家|户|用户|粉丝|客户|会员|日活|台"
    r"|件|平|株|吨|公里|行代码|张|座|个|字|次|款|站|股)"
    r"|年经验|以上规模|级别?(?:产品|用户|流量)|billion|bn(?![a-z])|b(?![a-z])"
    r"|(?:active\s+|monthly\s+)?(?:users|customers|employees|followers|subscribers|downloads"
    r"|people|clients|lines)(?![a-z])"
    r"|resolution|显示|分辨率|视频|monitors?(?![a-z])|displays?(?![a-z])|fps)"
)
#: Directly behind an amount that is no range with a period: money of another kind.
AFTER_MONEY = re.compile(
    r"\s*的?\s*[\(]?(?:(?![无免包])[\u4e00-\u9fff]{0,2}(?:融资|注册|投资|营收|资产|销售额"
    r"|流水|额度|预算)"
    r"|in\s+(?:annual\s+|total\s+)?(?:revenues?|funding|assets|sales|savings|capital|value"
    r"|venture|series|grants?|bonus\w*|sign)"
    r"|(?:company|firm|revenues?|budget|valuation|portfolio|business|market|industry"
    r"|organization|funding|fund|project|contract|deal)(?![a-z])"
    r"|(?:(?!plus|and|with|per|or|base|salary|pay"
    r"|an?\s)[a-z-]+\s+){0,2}(?:bonus(?:es)?(?!\s+(?:eligible|potential|opportunit))|stipend"
    r"|allowance|reimbursement|gift|credit|deductible|match)(?![a-z])"
    r"|of\s+(?:revenues?|funding|assets|sales|capital|pto|coverage|tuition|life)|tuition|toward)"
)
#: A benefit named behind an amount: "500元餐补"; behind a month's pay it starts a list instead.
AFTER_BENEFIT = re.compile(
    r"(?P<gap>\s*的?\s*)\(?(?![有含无包])\w{0,4}?(?:餐补|房补|饭补|补贴|津贴|补助|全勤奖?"
    r"|奖金|红包|礼金|年终奖|开门红|推荐奖|工龄奖?)(?!\s*[:：]?\s*\d)"
)
#: A benefit is below this a month; larger amounts before such a word are pay.
LARGEST_BENEFIT = 2_000.0
BASE_AFTER = re.compile(r"\s*[\(]?(?:无责任?)?(?:底薪|保底|基本工资|base(?![a-z]))")
TOTAL_AFTER = re.compile(r"\s*[\(]?(?:综合|ote|total)(?![a-z])")
#: "3000+提成": the figure is the base, and the plus sign opens no range.
PLUS_VARIABLE = re.compile(
    r"\s*(?:[/每](?:月|年|天|小时))?\s*(?:底薪)?\s*[+&加]\s*(?:高额?|丰厚的?|\w{0,4}?)(?:提成"
    r"|绩效|奖金|业绩|佣金|分红|commissions?|ote|kpi|tips)"
)

#: Words anywhere in the string that set a flag.
MARKS = re.compile(
    # The first characters of all that follows: other positions are left at once.
    r"(?=[总面详协可提佣税到上不无计多时日一周月年/a-eg-jl-ptuvwy])"
    r"(?:(?P<negotiable>面议|面谈|详谈|协商|可谈|negotiable|doe(?![a-z])|depend(?:s"
    r"|ing)\s+(?:up)?on\s+experience|competitive|commensurate|tbd|verhandelbar|à\s+négocier)"
    r"|(?P<commission>提成|佣金|commissions?)"
    r"|(?P<pre_tax>税前|gross|brut(?:to)?(?![a-z])|before\s+tax)"
    r"|(?P<after_tax>税后|到手|(?<![a-z.])net(?:to)?(?![a-z])|take[- ]home|after\s+tax)"
    r"|(?P<employer_estimate>employer\s+est)"
    r"|(?P<employer_stated>employer\s+provided)"
    r"|(?P<site_estimate>(?:glassdoor|indeed|linkedin|simplyhired)\s+est"
    r"|(?<![a-z])est(?:imated?|\.)(?![a-z]))"
    r"|(?P<uncapped>(?:上|不|无)(?:不封顶|上限|封顶)|uncapped)"
    r"|(?P<per_piece>计件|多劳多得|piece\s*work|piece\s+rate)"
    r"|(?P<hourly>时薪|(?<![a-z])hourly|/小时|时给|時給)"
    r"|(?P<daily>日薪|日结|(?<![a-z])daily|一天一结)"
    r"|(?P<weekly>周薪|(?<![a-z])weekly)"
    r"|(?P<monthly>月薪|月收入?|月入|月给|月給|mensuel|(?<![a-z])monthly|(?<![a-z])per\s+month)"
    r"|(?P<yearly>(?<!\d)年薪|年收入?|年俸|年包|总包|(?<![a-z])package|annuel"
    r"|(?<![a-z])annual(?:ly)?(?![a-z])|(?<![a-z])per\s+(?:annum|year)"
    r"|(?<![a-z.])p\.?a\.?(?![a-z])|(?<![a-z])yearly|(?<![a-z])ctc(?![a-z])|jahresgehalt"
    r"|/年(?![假终会底度休])))"
)
PERIOD_MARKS = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
}

_PERIOD_HINTS = (
    ("year", ("jahr", "jähr", "annuel")),
    ("hour", ("时", "hour", "hr", "heure", "stund", "std", "ora", "ph", "p.h", "钟")),
    ("week", ("周", "星期", "week", "wk", "woche", "semaine")),
    (
        "month",
        ("月", "mo", "mth", "mois", "mens", "mês", "mån", "mes", "monat", "pcm", "pm", "p.m"),
    ),
    ("day", ("日", "天", "day", "daily", "diem", "tag", "jour", "pd", "p.d")),
    ("year", ("年", "year", "yr", "annu", "jahr", "jähr", "pa", "p.a", "an", "año", "/y", "p. a")),
)
_PIECE_WORD = re.compile(PIECE)


@lru_cache(maxsize=512)
def period_of(raw: str) -> str | None:
    """Name the period of words such as `/月` or `per hour`; `piece` for pay by the piece.

    Examples
    --------
    >>> [period_of(raw) for raw in ("/月", "an hour", "p.a.", "/次")]
    ['month', 'hour', 'year', 'piece']
    """
    if _PIECE_WORD.search(raw):
        return "piece"
    for period, hints in _PERIOD_HINTS:
        if any(hint in raw for hint in hints):
            return period
    tail = raw.strip(" ./()")
    return {"h": "hour", "y": "year", "d": "day", "m": "month", "w": "week"}.get(tail[-1:])
