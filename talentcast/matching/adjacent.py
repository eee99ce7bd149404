"""Marks that depend on what was found right before them, settled in order.

A verb right behind a tool ends no task; behind a conjunction it shares the object of the task
before; a noun before 能力 that was found makes no trait; an English word beside a tool is a tool.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.mentions import How, Mentions
from talentcast.matching.phrases import joined
from talentcast.matching.spans import count_below
from talentcast.matching.surface_table import HARD, TOOL, SurfaceTable
from talentcast.matching.surfaces import Code

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks
    from talentcast.matching.name_needs import NameNeeds
    from talentcast.matching.tasks import Tasks

#: An English word is beside a tool that ends up to this many characters before it.
_BESIDE_TOOL = 2

#: What a mark asks of what was found before it.
_TASK, _TRAIT, _SHARED, _BESIDE = range(4)

#: The row of a mark that is no task.
_NAMED = -1


class Settled:
    """What the marks stand for, once all of them are settled.

    Attributes
    ----------
    mark : array of int
        The marks that are mentions, in order.
    mentions : Mentions
        One a mark.
    """

    def __init__(
        self,
        fields: Fields,
        table: SurfaceTable,
        marks: Marks,
        needs: NameNeeds,
        tasks: Tasks,
        limits: Numbers,
    ) -> None:
        self._fields, self._table, self._marks, self._limits = fields, table, marks, limits
        self._tasks, self._needs = tasks, needs
        self._row = np.full(len(marks.start), _NAMED, np.int32)
        self._shared_marks: list[Numbers] = []
        self._shared_names: list[Numbers] = []
        self._added = needs.wanted & (marks.start >= limits)
        asked, question = self._asking()
        at = count_below(asked, tasks.mark)
        is_settled = asked[np.minimum(at, len(asked) - 1)] != tasks.mark if len(asked) else at == 0
        self._take_tasks(np.flatnonzero(is_settled))
        self._added[asked] = False
        if len(asked):
            self._settle(asked, question)
        self.mark = np.flatnonzero(self._added)
        self.mentions = self._mentions()

    def _mentions(self) -> Mentions:
        """Return what the marks stand for that are mentions."""
        marks, table, tasks = self._marks, self._table, self._tasks
        columns = np.empty((7, len(self.mark)), np.int32)
        for place, column in enumerate((marks.field, marks.start, marks.end, marks.number)):
            columns[place] = column.take(self.mark)
        columns[6] = How.NAME
        for mark, name in zip(self._shared_marks, self._shared_names, strict=True):
            at = np.searchsorted(self.mark, mark)
            columns[3, at], columns[6, at] = name, How.SHARED
        columns[4] = table.skill.take(columns[3])
        columns[5] = table.kind.take(columns[3])
        row = self._row.take(self.mark)
        at = np.flatnonzero(row != _NAMED)
        rows = row.take(at)
        own = (tasks.start, tasks.number, tasks.skill, tasks.kind, tasks.how)
        for place, column in zip((1, 3, 4, 5, 6), own, strict=True):
            columns[place, at] = column.take(rows)
        return Mentions(columns)

    def _starts_and_kinds(self, mark: Numbers) -> tuple[Numbers, Numbers]:
        """Return the starts and kinds of marks that are mentions, none of a shared object."""
        marks, tasks, row = self._marks, self._tasks, self._row[mark]
        start, kind = marks.start[mark], self._table.kind.take(marks.number[mark]).astype(np.int64)
        at = np.flatnonzero(row != _NAMED)
        start[at], kind[at] = tasks.start[row[at]], tasks.kind[row[at]]
        return start, kind

    def _take_tasks(self, rows: Numbers) -> None:
        """Make mentions of tasks and traits that no negation holds back."""
        tasks = self._tasks
        rows = rows[tasks.start[rows] >= self._limits[tasks.mark[rows]]]
        mark = tasks.mark[rows]
        self._row[mark] = rows
        self._added[mark] = True

    def _asking(self) -> tuple[Numbers, Numbers]:
        """Return the marks that depend on a mention before them, and what they ask."""
        tasks, table = self._tasks, self._table
        code, is_trait = self._marks.code, tasks.how == How.TRAIT.value
        is_tool, is_hard = np.zeros(len(code), bool), np.zeros(len(code), bool)
        is_tool[tasks.mark[tasks.kind == TOOL]] = True
        is_hard[tasks.mark[tasks.kind == HARD]] = True
        is_hard[tasks.sharing] = True

        def may_be(kind: int, others: Mask, places: Numbers) -> Mask:
            number = self._marks.number[places]
            is_one: Mask = (code[places] == Code.SKILL.value) & (table.kind.take(number) == kind)
            return is_one | others[places]

        verbs = tasks.mark[np.flatnonzero(~is_trait)]
        verbs = verbs[np.flatnonzero(self._gap(verbs) == 0)]
        verbs = verbs[may_be(TOOL, is_tool, verbs - 1)]
        verbs = verbs[(code[verbs] != Code.NOUN.value) & (code[verbs] != Code.ENGLISH_HEAD.value)]
        traits, unclear, sharing = tasks.mark[is_trait], self._needs.unclear, tasks.sharing
        near = self._gap(sharing)
        sharing = sharing[(near == 0) | ((near == 1) & may_be(HARD, is_hard, sharing - 1))]
        groups = (
            verbs,
            traits[self._gap(traits) <= 1],
            sharing,
            unclear[self._gap(unclear) <= _BESIDE_TOOL],
        )
        asked = np.concatenate(groups)
        question = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
        order = np.argsort(asked)
        return asked[order], question[order]

    def _gap(self, places: Numbers) -> Numbers:
        """Return how many characters stand between some marks and those before in their field."""
        marks = self._marks
        gap = marks.start[places] - marks.end[places - 1]
        is_first = (places == 0) | (marks.field[places] != marks.field[places - 1])
        gap[is_first] = len(self._fields.text)
        return gap

    def _settle(self, asked: Numbers, question: Numbers) -> None:
        """Settle in order the marks that depend on a mention before them."""
        marks, tasks = self._marks, self._tasks
        row = count_below(tasks.mark, asked)
        last, before = self._last_added(asked)
        is_linked = np.zeros(len(asked), bool)
        is_linked[1:] = (
            (asked[:-1] > last[1:])
            & (marks.field[asked[:-1]] == marks.field[asked[1:]])
            & (marks.end[asked[:-1]] >= marks.start[asked[1:]] - _BESIDE_TOOL)
        )
        # How many marks right before one have to be settled first.
        places = np.arange(len(asked))
        depth = places - np.maximum.accumulate(np.where(is_linked, 0, places))
        order = np.argsort(depth, kind="stable")
        ends = np.cumsum(np.bincount(depth))
        for level, at in enumerate(np.split(order, ends[:-1])):
            if level:
                own = before[:, at - 1]
                before[:, at] = np.where(own[0] > before[0, at], own, before[:, at])
            self._settle_these(asked[at], question[at], row[at], before, at)

    def _settle_these(
        self, mark: Numbers, question: Numbers, row: Numbers, before: Numbers, at: Numbers
    ) -> None:
        """Settle marks by the end, start and kind of the mention before each: columns of `before`.

        Where a mark is a mention itself, its own take their place.
        """
        marks, tasks, limit = self._marks, self._tasks, self._limits[mark]
        start, end, number = marks.start[mark], marks.end[mark], marks.number[mark]
        last, first, kind = before[:, at]
        is_task = (question == _TASK) & ((last != start) | (kind != TOOL))
        is_task |= (question == _TRAIT) & (last < start - 1)
        is_beside = (last >= start - _BESIDE_TOOL) & (kind == TOOL)
        is_name = np.where(question == _BESIDE, is_beside, self._needs.wanted[mark])
        shares = np.flatnonzero((question == _SHARED) & (last == start - 1) & (kind == HARD))
        listed = self._shared(first[shares], last[shares], start[shares], end[shares])
        shares, listed = shares[listed >= 0], listed[listed >= 0]
        number[shares], is_name[shares] = listed, True
        row = np.minimum(row, len(tasks.mark) - 1)
        if len(tasks.mark):
            taken = np.flatnonzero(is_task & (tasks.start[row] >= limit))
            is_name[taken] = False
            self._take_tasks(row[taken])
            before[:, at[taken]] = end[taken], tasks.start[row[taken]], tasks.kind[row[taken]]
        named = np.flatnonzero(is_name & (start >= limit))
        self._added[mark[named]] = True
        before[:, at[named]] = end[named], start[named], self._table.kind.take(number[named])
        shares = shares[start[shares] >= limit[shares]]
        self._shared_marks.append(mark[shares])
        self._shared_names.append(number[shares])

    def _last_added(self, asked: Numbers) -> tuple[Numbers, Numbers]:
        """Return the last mention before some marks, and its end, start and kind."""
        added = np.flatnonzero(self._added)
        at = count_below(added, asked)
        last = added[at - 1] if len(added) else at - 1
        last[at == 0] = -1
        is_same = (last >= 0) & (self._marks.field[last] == self._marks.field[asked])
        end = np.where(is_same, self._marks.end[last], -_BESIDE_TOOL - 1)
        return last, np.array([end, *self._starts_and_kinds(last)])

    def _shared(self, first: Numbers, last: Numbers, start: Numbers, end: Numbers) -> Numbers:
        """Return the second verbs of 需求分析和设计 with the objects of the first, if listed."""
        object_and_verb = (first, last - (end - start)), (start, end)
        return self._table.listed_at(*joined(self._fields.signs.codes, *object_and_verb))
