"""Names that their own words tell, where no mention stands.

Certificates, machines and instruments, standards, verbs with an object, members of lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.devices import find_devices
from talentcast.matching.duties import find_duties
from talentcast.matching.free_stretches import Covered, FreeStretches
from talentcast.matching.licences import find_licences
from talentcast.matching.list_members import find_members
from talentcast.matching.list_verbs import find_list_verbs
from talentcast.matching.mentions import How, Mentions, SkillNumbers
from talentcast.matching.standards import find_standards
from talentcast.matching.surface_table import HARD, KNOWLEDGE, TOOL, SurfaceTable
from talentcast.matching.taxonomy import (
    OPEN_CERTIFICATE_PREFIX,
    OPEN_KNOWLEDGE_PREFIX,
    OPEN_PREFIX,
    OPEN_TOOL_PREFIX,
)
from talentcast.matching.written_names import find_written

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks
    from talentcast.matching.withheld import Withheld

#: A certificate in `surface_table.KIND_NUMBERS`: none that a rule asks for.
_OTHER_KIND = 0

_PREFIX = {
    int(How.CERTIFICATE): OPEN_CERTIFICATE_PREFIX,
    int(How.TOOL): OPEN_TOOL_PREFIX,
    int(How.KNOWLEDGE): OPEN_KNOWLEDGE_PREFIX,
    int(How.DUTY): OPEN_PREFIX,
    int(How.MEMBER): OPEN_PREFIX,
}


def find_told(
    fields: Fields,
    table: SurfaceTable,
    marks: Marks,
    withheld: Withheld,
    limits: Numbers,
    mentions: tuple[Mentions, ...],
    covered: Covered,
    names: SkillNumbers,
) -> Mentions:
    """Find the certificates, machines, written names, standards and duties that no table lists.

    Parameters
    ----------
    fields : Fields
    table : SurfaceTable
    marks : Marks
    withheld : Withheld
    limits : array of int
        Of every mark (`Withheld.limits`).
    mentions : tuple of Mentions
        What was found before.
    covered : Covered
        Where it stands.
    names : SkillNumbers
    """
    certificates, verbs = find_licences(fields), find_list_verbs(fields, table, marks)
    found = zip(find_duties(fields, marks), verbs, strict=True)
    duties = [np.concatenate(column) for column in found]
    written = find_written(fields, table, marks.parts, covered)
    groups = (certificates, find_devices(fields), written, find_standards(fields), duties[:2])
    size = [len(group[0]) for group in groups]
    start, end = (np.concatenate(column) for column in zip(*groups, strict=True))
    number = np.append(np.zeros(sum(size[:-1]), np.int64), duties[2])
    kind = np.repeat([_OTHER_KIND, TOOL, TOOL, KNOWLEDGE, HARD], size)
    ways = (How.CERTIFICATE, How.TOOL, How.TOOL, How.KNOWLEDGE, How.DUTY)
    how = np.repeat([int(way) for way in ways], size)
    order = np.argsort(start, kind="stable")
    columns = [column[order] for column in (start, end, number, kind, how)]
    chosen = _are_free(fields, covered, certificates, mentions, columns[0], columns[1])
    columns = [column[chosen] for column in columns]
    chosen = _is_asked(fields, marks, withheld, limits, columns[0], columns[3])
    start, end, number, kind, how = (column[chosen] for column in columns)
    return _opened(fields, names, (start, end, number, kind, how))


def find_listed(
    fields: Fields,
    marks: Marks,
    withheld: Withheld,
    limits: Numbers,
    mentions: tuple[Mentions, ...],
    covered: Covered,
    names: SkillNumbers,
) -> Mentions:
    """Find the members of lists that stand beside a task; parameters as of `find_told`."""
    start, end = find_members(fields, mentions, covered)
    kind = np.full(len(start), HARD)
    chosen = _is_asked(fields, marks, withheld, limits, start, kind)
    start, end, kind = start[chosen], end[chosen], kind[chosen]
    how = np.full(len(start), int(How.MEMBER))
    return _opened(fields, names, (start, end, np.zeros_like(start), kind, how))


def _opened(fields: Fields, names: SkillNumbers, columns: tuple[Numbers, ...]) -> Mentions:
    """Make mentions of start, end, number, kind and `How`."""
    start, end, number, kind, how = columns
    skills = np.zeros_like(start)
    for way, prefix in _PREFIX.items():
        some = np.flatnonzero(how == way)
        skills[some] = names.open_at(prefix, fields.signs.codes, start[some], end[some])
    field = np.searchsorted(fields.begins, start, "right") - 1
    return Mentions(np.array([field, start, end, number, skills, kind, how], np.int32))


def _are_free(
    fields: Fields,
    covered: Covered,
    certificates: tuple[Numbers, Numbers],
    mentions: tuple[Mentions, ...],
    start: Numbers,
    end: Numbers,
) -> Mask:
    """Say which names overlap no mention, but those at the beginning of certificates' names."""
    free = covered.leaves_free(start, end)
    asked = np.flatnonzero(~free)
    inside = Covered(len(fields.text), *certificates)
    asked = asked[~inside.leaves_free(start[asked], end[asked])]
    if len(asked):
        start, end = start[asked], end[asked]
        is_near = np.zeros(len(fields.begins), bool)
        is_near[np.searchsorted(fields.begins, start, "right") - 1] = True
        free[asked] = True
        for one in mentions:
            near = one.take(np.flatnonzero(is_near.take(one.field)))
            free[asked] &= FreeStretches(*_not_inside(near, *certificates)).hold(start, end)
    return free


def _not_inside(mentions: Mentions, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
    """Return where the mentions stand that are not only the beginning of a certificate's name.

    The name before 证 may hold a listed one (盾构司机证); a listed certificate ends with it.
    """
    if not len(start):
        return mentions.start, mentions.end
    at = np.maximum(np.searchsorted(start, mentions.start, "right") - 1, 0)
    inside = (start[at] <= mentions.start) & (mentions.end < end[at])
    inside &= mentions.kind != _OTHER_KIND  # CCIE证书 is CCIE
    return mentions.start[~inside], mentions.end[~inside]


def _is_asked(
    fields: Fields,
    marks: Marks,
    withheld: Withheld,
    limits: Numbers,
    start: Numbers,
    kind: Numbers,
) -> Mask:
    """Say what stands where skills are asked for and neither negation nor benefits reach."""
    part = np.searchsorted(marks.parts.begin, start, "right") - 1
    field = np.searchsorted(fields.begins, start, "right") - 1
    asked: Mask = marks.parts.is_read[part] & ~fields.is_title[field]
    if len(marks.start) and len(start):
        mark = np.searchsorted(marks.start, start.astype(np.int32), "right") - 1
        is_same = (mark >= 0) & (marks.part[mark] == part)
        asked &= ~is_same | (start >= limits[mark])
        asked &= ~withheld.is_dropped(mark, start, kind)
    return asked
