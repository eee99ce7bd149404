"""The order of the rules: what is found in some fields, and what of it counts."""

from __future__ import annotations

import numpy as np

from talentcast.matching.adjacent import Settled
from talentcast.matching.characters import Mask
from talentcast.matching.english import asked_in_english
from talentcast.matching.free_stretches import Covered
from talentcast.matching.marks import Fields, Marks
from talentcast.matching.mentions import How, Mentions, SkillNumbers
from talentcast.matching.name_needs import NameNeeds
from talentcast.matching.open_names import OpenNames
from talentcast.matching.studies import is_studied
from talentcast.matching.surface_finder import Found
from talentcast.matching.surface_table import SurfaceTable
from talentcast.matching.tasks import Tasks
from talentcast.matching.told_names import find_listed, find_told
from talentcast.matching.withheld import find_withheld


def read(
    fields: Fields,
    table: SurfaceTable,
    found: Found,
    names: SkillNumbers,
) -> tuple[Mentions, Mask]:
    """Read the surfaces found in some fields.

    Parameters
    ----------
    fields : Fields
    table : SurfaceTable
    found : array of int32, shape (n, 3)
        Number, start and end of every surface in `fields.text`, one a row.
    names : SkillNumbers

    Returns
    -------
    Mentions
        Field by field, in the order in which they were found.
    array of bool
        Which of them are required, not only preferred.
    """
    marks = Marks(fields, table, found)
    del found
    needs = NameNeeds(fields, table, marks)
    tasks = Tasks(fields, table, marks, names)
    withheld = find_withheld(fields, table, marks)
    limits = withheld.limits(marks)
    settled = Settled(fields, table, marks, needs, tasks, limits)
    mentions = settled.mentions
    kept = ~withheld.is_dropped(settled.mark, mentions.start, mentions.kind)
    kept[:-1] &= ~_goes_on(mentions)
    kept &= ~is_studied(fields, marks, withheld.majors, mentions)
    known = withheld.unguarded(marks, needs.known, settled.mark)
    mentions = mentions.take(np.flatnonzero(kept))
    del settled  # arrays of all marks
    covered = Covered(len(fields.text), mentions.start, mentions.end)
    opened = OpenNames(fields, table, marks, known, mentions, covered, names).mentions
    covered.add(opened.start, opened.end)
    told = find_told(fields, table, marks, withheld, limits, (mentions, opened), covered, names)
    covered.add(told.start, told.end)
    listed = find_listed(fields, marks, withheld, limits, (mentions, opened, told), covered, names)
    mentions = mentions.followed_by(opened, told, listed)
    mentions = asked_in_english(fields, table, mentions, names)
    return mentions, ~withheld.preferred.take(mentions.start)


def _goes_on(mentions: Mentions) -> Mask:
    """Say which open tasks go on into the next one (工单管理 in 工单管理优化)."""
    is_task = (mentions.how == How.TASK.value) | (mentions.how == How.PLAN.value)
    both: Mask = is_task[:-1] & is_task[1:] & (mentions.start[:-1] == mentions.start[1:])
    return both
