"""Names of tools that no table lists, told in Chinese ads by how they are written (MagiCAD).

A Latin name that stands alone among Chinese words, with capitals as only names have them, is a
product in duties and requirements: of conferences, employers and everyday words little else is so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import BLANK, Mask, Numbers
from talentcast.matching.english_plain import EVERYDAY
from talentcast.matching.free_stretches import Covered, Edges
from talentcast.matching.span_signs import HAN, LETTER, NAME_LAST, NAME_SIGN
from talentcast.matching.surface_table import PARTS, SurfaceTable

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Parts

#: Parts of an ad in which such a name is a tool.
_ASKED = [PARTS.index(kind) for kind in ("duties", "requirements", "preferred")]

#: Shortest name, in characters.
_SHORTEST = 4

#: Words of one name at most (Advanced Skeleton).
_WORDS = 3

#: How only names are written: a capital and three small letters, a capital within, small letters
#: behind two capitals, digits behind capitals.
_WRITTEN = re.compile(r"[A-Z][a-z]{3,}|[A-Za-z]*[a-z][A-Z]|[A-Z]{2,}[a-z]{2}|[A-Z]+-?\d{2,}")

#: How every word of such a name begins.
_CAPITAL = re.compile(r"[A-Z]|[a-z]+[A-Z0-9]")

#: Words with a capital in Chinese ads that name no tool.
_PLAIN = EVERYDAY | frozenset(
    "abilities about app application attributes base benefits bonus boss business career chair "
    "code commit company computer contact data delay demo description developer duties email "
    "engineering experience file framework gain geek hardware helpdesk hook hook-up hybrid "
    "information internet introduction iphone job join layout leader location manager management "
    "mixer mobile native network office oncall online open party plus position preferred "
    "presentation push qualification qualifications query render required requirement requirements "
    "responsibilities responsibility review rich salary security senior server services skill "
    "skills software staff streaming summary system systems team telecom tier1 title tob toc tog "
    "tool vice vision web what working your".split()
)

#: Near such words it is a conference, a journal or an employer.
_OTHERS = re.compile("会议|论文|期刊|顶会|发表|大会|竞赛|客户")
_EMPLOYER = re.compile(
    "公司|集团|科技|中国|大学|学院|实验室|工作室|招聘|官网|团队|事业|旗下|是一|致力"
)

#: How far around a name they stand, and Chinese characters.
_NEAR, _BEHIND = 30, 6
_CHINESE = re.compile("[\u4e00-\u9fff]")

#: In an address.
_ADDRESS = re.compile(r"[@:]|//|\.(?:com|cn|net|org|io)\b|\bwww\b")


def find_written(
    fields: Fields, table: SurfaceTable, parts: Parts, covered: Covered
) -> tuple[Numbers, Numbers]:
    """Find the Latin names that are told by how they are written.

    Parameters
    ----------
    fields : Fields
    table : SurfaceTable
        Its names are none that no table lists.
    parts : Parts
    covered : Covered
        What was found before.

    Returns
    -------
    start, end : array of int
    """
    signs = fields.signs
    field = np.searchsorted(fields.begins, parts.begin, "right") - 1
    is_asked = np.isin(parts.kind, _ASKED) & parts.is_read & ~fields.is_title.take(field)
    asked = np.flatnonzero(is_asked & (fields.classes.take(field) & HAN != 0))
    edges = Edges(NAME_SIGN, LETTER, NAME_LAST, _SHORTEST)
    owner, start, end = covered.free_runs(
        signs.classes, edges, parts.begin[asked].astype(np.int64), parts.end[asked].astype(np.int64)
    )
    is_near = _follows(fields, start, end)
    # Several words, one behind the other: a name if there are few.
    first = np.flatnonzero(~is_near)
    size = np.diff(np.append(first, len(start)))
    first, size = first[size <= _WORDS], size[size <= _WORDS]
    start, end, owner = start[first], end[first + size - 1], field[asked][owner[first]]
    chosen = np.flatnonzero(_is_alone(fields, start, end))
    is_listed = table.phrases.hold(signs.codes, start[chosen], end[chosen])
    chosen = chosen[np.flatnonzero(~is_listed)]
    columns = (start[chosen], end[chosen], owner[chosen])
    kept = [
        _is_name(fields, at, begin, stop)
        for begin, stop, at in zip(*(column.tolist() for column in columns), strict=True)
    ]
    chosen = chosen[np.array(kept, bool)]
    return start[chosen], end[chosen]


def _follows(fields: Fields, start: Numbers, end: Numbers) -> Mask:
    """Say which runs stand right behind the one before them, a blank between."""
    found = np.zeros(len(start), bool)
    found[1:] = start[1:] == end[:-1] + 1
    found[1:] &= fields.signs.codes[end[:-1]] == ord(BLANK)
    return found


def _is_alone(fields: Fields, start: Numbers, end: Numbers) -> Mask:
    """Say beside which names no other Latin letters stand."""
    signs = fields.signs
    left = start - 1
    left = left - (signs.codes[left] == ord(BLANK))
    right = end + (signs.codes[end] == ord(BLANK))
    found: Mask = ~signs.has(NAME_SIGN, left) & ~signs.has(NAME_SIGN, right)
    return found


def _is_name(fields: Fields, field: int, start: int, end: int) -> bool:
    """Say whether a stretch of a field is written as a name, and is none of something else."""
    begin = int(fields.begins[field])
    given, start, end = fields.given[field], start - begin, end - begin
    name = given[start:end]
    if name.islower():
        return False
    words = name.split()
    if not any(map(_WRITTEN.match, words)) or not all(map(_CAPITAL.match, words)):
        return False
    if all(word.lower() in _PLAIN for word in words) or _ADDRESS.search(
        given, max(0, start - 3), end + 4
    ):
        return False
    if not _CHINESE.search(given, max(0, start - _BEHIND), end + _BEHIND):
        return False
    near = given[max(0, start - _NEAR) : end + _NEAR]
    return not _OTHERS.search(near) and not _EMPLOYER.search(given, end, end + _BEHIND)
