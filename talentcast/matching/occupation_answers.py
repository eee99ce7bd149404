"""What ads are for, in columns: from the best occupations and their scores to answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from talentcast.matching.confidence import Calibration
from talentcast.matching.titles import SENIORITY

Floats = npt.NDArray[np.float64]

#: Alternatives given beside the answer.
ALTERNATIVES = 3
SHOWN = ALTERNATIVES + 1

#: Decimals of a confidence.
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Occupation:
    """What an ad is for.

    Attributes
    ----------
    id : str or None
        None when the confidence is below the threshold (`confidence.MIN_CONFIDENCE`).
    confidence : float
        How often answers of this kind are right, from 0 to 1.
    seniority : str or None
        One of `titles.SENIORITY`.
    alternatives : tuple of (id, confidence)
        The next best, best first; with no id, the best that was not sure enough comes first.
    """

    id: str | None
    confidence: float
    seniority: str | None = None
    alternatives: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What many ads are for: one row an ad.

    Attributes
    ----------
    ids : sequence of str
        Of all occupations.
    rows, confidence : array, shape (ads, 4)
        The best occupations by their place in `ids`, best first, -1 beyond the last; and how often
        such an answer is right.
    is_sure : array of bool
        Whether the first is the answer, not just the best guess.
    seniority : array of int
        Place in `titles.SENIORITY`; -1 for none.
    """

    ids: Sequence[str]
    rows: npt.NDArray[np.int64]
    confidence: Floats
    is_sure: npt.NDArray[np.bool_]
    seniority: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, ad: int) -> Occupation:
        """Return the answer for one ad."""
        level = int(self.seniority[ad])
        named = [
            (self.ids[row], confidence)
            for row, confidence in zip(
                self.rows[ad].tolist(), self.confidence[ad].tolist(), strict=True
            )
            if row >= 0
        ]
        seniority = SENIORITY[level] if level >= 0 else None
        if self.is_sure[ad]:
            return Occupation(*named[0], seniority, tuple(named[1:]))
        sure = named[0][1] if named else 0.0
        return Occupation(None, sure, seniority, tuple(named[:ALTERNATIVES]))

    def occupation(self) -> pa.Array:
        """Return the ids of the answers, null where none is sure enough, as strings."""
        return pa.array(self.ids, pa.string()).take(
            pa.array(self.rows[:, 0], pa.int32(), mask=~self.is_sure)
        )

    def level(self) -> pa.Array:
        """Return the ranks that titles name, null for none, as strings."""
        return pa.array(SENIORITY).take(
            pa.array(self.seniority, pa.int8(), mask=self.seniority < 0)
        )


def decide(
    ids: Sequence[str],
    rows: npt.NDArray[np.int64],
    scores: Floats,
    seniority: npt.NDArray[np.int8],
    calibration: Calibration,
) -> Answers:
    """Turn the best occupations of ads into answers.

    Parameters
    ----------
    ids : sequence of str
    rows, scores : array, shape (ads, 4)
        Best first; -1 and 0 beyond the last.
    seniority : array of int
    calibration : Calibration

    Returns
    -------
    Answers
    """
    top = scores[:, 0]
    sure = calibration.confidence(top, top - scores[:, 1])
    likely = calibration.confidence(scores[:, 1:], scores[:, 1:] - top[:, None])
    confidence = np.column_stack([sure, np.minimum(likely, 1.0 - sure[:, None])])
    confidence[rows < 0] = 0.0
    is_sure = (rows[:, 0] >= 0) & (sure >= calibration.threshold)
    return Answers(ids, rows, confidence.round(_DECIMALS), is_sure, seniority)


def joined(answers: Sequence[Answers]) -> Answers:
    """Put answers for several runs of ads together; at least one run."""
    columns = ("rows", "confidence", "is_sure", "seniority")
    return Answers(
        answers[0].ids,
        *(np.concatenate([getattr(one, name) for one in answers]) for name in columns),
    )
