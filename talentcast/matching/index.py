"""The shortage index: which evidence the counts hold, the index at that grade, its intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching import parts as measures
from talentcast.matching.bootstrap import Floats, percentile_interval, rank_interval, ranks
from talentcast.matching.employers import Employers
from talentcast.matching.reference_set import reference_units
from talentcast.matching.sensitivity import method_ranks
from talentcast.matching.shortage import (
    SMALL_REFERENCE,
    GapSettings,
    Mask,
    aggregate,
    component_weights,
    evidence_levels,
    normalise,
    score,
)
from talentcast.matching.windows import Windows, find_windows

if TYPE_CHECKING:
    from talentcast.matching.counts import Counts
    from talentcast.matching.supply import Supply

#: An index needs so many components with data of the unit's own to count for more than "very weak"
#: (METHOD 2.4); with fewer it is still given (METHOD 2.7), without rank, pairs and stars.
SMALLEST_COMPONENTS = 2

#: Components of a snapshot and of two windows, apart from tightness (METHOD 2.7); hard to fill is
#: part of a snapshot only where first and last days are known.
SNAPSHOT_COMPONENTS = ("pay_premium", "urgency")
WINDOW_COMPONENTS = ("demand", "hard_to_fill", "price")


@dataclass(frozen=True)
class Index:
    """The index of every unit, with what it is made of.

    `value` is NaN where withheld. `replicates`, shape (r, units), are paired over units. `raw`
    holds each part before normalisation, shrunk; `scores` each component from 0 to 100. `coverage`
    is the weight of the components for which the unit has data of its own, among all components of
    the grade. Ranks are of units with data for every component, and for two at least; `is_single`
    marks units with data for one alone. `levels` are those of the numbers of ads and employers.
    """

    grade: str
    value: Floats
    low: Floats
    high: Floats
    replicates: Floats
    raw: Mapping[str, Floats]
    scores: Mapping[str, Floats]
    levels: Sequence[str]
    coverage: Floats
    rank: Floats
    rank_low: Floats
    rank_high: Floats
    method_low: Floats
    method_high: Floats
    reference: Mapping[str, tuple[float, float]]
    reference_size: int
    theta: Floats
    theta_low: Floats
    theta_high: Floats
    knows_seekers: bool
    windows: Windows | None
    notes: Sequence[str]
    is_single: Mask

    @property
    def evidence(self) -> list[str]:
        """How far each index can be trusted: its level, at best "very weak" with one component."""
        return [
            "very_weak" if single and level != "withheld" else level
            for level, single in zip(self.levels, self.is_single, strict=True)
        ]


def estimate_index(
    counts: Counts,
    drawn: measures.Drawn,
    employers: Employers,
    supply: Supply | None,
    settings: GapSettings,
) -> Index:
    """Estimate the index at the grade that the counts allow.

    Parameters
    ----------
    counts : Counts
    drawn : parts.Drawn
        From `parts.draw`.
    employers : Employers
    supply : Supply, optional
    settings : GapSettings

    Returns
    -------
    Index

    Source
    ------
    METHOD 2.
    """
    windows, notes = find_windows(drawn.units, settings.window_months)
    evidence = _evidence(counts, drawn, windows, employers, settings)
    needed = SMALLEST_COMPONENTS - int(supply is not None)  # tightness is one of them
    if windows is not None and _telling(evidence) < needed:
        snapshot = _evidence(counts, drawn, None, employers, settings)
        if _telling(snapshot) or not _telling(evidence):
            evidence, notes = snapshot, ["windows_too_thin"]
    grade = "C" if evidence.windows is None else "B"
    values = evidence.values
    knows_seekers = supply is not None and supply.knows_seekers
    if supply is not None:
        tightness = _tightness(drawn, supply, evidence.windows)
        if tightness.known.any():
            values, grade = {"tightness": tightness, **values}, "A"
    evidence = replace(evidence, notes=notes + evidence.notes, knows_seekers=knows_seekers)
    return _index(values, grade, evidence, drawn, settings)


@dataclass(frozen=True)
class _Evidence:
    values: dict[str, measures.Part]
    levels: list[str]
    reference: Mask
    windows: Windows | None
    notes: list[str]
    knows_seekers: bool = False


def _evidence(
    counts: Counts,
    drawn: measures.Drawn,
    windows: Windows | None,
    employers: Employers,
    settings: GapSettings,
) -> _Evidence:
    units = drawn.units
    total = smallest = units.total(units.vacancies)
    if windows is not None:
        now, before = (
            units.total(np.where(mask, units.vacancies, 0.0))
            for mask in (windows.now, windows.before)
        )
        smallest = np.minimum(now, before)
    levels = evidence_levels(
        total, employers.count, employers.top_share,
        is_clustered=units.is_clustered, smallest=smallest,
    )  # fmt: skip
    reference, notes = reference_units(smallest, employers, is_clustered=units.is_clustered)
    values = measures.duration_parts(counts, drawn, reference, settings)
    notes = [*notes, *measures.duration_notes(counts, drawn, values)]
    if windows is None:
        values |= measures.snapshot_parts(drawn, reference, settings)
    else:
        values |= measures.window_parts(drawn, windows, reference, settings)
    return _Evidence(values, levels, reference, windows, notes)


def _telling(evidence: _Evidence) -> int:
    """Count the components in which enough occupations differ."""
    if evidence.reference.sum() < SMALL_REFERENCE:
        return 0
    telling = {
        name
        for name, part in evidence.values.items()
        if normalise(part.values, evidence.reference) is not None
    }
    return sum(bool(telling & set(own)) for own in measures.PARTS.values())


def _tightness(drawn: measures.Drawn, supply: Supply, windows: Windows | None) -> measures.Part:
    current = None if windows is None else windows.now
    if supply.knows_seekers:
        return measures.tightness_part(drawn, supply.seekers, supply.ratio, current)
    nothing = np.full(drawn.units.size, np.nan)
    return measures.tightness_part(drawn, supply.stock, nothing, current)


def _index(
    values: Mapping[str, measures.Part],
    grade: str,
    evidence: _Evidence,
    drawn: measures.Drawn,
    settings: GapSettings,
) -> Index:
    reference, levels, notes = evidence.reference, evidence.levels, evidence.notes
    normal, stored = {}, {}
    enough = reference.sum() >= SMALL_REFERENCE or settings.reference is not None
    for name, part in values.items():
        known = settings.reference.get(name) if settings.reference else None
        if settings.reference is not None and known is None:
            notes = [*notes, f"not_in_reference:{name}"]
            continue
        found = normalise(part.values, reference, stored=known) if enough else None
        if found is not None:
            normal[name], stored[name] = found
        elif enough:
            notes = [*notes, f"no_spread:{name}"]
    scores = {
        name: score(np.mean([normal[part] for part in own if part in normal], axis=0))
        for name, own in measures.PARTS.items()
        if any(part in normal for part in own)
    }
    if enough and len(scores) == 1:
        notes = [*notes, f"single_component:{next(iter(scores))}"]
    shape = (len(drawn.weights), drawn.units.size)
    weights = component_weights(tuple(scores))
    every = aggregate(scores, weights) if scores else np.full(shape, np.nan)
    shown = np.array([level != "withheld" for level in levels], dtype=bool)
    every = np.where(shown, every, np.nan)
    low, high = percentile_interval(every[1:], every[0], level=settings.level)
    known_of = {name: _known(name, values, normal) for name in scores}
    own = np.sum(list(known_of.values()) or [shown & False], axis=0)
    is_single = shown & np.isfinite(every[0]) & (own < SMALLEST_COMPONENTS)
    complete = shown & (own == len(scores)) & (own >= SMALLEST_COMPONENTS)
    theta = np.full(shape, np.nan)
    if "tightness" in values:
        theta = values["tightness"].values
    theta_low, theta_high = (np.exp(end) for end in percentile_interval(theta[1:], theta[0]))
    return Index(
        grade=grade,
        value=every[0],
        low=np.minimum(low, every[0]),
        high=np.maximum(high, every[0]),
        replicates=every[1:],
        raw={name: part.values[0] for name, part in values.items()},
        scores={name: np.where(shown, own[0], np.nan) for name, own in scores.items()},
        levels=levels,
        coverage=np.where(shown, _coverage(known_of, grade, evidence.windows is None), np.nan),
        reference=stored,
        reference_size=int(reference.sum()),
        theta=np.exp(theta[0]),
        theta_low=theta_low,
        theta_high=theta_high,
        knows_seekers=evidence.knows_seekers,
        windows=evidence.windows,
        notes=notes,
        is_single=is_single,
        **_ranks(
            every, complete, {name: values[name].values[0] for name in normal}, scores, settings
        ),
    )


def _known(name: str, values: Mapping[str, measures.Part], used: Mapping[str, Floats]) -> Mask:
    """Tell which units have data of their own for a component."""
    own = [values[part].known for part in measures.PARTS[name] if part in used]
    return np.asarray(np.any(own, axis=0), dtype=bool)


def _coverage(known_of: Mapping[str, Mask], grade: str, is_snapshot: bool) -> Floats:
    """Weight of the components that a unit has data for, among those of the grade (METHOD 2.4)."""
    wanted = SNAPSHOT_COMPONENTS if is_snapshot else WINDOW_COMPONENTS
    wanted = (*wanted, "tightness") if grade == "A" else wanted
    weights = component_weights((*dict.fromkeys((*wanted, *known_of)),))
    total = sum(weights.values())
    return np.asarray(sum(weights[name] * known for name, known in known_of.items()) / total)


def _ranks(
    every: Floats,
    complete: Mask,
    values: Mapping[str, Floats],
    scores: Mapping[str, Floats],
    settings: GapSettings,
) -> dict[str, Floats]:
    """Rank units with data for every component, and give both intervals (METHOD 2.5).

    `values` holds the parts that the index is made of, of the data as they are.
    """
    names = ("rank", "rank_low", "rank_high", "method_low", "method_high")
    found = {name: np.full(complete.size, np.nan) for name in names}
    if complete.sum() < 2:
        return found
    chosen = every[:, complete]
    found["rank"][complete] = ranks(chosen[:1])[0]
    low, high = rank_interval(chosen[1:], level=settings.level)
    found["rank_low"][complete], found["rank_high"][complete] = low, high
    stacked = {
        name: np.stack([values[part][complete] for part in measures.PARTS[name] if part in values])
        for name in scores
    }
    low, high = method_ranks(
        stacked,
        component_weights(tuple(scores)),
        {name: own[0][complete] for name, own in scores.items()},
        replicates=settings.replicates,
        seed=settings.seed + 8,
    )
    found["method_low"][complete], found["method_high"][complete] = low, high
    return found
