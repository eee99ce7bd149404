"""Tasks that a verb or noun ends with the object before it, and traits before 能力."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.mentions import How, SkillNumbers
from talentcast.matching.patterns import (
    OBJECT_REACH,
    english_task_start,
    has_empty_object,
    is_empty_trait,
    object_in,
    task_surface,
)
from talentcast.matching.span_signs import CONJUNCTION, Mask, Numbers
from talentcast.matching.surface_table import HARD, PARTS, SurfaceTable
from talentcast.matching.surfaces import Code
from talentcast.matching.task_objects import MIXED, object_lengths
from talentcast.matching.taxonomy import OPEN_PREFIX, OPEN_TRAIT_PREFIX

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks

_DUTIES = PARTS.index("duties")
_DE = ord("的")


class Tasks:
    """Marks that can end a task or a trait, and what they would make.

    Attributes
    ----------
    mark : array of int, length m
    start, number, skill, kind, how : array of int, length m
        The mention, as in `mentions.Mentions`.
    is_open : array of bool, length m
        Whether the task is listed nowhere.
    sharing : array of int
        Marks of verbs right behind a conjunction: they can share the object of the verb before.
    """

    def __init__(
        self, fields: Fields, table: SurfaceTable, marks: Marks, names: SkillNumbers
    ) -> None:
        signs, text = fields.signs, fields.text
        verbs = np.flatnonzero(marks.is_read & marks.may_end_task)
        joined = signs.has(CONJUNCTION, marks.start[verbs] - 1)
        self.sharing = verbs[joined & (marks.code[verbs] != Code.NOUN)]
        verbs = verbs[~joined]
        is_trait = marks.is_read & (marks.code == Code.TRAIT)
        traits = np.flatnonzero(is_trait & (marks.parts.kind[marks.part] != _DUTIES))
        stop = marks.start[verbs]
        stop = stop - (signs.codes[stop - 1] == _DE)
        lengths = object_lengths(signs.codes, np.concatenate([stop, marks.start[traits]]))
        self._rows: list[tuple[int, int, int, int, int, int]] = []
        self._add_tasks(text, table, marks, names, (verbs, stop, lengths[: len(verbs)]))
        self._add_traits(text, table, marks, names, (traits, lengths[len(verbs) :]))
        self._add_english(text, table, marks, names)
        columns = np.array(self._rows, np.int64).reshape(-1, 6)
        columns = columns[np.argsort(columns[:, 0])]
        self.mark, self.start, self.number, self.skill, self.kind, self.how = columns.T

    def _add_tasks(self, text, table, marks, names, found) -> None:
        verbs, stop, length = found
        some = length != 0
        verbs, stop, length = verbs[some], stop[some], length[some]
        how = np.where(marks.code[verbs] == Code.NOUN, How.PLAN, How.TASK)
        columns = (verbs, stop, length, marks.start[verbs], marks.end[verbs], marks.number[verbs], how)
        for mark, behind, size, start, end, number, way in zip(*(one.tolist() for one in columns)):
            verb = text[start:end]
            if size == MIXED:
                window = text[max(0, behind - OBJECT_REACH) : behind]
                size = object_in(window[window.rfind("\n") + 1 :], verb)
                if not size:
                    continue
            elif has_empty_object(text[behind - size : behind], verb):
                continue
            begin = behind - size
            self._add_task(table, names, (mark, begin, number, way), task_surface(text[begin:end]))

    def _add_task(self, table, names, row, surface) -> None:
        mark, begin, number, how = row
        listed = table.listed(surface)
        if listed >= 0:
            kind, skill = int(table.kind[listed]), int(table.skill[listed])
            self._rows.append((mark, begin, listed, skill, kind, How.NAME))
        else:
            skill = names.open(OPEN_PREFIX + surface)
            self._rows.append((mark, begin, number, skill, HARD, how))

    def _add_traits(self, text, table, marks, names, found) -> None:
        traits, length = found
        some = length != 0
        traits, length = traits[some], length[some]
        columns = (traits, length, marks.start[traits], marks.end[traits], marks.number[traits])
        for mark, size, start, end, number in zip(*(one.tolist() for one in columns)):
            if size == MIXED:
                window = text[max(0, start - OBJECT_REACH) : start]
                size = object_in(window[window.rfind("\n") + 1 :], text[start:end])
            name = text[start - size : start]
            if size and not has_empty_object(name, text[start:end]) and not is_empty_trait(name):
                skill = names.open(OPEN_TRAIT_PREFIX + text[start - size : end])
                self._rows.append((mark, start - size, number, skill, 0, How.TRAIT))

    def _add_english(self, text, table, marks, names) -> None:
        heads = np.flatnonzero(marks.is_read & (marks.code == Code.ENGLISH_HEAD))
        columns = (heads, marks.start[heads], marks.end[heads], marks.number[heads])
        for mark, start, end, number in zip(*(one.tolist() for one in columns)):
            begin = english_task_start(text, start)
            if begin >= 0:
                self._add_task(table, names, (mark, begin, number, How.TASK), text[begin:end])
