"""The fields of some ads, joined to one text, and what stands where in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.sections import are_headings
from talentcast.matching.sorting import DUTY, MARK, NOTHING, Bits, sort_out
from talentcast.matching.span_signs import TextSigns
from talentcast.matching.spans import count_below
from talentcast.matching.surface_finder import Found
from talentcast.matching.surface_table import (
    ACTIVITY,
    BEGINS_DUTY,
    CODE,
    FLAGS,
    NAME,
    NEED,
    NEED_PLACE,
    NO_MARK,
    PARTS,
    SKIPPED_PARTS,
    TASK_WORD,
    SurfaceTable,
)
from talentcast.matching.surfaces import Code
from talentcast.matching.surroundings import ALL_SAID, INSIDE, MAY_END

_METADATA = PARTS.index("metadata")


class Fields:
    """Titles and texts of ads, joined by line ends: rules look at all of them at once.

    Parameters
    ----------
    given, plain : sequence of str, length n
        As given and in normal form; the same lengths.
    is_title : array of bool, length n

    Attributes
    ----------
    text : str
        All fields in normal form, each with a line end behind it.
    begins : array of int, length n + 1
        Where each field begins in `text`, and the end of the text.
    signs : TextSigns
    classes : array of uint32, length n
        The classes of all characters of each field and of the line end behind it.
    """

    def __init__(self, given: Sequence[str], plain: Sequence[str], is_title: Mask) -> None:
        self.given = given
        self.plain = plain
        self.is_title = is_title
        self.text = "\n".join([*plain, ""])
        self.begins = np.zeros(len(plain) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, plain), np.int64, len(plain)) + 1, out=self.begins[1:])
        self.signs = TextSigns(self.text)
        self.classes = np.bitwise_or.reduceat(self.signs.classes, self.begins[:-1])

    def local(self, marks: Marks, chosen: Numbers) -> Iterator[tuple[str, str, int, int]]:
        """Yield for some marks their field, as given and in normal form, and their place in it."""
        number = marks.field[chosen]
        begin = self.begins[number]
        columns = (number, marks.start[chosen] - begin, marks.end[chosen] - begin)
        for at, start, end in zip(*(column.tolist() for column in columns), strict=True):
            yield self.given[at], self.plain[at], start, end


@dataclass(slots=True)
class Parts:
    """The parts of the fields: what stands before the first heading, then one part a heading.

    Attributes
    ----------
    first : array of int
        The mark that each part begins with; that of the next one ends it.
    kind : array of int
        Number of its kind in `surface_table.PARTS`.
    begin, end : array of int
        Its characters, without its heading.
    is_read : array of bool
        Whether it names skills that are asked for.
    is_over : array of bool
        Whether it stands behind what the site adds.
    """

    first: Numbers
    kind: Numbers
    begin: Numbers
    end: Numbers
    is_read: Mask
    is_over: Mask


@cache
def _uses() -> Bits:
    """Return what a surface is used for, by its flags and what stands around it."""
    flags, said = np.arange(FLAGS)[:, None], np.arange(ALL_SAID)
    is_mark = (flags & NO_MARK == 0) & (said & INSIDE == 0)
    is_mark &= (said & MAY_END != 0) | (flags & (TASK_WORD | NAME) != TASK_WORD)
    others = np.where(flags & BEGINS_DUTY != 0, DUTY, NOTHING)
    return np.where(is_mark, MARK, others).astype(np.uint8)


class Marks:
    """Every surface that stands somewhere in the fields and may mean something there.

    Attributes
    ----------
    number, start, end : array of int, length n
        Which surface, and its characters.
    code, need : array of int
        What it is, and what it needs around it.
    is_activity : array of bool
        Whether it is a name of a skill that can begin a duty.
    field, part : array of int
        Where it stands.
    is_read : array of bool
        Whether its part names skills that are asked for.
    may_end_task : array of bool
        Whether it can be a task verb, by what stands around it.
    duties : three arrays of int
        Number, start and end of the verbs that are no marks but may have an object behind them.
    parts : Parts
    other_headings : array of int
        Marks that could be headings and are none.
    """

    number: Numbers
    start: Numbers
    end: Numbers

    def __init__(self, fields: Fields, table: SurfaceTable, found: Found) -> None:
        signs = fields.signs
        said = table.surroundings.judge(signs, found)
        marks, said, duties = sort_out(found, table.flags, said, _uses())
        self.number, self.start, self.end = marks
        self.duties = duties[0], duties[1], duties[2]
        self.may_end_task = said & MAY_END != 0
        about = table.about.take(self.number)
        self.code = about & CODE
        self.need = (about & NEED) >> NEED_PLACE
        self.is_activity = about & ACTIVITY != 0
        cuts = count_below(self.start, fields.begins)
        self.field = np.repeat(np.arange(len(cuts) - 1, dtype=np.int32), np.diff(cuts))
        is_heading = np.flatnonzero(self.code == Code.HEADING.value)
        opens = are_headings(
            fields.text,
            signs.codes,
            self.start[is_heading].astype(np.int64),
            self.end[is_heading].astype(np.int64),
            fields.begins[self.field[is_heading] + 1] - 1,
        )
        self.other_headings = is_heading[~opens]
        self._tell_parts(fields, table, cuts, is_heading[opens])
        self._tell_kinds()

    def read_as(self, code: Code) -> Numbers:
        """Return the marks of a kind, not of names, in the parts that name what is asked for."""
        return self._read[self._cuts[code] : self._cuts[code + 1]]

    def _tell_kinds(self) -> None:
        """Put the marks that are no names and are read side by side, kind by kind."""
        others = np.flatnonzero(self.is_read & (self.code != Code.SKILL.value))
        code = self.code[others]
        order = np.argsort(code, kind="stable")
        self._read = others[order]
        self._cuts = np.searchsorted(code[order], np.arange(len(Code) + 1))

    def _tell_parts(
        self, fields: Fields, table: SurfaceTable, cuts: Numbers, headings: Numbers
    ) -> None:
        """Cut the fields into parts at their headings."""
        first = np.concatenate([cuts[:-1], headings])
        order = np.argsort(first, kind="stable")
        first = first[order]
        kind = np.concatenate(
            [np.zeros(len(cuts) - 1, np.int64), table.part[self.number[headings]]]
        )
        begin = np.concatenate([fields.begins[:-1], self.end[headings]])
        until = np.concatenate([fields.begins[:-1], self.start[headings]])[order]
        kind, begin = kind[order], begin[order]
        is_first = order < len(cuts) - 1
        end = np.append(until[1:], fields.begins[-1])
        end[np.append(is_first[1:], True)] -= 1
        over = np.cumsum(kind == _METADATA)
        over -= np.maximum.accumulate(np.where(is_first, over, 0))
        is_over = over > 0
        is_read = ~is_over & ~SKIPPED_PARTS[kind]
        self.parts = Parts(first, kind, begin, end, is_read, is_over)
        sizes = np.diff(np.append(first, len(self.start)))
        self.part = np.repeat(np.arange(len(first), dtype=np.int32), sizes)
        self.is_read = np.repeat(is_read, sizes)
