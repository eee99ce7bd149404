"""Tasks that a verb or noun ends with the object before it, and traits before 能力."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Numbers, is_one_of
from talentcast.matching.mentions import How, SkillNumbers
from talentcast.matching.patterns import (
    CONJUNCTIONS,
    english_task_start,
    has_empty_object,
    is_empty_trait,
    task_surface,
)
from talentcast.matching.phrases import Phrases, WordEnds
from talentcast.matching.skill_words import EMPTY_OBJECTS, PEOPLE, PLAIN_OBJECTS
from talentcast.matching.surface_table import HARD, PARTS, SurfaceTable
from talentcast.matching.surfaces import Code
from talentcast.matching.task_objects import object_lengths
from talentcast.matching.taxonomy import OPEN_PREFIX, OPEN_TRAIT_PREFIX

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks

_DUTIES = PARTS.index("duties")
_DE = ord("的")

#: Codes of what makes no task, and of the first skill that no table lists (`Tasks._code`).
_NO_TASK, _FIRST_OPEN = -1, -2


@cache
def _empty() -> Phrases:
    return Phrases(EMPTY_OBJECTS)


@cache
def _plain() -> Phrases:
    return Phrases(PLAIN_OBJECTS)


@cache
def _people() -> WordEnds:
    return WordEnds(PEOPLE)


class Tasks:
    """Marks that can end a task or a trait, and what they would make.

    Attributes
    ----------
    mark : array of int, length m
    start, number, skill, kind, how : array of int, length m
        The mention, as in `mentions.Mentions`.
    sharing : array of int
        Marks of verbs right behind a conjunction: they can share the object of the verb before.
    """

    def __init__(
        self, fields: Fields, table: SurfaceTable, marks: Marks, names: SkillNumbers
    ) -> None:
        signs = fields.signs
        verbs = np.flatnonzero(marks.is_read & marks.may_end_task)
        joined = is_one_of("".join(CONJUNCTIONS))[signs.codes[marks.start[verbs] - 1]]
        self.sharing = verbs[joined & (marks.code[verbs] != Code.NOUN)]
        verbs = verbs[~joined]
        is_trait = marks.is_read & (marks.code == Code.TRAIT)
        traits = np.flatnonzero(is_trait & (marks.parts.kind[marks.part] != _DUTIES))
        stop = marks.start[verbs]
        stop = stop - (signs.codes[stop - 1] == _DE)
        stops = np.concatenate([stop, marks.start[traits]])
        lengths = object_lengths(signs, stops)
        self._signs, self._table, self._marks, self._names = signs, table, marks, names
        groups = (
            self._tasks(verbs, stop, lengths[: len(verbs)]),
            self._traits(traits, lengths[len(verbs) :]),
            self._english(marks.read_as(Code.ENGLISH_HEAD)),
        )
        columns = np.concatenate([np.array(group) for group in groups], axis=1)
        columns = columns.take(np.argsort(columns[0]), axis=1)
        self.mark, self.start, self.number, self.skill, self.kind, self.how = columns

    def _tasks(self, verbs: Numbers, stop: Numbers, length: Numbers) -> tuple[Numbers, ...]:
        """Return verbs and nouns with the objects before them."""
        marks, names = self._marks, self._names
        some = np.flatnonzero(length)
        verbs, length = verbs[some], length[some]
        begin = stop[some] - length
        # An object and its verb: what they make depends on nothing else.
        phrase, new = names.tasks.add(self._signs.codes, begin, marks.end[verbs])
        if len(new):
            names.made = np.append(names.made, self._made(verbs[new], begin[new], length[new]))
        how = np.where(marks.code[verbs] == Code.NOUN, How.PLAN, How.TASK)
        return self._columns(verbs, begin, names.made[phrase], how)

    def _made(self, verbs: Numbers, begin: Numbers, length: Numbers) -> Numbers:
        """Return what objects and verbs make that were not met before.

        The number of a listed name, `_NO_TASK`, or `_FIRST_OPEN` less the place of the skill
        among those that no table lists.
        """
        table, codes, text = self._table, self._signs.codes, self._signs.plain
        number, stop, end = self._marks.number[verbs], begin + length, self._marks.end[verbs]
        is_empty = _empty().hold(codes, begin, stop)
        is_empty &= ~(_plain().hold(codes, begin, stop) & table.is_specific_verb[number])
        is_people = _people().hold(codes, begin, stop) & ~table.is_people_verb[number]
        made = table.listed_at(codes, begin, end)
        open_ones = ~is_people & ((made < 0) | table.has_de[made])
        made[(made < 0) & is_people] = _NO_TASK
        made[is_empty] = _NO_TASK
        rest = np.flatnonzero(open_ones & ~is_empty)
        columns = (begin[rest].tolist(), end[rest].tolist())
        surfaces = [text[first:last] for first, last in zip(*columns, strict=True)]
        opened = self._names.opened
        made[rest] = [
            self._task(task_surface(surface))
            if "的" in surface
            else _FIRST_OPEN - opened.setdefault(OPEN_PREFIX + surface, len(opened))
            for surface in surfaces
        ]
        return made

    def _columns(
        self, marks: Numbers, begin: Numbers, codes: Numbers, how: Numbers
    ) -> tuple[Numbers, ...]:
        """Return the columns of tasks by their codes (`_code`)."""
        some = np.flatnonzero(codes != _NO_TASK)
        marks, begin, codes, how = marks[some], begin[some], codes[some], how[some]
        is_listed = codes >= 0
        listed = np.maximum(codes, 0)
        return (
            marks,
            begin,
            np.where(is_listed, codes, self._marks.number[marks]),
            np.where(
                is_listed, self._table.skill[listed], self._names.listed + _FIRST_OPEN - codes
            ),
            np.where(is_listed, self._table.kind[listed], HARD),
            np.where(is_listed, How.NAME, how),
        )

    def _task(self, surface: str) -> int:
        listed = self._table.listed(surface)
        if listed >= 0:
            return listed
        return self._open(OPEN_PREFIX + surface)

    def _open(self, identity: str) -> int:
        opened = self._names.opened
        return _FIRST_OPEN - opened.setdefault(identity, len(opened))

    def _traits(self, traits: Numbers, length: Numbers) -> tuple[Numbers, ...]:
        """Return the nouns before 能力, 精神 and the like that name a trait."""
        marks, text = self._marks, self._signs.plain
        some = length > 0
        traits, begin = traits[some], marks.start[traits[some]] - length[some]
        codes = []
        places = (begin, marks.start[traits], marks.end[traits])
        for first, start, end in zip(*(place.tolist() for place in places), strict=True):
            name = text[first:start]
            is_empty = has_empty_object(name, text[start:end]) or is_empty_trait(name)
            codes.append(_NO_TASK if is_empty else self._open(OPEN_TRAIT_PREFIX + text[first:end]))
        how = np.full(len(codes), How.TRAIT)
        columns = self._columns(traits, begin, np.array(codes, np.int64), how)
        return (*columns[:4], np.zeros_like(columns[4]), columns[5])

    def _english(self, heads: Numbers) -> tuple[Numbers, ...]:
        """Return the English heads with the noun before them."""
        text = self._signs.plain
        starts, ends = self._marks.start[heads].tolist(), self._marks.end[heads].tolist()
        begins = [english_task_start(text, start) for start in starts]
        codes = [
            self._task(text[begin:end]) if begin >= 0 else _NO_TASK
            for begin, end in zip(begins, ends, strict=True)
        ]
        how = np.full(len(codes), How.TASK)
        return self._columns(heads, np.array(begins, np.int64), np.array(codes, np.int64), how)
