"""How far ranks depend on the method: other weights, normalisations and aggregations."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from talentcast.matching.bootstrap import Floats, ranks
from talentcast.matching.shortage import normalise, score

#: Concentration of the weights drawn for the method range: Dirichlet(20 w) (METHOD 2.5).
_DIRICHLET = 20.0
_MINMAX_TAILS = (5.0, 95.0)


def method_ranks(
    parts: Mapping[str, Floats], weights: Mapping[str, float], *, replicates: int, seed: int
) -> tuple[Floats, Floats]:
    """Range of each unit's rank over other weights, normalisations and aggregations.

    Parameters
    ----------
    parts : mapping of component to array, shape (parts of it, units)
        Shrunk values, not yet normalised.
    weights : mapping of component to float
    replicates, seed : int

    Returns
    -------
    low, high : array, shape (units,)
        5th and 95th percentile of the rank, 1 = highest.

    Source
    ------
    METHOD 2.5; Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis
    techniques as tools for the quality assessment of composite indicators.
    """
    random = np.random.default_rng(seed)
    names = list(parts)
    ways = np.stack([_three_ways(parts[name]) for name in names], axis=1)
    drawn = random.dirichlet([_DIRICHLET * weights[name] for name in names], replicates)
    way = random.integers(0, 3, replicates)
    is_geometric = random.integers(0, 2, replicates).astype(bool)
    scored = ways[way]
    arithmetic = np.einsum("rk,rku->ru", drawn, scored)
    geometric = np.exp(np.einsum("rk,rku->ru", drawn, np.log(np.maximum(scored, 1.0))))
    ranked = ranks(np.where(is_geometric[:, None], geometric, arithmetic))
    low, high = np.quantile(ranked, [0.05, 0.95], axis=0)
    return low, high


def _three_ways(parts: Floats) -> Floats:
    everyone = np.ones(parts.shape[1], dtype=bool)
    scored = np.empty((3, *parts.shape))
    for index, values in enumerate(parts):
        found = normalise(values[None, :], everyone)
        scored[0, index] = 50.0 if found is None else score(found[0][0])
        scored[1, index] = 100 * (1 - (ranks(values[None, :])[0] - 0.5) / values.size)
        low, high = np.percentile(values, _MINMAX_TAILS)
        span = high - low if high > low else 1.0
        scored[2, index] = 100 * np.clip((values - low) / span, 0, 1)
    return np.asarray(scored.mean(axis=1))
