"""How wrong forecasts would have been: stand in past years, forecast, compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentcast.errors import HorizonError, ShortSeriesError
from talentcast.forecast.modelled import Record, records, whole_years
from talentcast.forecast.sentences import sentence
from talentcast.forecast.trajectory import BOUNDS
from talentcast.frames import PANEL, require_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from talentcast.models import Forecaster

    Array = NDArray[np.float64]

#: The method that every other one is measured against.
YARDSTICK = "naive"

#: Row name of the figures over all series.
ALL = "(all)"

#: A method beats the last value if its error is at least this much smaller (OWA).
CLEARLY = 0.98

#: Fewer forecasts than this say nothing about a method.
ENOUGH = 20

#: Columns of the table.
COLUMNS = (
    "series", "method", "origins", "forecasts", "mase", "smape", "owa", "cover80", "cover95",
    "msis95",
)  # fmt: skip


@dataclass(frozen=True)
class _Cases:
    """One case a series and origin: what was known, and what came."""

    series: list[str]
    histories: list[Array]
    actual: Array
    scale: Array


def backtest(
    panel: pd.DataFrame,
    *,
    methods: Sequence[str | Forecaster] = ("auto", "naive"),
    origins: int = 5,
    horizon: int = 3,
    lang: str = "en",
) -> tuple[pd.DataFrame, str]:
    """Compare models from rolling origins, per series and over all.

    Each of the last `origins` figures of a series is hidden with all after it; the models see
    what was left and forecast up to `horizon` years. Filled years are never compared with.

    Parameters
    ----------
    panel : DataFrame
        Columns `frames.PANEL`.
    methods : sequence of str or Forecaster
    origins : int
    horizon : int, unit: years
    lang : {"en", "zh"}

    Returns
    -------
    table : DataFrame
        Columns `COLUMNS`; first the rows of all series together. Units: MASE and MSIS in usual
        yearly changes, sMAPE and coverage in percent, OWA relative to the last value.
    verdict : str

    Raises
    ------
    HorizonError
        If origins or horizon are below 1.
    ShortSeriesError
        If no series is long enough.

    Source
    ------
    Tashman (2000), Int. J. Forecasting 16(4), 437-450 (rolling origins).

    Examples
    --------
    >>> years = range(2010, 2025)
    >>> panel = pd.DataFrame({"series": "a", "year": years, "value": [100 + 5.0 * i for i in
    ...     range(15)], "unit": "", "status": "observed", "source_id": "user"})
    >>> table, verdict = backtest(panel, methods=["drift", "naive"])
    >>> bool(table.set_index(["series", "method"]).loc[("(all)", "drift"), "owa"] < 0.1)
    True
    """
    require_columns(panel, PANEL, "panel")
    if origins < 1 or horizon < 1:
        raise HorizonError(f"got {origins} origins, {horizon} years; expected 1 or more; give more")
    wanted = [*methods] if YARDSTICK in methods else [*methods, YARDSTICK]
    models = [_model(method) for method in wanted]
    shortest = max(model.min_points for model in models)
    cases = _cases(records(panel[panel["status"] != "imputed"]), origins, horizon, shortest)
    scores = {model.name: _scores(model, cases, horizon) for model in models}
    table = _table(scores, cases)
    return table, _verdict(table, lang)


def _model(method: str | Forecaster) -> Forecaster:
    if not isinstance(method, str):
        return method
    from talentcast.models import get

    return get(method)


def _cases(known: dict[str, Record], origins: int, horizon: int, shortest: int) -> _Cases:
    series, histories, actual = [], [], []
    for name, record in known.items():
        for hidden in range(1, min(origins, len(record.years) - 2) + 1):
            past = _until(record, len(record.years) - hidden)
            history = whole_years(past, np.inf) if (past.values > 0).all() else _straight(past)
            ahead = record.years[-hidden:] - past.years[-1]
            inside = ahead <= horizon
            if len(history) < shortest or not inside.any():
                continue
            row = np.full(horizon, np.nan)
            row[ahead[inside] - 1] = record.values[-hidden:][inside]
            series.append(name)
            histories.append(history)
            actual.append(row)
    if not series:
        raise ShortSeriesError(
            f"got no series with {shortest} years before a hidden one; expected at least "
            f"{shortest + 1} years in one of them; add years"
        )
    scale = np.array([np.abs(np.diff(h)).mean() for h in histories])
    return _Cases(series, histories, np.array(actual), scale)


def _until(record: Record, count: int) -> Record:
    return Record(
        record.years[:count], record.values[:count], record.status[:count], record.source[:count]
    )


def _straight(record: Record) -> Array:
    every = np.arange(record.years[0], record.years[-1] + 1)
    return np.asarray(np.interp(every, record.years, record.values))


def _scores(model: Forecaster, cases: _Cases, horizon: int) -> pd.DataFrame:
    """Errors of one model, a row a case; cases with the same years compared go together."""
    from talentcast import metrics

    prediction = model.fit(cases.histories).predict(horizon, np.array(BOUNDS))
    seen = np.isfinite(cases.actual)
    out = pd.DataFrame(index=range(len(cases.series)), columns=list(COLUMNS[4:]), dtype=float)
    for pattern in np.unique(seen, axis=0):
        rows = np.flatnonzero((seen == pattern).all(axis=1))
        pick: Any = np.ix_(rows, np.flatnonzero(pattern))
        y, y_hat = cases.actual[pick], prediction.point[pick]
        bound = [prediction.quantiles[:, :, q][pick] for q in range(len(BOUNDS))]
        scale = cases.scale[rows]
        out.loc[rows, "mase"] = metrics.mase(y, y_hat, scale)
        out.loc[rows, "smape"] = metrics.smape(y, y_hat)
        out.loc[rows, "cover80"] = metrics.coverage(y, bound[0], bound[1])
        out.loc[rows, "cover95"] = metrics.coverage(y, bound[2], bound[3])
        out.loc[rows, "msis95"] = metrics.scaled_interval_score(y, bound[2], bound[3], scale)
    out["forecasts"] = seen.sum(axis=1)
    return out.assign(series=cases.series)


def _table(scores: dict[str, pd.DataFrame], cases: _Cases) -> pd.DataFrame:
    parts = []
    base = scores[YARDSTICK]
    for name, rows in scores.items():
        pooled = rows.assign(series=ALL)
        for frame, yard in ((pooled, base.assign(series=ALL)), (rows, base)):
            part = _means(frame)
            part["owa"] = _relative(part, _means(yard))
            part["method"] = name
            parts.append(part.reset_index())
    table = pd.concat(parts, ignore_index=True)[list(COLUMNS)]
    order = {name: i for i, name in enumerate([ALL, *dict.fromkeys(cases.series)])}
    rank = table["series"].map(order)
    return table.iloc[np.argsort(rank, kind="stable")].reset_index(drop=True)


def _means(rows: pd.DataFrame) -> pd.DataFrame:
    grouped = rows.groupby("series", sort=False)
    part = grouped[["mase", "smape", "cover80", "cover95", "msis95"]].mean()
    part["origins"], part["forecasts"] = grouped.size(), grouped["forecasts"].sum()
    return part


def _relative(part: pd.DataFrame, base: pd.DataFrame) -> pd.Series[Any]:
    """OWA; only one of its halves where the other has no yardstick."""
    ratios = pd.DataFrame({k: part[k] / base[k].where(base[k] > 0) for k in ("mase", "smape")})
    return ratios.mean(axis=1)


def _verdict(table: pd.DataFrame, lang: str) -> str:
    pooled = table[(table["series"] == ALL) & (table["method"] != YARDSTICK)]
    count = int(table.loc[table["series"] == ALL, "forecasts"].max())
    weak = sentence("few_forecasts", lang, count=count) if count < ENOUGH else ""
    if pooled.empty or pooled["owa"].isna().all():
        return sentence("verdict_none", lang) + weak
    best = pooled.sort_values("owa").iloc[0]
    name, owa, held = str(best["method"]), float(best["owa"]), float(best["cover95"])
    key = "verdict_naive" if owa > CLEARLY else "verdict_best"
    text = sentence(key, lang, best=name, owa=f"{owa:.2f}")
    return text + sentence("verdict_cover", lang, cover=f"{held:.0f}", best=name) + weak
