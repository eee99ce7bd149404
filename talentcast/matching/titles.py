"""A job title without what is not the job: place, pay, rank, benefits, numbers, departments."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from talentcast.matching.text import normalise_all
from talentcast.matching.title_patterns import (
    ANY,
    BRACKET,
    BRACKETED,
    BREAK,
    CITY_EDGE,
    CITY_MARK,
    CLOSING,
    EDGES,
    EXEMPT,
    FIGURE,
    FIGURED,
    LEVEL,
    LEVEL_LAST,
    MANAGER,
    MANAGING,
    MARKS,
    MARKS_IN_BRACKETS,
    NOISE_EN,
    NOISY,
    NUMBER,
    ONLY_PLACE,
    PLACE_LAST,
    RANK_EN,
    RANK_ZH,
    RANKED,
    RANKED_EN,
    RANKED_ZH,
    SPLIT,
    TAIL,
    TAIL_LAST,
    TAKEN,
    TAKEN_IN_BRACKETS,
    TAKEN_MARKS,
    TAKEN_WORDS,
)
from talentcast.matching.title_words import DEPARTMENT_ENDS, EMPLOYER_ENDS, RANKS_EN, RANKS_ZH

#: From the lowest to the highest; what `CleanTitle.seniority` may hold beside None.
SENIORITY = ("intern", "junior", "mid", "senior", "lead", "manager", "director", "executive")

#: Longer titles are cut: real ones end below 100 characters, and one cell may hold a whole ad.
LONGEST_TITLE = 160

#: What stands in brackets repeats; so much of it is remembered.
_REMEMBERED = 4_096

#: What departments and employers end in.
_UNIT_LAST = frozenset(end[-1] for end in DEPARTMENT_ENDS + EMPLOYER_ENDS)

_CJK = re.compile(r"[㐀-鿿]")


class CleanTitle(NamedTuple):
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
    return clean_titles([title])[0]


def clean_titles(titles: Sequence[str]) -> list[CleanTitle]:
    """Clean many titles, which is faster than one by one.

    Examples
    --------
    >>> [found.text for found in clean_titles(["急聘会计", "Nurse (Remote)"])]
    ['会计', 'nurse']
    """
    texts = _plain(titles)
    marks = MARKS.of(texts)
    removed: list[list[str]] = [[] for _ in texts]
    qualifiers: list[tuple[str, ...]] = [()] * len(texts)
    bracketed = [number for number, mark in enumerate(marks) if mark & BRACKETED]
    for number in bracketed:
        texts[number], qualifiers[number] = _brackets(texts[number], marks[number], removed[number])
    # What stood before a bracket may have met what stood behind it.
    for number, mark in zip(bracketed, MARKS.of([texts[n] for n in bracketed]), strict=True):
        marks[number] = mark
    return list(map(_clean, texts, marks, qualifiers, removed))


def _clean(text: str, mark: int, qualifiers: tuple[str, ...], removed: list[str]) -> CleanTitle:
    """Clean a title without brackets; `mark` says which patterns it can match."""
    if mark & TAKEN_MARKS:
        has_figure = mark & FIGURED and FIGURE.search(text)
        for pattern, needed in TAKEN if has_figure else TAKEN_WORDS:
            if mark & needed:
                text = _take(pattern, text, removed)
        if mark & NOISY and text.isascii():
            text = _take(NOISE_EN, text, removed)
    full = _squeeze(text) if mark & BREAK or " " in text else text.strip(EDGES)
    if mark & CITY_MARK:
        full = _squeeze(_cities(full, removed)) or full
    bare, rank = full, None
    if mark & RANKED or full[-1:] in LEVEL_LAST:
        bare, rank, mark = _ranks(full, mark, removed)
    if mark & BREAK or " " in bare:
        parts = _parts(bare, mark, removed)
        text = " ".join(parts) if len(parts) < 2 else " / ".join(parts)
    else:
        piece = bare.strip(EDGES) or bare
        text = _without_tail(piece) or piece
        parts = (text,) if text else ()
    seniority = _seniority(full, rank) if mark & MANAGING else rank
    return CleanTitle(text, full, parts, qualifiers, seniority, tuple(removed))


def _plain(titles: Sequence[str]) -> list[str]:
    cut = [title[:LONGEST_TITLE] for title in titles]
    cut = [html.unescape(text) if "&" in text and ";" in text else text for text in cut]
    return [text.replace("�", " ").strip() for text in normalise_all(cut)]


def _brackets(text: str, mark: int, removed: list[str]) -> tuple[str, tuple[str, ...]]:
    kept: list[str] = []

    def note(match: re.Match[str]) -> str:
        inside = match.group(1).strip(EDGES)
        if not inside:
            return " "
        bare = _inside(inside, mark & MARKS_IN_BRACKETS)
        if bare:
            kept.append(bare)
            return " "
        removed.append(inside)
        return ""

    outside = CLOSING.sub(" ", BRACKET.sub(note, text).strip())
    if kept and not outside.strip(EDGES):
        return kept[0], tuple(kept[1:])
    return outside, tuple(kept)


@lru_cache(maxsize=_REMEMBERED)
def _inside(inside: str, mark: int) -> str:
    """Return what stands in brackets without what is not the job."""
    bare = inside
    for pattern, needed in TAKEN_IN_BRACKETS:
        if mark & needed:
            bare = pattern.sub(" ", bare)
    if _is_place(bare.strip(), mark) or _is_code(bare):
        bare = ""
    if mark & RANKED_ZH:
        bare = RANK_ZH.sub(" ", bare)
    bare = _without_tail(bare.strip(EDGES))
    return " ".join(bare.split())


def _is_code(text: str) -> bool:
    return not _has_letter(text) or bool(NUMBER.fullmatch(text.strip()))


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


def _is_place(text: str, mark: int) -> bool:
    may_be = mark & CITY_MARK or text[-1:] in PLACE_LAST
    return bool(may_be) and ONLY_PLACE.match(text) is not None


def _take(pattern: re.Pattern[str], text: str, removed: list[str]) -> str:
    found: list[str] = []

    def note(match: re.Match[str]) -> str:
        found.append(match.group().strip())
        return " "

    left = pattern.sub(note, text)
    if not found or not _has_letter(left):
        return text
    removed.extend(filter(None, found))
    return left


def _cities(text: str, removed: list[str]) -> str:
    if text.isascii():
        return text
    for _ in range(2):
        left = _take(CITY_EDGE, text, removed).strip(EDGES)
        if left == text:
            break
        text = left
    return text


def _squeeze(text: str) -> str:
    return " ".join(text.split()).strip(EDGES)


def _ranks(full: str, mark: int, removed: list[str]) -> tuple[str, str | None, int]:
    """Return the title without free-standing rank words, the rank that they name, and its marks."""
    rank: str | None = None
    text = full
    level = LEVEL.search(text) if text[-1:] in LEVEL_LAST else None
    if level:
        rank = {"i": "junior", "1": "junior", "ii": "mid", "2": "mid"}.get(level[1], "senior")
        removed.append(level.group(0).strip(EDGES))
        text = text[: level.start()]
    for pattern, names, needed in (
        (RANK_ZH, RANKS_ZH, RANKED_ZH),
        (RANK_EN, RANKS_EN, RANKED_EN),
    ):
        found = [m.group(0).strip(".") for m in pattern.finditer(text)] if mark & needed else []
        if not found:
            continue
        rank = names[found[0]]
        left = pattern.sub(" " if pattern is RANK_EN else "", text)
        left = _squeeze(left) if " " in left else left.strip(EDGES)
        if len(left) > 1 and (left[:2].isalpha() or sum(map(str.isalpha, left)) >= 2):
            if len(found) > 1 or not text.startswith(found[0]) and not text.endswith(found[0]):
                mark |= ANY  # what stood before a rank word may have met what stood behind it
            removed.extend(found)
            text = left
    return text, rank, mark


def _parts(text: str, mark: int, removed: list[str]) -> tuple[str, ...]:
    pieces = [piece.strip(EDGES) for piece in SPLIT.split(text)]
    pieces = [_without_tail(piece) or piece for piece in pieces if piece]
    if len(pieces) > 1:
        kept = [p for p in pieces if not _is_department(p) and not _is_place(p, mark)]
        if kept and len(kept) < len(pieces):
            removed.extend(p for p in pieces if p not in kept)
            pieces = kept
    return tuple(pieces) or ((text,) if text else ())


def _without_tail(text: str) -> str:
    return TAIL.sub("", text) if text[-1:] in TAIL_LAST else text


def _is_department(piece: str) -> bool:
    if piece[-1] not in _UNIT_LAST:
        return False
    return piece.endswith(DEPARTMENT_ENDS) and len(piece) > 2 or piece.endswith(EMPLOYER_ENDS)


def _seniority(full: str, rank: str | None) -> str | None:
    found = MANAGER.search(EXEMPT.sub(" ", full)) if rank != "intern" else None
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
