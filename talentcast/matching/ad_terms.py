"""What the ads of a batch state beside skills and occupation: education, years, pay, place, date.

The column of each term comes first, then a cell that holds several of them, then the text. A value
that stands in many cells is read once a batch; texts are read only where a pattern can begin
(`pattern_starts`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from talentcast.matching import requirements
from talentcast.matching.education import (
    CELL_LENGTH,
    LEVEL_BEGINNINGS,
    NO_LEVEL_BEGINNINGS,
    parse_education,
)
from talentcast.matching.experience import (
    NONE_ASKED_BEGINNINGS,
    YEARS_BEGINNINGS,
    parse_experience,
)
from talentcast.matching.pattern_starts import Places, StartFinder
from talentcast.matching.salaries import Salary, find_salary, parse_salary
from talentcast.matching.salary_text import PAY_BEGINNINGS

if TYPE_CHECKING:
    from talentcast.matching.places import PlaceIndex

_EPOCH = date(1970, 1, 1)
_NO_ATTRIBUTES = requirements.Attributes()
_NO_PLACES: tuple[int, ...] = ()

#: Longer texts are no cells, with white space around them or not.
_SHORT = 10 * CELL_LENGTH

Cells = Sequence[str | None]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class AdTerms:
    """The terms of a batch, a list each, in the order of the ads; None where nothing is stated.

    `day`, `first_seen` and `last_seen` count from 1970-01-01, the latter two both or neither;
    `openings_assumed` is true where an ad only says 若干.
    """

    education: list[str | None]
    experience: list[float | None]
    openings: list[float | None]
    openings_assumed: list[bool]
    urgent: list[bool]
    day: list[int | None]
    first_seen: list[int | None]
    last_seen: list[int | None]
    city: list[str | None]
    district: list[str | None]
    pay: list[Salary]


@cache
def _finder() -> StartFinder:
    return StartFinder(
        {
            "levels": LEVEL_BEGINNINGS,
            "no_levels": NO_LEVEL_BEGINNINGS,
            "years": YEARS_BEGINNINGS,
            "none_asked": NONE_ASKED_BEGINNINGS,
            "openings": requirements.OPENINGS_BEGINNINGS,
            "urgent": requirements.URGENT_BEGINNINGS,
            "pay": PAY_BEGINNINGS,
        }
    )


class _Texts:
    """The texts of a batch in lower case, and where in them patterns can begin."""

    def __init__(self, texts: Cells, wanted: Mapping[str, list[bool]]) -> None:
        self.given = texts
        self.lower = [text.lower() if text else "" for text in texts]
        self._starts = _finder().find(self.lower, wanted)
        self._short = {
            row
            for row, text in enumerate(self.lower)
            if len(text) <= _SHORT and len(text.strip()) <= CELL_LENGTH
        }

    def places(self, name: str, row: int) -> Places:
        """Return where a pattern can begin; None, anywhere, in what may be read as a cell."""
        return None if row in self._short else self._starts[name].get(row, _NO_PLACES)


def read_terms(columns: Mapping[str, Cells], places: PlaceIndex, reference: date) -> AdTerms:
    """Read the terms of a batch of ads.

    Parameters
    ----------
    columns : mapping of str to sequence of str or None, length n
        The text columns of a batch of postings (`frames.POSTING_TEXT`).
    places : PlaceIndex
    reference : date
        The day that dates without a year refer to.

    Returns
    -------
    AdTerms

    Examples
    --------
    >>> import pandas as pd
    >>> from talentcast.frames import POSTING_TEXT
    >>> from talentcast.matching.places import PLACES, PlaceIndex
    >>> ads = dict.fromkeys(POSTING_TEXT, [None]) | {"text": ["大专以上学历，三年以上经验"]}
    >>> terms = read_terms(ads, PlaceIndex(pd.DataFrame([], columns=PLACES)), date(2024, 1, 1))
    >>> terms.education, terms.experience
    (['college'], [3.0])
    """
    split = _each(requirements.split_attributes, columns["attributes"])
    cells = [one or _NO_ATTRIBUTES for one in split]
    education = _education(columns["education"], cells)
    experience = _experience(columns["experience"], cells)
    openings = _openings(columns["openings"], cells)
    pay = _each(parse_salary, columns["salary"])
    unpaid = [one is None or not has_pay(one) for one in pay]
    texts = _Texts(
        columns["text"],
        {
            **dict.fromkeys(("levels", "no_levels"), [one is None for one in education]),
            **dict.fromkeys(("years", "none_asked"), [one is None for one in experience]),
            "openings": [one is None for one in openings],
            "pay": unpaid,
        },
    )
    _education_of_texts(education, texts)
    _experience_of_texts(experience, texts)
    _openings_of_texts(openings, columns["title"], texts)
    when = [stated or cell.date for stated, cell in zip(columns["date"], cells, strict=True)]
    where = [stated or cell.place for stated, cell in zip(columns["place"], cells, strict=True)]
    days = _each(lambda stated: requirements.parse_date(stated, reference=reference), when)
    found = _each(places.parse, where)
    first_seen, last_seen = _stays(columns["first_seen"], columns["last_seen"])
    return AdTerms(
        education=education,
        experience=experience,
        openings=[one.count if one else None for one in openings],
        openings_assumed=[one is not None and one.is_assumed for one in openings],
        urgent=_urgent(columns["title"], texts),
        day=[(day - _EPOCH).days if day else None for day in days],
        first_seen=first_seen,
        last_seen=last_seen,
        city=[place.city if place else None for place in found],
        district=[place.district if place else None for place in found],
        pay=_pay(pay, columns["salary"], texts),
    )


def _stays(first: Cells, last: Cells) -> tuple[list[int | None], list[int | None]]:
    """Read the days between which ads were on the site; none where they do not follow."""
    days = [[(day - _EPOCH).days if day else None for day in _each(requirements.parse_date, cells)]
            for cells in (first, last)]  # fmt: skip
    told = [a is not None and b is not None and a <= b for a, b in zip(*days, strict=True)]
    begin, end = ([day if ok else None for day, ok in zip(one, told, strict=True)] for one in days)
    return begin, end


def _each(read: Callable[[str], _T], cells: Iterable[str | None]) -> list[_T | None]:
    """Read each cell; the same value is read once."""
    cells = list(cells)
    known = {cell: read(cell) for cell in dict.fromkeys(cells) if cell}
    return [known.get(cell) if cell else None for cell in cells]


def _education(stated: Cells, cells: list[requirements.Attributes]) -> list[str | None]:
    levels = _each(parse_education, stated)
    return [level or cell.education for level, cell in zip(levels, cells, strict=True)]


def _education_of_texts(levels: list[str | None], texts: _Texts) -> None:
    for row, text in enumerate(texts.given):
        if text and levels[row] is None:
            places = texts.places("levels", row), texts.places("no_levels", row)
            if places != (_NO_PLACES, _NO_PLACES):
                levels[row] = parse_education(text, *places)


def _experience(stated: Cells, cells: list[requirements.Attributes]) -> list[float | None]:
    years = _each(parse_experience, stated)
    return [
        cell.experience if known is None else known
        for known, cell in zip(years, cells, strict=True)
    ]


def _experience_of_texts(years: list[float | None], texts: _Texts) -> None:
    for row, text in enumerate(texts.given):
        if text and years[row] is None:
            places = texts.places("years", row), texts.places("none_asked", row)
            years[row] = parse_experience(text, *places)


def _openings(
    stated: Cells, cells: list[requirements.Attributes]
) -> list[requirements.Openings | None]:
    openings = _each(requirements.find_openings, stated)
    return [
        cell.openings if known is None else known
        for known, cell in zip(openings, cells, strict=True)
    ]


def _openings_of_texts(
    openings: list[requirements.Openings | None], titles: Cells, texts: _Texts
) -> None:
    """Look in title and text together: what begins in one may end in the other."""
    lower = [title.lower() if title else "" for title in titles]
    named = _finder().find(lower)["openings"]
    states = requirements.may_state_openings
    for row, known in enumerate(openings):
        if known is not None:
            continue
        places = texts.places("openings", row)
        if (
            places is None
            or states(texts.lower[row], places)
            or (row in named and states(f"{lower[row]}\n{texts.lower[row]}", named[row]))
        ):
            both = f"{titles[row] or ''}\n{texts.given[row] or ''}"
            openings[row] = requirements.find_openings(both)


def _urgent(titles: Cells, texts: _Texts) -> list[bool]:
    found = [bool(named) for named in _each(requirements.is_urgent, titles)]
    for row, text in enumerate(texts.given):
        if text and not found[row]:
            places = texts.places("urgent", row)
            found[row] = places != _NO_PLACES and requirements.is_urgent("", text, places)
    return found


def _pay(known: list[Salary | None], stated: Cells, texts: _Texts) -> list[Salary]:
    """Read the pay: its own column first, then a range that the text states as pay."""
    found = []
    for row, (cell, pay) in enumerate(zip(stated, known, strict=True)):
        if pay is None or not has_pay(pay):
            text = texts.given[row]
            if text:
                places = texts.places("pay", row) if len(text) == len(texts.lower[row]) else None
                pay = find_salary(text, places=places)
            elif pay is None:
                pay = parse_salary(cell or "")
        found.append(pay)
    return found


def has_pay(pay: Salary) -> bool:
    """Say whether a record of pay holds an amount."""
    return pay.low is not None or pay.high is not None
