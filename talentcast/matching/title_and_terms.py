"""What the title and the key terms of a text say together: the occupations that score highest.

Compiled (`_term_sums.c`) where the install had a C compiler, else with numpy; both give the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from talentcast.matching.key_terms import KeyTerms
from talentcast.matching.occupation_answers import SHOWN
from talentcast.matching.read_titles import ReadTitles

if TYPE_CHECKING:
    from types import ModuleType

try:
    from talentcast.matching import _term_sums
except ImportError:
    _term_sums = None  # type: ignore[assignment]

#: The compiled functions, if there are any.
compiled: ModuleType | None = _term_sums

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


def highest(
    read: ReadTitles, of_text: Numbers, counts: Floats, terms: KeyTerms, texts: Numbers, size: int
) -> tuple[Numbers, Floats]:
    """Add the evidence of key terms to the scores of titles, and find the `SHOWN` highest.

    Parameters
    ----------
    read : ReadTitles
    of_text, counts : array
        Of each text the title, as a row of `read`, and what the evidence is multiplied by.
    terms : KeyTerms
    texts : array of int
        The number of each text in `terms`, rising.
    size : int
        How many occupations there are.

    Returns
    -------
    rows, scores : array, shape (len(texts), SHOWN)
        Best first; -1 and 0 beyond the last. Of equal scores those with key terms come first, in
        the order of these.

    Examples
    --------
    >>> read = ReadTitles.blank(1, 2)
    >>> read.rows[0], read.scores[0] = [3, 5], [0.8, 0.1]
    >>> terms = KeyTerms(np.array([0, 0]), np.array([5, 1]), np.array([1.0, 0.5]))
    >>> first = np.array([0])
    >>> rows, scores = highest(read, first, np.array([0.5]), terms, first, 6)
    >>> rows.tolist(), scores.tolist()
    ([[3, 5, 1, -1]], [[0.8, 0.6, 0.25, 0.0]])
    """
    if compiled is None:
        return _by_arrays(read, of_text, counts, terms, texts, size)
    rows, scores = np.empty((len(texts), SHOWN), np.int64), np.empty((len(texts), SHOWN))
    begin, end = (np.searchsorted(terms.ad, texts, side) for side in ("left", "right"))
    tables = (read.rows, read.scores, of_text, counts, begin, end, terms.row, terms.evidence)
    compiled.highest(read.rows.shape[1], size, SHOWN, *tables, rows, scores)
    return rows, scores


def _by_arrays(
    read: ReadTitles, of_text: Numbers, counts: Floats, terms: KeyTerms, texts: Numbers, size: int
) -> tuple[Numbers, Floats]:
    titles = read.take(of_text)
    ad, row, evidence = terms.of(texts)
    each = np.arange(len(texts))[:, None]
    # Row -1, none, falls into the last column.
    by_title = np.zeros((len(texts), size + 1))
    by_title[each, titles.rows] = titles.scores
    total = by_title[ad, row] + counts[ad] * evidence
    by_title[ad, row] = -1.0
    first, scores = titles.first(SHOWN)
    other, place = np.nonzero((first >= 0) & (by_title[each, first] >= 0.0))
    return _highest(
        np.concatenate([ad, other]),
        np.concatenate([row, first[other, place]]),
        np.concatenate([total, scores[other, place]]),
        len(texts),
    )


def _highest(ad: Numbers, row: Numbers, score: Floats, ads: int) -> tuple[Numbers, Floats]:
    """Return the rows and scores of the highest of each ad, of equal ones that given first."""
    order = np.argsort(-score, kind="stable")
    # Few ads: short numbers are sorted by their digits.
    order = order[np.argsort(ad[order].astype(np.min_scalar_type(ads)), kind="stable")]
    ad = ad[order]
    place = np.arange(len(ad)) - np.searchsorted(ad, np.arange(ads))[ad]
    kept = place < SHOWN
    rows, scores = np.full((ads, SHOWN), -1), np.zeros((ads, SHOWN))
    rows[ad[kept], place[kept]] = row[order[kept]]
    scores[ad[kept], place[kept]] = score[order[kept]]
    return rows, scores
