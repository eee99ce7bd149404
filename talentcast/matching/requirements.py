"""What an ad asks of people, and how many it wants: openings, urgency, one-cell attributes.

Education, experience and dates have files of their own; their functions are offered here too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from talentcast.matching.dates import parse_date
from talentcast.matching.education import (
    CELL_LENGTH,
    EDUCATION_LEVELS,
    LEVEL,
    education_years,
    parse_education,
)
from talentcast.matching.experience import ZH_DIGIT, parse_experience
from talentcast.matching.pattern_starts import (
    DIGITS,
    SPACES,
    Beginnings,
    Places,
    has_match,
    matches,
    product,
)

__all__ = [
    "EDUCATION_LEVELS", "Attributes", "Openings", "education_years", "find_openings", "is_urgent",
    "parse_date", "parse_education", "parse_experience", "split_attributes",
]  # fmt: skip

#: 若干 stands for this many openings (METHOD 2.7).
SEVERAL_OPENINGS = 3.0
#: More openings than this in one ad are a misreading.
_MOST_OPENINGS = 10_000


@dataclass(frozen=True, slots=True)
class Openings:
    """How many people an ad wants; `is_assumed` where it only says 若干."""

    count: float
    is_assumed: bool = False


_NUMERAL = "[一二两三四五六七八九十]"
_OPENINGS = re.compile(
    rf"(?:招聘人数|需求人数|招收人数|岗位人数|(?:拟|预|计划|共)招人数|招聘名额|招人数"
    rf"|(?<![队司工业门团])人数)\s*[:：]?\s*(?P<a>\d{{1,5}}|{_NUMERAL}(?=[人名位])|若干)"
    rf"|(?:招聘?|诚聘|急聘|急招|招募|聘|需|招收)\s*[:：]?\s*(?P<b>\d{{1,5}}|{_NUMERAL}"
    rf"|若干)\s*(?:[-~～至到]\s*\d{{1,5}}\s*)?(?:人|名|位)(?!以上(?:公司|企业|团队))"
    r"|(?:number\s+of\s+(?:openings|positions|vacancies|hires)|(?:required\s+number"
    r"|number\s+required|no\.?\s+(?:of\s+)?(?:required|openings|positions|vacancies))"
    r"|total\s+no\.?\s+required|openings|vacancies|positions\s+available|vacancy"
    r"|qty)\s*[:：#]?\s*\(?(?P<c>\d{1,5})(?!\s*[-/]\s*\d)"
    r"|(?<![\d.])(?P<d>\d{1,4})\s+(?:openings|vacancies|positions\s+available)"
)
#: What matches of `_OPENINGS` begin with; of a count before its word, what the word begins with.
OPENINGS_BEGINNINGS = Beginnings(
    tuple(
        "招聘人 需求人 招收人 岗位人 拟招人 预招人 计划招 共招人 招聘名 招人数 "
        "num no. tot ope vac pos qty req".split()
    )
    + product(["no"], SPACES)
    + product(
        "人数 招聘 诚聘 急聘 急招 招募 招收 招 聘 需".split(),
        SPACES + ":：若" + DIGITS + _NUMERAL[1:-1],
    )
)
_OPENINGS_START = re.compile(_OPENINGS.pattern + r"|openings|vacancies|positions\s+available")
#: One of these stands behind a count that comes before its word.
_BEHIND_COUNT = ("openings", "vacancies", "positions")
#: What all counts look like in normal form, from their word on.
_COUNT = re.compile(
    rf"[一-鿿]{{1,5}}\s*:?\s*(?:\d|{_NUMERAL}|若干)|{'|'.join(_BEHIND_COUNT)}"
    r"|[a-z.\s]+[:#]?\s*\(?\d"
)
_OPENINGS_CELL = re.compile(
    rf"(?:招聘?)?\s*(?P<n>\d{{1,5}}|{_NUMERAL}"
    rf"|若干)\s*(?:\.0+)?\s*(?:[-~～至到]\s*\d{{1,5}}\s*)?(?:个?人|名|位|个)?"
)


def find_openings(text: str, places: Places = None) -> Openings | None:
    """Explicit number of people wanted.

    Parameters
    ----------
    text : str
        A cell ("5", "招3人", "若干") or ad text ("招聘人数：5").
    places : sequence of int, optional
        Every place of the text in lower case where a count, or the word behind one, can begin
        (`OPENINGS_BEGINNINGS`), for texts beyond `CELL_LENGTH`.

    Examples
    --------
    >>> find_openings("招3人"), find_openings("招若干人")
    (Openings(count=3.0, is_assumed=False), Openings(count=3.0, is_assumed=True))
    """
    folded = text.lower()
    if places is None or any(word in folded for word in _BEHIND_COUNT):
        folded, places = folded.strip(), None
    if not folded:
        return None
    cell = _OPENINGS_CELL.fullmatch(folded) if len(folded) <= CELL_LENGTH else None
    return _openings(cell["n"]) if cell else openings_in(folded, places)


def openings_in(folded: str, places: Places = None) -> Openings | None:
    """Explicit number of people wanted in ad text in lower case.

    Examples
    --------
    >>> openings_in("招聘人数：5")
    Openings(count=5.0, is_assumed=False)
    """
    for match in matches(_OPENINGS, folded, places):
        found = _openings(match["a"] or match["b"] or match["c"] or match["d"])
        if found is not None:
            return found
    return None


def may_count(plain: str, places: Sequence[int]) -> bool:
    """Say whether a text in normal form may name a count of openings.

    `places` are those where its word can begin (`OPENINGS_BEGINNINGS`).

    Examples
    --------
    >>> may_count("招聘人数:5", [0]), may_count("招聘经理,3年以上", [0])
    (True, False)
    """
    return has_match(_COUNT, plain, places)


def may_count_before(folded: str, places: Sequence[int]) -> bool:
    """Say whether a text in lower case may name a count in front of its word.

    `places` are those where the word can begin (`OPENINGS_BEGINNINGS`).

    Examples
    --------
    >>> may_count_before("5 openings", [2]), may_count_before("招3人", [0])
    (True, False)
    """
    return any(folded.startswith(_BEHIND_COUNT, place) for place in places)


def _openings(stated: str) -> Openings | None:
    if stated == "若干":
        return Openings(SEVERAL_OPENINGS, is_assumed=True)
    count = ZH_DIGIT[stated] if stated in ZH_DIGIT else float(stated)
    return Openings(count) if 1 <= count <= _MOST_OPENINGS else None


_URGENT = re.compile(
    r"急聘|急招|(?<!紧)急需(?![要解改处])|急寻|急缺|急募|诚急|紧急招聘|高薪急|尽快(?:到岗"
    r"|入职|上岗)|(?:立即|马上|即刻|随时|立刻|可立即)(?:到岗|上岗|入职)|长期招聘|长期有效招"
    r"|大量招聘|(?:^|[【(\[（])急(?=[】)\]）])"
    r"|urgent(?:ly)?\s*(?:hir|need|requir|recruit|look|seek|open|position|vacanc)"
    r"|urgent\s*[:!]|\burgent\b(?=\s*$)|hiring\s+(?:urgent|immediate)"
    r"|immediate(?:ly)?\s+(?:start|hir|join|need|open|avail|vacanc|requir)"
    r"|start\s+(?:immediately|asap)|join\s+(?:immediately|asap)|immediate\s+joiner"
)


#: What matches of `_URGENT` begin with.
URGENT_BEGINNINGS = Beginnings(
    tuple(
        "急聘 急招 急需 急寻 急缺 急募 诚急 紧急招 高薪急 可立即 长期招 长期有 大量招 "
        "urg hir imm sta joi".split()
    )
    + product("尽快 立即 马上 即刻 随时 立刻".split(), "到上入")
    + product("【([（", "急")
    + product("急", "】)]）")
)


def may_state_openings(text: str, places: Places) -> bool:
    """Say whether a long text in lower case has a count of openings, given where one can begin.

    Examples
    --------
    >>> may_state_openings("招3人", [0]), may_state_openings("招聘经理", [0])
    (True, False)
    """
    return has_match(_OPENINGS_START, text, places)


def is_urgent(title: str, text: str = "", places: Places = None) -> bool:
    """Whether title or text has wording that the job must be filled soon.

    Parameters
    ----------
    title, text : str
    places : sequence of int, optional
        Every place of the text in lower case where such words can begin (`URGENT_BEGINNINGS`).

    Source
    ------
    METHOD.md section 2.7, U.

    Examples
    --------
    >>> is_urgent("急聘Java开发"), is_urgent("应急管理"), is_urgent("Nurse", "Immediate start")
    (True, False, True)
    """
    if _URGENT.search(title.lower()):
        return True
    return bool(text) and says_urgent(text.lower(), places)


def says_urgent(folded: str, places: Places = None) -> bool:
    """Whether text in lower case says that the job must be filled soon; as `is_urgent`."""
    return has_match(_URGENT, folded, places)


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
    r"发布|更新|刷新|ago\b|天前|小时前|今天|昨天|^(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?$"
    r"|^20\d{6}$"
)
_LOOKS_EXPERIENCE = re.compile(r"经验|年|应届|在校|实习|years?|yrs?|experience")
_LOOKS_PLACE = re.compile(
    r"^[\u4e00-\u9fff]{2,7}(?:省|市|区|县|自治州|自治区"
    r"|特别行政区)?(?:-[\u4e00-\u9fff]{2,10})+$|^[\u4e00-\u9fff]{1,7}(?:省|市|区|县|州)$"
    r"|^异地招聘$|^[a-z .]+,\s?[a-z]{2}$"
)
#: Cells that are remembered: they come back from ad to ad.
_REMEMBERED = 1 << 12
#: City names that stand alone in such cells, without 市.
_CITIES = frozenset(
    "北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 成都 武汉 西安 长沙 郑州 青岛 济南 "
    "大连 沈阳 厦门 福州 宁波 无锡 合肥 佛山 东莞 珠海 中山 惠州 昆明 贵阳 南宁 海口 石家庄 太原 "
    "哈尔滨 长春 南昌 兰州 乌鲁木齐 香港 澳门 全国 远程".split()
)


@lru_cache(maxsize=_REMEMBERED)
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
    found: dict[str, Any] = {}
    for part in _SEPARATORS.split(text.replace("\xa0", " ").lower()):
        name, value = _read_part(part.strip())
        if found.get(name) is None:
            found[name] = value
    found.pop("", None)
    return Attributes(**found)


@lru_cache(maxsize=_REMEMBERED)
def _read_part(part: str) -> tuple[str, Any]:
    """Name the attribute that a part of such a cell tells, and read it; no name without one."""
    if part.startswith("招") or part.endswith(("人", "若干")):
        return "openings", find_openings(part)
    if _LOOKS_DATE.search(part):
        return "date", part
    if LEVEL.search(part) or "学历" in part:
        return "education", parse_education(part)
    if _LOOKS_EXPERIENCE.search(part):
        return "experience", parse_experience(part)
    if part in _CITIES or _LOOKS_PLACE.search(part):
        return "place", part
    return "", None
