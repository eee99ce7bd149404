"""Tasks that a verb or noun ends with the object before it, and traits before 能力."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Codes, Mask, Numbers
from talentcast.matching.mentions import How, SkillNumbers
from talentcast.matching.patterns import (
    CONJUNCTIONS,
    english_task_start,
)
from talentcast.matching.phrases import Phrases, WordEnds, joined
from talentcast.matching.skill_words import (
    EMPTY_OBJECTS,
    EMPTY_TRAITS,
    PEOPLE,
    PLAIN_OBJECTS,
    VERBS,
)
from talentcast.matching.span_signs import DE
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

#: A noun that ends in a verb of two characters names no trait.
_TWO = 2


@cache
def _empty() -> Phrases:
    return Phrases(EMPTY_OBJECTS)


@cache
def _plain() -> Phrases:
    return Phrases(PLAIN_OBJECTS)


@cache
def _empty_traits() -> Phrases:
    return Phrases(EMPTY_TRAITS)


@cache
def _verbs_of_two() -> Phrases:
    return Phrases(verb for verb in VERBS if len(verb) == _TWO)


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
        joined = signs.are_one_of("".join(CONJUNCTIONS), marks.start[verbs], -1)
        self.sharing = verbs[np.flatnonzero(joined)]
        self.sharing = self.sharing[marks.code[self.sharing] != Code.NOUN.value]
        verbs = verbs[np.flatnonzero(~joined)]
        traits = marks.read_as(Code.TRAIT)
        traits = traits[marks.parts.kind[marks.part[traits]] != _DUTIES]
        stop = marks.start[verbs].astype(np.int64)
        stop -= signs.codes[stop - 1] == _DE
        stops = np.concatenate([stop, marks.start[traits]])
        lengths = object_lengths(signs, stops)
        self._signs, self._table, self._marks, self._names = signs, table, marks, names
        groups = (
            self._tasks(verbs, stop, lengths[: len(verbs)]),
            self._traits(traits, lengths[len(verbs) :]),
            self._english(marks.read_as(Code.ENGLISH_HEAD)),
        )
        columns = np.concatenate([np.array(group, np.int32) for group in groups], axis=1)
        columns = columns.take(np.argsort(columns[0], kind="stable"), axis=1)
        mark, self.start, self.number, self.skill, self.kind, self.how = columns
        self.mark = mark.astype(np.int64)  # what looks up much is not of 32 bits

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
        how = np.where(marks.code[verbs] == Code.NOUN.value, How.PLAN.value, How.TASK.value)
        return self._columns(verbs, begin, names.made[phrase], how)

    def _made(self, verbs: Numbers, begin: Numbers, length: Numbers) -> Numbers:
        """Return what objects and verbs make that were not met before.

        The number of a listed name, `_NO_TASK`, or `_FIRST_OPEN` less the place of the skill
        among those that no table lists.
        """
        table, codes = self._table, self._signs.codes
        number, stop, end = self._marks.number[verbs], begin + length, self._marks.end[verbs]
        is_empty = self._is_empty(number, begin, stop)
        is_people = _people().hold(codes, begin, stop) & ~table.is_people_verb[number]
        made = np.full(len(verbs), _NO_TASK)
        people, others = (
            np.flatnonzero(is_people & ~is_empty),
            np.flatnonzero(~is_people & ~is_empty),
        )
        made[people] = table.listed_at(codes, begin[people], end[people])
        made[others] = self._plain_forms(begin[others], end[others])
        return made

    def _is_empty(self, number: Numbers, begin: Numbers, stop: Numbers) -> Mask:
        """Say which objects name nothing that their verbs could act on: plain words."""
        codes = self._signs.codes
        is_empty = _empty().hold(codes, begin, stop)
        asked = np.flatnonzero(is_empty & self._table.is_specific_verb.take(number))
        is_empty[asked] = ~_plain().hold(codes, begin[asked], stop[asked])
        return is_empty

    def _plain_forms(self, begin: Numbers, end: Numbers) -> Numbers:
        """Return what surfaces make without the 的 between object and verb."""
        codes, found = self._signs.codes, np.empty_like(begin)
        de = self._signs.first_in(DE, begin, end)
        without, having = np.flatnonzero(de >= end), np.flatnonzero(de < end)
        found[without] = self._made_of(codes, begin[without], end[without])
        parts = (begin[having], de[having]), (de[having] + 1, end[having])
        found[having] = self._made_of(*joined(codes, *parts))
        return found

    def _made_of(self, codes: Codes, start: Numbers, end: Numbers) -> Numbers:
        """Return the number of the listed name that each surface is, or that of an open skill."""
        made = self._table.listed_at(codes, start, end)
        some = np.flatnonzero(made < 0)
        made[some] = self._open(OPEN_PREFIX, codes, start[some], end[some])
        return made

    def _open(self, prefix: str, codes: Codes, start: Numbers, end: Numbers) -> Numbers:
        return _FIRST_OPEN - self._names.opened.at(prefix, codes, start, end)

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
            np.where(is_listed, How.NAME.value, how),
        )

    def _traits(self, traits: Numbers, length: Numbers) -> tuple[Numbers, ...]:
        """Return the nouns before 能力, 精神 and the like that name a trait."""
        marks, codes = self._marks, self._signs.codes
        some = np.flatnonzero(length)
        traits, length = traits[some], length[some]
        start, end = marks.start[traits], marks.end[traits]
        begin = start - length
        is_empty = self._is_empty(marks.number[traits], begin, start)
        is_empty |= _empty_traits().hold(codes, begin, start)
        is_empty |= _verbs_of_two().hold(codes, start - _TWO, start)
        made = np.full(len(traits), _NO_TASK)
        named = np.flatnonzero(~is_empty)
        made[named] = self._open(OPEN_TRAIT_PREFIX, codes, begin[named], end[named])
        columns = self._columns(traits, begin, made, np.full(len(traits), How.TRAIT))
        return (*columns[:4], np.zeros_like(columns[4]), columns[5])

    def _english(self, heads: Numbers) -> tuple[Numbers, ...]:
        """Return the English heads with the noun before them."""
        text = self._signs.plain
        places = self._marks.start[heads].tolist()
        begin = np.array([english_task_start(text, start) for start in places], np.int64)
        some = np.flatnonzero(begin >= 0)
        heads, begin = heads[some], begin[some]
        made = self._made_of(self._signs.codes, begin, self._marks.end[heads])
        return self._columns(heads, begin, made, np.full(len(heads), How.TASK))
