"""What the ads of a batch state beside skills and occupation: education, years, pay, place, date.

The column of each term comes first, then a cell that holds several of them, then the text. A value
that stands in many cells is read once a batch; texts are read only where a pattern can begin
(`pattern_starts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching import requirements
from talentcast.matching.coded import Cells, Coded, Codes, Mask, code
from talentcast.matching.education import (
    CELL_LENGTH,
    LEVEL_BEGINNINGS,
    NO_LEVEL_BEGINNINGS,
    education_in,
    parse_education,
)
from talentcast.matching.experience import (
    NONE_ASKED_BEGINNINGS,
    UNIT_BEGINNINGS,
    YEARS_BEGINNINGS,
    parse_experience,
)
from talentcast.matching.pattern_starts import OTHER_DIGITS, Beginnings, Places, StartFinder, Starts
from talentcast.matching.salaries import Salary, find_salary, parse_salary
from talentcast.matching.salary_text import PAY_BEGINNINGS
from talentcast.matching.salary_titles import find_title_salary
from talentcast.matching.text import normalise_all

if TYPE_CHECKING:
    import pyarrow as pa

    from talentcast.matching.places import Place, PlaceIndex

_EPOCH = date(1970, 1, 1)
_NO_PLACES: tuple[int, ...] = ()

#: Longer texts are no cells, with white space around them or not.
_SHORT = 10 * CELL_LENGTH

#: Cells with dates that are remembered: they come back from ad to ad.
_REMEMBERED = 1 << 12

#: The only letter whose lower case is two characters: places behind it are not those of the text.
#: It is its own normal form.
_GROWS = "İ"


@dataclass(frozen=True, slots=True)
class AdTerms:
    """The terms of a batch, in the order of the ads; None where nothing is stated.

    `day`, `first_seen` and `last_seen` count from 1970-01-01, the latter two both or neither; `pay`
    is never None.
    """

    education: Coded[str]
    experience: Coded[float]
    openings: Coded[requirements.Openings]
    urgent: Mask
    day: Coded[int]
    first_seen: Coded[int]
    last_seen: Coded[int]
    place: Coded[Place]
    pay: Coded[Salary]


@cache
def _finder() -> StartFinder:
    return StartFinder(
        {
            "levels": [LEVEL_BEGINNINGS],
            "no_levels": [NO_LEVEL_BEGINNINGS],
            "years": [YEARS_BEGINNINGS],
            "units": [UNIT_BEGINNINGS],
            "none_asked": [NONE_ASKED_BEGINNINGS],
            "openings": [requirements.OPENINGS_BEGINNINGS],
            "urgent": [requirements.URGENT_BEGINNINGS],
            "pay": PAY_BEGINNINGS,
            "other_digits": [Beginnings(characters=OTHER_DIGITS)],
            "grows": [Beginnings(characters=_GROWS)],
        }
    )


class _Texts:
    """Texts, and where in them patterns can begin."""

    def __init__(self, given: Sequence[str], plain: Sequence[str], *, are_titles: bool) -> None:
        self.given, self.plain = given, plain
        self.lengths = np.fromiter(map(len, given), np.int64, len(given))
        self._starts: Starts = _finder().find(plain)
        #: Texts in which a pattern can begin anywhere: they may be read as a cell, or hold what
        #: beginnings do not name.
        self._anywhere = self.lengths <= _SHORT
        if are_titles:
            self._anywhere[:] = False
        for row in np.flatnonzero(self._anywhere).tolist():
            self._anywhere[row] = len(given[row].strip()) <= CELL_LENGTH
        self._anywhere[[*self._starts.of("grows")]] = True
        for row, places in self._starts.of("other_digits").items():
            self._anywhere[row] |= any(given[row][place].isdecimal() for place in places)
        self._folded: dict[int, str] = {}

    def folded(self, row: int) -> str:
        """Return a text in lower case."""
        found = self._folded.get(row)
        if found is None:
            found = self._folded[row] = self.given[row].lower()
        return found

    def places(self, wanted: Mask, *names: str) -> Iterator[tuple[int, list[Places]]]:
        """Yield the texts in which one of some patterns can begin, with the places of each."""
        found = [self._starts.of(name, wanted & ~self._anywhere) for name in names]
        for row in np.flatnonzero(wanted & self._anywhere).tolist():
            yield row, [None] * len(names)
        for row in set[int]().union(*found):
            yield row, [starts.get(row, _NO_PLACES) for starts in found]


def read_terms(
    columns: Mapping[str, pa.Array | Cells],
    places: PlaceIndex,
    reference: date,
    plain: Sequence[str] | None = None,
) -> AdTerms:
    """Read the terms of a batch of ads.

    Parameters
    ----------
    columns : mapping of str to Arrow array, or sequence of str or None, length n
        The text columns of a batch of postings (`frames.POSTING_TEXT`).
    places : PlaceIndex
    reference : date
        The day that dates without a year refer to.
    plain : sequence of str, length n, optional
        The texts in normal form, empty for none.

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
    >>> terms.education.to_list(), terms.experience.to_list()
    (['college'], [3.0])
    """
    given = [text or "" for text in columns["text"]]
    texts = _Texts(given, normalise_all(given) if plain is None else plain, are_titles=False)
    titles = code(columns["title"])
    own = [title or "" for title in titles.values]
    named = _Texts(own, normalise_all(own), are_titles=True)
    cells = code(columns["attributes"]).map(requirements.split_attributes)
    education = code(columns["education"]).map(parse_education)
    experience = code(columns["experience"]).map(parse_experience)
    openings = code(columns["openings"]).map(requirements.find_openings)
    pay = code(columns["salary"]).map(parse_salary)
    when = code(columns["date"]).or_else(cells.map(lambda cell: cell.date))
    where = code(columns["place"]).or_else(cells.map(lambda cell: cell.place))
    first_seen, last_seen = _stays(code(columns["first_seen"]), code(columns["last_seen"]))
    return AdTerms(
        education=_education(education.or_else(cells.map(lambda cell: cell.education)), texts),
        experience=_experience(experience.or_else(cells.map(lambda cell: cell.experience)), texts),
        openings=_openings(
            openings.or_else(cells.map(lambda cell: cell.openings)), titles.codes, named, texts
        ),
        urgent=_urgent(titles.codes, named, texts),
        day=when.map(lambda cell: _day(cell, reference)),
        first_seen=first_seen,
        last_seen=last_seen,
        place=where.map(places.parse),
        pay=_pay(_pay_or_title(pay, titles), texts),
    )


@lru_cache(maxsize=_REMEMBERED)
def _day(cell: str, reference: date | None) -> int | None:
    day = requirements.parse_date(cell, reference=reference)
    return (day - _EPOCH).days if day else None


def _stays(first: Coded[str], last: Coded[str]) -> tuple[Coded[int], Coded[int]]:
    """Read the days between which ads were on the site; none where they do not follow."""
    begin, end = (one.map(lambda cell: _day(cell, None)) for one in (first, last))
    if not (begin.known & end.known).any():
        nothing: Coded[int] = Coded([None], np.zeros(len(first.codes), np.int64))
        return nothing, nothing
    told = np.array(
        [
            a is not None and b is not None and a <= b
            for a, b in zip(begin.to_list(), end.to_list(), strict=True)
        ]
    )
    return begin.only(told), end.only(told)


def _education(levels: Coded[str], texts: _Texts) -> Coded[str]:
    found = {}
    for row, places in texts.places(~levels.known, "levels", "no_levels"):
        level = education_in(texts.folded(row), *places)
        if level is not None:
            found[row] = level
    return levels.put(found)


def _experience(years: Coded[float], texts: _Texts) -> Coded[float]:
    found = {}
    for row, (start, none_asked, _) in texts.places(~years.known, "years", "none_asked", "units"):
        asked = parse_experience(texts.given[row], start, none_asked)
        if asked is not None:
            found[row] = asked
    return years.put(found)


def _openings(
    known: Coded[requirements.Openings], title: Codes, titles: _Texts, texts: _Texts
) -> Coded[requirements.Openings]:
    """Look in title and text together: what begins in one may end in the other."""
    wanted = ~known.known
    together: set[int] = set()
    for number, (places,) in titles.places(np.ones(len(titles.given), bool), "openings"):
        named = titles.folded(number)
        for row in np.flatnonzero(wanted & (title == number)).tolist():
            if requirements.may_state_openings(f"{named}\n{texts.folded(row)}", places):
                together.add(row)
    found = {}
    for row, (places,) in texts.places(wanted, "openings"):
        if places is not None and not requirements.may_count(texts.plain[row], places):
            continue
        if places is None or requirements.may_count_before(texts.folded(row), places):
            together.add(row)
        elif row not in together:
            found[row] = requirements.openings_in(texts.folded(row), places)
    both = {row: f"{titles.given[title[row]]}\n{texts.given[row]}" for row in together}
    read = {one: requirements.find_openings(one) for one in set(both.values())}
    found |= {row: read[one] for row, one in both.items()}
    return known.put({row: one for row, one in found.items() if one is not None})


def _urgent(title: Codes, titles: _Texts, texts: _Texts) -> Mask:
    named = np.zeros(len(titles.given), bool)
    for number, (places,) in titles.places(~named, "urgent"):
        named[number] = requirements.is_urgent("", titles.given[number], places)
    found: Mask = named[title]
    for row, (places,) in texts.places(~found, "urgent"):
        found[row] = requirements.says_urgent(texts.folded(row), places)
    return found


def _pay_or_title(known: Coded[Salary], titles: Coded[str]) -> Coded[Salary]:
    """Read the pay that titles state, where the column of pay has none."""
    rows = np.flatnonzero(~known.holds(has_pay))
    numbers = titles.codes[rows].tolist()
    read = {number: find_title_salary(titles.values[number] or "") for number in {*numbers}}
    stated = {row: read[number] for row, number in zip(rows.tolist(), numbers, strict=True)}
    return known.put({row: pay for row, pay in stated.items() if has_pay(pay)})


def _pay(known: Coded[Salary], texts: _Texts) -> Coded[Salary]:
    """Read the pay that texts state, where neither the column of pay nor the title has any."""
    has_text = texts.lengths > 0
    wanted = has_text & ~known.holds(has_pay)
    found = {
        row: find_salary(texts.given[row], places=places)
        for row, (places,) in texts.places(wanted, "pay")
    }
    nothing: list[Salary | None] = [parse_salary(""), find_salary("")]
    unpaid = Coded(nothing, has_text.astype(np.int64))
    return known.only(~wanted).or_else(unpaid).put(found)


def has_pay(pay: Salary) -> bool:
    """Say whether a record of pay holds an amount."""
    return pay.low is not None or pay.high is not None
