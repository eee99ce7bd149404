"""Project the catalogue's series: figures, estimates between them, forecasts with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from talentcast.errors import ShortSeriesError
from talentcast.forecast.borrowed import (
    borrow_growth,
    follow_driver,
    growth_spread,
    product,
    ratio_share,
    remainder,
)
from talentcast.forecast.catalogue import Entry, read_catalogue, with_needed
from talentcast.forecast.horizons import last_years
from talentcast.forecast.modelled import Record, model_trajectories, records
from talentcast.forecast.own import forecast_panel
from talentcast.forecast.panel import match_names
from talentcast.forecast.sums import coherent
from talentcast.forecast.tables import catalogue_tables
from talentcast.frames import PANEL, ForecastTables, require_columns

__all__ = ["Evidence", "forecast_panel", "project"]

if TYPE_CHECKING:
    from talentcast.forecast.trajectory import Trajectory
    from talentcast.models import Forecaster


@dataclass(frozen=True)
class Evidence:
    """Tables beside the panel; each may be absent.

    Attributes
    ----------
    indicators : DataFrame
        series_id, year, value, vintage.
    provinces : DataFrame
        The same with region.
    public_engineers : DataFrame
        series_id, region, year, value.
    variables : DataFrame
        series_id, name_zh, name_en: what indicators are called in the explanation.
    """

    indicators: pd.DataFrame | None = None
    provinces: pd.DataFrame | None = None
    public_engineers: pd.DataFrame | None = None
    variables: pd.DataFrame | None = None

    def names(self, lang: str) -> dict[str, str]:
        """Name of each indicator in Chinese or English; empty if there are no names."""
        if self.variables is None:
            return {}
        require_columns(self.variables, ["series_id", f"name_{lang}"], "variables")
        called = zip(self.variables["series_id"], self.variables[f"name_{lang}"], strict=True)
        return {str(series): str(name) for series, name in called if name}


#: The series that the indicators and the provincial proxy speak about.
ENGINEERS = "engineers"


@dataclass(frozen=True)
class _Plan:
    """Everything that stays fixed during one run."""

    entries: dict[str, Entry]
    known: dict[str, Record]
    to: dict[str, int]
    method: str | Forecaster
    seed: int
    lang: str
    spread: float


def project(  # noqa: PLR0913
    panel: pd.DataFrame,
    catalogue: pd.DataFrame,
    *,
    to: int | None = None,
    horizon: int | None = None,
    method: str | Forecaster = "auto",
    series: Sequence[str] | None = None,
    published: pd.DataFrame | None = None,
    indicators: pd.DataFrame | None = None,
    provinces: pd.DataFrame | None = None,
    public_engineers: pd.DataFrame | None = None,
    variables: pd.DataFrame | None = None,
    seed: int = 0,
    lang: str = "en",
) -> ForecastTables:
    """Project every series of a catalogue, coherent in points and draws.

    Parameters
    ----------
    panel : DataFrame
        Columns `frames.PANEL`.
    catalogue : DataFrame
        What `catalogue.read_catalogue` reads.
    to, horizon : int, optional
        Last year, or years after each series' own last figure.
    method : str or Forecaster
        For series with figures of their own.
    series : sequence of str, optional
        Ids or names in either language; default all that are shown.
    published : DataFrame, optional
        The documents' own projections and targets: series, year, value, source_id, kind.
    indicators, provinces, public_engineers : DataFrame, optional
        See `Evidence`; without them engineers are estimated from their anchors alone.
    variables : DataFrame, optional
        Names of the indicators, for the notes of the explanation only.
    seed : int
        The same seed gives the same tables.
    lang : {"en", "zh"}

    Returns
    -------
    ForecastTables

    Raises
    ------
    HorizonError, UnknownNameError, SchemaError, ShortSeriesError
    """
    made, entries, end = projected(
        panel, catalogue, to=to, horizon=horizon, method=method, series=series,
        evidence=Evidence(indicators, provinces, public_engineers, variables), seed=seed,
        lang=lang,
    )  # fmt: skip
    return catalogue_tables(made, entries, to=end, published=published, lang=lang)


def projected(
    panel: pd.DataFrame,
    catalogue: pd.DataFrame,
    *,
    to: int | None,
    horizon: int | None = None,
    method: str | Forecaster = "auto",
    series: Sequence[str] | None = None,
    evidence: Evidence | None = None,
    seed: int = 0,
    lang: str = "en",
) -> tuple[dict[str, Trajectory], dict[str, Entry], int]:
    """Project with all draws: what `project` lays out as tables.

    Returns
    -------
    made : dict of series to Trajectory
    entries : dict of series to Entry
    end : int
        Last year.
    """
    require_columns(panel, PANEL, "panel")
    entries, known = read_catalogue(catalogue), records(panel)
    shown = _shown(entries, known, series)
    last = {name: int(record.years[-1]) for name, record in known.items()}
    ends = last_years(entries, last, shown, to=to, horizon=horizon)
    spread = growth_spread(r for n, r in known.items() if _is_count(entries.get(n)))
    plan = _Plan(entries, known, ends, method, seed, lang, spread)
    names = [name for name in with_needed(shown, entries) if name in known]
    made = _trajectories(names, plan, evidence or Evidence())
    labels = {name: entry.name(lang) for name, entry in entries.items()}
    made = coherent(made, _sums(names, plan), labels=labels, lang=lang)
    end = max(ends[name] for name in shown) if to is None else to
    until = {name: ends[name] if to is None else to for name in shown}
    return {name: made[name].until(until[name]) for name in shown}, entries, end


def _is_count(entry: Entry | None) -> bool:
    return entry is not None and entry.kind == "count" and not entry.break_year and entry.sign > 0


def _shown(
    entries: dict[str, Entry], known: dict[str, Record], series: Sequence[str] | None
) -> list[str]:
    if series:
        labels = {n: (e.name_zh, e.name_en) for n, e in entries.items()}
        shown = match_names(series, labels)
    else:
        shown = [name for name, entry in entries.items() if entry.is_shown and name in known]
    empty = [name for name in shown if name not in known]
    if empty:
        raise ShortSeriesError(
            f"series {empty[0]}: got no figure; expected at least 1; add one to the panel"
        )
    return shown


def _trajectories(names: Sequence[str], plan: _Plan, evidence: Evidence) -> dict[str, Trajectory]:
    """Make each series once all that it rests on is made."""
    entries, known = plan.entries, plan.known
    modelled = [entries[n] for n in names if len(known[n].years) > 1 and not _is_derived(n, plan)]
    made = model_trajectories(
        modelled, known, to=plan.to, method=plan.method, seed=plan.seed, lang=plan.lang
    )
    if ENGINEERS in made:
        made[ENGINEERS] = _with_indicators(made[ENGINEERS], plan, evidence)
    waiting = [name for name in names if name not in made]
    while waiting:
        ready = [(name, _derive(name, plan, made)) for name in waiting]
        done = {name: trajectory for name, trajectory in ready if trajectory is not None}
        if not done:
            raise ShortSeriesError(
                f"series {waiting[0]}: got 1 figure and no series to borrow growth from; "
                "expected 2 figures or a `borrow` in the catalogue; add one"
            )
        made.update(done)
        waiting = [name for name in waiting if name not in made]
    return {name: made[name] for name in names}


def _with_indicators(plain: Trajectory, plan: _Plan, evidence: Evidence) -> Trajectory:
    """Estimate engineers from indicators between their anchors and beyond."""
    from talentcast.forecast.anchored import anchored_trajectory, estimate_anchored
    from talentcast.forecast.regions import learn_from_regions
    from talentcast.forecast.sensitivity import explain_anchored

    to = plan.to[ENGINEERS]
    indicators, provinces, proxy = (
        evidence.indicators, evidence.provinces, evidence.public_engineers
    )  # fmt: skip
    if indicators is None or provinces is None or proxy is None:
        return plain
    if to <= int(plan.known[ENGINEERS].years[-1]) or len(plan.known[ENGINEERS].years) < 2:
        return plain
    weights = learn_from_regions(provinces, proxy)
    made = estimate_anchored(
        plan.known[ENGINEERS], indicators, weights,
        to=to, method=plan.method, seed=plan.seed, name=ENGINEERS,
    )  # fmt: skip
    reasons = explain_anchored(
        made, to=to, method=plan.method, lang=plan.lang, names=evidence.names(plan.lang)
    )
    return anchored_trajectory(plain, made, reasons, name=ENGINEERS, seed=plan.seed, lang=plan.lang)


def _is_derived(name: str, plan: _Plan) -> bool:
    """Whether other series make this one in every year: products, remainders, ratios."""
    return bool(_share_of(name, plan)) or _is_remainder(name, plan)


def _share_of(name: str, plan: _Plan) -> Entry | None:
    """Return the driven share that, times its denominator, gives this series."""
    for entry in plan.entries.values():
        if entry.numerator == name and entry.driver and entry.series in plan.known:
            return entry
    return None


def _siblings(name: str, plan: _Plan) -> list[str]:
    whole = plan.entries[name].whole
    return [n for n, e in plan.entries.items() if whole and e.whole == whole and n in plan.known]


def _is_remainder(name: str, plan: _Plan) -> bool:
    """One figure, and a brother that is a product: the rest of the whole."""
    single = len(plan.known[name].years) == 1 and not _share_of(name, plan)
    return single and any(
        _share_of(other, plan) for other in _siblings(name, plan) if other != name
    )


def _sums(names: Sequence[str], plan: _Plan) -> dict[str, dict[str, float]]:
    """Parts and signs of every whole, except where a part is the remainder already."""
    out: dict[str, dict[str, float]] = {}
    for name in names:
        parts = {n: e.sign for n, e in plan.entries.items() if e.whole == name}
        has_all = len(parts) > 1 and all(n in names for n in parts)
        if has_all and not any(_is_remainder(n, plan) for n in parts):
            out[name] = parts
    return out


def _derive(name: str, plan: _Plan, made: dict[str, Trajectory]) -> Trajectory | None:
    """Make one series from others, or None while they are missing."""
    entry, record, to = plan.entries[name], plan.known[name], plan.to[name]
    share = _share_of(name, plan)
    if share is not None:
        if share.series in made and share.denominator in made:
            whole = made[share.denominator]
            return product(record, made[share.series], whole, to, share.upper)
        return None
    if _is_remainder(name, plan):
        others = [n for n in _siblings(name, plan) if n != name]
        if all(n in made for n in (entry.whole, *others)):
            rest = [(plan.entries[n].sign, made[n]) for n in others]
            return remainder(record, made[entry.whole], rest, entry.sign, to)
        return None
    labels = {n: e.name(plan.lang) for n, e in plan.entries.items()}
    if entry.driver in made:
        return follow_driver(
            entry, record, made[entry.driver], to, driver_name=labels[entry.driver],
            spread=plan.spread, seed=plan.seed, lang=plan.lang,
        )  # fmt: skip
    if entry.borrow in made:
        return borrow_growth(
            entry, record, made[entry.borrow], to, lender_name=labels[entry.borrow],
            spread=plan.spread, seed=plan.seed, lang=plan.lang,
        )  # fmt: skip
    if entry.numerator in made and entry.denominator in made:
        return ratio_share(entry, record, made[entry.numerator], made[entry.denominator], to)
    return None
