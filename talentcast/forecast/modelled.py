"""Trajectories of series with two figures or more: bridge between them, models beyond them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from talentcast.forecast.bridge import bridge_draws, estimate_walk
from talentcast.forecast.gaps import interval_inflation
from talentcast.forecast.sentences import sentence
from talentcast.forecast.trajectory import (
    DRAWS,
    LEVELS,
    Trajectory,
    from_scale,
    known_years,
    noise,
    to_scale,
    walk_draws,
    widened,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from talentcast.forecast.catalogue import Entry
    from talentcast.models import Forecaster

#: Source of everything that is computed here rather than printed in a document.
OWN_SOURCE = "talentcast"


@dataclass(frozen=True)
class Record:
    """The figures of one series, ascending.

    Attributes
    ----------
    years : array of int, shape (k,)
    values : array, shape (k,)
    status, source : tuple of str, length k
    """

    years: NDArray[np.int64]
    values: NDArray[np.float64]
    status: tuple[str, ...]
    source: tuple[str, ...]


def records(panel: pd.DataFrame) -> dict[str, Record]:
    """Split a panel into one `Record` a series.

    Parameters
    ----------
    panel : DataFrame
        Columns `frames.PANEL`.
    """
    ordered = panel.sort_values("year", kind="stable")
    return {
        str(name): Record(
            rows["year"].to_numpy().astype(np.int64),
            rows["value"].to_numpy(dtype=float),
            tuple(rows["status"].astype(str)),
            tuple(rows["source_id"].astype(str)),
        )
        for name, rows in ordered.groupby("series", sort=False)
    }


def on_one_definition(record: Record, break_year: int) -> Record:
    """Lift the figures before a break so that the break year changes as the years before it did.

    Nothing is known about the true change in the break year: the mean yearly change before it
    stands in. Only models see the lifted figures; tables show what was printed.

    Examples
    --------
    >>> old = Record(np.array([2021, 2022, 2023]), np.array([8.0, 10.0, 5.0]), ("",) * 3, ("",) * 3)
    >>> on_one_definition(old, 2023).values.tolist()
    [3.2, 4.0, 5.0]
    """
    before = record.years < break_year
    if not break_year or before.sum() < 2 or before.all():
        return record
    log = np.log(record.values)
    drift = (log[before][-1] - log[0]) / (record.years[before][-1] - record.years[0])
    gap = record.years[~before][0] - record.years[before][-1]
    lift = log[~before][0] - drift * gap - log[before][-1]
    values = np.where(before, np.exp(log + lift), record.values)
    return Record(record.years, values, record.status, record.source)


def model_trajectories(
    entries: Sequence[Entry],
    known: Mapping[str, Record],
    *,
    to: Mapping[str, int],
    method: str | Forecaster,
    seed: int,
    lang: str,
) -> dict[str, Trajectory]:
    """Project series that have figures of their own.

    Parameters
    ----------
    entries : sequence of Entry
    known : mapping of series to Record
    to : mapping of series to last year
    method : str or Forecaster
        A name of `talentcast.models`, or a model.
    seed : int
    lang : {"en", "zh"}

    Returns
    -------
    dict of series to Trajectory
    """
    out = {}
    for upper in sorted({entry.upper for entry in entries}, reverse=True):
        group = [entry for entry in entries if entry.upper == upper]
        used = {e.series: on_one_definition(known[e.series], e.break_year) for e in group}
        quantiles, reasons, name = _predict(used, group, method, to)
        for entry, own, why in zip(group, quantiles, reasons, strict=True):
            record = used[entry.series]
            factor = interval_inflation(record.years)
            own = own[: to[entry.series] - int(record.years[-1])]
            own = widened(own, own[:, len(LEVELS) // 2], factor, upper)
            trajectory = _joined(entry, known[entry.series], own, to[entry.series], seed)
            sentences = _sentences(entry, known[entry.series], factor, lang)
            out[entry.series] = Trajectory(
                **{**vars(trajectory), "method": name, "reasons": tuple(why)}
            ).saying(*sentences)
    return out


def whole_years(record: Record, upper: float) -> NDArray[np.float64]:
    """Figures of every year, straight on the log (log odds) scale between figures."""
    every = np.arange(record.years[0], record.years[-1] + 1)
    scaled = np.interp(every, record.years, to_scale(record.values, upper))
    filled = from_scale(scaled, upper)
    filled[np.isin(every, record.years)] = record.values
    return np.asarray(filled)


def _predict(
    used: Mapping[str, Record],
    group: Sequence[Entry],
    method: str | Forecaster,
    to: Mapping[str, int],
) -> tuple[Any, Any, str]:
    upper = group[0].upper
    if isinstance(method, str):
        from talentcast.models import get

        kind = {} if np.isinf(upper) else {"kind": "share", "upper": upper}
        model = get(method, **kind)  # type: ignore[arg-type]
    else:
        model = method
    histories = [whole_years(used[entry.series], upper) for entry in group]
    steps = [max(1, to[e.series] - int(used[e.series].years[-1])) for e in group]
    fitted = model.fit(histories)
    prediction = fitted.predict(max(steps), LEVELS)
    return prediction.quantiles, fitted.explain(), model.name


def _joined(
    entry: Entry, record: Record, quantiles: NDArray[np.float64], to: int, seed: int
) -> Trajectory:
    """Figures, bridged gaps and forecasts in one trajectory."""
    first, last = int(record.years[0]), int(record.years[-1])
    past = np.arange(first, last + 1)
    z = noise(seed, entry.series, len(past) + 1 + len(quantiles))
    scaled = to_scale(whole_years(record, entry.upper), entry.upper)
    walk = estimate_walk(record.years, to_scale(record.values, entry.upper))
    deviation = bridge_draws(past, record.years, walk, z[:, : len(past) + 1])
    history = from_scale(scaled + deviation, entry.upper)
    ahead = walk_draws(quantiles, LEVELS, z[:, len(past) + 1 :])
    ahead = np.clip(ahead, 0.0, entry.upper)
    is_known = known_years(record.years.tolist(), first, max(to, last))
    point = np.concatenate([whole_years(record, entry.upper), quantiles[:, len(LEVELS) // 2]])
    draws = np.concatenate([history, ahead], axis=1)
    draws[:, is_known] = point[is_known]
    kind, source = kinds_and_sources(record, max(to, last))
    return Trajectory(first, point, draws, kind, source, is_known, "")


def kinds_and_sources(record: Record, to: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actual for observed figures, estimate for others up to the last figure, then forecast."""
    status = dict(zip(record.years.tolist(), record.status, strict=True))
    origin = dict(zip(record.years.tolist(), record.source, strict=True))
    kind, source = [], []
    for year in range(int(record.years[0]), to + 1):
        known = "actual" if status.get(year) == "observed" else "estimate"
        kind.append(known if year <= record.years[-1] else "forecast")
        source.append(origin.get(year, OWN_SOURCE))
    return tuple(kind), tuple(source)


def single_figure(record: Record, to: int) -> Trajectory:
    """Start of a trajectory with one figure; its later years are filled by others."""
    first, last = int(record.years[0]), int(record.years[-1])
    size = max(to, last) - first + 1
    point = np.full(size, record.values[-1])
    kind, source = kinds_and_sources(record, max(to, last))
    is_known = known_years(record.years.tolist(), first, max(to, last))
    return Trajectory(first, point, np.tile(point, (DRAWS, 1)), kind, source, is_known, "")


def _sentences(entry: Entry, record: Record, factor: float, lang: str) -> list[str]:
    said = []
    if entry.break_year:
        said.append(sentence("break", lang, year=entry.break_year))
    if factor > 1:
        said.append(sentence("few_figures", lang, count=len(record.years), factor=f"{factor:.1f}"))
    if len(record.years) <= 4:
        said.append(sentence("short", lang, count=len(record.years)))
    return said
