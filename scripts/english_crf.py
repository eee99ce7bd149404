"""Fit a linear-chain conditional random field with three states (outside, begin, inside).

Lafferty, McCallum & Pereira (2001), Conditional random fields, ICML: log-likelihood with a ridge
penalty, by L-BFGS; sums over readings by forward and backward recursion, for all sequences of a
length at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float64]

STATES = 3
#: A name can't go on from outside.
NEVER = -1e4


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    return np.squeeze(top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True)), axis)


class Chains:
    """Rows of sequences laid end to end, by place in the sequence."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = np.asarray(lengths)
        self.first = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        order = np.argsort(-self.lengths, kind="stable")
        sizes, starts = self.lengths[order], self.first[order]
        self.steps = [starts[sizes > place] + place for place in range(int(sizes[0]))]

    def expected(self, scores: Floats, steps: Floats) -> tuple[float, Floats, Floats]:
        """Return the sum of log Z, the probability of each state, and the expected steps."""
        ahead, back = np.empty_like(scores), np.zeros_like(scores)
        ahead[self.steps[0]] = scores[self.steps[0]]
        for rows in self.steps[1:]:
            ahead[rows] = _log_sum(ahead[rows - 1][:, :, None] + steps, 1) + scores[rows]
        total = _log_sum(ahead[self.first + self.lengths - 1], 1)
        of_row = np.repeat(total, self.lengths)
        counts = np.zeros((STATES, STATES))
        for rows in self.steps[:0:-1]:
            later = (scores[rows] + back[rows])[:, None, :] + steps
            back[rows - 1] = _log_sum(later, 2)
            joint = ahead[rows - 1][:, :, None] + later - of_row[rows][:, None, None]
            counts += np.exp(joint).sum(axis=0)
        return float(total.sum()), np.exp(ahead + back - of_row[:, None]), counts


def fit(
    features: csr_matrix,
    states: npt.NDArray[np.int64],
    lengths: Sequence[int],
    *,
    ridge: float,
    weight: float = 1.0,
    rounds: int = 60,
) -> tuple[Floats, Floats]:
    """Fit coefficients, shape (features, 3), and steps, shape (3, 3).

    Parameters
    ----------
    features : sparse matrix, shape (words, features)
    states : array of 0, 1, 2
        Outside, begin, inside.
    lengths : sequence of int
        Words of each sequence.
    ridge : float
        Penalty on half the sum of squares.
    weight : float
        Of every word; less than 1 where the same text comes several times.
    rounds : int
        Of L-BFGS at most; a stop short of the optimum is a penalty too.
    """
    chains, size = Chains(lengths), features.shape[1]
    seen = np.eye(STATES)[states]
    inner = np.setdiff1d(np.arange(len(states)), chains.first)
    steps_seen = np.zeros((STATES, STATES))
    np.add.at(steps_seen, (states[inner - 1], states[inner]), 1)
    barred = np.zeros((STATES, STATES))
    barred[0, 2] = NEVER
    turned = features.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        table, steps = flat[: size * STATES].reshape(size, STATES), flat[size * STATES :]
        scores = features @ table
        scores[chains.first, 2] += NEVER
        total, likely, counts = chains.expected(scores, steps.reshape(STATES, STATES) + barred)
        fitted = float((scores * seen).sum() + (steps_seen.ravel() * steps).sum())
        slope = np.concatenate([(turned @ (likely - seen)).ravel(), (counts - steps_seen).ravel()])
        penalty = 0.5 * ridge * float(flat @ flat)
        return weight * (total - fitted) + penalty, weight * slope + ridge * flat

    start = np.zeros((size + STATES) * STATES)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    table = found[: size * STATES].reshape(size, STATES)
    return table, found[size * STATES :].reshape(STATES, STATES) + barred
