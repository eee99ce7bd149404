"""What stands around many places of a text, looked up for all of them at once."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from talentcast.matching.cues import KNOW_AFTER_LAST
from talentcast.matching.patterns import (
    CONJUNCTIONS,
    FOLLOWING,
    NO_OBJECT,
    can_end_task,
    may_follow_task,
)
from talentcast.matching.unlisted import NAMED_ENDS

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_CHARACTERS = 1 << 16
LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
BLANK = " "

#: Classes of characters; a character can be of several.
(
    WORD, LETTER, CHINESE, NO_TASK, CONJUNCTION, SENTENCE_END, CLAUSE_BREAK, CLAUSE_END,
    MEMBER_END, NAME_SIGN, NAME_LAST, OBJECT_LATIN, LIST_SIGN, HAN, KNOW_LAST,
    NAME_END,
) = (1 << place for place in range(16))  # fmt: skip

_CHARACTERS_OF = {
    WORD: LETTERS + DIGITS + "_",
    LETTER: LETTERS,
    NO_TASK: "".join(NO_OBJECT - CONJUNCTIONS),
    CONJUNCTION: "".join(CONJUNCTIONS),
    SENTENCE_END: "。;\n",
    CLAUSE_BREAK: ",;。\n",
    CLAUSE_END: ",;。!?\n",
    MEMBER_END: "、/",
    NAME_SIGN: LETTERS + DIGITS + ".+#_-",
    NAME_LAST: LETTERS + DIGITS + "+#",
    OBJECT_LATIN: LETTERS + DIGITS + "+#.",
    LIST_SIGN: "、/,\\| ",
    KNOW_LAST: KNOW_AFTER_LAST,
    NAME_END: NAMED_ENDS,
}


@cache
def class_table() -> npt.NDArray[np.uint16]:
    """Return the classes of every character."""
    classes = np.zeros(_CHARACTERS, np.uint16)
    for bit, characters in _CHARACTERS_OF.items():
        classes[[ord(character) for character in characters]] |= bit
    classes[ord("\u4e00") : ord("\u9fff") + 1] |= CHINESE
    classes[ord("\u3400") : ord("\u9fff") + 1] |= HAN
    return classes


@cache
def is_one_of(characters: str) -> Mask:
    """Return for every character whether it is one of some."""
    found = np.zeros(_CHARACTERS, bool)
    found[[ord(character) for character in characters]] = True
    return found


class TextSigns:
    """The classes of the characters of a text in normal form that ends in a line end.

    Attributes
    ----------
    codes, classes : array of uint16
        The characters and their classes.
    """

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self.codes = np.frombuffer(plain.encode("utf-16-le"), np.uint16)
        self.classes = class_table()[self.codes]
        self._places: dict[int, Numbers] = {}

    def places(self, bit: int) -> Numbers:
        """Return every place where a character of a class stands."""
        return self._bounded(bit)[:-1]

    def _bounded(self, bit: int) -> Numbers:
        """Return the places of a class and the end of the text."""
        found = self._places.get(bit)
        if found is None:
            found = np.append(np.flatnonzero(self.classes & bit), len(self.classes))
            self._places[bit] = found
        return found

    def has(self, bit: int, places: Numbers) -> Mask:
        """Say where a character of a class stands; place -1 is the last one, a line end."""
        found: Mask = self.classes[places] & bit != 0
        return found

    def next_at(self, bit: int, places: Numbers) -> Numbers:
        """Return the first place of a class at or after some places, or the end."""
        ends = self._bounded(bit)
        return ends[np.searchsorted(ends, places)]

    def behind_last(self, bit: int, places: Numbers) -> Numbers:
        """Return the place behind the last character of a class before some places, or 0."""
        ends = self._bounded(bit)
        at = np.searchsorted(ends, places)
        return np.where(at > 0, ends[at - 1] + 1, 0)

    def holds(self, bit: int, begin: Numbers, end: Numbers) -> Mask:
        """Say in which stretches a character of a class stands."""
        places = self.places(bit)
        found: Mask = np.searchsorted(places, begin) < np.searchsorted(places, end)
        return found

    def may_end_task(self, start: Numbers, end: Numbers) -> Mask:
        """Say which task verbs can end a task, by the characters around them.

        Right behind a comma a verb has no object, unless it shares that of the verb before it; and
        it has to be able to stand before what follows (`patterns.can_end_task`).
        """
        is_chinese = self.has(CHINESE, end)
        may: Mask = self.classes[start - 1] & NO_TASK == 0
        may &= ~is_chinese | is_one_of(may_follow_task())[self.codes[end]]
        asked = np.flatnonzero(may & is_chinese)
        plain = self._plain
        following = [plain[place : place + FOLLOWING] for place in end[asked].tolist()]
        may[asked] = [can_end_task(window) for window in following]
        return may
