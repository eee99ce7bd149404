"""Make the columns of `frames.POSTINGS` from those of a table, as a plan of roles says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from talentcast.frames import POSTING_TEXT
from talentcast.matching.cells import Cells, clean_fields, clean_prose
from talentcast.matching.column_plan import ColumnPlan
from talentcast.matching.pay_columns import header_unit, pay_range, pay_with_unit

#: Canonical columns that are taken from one table column without more ado.
PLAIN = (
    "posting_id", "employer", "industry", "category", "education", "experience", "openings",
    "salary_low", "salary_high", "source", "employer_size", "applicants",
)  # fmt: skip

_RATING = re.compile(r"(?<=\S) [0-5]\.\d$")

#: Where in a cell the name of its column may stand so that it need not be put before it.
_LABEL_START = 20


def assemble(plan: ColumnPlan, columns: Sequence[Sequence[str | None]]) -> dict[str, Cells]:
    """Clean and combine the columns of a block.

    Parameters
    ----------
    plan : ColumnPlan
    columns : sequence of columns of cells
        In the order of `plan.header`.

    Returns
    -------
    dict of canonical column to cells
        Every column of `frames.POSTING_TEXT`; None where nothing is known.

    Examples
    --------
    >>> from talentcast.matching.columns import find_columns
    >>> header = ["Job Title", "min_salary", "max_salary", "pay_period"]
    >>> plan = find_columns(header, [["Cook", "15", "20", "HOURLY"]] * 3)
    >>> assemble(plan, [["Cook"], ["15"], ["20"], ["HOURLY"]])["salary"]
    ['15-20 per hour']
    """
    count = len(columns[0]) if columns else 0
    empty: Cells = [None] * count
    result: dict[str, Cells] = dict.fromkeys(POSTING_TEXT, empty)
    fields = _Fields(plan, columns)
    for role in PLAIN:
        result[role] = fields.one(role) or empty
    if result["employer"] is not empty:
        result["employer"] = [_without_rating(cell) for cell in result["employer"]]
    result["title"] = fields.prose("title") or empty
    result["text"] = _text(plan, fields, count)
    for role in ("date", "first_seen", "last_seen"):
        result[role] = fields.one(role, dates=True) or empty
    result["place"] = _joined(
        [fields.one("place") or empty, fields.one("place_part") or empty], "-"
    )
    attributes = fields.several("attributes")
    result["attributes"] = _joined(attributes, " | ") if attributes else empty
    result["salary"] = _salary(plan, fields, count)
    return result


def _without_rating(employer: str | None) -> str | None:
    """Drop the star rating that one site's scrapers leave behind the name (``Acme Inc. 3.9``)."""
    return _RATING.sub("", employer) if employer else employer


class _Fields:
    """Cleaned columns by role."""

    def __init__(self, plan: ColumnPlan, columns: Sequence[Sequence[str | None]]) -> None:
        self._plan = plan
        self._columns = columns

    def several(self, role: str, *, dates: bool = False) -> list[Cells]:
        places = self._plan.roles.get(role, ())
        return [clean_fields(self._columns[place], dates=dates) for place in places]

    def one(self, role: str, *, dates: bool = False) -> Cells | None:
        """Return the column of a role; several that were mapped by hand are joined."""
        columns = self.several(role, dates=dates)
        return _joined(columns, " ") if len(columns) > 1 else next(iter(columns), None)

    def prose(self, role: str) -> Cells | None:
        columns = [clean_prose(self._columns[place]) for place in self._plan.roles.get(role, ())]
        return _joined(columns, " ") if len(columns) > 1 else next(iter(columns), None)

    def labelled(self, role: str) -> list[tuple[str, Cells]]:
        places = self._plan.roles.get(role, ())
        return [(self._plan.header[p], clean_prose(self._columns[p])) for p in places]


def _joined(columns: Sequence[Cells], mark: str) -> Cells:
    """Join cells side by side, leaving out what is empty or already there."""
    if len(columns) == 2 and not any(columns[1]):
        return columns[0]
    result: Cells = []
    for cells in zip(*columns, strict=True):
        whole = ""
        for cell in filter(None, cells):
            if not whole:
                whole = cell
            elif cell not in whole:
                whole += mark + cell
        result.append(whole or None)
    return result


def _text(plan: ColumnPlan, fields: _Fields, count: int) -> Cells:
    """Join description and its parts; each part stands under the name of its column."""
    parts = fields.labelled("text") + fields.labelled("text_part")
    if not parts:
        tags = fields.several("tags")
        return _joined(tags, "\n") if tags else [None] * count
    if len(parts) == 1:
        return parts[0][1]
    labels = [label for label, _ in parts]
    return [
        _joined_text(labels, cells) for cells in zip(*(cells for _, cells in parts), strict=True)
    ]


def _joined_text(labels: Sequence[str], cells: Sequence[str | None]) -> str | None:
    kept: list[tuple[str, str]] = []
    for label, cell in zip(labels, cells, strict=True):
        if cell and not any(cell.strip() in other for _, other in kept):
            kept.append((label, cell))
    if len(kept) < 2:
        return kept[0][1] if kept else None
    return "\n".join(
        cell if label in cell[:_LABEL_START] else f"{label}{_colon(label)}\n{cell}"
        for label, cell in kept
    )


def _colon(label: str) -> str:
    return ":" if label.isascii() else "："


def _salary(plan: ColumnPlan, fields: _Fields, count: int) -> Cells:
    """Give the pay as one readable string, with unit and currency where the table has them."""
    stated = fields.one("salary") or [None] * count
    low, high, middle = (
        fields.one(role) or [None] * count for role in ("salary_low", "salary_high", "salary_mid")
    )
    periods = fields.one("salary_period") or [None] * count
    currencies = fields.one("salary_currency") or [None] * count
    text_unit = header_unit(plan.headers("salary"))
    bound_unit = header_unit(plan.headers("salary_low", "salary_high", "salary_mid"))
    result: Cells = []
    for whole, a, b, c, period, currency in zip(
        stated, low, high, middle, periods, currencies, strict=True
    ):
        unit = text_unit
        if not whole:
            whole, unit = pay_range(a, b, c), bound_unit
        result.append(pay_with_unit(whole, period, currency, unit) if whole else None)
    return result
