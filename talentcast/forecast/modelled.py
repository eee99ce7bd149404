"""Trajectories of series with two figures or more: bridge between them, models beyond them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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

#: Draws of a positive series stay above this part of its last figure, so that ratios exist.
SMALLEST = 1e-6

_POSITION = re.compile(r"value (\d+)")


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
    >>> on_one_definition(old, 2023).values.round(6).tolist()
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
        for batch, way, short in _by_length(group, used, method, upper):
            histories = [whole_years(used[e.series], upper) for e in batch]
            steps = max(max(1, to[e.series] - int(used[e.series].years[-1])) for e in batch)
            quantiles, reasons, name = model_quantiles(histories, steps, way, upper)
            for entry, own, why in zip(batch, quantiles, reasons, strict=True):
                record, end = used[entry.series], to[entry.series]
                factor = interval_inflation(record.years)
                own = own[: max(0, end - int(record.years[-1]))]
                own = widened(own, own[:, len(LEVELS) // 2], factor, upper)
                made = _joined(entry, known[entry.series], own, end, seed)
                said = _sentences(entry, known[entry.series], factor, lang)
                said += findings(why, int(record.years[0]), lang)
                if short:
                    said.append(sentence("method_needs", lang, method=method, used=name))
                out[entry.series] = replace(made, method=name, reasons=tuple(why)).saying(*said)
    return out


def findings(reasons: Sequence[Any], first_year: int, lang: str) -> list[str]:
    """Say what a model found in a series: level jumps and outliers, with their years.

    Parameters
    ----------
    reasons : sequence of (step, item, value, note)
        From a model; an item "value 6" is the sixth year.
    first_year : int
    lang : {"en", "zh"}

    Examples
    --------
    >>> findings([("jump", "value 6", 0.5, "")], 2010, "en")
    ['the level jumps in 2015: a change of definition or scope? earlier years were moved to it']
    """
    said = []
    for step, item, _, note in reasons:
        position = _POSITION.search(item)
        if step in ("jump", "outlier") and position:
            said.append(sentence(step, lang, year=first_year + int(position[1]) - 1))
        elif step == "warning":
            said.append(sentence("two_points", lang) if item == "two points" else note)
    return said


def _by_length(
    group: Sequence[Entry], used: Mapping[str, Record], method: str | Forecaster, upper: float
) -> list[tuple[list[Entry], str | Forecaster, bool]]:
    """Series that the method can take, and those that are too short for it (they get `auto`)."""
    if not isinstance(method, str):
        return [(list(group), method, False)]
    from talentcast.models import get

    fewest = get(method).min_points
    enough = [len(whole_years(used[e.series], upper)) >= fewest for e in group]
    long = [e for e, good in zip(group, enough, strict=True) if good]
    short = [e for e, good in zip(group, enough, strict=True) if not good]
    return [b for b in ((long, method, False), (short, "auto", True)) if b[0]]


def whole_years(record: Record, upper: float) -> NDArray[np.float64]:
    """Figures of every year, straight on the log (log odds) scale between figures."""
    every = np.arange(record.years[0], record.years[-1] + 1)
    scaled = np.interp(every, record.years, to_scale(record.values, upper))
    filled = from_scale(scaled, upper)
    filled[np.isin(every, record.years)] = record.values
    return np.asarray(filled)


def model_quantiles(
    histories: Sequence[NDArray[np.float64]], steps: int, method: str | Forecaster, upper: float
) -> tuple[NDArray[np.float64], list[Any], str]:
    """Forecast whole yearly histories with one model.

    Parameters
    ----------
    histories : sequence of arrays
        Oldest first, one value a year.
    steps : int
    method : str or Forecaster
    upper : float
        The whole of a share, infinite for counts.

    Returns
    -------
    quantiles : array, shape (n, steps, len(LEVELS))
    reasons : list of lists
    name : str
        The model's.
    """
    from talentcast.models import get
    from talentcast.models.share import for_whole

    model = for_whole(get(method) if isinstance(method, str) else method, upper)
    fitted = model.fit(list(histories))
    quantiles = np.sort(fitted.predict(steps, LEVELS).quantiles, axis=-1)
    return quantiles, list(fitted.explain()), model.name


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
    floor = SMALLEST * record.values[-1] if record.values.min() > 0 else 0.0
    ahead = np.clip(ahead, floor, entry.upper)
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
