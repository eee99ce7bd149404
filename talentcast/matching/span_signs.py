"""What stands around many places of a text, looked up for all of them at once."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from talentcast.matching.patterns import CONJUNCTIONS, FOLLOWING, NO_OBJECT, can_end_task
from talentcast.matching.unlisted import LATIN, LIST, NAMED, NAMED_ENDS, NAMED_REACH

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_CHARACTERS = 1 << 16
_WORD = "abcdefghijklmnopqrstuvwxyz0123456789_"
_SENTENCE_ENDS = "。;\n"

_IS_WORD, _IS_END, _IS_LETTER, _IS_COMMA, _IS_NAME_END, _NO_TASK, _IS_CHINESE = (
    1 << place for place in range(7)
)


@cache
def _classes() -> npt.NDArray[np.uint8]:
    """Return the classes of every character."""
    classes = np.zeros(_CHARACTERS, np.uint8)
    for bit, characters in (
        (_IS_WORD, _WORD),
        (_IS_END, _SENTENCE_ENDS),
        (_IS_LETTER, _WORD[:26]),
        (_IS_COMMA, "、"),
        (_IS_NAME_END, NAMED_ENDS),
        (_NO_TASK, "".join(NO_OBJECT - CONJUNCTIONS)),
    ):
        classes[[ord(character) for character in characters]] |= bit
    classes[ord("\u4e00") : ord("\u9fff") + 1] |= _IS_CHINESE
    return classes


class TextSigns:
    """The classes of the characters of a text in normal form that ends in a line end."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        codes = np.frombuffer(plain.encode("utf-16-le"), np.uint16)
        self._classes = _classes()[codes]

    def is_word(self, places: Numbers) -> Mask:
        """Say where a letter or digit of a Latin word stands; place -1 is the last one."""
        found: Mask = self._classes[places] & _IS_WORD != 0
        return found

    def may_end_task(self, start: Numbers, end: Numbers) -> Mask:
        """Say which task verbs can end a task, by the characters around them.

        Right behind a comma a verb has no object, unless it shares that of the verb before it; and
        it has to be able to stand before what follows (`patterns.can_end_task`).
        """
        may: Mask = self._classes[start - 1] & _NO_TASK == 0
        asked = np.flatnonzero(may & (self._classes[end] & _IS_CHINESE != 0))
        plain = self._plain
        following = [plain[place : place + FOLLOWING] for place in end[asked].tolist()]
        can_end = {window: can_end_task(window) for window in set(following)}
        may[asked] = [can_end[window] for window in following]
        return may

    def sentences(self, end: Numbers, chosen: Mask) -> tuple[Numbers, Numbers]:
        """Find how far the sentences of cues reach, and what there is in them.

        Parameters
        ----------
        end : array of int
            Ends of marks.
        chosen : array of bool
            Which of them are cues; of the others nothing is said.

        Returns
        -------
        stop : array of int
            Where the sentence or line of the cue ends.
        held : array of int
            Sum of `unlisted.LATIN`, `LIST` and `NAMED`: what the rest of the sentence holds.
        """
        stop, held = end.copy(), np.zeros_like(end)
        begin = end[chosen]
        ends = self._places(_IS_END)
        last = ends[np.searchsorted(ends, begin)]
        near = np.minimum(last, begin + NAMED_REACH)
        is_long = (last > begin + 2) & (self._classes[begin] & _IS_CHINESE != 0)
        stop[chosen] = last
        held[chosen] = (
            LATIN * self._holds(_IS_LETTER, begin, last)
            + LIST * self._holds(_IS_COMMA, begin, last)
            + NAMED * (is_long & self._holds(_IS_NAME_END, begin, near))
        )
        return stop, held

    def _holds(self, bit: int, begin: Numbers, end: Numbers) -> Mask:
        places = self._places(bit)
        found: Mask = np.searchsorted(places, begin) < np.searchsorted(places, end)
        return found

    def _places(self, bit: int) -> Numbers:
        return np.flatnonzero(self._classes & bit != 0)
