"""What an ad asks of people, and how many it wants: education, experience, openings, urgency."""

from __future__ import annotations

import re
from dataclasses import dataclass

from talentcast.matching.dates import parse_date

__all__ = [
    "EDUCATION_LEVELS", "Attributes", "Openings", "education_years", "find_openings", "is_urgent",
    "parse_date", "parse_education", "parse_experience", "split_attributes",
]  # fmt: skip

#: Levels from the lowest to the highest.
EDUCATION_LEVELS = (
    "none", "junior_middle", "high_school", "vocational", "college", "bachelor", "master", "doctor",
)  # fmt: skip
#: Years of schooling (METHOD 3); junior middle school ends compulsory schooling after nine.
_YEARS = {
    "none": 0.0, "junior_middle": 9.0, "high_school": 12.0, "vocational": 12.0, "college": 15.0,
    "bachelor": 16.0, "master": 19.0, "doctor": 22.0,
}  # fmt: skip
_RANK = {level: rank for rank, level in enumerate(EDUCATION_LEVELS)}

#: 若干 stands for this many openings (METHOD 2.7).
SEVERAL_OPENINGS = 3.0
#: More openings than this in one ad are a misreading.
_MOST_OPENINGS = 10_000
#: A cell is at most this long; longer strings are ad text and need a word of context.
_CELL_LENGTH = 30
#: No ad asks for more years of experience than this.
_MOST_YEARS = 30.0
#: In English text more than this is the age of the company ("over 40 years of experience").
_MOST_YEARS_LATIN = 15.0

_ZH_LEVELS = (
    r"(?P<doctor>博士后?(?:研究生)?)"
    r"|(?P<master>硕士(?:研究生)?|研究生(?!院)|(?<![a-z])e?mba(?![a-z])|硕(?=博))"
    r"|(?P<bachelor>大学本科|统本|本科|学士|大学(?=以上|及以上|或以上|毕业|学历|文化))"
    r"|(?P<college>大学专科|大专|专科|高职|高专)"
    r"|(?P<vocational>(?<!其)中专(?![门业注])|(?<!其)中技(?!术)|中职|职高|技校|职业高中)"
    r"|(?P<high_school>高中)|(?P<junior_middle>初中(?!级|高级))|(?P<none>小学)"
)
_EN_LEVELS = (
    r"|(?<![a-z])(?:(?P<doctor_en>(?:ph\.?\s?d\.?s?|doctorate|doctoral|doctor(?:'?s)?(?=\s+degree))"
    r"(?:\s+degree)?)"
    r"|(?P<master_en>master'?s?(?:\s+(?:university\s+)?(?:degree|of\s|in\s|level)|'s|(?=\s*(?:/|or|and)\s*"
    r"(?:ph|doct))|(?=\s*$))|masters|m\.s\.|m\.?sc\.?|(?:graduate|advanced)\s+degree"
    r"|post-?graduate(?:\s+(?:degree|diploma))?)"
    r"|(?P<bachelor_en>bachelor'?s?(?:\s+degree)?|b\.s\.|b\.a\.|b\.?sc\.?|b\.\s?ed\.?(?=[\s/,])|bed(?=/)"
    r"|ba(?=\s+(?:degree|in\s)|/)|ba/bs|bs/ba|bs/ms|bs(?=\s+(?:degree|in\s))|b\.?tech|b\.e\."
    r"|(?:undergraduate|college|university|first)\s+degree|(?:4|four)[- ]year\s+(?:college\s+)?degree"
    r"|degree\s+in)"
    r"|(?P<college_en>associate'?s?\s+degree|associate's\b|2[- ]year\s+degree|hnd"
    r"|(?:college|advanced|higher)\s+diploma|diploma\s+in)"
    r"|(?P<vocational_en>(?:vocational|trade|technical)\s+(?:school|certificate|diploma|qualification))"
    r"|(?P<high_school_en>(?:high|secondary)\s*school\s+(?:diploma|degree|graduat\w*|education|certificate"
    r"|completion|or\b|level\s+education|equivalent)|g\.?e\.?d\.?(?=[\s,;.)]|$)))(?![a-z])"
)
_LEVEL = re.compile(_ZH_LEVELS + _EN_LEVELS)
_NO_LEVEL = re.compile(
    r"学历(?:要求)?[:： ]*(?:不限|无要求|不作要求)|不限学历|无学历要求|no\s+(?:degree|education)\s+(?:is\s+)?(?:required|necessary|requirement)"
)
_NO_LEVEL_CELL = re.compile(r"不限|无要求|不要求|其他|any|not\s+required|no\s+requirement|none")
_ZH_AFTER = re.compile(
    r"\s*(?:[/、或和及与者]*\s*(?:以上|及|或|学历|毕业|文凭|学位|在读|应届)"
    r"|[^,。;\n]{0,14}?(?:及以上|以上|学历|毕业|学位|文凭)|[^,。;\n]{0,24}?(?:专业|背景))"
)
_ZH_BEFORE = re.compile(
    r"(?:学历|学位|教育程度|文化程度|教育背景)[^,。;\n]{0,8}$|专业的?$"
    r"|(?:统招|全日制|一本|二本|放宽[至到为]?|国家承认|正规)[^,。;\n]{0,4}$"
)
_CLAUSE_START = re.compile(r"(?:^|[\n:：,;。、)）】])\s*$|\d\s*[.、)）]\s*$")
_CLAUSE_STOP = re.compile(r"\s*(?:[,;。、/\n]|$)")
_PREFERRED = re.compile(
    r"优先|更佳|为佳|加分|尤佳|(?:is\s+|strongly\s+|highly\s+)?(?:preferred|a\s+plus|desired|desirable|nice\s+to\s+have|advantage)"
)
_CLAUSE_END = re.compile(r"[,，。;；\n]|\.\s")


def education_years(level: str | None) -> float | None:
    """Years of schooling of a level; None where none is stated.

    Source
    ------
    METHOD.md section 3.

    Examples
    --------
    >>> education_years("bachelor"), education_years(None)
    (16.0, None)
    """
    return None if level is None else _YEARS.get(level)


def parse_education(text: str) -> str | None:
    """Lowest level of education that is accepted, as stated.

    Parameters
    ----------
    text : str
        An education cell ("本科及以上", "学历不限") or ad text, in which a level counts only beside
        words such as 学历, 以上 or degree. Levels that are merely preferred don't count.

    Returns
    -------
    str or None
        One of `EDUCATION_LEVELS`; None where nothing is stated.

    Examples
    --------
    >>> parse_education("大专及以上学历，本科优先"), parse_education("学历不限")
    ('college', 'none')
    >>> parse_education("Bachelor's degree required, Master's preferred")
    'bachelor'
    """
    folded = text.lower().replace("’", "'").replace("，", ",")
    is_cell = len(folded.strip()) <= _CELL_LENGTH
    lowest: str | None = None
    for match in _LEVEL.finditer(folded):
        level = str(match.lastgroup).removesuffix("_en")
        if not _is_required(match, folded, is_cell):
            continue
        if lowest is None or _RANK[level] < _RANK[lowest]:
            lowest = level
    if lowest is not None:
        return lowest
    if _NO_LEVEL.search(folded) or (
        is_cell and _NO_LEVEL_CELL.search(folded) and "经验" not in folded
    ):
        return "none"
    return None


def _is_required(match: re.Match[str], text: str, is_cell: bool) -> bool:
    start, end = match.span()
    cut = _CLAUSE_END.search(text, end)
    clause_rest = text[end : cut.start() if cut else len(text)]
    if _PREFERRED.match(clause_rest.lstrip("及或以上学历学位毕业生者 degree")) or (
        match.lastgroup and match.lastgroup.endswith("_en") and _PREFERRED.search(clause_rest[:60])
    ):
        return False
    before = text[max(0, start - 14) : start]
    if before.endswith("优先") or before.rstrip().endswith(("preferred:", "desired:")):
        return False
    if is_cell or (match.lastgroup and match.lastgroup.endswith("_en")):
        return True
    if _ZH_AFTER.match(clause_rest) or _ZH_BEFORE.search(before):
        return True
    return bool(_CLAUSE_START.search(before) and _CLAUSE_STOP.match(text, end))


_ZH_DIGIT = {
    "一": 1.0,
    "二": 2.0,
    "两": 2.0,
    "三": 3.0,
    "四": 4.0,
    "五": 5.0,
    "六": 6.0,
    "七": 7.0,
    "八": 8.0,
    "九": 9.0,
    "十": 10.0,
    "半": 0.5,
}
_EN_DIGIT = {
    word: float(n)
    for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
_ZH_YEARS = re.compile(
    r"(?<![\d.第])(?P<n>\d{1,2}(?:\.\d)?|[一二两三四五六七八九十半])\s*年?\s*(?:[-~–—－～至到]\s*(?P<m>\d{1,2}|[一二两三四五六七八九十])\s*)?(?P<unit>年|个月)\s*"
    r"(?P<under>(?:及|或)?\s*(?:以下|以内|之内|内))?(?P<over>(?:及|或)?\s*(?:以上|之上|或更多|\+))?"
)
_EN_NUMBER = r"(?:\d{1,2}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten)"
_EN_YEARS = re.compile(
    rf"(?<![\d.a-z/])(?P<under>less\s+than\s+|under\s+|up\s+to\s+)?(?P<n>{_EN_NUMBER})(?:\s*\(\d+\))?"
    rf"\s*(?:\+|plus)?\s*(?:(?:-|–|—|to|or)\s*{_EN_NUMBER}(?:\s*\(\d+\))?\s*\+?\s*|/\s*(?P<m>\d{{1,2}})\s*)?"
    r"(?P<unit>years?|yrs?|months?)(?!\s*old)"
)
_WORK_ZH = re.compile(r"[^,。;\n]{0,36}?(?:经验|经历|从业|工作|相关|背景|开发|管理岗|行业)")
_WORK_BEFORE = re.compile(r"(?:经验|经历|年限|从业)[^,。;\n\d]{0,8}$|(?:工作|开发)\s*$")
_WORK_BEFORE_EN = re.compile(r"(?:experience|exp\.?)[^.;\n]{0,24}$")
_WORK_EN = re.compile(
    r"[^.;\n]{0,60}?(?:experience|background|working|work|in\s+(?:a|the)\s|industry)"
)
_NOT_WORK = re.compile(
    r"(?:成立|创立|创办|创建|至今|历经|已有|近|过去|未来|连续|合同|签|满|工龄|服务满?|质保|每|一|近十|发展|积累|专注|深耕)\s*$"
)
_NONE_ASKED = re.compile(
    r"经验(?:要求)?[:： ]*(?:不限|无要求)|不限(?:工作)?经验|无(?:需|须)(?:任何|相关|工作)*经验|(?:无|没有?)(?:相关|工作)*经验(?:者|的)?(?:[^,。;\n]{0,3})(?:可|均可|亦可|也可|欢迎|要求)|无工作经验"
    r"|(?:应届|在校)(?:毕业)?生?(?:者)?(?:均可|亦可|也可|可投|可应聘|优先|欢迎)|接受应届|欢迎应届|no\s+(?:prior\s+|previous\s+|work\s+)?experience\s+(?:is\s+)?(?:required|necessary|needed)"
)
_NONE_ASKED_CELL = re.compile(
    r"不限|无|应届|在校|实习|毕业生|no\s|none|entry|fresh|intern|not\s+required|student|graduate"
)


def parse_experience(text: str) -> float | None:
    """Years of work experience asked for: the lower bound.

    Parameters
    ----------
    text : str
        An experience cell ("3-5年", "应届毕业生") or ad text, in which years count only beside words
        such as 经验 or experience; age, company age and contract lengths don't.

    Returns
    -------
    float or None, unit: years
        0 for none asked and for "1年以下"; None where nothing is stated.

    Examples
    --------
    >>> parse_experience("3-5年"), parse_experience("经验不限"), parse_experience("at least two years")
    (3.0, 0.0, 2.0)
    >>> parse_experience("18-35岁，公司成立10年") is None
    True
    """
    folded = text.lower().replace("，", ",")
    is_cell = len(folded.strip()) <= _CELL_LENGTH
    for match in _ZH_YEARS.finditer(folded):
        years = _asked_zh(match, folded, is_cell)
        if years is not None:
            return years
    for match in _EN_YEARS.finditer(folded):
        years = _asked_en(match, folded, is_cell)
        if years is not None:
            return years
    if _NONE_ASKED.search(folded) or (is_cell and _NONE_ASKED_CELL.search(folded)):
        return 0.0
    return None


def _asked_zh(match: re.Match[str], text: str, is_cell: bool) -> float | None:
    number = match["n"]
    years = _ZH_DIGIT[number] if number in _ZH_DIGIT else float(number)
    if not is_cell and "." in number:  # "1.3年以上" in a list is point 1, three years
        years = float(number.split(".")[1])
    if match["unit"] == "个月":
        years /= 12
    if years > _MOST_YEARS or _NOT_WORK.search(text[max(0, match.start() - 6) : match.start()]):
        return None
    if not is_cell:
        rest = _WORK_ZH.match(text, match.end())
        is_work = rest is not None or _WORK_BEFORE.search(text[: match.start()][-20:]) is not None
        if not is_work or _is_preferred(text, match.end()):
            return None
        if match["unit"] == "个月" and not (rest and "经验" in rest.group()):
            return None
    elif match["unit"] == "个月" and not (match["over"] or match["under"] or "经验" in text):
        return None
    return 0.0 if match["under"] else years


def _asked_en(match: re.Match[str], text: str, is_cell: bool) -> float | None:
    number = match["n"]
    years = _EN_DIGIT[number] if number in _EN_DIGIT else float(number)
    if match["m"]:
        years = min(years, float(match["m"]))
    if match["unit"].startswith("month"):
        years /= 12
    before = text[max(0, match.start() - 40) : match.start()]
    if years > _MOST_YEARS or "age" in before[-8:]:
        return None
    if not is_cell:
        if years > _MOST_YEARS_LATIN:
            return None
        is_work = _WORK_EN.match(text, match.end()) or _WORK_BEFORE_EN.search(before)
        if not is_work or _is_preferred(text, match.end()):
            return None
    return 0.0 if match["under"] else years


def _is_preferred(text: str, end: int) -> bool:
    cut = _CLAUSE_END.search(text, end)
    return bool(_PREFERRED.search(text, end, cut.start() if cut else min(len(text), end + 80)))


@dataclass(frozen=True, slots=True)
class Openings:
    """How many people an ad wants; `is_assumed` where it only says 若干."""

    count: float
    is_assumed: bool = False


_NUMERAL = "[一二两三四五六七八九十]"
_OPENINGS = re.compile(
    rf"(?:招聘人数|需求人数|招收人数|岗位人数|(?:拟|预|计划|共)招人数|招聘名额|招人数|(?<![队司工业门团])人数)\s*[:：]?\s*(?P<a>\d{{1,5}}|{_NUMERAL}(?=[人名位])|若干)"
    rf"|(?:招聘?|诚聘|急聘|急招|招募|聘|需|招收)\s*[:：]?\s*(?P<b>\d{{1,5}}|{_NUMERAL}|若干)\s*(?:[-~～至到]\s*\d{{1,5}}\s*)?(?:人|名|位)(?!以上(?:公司|企业|团队))"
    r"|(?:number\s+of\s+(?:openings|positions|vacancies|hires)|(?:required\s+number|number\s+required|no\.?\s+(?:of\s+)?(?:required|openings|positions|vacancies))|total\s+no\.?\s+required|openings|vacancies|positions\s+available|vacancy|qty)\s*[:：#]?\s*\(?(?P<c>\d{1,5})(?!\s*[-/]\s*\d)"
    r"|(?<![\d.])(?P<d>\d{1,4})\s+(?:openings|vacancies|positions\s+available)"
)
_OPENINGS_CELL = re.compile(
    rf"(?:招聘?)?\s*(?P<n>\d{{1,5}}|{_NUMERAL}|若干)\s*(?:\.0+)?\s*(?:[-~～至到]\s*\d{{1,5}}\s*)?(?:个?人|名|位|个)?"
)


def find_openings(text: str) -> Openings | None:
    """Explicit number of people wanted.

    Parameters
    ----------
    text : str
        A cell ("5", "招3人", "若干") or ad text ("招聘人数：5").

    Examples
    --------
    >>> find_openings("招3人"), find_openings("招若干人")
    (Openings(count=3.0, is_assumed=False), Openings(count=3.0, is_assumed=True))
    """
    folded = text.strip().lower()
    if not folded:
        return None
    cell = _OPENINGS_CELL.fullmatch(folded) if len(folded) <= _CELL_LENGTH else None
    if cell:
        return _openings(cell["n"])
    for match in _OPENINGS.finditer(folded):
        found = _openings(match["a"] or match["b"] or match["c"] or match["d"])
        if found is not None:
            return found
    return None


def _openings(stated: str) -> Openings | None:
    if stated == "若干":
        return Openings(SEVERAL_OPENINGS, is_assumed=True)
    count = _ZH_DIGIT[stated] if stated in _ZH_DIGIT else float(stated)
    return Openings(count) if 1 <= count <= _MOST_OPENINGS else None


_URGENT = re.compile(
    r"急聘|急招|(?<!紧)急需(?![要解改处])|急寻|急缺|急募|诚急|紧急招聘|高薪急|尽快(?:到岗|入职|上岗)|(?:立即|马上|即刻|随时|立刻|可立即)(?:到岗|上岗|入职)|长期招聘|长期有效招|大量招聘|(?:^|[【(\[（])急(?=[】)\]）])"
    r"|urgent(?:ly)?\s*(?:hir|need|requir|recruit|look|seek|open|position|vacanc)|urgent\s*[:!]|\burgent\b(?=\s*$)|hiring\s+(?:urgent|immediate)|immediate(?:ly)?\s+(?:start|hir|join|need|open|avail|vacanc|requir)|start\s+(?:immediately|asap)|join\s+(?:immediately|asap)|immediate\s+joiner"
)


def is_urgent(title: str, text: str = "") -> bool:
    """Whether title or text has wording that the job must be filled soon.

    Source
    ------
    METHOD.md section 2.7, U.

    Examples
    --------
    >>> is_urgent("急聘Java开发"), is_urgent("应急管理工程师"), is_urgent("Nurse", "Immediate start")
    (True, False, True)
    """
    return bool(_URGENT.search(title.lower()) or (text and _URGENT.search(text.lower())))


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a cell with several attributes holds; each None where it is absent."""

    education: str | None = None
    experience: float | None = None
    openings: Openings | None = None
    date: str | None = None
    place: str | None = None


_SEPARATORS = re.compile(
    r"[|│｜·•,，;；\n\t]+|\s{2,}|(?<!\d)/|/(?!\d)|(?<=[\u4e00-\u9fff])\s(?=\S)"
)
_LOOKS_DATE = re.compile(
    r"发布|更新|刷新|ago\b|天前|小时前|今天|昨天|^(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?$|^20\d{6}$"
)
_LOOKS_EXPERIENCE = re.compile(r"经验|年|应届|在校|实习|years?|yrs?|experience")
_LOOKS_PLACE = re.compile(
    r"^[\u4e00-\u9fff]{2,7}(?:省|市|区|县|自治州|自治区|特别行政区)?(?:-[\u4e00-\u9fff]{2,10})+$|^[\u4e00-\u9fff]{1,7}(?:省|市|区|县|州)$|^异地招聘$|^[a-z .]+,\s?[a-z]{2}$"
)
#: City names that stand alone in such cells, without 市.
_CITIES = frozenset(
    "北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 成都 武汉 西安 长沙 郑州 青岛 济南 大连 沈阳 厦门 福州 宁波 无锡 "
    "合肥 佛山 东莞 珠海 中山 惠州 昆明 贵阳 南宁 海口 石家庄 太原 哈尔滨 长春 南昌 兰州 乌鲁木齐 香港 澳门 全国 远程".split()
)


def split_attributes(text: str) -> Attributes:
    """Take apart a cell that holds several attributes of an ad.

    Parameters
    ----------
    text : str
        Parts split by `|`, non-breaking blanks, `/`, `·` or commas, in any order.

    Examples
    --------
    >>> split_attributes("广州-天河区  |  3-4年经验  |  本科  |  招2人  |  08-30发布")
    Attributes(education='bachelor', experience=3.0, openings=Openings(count=2.0, is_assumed=False),
    date='08-30发布', place='广州-天河区')
    """
    education = experience = openings = when = place = None
    for part in _SEPARATORS.split(text.replace("\xa0", " ").lower()):
        part = part.strip()
        if not part:
            continue
        if part.startswith("招") or part.endswith(("人", "若干")):
            openings = openings or find_openings(part)
        elif _LOOKS_DATE.search(part):
            when = when or part
        elif _LEVEL.search(part) or "学历" in part:
            education = education or parse_education(part)
        elif _LOOKS_EXPERIENCE.search(part):
            experience = parse_experience(part) if experience is None else experience
        elif part in _CITIES or _LOOKS_PLACE.search(part):
            place = place or part
    return Attributes(education, experience, openings, when, place)
