"""How far ranks depend on the method: other weights, normalisations and aggregations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from talentcast.matching.bootstrap import Floats, ranks

#: Concentration of the weights drawn for the method range: Dirichlet(20 w) (METHOD 2.5).
_DIRICHLET = 20.0
_MINMAX_TAILS = (5.0, 95.0)


def method_ranks(
    parts: Mapping[str, Floats],
    weights: Mapping[str, float],
    scores: Mapping[str, Floats],
    *,
    replicates: int,
    seed: int,
) -> tuple[Floats, Floats]:
    """Range of each unit's rank over other weights, normalisations and aggregations.

    Parameters
    ----------
    parts : mapping of component to array, shape (parts of it, units)
        Shrunk values, not yet normalised.
    weights : mapping of component to float
    scores : mapping of component to array, shape (units,)
        By the robust z that the index is made of.
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
    ways = np.stack([_three_ways(parts[name], scores[name]) for name in names], axis=1)
    drawn = random.dirichlet([_DIRICHLET * weights[name] for name in names], replicates)
    way = random.integers(0, 3, replicates)
    is_geometric = random.integers(0, 2, replicates).astype(bool)
    scored = ways[way]
    arithmetic = np.einsum("rk,rku->ru", drawn, scored)
    geometric = np.exp(np.einsum("rk,rku->ru", drawn, np.log(np.maximum(scored, 1.0))))
    ranked = ranks(np.where(is_geometric[:, None], geometric, arithmetic))
    low, high = np.quantile(ranked, [0.05, 0.95], axis=0)
    return low, high


def _three_ways(parts: Floats, score: Floats) -> Floats:
    """Scores of one component by robust z, percentile rank and 5-95 min-max, shape (3, units)."""
    scored = np.empty((2, *parts.shape))
    for index, values in enumerate(parts):
        scored[0, index] = 100 * (1 - (ranks(values[None, :])[0] - 0.5) / values.size)
        low, high = np.percentile(values, _MINMAX_TAILS)
        span = high - low if high > low else 1.0
        scored[1, index] = 100 * np.clip((values - low) / span, 0, 1)
    return np.vstack([score[None, :], scored.mean(axis=1)])


def entropy_weights(scores: Floats) -> Floats:
    """Weights by how unevenly each component is spread over the units: 1 - entropy, rescaled.

    For comparison alone: they reward variance, not importance (METHOD 2.4).

    Parameters
    ----------
    scores : array, shape (components, units), from 0 to 100

    Returns
    -------
    array, shape (components,)
        Equal weights where no component differs between units.

    Source
    ------
    METHOD 2.4; Shannon's entropy as in Zeleny (1982), Multiple criteria decision making.

    Examples
    --------
    >>> demand, hard, price = [97.85, 75, 50, 25, 4.59], [91.13, 50, 25, 63.2, 4.59], [
    ...     99.09, 75, 50, 36.8, 4.59]
    >>> entropy_weights(np.array([demand, hard, price])).round(3)
    array([0.356, 0.334, 0.311])
    """
    share = scores / np.maximum(scores.sum(axis=1, keepdims=True), 1e-12)
    logs = np.log(np.where(share > 0, share, 1.0))
    spread = 1 + (share * logs).sum(axis=1) / np.log(max(scores.shape[1], 2))
    return _rescaled(spread)


def principal_weights(scores: Floats) -> Floats:
    """Weights from the first principal component of the correlations: squared loadings.

    For comparison alone (METHOD 2.4).

    Parameters
    ----------
    scores : array, shape (components, units)

    Examples
    --------
    >>> principal_weights(np.array([[1.0, 2, 3, 4], [2.0, 4, 6, 8], [1.0, -1, -1, 1]])).round(2)
    array([0.5, 0.5, 0. ])
    """
    centred = scores - scores.mean(axis=1, keepdims=True)
    length = np.sqrt((centred**2).sum(axis=1, keepdims=True))
    unit = centred / np.where(length > 0, length, 1.0)
    _, vectors = np.linalg.eigh(unit @ unit.T)
    return _rescaled(vectors[:, -1] ** 2)


def left_out_range(scores: Floats, weigh: Callable[[Floats], Floats]) -> tuple[Floats, Floats]:
    """Smallest and largest weight of each component when any one unit is left out."""
    every = np.stack([weigh(np.delete(scores, unit, axis=1)) for unit in range(scores.shape[1])])
    return every.min(axis=0), every.max(axis=0)


def _rescaled(values: Floats) -> Floats:
    total = values.sum()
    return values / total if total > 0 else np.full(values.shape, 1 / values.size)
