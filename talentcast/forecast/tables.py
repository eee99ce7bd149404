"""Trajectories as the four tables of a forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from talentcast.forecast.reason_words import note_in
from talentcast.forecast.sentences import sentence
from talentcast.forecast.trajectory import bounds
from talentcast.frames import EXPLANATION, POINTS, PUBLISHED, SERIES, ForecastTables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talentcast.forecast.catalogue import Entry
    from talentcast.forecast.trajectory import Trajectory

#: Source of figures that the bundled tables compute from printed ones.
DERIVED = "derived"


def catalogue_tables(
    made: Mapping[str, Trajectory],
    entries: Mapping[str, Entry],
    *,
    to: int,
    published: pd.DataFrame | None,
    lang: str,
) -> ForecastTables:
    """Lay out trajectories as points, series, published and explanation.

    Parameters
    ----------
    made : mapping of series to Trajectory
    entries : mapping of series to Entry
    to : int
    published : DataFrame, optional
    lang : {"en", "zh"}
    """
    theirs = _published(published, made)
    warnings = {name: _warnings(name, made, entries, theirs, lang) for name in made}
    series = pd.DataFrame(
        [
            (n, entries[n].name_zh, entries[n].name_en, entries[n].unit, t.method, warnings[n])
            for n, t in made.items()
        ],
        columns=list(SERIES),
    )
    points = pd.concat([_points(n, t, entries[n]) for n, t in made.items()], ignore_index=True)
    reasons = [
        (n, step, item, value, note_in(note, lang))
        for n, t in made.items()
        for step, item, value, note in t.reasons
    ]
    explanation = pd.DataFrame(reasons, columns=list(EXPLANATION))
    return ForecastTables(to, points, series, theirs[list(PUBLISHED)], explanation)


def _points(name: str, trajectory: Trajectory, entry: Entry) -> pd.DataFrame:
    spread = bounds(trajectory)
    if np.isfinite(entry.upper):
        spread = np.clip(spread, 0.0, entry.upper)
    frame = pd.DataFrame(
        {
            "series": name,
            "year": trajectory.years,
            "kind": list(trajectory.kind),
            "value": trajectory.point,
            "lo80": spread[:, 0],
            "hi80": spread[:, 1],
            "lo95": spread[:, 2],
            "hi95": spread[:, 3],
            "method": _methods(trajectory),
            "source_id": list(trajectory.source),
        }
    )
    return frame[list(POINTS)]


def _methods(trajectory: Trajectory) -> list[str]:
    made = {"forecast": trajectory.method, "estimate": trajectory.between, "actual": ""}
    return [
        "" if known else made[kind]
        for known, kind in zip(trajectory.is_known, trajectory.kind, strict=True)
    ]


def _published(published: pd.DataFrame | None, made: Mapping[str, Trajectory]) -> pd.DataFrame:
    if published is None:
        return pd.DataFrame(columns=[*PUBLISHED, "kind"])
    theirs = published[published["series"].isin(list(made))]
    if "kind" not in theirs:
        theirs = theirs.assign(kind="forecast")
    return theirs.reset_index(drop=True)


def _warnings(
    name: str,
    made: Mapping[str, Trajectory],
    entries: Mapping[str, Entry],
    theirs: pd.DataFrame,
    lang: str,
) -> list[str]:
    entry, trajectory = entries[name], made[name]
    said = list(trajectory.warnings)
    known = np.flatnonzero(trajectory.is_known)[-1]
    if trajectory.kind[known] == "estimate" and trajectory.source[known] != DERIVED:
        said.append(sentence("own_estimate", lang, year=int(trajectory.years[known])))
    if entry.other_definition in entries:
        other = entries[entry.other_definition].name(lang)
        said.append(sentence("other_definition", lang, other=other))
    if "vintage" in entry.note:
        said.append(sentence("vintages", lang, note=entry.note))
    for row in theirs[theirs["series"] == name].itertuples():
        year, value = int(str(row.year)), float(str(row.value))
        if row.kind == "target":
            said.append(_target(trajectory, year, value, lang))
        elif year <= trajectory.last_year:
            said.append(_difference(trajectory, year, value, lang))
    return said


def _target(trajectory: Trajectory, year: int, value: float, lang: str) -> str:
    """Say how likely a target is, or is to be kept where the last figure already meets it."""
    base = int(trajectory.years[trajectory.is_known][-1])
    start = trajectory.point[trajectory.at(base)]
    said = {"value": f"{value:g}", "year": year, "base": base}
    if value > start:
        said["needed"] = f"{100 * ((value / start) ** (1 / max(year - base, 1)) - 1):.1f}"
    key = "target" if value > start else "target_met"
    if year > trajectory.last_year:
        return sentence(f"{key}_later", lang, **said, to=trajectory.last_year)
    held = float(np.mean(trajectory.draws[:, trajectory.at(year)] >= value))
    return sentence(key, lang, **said, probability=_percent(held, lang))


def _percent(probability: float, lang: str) -> str:
    """Whole percent; beyond 1 and 99 no figure, as the model is not known that well."""
    shown = (
        "> 99 %" if probability > 0.99
        else "< 1 %" if probability < 0.01
        else f"{100 * probability:.0f} %"
    )  # fmt: skip
    return shown.replace(" %", "%") if lang == "zh" else shown


def _difference(trajectory: Trajectory, year: int, theirs: float, lang: str) -> str:
    """Explain the gap to a published projection by yearly increments."""
    known = trajectory.years[trajectory.is_known]
    base, before = int(known[-1]), int(known[-2])
    ours, start = trajectory.point[trajectory.at(year)], trajectory.point[trajectory.at(base)]
    last = (start - trajectory.point[trajectory.at(before)]) / (base - before)
    text = sentence(
        "published_gap", lang, theirs=f"{theirs:g}", ours=f"{ours:.2f}", year=year, base=base,
        before=before, their_step=f"{(theirs - start) / (year - base):.2f}",
        last_step=f"{last:.2f}", our_step=f"{(ours - start) / (year - base):.2f}",
    )  # fmt: skip
    lo80, hi80, lo95, hi95 = bounds(trajectory)[trajectory.at(year)]
    where = (
        "published_inside" if lo80 <= theirs <= hi80
        else "published_between" if lo95 <= theirs <= hi95
        else "published_outside"
    )  # fmt: skip
    return text + ("；" if lang == "zh" else "; ") + sentence(where, lang)
