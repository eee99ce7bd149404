"""Sums of series: reconcile whole and parts year by year, in points and in every draw."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from talentcast.forecast.reconcile import reconcile
from talentcast.forecast.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talentcast.forecast.trajectory import Trajectory


def coherent(
    made: Mapping[str, Trajectory],
    sums: Mapping[str, Mapping[str, float]],
    *,
    labels: Mapping[str, str],
    lang: str = "en",
) -> dict[str, Trajectory]:
    """Make every whole the signed sum of its parts.

    Parameters
    ----------
    made : mapping of series to Trajectory
    sums : mapping of whole to its parts and their signs
    labels : mapping of series to name, for the explanation
    lang : {"en", "zh"}

    Returns
    -------
    dict of series to Trajectory
        Known figures are kept; the rest moves in proportion to its variance.
    """
    out = dict(made)
    for whole, parts in sums.items():
        out.update(add_up(whole, parts, out, labels=labels, lang=lang))
    return out


def add_up(
    whole: str,
    parts: Mapping[str, float],
    made: Mapping[str, Trajectory],
    *,
    labels: Mapping[str, str],
    lang: str = "en",
) -> dict[str, Trajectory]:
    """Reconcile one whole and its parts in every year that all of them have."""
    names = [whole, *parts]
    members = [made[name] for name in names]
    relation = np.array([[-1.0, *parts.values()]])
    first, last = max(m.first_year for m in members), min(m.last_year for m in members)
    points, draws = [m.point.copy() for m in members], [m.draws.copy() for m in members]
    for year in range(first, last + 1):
        at = [m.at(year) for m in members]
        drawn = np.stack([d[:, i] for d, i in zip(draws, at, strict=True)], axis=-1)
        point = np.array([p[i] for p, i in zip(points, at, strict=True)])
        known = np.array([m.is_known[i] for m, i in zip(members, at, strict=True)])
        variance = np.where(known, 0.0, drawn.var(axis=0))
        point, drawn = (reconcile(v, variance, relation) for v in (point, drawn))
        for k, i in enumerate(at):
            points[k][i], draws[k][:, i] = point[k], drawn[:, k]
    out = {}
    for name, member, point, drawn in zip(names, members, points, draws, strict=True):
        others = ", ".join(labels.get(n, n) for n in names if n != name)
        said = sentence("reconciled", lang, others=others)
        reasons = (*member.reasons, ("reconcile", whole, None, said))
        out[name] = replace(member, point=point, draws=drawn, reasons=reasons)
    return out
