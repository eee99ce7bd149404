"""How wrong forecasts would have been: stand in past years, forecast, compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentcast.errors import HorizonError
from talentcast.forecast.origins import Cases, rolling_cases
from talentcast.forecast.own import GROUP
from talentcast.forecast.sentences import sentence
from talentcast.forecast.trajectory import BOUNDS, widened
from talentcast.forecast.wholes import share_wholes
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

#: What is measured in every case.
ERRORS = COLUMNS[4:6] + COLUMNS[7:]


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
    table, _ = compared(panel, methods=methods, origins=origins, horizon=horizon)
    return table, verdict(table, lang)


def compared(
    panel: pd.DataFrame, *, methods: Sequence[str | Forecaster], origins: int, horizon: int
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Compare models as `backtest` does.

    Returns
    -------
    table : DataFrame
        Columns `COLUMNS`.
    scores : dict of method to DataFrame
        One row a series and origin, in the same order for all: series, forecasts and `ERRORS`.
    """
    require_columns(panel, PANEL, "panel")
    if origins < 1 or horizon < 1:
        raise HorizonError(f"got {origins} origins, {horizon} years; expected 1 or more; give more")
    wanted = [*methods] if YARDSTICK in methods else [*methods, YARDSTICK]
    models = [_model(method) for method in wanted]
    shortest = max(model.min_points for model in models)
    known = panel[panel["status"] != "imputed"]
    cases = rolling_cases(
        known, share_wholes(known), origins=origins, horizon=horizon, shortest=shortest
    )
    scores = {model.name: _scores(model, cases, horizon) for model in models}
    return _table(scores, cases), scores


def _model(method: str | Forecaster) -> Forecaster:
    if not isinstance(method, str):
        return method
    from talentcast.models import get

    return get(method)


def _scores(model: Forecaster, cases: Cases, horizon: int) -> pd.DataFrame:
    """Errors of one model, a row a case; cases with the same years compared go together."""
    from talentcast import metrics

    point, spread = _predicted(model, cases, horizon)
    seen = np.isfinite(cases.actual)
    out = pd.DataFrame(index=range(len(cases.series)), columns=list(ERRORS), dtype=float)
    for pattern in np.unique(seen, axis=0):
        rows = np.flatnonzero((seen == pattern).all(axis=1))
        pick: Any = np.ix_(rows, np.flatnonzero(pattern))
        y, y_hat = cases.actual[pick], point[pick]
        bound = [spread[:, :, q][pick] for q in range(len(BOUNDS))]
        scale = cases.scale[rows]
        out.loc[rows, "mase"] = metrics.mase(y, y_hat, scale)
        out.loc[rows, "smape"] = metrics.smape(y, y_hat)
        out.loc[rows, "cover80"] = metrics.coverage(y, bound[0], bound[1])
        out.loc[rows, "cover95"] = metrics.coverage(y, bound[2], bound[3])
        out.loc[rows, "msis95"] = metrics.scaled_interval_score(y, bound[2], bound[3], scale)
    out["forecasts"] = seen.sum(axis=1)
    return out.assign(series=cases.series)


def _predicted(model: Forecaster, cases: Cases, horizon: int) -> tuple[Array, Array]:
    """Points (n, h) and bounds (n, h, 4), as `forecast` would have given them then."""
    from talentcast.models.share import for_whole

    count = len(cases.series)
    point, spread = np.empty((count, horizon)), np.empty((count, horizon, len(BOUNDS)))
    for upper in np.unique(cases.upper):
        of_kind = for_whole(model, float(upper))
        rows = np.flatnonzero(cases.upper == upper)
        for group in np.array_split(rows, -(-len(rows) // GROUP)):
            fitted = of_kind.fit([cases.histories[i] for i in group])
            made = fitted.predict(horizon, np.array(BOUNDS))
            point[group], spread[group] = made.point, made.quantiles
    for i in np.flatnonzero(cases.inflation > 1):
        factor, upper = float(cases.inflation[i]), float(cases.upper[i])
        spread[i] = widened(spread[i], point[i], factor, upper)
    return point, spread


def _table(scores: dict[str, pd.DataFrame], cases: Cases) -> pd.DataFrame:
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


def verdict(table: pd.DataFrame, lang: str = "en") -> str:
    """Say which method is best, or that nothing beats the last value."""
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
