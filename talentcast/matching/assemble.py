"""Make the columns of `frames.POSTINGS` from those of a table, as a plan of roles says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from talentcast.frames import POSTING_TEXT
from talentcast.matching.cells import Cells, clean_fields, clean_prose
from talentcast.matching.columns import ColumnPlan

#: Canonical columns that are taken from one table column without more ado.
PLAIN = (
    "posting_id", "employer", "industry", "category", "education", "experience", "openings",
    "salary_low", "salary_high",
)  # fmt: skip

#: Currency marks by what stands for them in a header or a currency column.
CURRENCIES = (
    ("USD", r"\busd\b|us\$|美元|^\s*\$\s*$"),
    ("EUR", r"\beur\b|€|欧元"),
    ("GBP", r"\bgbp\b|£|英镑"),
    ("HKD", r"\bhkd\b|港[元币]"),
    ("CNY", r"\bcny\b|\brmb\b|人民币|元|¥|￥"),
)

#: Pay periods by what stands for them in a header or a period column; the first that fits.
PERIODS = (
    ("hour", r"hour|\bph\b|时"),
    ("week", r"week|\bwc\b|周"),
    ("day", r"dai?ly|\bday|\bpd\b|[日天]"),
    ("month", r"month|月"),
    ("year", r"year|annu|\bpa\b|年"),
)

_BARE = re.compile(r"^\s*[\d,.]+\s*(?:[kK万千wW])?\s*(?:[-~—–至]\s*[\d,.]+\s*(?:[kK万千wW])?)?\s*$")
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
    result["title"] = fields.prose("title") or empty
    result["text"] = _text(plan, fields, count)
    result["date"] = fields.one("date", dates=True) or empty
    result["place"] = _joined(
        [fields.one("place") or empty, fields.one("place_part") or empty], "-"
    )
    attributes = fields.several("attributes")
    result["attributes"] = _joined(attributes, " | ") if attributes else empty
    result["salary"] = _salary(plan, fields, count)
    return result


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
    whole = ""
    for label, cell in zip(labels, cells, strict=True):
        if not cell or cell.strip() in whole:
            continue
        colon = ":" if label.isascii() else "："
        named = cell if label in cell[:_LABEL_START] else f"{label}{colon}\n{cell}"
        whole = f"{whole}\n{named}" if whole else named
    return whole or None


def _salary(plan: ColumnPlan, fields: _Fields, count: int) -> Cells:
    """Give the pay as one readable string, with unit and currency where the table has them."""
    stated = fields.one("salary") or [None] * count
    low, high, middle = (
        fields.one(role) or [None] * count for role in ("salary_low", "salary_high", "salary_mid")
    )
    periods = fields.one("salary_period") or [None] * count
    currencies = fields.one("salary_currency") or [None] * count
    text_unit = _header_unit(plan, "salary")
    bound_unit = _header_unit(plan, "salary_low", "salary_high", "salary_mid")
    result: Cells = []
    for whole, a, b, c, period, currency in zip(
        stated, low, high, middle, periods, currencies, strict=True
    ):
        unit = text_unit
        if not whole:
            whole, unit = _range(a, b, c), bound_unit
        result.append(_with_unit(whole, period, currency, unit) if whole else None)
    return result


def _range(low: str | None, high: str | None, middle: str | None) -> str | None:
    low, high, middle = (None if _is_zero(value) else value for value in (low, high, middle))
    if low and high:
        return low if low == high else f"{low}-{high}"
    return low or high or middle


def _is_zero(value: str | None) -> bool:
    return value is not None and not value.strip("0., ")


Unit = tuple[str, str, str]


def _header_unit(plan: ColumnPlan, *roles: str) -> Unit:
    """Read scale, currency and period from the headers, as in ``薪资(千/月)`` or ``年薪(万)``."""
    names = [plan.header[place] for role in roles for place in plan.roles.get(role, ())]
    name = " ".join(names).replace("_", " ").lower()
    scale = next((mark for mark in ("万", "千") if mark in name), "")
    if not scale and re.search(r"[(（\s](?:k|thousands?)[)）\s/]|\bk$", name):
        scale = "k"
    return scale, _first(CURRENCIES, name), _first(PERIODS, name)


def _first(patterns: Sequence[tuple[str, str]], text: str) -> str:
    return next((name for name, pattern in patterns if re.search(pattern, text)), "")


def _with_unit(pay: str, period: str | None, currency: str | None, unit: Unit) -> str:
    """Append what is known of the unit to a bare number or range; other text says it itself."""
    if not _BARE.match(pay):
        return pay
    scale, named_currency, named_period = unit
    code = _first(CURRENCIES, f" {currency.lower()} ") if currency else ""
    code = code or (currency.upper() if currency and len(currency) == 3 else "") or named_currency
    span = (_first(PERIODS, period.lower()) if period else "") or named_period
    if scale and pay[-1:].isdigit():
        pay += scale
    if code == "CNY" or (not code and scale in ("万", "千")):
        return pay + "元" + (f"/{_CHINESE_PERIODS[span]}" if span else "")
    return (f"{code} " if code else "") + pay + (f" per {span}" if span else "")


_CHINESE_PERIODS = {"hour": "时", "week": "周", "day": "天", "month": "月", "year": "年"}
