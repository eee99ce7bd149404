"""What is said beside the figures of `gaps`: grade, order, pay, stars, what is not answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from talentcast.frames import GapsTables
from talentcast.render.numbers import number, percent
from talentcast.render.value_words import value_word
from talentcast.render.words import word

#: Components of the index, in the order in which they are named.
_COMPONENTS = ("tightness", "demand", "hard_to_fill", "price", "pay_premium", "urgency")


def labels(tables: GapsTables, lang: str) -> list[str]:
    """List the sentences that go with every table, chart and file of a run.

    Source
    ------
    METHOD 2.7 (wording by grade), 2.5 (order), 4 (labels), 3 (own rating), 5 (refusals).
    """
    rated = tables.occupations["stars_supply_demand"].notna().any()
    return [
        wording(tables.quality, lang),
        *components_sentence(tables, lang),
        *growth_sentence(tables.quality, lang),
        *order_sentence(tables, lang),
        *pay_sentence(tables, lang),
        *([word("stars_label", lang)] if rated else []),
        word("refusals", lang),
    ]


def wording(quality: Mapping[str, Any], lang: str) -> str:
    """Say what the evidence grade allows to be said."""
    grade = str(quality.get("evidence_grade", "C"))
    is_stock = grade == "A" and quality.get("supply") == "stock"
    return word("wording_A_stock" if is_stock else f"wording_{grade}", lang)


def components_sentence(tables: GapsTables, lang: str) -> list[str]:
    """Say what the index is made of, and which components of the grade the input can't show."""
    from talentcast.matching.index import SNAPSHOT_COMPONENTS, WINDOW_COMPONENTS

    known = tables.occupations[list(_COMPONENTS)].notna().any()
    present = [name for name in _COMPONENTS if known[name]]
    if not present:
        return []
    grade = str(tables.quality.get("evidence_grade", "C"))
    is_dated = grade == "B" or (grade == "A" and bool(known["demand"]))
    wanted = WINDOW_COMPONENTS if is_dated else SNAPSHOT_COMPONENTS
    missing = [name for name in wanted if name not in present]
    comma = word("list_comma", lang)
    said, unsaid = (
        comma.join(value_word("component", name, lang) for name in names)
        for names in (present, missing)
    )
    key = "components_missing" if missing else "components_all"
    return [word(key, lang).format(present=said, missing=unsaid)]


def growth_sentence(quality: Mapping[str, Any], lang: str) -> list[str]:
    """Say which months growth compares, and whether seasons are in it; nothing without growth.

    Source
    ------
    METHOD 1 (windows).
    """
    windows = quality.get("windows")
    if not windows:
        return []
    now, before = (
        f"{windows[f'{at}_first']} – {windows[f'{at}_last']}" for at in ("now", "before")
    )
    key = "growth_label" if windows["months"] % 12 == 0 else "growth_label_seasons"
    return [word(key, lang).format(now=now, before=before, months=windows["months"])]


def order_sentence(tables: GapsTables, lang: str) -> list[str]:
    """Say of how many pairs the order is certain; nothing where nothing is ranked."""
    ranks = tables.extra.get("ranks")
    if ranks is None or len(ranks) < 2:
        return []
    pairs = len(ranks) * (len(ranks) - 1) // 2
    sure = number(int(ranks["tighter_than"].sum()), 0)
    return [word("order_label", lang).format(sure=sure, pairs=number(pairs, 0))]


def pay_sentence(tables: GapsTables, lang: str) -> list[str]:
    """Say what the pay figures are; nothing where there are none."""
    unit = next(iter(tables.occupations["salary_unit"].dropna()), None)
    if not unit or not tables.occupations["salary_median"].notna().any():
        return []
    months = tables.quality.get("period")
    period = f"{months['first']} – {months['last']}" if months else word("undated_ads", lang)
    basis = word(str(tables.quality.get("salary_basis", "contract")), lang)
    unit = value_word("unit", unit, lang)
    return [word("pay_label", lang).format(basis=basis, unit=unit, period=period)]


def pay_range(row: Mapping[Any, Any]) -> tuple[str, str]:
    """Write the bounds and the placement band of a median; dashes where there is none.

    Examples
    --------
    >>> pay_range({"bound_low": 15.0, "bound_high": 20.0, "placement_low": 17.0,
    ...            "placement_high": float("nan")})
    ('15–20', '≥ 17')
    """
    return _span(row, "bound"), _span(row, "placement")


def _span(row: Mapping[Any, Any], name: str) -> str:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if _is_missing(low) and _is_missing(high):
        return "–"
    if _is_missing(high):
        return f"≥ {number(low, 0)}"
    return f"≤ {number(high, 0)}" if _is_missing(low) else f"{number(low, 0)}–{number(high, 0)}"


def _is_missing(value: Any) -> bool:
    return value is None or value != value


def pay_basis(row: Mapping[Any, Any]) -> str:
    """Write on what a median rests: ads with pay, their employers, their share of all ads.

    Examples
    --------
    >>> pay_basis({"salary_n": 103, "salary_employers": 70, "disclosed": 0.92})
    '103 · 70 · 92 %'
    """
    return " · ".join(
        [number(row["salary_n"], 0), _whole(row["salary_employers"]), percent(row["disclosed"], 0)]
    )


def seeker_ratio(row: Mapping[Any, Any]) -> str:
    """Write vacancies per seeker with its interval; a published ratio has none."""
    value, low, high = (row[f"vacancies_per_seeker{end}"] for end in ("", "_lo90", "_hi90"))
    if _is_missing(value):
        return "–"
    if low == high:
        return number(value, 2)
    return f"{number(value, 2)} [{number(low, 2)}–{number(high, 2)}]"


def _whole(value: Any) -> str:
    try:
        return number(float(value), 0)
    except TypeError:
        return "–"
