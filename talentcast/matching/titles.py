"""A job title without what is not the job: place, pay, rank, benefits, numbers, departments."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from talentcast.matching.text import normalise_all
from talentcast.matching.title_brackets import has_letter, is_place, without_brackets, without_tail
from talentcast.matching.title_features import title_key
from talentcast.matching.title_patterns import (
    BRACKETED,
    BREAK,
    CITY_EDGE,
    CITY_MARK,
    EDGES,
    EXEMPT,
    FIGURE,
    FIGURED,
    LEVEL,
    LEVEL_LAST,
    MANAGER,
    MANAGING,
    MARKS,
    NOISE_EN,
    NOISY,
    PLACE_LAST,
    RANK_EN,
    RANK_ZH,
    RANKED,
    RANKED_EN,
    RANKED_ZH,
    SPLIT,
    TAIL_LAST,
    TAKEN,
    TAKEN_MARKS,
    TAKEN_WORDS,
)
from talentcast.matching.title_words import (
    DEPARTMENT_ENDS,
    EMPLOYER_ENDS,
    RANKS_EN,
    RANKS_ZH,
    VAGUE_TITLES,
)

#: From the lowest to the highest; what `CleanTitle.seniority` may hold beside None.
SENIORITY = ("intern", "junior", "mid", "senior", "lead", "manager", "director", "executive")

#: Longer titles are cut: real ones end below 100 characters, and one cell may hold a whole ad.
LONGEST_TITLE = 160

#: What departments, employers and places end in.
_OTHERS_LAST = PLACE_LAST.union(end[-1] for end in DEPARTMENT_ENDS + EMPLOYER_ENDS)

#: What is looked at, if a title ends in it, although it has no mark.
_LAST = LEVEL_LAST | TAIL_LAST

#: Patterns of rank words, what these say, the marks of which they need one, and what they leave.
_RANK_WORDS = ((RANK_ZH, RANKS_ZH, RANKED_ZH, ""), (RANK_EN, RANKS_EN, RANKED_EN, " "))

#: Marks of what may come together where a rank word was taken out.
_MET = CITY_MARK | RANKED_EN

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
    trades : tuple of str
        `parts` without those that name no trade beside others that do.
    key : str
        `title_key` of `text`.
    """

    text: str
    full: str
    parts: tuple[str, ...]
    qualifiers: tuple[str, ...]
    seniority: str | None
    trades: tuple[str, ...]
    key: str


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
    qualifiers: list[tuple[str, ...]] = [()] * len(texts)
    bracketed = [number for number, mark in enumerate(marks) if mark & BRACKETED]
    opened = without_brackets([texts[number] for number in bracketed])
    # What stood before a bracket may have met what stood behind it.
    again = MARKS.of([outside for outside, _ in opened])
    for number, (outside, kept), mark in zip(bracketed, opened, again, strict=True):
        texts[number], qualifiers[number], marks[number] = outside, kept, mark
    return list(map(_clean, texts, marks, qualifiers))


def _clean(text: str, mark: int, qualifiers: tuple[str, ...]) -> CleanTitle:
    """Clean a title without brackets; `mark` says which patterns it can match."""
    if not mark and text.isalnum() and text[-1] not in _LAST:
        return CleanTitle(text, text, (text,), qualifiers, None, (text,), title_key(text))
    if mark & TAKEN_MARKS:
        text = _without_noise(text, mark)
    if mark & NOISY and text.isascii():
        text = _take(NOISE_EN, text)
    full = _squeeze(text) if mark & BREAK or " " in text else text.strip(EDGES)
    if mark & CITY_MARK:
        full = _squeeze(_without_cities(full)) or full
    bare, rank = full, None
    if mark & RANKED or full[-1:] in LEVEL_LAST:
        bare, rank, mark = _ranks(full, mark)
    seniority = _seniority(full, rank) if mark & MANAGING else rank
    if mark & BREAK or " " in bare:
        parts = _parts(bare, mark)
        keys = [*map(title_key, parts)]
        trades, key = _trades(parts, keys), "".join(keys)
        text = " / ".join(parts)
    else:
        piece = bare if bare is full else bare.strip(EDGES) or bare
        text = without_tail(piece) or piece
        parts = trades = (text,) if text else ()
        key = title_key(text)
    return CleanTitle(text, full, parts, qualifiers, seniority, trades, key)


def _plain(titles: Sequence[str]) -> list[str]:
    cut = [title[:LONGEST_TITLE] for title in titles]
    cut = [html.unescape(text) if "&" in text and ";" in text else text for text in cut]
    return [text.replace("�", " ").strip() for text in normalise_all(cut)]


def _without_noise(text: str, mark: int) -> str:
    """Take out pay, numbers, benefits and words of recruiting."""
    has_figure = mark & FIGURED and FIGURE.search(text)
    for pattern, needed in TAKEN if has_figure else TAKEN_WORDS:
        if mark & needed:
            text = _take(pattern, text)
    return text


def _take(pattern: re.Pattern[str], text: str) -> str:
    """Take out what matches, unless no letter is left."""
    left, count = pattern.subn(" ", text)
    return left if count and has_letter(left) else text


def _without_cities(text: str) -> str:
    if text.isascii():
        return text
    for _ in range(2):
        left = _take(CITY_EDGE, text).strip(EDGES)
        if left == text:
            break
        text = left
    return text


def _squeeze(text: str) -> str:
    return " ".join(text.split()).strip(EDGES)


def _ranks(full: str, mark: int) -> tuple[str, str | None, int]:
    """Return the title without free-standing rank words, the rank that they name, and its marks."""
    rank: str | None = None
    text = full
    level = LEVEL.search(text) if text[-1:] in LEVEL_LAST else None
    if level:
        rank = {"i": "junior", "1": "junior", "ii": "mid", "2": "mid"}.get(level[1], "senior")
        text = text[: level.start()]
    for pattern, names, needed, gap in _RANK_WORDS:
        pieces = pattern.split(text) if mark & needed else ()
        if len(pieces) < 2:
            continue
        first = pieces[1].strip(".")
        rank = names[first]
        left = gap.join(pieces[::2])
        left = _squeeze(left) if " " in left else left.strip(EDGES)
        if len(left) > 1 and (left[:2].isalpha() or sum(map(str.isalpha, left)) >= 2):
            if len(pieces) > 3 or not text.startswith(first) and not text.endswith(first):
                mark |= _MET  # what stood before may have met what stood behind
            text = left
    return text, rank, mark


def _parts(text: str, mark: int) -> tuple[str, ...]:
    pieces = [piece.strip(EDGES) for piece in SPLIT.split(text)]
    pieces = [without_tail(piece) or piece for piece in pieces if piece]
    if len(pieces) > 1:
        pieces = [piece for piece in pieces if _may_be_job(piece, mark)] or pieces
    return tuple(pieces) or ((text,) if text else ())


def _may_be_job(piece: str, mark: int) -> bool:
    """Whether a piece names neither places nor a department."""
    if piece[-1] not in _OTHERS_LAST and not mark & CITY_MARK:
        return True
    return not is_place(piece, mark) and not _is_department(piece)


def _trades(parts: tuple[str, ...], keys: Sequence[str]) -> tuple[str, ...]:
    """Return parts without those that name no trade beside others that do."""
    if len(parts) < 2:
        return parts
    trades = (part for part, key in zip(parts, keys, strict=True) if key not in VAGUE_TITLES)
    return tuple(trades) or parts


def _is_department(piece: str) -> bool:
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
