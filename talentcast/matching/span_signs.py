"""What stands around many places of a text, looked up for all of them at once."""

from __future__ import annotations

from functools import cache

import numpy as np

from talentcast.matching import spans
from talentcast.matching.characters import (
    BLANK,
    CHARACTERS,
    DIGITS,
    LETTERS,
    Mask,
    Numbers,
    is_digit,
    is_one_of,
    is_space,
)
from talentcast.matching.spans import ANY, Classes
from talentcast.matching.surface_finder import text_codes
from talentcast.matching.unlisted import DEVICE_ENDS, NAMED_ENDS, NAMED_NEXT, OBJECT_JOINTS
from talentcast.matching.word_trees import WordTree, begin_with_words, hold_words

#: Classes of characters; a character can be of several.
(
    WORD, LETTER, CHINESE, HAN, NAME_SIGN, NAME_LAST, OBJECT_LATIN,
    LIST_SIGN, NO_SPACE, NAME_END, SENTENCE_END, CLAUSE_BREAK, CLAUSE_END, MEMBER_END,
    INNER_SIGN, LICENCE_END, LIST_COMMA, ETC, NAME_NEXT, NO_CHINESE,
    LIST_MARK, NO_NAME, NO_BLANK, NO_ASCII, DE, INNER_END, DEVICE_END, OBJECT_END, COLON,
) = (1 << place for place in range(29))  # fmt: skip

_CHARACTERS_OF = {
    WORD: LETTERS + DIGITS + "_",
    LETTER: LETTERS,
    NAME_SIGN: LETTERS + DIGITS + ".+#_-",
    NAME_LAST: LETTERS + DIGITS + "+#",
    OBJECT_LATIN: LETTERS + DIGITS + "+#.",
    LIST_SIGN: "、/,\\| ",
    NAME_END: NAMED_ENDS,
    SENTENCE_END: "。;\n",
    CLAUSE_BREAK: ",;。\n",
    CLAUSE_END: ",;。!?\n",
    MEMBER_END: "、/",
    INNER_SIGN: "!?、.)",
    LICENCE_END: "证照格",
    LIST_COMMA: "、",
    ETC: "等",
    DE: "的",
    INNER_END: "!?.",
    LIST_MARK: "、/,\\|",
    DEVICE_END: DEVICE_ENDS,
    COLON: ":",
}

_ASCII = 128

#: Characters of the longest end of a sentence: a full stop and a blank.
_LONGEST_END = 2

#: Behind the number of an item.
_ITEM_SIGNS = "、.)"


@cache
def class_table() -> Classes:
    """Return the classes of every character."""
    classes = np.zeros(CHARACTERS, np.uint32)
    for bit, characters in _CHARACTERS_OF.items():
        classes[[ord(character) for character in characters]] |= bit
    chinese = slice(ord("\u4e00"), ord("\u9fff") + 1)
    classes |= NO_CHINESE | NAME_NEXT | OBJECT_END
    classes[chinese] &= ~np.uint32(NO_CHINESE | NAME_NEXT | OBJECT_END)
    classes[chinese] |= CHINESE
    classes[[ord(character) for character in NAMED_NEXT]] |= NAME_NEXT
    classes[[ord(character) for character in OBJECT_JOINTS]] |= OBJECT_END
    classes[ord("*")] &= ~np.uint32(NAME_NEXT)
    classes[~is_space()] |= NO_SPACE
    classes[is_digit()] |= INNER_END
    classes[classes & NAME_SIGN == 0] |= NO_NAME
    classes |= NO_BLANK
    classes[ord(BLANK)] &= ~np.uint32(NO_BLANK)
    classes[_ASCII:] |= NO_ASCII
    classes[ord("\u3400") : ord("\u9fff") + 1] |= HAN
    return classes


class TextSigns:
    """The classes of the characters of a text in normal form that ends in a line end.

    Attributes
    ----------
    plain : str
    codes : array of uint16
    classes : array of uint32
        The characters and their classes.
    """

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.codes = text_codes(plain)
        self.classes = spans.look_up(self.codes, class_table())

    def places(self, bit: int) -> Numbers:
        """Return every place where a character of a class stands."""
        return spans.places_of(self.classes, bit)

    def has(self, bit: int, places: Numbers, shift: int = 0) -> Mask:
        """Say at which places, moved by a shift, a character of a class stands.

        Outside the text is its last one, a line end.
        """
        return spans.has(self.classes, bit, places, shift)

    def are_one_of(self, characters: str, places: Numbers, shift: int = 0) -> Mask:
        """Say the same of some characters."""
        return spans.are_of(self.codes, is_one_of(characters), places, shift)

    def next_at(self, bit: int, places: Numbers) -> Numbers:
        """Return the first place of a class at or after some places, or the end."""
        return spans.next_at(self.classes, bit, places)

    def first_in(self, bit: int, begin: Numbers, stop: Numbers) -> Numbers:
        """Return the first place of a class in some stretches, or their ends."""
        return spans.first_in(self.classes, bit, begin, stop)

    def behind_last(self, bit: int, places: Numbers) -> Numbers:
        """Return the place behind the last character of a class before some places, or 0."""
        return spans.behind_last(self.classes, bit, places)

    def clause_starts(self, places: Numbers) -> Numbers:
        """Return where the clauses of some places begin: behind a comma, 。 ; or line end."""
        return self.behind_last(CLAUSE_BREAK, places)

    def sentence_starts(self, places: Numbers) -> Numbers:
        """Return where the sentences or numbered items of some places begin.

        Behind 。 ; and the line end, ! and ?, the number of an item, a full stop and a blank.
        """
        order = np.argsort(places, kind="stable")
        rising = places[order]
        floor = self.behind_last(SENTENCE_END, rising)
        # What was looked at for one place is not looked at again for the next.
        low = np.maximum(floor[1:], rising[:-1] - _LONGEST_END)
        low = np.concatenate([floor[:1], low])
        owner, sign = spans.each_in(self.classes, INNER_SIGN, low, rising)
        end = self._inner_ends(sign)
        some = np.flatnonzero(end <= rising[owner])
        last = np.zeros_like(rising)
        last[owner[some]] = end[some]  # the last one of each counts
        begin = np.empty_like(places)
        begin[order] = np.maximum(floor, np.maximum.accumulate(last))
        # 1.401k: what begins with a digit right behind the number of an item.
        digit = np.flatnonzero(is_digit()[self.codes[places]])
        before, number = places[digit] - 1, np.maximum(places[digit] - 2, -1)
        is_item = is_one_of(_ITEM_SIGNS)[self.codes[before]] & is_digit()[self.codes[number]]
        items = digit[is_item]
        begin[items] = places[items]
        return begin

    def _inner_ends(self, sign: Numbers) -> Numbers:
        """Return where sentences end with some signs beside 。 ; and the line end, or the end."""
        codes = self.codes
        mark, after = codes[sign], codes[np.minimum(sign + 1, len(codes) - 1)]
        is_item = is_digit()[codes[sign - 1]] & ~is_digit()[after]
        is_end = (mark == ord("!")) | (mark == ord("?"))
        is_item &= ~is_end
        is_stop = (mark == ord(".")) & is_space()[after] & ~is_item
        return np.where(is_end | is_item | is_stop, sign + 1 + is_stop, len(codes))

    def holds(self, bit: int, begin: Numbers, end: Numbers, next: int = ANY) -> Mask:
        """Say in which stretches one of a class stands, before one of another or the end."""
        return spans.holds(self.classes, bit, begin, end, next=next)

    def hold_words(self, tree: WordTree, begin: Numbers, end: Numbers) -> Mask:
        """Say in which stretches a word stands."""
        return hold_words(self.codes, tree, begin, end)

    def begin_with_words(self, tree: WordTree, begin: Numbers) -> Mask:
        """Say at which places a word stands."""
        return begin_with_words(self.codes, tree, begin, begin + tree.longest)
