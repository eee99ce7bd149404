"""A job title without what is not the job: place, pay, rank, benefits, numbers, departments."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from talentcast.matching.text import normalise
from talentcast.matching.title_words import (
    BENEFITS,
    CITIES,
    DEPARTMENT_ENDS,
    EMPLOYER_ENDS,
    ENGLISH_NOISE,
    RANKS_EN,
    RANKS_ZH,
    TITLE_MANAGERS,
)

#: From the lowest to the highest; what `CleanTitle.seniority` may hold beside None.
SENIORITY = ("intern", "junior", "mid", "senior", "lead", "manager", "director", "executive")

#: Longer titles are cut: real ones end below 100 characters, and one cell may hold a whole ad.
LONGEST_TITLE = 160

_CITY = "|".join(sorted(CITIES, key=len, reverse=True))
_BRACKETS = re.compile(
    r"[(\[{【〔「『<《〈]([^()\[\]{}【】〔〕「」『』<>《》〈〉]*)[)\]}】〕」』>》〉]?"
)
_CLOSING = re.compile(r"[)\]}】〕」』>》〉]")
_PAY = re.compile(
    r"(?:综合|平均|无责|保底|底|月|年|日|时|起|税后|税前)?薪(?:资|酬|水)?(?:待遇)?[:：]?"
    r"(?:[\d.,]+\s*[kw千万元]?\s*[-~到至]?\s*[\d.,]*\s*[kw千万元]?\+?|过万|上万|过千|面议|可议)"
    r"(?:[/每](?:月|年|天|日|小时|h)|以上|左右|起|\+)?"
    r"|[\d.]+\s*[kw千万]?\s*[-~到至]\s*[\d.]+\s*(?:k|w|千|万|元|块)(?![a-z])"
    r"(?:[/每](?:月|年|天|日|小时)|以上|左右|起|·?\d\d薪)?"
    r"|\d{4,6}\s*[-~到至]\s*\d{4,6}(?:元?/?月)?"
    r"|\d+(?:\.\d+)?\s*(?:k|w|千|万|元)(?:[/每](?:月|年|天|日|小时)|以上|左右|起|\+)+"
    r"|(?<![a-z\d])\d{1,2}k(?![a-z\d])|月入(?:过万|上万|\d+[kw万千]?\+?)|年入\d+万|\d{2}薪"
    r"|(?:rm|usd|\$|£|€)\s?[\d,.]+k?(?:\s*[-~]\s*(?:rm|usd|\$|£|€)?\s?[\d,.]+k?)?"
)
_NUMBER = re.compile(
    r"(?:^|(?<=[\s\-_#(/|]))#?(?:no\.?|id|ref|job|req)?[:#]?\s?[a-z]{0,4}-?\d{4,}[a-z]?"
    r"(?:[-_][a-z]{0,4}\d+)*(?=$|[\s\-_)/|,])"
)
_YEARS = re.compile(
    r"(?:20)?\d\d届|20\d\d年?|\d+[-~到至]\d+年(?:以上)?(?:工作)?(?:经验)?|\d+年(?:以上)?(?:工作)?经验"
    r"|招?\d+[名人位]|[一二三两]名"
)
_BENEFITS = re.compile("|".join(sorted(map(re.escape, BENEFITS), key=len, reverse=True)))
_RECRUITING = re.compile(
    r"(?:^\S{0,24}(?:公司|集团|医院|学校|酒店|\.{3}))?"
    r"(?:诚聘|急聘|急招|直招|招聘|高薪诚聘|招募|热招|诚招|聘请)"
    r"(?!专员|经理|主管|顾问|助理|总监|师|生|商|标|投|岗|hr|文员|实习|负责人|运营|组长|专家|工作"
    r"|讲师|用|工|官|执行|bd|客服|销售|渠道|培训|猎头|部|及|与|/|、|行政|人事|专业|员|会(?!计)|产品|平台"
    r"|网站|系统|$|[\s\-_(])"
)
_CITY_EDGE = re.compile(
    rf"^(?:{_CITY})(?:市|地区|区)?(?=.{{2,}})(?!大学|银行|菜)|(?:{_CITY})(?:市|地区)?$"
)
_ONLY_PLACE = re.compile(
    rf"^(?:(?:{_CITY})(?:市|省|地区)?[\s、,/\-]*)+(?:[一-鿿]{{1,3}}区)?$|^[一-鿿]{{1,4}}[市省区县镇]$"
)
_SPLIT = re.compile(
    r"\s*(?:[_|/、,，;；\\·•]+|(?<=[^\x00-\x7f])\s*[&+]|(?<![+a-z])\+(?!\+)|\s[&+]\s)\s*|\s+[-–—:]\s*|\s*[-–—:]\s+|(?<=[^\x00-\x7f])-|-(?=[^\x00-\x7f])|\s{2,}|(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])"
)
_GRADES = re.compile(
    r"(?<![a-z])(?:gs|gg|ga|wg|wl|ws|nf|zp|za|ct|cl|fv|ad|es|nh|nd|vn)-?\d{1,2}"
    r"(?:\s*[/-]\s*(?:gs-?)?\d{1,2})*(?![\da-z])"
    r"|(?<![a-z\d])[ptdm]\d{1,2}(?:\s*[-/+]\s*[ptdm]?\d{1,2})?\+?(?![\da-z])"
)
_LEVEL = re.compile(
    r"[\s\-,]+(?:level\s*)?(iv|v|i{1,3}|[1-5])(?:\s*[/-]\s*(?:iv|v|i{1,3}|[1-5]))*$"
)
_RANK_ZH = re.compile("|".join(sorted(map(re.escape, RANKS_ZH), key=len, reverse=True)))
_RANK_EN = re.compile(
    r"(?<![a-z&])(?:"
    + "|".join(sorted(map(re.escape, RANKS_EN), key=len, reverse=True))
    + r")\.?(?![a-z&]|\s+of\b)"
)
_NOISE_EN = re.compile(
    r"(?<![a-z])(?:"
    + "|".join(sorted(map(re.escape, ENGLISH_NOISE), key=len, reverse=True))
    + r")(?![a-z])"
)
_MANAGER = re.compile(
    r"(总经理|总裁|董事长|ceo|cto|cfo|coo|cio|cmo|创始人|合伙人|院长|校长|首席)"
    r"|(总监|director|head of|chief)"
    r"|(经理|主管|主任|店长|厂长|组长|班长|领班|队长|负责人|manager|supervisor|supervisory|foreman"
    r"|team lead)(?!助理|秘书|assistant)"
)
_EXEMPT = re.compile("|".join(sorted(TITLE_MANAGERS, key=len, reverse=True)))
_TAIL = re.compile(r"(?:方向|岗位|职位|岗|类|方面)$")
_FIGURE = re.compile(r"\d|薪|月入|年入|名")
_ALL = (_PAY, _NUMBER, _YEARS, _BENEFITS, _RECRUITING, _GRADES)
_WORDS_ONLY = (_BENEFITS, _RECRUITING)
_EDGE = " -_/|,;:：·、，。!！~*&\\'\"?？…=@^"
_CJK = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class CleanTitle:
    """A title, cleaned.

    Attributes
    ----------
    text : str
        Lower case, half width, simplified; without rank words that stand apart from the job.
    full : str
        The same with its rank words (`高级`, `head of`), for titles that need them.
    parts : tuple of str
        `text` cut at its separators, departments left out; at least one.
    qualifiers : tuple of str
        What stood in brackets and says something of the job (`数据方向`).
    seniority : str or None
        One of `SENIORITY`.
    removed : tuple of str
        What was taken out, as normalised.
    """

    text: str
    full: str
    parts: tuple[str, ...]
    qualifiers: tuple[str, ...]
    seniority: str | None
    removed: tuple[str, ...]


def clean_title(title: str) -> CleanTitle:
    """Take place, pay, rank, benefits, job numbers and departments out of a job title.

    Parameters
    ----------
    title : str

    Returns
    -------
    CleanTitle
        `text` is empty only if the title holds nothing that could name a job.

    Examples
    --------
    >>> clean_title("【急聘】高级Java开发工程师（北京）15-25K·14薪").text
    'java开发工程师'
    >>> clean_title("地图基础服务部_数据中心架构工程师-CR2017-SH2909").parts
    ('数据中心架构工程师',)
    >>> found = clean_title("Senior Data Analyst II (Remote)")
    >>> found.text, found.seniority
    ('data analyst', 'senior')
    """
    removed: list[str] = []
    text = _plain(title)
    text, qualifiers = _brackets(text, removed)
    patterns = _ALL if _FIGURE.search(text) else _WORDS_ONLY
    for pattern in patterns:
        text = _take(pattern, text, removed)
    if text.isascii():
        text = _take(_NOISE_EN, text, removed)
    full = _squeeze(_cities(_squeeze(text), removed)) or _squeeze(text)
    bare, rank = _ranks(full, removed)
    parts = _parts(bare, removed)
    text = " ".join(parts) if len(parts) < 2 else " / ".join(parts)
    return CleanTitle(text, full, parts, qualifiers, _seniority(full, rank), tuple(removed))


def _plain(title: str) -> str:
    text = title[:LONGEST_TITLE]
    if "&" in text and ";" in text:
        text = html.unescape(text)
    return normalise(text).replace("�", " ").strip()


def _brackets(text: str, removed: list[str]) -> tuple[str, tuple[str, ...]]:
    if not _CLOSING.search(text) and "(" not in text and "【" not in text:
        return text, ()
    kept: list[str] = []

    def note(match: re.Match[str]) -> str:
        inside = match.group(1).strip(_EDGE)
        if not inside:
            return " "
        bare = inside
        for pattern in (_PAY, _YEARS, _BENEFITS, _RECRUITING, _GRADES, _NOISE_EN):
            bare = pattern.sub(" ", bare)
        bare = "" if _ONLY_PLACE.match(bare.strip()) or _is_code(bare) else bare
        bare = _TAIL.sub("", _RANK_ZH.sub(" ", bare).strip(_EDGE))
        if bare:
            kept.append(" ".join(bare.split()))
            return " "
        removed.append(inside)
        return ""

    outside = _BRACKETS.sub(note, text).strip()
    outside = _CLOSING.sub(" ", outside)
    if not outside.strip(_EDGE) and kept:
        return kept[0], tuple(kept[1:])
    return outside, tuple(kept)


def _is_code(text: str) -> bool:
    return not any(c.isalpha() for c in text) or bool(_NUMBER.fullmatch(text.strip()))


def _take(pattern: re.Pattern[str], text: str, removed: list[str]) -> str:
    if pattern.search(text) is None:
        return text
    found = [m.group(0).strip() for m in pattern.finditer(text)]
    left = pattern.sub(" ", text)
    if not any(c.isalpha() for c in left):
        return text
    removed.extend(f for f in found if f)
    return left


def _cities(text: str, removed: list[str]) -> str:
    if text.isascii():
        return text
    for _ in range(2):
        left = _take(_CITY_EDGE, text, removed).strip(_EDGE)
        if left == text:
            break
        text = left
    return text


def _squeeze(text: str) -> str:
    return " ".join(text.split()).strip(_EDGE)


def _ranks(full: str, removed: list[str]) -> tuple[str, str | None]:
    """Return the title without free-standing rank words and the rank that they name."""
    rank: str | None = None
    text = full
    level = _LEVEL.search(text)
    if level:
        rank = {"i": "junior", "1": "junior", "ii": "mid", "2": "mid"}.get(level[1], "senior")
        removed.append(level.group(0).strip(_EDGE))
        text = text[: level.start()]
    for pattern, names in ((_RANK_ZH, RANKS_ZH), (_RANK_EN, RANKS_EN)):
        if pattern.search(text) is None:
            continue
        found = [m.group(0).strip(".") for m in pattern.finditer(text)]
        left = _squeeze(pattern.sub(" " if pattern is _RANK_EN else "", text)) if found else text
        if found and sum(c.isalpha() for c in left) >= 2:
            removed.extend(found)
            rank = names[found[0]]
            text = left
        elif found:
            rank = names[found[0]]
    return text, rank


def _parts(text: str, removed: list[str]) -> tuple[str, ...]:
    pieces = [piece.strip(_EDGE) for piece in _SPLIT.split(text)]
    pieces = [_TAIL.sub("", piece) or piece for piece in pieces if piece]
    if len(pieces) > 1:
        kept = [p for p in pieces if not _is_department(p) and not _ONLY_PLACE.match(p)]
        if kept and len(kept) < len(pieces):
            removed.extend(p for p in pieces if p not in kept)
            pieces = kept
    return tuple(pieces) or ((text,) if text else ())


def _is_department(piece: str) -> bool:
    return piece.endswith(DEPARTMENT_ENDS) and len(piece) > 2 or piece.endswith(EMPLOYER_ENDS)


def _seniority(full: str, rank: str | None) -> str | None:
    found = _MANAGER.search(_EXEMPT.sub(" ", full)) if rank != "intern" else None
    if found is None:
        return rank
    if found.group(1):
        return "executive"
    return "director" if found.group(2) else "manager"


def has_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character.

    Examples
    --------
    >>> has_chinese("Java工程师"), has_chinese("Java engineer")
    (True, False)
    """
    return _CJK.search(text) is not None
