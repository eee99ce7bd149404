"""Marks that depend on what was found right before them, settled in order.

A verb right behind a tool ends no task; behind a conjunction it shares the object of the task
before; a noun before 能力 that was found makes no trait; an English word beside a tool is a tool.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Numbers
from talentcast.matching.mentions import How, Mentions
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
        self._start = marks.start.copy()
        self._number = marks.number.copy()
        self._skill = table.skill[marks.number]
        self._kind = table.kind[marks.number]
        self._how = np.full(len(marks.start), How.NAME, np.int8)
        self._added = needs.wanted & (marks.start >= limits)
        asked, question = self._asking()
        at = np.searchsorted(asked, tasks.mark)
        is_settled = asked[np.minimum(at, len(asked) - 1)] != tasks.mark if len(asked) else at == 0
        self._take_tasks(np.flatnonzero(is_settled))
        self._added[asked] = False
        if len(asked):
            self._settle(asked, question)
        self.mark = np.flatnonzero(self._added)
        columns = (marks.field, self._start, marks.end, self._number, self._skill, self._kind)
        self.mentions = Mentions(
            np.array([column.take(self.mark) for column in (*columns, self._how)])
        )

    def _take_tasks(self, rows: Numbers) -> None:
        """Make mentions of tasks and traits that no negation holds back."""
        tasks = self._tasks
        rows = rows[tasks.start[rows] >= self._limits[tasks.mark[rows]]]
        mark = tasks.mark[rows]
        self._start[mark] = tasks.start[rows]
        self._number[mark] = tasks.number[rows]
        self._skill[mark] = tasks.skill[rows]
        self._kind[mark] = tasks.kind[rows]
        self._how[mark] = tasks.how[rows]
        self._added[mark] = True

    def _asking(self) -> tuple[Numbers, Numbers]:
        """Return the marks that depend on a mention before them, and what they ask."""
        marks, tasks, table = self._marks, self._tasks, self._table
        before = np.maximum(np.arange(len(marks.start)) - 1, 0)
        gap = marks.start - marks.end[before]
        gap[marks.field != marks.field[before]] = len(self._fields.text)
        gap[:1] = len(self._fields.text)
        may_be_tool = (marks.code == Code.SKILL) & (table.kind[marks.number] == TOOL)
        may_be_tool[tasks.mark[tasks.kind == TOOL]] = True
        may_be_hard = (marks.code == Code.SKILL) & (table.kind[marks.number] == HARD)
        may_be_hard[tasks.mark[tasks.kind == HARD]] = True
        may_be_hard[tasks.sharing] = True
        is_trait = tasks.how == How.TRAIT
        verbs = tasks.mark[~is_trait]
        verbs = verbs[(gap[verbs] == 0) & may_be_tool[before[verbs]]]
        verbs = verbs[marks.code[verbs] != Code.NOUN]
        verbs = verbs[marks.code[verbs] != Code.ENGLISH_HEAD]
        traits, unclear, sharing = tasks.mark[is_trait], self._needs.unclear, tasks.sharing
        near = gap[sharing]
        sharing = sharing[(near == 0) | ((near == 1) & may_be_hard[before[sharing]])]
        groups = (
            verbs,
            traits[gap[traits] <= 1],
            sharing,
            unclear[gap[unclear] <= _BESIDE_TOOL],
        )
        asked = np.concatenate(groups)
        question = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
        order = np.argsort(asked)
        return asked[order], question[order]

    def _settle(self, asked: Numbers, question: Numbers) -> None:
        """Settle in order the marks that depend on a mention before them."""
        marks, tasks, limits = self._marks, self._tasks, self._limits
        row = np.searchsorted(tasks.mark, asked)
        task_start, task_kind = (np.append(column, 0)[row] for column in (tasks.start, tasks.kind))
        columns = (
            np.arange(len(asked)), question, marks.start[asked], marks.end[asked],
            marks.number[asked], limits[asked], self._needs.wanted[asked], task_start, task_kind,
            self._fields.begins[marks.field[asked]], *self._last_added(asked),
        )  # fmt: skip
        taken: list[int] = []
        named: list[tuple[int, int, int]] = []
        own_end = own_start = own_kind = -1
        for (
            at, asks, start, end, number, limit, is_name, begin, kind, floor, before,
            before_start, before_kind,
        ) in zip(*(column.tolist() for column in columns), strict=True):  # fmt: skip
            if own_end > max(before, floor):
                before, before_start, before_kind = own_end, own_start, own_kind
            how = How.NAME
            if asks == _TASK:
                is_task = before != start or before_kind != TOOL
            elif asks == _TRAIT:
                is_task = before < start - 1
            else:
                is_task = False
                if asks == _BESIDE:
                    is_name = before >= start - _BESIDE_TOOL and before_kind == TOOL
                elif before == start - 1 and before_kind == HARD:
                    listed = self._shared(before_start, before, start, end)
                    if listed >= 0:
                        number, how, is_name = listed, How.SHARED, True
            if is_task and begin >= limit:
                taken.append(at)
                own_end, own_start, own_kind = end, begin, kind
            elif is_name and start >= limit:
                named.append((at, number, how))
                own_end, own_start, own_kind = end, start, int(self._table.kind[number])
        self._take_tasks(row[taken])
        places, numbers, ways = np.array(named, np.int64).reshape(-1, 3).T
        self._take_names(asked[places], numbers, ways)

    def _last_added(self, asked: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Return end, start and kind of the last mention before some marks."""
        places = np.where(self._added, np.arange(len(self._added)), -1)
        last = np.append(-1, np.maximum.accumulate(places))[asked]
        is_same = (last >= 0) & (self._marks.field[last] == self._marks.field[asked])
        end = np.where(is_same, self._marks.end[last], -_BESIDE_TOOL - 1)
        return end, self._start[last], self._kind[last]

    def _take_names(self, mark: Numbers, number: Numbers, how: Numbers) -> None:
        """Make mentions of names of the taxonomy."""
        self._number[mark], self._how[mark] = number, how
        self._skill[mark] = self._table.skill[number]
        self._kind[mark] = self._table.kind[number]
        self._added[mark] = True

    def _shared(self, first: int, last: int, start: int, end: int) -> int:
        """Return the second verb of 需求分析和设计 with the object of the first, if listed."""
        text = self._fields.text
        return self._table.listed(text[first : last - (end - start)] + text[start:end])
