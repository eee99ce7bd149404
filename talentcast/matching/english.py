"""Fields without Chinese: what of their mentions is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching import cues
from talentcast.matching.characters import Numbers
from talentcast.matching.mentions import Mentions, token_of
from talentcast.matching.span_signs import HAN

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields
    from talentcast.matching.surface_table import SurfaceTable
    from talentcast.matching.surfaces import Token


def asked_in_english(fields: Fields, table: SurfaceTable, mentions: Mentions) -> Mentions:
    """Keep of the fields without Chinese what `cues.asked_for` keeps, in its order."""
    holds = np.bitwise_or.reduceat(fields.signs.classes, fields.begins[:-1]) & HAN != 0
    cuts = np.searchsorted(mentions.field, np.arange(len(fields.plain) + 1))
    english = np.flatnonzero(~holds & (np.diff(cuts) > 0))
    if not len(english):
        return mentions
    kept, last = [], 0
    for field in english.tolist():
        first, end = int(cuts[field]), int(cuts[field + 1])
        kept.append(np.arange(last, first))
        kept.append(first + _asked_for(fields, table, mentions.take(np.arange(first, end)), field))
        last = end
    kept.append(np.arange(last, len(mentions.field)))
    return mentions.take(np.concatenate(kept))


def _asked_for(fields: Fields, table: SurfaceTable, mentions: Mentions, field: int) -> Numbers:
    plain, begin = fields.plain[field], int(fields.begins[field])
    columns = (mentions.start - begin, mentions.end - begin, mentions.how, mentions.number)
    found: list[tuple[int, int, Token]] = []
    places: dict[tuple[int, int], int] = {}
    for start, end, how, number in zip(*(column.tolist() for column in columns), strict=True):
        places[start, end] = len(found)
        found.append((start, end, token_of(table, how, number, plain[start:end])))
    kept = cues.asked_for(plain, found)
    return np.array([places[start, end] for start, end, _ in kept], np.int64)
