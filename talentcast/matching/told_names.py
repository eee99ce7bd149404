"""Names that their own words tell, where no mention stands: certificates, verbs with an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.duties import find_duties
from talentcast.matching.licences import find_licences
from talentcast.matching.list_verbs import find_list_verbs
from talentcast.matching.mentions import How, Mentions, SkillNumbers
from talentcast.matching.surface_table import HARD
from talentcast.matching.taxonomy import OPEN_CERTIFICATE_PREFIX, OPEN_PREFIX

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks
    from talentcast.matching.withheld import Withheld

#: A certificate in `surface_table.KIND_NUMBERS`: none that a rule asks for.
_OTHER_KIND = 0

_PREFIX = {int(How.CERTIFICATE): OPEN_CERTIFICATE_PREFIX, int(How.DUTY): OPEN_PREFIX}


def find_told(
    fields: Fields,
    marks: Marks,
    withheld: Withheld,
    limits: Numbers,
    mentions: Mentions,
    names: SkillNumbers,
) -> Mentions:
    """Find the certificates and duties that no table lists.

    Parameters
    ----------
    fields : Fields
    marks : Marks
    withheld : Withheld
    limits : array of int
        Of every mark (`Withheld.limits`).
    mentions : Mentions
        What was found before.
    names : SkillNumbers
    """
    text = fields.text
    certificates, verbs = find_licences(fields), find_list_verbs(fields, marks)
    found = zip(find_duties(fields, marks), verbs, strict=True)
    duties = [np.concatenate(pair) for pair in found]
    size = (len(certificates[0]), len(duties[0]))
    start, end = (np.concatenate(pair) for pair in zip(certificates, duties[:2], strict=True))
    number = np.append(np.zeros(size[0], np.int64), duties[2])
    kind = np.repeat([_OTHER_KIND, HARD], size)
    how = np.repeat([int(How.CERTIFICATE), int(How.DUTY)], size)
    order = np.argsort(start, kind="stable")
    columns = [column[order] for column in (start, end, number, kind, how)]
    chosen = _is_free(_not_inside(mentions, *certificates), len(text), columns[0], columns[1])
    columns = [column[chosen] for column in columns]
    chosen = _is_asked(fields, marks, withheld, limits, columns[0], columns[3])
    start, end, number, kind, how = (column[chosen] for column in columns)
    skills = [
        names.open(_PREFIX[way] + text[first:last])
        for first, last, way in zip(start.tolist(), end.tolist(), how.tolist(), strict=True)
    ]
    field = np.searchsorted(fields.begins, start, "right") - 1
    return Mentions(np.array([field, start, end, number, skills, kind, how], np.int64))


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


def _is_free(places: tuple[Numbers, Numbers], size: int, start: Numbers, end: Numbers) -> Mask:
    """Say which stretches overlap none of the mentions at some places."""
    order = np.argsort(places[1], kind="stable")
    starts, ends = places[0][order][::-1], places[1][order]
    least = np.append(np.minimum.accumulate(starts)[::-1], size)
    free: Mask = least[np.searchsorted(ends, start, "right")] >= end
    return free


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
        mark = np.searchsorted(marks.start, start, "right") - 1
        is_same = (mark >= 0) & (marks.part[mark] == part)
        asked &= ~is_same | (start >= limits[mark])
        asked &= ~withheld.is_dropped(mark, start, kind)
    return asked
