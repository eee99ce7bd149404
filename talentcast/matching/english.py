"""Fields without Chinese: what of their mentions is asked for, and what else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Numbers
from talentcast.matching.english_names import read_texts
from talentcast.matching.english_titles import asked_for, title_names
from talentcast.matching.english_words import is_english
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
    holds = fields.classes & HAN != 0
    english = np.flatnonzero(~holds & (np.diff(fields.begins) > 1))
    first, behind = (np.searchsorted(mentions.field, english, side) for side in ("left", "right"))
    places = dict(
        zip(english.tolist(), zip(first.tolist(), behind.tolist(), strict=True), strict=True)
    )
    rows = {
        field: _rows(fields, table, mentions.columns[:, slice(*own)], names)
        for field, own in places.items()
    }
    columns, last = [], 0
    for field, kept in _kept(fields, table, rows):
        if not kept and not rows[field]:
            continue
        own = [rows[field].get(one) or _row(table, one, field, fields, names) for one in kept]
        columns.append(mentions.columns[:, last : places[field][0]])
        columns.append(np.array(own, np.int32).reshape(-1, len(mentions.columns)).T)
        last = places[field][1]
    if not columns:
        return mentions
    columns.append(mentions.columns[:, last:])
    return Mentions(np.concatenate(columns, axis=1))


def _rows(
    fields: Fields, table: SurfaceTable, columns: Numbers, names: SkillNumbers
) -> dict[Found, list[int]]:
    """Return the columns of the mentions of a field by place in it and what they stand for."""
    rows: dict[Found, list[int]] = {}
    for row in columns.T.tolist():
        field, start, end, number, _, _, how = row
        begin, plain = int(fields.begins[field]), fields.plain[field]
        start, end = start - begin, end - begin
        rows[start, end, token_of(table, names, how, number, plain[start:end])] = row
    return rows


def _kept(
    fields: Fields, table: SurfaceTable, rows: dict[int, dict[Found, list[int]]]
) -> list[tuple[int, list[Found]]]:
    """Return what is asked for in each field: a title, an English text, or another."""
    kept: dict[int, list[Found]] = {}
    texts = []
    for field, own in rows.items():
        given, plain = fields.given[field], fields.plain[field]
        if fields.is_title[field]:
            kept[field] = title_names(given, plain, list(own)) if own else []
        elif is_english(plain):
            texts.append(field)
        else:
            kept[field] = asked_for(plain, list(own))
    read = read_texts(
        [fields.given[field] for field in texts],
        [fields.plain[field] for field in texts],
        [list(rows[field]) for field in texts],
        table.by_surface,
        table.vocabulary,
    )
    kept |= zip(texts, read, strict=True)
    return sorted(kept.items())


def _row(
    table: SurfaceTable, one: Found, field: int, fields: Fields, names: SkillNumbers
) -> list[int]:
    """Return the columns of a mention that was not found before."""
    start, end, token = one
    begin = int(fields.begins[field])
    skill = table.skill_numbers.get(token.skill_id)
    if skill is None:
        skill = names.open(token.skill_id)
    number, kind = names.number_of(token), KIND_NUMBERS.get(token.kind, 0)
    return [field, start + begin, end + begin, number, skill, kind, How.OTHER]
