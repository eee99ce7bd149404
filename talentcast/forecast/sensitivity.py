"""Why an anchored forecast is what it is: weights, parts of growth, leave-one-out effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.forecast.anchored import Anchored, carried, indicated_point
from talentcast.forecast.estimate import Anchors, counted, fit_bend, path_between
from talentcast.forecast.modelled import model_quantiles
from talentcast.forecast.sentences import sentence
from talentcast.forecast.trajectory import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from talentcast.models import Forecaster

    Array = NDArray[np.float64]
    Reason = tuple[str, str, float | None, str]


def explain_anchored(
    made: Anchored,
    *,
    to: int,
    method: str | Forecaster,
    lang: str,
    names: Mapping[str, str] | None = None,
) -> list[Reason]:
    """List how the estimate was made and what it rests on.

    Parameters
    ----------
    made : Anchored
    to : int
        Last year of the forecast.
    method : str or Forecaster
        Model of the series' own path.
    lang : {"en", "zh"}
    names : mapping of str to str, optional
        What indicators are called; their notes start with it.

    Returns
    -------
    list of (step, item, value, note)
        Steps: select, weight, elasticity, drift, growth (percent of the growth between the first
        and the last anchor), ahead (log percent up to the last year), combine, leave out (change
        of the last year's point).
    """
    names = names or {}
    rows = [
        *_selection(made, names, lang),
        *_bend(made, lang),
        *_growth(made, to, lang),
        *_combination(made, to, lang),
        *_left_out(made, to, method, lang),
    ]
    return [
        (step, item, value, _named(names, item, note, lang)) for step, item, value, note in rows
    ]


def _named(names: Mapping[str, str], item: str, note: str, lang: str) -> str:
    return sentence("named", lang, name=names[item], note=note) if item in names else note


def _selection(made: Anchored, names: Mapping[str, str], lang: str) -> list[Reason]:
    weights = made.weights
    if not weights.regions:
        note = sentence("equal_weight", lang)
        named = zip(weights.names, weights.coefficient, strict=True)
        return [("weight", name, float(b), note) for name, b in named]
    rows: list[Reason] = [
        (
            "select",
            "lasso",
            weights.gain,
            sentence(
                "lasso", lang, regions=weights.regions, changes=weights.changes,
                penalty=f"{weights.penalty:.4f}",
            ),
        )
    ]  # fmt: skip
    for name, b, error in zip(weights.names, weights.coefficient, weights.error, strict=True):
        key = "weight" if abs(b) > 1e-9 else "weight_zero"
        rows.append(("weight", name, float(b), sentence(key, lang, error=f"{error:.2f}")))
    for name, why in weights.dropped.items():
        key = {"lasso": "drop_lasso", "coverage": "drop_coverage"}.get(why, "drop_same")
        twin = why.removeprefix("same as ")
        rows.append(("select", name, 0.0, sentence(key, lang, why=names.get(twin, twin))))
    return rows


def _bend(made: Anchored, lang: str) -> list[Reason]:
    bend = made.bend
    return [
        (
            "elasticity", "index", bend.elasticity,
            sentence("elasticity", lang, spread=f"{bend.spread:.2f}"),
        ),
        ("drift", "index", 100 * bend.drift, sentence("drift", lang)),
        ("deviation", "walk", 100 * bend.walk.deviation, sentence("deviation", lang)),
    ]  # fmt: skip


def _growth(made: Anchored, to: int, lang: str) -> list[Reason]:
    """Log change carried by each indicator, in percent of the growth between the anchors."""
    parts = carried(made)
    first, last = int(made.anchors.years[0]), int(made.anchors.years[-1])
    note = sentence("growth", lang, first=first, last=last)
    rows: list[Reason] = [
        ("growth", name, 100 * float(part), note)
        for name, part in zip(made.weights.names, parts, strict=True)
    ]
    rest = 100 * float(1 - parts.sum())
    rows.append(("growth", "drift", rest, sentence("growth_rest", lang)))
    h = float(made.indicators.change.shape[0])
    ahead = made.bend.elasticity * made.weights.coefficient * made.indicators.change[-1]
    note = sentence("ahead", lang, last=last, to=to)
    rows += (
        []
        if not made.share
        else [
            ("ahead", name, 100 * float(counted(np.array(h))) * part, note)
            for name, part in zip(made.weights.names, ahead, strict=True)
        ]
    )
    return rows


def _combination(made: Anchored, to: int, lang: str) -> list[Reason]:
    middle = len(LEVELS) // 2
    paths = (
        ("indicator path", made.indicated, made.share),
        ("own path", made.own, 1 - made.share),
    )
    return [
        (
            "combine",
            item,
            float(path[-1, middle]),
            sentence("combine", lang, weight=f"{w:.2f}", to=to),
        )
        for item, path, w in paths
    ]


def _left_out(made: Anchored, to: int, method: str | Forecaster, lang: str) -> list[Reason]:
    """Change of the last point without one anchor, or without one indicator."""
    point = made.quantiles[-1, len(LEVELS) // 2]
    cases: list[tuple[str, Anchors, Array]] = []
    for i, year in enumerate(made.anchors.years):
        keep = np.arange(len(made.anchors.years)) != i
        rest = Anchors(made.anchors.years[keep], made.anchors.log[keep])
        if len(rest.years) > 1:
            cases.append((f"anchor {year}", rest, made.weights.coefficient))
    for k, name in enumerate(made.weights.names):
        without = made.weights.coefficient.copy()
        without[k] = 0.0
        if made.weights.coefficient[k] and made.share:
            cases.append((name, made.anchors, without))
    values = _points(made, cases, to, method)
    note = sentence("left_out_effect", lang, to=to)
    return [
        ("leave out", item, float(value - point), note)
        for (item, _, _), value in zip(cases, values, strict=True)
    ]


def _points(
    made: Anchored, cases: list[tuple[str, Anchors, Array]], to: int, method: str | Forecaster
) -> list[float]:
    histories, indicated, steps = [], [], []
    last = int(made.anchors.years[-1])
    for _, anchors, coefficient in cases:
        years = np.arange(int(anchors.years[0]), int(anchors.years[-1]) + 1)
        index = made.indicators.past @ coefficient
        inside = index[np.isin(made.years, years)]
        at = np.searchsorted(years, anchors.years)
        bend = fit_bend(anchors, inside[at], deviation=made.weights.deviation)
        histories.append(np.exp(path_between(years, anchors, inside, bend)))
        end = int(anchors.years[-1])
        start = made.indicators.past[end - made.years[0]]
        known = made.indicators.past[end - made.years[0] + 1 :] - start
        later = made.indicators.change + made.indicators.past[last - made.years[0]] - start
        change = np.vstack([known, later]) @ coefficient
        indicated.append(anchors.log[-1] + indicated_point(bend, change)[-1])
        steps.append(to - end)
    quantiles, _, _ = model_quantiles(histories, max(steps), method, np.inf)
    own = [np.log(q[s - 1, len(LEVELS) // 2]) for q, s in zip(quantiles, steps, strict=True)]
    return [
        float(np.exp(made.share * a + (1 - made.share) * b))
        for a, b in zip(indicated, own, strict=True)
    ]
