"""Fields without Chinese: what of their mentions is asked for, and what else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Numbers
from talentcast.matching.english_names import read_field
from talentcast.matching.mentions import How, Mentions, SkillNumbers, token_of
from talentcast.matching.span_signs import HAN
from talentcast.matching.surface_table import KIND_NUMBERS, SurfaceTable

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields
    from talentcast.matching.surfaces import Token

    Found = tuple[int, int, Token]


def asked_in_english(
    fields: Fields, table: SurfaceTable, mentions: Mentions, names: SkillNumbers
) -> Mentions:
    """Put in place of the mentions of each field without Chinese what is asked for there."""
    holds = np.bitwise_or.reduceat(fields.signs.classes, fields.begins[:-1]) & HAN != 0
    cuts = np.searchsorted(mentions.field, np.arange(len(fields.plain) + 1))
    english = np.flatnonzero(~holds & (np.diff(fields.begins) > 1))
    if not len(english):
        return mentions
    columns, last = [], 0
    for field in english.tolist():
        first, end = int(cuts[field]), int(cuts[field + 1])
        columns.append(mentions.columns[:, last:first])
        columns.append(_asked_for(fields, table, mentions.columns[:, first:end], field, names))
        last = end
    columns.append(mentions.columns[:, last:])
    return Mentions(np.concatenate(columns, axis=1))


def _asked_for(
    fields: Fields, table: SurfaceTable, columns: Numbers, field: int, names: SkillNumbers
) -> Numbers:
    """Return the columns of what `english_names.read_field` makes of the mentions of a field."""
    plain, begin = fields.plain[field], int(fields.begins[field])
    rows: dict[Found, list[int]] = {}
    for row in columns.T.tolist():
        _, start, end, number, _, _, how = row
        start, end = start - begin, end - begin
        rows[start, end, token_of(table, names, how, number, plain[start:end])] = row
    given, is_title = fields.given[field], bool(fields.is_title[field])
    kept = read_field(given, plain, list(rows), table.by_surface, table.known, is_title=is_title)
    asked = [rows.get(one) or _row(table, one, field, begin, names) for one in kept]
    return np.array(asked, np.int64).reshape(-1, len(columns)).T


def _row(table: SurfaceTable, one: Found, field: int, begin: int, names: SkillNumbers) -> list[int]:
    """Return the columns of a mention that was not found before."""
    start, end, token = one
    skill = table.skill_numbers.get(token.skill_id)
    if skill is None:
        skill = names.open(token.skill_id)
    number, kind = names.number_of(token), KIND_NUMBERS.get(token.kind, 0)
    return [field, start + begin, end + begin, number, skill, kind, How.OTHER]
