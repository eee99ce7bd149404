"""Years of experience that an ad asks for: the lower bound."""

from __future__ import annotations

import re

from talentcast.matching.education import CELL_LENGTH, CLAUSE_END, PREFERRED
from talentcast.matching.pattern_starts import (
    DIGITS,
    SPACES,
    Beginnings,
    Places,
    has_match,
    matches,
    product,
)

#: No ad asks for more years of experience than this.
_MOST_YEARS = 30.0
#: In English text more than this is the age of the company ("over 40 years of experience").
_MOST_YEARS_LATIN = 15.0
ZH_DIGIT = {
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
    r"(?<![\d.第])(?P<n>\d{1,2}(?:\.\d)?"
    r"|[一二两三四五六七八九十半])\s*年?\s*(?:[-~–—－～至到]\s*(?P<m>\d{1,2}"
    r"|[一二两三四五六七八九十])\s*)?(?P<unit>年|个月)\s*"
    r"(?P<under>(?:及|或)?\s*(?:以下|以内|之内|内))?(?P<over>(?:及|或)?\s*(?:以上|之上|或更多|\+))?"
)
_EN_NUMBER = r"(?:\d{1,2}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten)"
_EN_YEARS = re.compile(
    rf"(?<![\d.a-z/])(?P<under>less\s+than\s+|under\s+"
    rf"|up\s+to\s+)?(?P<n>{_EN_NUMBER})(?:\s*\(\d+\))?"
    rf"\s*(?:\+|plus)?\s*(?:(?:-|–|—|to|or)\s*{_EN_NUMBER}(?:\s*\(\d+\))?\s*\+?\s*"
    rf"|/\s*(?P<m>\d{{1,2}})\s*)?"
    r"(?P<unit>years?|yrs?|months?)(?!\s*old)"
)
_WORK_ZH = re.compile(r"[^,。;\n]{0,36}?(?:经验|经历|从业|工作|相关|背景|开发|管理岗|行业)")
_WORK_BEFORE = re.compile(r"(?:经验|经历|年限|从业)[^,。;\n\d]{0,8}$|(?:工作|开发)\s*$")
_WORK_BEFORE_EN = re.compile(r"(?:experience|exp\.?)[^.;\n]{0,24}$")
_WORK_EN = re.compile(
    r"[^.;\n]{0,60}?(?:experience|background|working|work|in\s+(?:a|the)\s|industry)"
)
_NOT_WORK = re.compile(
    r"(?:成立|创立|创办|创建|至今|历经|已有|近|过去|未来|连续|合同|签|满|工龄|服务满?|质保|每"
    r"|一|近十|发展|积累|专注|深耕)\s*$"
)
_NONE_ASKED = re.compile(
    r"经验(?:要求)?[:： ]*(?:不限|无要求)|不限(?:工作)?经验|无(?:需|须)(?:任何|相关"
    r"|工作)*经验|(?:无|没有?)(?:相关|工作)*经验(?:者|的)?(?:[^,。;\n]{0,3})(?:可|均可|亦可"
    r"|也可|欢迎|要求)|无工作经验"
    r"|(?:应届|在校)(?:毕业)?生?(?:者)?(?:均可|亦可|也可|可投|可应聘|优先|欢迎)|接受应届"
    r"|欢迎应届|no\s+(?:prior\s+|previous\s+|work\s+)?experience\s+(?:is\s+)?(?:required"
    r"|necessary|needed)"
)
#: What matches of `_ZH_YEARS` and `_NONE_ASKED` begin with, and the words that `_EN_YEARS` ends in.
_AFTER_NUMBER = SPACES + "年个-~–—－～至到"
YEARS_BEGINNINGS = Beginnings(
    product(DIGITS, DIGITS, _AFTER_NUMBER + ".")
    + product(DIGITS, ".", DIGITS)
    + product(DIGITS + "".join(ZH_DIGIT), _AFTER_NUMBER),
    not_in_number=True,
)
NONE_ASKED_BEGINNINGS = Beginnings(
    tuple("不限工 不限经 无相关 无工作 无经验 没相关 没工作 没经验 接受应 欢迎应".split())
    + product(["经验"], "要不无:： ")
    + product("无需 无须 没有".split(), "任相工经")
    + product("应届 在校".split(), "毕生者均亦也可优欢")
    + product(["no"], SPACES)
)
_EN_UNITS = ("year", "yr", "month")
UNIT_BEGINNINGS = Beginnings(_EN_UNITS)
_NONE_ASKED_CELL = re.compile(
    r"不限|无|应届|在校|实习|毕业生|no\s|none|entry|fresh|intern|not\s+required|student|graduate"
)


def parse_experience(text: str, years: Places = None, none_asked: Places = None) -> float | None:
    """Years of work experience asked for: the lower bound.

    Parameters
    ----------
    text : str
        An experience cell ("3-5年", "应届毕业生") or ad text, in which years count only beside
        words such as 经验 or experience; age, company age and contract lengths don't.
    years, none_asked : sequence of int, optional
        Every place of the text in lower case where Chinese years, or the statement that none are
        asked for, can begin (`YEARS_BEGINNINGS`, `NONE_ASKED_BEGINNINGS`), for texts beyond
        `CELL_LENGTH`.

    Returns
    -------
    float or None, unit: years
        0 for none asked and for "1年以下"; None where nothing is stated.

    Examples
    --------
    >>> [parse_experience(text) for text in ("3-5年", "经验不限", "at least two years")]
    [3.0, 0.0, 2.0]
    >>> parse_experience("18-35岁，公司成立10年") is None
    True
    """
    folded = text.lower().replace("，", ",")
    is_cell = len(folded.strip()) <= CELL_LENGTH
    for match in matches(_ZH_YEARS, folded, years):
        found = _asked_zh(match, folded, is_cell)
        if found is not None:
            return found
    if any(unit in folded for unit in _EN_UNITS):
        for match in _EN_YEARS.finditer(folded):
            found = _asked_en(match, folded, is_cell)
            if found is not None:
                return found
    if has_match(_NONE_ASKED, folded, none_asked) or (is_cell and _NONE_ASKED_CELL.search(folded)):
        return 0.0
    return None


def _asked_zh(match: re.Match[str], text: str, is_cell: bool) -> float | None:
    number = match["n"]
    years = ZH_DIGIT[number] if number in ZH_DIGIT else float(number)
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
    cut = CLAUSE_END.search(text, end)
    return bool(PREFERRED.search(text, end, cut.start() if cut else min(len(text), end + 80)))
