"""Find one printed figure by a short reference, and compute with figures as precise as printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, prod, sqrt
from typing import Any

import pandas as pd

from talentcast.errors import UnknownNameError
from talentcast.frames import require_columns

#: A reference, a number, or a function of expressions: ("percent", "a@2024", "b@2024").
Expression = str | float | tuple[Any, ...]

#: Counts in these units are exact; other figures are taken as rounded to their last digit.
EXACT_UNITS = ("entities", "institutions", "items", "persons", "questionnaires")

#: A difference above three standard deviations of the rounding errors is no rounding error.
#: Each error is uniform on +- half a unit of the last digit, so its variance is half ** 2 / 3.
SIGMAS = 3.0

#: Significant digits in which a computed number is shown.
COMPUTED_DIGITS = 5

HOME = "北京"

_REFERENCE = re.compile(
    r"(?P<series>\w+)(\[(?P<vintage>[^\]]+)\])?(:(?P<item>[^@#]+))?@(?P<period>[^#]+)"
    r"(#(?P<locator>.+))?"
)
_FACTS = ("series_id", "region", "item", "period", "year", "value", "decimals", "unit", "locator")
_STATISTICS = ("series_id", "year", "value", "unit", "vintage", "source_id")


@dataclass(frozen=True)
class Figure:
    """One figure as printed: `half` is half a unit of its last digit, 0 for exact counts."""

    value: float
    half: float
    year: int
    unit: str
    locator: str
    vintage: str = ""


class Ledger:
    """Figures of the documents (`facts`) and of the statistics beside them, by reference.

    `series@period` is a figure of the documents about Beijing; `series:item@period` one about a
    district, industry or the nation; `#document:line` after it chooses between two prints;
    `series[vintage]@year` is a statistic.
    """

    def __init__(self, facts: pd.DataFrame, statistics: pd.DataFrame) -> None:
        require_columns(facts, _FACTS, "facts")
        require_columns(statistics, _STATISTICS, "statistics")
        self._facts: dict[tuple[str, str], list[tuple[str, str, Figure]]] = {}
        for row in rows_of(facts.dropna(subset=["value"])):
            figure = Figure(
                float(row.value), _half(row.unit, int(row.decimals)), int(row.year), row.unit,
                row.locator,
            )  # fmt: skip
            key = (row.series_id, row.period)
            self._facts.setdefault(key, []).append((row.region, row.item, figure))
        self._statistics: dict[tuple[str, int], list[Figure]] = {}
        for row in rows_of(statistics):
            digits = len(f"{row.value:.10g}".partition(".")[2])
            figure = Figure(
                float(row.value), _half(row.unit, digits), int(row.year), row.unit,
                row.source_id, row.vintage,
            )  # fmt: skip
            self._statistics.setdefault((row.series_id, figure.year), []).append(figure)

    def figure(self, reference: str) -> Figure | None:
        """Return the figure, or None if it is not in the tables.

        Raises
        ------
        UnknownNameError
            If the reference is not of the form described above.
        """
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise UnknownNameError(
                f"reference {reference!r}: expected series@period; see Ledger for the form"
            )
        if match["vintage"]:
            series, year = match["series"], int(match["period"])
            return self._statistic(series, year, match["vintage"])
        rows = self._facts.get((match["series"], match["period"]), [])
        item = match["item"] or HOME
        found = [
            figure
            for region, name, figure in rows
            if item in (name, region, region.removeprefix(f"{HOME}-"))
            and (match["item"] or not name)
            and match["locator"] in (None, figure.locator)
        ]
        return min(found, key=lambda figure: figure.half, default=None)

    def vintages(self, reference: str, back: int = 0) -> list[Figure]:
        """Return all vintages of a statistic, of its year and of `back` years before."""
        match = _REFERENCE.fullmatch(reference)
        if match is None or not match["vintage"]:
            raise UnknownNameError(f"reference {reference!r}: expected series[vintage]@year")
        year = int(match["period"])
        return [
            figure
            for other in range(year, year - back - 1, -1)
            for figure in self._statistics.get((match["series"], other), [])
        ]

    def _statistic(self, series: str, year: int, vintage: str) -> Figure | None:
        found = self._statistics.get((series, year), [])
        return next((figure for figure in found if figure.vintage == vintage), None)


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a table as named tuples."""
    yield from table.itertuples(index=False)


def _half(unit: str, decimals: int) -> float:
    exact = unit in EXACT_UNITS and decimals <= 0
    return 0.0 if exact else 0.5 * 10.0**-decimals


def _weighted(pairs: Sequence[float]) -> float:
    weights, values = pairs[::2], pairs[1::2]
    return sum(w * x for w, x in zip(weights, values, strict=True)) / sum(weights)


#: Function of an expression -> what it computes from the values and years of its arguments.
_COMPUTE: dict[str, Callable[[Sequence[float], Sequence[int]], float]] = {
    "sum": lambda x, _: sum(x),
    "less": lambda x, _: x[0] - sum(x[1:]),
    "product": lambda x, _: prod(x),
    "ratio": lambda x, _: x[0] / x[1],
    "percent": lambda x, _: 100 * x[0] / x[1],
    "growth": lambda x, _: 100 * (x[1] / x[0] - 1),
    "annual": lambda x, t: 100 * ((x[1] / x[0]) ** (1 / (t[1] - t[0])) - 1),
    "per_year": lambda x, t: (x[1] - x[0]) / (t[1] - t[0]),
    "grown": lambda x, _: x[0] * (1 + x[1] / 100),
    "weighted": lambda x, _: _weighted(x),
    "lowest_step": lambda x, _: min(b - a for a, b in zip(x, x[1:], strict=False)),
}

#: Functions that give percent.
PERCENT_FUNCTIONS = ("percent", "growth", "annual")

_WORDS: dict[str, Callable[[Sequence[str], Sequence[int]], str]] = {
    "sum": lambda x, _: " + ".join(x),
    "less": lambda x, _: " - ".join(x),
    "product": lambda x, _: " × ".join(x),
    "ratio": lambda x, _: f"{x[0]} / {x[1]}",
    "percent": lambda x, _: f"{x[0]} / {x[1]}",
    "growth": lambda x, _: f"{x[1]} / {x[0]} - 1",
    "annual": lambda x, t: f"({x[1]} / {x[0]})^(1/{t[1] - t[0]}) - 1",
    "per_year": lambda x, t: f"({x[1]} - {x[0]}) / {t[1] - t[0]}",
    "grown": lambda x, _: f"{x[0]} + {x[1]} %",
    "weighted": lambda x, _: " + ".join(
        f"{weight} × {value}" for weight, value in zip(x[::2], x[1::2], strict=True)
    ),
    "lowest_step": lambda x, _: ", ".join(x),
}


def references(*expressions: Expression) -> list[str]:
    """Return the references in the expressions, each once, in order.

    Examples
    --------
    >>> references(("percent", "a@2024", ("sum", "b@2024", "a@2024")), 100.0)
    ['a@2024', 'b@2024']
    """
    found: dict[str, None] = {}
    for expression in expressions:
        if isinstance(expression, str):
            found[expression] = None
        elif isinstance(expression, tuple):
            found |= dict.fromkeys(references(*expression[1:]))
    return list(found)


def value_of(expression: Expression, figures: Mapping[str, Figure]) -> float:
    """Return what an expression gives for the figures.

    Examples
    --------
    >>> a, b = (Figure(x, 0.5, y, "", "") for x, y in [(80, 2010), (153, 2020)])
    >>> round(value_of(("annual", "a@2010", "b@2020"), {"a@2010": a, "b@2020": b}), 2)
    6.7
    """
    if isinstance(expression, str):
        return figures[expression].value
    if isinstance(expression, tuple):
        values = [value_of(part, figures) for part in expression[1:]]
        return _COMPUTE[expression[0]](values, _years(expression, figures))
    return float(expression)


def words_of(expression: Expression, figures: Mapping[str, Figure]) -> str:
    """Return the expression as a line of arithmetic with its figures filled in."""
    if isinstance(expression, str):
        return number(figures[expression].value)
    if isinstance(expression, tuple):
        parts = [_bracketed(part, figures) for part in expression[1:]]
        return _WORDS[expression[0]](parts, _years(expression, figures))
    return number(expression)


def rounding(left: Expression, right: Expression, figures: Mapping[str, Figure]) -> float:
    """Return by how much `left - right` can differ from 0 because figures were rounded in print.

    The smaller of the worst case and `SIGMAS` standard deviations, both from the effect of half
    a unit of each figure's last digit.
    """
    effects = []
    for reference in references(left, right):
        figure = figures[reference]
        ends = []
        for step in (-figure.half, figure.half):
            moved = dict(figures) | {reference: _moved(figure, step)}
            ends.append(value_of(left, moved) - value_of(right, moved))
        effects.append(abs(ends[1] - ends[0]) / 2)
    worst = sum(effects)
    return min(worst, SIGMAS * sqrt(sum(effect**2 / 3 for effect in effects)))


def power_of_ten(got: float, expected: float) -> int:
    """Return the power of ten between two numbers that otherwise agree to 5 %, else 0.

    Examples
    --------
    >>> power_of_ten(200, 2000), power_of_ten(200, 210), power_of_ten(200, 900)
    (-1, 0, 0)
    """
    if got * expected <= 0:
        return 0
    exponent = log(got / expected, 10)
    near = round(exponent)
    return near if abs(exponent - near) < log(1.05, 10) else 0


def number(value: float, digits: int = 10) -> str:
    """Return a number with at most `digits` significant digits and without an exponent.

    Examples
    --------
    >>> number(118.0), number(8.4 / 29.2 * 100, COMPUTED_DIGITS), number(1234567.0)
    ('118', '28.767', '1234567')
    """
    text = f"{value:.{digits}g}"
    return f"{value:.0f}" if "e+" in text else text


def _moved(figure: Figure, step: float) -> Figure:
    return Figure(figure.value + step, 0.0, figure.year, figure.unit, figure.locator)


def _years(expression: tuple[Any, ...], figures: Mapping[str, Figure]) -> list[int]:
    return [figures[part].year if isinstance(part, str) else 0 for part in expression[1:]]


def _bracketed(part: Expression, figures: Mapping[str, Figure]) -> str:
    text = words_of(part, figures)
    return f"({text})" if isinstance(part, tuple) else text
