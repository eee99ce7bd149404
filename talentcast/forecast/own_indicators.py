"""Users' own indicators: in place of the bundled ones, or beside users' own headcounts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentcast.errors import SchemaError
from talentcast.forecast.anchored import estimate_anchored
from talentcast.forecast.bridge import estimate_walk
from talentcast.forecast.indicators import COVERAGE
from talentcast.forecast.modelled import Record, records
from talentcast.forecast.sensitivity import explain_anchored
from talentcast.forecast.sentences import sentence
from talentcast.forecast.trajectory import BOUNDS, LEVELS
from talentcast.forecast.weights import Weights
from talentcast.forecast.wholes import share_wholes
from talentcast.frames import EXPLANATION, ForecastTables

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: More series than this are forecast without indicators: each takes its own draws.
MOST_SERIES = 200

#: Fewest figures of a headcount that an index is bent onto.
FEWEST_FIGURES = 3

#: Spread of each indicator's weight, relative to the weight.
WEIGHT_SPREAD = 0.5

_BOUND_NAMES = ("lo80", "hi80", "lo95", "hi95")


def replaced_indicators(
    bundled: pd.DataFrame, own: pd.DataFrame, variables: pd.DataFrame, usable: set[str]
) -> pd.DataFrame:
    """Put the user's figures in place of bundled indicators of the same name.

    Parameters
    ----------
    bundled : DataFrame
        series_id, year, value, vintage.
    own : DataFrame
        Columns `frames.PANEL`.
    variables : DataFrame
        series_id, name_zh, name_en.
    usable : set of str
        Indicators that the provinces have, and so can weigh.

    Raises
    ------
    SchemaError
        If a name is not that of a usable indicator.
    """
    named = variables[variables["series_id"].isin(usable)]
    ids = {name: name for name in usable}
    for column in ("name_zh", "name_en"):
        ids |= dict(zip(named[column].str.lower(), named["series_id"], strict=True))
    given = own["series"].str.lower().map(ids)
    if given.isna().any():
        unknown = own.loc[given.isna(), "series"].unique().tolist()
        known = ", ".join(f"{row.name_en} ({row.series_id})" for row in named.itertuples())
        raise SchemaError(
            f"--indicators: got {', '.join(unknown[:5])}; expected some of {known}: only what the "
            "provinces have can be weighed for the bundled engineers; rename, or use --data"
        )
    rows = own.assign(series_id=given, vintage="user")[["series_id", "year", "value", "vintage"]]
    rest = bundled[~bundled["series_id"].isin(given.unique())]
    return pd.concat([rest, rows], ignore_index=True)


def with_indicators(
    tables: ForecastTables,
    panel: pd.DataFrame,
    own: pd.DataFrame,
    *,
    seed: int = 0,
    lang: str = "en",
) -> ForecastTables:
    """Bend an index of the user's indicators through each of their headcounts, and beyond.

    The index is the mean of the log indicators: a few figures cannot weigh each of them. Its
    elasticity has the prior 1 with standard deviation 0.5 and is updated by the figures; the rest
    is as for the bundled engineers. Shares, series with zeros and series of fewer than three
    figures are left as they were.

    Parameters
    ----------
    tables : ForecastTables
        The forecast without indicators, by `auto`.
    panel, own : DataFrame
        Headcounts and indicators, columns `frames.PANEL`.
    seed : int
    lang : {"en", "zh"}

    Raises
    ------
    SchemaError
        If no indicator covers 60 % of the years of any headcount.
    """
    known = records(panel[panel["status"] != "imputed"])
    shares = share_wholes(panel)
    fit = [
        name for name, one in known.items()
        if name not in shares and len(one.years) >= FEWEST_FIGURES and one.values.min() > 0
    ]  # fmt: skip
    if len(fit) > MOST_SERIES:
        raise SchemaError(
            f"--indicators: got {len(fit)} series; expected at most {MOST_SERIES}; choose some "
            "with --series"
        )
    rows = own.rename(columns={"series": "series_id"})[["series_id", "year", "value"]]
    points, sayings, reasons = tables.points, dict[str, str](), list[Any]()
    for name in fit:
        ahead = points[(points["series"] == name) & (points["kind"] == "forecast")]
        covering = _covering(rows, known[name])
        if ahead.empty or not covering:
            continue
        of_series = rows[rows["series_id"].isin(covering)]
        to = int(ahead["year"].max())
        made = estimate_anchored(
            known[name], of_series, equal_weights(covering, known[name]),
            to=to, method="auto", seed=seed, name=name,
        )  # fmt: skip
        points = _laid_over(points, name, made)
        said = sentence("own_indicators", lang, count=len(covering), names=", ".join(covering))
        sayings[name] = said
        reasons += [(name, *row) for row in explain_anchored(made, to=to, method="auto", lang=lang)]
    if not sayings:
        raise SchemaError(_no_overlap(rows, [known[name] for name in fit]))
    explanation = pd.concat(
        [tables.explanation, pd.DataFrame(reasons, columns=list(EXPLANATION))], ignore_index=True
    )
    series = _said(tables.series, sayings)
    return replace(tables, points=points, series=series, explanation=explanation)


def _said(series: pd.DataFrame, sayings: dict[str, str]) -> pd.DataFrame:
    rows = zip(series["series"], series["method"], series["warnings"], strict=True)
    told = [
        (f"indicators + {method}", [*texts, sayings[name]]) if name in sayings else (method, texts)
        for name, method, texts in rows
    ]
    texts = pd.Series([texts for _, texts in told], series.index, dtype="object")
    return series.assign(method=[method for method, _ in told], warnings=texts)


def equal_weights(names: list[str], record: Record) -> Weights:
    """One factor: each indicator has the same weight, uncertain by half of it."""
    count = len(names)
    weight = np.full(count, 1.0 / count)
    spread = WEIGHT_SPREAD * weight
    deviation = estimate_walk(record.years, np.log(record.values)).deviation
    return Weights(
        tuple(names), weight, spread, np.diag(spread**2), {}, 0.0, 1.0, deviation, 0, 0
    )  # fmt: skip


def _covering(rows: pd.DataFrame, record: Record) -> list[str]:
    """List indicators with positive figures in most years from the first figure to the last."""
    first, last = int(record.years[0]), int(record.years[-1])
    inside = rows[rows["year"].between(first, last) & (rows["value"] > 0)]
    counts = inside.groupby("series_id")["year"].nunique()
    return sorted(map(str, counts.index[counts >= COVERAGE * (last - first + 1)]))


def _no_overlap(rows: pd.DataFrame, fit: list[Record]) -> str:
    given = f"{int(rows['year'].min())} to {int(rows['year'].max())}"
    if not fit:
        return (
            f"--indicators: got no headcount that they can carry; expected positive series of "
            f"{FEWEST_FIGURES} figures or more; leave --indicators out"
        )
    first, last = min(int(r.years[0]) for r in fit), max(int(r.years[-1]) for r in fit)
    return (
        f"--indicators: got indicators of {given} for series of {first} to {last}; expected "
        f"positive indicators in {100 * COVERAGE:.0f} % of the years of a series or more; add years"
    )


def _laid_over(points: pd.DataFrame, name: str, made: Any) -> pd.DataFrame:
    """Estimates between figures and forecasts of one series in place of the plain ones."""
    at = [int(np.flatnonzero(np.isclose(LEVELS, bound))[0]) for bound in BOUNDS]
    first = int(made.years[0])
    spread = np.exp(np.quantile(made.between_draws, BOUNDS, axis=0)).T
    value = np.concatenate([np.exp(made.between), made.quantiles[:, len(LEVELS) // 2]])
    bounds = np.concatenate([spread, made.quantiles[:, at]])
    own = (points["series"] == name).to_numpy()
    between = own & (points["method"] == "interpolated").to_numpy()
    later = own & (points["kind"] == "forecast").to_numpy()
    out = points.copy()
    for rows, method in ((between, "indicators"), (later, "indicators + auto")):
        place = out.loc[rows, "year"].to_numpy() - first
        out.loc[rows, "value"] = value[place]
        out.loc[rows, list(_BOUND_NAMES)] = bounds[place]
        out.loc[rows, "method"] = method
    return out
