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
from talentcast.matching.surface_finder import text_codes
from talentcast.matching.unlisted import NAMED_ENDS

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_CHARACTERS = 1 << 16
LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
BLANK = " "

#: Classes of characters; a character can be of several.
(
    WORD, LETTER, CHINESE, HAN, NO_TASK, CONJUNCTION, NAME_SIGN, NAME_LAST, OBJECT_LATIN,
    LIST_SIGN, KNOW_LAST, NAME_END, SENTENCE_END, CLAUSE_BREAK, CLAUSE_END, MEMBER_END,
) = (1 << place for place in range(16))  # fmt: skip

_CHARACTERS_OF = {
    WORD: LETTERS + DIGITS + "_",
    LETTER: LETTERS,
    NO_TASK: "".join(NO_OBJECT - CONJUNCTIONS),
    CONJUNCTION: "".join(CONJUNCTIONS),
    NAME_SIGN: LETTERS + DIGITS + ".+#_-",
    NAME_LAST: LETTERS + DIGITS + "+#",
    OBJECT_LATIN: LETTERS + DIGITS + "+#.",
    LIST_SIGN: "、/,\\| ",
    KNOW_LAST: KNOW_AFTER_LAST,
    NAME_END: NAMED_ENDS,
    SENTENCE_END: "。;\n",
    CLAUSE_BREAK: ",;。\n",
    CLAUSE_END: ",;。!?\n",
    MEMBER_END: "、/",
}

#: Signs that part a text; places of others are looked up on their own.
_PARTING = SENTENCE_END | CLAUSE_BREAK | CLAUSE_END | MEMBER_END

#: Signs in which an inner end of a sentence ends (`cues.INNER_END`).
_ITEM_SIGNS = "、.)"
_INNER_SIGNS = "!?" + _ITEM_SIGNS


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
def _is_digit() -> Mask:
    return np.array([chr(code).isdecimal() for code in range(_CHARACTERS)])


@cache
def _is_space() -> Mask:
    return np.array([chr(code).isspace() for code in range(_CHARACTERS)])


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
        self.codes = text_codes(plain)
        self.classes = class_table().take(self.codes)
        self._parting = np.flatnonzero(self.classes & _PARTING != 0)
        self._parting_classes = self.classes[self._parting]
        self._places: dict[int, Numbers] = {}

    def places(self, bit: int) -> Numbers:
        """Return every place where a character of a class stands."""
        return self._bounded(bit)[:-1]

    def _bounded(self, bit: int) -> Numbers:
        """Return the places of a class and the end of the text."""
        found = self._places.get(bit)
        if found is None:
            if bit & _PARTING:
                places = self._parting[self._parting_classes & bit != 0]
            else:
                places = np.flatnonzero(self.classes & bit != 0)
            found = self._places[bit] = np.append(places, len(self.classes))
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

    def clause_starts(self, places: Numbers) -> Numbers:
        """Return where the clauses of some places begin (`cues.clause_start`)."""
        return self.behind_last(CLAUSE_BREAK, places)

    def sentence_starts(self, places: Numbers) -> Numbers:
        """Return where the sentences or numbered items of some places begin."""
        inner = self._inner_ends()
        at = np.searchsorted(inner, places, "right")
        begin = np.where(at > 0, inner[at - 1], 0)
        # 1.401k: what begins with a digit right behind the number of an item.
        before = np.maximum(places - np.arange(3)[:, None], -1)
        is_item = _is_digit()[self.codes[before[0]]] & _is_digit()[self.codes[before[2]]]
        is_item &= is_one_of(_ITEM_SIGNS)[self.codes[before[1]]]
        begin[is_item] = places[is_item]
        return np.maximum(begin, self.behind_last(SENTENCE_END, places))

    def _inner_ends(self) -> Numbers:
        """Return the places behind `! ?`, the number of an item, a full stop and a blank."""
        found = self._places.get(0)
        if found is None:
            codes = self.codes
            sign = np.flatnonzero(is_one_of(_INNER_SIGNS).take(codes))
            mark, after = codes[sign], codes[np.minimum(sign + 1, len(codes) - 1)]
            is_item = _is_digit()[codes[sign - 1]] & ~_is_digit()[after]
            is_end = (mark == ord("!")) | (mark == ord("?"))
            is_item &= ~is_end
            is_stop = (mark == ord(".")) & _is_space()[after] & ~is_item
            found = (sign + 1 + is_stop)[is_end | is_item | is_stop]
            self._places[0] = found = np.append(found, len(codes))
        return found

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
