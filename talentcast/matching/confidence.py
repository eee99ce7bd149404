"""From scores to how often such an answer is right."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

#: Log-odds of a right answer = `base` + `score` x score + `lead` x (score - next score), fitted
#: (logistic regression) at two sizes of taxonomy; docs/occupations.md has the samples and tables.
#: 271 occupations: 300 titles of four sets, judged by hand. 3,007 occupations (ESCO): 271 ads with
#: an official code, right meaning the unit group.
_SMALL_SIZE, _LARGE_SIZE = 271, 3_007
_SMALL = (-1.92, 4.24, 2.69)
_LARGE = (-2.35, 2.17, 0.0)

#: No answer is surer: a title may contradict its text, or fall between two occupations of the list.
#: Of answers that the odds above put at .99 and more, strangers to a small taxonomy accepted 95 %
#: (chosen on 260 ads of `benchmarks/occupations_coded.py`, where the log loss falls from .344 to
#: .264; on the 100 held out from .456 to .353). Among thousands of occupations the odds are lower
#: by themselves.
_SMALL_CEILING, _LARGE_CEILING = 0.96, 1.0

#: Below this an ad stays unclassified. At 271 occupations 1 answer in 5 below it was right, 93 in
#: 100 above it. Among thousands the next best is mostly a sibling, so that a doubtful answer is
#: still worth having.
MIN_CONFIDENCE, MIN_CONFIDENCE_FINE = 0.40, 0.20


@dataclass(frozen=True, slots=True)
class Calibration:
    """The coefficients, the ceiling and the threshold that go with a taxonomy's size."""

    base: float
    score: float
    lead: float
    ceiling: float
    threshold: float

    def confidence(self, score: ArrayLike, lead: ArrayLike) -> NDArray[np.float64]:
        """Return how often answers of these scores and leads over the next are right.

        Examples
        --------
        >>> calibrate(271).confidence([1.0, 0.2], [0.5, 0.1]).round(2).tolist()
        [0.94, 0.3]
        """
        import numpy as np

        odds = self.base + self.score * np.asarray(score) + self.lead * np.asarray(lead)
        return self.ceiling / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0)))


def calibrate(size: int) -> Calibration:
    """Return the calibration for a taxonomy of `size` occupations.

    Between the two sizes that were measured the coefficients run with the logarithm of the size;
    beyond them the nearer one holds.

    Examples
    --------
    >>> calibrate(100).threshold, calibrate(5000).threshold
    (0.4, 0.2)
    """
    span = math.log(_LARGE_SIZE / _SMALL_SIZE)
    share = max(0.0, min(1.0, math.log(max(size, 1) / _SMALL_SIZE) / span))
    base, score, lead = (s + share * (f - s) for s, f in zip(_SMALL, _LARGE, strict=True))
    ceiling = _SMALL_CEILING + share * (_LARGE_CEILING - _SMALL_CEILING)
    threshold = MIN_CONFIDENCE + share * (MIN_CONFIDENCE_FINE - MIN_CONFIDENCE)
    return Calibration(base, score, lead, ceiling, threshold)
