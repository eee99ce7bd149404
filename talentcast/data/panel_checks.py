"""Checks that any panel can be put through: no knowledge of what the series are.

Each takes a panel with at least `series`, `year`, `value` and yields findings. `name_zh`,
`name_en`, `unit`, `vintage`, `kind`, `locator`, `whole` and `sign` are used where given.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import exp, log, nan
from typing import Any

import numpy as np
import pandas as pd

from talentcast.data.findings import Finding
from talentcast.data.ledger import COMPUTED_DIGITS, number, power_of_ten, rows_of

#: A yearly change is a level jump if it is this far from the series' median change on the log
#: scale: at least a quarter, and JUMP_SPREAD robust standard deviations (1.4826 x median
#: absolute deviation, the usual consistency factor at the normal distribution).
JUMP_LEAST = log(1.25)
JUMP_SPREAD = 4.0
MAD_TO_SIGMA = 1.4826

#: Fewest yearly changes from which a usual change can be told.
JUMP_CHANGES = 4

#: Shares given as 0-1 beside shares given as 0-100 differ by about a hundred.
PERCENT = 100.0
PERCENT_BAND = (30.0, 300.0)

_GROWTH_WORDS = ("growth", "change", "yoy", "增", "变化", "同比", "提高")
_COUNT_WORDS = ("person", "人", "count", "headcount")
_PERCENT_UNITS = ("%", "％", "percent")


def every_check(panel: pd.DataFrame) -> Iterator[Finding]:
    """Yield what every check of this file finds."""
    yield from missing_values(panel)
    finite = panel[np.isfinite(panel["value"])]
    checks = (
        repeated_years, mixed_vintages, mixed_units, impossible_values, mixed_scales, level_jumps,
        part_sums,
    )  # fmt: skip
    for check in checks:
        yield from check(finite)


def missing_values(panel: pd.DataFrame) -> Iterator[Finding]:
    """Yield the rows whose value is no finite number."""
    for row in rows_of(panel[~np.isfinite(panel["value"])]):
        yield _finding(
            "value", "contradiction", row, row.value, nan, (row,),
            ("得空值或无穷，应为数字；请补全或删除该行。",
             "got no finite number, expected one; fill it in or drop the row."),
        )  # fmt: skip


def repeated_years(panel: pd.DataFrame) -> Iterator[Finding]:
    """Yield series and years that have more than one value."""
    again = panel[panel.duplicated(["series", "year"], keep=False)]
    for _, rows in again.groupby(["series", "year"], sort=False):
        first, *others = rows_of(rows.sort_values("value", key=_fineness, kind="stable"))
        for other in others:
            yield _repeated(first, other)


def conflicting_values(panel: pd.DataFrame) -> Iterator[Finding]:
    """Yield only those repeated years whose values differ."""
    return (found for found in repeated_years(panel) if found.got != found.expected)


def mixed_vintages(panel: pd.DataFrame) -> Iterator[Finding]:
    """Yield series that hold more than one vintage."""
    for old, new, first, second in _mixed(panel, "vintage"):
        yield _finding(
            "vintage", "vintage", new, new.value, old.value, (old, new),
            (f"同一序列含{first}与{second}两个版本，不可拼接；请只留一个版本。",
             f"holds the vintages {first} and {second}, which must not be joined; keep one."),
        )  # fmt: skip


def mixed_units(panel: pd.DataFrame) -> Iterator[Finding]:
    """Yield series that hold more than one unit."""
    for old, new, first, second in _mixed(panel, "unit"):
        yield _finding(
            "unit", "definition", new, new.value, old.value, (old, new),
            (f"同一序列含“{first}”与“{second}”两个单位；请换算为一个单位。",
             f"holds the units {first!r} and {second!r}; convert to one."),
        )  # fmt: skip


def impossible_values(panel: pd.DataFrame) -> Iterator[Finding]:
    """Yield shares outside 0 to 100 and headcounts below 0; without a unit, figures are those."""
    for row in rows_of(panel[(panel["value"] < 0) | (panel["value"] > PERCENT)]):
        bound = _bound(row)
        if bound is not None:
            yield _finding(
                "range", "contradiction", row, row.value, bound, (row,),
                (f"得{number(row.value)}，不可能{'高' if bound else '低'}于{number(bound)}。",
                 f"got {number(row.value)}, can't be {'above' if bound else 'below'}"
                 f" {number(bound)}."),
            )  # fmt: skip


def mixed_scales(panel: pd.DataFrame) -> Iterator[Finding]:
    """Yield share series of which some values are 0-1 and others 0-100."""
    fraction = panel["value"].between(0, 1)
    both = set(panel.loc[fraction, "series"]) & set(panel.loc[panel["value"] > 1, "series"])
    for _, rows in panel[panel["series"].isin(both)].groupby("series", sort=False):
        small, large = rows[rows["value"].between(0, 1)], rows[rows["value"] > 1]
        if small.empty or large.empty or not any(map(_is_share, rows_of(rows))):
            continue
        usual = float(small["value"].median())
        if not usual or not PERCENT_BAND[0] <= large["value"].median() / usual <= PERCENT_BAND[1]:
            continue
        low, high = next(rows_of(small)), next(rows_of(large))
        yield _finding(
            "magnitude", "contradiction", low, low.value, low.value * PERCENT, (low, high),
            ("部分占比按0-1、部分按0-100给出；请统一。",
             "some shares are given as 0-1 and others as 0-100; use one scale."),
        )  # fmt: skip


def level_jumps(panel: pd.DataFrame) -> Iterator[Finding]:
    """Yield years in which a series leaves its usual pace, such as a change of definition."""
    steps = panel[panel["value"] > 0].drop_duplicates(["series", "year"])
    steps = steps.sort_values(["series", "year"], kind="stable").reset_index(drop=True)
    steps = steps[steps.groupby("series")["year"].transform("size") > JUMP_CHANGES]
    by_series = steps["series"]
    years = steps["year"].groupby(by_series).diff()
    change = np.log(steps["value"]).groupby(by_series).diff() / years
    usual = change.groupby(by_series).transform("median")
    distance = (change - usual).abs()
    spread = MAD_TO_SIGMA * distance.groupby(by_series).transform("median")
    jumps = steps.index[distance > (JUMP_SPREAD * spread).clip(lower=JUMP_LEAST)]
    before, after = rows_of(steps.loc[jumps - 1]), rows_of(steps.loc[jumps])
    for old, new, pace in zip(before, after, usual.loc[jumps], strict=True):
        yield _jump(old, new, float(pace))


def part_sums(panel: pd.DataFrame) -> Iterator[Finding]:
    """Yield years in which declared parts (`whole`, `sign`) do not add to their whole."""
    if "whole" not in panel.columns:
        return
    parts = panel[panel["whole"].fillna("") != ""].drop_duplicates(["series", "year"])
    for whole, rows in parts.groupby("whole", sort=False):
        members = rows["series"].nunique()
        totals = {row.year: row for row in rows_of(panel[panel["series"] == whole])}
        for year, of_year in rows.groupby("year"):
            if year in totals and len(of_year) == members:
                yield from _part_sum(totals[year], list(rows_of(of_year)))


def _part_sum(total: Any, parts: list[Any]) -> Iterator[Finding]:
    added = sum(row.value * (-1.0 if getattr(row, "sign", 1) == -1 else 1.0) for row in parts)
    half = 0.5 * 10.0 ** -max(_digits(row.value) for row in (total, *parts))
    difference = abs(added - total.value)
    if difference <= half:
        return
    shown = (number(total.value), number(added, COMPUTED_DIGITS))
    yield _finding(
        "sum", "rounding" if difference <= half * (len(parts) + 1) else "contradiction", total,
        total.value, added, (total, *parts),
        (f"得{shown[0]}，各部分合计{shown[1]}。", f"got {shown[0]}, its parts add to {shown[1]}."),
    )  # fmt: skip


def _repeated(first: Any, other: Any) -> Finding:
    if getattr(first, "vintage", "") != getattr(other, "vintage", ""):
        severity = "vintage"
    elif round(first.value, _digits(other.value)) == other.value:
        severity = "rounding"
    else:
        severity = "contradiction"
    shown = (number(other.value), number(first.value))
    return _finding(
        "duplicate", severity, first, other.value, first.value, (first, other),
        (f"同一年有两个值{shown[0]}与{shown[1]}；请只留一个。",
         f"has two values for one year, {shown[0]} and {shown[1]}; keep one."),
    )  # fmt: skip


def _jump(before: Any, after: Any, usual: float) -> Finding:
    expected = before.value * exp(usual * (after.year - before.year))
    power = power_of_ten(after.value, expected)
    change = 100 * (after.value / before.value - 1)
    old, new, pace = number(before.value), number(after.value), number(expected, COMPUTED_DIGITS)
    zh = f"由{old}变为{new}（{change:+.1f}%），按通常变化应约为{pace}；"
    en = f"went from {old} to {new} ({change:+.1f} %), expected about {pace} at its usual pace;"
    return _finding(
        "magnitude" if power else "jump", "contradiction" if power else "definition", after,
        after.value, expected, (before, after),
        (f"{zh}{'相差十的整数次幂，请核对单位。' if power else '请核对口径是否改变。'}",
         f"{en} {'off by a power of ten, check the unit.' if power else 'check its definition.'}"),
    )  # fmt: skip


def _mixed(panel: pd.DataFrame, column: str) -> Iterator[tuple[Any, Any, str, str]]:
    if column not in panel.columns:
        return
    filled = panel[panel[column].fillna("") != ""]
    several = filled.groupby("series")[column].transform("nunique") > 1
    for _, rows in filled[several].groupby("series", sort=False):
        last = {getattr(row, column): row for row in rows_of(rows)}
        for first, second in pairwise(last):
            yield last[first], last[second], f"{first}", f"{second}"


def _finding(
    rule: str,
    severity: str,
    about: Any,
    got: float,
    expected: float,
    rows: tuple[Any, ...],
    text: tuple[str, str],
) -> Finding:
    zh, en = (getattr(about, name, None) or about.series for name in ("name_zh", "name_en"))
    return Finding(
        f"{rule}.{about.series}_{about.year}", severity, f"{zh} {about.year}年",
        f"{en} {about.year}", float(got), float(expected), tuple(map(_locator, rows)), *text,
    )  # fmt: skip


def _bound(row: Any) -> float | None:
    if _is_share(row):
        return 0.0 if row.value < 0 else PERCENT if row.value > PERCENT else None
    unit = f"{getattr(row, 'unit', '')} {getattr(row, 'kind', '')}".lower().strip()
    is_change = any(word in f"{row.series}".lower() for word in _GROWTH_WORDS)
    is_count = any(word in unit for word in _COUNT_WORDS) or (not unit and not is_change)
    return 0.0 if row.value < 0 and is_count else None


def _is_share(row: Any) -> bool:
    if getattr(row, "kind", "") == "share":
        return True
    is_growth = any(word in f"{row.series}".lower() for word in _GROWTH_WORDS)
    return f"{getattr(row, 'unit', '')}".strip() in _PERCENT_UNITS and not is_growth


def _digits(value: float) -> int:
    text = f"{value:.10g}"
    return 0 if "e" in text else len(text.partition(".")[2])


def _fineness(values: pd.Series[float]) -> pd.Series[int]:
    return -values.map(_digits)


def _locator(row: Any) -> str:
    given = (getattr(row, name, None) for name in ("locator", "source_id"))
    return next((text for text in given if isinstance(text, str) and text), "")
