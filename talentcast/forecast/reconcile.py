"""Make parts add to wholes, in points and in every draw, without touching what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.errors import SchemaError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Rounds of setting negative values to zero before the remainder is accepted.
_ROUNDS = 20

#: Relative size below which a variance counts as zero.
_TINY = 1e-12


def reconcile(values: Array, variance: Array, relations: Array) -> Array:
    """Project values onto the plane where every relation is zero.

    Parameters
    ----------
    values : array, shape (..., k)
        k series of one year.
    variance : array, shape (k,)
        Forecast variances; 0 for what is known and may not move.
    relations : array, shape (m, k)
        Each row a sum that has to be 0, such as whole - parts + overlap.

    Returns
    -------
    array, shape (..., k)
        Coherent; never negative if `values` are not and a coherent non-negative answer exists. A
        relation among known values only is left as printed.

    Raises
    ------
    SchemaError
        If the shapes do not fit.

    Source
    ------
    Wickramasuriya, Athanasopoulos and Hyndman (2019), JASA 114(526), 804-819: minimum trace
    reconciliation, y - W C'(C W C')^-1 C y, here with a diagonal W; Wickramasuriya, Turlach and
    Hyndman (2020), Statistics and Computing 30, 1167-1182, for the non-negative case.

    Examples
    --------
    >>> total_first = np.array([[1.0, -1.0, -1.0]])
    >>> reconcile(np.array([12.0, 4.0, 6.0]), np.array([2.0, 1.0, 1.0]), total_first)
    array([11. ,  4.5,  6.5])
    >>> reconcile(np.array([12.0, 4.0, 6.0]), np.array([0.0, 1.0, 1.0]), total_first)
    array([12.,  5.,  7.])
    """
    values, variance = np.asarray(values, dtype=float), np.asarray(variance, dtype=float)
    relations = np.atleast_2d(np.asarray(relations, dtype=float))
    if values.shape[-1] != len(variance) or relations.shape[1] != len(variance):
        raise SchemaError(
            f"got {values.shape[-1]} values, {len(variance)} variances, "
            f"{relations.shape[1]} columns of relations; expected equal numbers; check the series"
        )
    out = _projected(values, variance, relations)
    flat, start = out.reshape(-1, len(variance)), values.reshape(-1, len(variance))
    for row in np.flatnonzero((flat < 0).any(axis=1) & (start >= 0).all(axis=1)):
        flat[row] = _non_negative(start[row], variance, relations)
    return flat.reshape(values.shape)


def _projected(values: Array, variance: Array, relations: Array) -> Array:
    weighted = relations * variance
    middle = weighted @ relations.T
    live = np.diag(middle) > _TINY * np.maximum(variance.max(initial=0.0), _TINY)
    if not live.any():
        return values.copy()
    gain = weighted[live].T @ np.linalg.pinv(middle[np.ix_(live, live)])
    return np.asarray(values - (values @ relations[live].T) @ gain.T)


def _non_negative(values: Array, variance: Array, relations: Array) -> Array:
    """Hold negative results at zero and project the others again."""
    held = np.zeros(len(values), dtype=bool)
    out = values
    for _ in range(_ROUNDS):
        out = _projected(np.where(held, 0.0, values), np.where(held, 0.0, variance), relations)
        negative = (out < 0) & ~held
        if not negative.any():
            break
        held |= negative
    return out
