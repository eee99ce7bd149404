"""Recognise column names, and the row of a table that holds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from talentcast.matching.headers import COLLECTED, FRAGMENTS, HEADERS

_BRACKETS = re.compile(r"[(（\[【〔<《].*?[)）\]】〕>》]")
_SEPARATORS = re.compile(r"[\W_]+")

#: How far down the first header row may stand (titles and notes above a spreadsheet's table).
HEADER_ROWS = 20


def header_key(name: str) -> str:
    """Reduce a header to letters and digits, without brackets and their content.

    Examples
    --------
    >>> header_key("Job_Title"), header_key("jobTitle"), header_key("薪资（元/月）")
    ('jobtitle', 'jobtitle', '薪资')
    """
    name = unicodedata.normalize("NFKC", name).casefold()
    return _SEPARATORS.sub("", _BRACKETS.sub("", name)) or _SEPARATORS.sub("", name)


@lru_cache(maxsize=1)
def header_roles() -> dict[str, list[tuple[str, int]]]:
    """For each header key the roles it may have, with its place in the role's list."""
    roles: dict[str, list[tuple[str, int]]] = {}
    for role, names in HEADERS.items():
        for place, name in enumerate(dict.fromkeys(map(header_key, names.split()))):
            roles.setdefault(name, []).append((role, place))
    return roles


def is_collection_date(name: str) -> bool:
    """Tell whether a column of dates says when the ads were collected.

    Examples
    --------
    >>> is_collection_date("采集时间"), is_collection_date("发布日期")
    (True, False)
    """
    return header_key(name) in _collected()


@lru_cache(maxsize=1)
def _collected() -> frozenset[str]:
    return frozenset(map(header_key, COLLECTED.split()))


def is_known_header(name: str) -> bool:
    """Tell whether a cell is a column name that some site or data set uses."""
    return len(name) <= 60 and header_key(name) in header_roles()


def find_header_row(rows: Sequence[Sequence[str | None]]) -> int:
    """Find the row that names the columns.

    Parameters
    ----------
    rows : sequence of rows of cells
        The first rows of the table.

    Returns
    -------
    int
        Its place, or -1 if the table has none.

    Examples
    --------
    >>> find_header_row([["2024 export", ""], ["职位名称", "薪资"], ["会计", "5千/月"]])
    1
    >>> find_header_row([["会计", "5千/月"], ["出纳", "4千/月"]])
    -1
    """
    best, best_known = -1, 0
    for place, row in enumerate(rows[:HEADER_ROWS]):
        filled = [cell for cell in row if cell and cell.strip()]
        known = sum(map(is_known_header, filled))
        if known > best_known and known * 4 >= len(filled):
            best, best_known = place, known
    widest = max((len(row) for row in rows), default=0)
    if best_known >= 2 or (best_known == 1 and (best == 0 or widest == 1)):
        return best
    return 0 if rows and _names_by_form(rows) else -1


_DIGIT = re.compile(r"\d")


def _names_by_form(rows: Sequence[Sequence[str | None]]) -> bool:
    """Unknown names: distinct, short, without figures, above columns that hold other things."""
    first = [(cell or "").strip() for cell in rows[0]]
    names = [cell for cell in first if cell]
    if len(names) < 2 or len(names) < len(first) - 1 or len(set(names)) < len(names):
        return False
    if any(len(name) > 40 or _DIGIT.match(name) for name in names):
        return False
    others = rows[1:50]
    figures = sum(
        any(_DIGIT.search(row[place] or "") for row in others if place < len(row))
        for place, name in enumerate(first)
        if name and not _DIGIT.search(name)
    )
    joined = [name for name in names if "_" in name or re.search("[a-z][A-Z]", name)]
    repeated = sum(
        any(row[place] == name for row in others if place < len(row))
        for place, name in enumerate(first)
    )
    if repeated:
        return False
    return bool(joined) or (
        figures >= 1 and not any(_DIGIT.search(name) for name in names) and bool(others)
    )


#: What a fragment is worth against a full name (1.0 to 0.7).
FRAGMENT_WORTH = 0.5


#: Last parts of dotted names that say nothing without what stands before them.
_VAGUE = frozenset("name id text title type value number content description position".split())


def _known_roles(name: str) -> list[tuple[str, int]]:
    """Roles of a name, or of the end of a dotted one such as ``item.company.name``."""
    parts = name.split(".")
    for start in range(len(parts)):
        end = header_key(".".join(parts[start:]))
        if end in header_roles() and (start == 0 or end not in _VAGUE):
            return header_roles()[end]
    return []


@lru_cache(maxsize=4096)
def _guesses(name: str) -> tuple[tuple[str, float], ...]:
    known = _known_roles(name)
    if known:
        counts = {role: len(HEADERS[role].split()) for role, _ in known}
        return tuple((role, 1.0 - 0.3 * place / counts[role]) for role, place in known)
    lower = unicodedata.normalize("NFKC", name).casefold().replace("_", " ")
    for role, pattern, forbidden in FRAGMENTS:
        if re.search(pattern, lower) and not re.search(forbidden, lower):
            return ((role, FRAGMENT_WORTH),)
    return ()


def guess_roles(name: str) -> dict[str, float]:
    """Roles that a header may mean, with how much the name says for each (0 to 1).

    Examples
    --------
    >>> guess_roles("jobName")["title"] > guess_roles("title")["title"]
    True
    >>> guess_roles("招聘网站-发布日期"), guess_roles("foo")
    ({'date': 0.5}, {})
    """
    return dict(_guesses(name))
