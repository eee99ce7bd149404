"""Forecast a user's own panel: one series or tens of thousands, vectorised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentcast.errors import HorizonError, SchemaError, ShortSeriesError
from talentcast.forecast.bridge import bridge_variance, estimate_walk
from talentcast.forecast.gaps import inflation
from talentcast.forecast.modelled import findings
from talentcast.forecast.panel import PanelReading, check_horizon, inspect_panel, match_names
from talentcast.forecast.reason_words import note_in
from talentcast.forecast.sentences import sentence
from talentcast.forecast.trajectory import BOUNDS, from_scale, to_scale, widened
from talentcast.forecast.wholes import wholes
from talentcast.frames import EXPLANATION, POINTS, PUBLISHED, SERIES, ForecastTables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from talentcast.models import Forecaster

#: Series are forecast in groups of this many, so that memory stays flat.
GROUP = 4000

#: Reasons are laid out for so many series; beyond that nobody reads them.
EXPLAINED = 200


@dataclass(frozen=True)
class _Blocks:
    """The panel as positions: row ranges of each series, and what each one is."""

    names: NDArray[Any]
    start: NDArray[np.int64]
    stop: NDArray[np.int64]
    last: NDArray[np.int64]
    upper: NDArray[np.float64]
    inflation: NDArray[np.float64]


def forecast_panel(
    panel: str | Path | pd.DataFrame | PanelReading,
    *,
    to: int | None = None,
    horizon: int | None = None,
    series: Sequence[str] | None = None,
    method: str | Forecaster = "auto",
    lang: str = "en",
) -> ForecastTables:
    """Forecast users' own yearly series with 80 and 95 % intervals.

    Parameters
    ----------
    panel : path, DataFrame or PanelReading
        Anything that `panel.read_panel` reads.
    to : int, optional
        Last year for all; a series that has it already is left out with a note.
    horizon : int, optional
        Years after each series' own last figure; one of the two is needed.
    series : sequence of str, optional
    method : str or Forecaster
    lang : {"en", "zh"}

    Returns
    -------
    ForecastTables
        Shares (by name or unit) stay within 0 and their whole; nothing becomes negative unless
        the series was.

    Raises
    ------
    InputFileError, SchemaError, ShortSeriesError, HorizonError, UnknownNameError

    Examples
    --------
    >>> import pandas as pd
    >>> own = pd.DataFrame({"series": "a", "year": range(2015, 2025), "value": range(100, 110)})
    >>> tables = forecast_panel(own, horizon=2)
    >>> tables.points.query("kind == 'forecast'")["year"].tolist()
    [2025, 2026]
    """
    reading = panel if isinstance(panel, PanelReading) else inspect_panel(panel, lang=lang)
    frame, notes = _chosen(reading, series)
    model, blocks = _model(method, np.inf), _blocks(frame)
    steps, late = _steps(blocks, to, horizon, lang)
    usable, short = _usable(blocks, steps, model, lang)
    ahead, reasons = _forecasts(frame, blocks, usable, steps, method)
    more = pd.DataFrame([*short, *late], columns=["series", "note"])
    notes = pd.concat([notes, more, _found(reasons, frame, blocks, lang)])
    end = int(ahead["year"].max()) if len(ahead) else int(to or frame["year"].max())
    return ForecastTables(
        end,
        _points(frame, blocks, ahead),
        _series(frame, blocks, usable, method=model.name, notes=notes),
        pd.DataFrame(columns=list(PUBLISHED)),
        pd.DataFrame(
            [(*head, note_in(note, lang)) for *head, note in reasons], columns=list(EXPLANATION)
        ),
        tuple(notes.loc[notes["series"] == "", "note"]),
    )


def _chosen(
    reading: PanelReading, series: Sequence[str] | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Panel and notes of the series asked for."""
    frame, notes = reading.panel, reading.notes
    if not series:
        return frame, notes
    names = frame["series"].unique().tolist()
    refused = dict(zip(notes["series"], notes["note"], strict=True))
    for name in series:
        if name in refused and name not in names:
            raise SchemaError(f"series {name}: {refused[name]}")
    wanted = match_names(series, {str(name): () for name in names})
    frame = frame[frame["series"].isin(wanted)].reset_index(drop=True)
    return frame, notes[notes["series"].isin([*wanted, ""])]


def _usable(
    blocks: _Blocks, steps: NDArray[np.int64], model: Forecaster, lang: str
) -> tuple[NDArray[np.int64], list[tuple[str, str]]]:
    """Positions of series to forecast, and notes on those too short for the model."""
    length = blocks.stop - blocks.start
    short = length < model.min_points
    if short.all():
        raise ShortSeriesError(
            f"series {blocks.names[0]}: got {length[0]} years; {model.name} needs "
            f"{model.min_points} or more; add years or choose another method"
        )
    said = sentence("too_short", lang, count=model.min_points)
    notes = [(str(blocks.names[i]), said) for i in np.flatnonzero(short)]
    return np.flatnonzero((steps > 0) & ~short), notes


def _model(method: str | Forecaster, upper: float) -> Forecaster:
    from talentcast.models import get
    from talentcast.models.share import for_whole

    return for_whole(get(method) if isinstance(method, str) else method, upper)


def _blocks(frame: pd.DataFrame) -> _Blocks:
    code = pd.factorize(frame["series"])[0]
    start = np.flatnonzero(np.append(True, code[1:] != code[:-1]))
    stop = np.append(start[1:], len(frame))
    names = frame["series"].iloc[start].to_numpy()
    year, value = frame["year"].to_numpy(), frame["value"].to_numpy()
    observed = np.add.reduceat((frame["status"] != "imputed").to_numpy().astype(int), start)
    span = year[stop - 1] - year[start]
    factor = inflation(span, observed - 1)
    upper = wholes(
        frame, start, np.minimum.reduceat(value, start), np.maximum.reduceat(value, start)
    )
    return _Blocks(names, start, stop, year[stop - 1], upper, factor)


def _steps(
    blocks: _Blocks, to: int | None, horizon: int | None, lang: str
) -> tuple[NDArray[np.int64], list[tuple[str, str]]]:
    """Years ahead of each series, and notes on those that end too late or too early."""
    last = blocks.last
    if to is None or horizon is not None:
        if to is not None:
            raise HorizonError("got a year and a number of years; expected one; leave one out")
        years = check_horizon(int(last.max()), horizon=horizon)[1]
        return np.full(len(last), years), []
    if to <= last.min() or to - last.max() > 0:
        check_horizon(int(last.min() if to <= last.min() else last.max()), to=to)
    steps = to - last
    said = []
    for i in np.flatnonzero(steps <= 0):
        said.append((str(blocks.names[i]), sentence("has_year", lang, year=to)))
    for i in np.flatnonzero(steps > 50):
        said.append((str(blocks.names[i]), sentence("too_old", lang, year=int(last[i]))))
    return np.where(steps > 50, 0, np.maximum(steps, 0)), said


def _forecasts(
    frame: pd.DataFrame, blocks: _Blocks, usable: Any, steps: Any, method: str | Forecaster
) -> tuple[pd.DataFrame, list[Any]]:
    value = frame["value"].to_numpy(dtype=float)
    parts, reasons = [], []
    for upper in np.unique(blocks.upper[usable]):
        model = _model(method, float(upper))
        members = usable[blocks.upper[usable] == upper]
        for first in range(0, len(members), GROUP):
            group = members[first : first + GROUP]
            histories = [value[blocks.start[i] : blocks.stop[i]] for i in group]
            fitted = model.fit(histories)
            prediction = fitted.predict(int(steps[group].max()), np.array(BOUNDS))
            parts.append(_laid_out(prediction, blocks, group, steps[group], float(upper)))
            if len(usable) <= EXPLAINED:
                named = zip(blocks.names[group], fitted.explain(), strict=True)
                reasons += [(str(name), *reason) for name, why in named for reason in why]
    columns = ["code", "year", "value", "lo80", "hi80", "lo95", "hi95"]
    ahead = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return ahead.assign(method=_model(method, np.inf).name), reasons


def _found(reasons: Sequence[Any], frame: pd.DataFrame, blocks: _Blocks, lang: str) -> pd.DataFrame:
    """Jumps, outliers and warnings that the models report, as notes."""
    years = frame["year"].to_numpy()[blocks.start]
    first = {str(name): int(year) for name, year in zip(blocks.names, years, strict=True)}
    said = [
        (name, text) for name, *reason in reasons for text in findings([reason], first[name], lang)
    ]
    return pd.DataFrame(said, columns=["series", "note"])


def _laid_out(
    prediction: Any, blocks: _Blocks, group: Any, steps: Any, upper: float
) -> pd.DataFrame:
    point, spread = prediction.point, prediction.quantiles
    factors = blocks.inflation[group]
    for row in np.flatnonzero(factors > 1):
        spread[row] = widened(spread[row], point[row], float(factors[row]), upper)
    asked = np.arange(point.shape[1]) < np.asarray(steps)[:, None]
    rows, ahead = np.nonzero(asked)
    frame = pd.DataFrame(spread[asked], columns=["lo80", "hi80", "lo95", "hi95"])
    frame.insert(0, "value", point[asked])
    frame.insert(0, "year", blocks.last[group][rows] + ahead + 1)
    frame.insert(0, "code", np.asarray(group)[rows])
    return frame


def _points(frame: pd.DataFrame, blocks: _Blocks, ahead: pd.DataFrame) -> pd.DataFrame:
    """Past and future years of all series, in their order; each column is built once."""
    code = np.repeat(np.arange(len(blocks.names)), blocks.stop - blocks.start)
    imputed = (frame["status"] == "imputed").to_numpy()
    known = (frame["status"] == "observed").to_numpy()
    every = np.concatenate([code, ahead["code"].to_numpy(dtype=np.int64)])
    years = np.concatenate([frame["year"].to_numpy(), ahead["year"].to_numpy(dtype=np.int64)])
    order = np.lexsort((years, every))
    later = len(ahead)
    model = str(ahead["method"].iloc[0]) if later else ""
    origins, sources = pd.factorize(frame["source_id"])
    bounds = _gap_bounds(frame, blocks, np.unique(code[imputed])) if imputed.any() else None
    columns: dict[str, Any] = {
        "series": _named(blocks.names, every[order]),
        "year": years[order],
        "kind": _named(
            ["actual", "estimate", "forecast"], _with_later(np.where(known, 0, 1), 2, later)[order]
        ),
        "value": np.concatenate([frame["value"], ahead["value"].to_numpy(dtype=float)])[order],
    }
    for name in ("lo80", "hi80", "lo95", "hi95"):
        past = np.full(len(frame), np.nan) if bounds is None else bounds[name].to_numpy()
        columns[name] = np.concatenate([past, ahead[name].to_numpy(dtype=float)])[order]
    columns["method"] = _named(
        ["", "interpolated", model], _with_later(np.where(imputed, 1, 0), 2, later)[order]
    )
    columns["source_id"] = _named(
        [*sources, "talentcast"], _with_later(origins, len(sources), later)[order]
    )
    return pd.DataFrame(columns)[list(POINTS)]


def _with_later(codes: Any, later: int, count: int) -> NDArray[np.int64]:
    """Codes of past rows, then `count` times that of a forecast."""
    return np.concatenate([codes, np.full(count, later)]).astype(np.int32)


def _named(names: Any, codes: Any) -> pd.Series[Any]:
    """Text column from positions in a short list."""
    return pd.Series(list(names), dtype="str").take(codes).reset_index(drop=True)


def _gap_bounds(frame: pd.DataFrame, blocks: _Blocks, codes: Any) -> pd.DataFrame:
    """Bounds of filled years: a random walk tied to the figures on both sides."""
    from scipy.stats import t

    out = pd.DataFrame(np.nan, index=frame.index, columns=["lo80", "hi80", "lo95", "hi95"])
    year, value = frame["year"].to_numpy(), frame["value"].to_numpy()
    filled = (frame["status"] == "imputed").to_numpy()
    for code in codes:
        rows = slice(blocks.start[code], blocks.stop[code])
        here, upper = filled[rows], float(blocks.upper[code])
        if value[rows].min() <= 0:
            continue
        x = to_scale(value[rows], upper)
        walk = estimate_walk(year[rows][~here], x[~here])
        spread = walk.deviation * np.sqrt(bridge_variance(year[rows], year[rows][~here]))
        bounds = from_scale(x[:, None] + spread[:, None] * t.ppf(BOUNDS, walk.freedom), upper)
        bounds[~here] = np.nan
        out.iloc[rows] = bounds
    return out


def _series(
    frame: pd.DataFrame, blocks: _Blocks, usable: Any, *, method: str, notes: pd.DataFrame
) -> pd.DataFrame:
    said: dict[str, list[str]] = {}
    for name, note in zip(notes["series"], notes["note"], strict=True):
        said.setdefault(str(name), []).append(str(note))
    names = [str(name) for name in blocks.names]
    forecast = np.isin(np.arange(len(names)), usable)
    methods = np.where(forecast, method, "")
    units = frame["unit"].to_numpy()[blocks.start]
    warnings = [said.get(name, []) for name in names]
    rows = zip(names, names, names, units, methods, warnings, strict=True)
    left = [n for n in said if n and n not in set(names)]
    lost = [(n, n, n, "", "", said[n]) for n in left]
    return pd.DataFrame([*rows, *lost], columns=list(SERIES))
