"""Tell from its cells what a column holds: pay, dates, places, titles, companies, long text.

Each test looks at one cell and is meant to be right for most cells of a column, not for each; the
places and endings listed here serve to recognise a column, not to parse it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from talentcast.matching import content_patterns as patterns
from talentcast.matching.cells import clean_markup, is_placeholder, list_text

if TYPE_CHECKING:
    import re

#: Fewer filled cells than this say nothing about a column.
MIN_CELLS = 3

#: Cells that hold several attributes at once are not longer than this (characters).
LONGEST_ATTRIBUTES = 80

#: Upper over lower bound of a pay range, at most (bare figures).
WIDEST_RANGE = 10

#: A cell of this many characters, or with line breaks, reads like a description.
LONG_CELL = 60


#: The parts that several-in-one cells are made of.
_PARTS: tuple[Callable[[str], object], ...] = (
    patterns.EXPERIENCE.search,
    patterns.EDUCATION.search,
    patterns.HEADCOUNT.search,
    patterns.DATE.search,
    patterns.PLACE.search,
)


@dataclass(frozen=True)
class Content:
    """What a column holds, as shares of its filled cells.

    Attributes
    ----------
    filled : int
        Cells of the sample that hold something.
    length : float, unit: characters
        Median length of a filled cell.
    distinct : float
        Share of different values.
    shares : mapping of kind to share in 0-1
    """

    filled: int
    length: float
    distinct: float
    shares: dict[str, float] = field(default_factory=dict)

    def share(self, kind: str) -> float:
        """Share of filled cells that look like `kind`."""
        return self.shares.get(kind, 0.0)


def describe(cells: Sequence[str | None]) -> Content:
    """Describe a column by a sample of its cells.

    Parameters
    ----------
    cells : sequence of str or None

    Returns
    -------
    Content

    Examples
    --------
    >>> describe(["15-25K·14薪", "面议", None, "1-1.5万/月"]).share("salary")
    1.0
    """
    raw = [cell for cell in cells if cell is not None and not is_placeholder(cell)]
    filled = [list_text(clean_markup(cell)) for cell in raw]
    if not filled:
        return Content(0, 0.0, 0.0)
    count = len(filled)
    shares = {kind: sum(map(test, filled)) / count for kind, test in TESTS.items()}
    shares["list"] = sum(bool(patterns.LIST.match(cell)) for cell in raw) / count
    return Content(count, float(median(map(len, filled))), len(set(filled)) / count, shares)


def _is_pay(cell: str) -> bool:
    if len(cell) > LONGEST_ATTRIBUTES or _is_date(cell):
        return False
    return bool(patterns.PAY.search(cell)) or _is_pay_range(cell)


def _is_pay_range(cell: str) -> bool:
    """Two bare figures in order, not far apart; codes such as 11-1011.00 are not."""
    match = patterns.RANGE.match(cell)
    if not match:
        return False
    low, high = (float(figure.replace(",", "").replace("，", "")) for figure in match.groups())
    return 0 < low <= high <= WIDEST_RANGE * low


def _is_date(cell: str) -> bool:
    return len(cell) <= 40 and bool(patterns.DATE.search(cell))


def _is_attributes(cell: str) -> bool:
    """Several short parts, at least half of them of a known kind, of two kinds or more."""
    if len(cell) > LONGEST_ATTRIBUTES:
        return False
    parts = [part for part in patterns.PART_BREAK.split(cell) if part]
    kinds = [next((n for n, test in enumerate(_PARTS) if test(part)), None) for part in parts]
    known = [kind for kind in kinds if kind is not None]
    return len(set(known)) >= 2 and 2 * len(known) >= len(parts) and min(known) <= 1


def _short(pattern: re.Pattern[str], longest: int) -> Callable[[str], bool]:
    return lambda cell: len(cell) <= longest and bool(pattern.search(cell))


#: Kind of content -> test of one cell.
TESTS: dict[str, Callable[[str], bool]] = {
    "salary": _is_pay,
    "pay mark": lambda cell: _is_pay(cell) and bool(patterns.PAY.search(cell)),
    "number": _short(patterns.NUMBER, 20),
    "small": _short(patterns.SMALL, 6),
    "date": _is_date,
    "year": _short(patterns.YEAR, 8),
    "education": _short(patterns.EDUCATION, 60),
    "experience": _short(patterns.EXPERIENCE, 40),
    "headcount": _short(patterns.HEADCOUNT, 20),
    "size": _short(patterns.SIZE, 40),
    "attributes": _is_attributes,
    "url": _short(patterns.URL, 500),
    "employer": _short(patterns.COMPANY, 80),
    "title": _short(patterns.TITLE, 120),
    "place": lambda cell: (
        len(cell) <= 60 and bool(patterns.PLACE.search(cell)) and not patterns.COMPANY.search(cell)
    ),
    "code": _short(patterns.CODE, 40),
    "currency": _short(patterns.CURRENCY, 6),
    "period": _short(patterns.PERIOD, 20),
    "long": lambda cell: len(cell) >= LONG_CELL or cell.count("\n") >= 2,
    "duties": lambda cell: len(cell) >= 30 and bool(patterns.DUTIES.search(cell)),
}
