"""Which names of the taxonomy have around them what they need."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching import cues
from talentcast.matching.characters import BLANK, DIGITS, LETTERS, Mask, Numbers, is_one_of
from talentcast.matching.list_verbs import stand_alone
from talentcast.matching.span_signs import (
    CHINESE,
    CLAUSE_BREAK,
    CLAUSE_END,
    LETTER,
    NO_ASCII,
    NO_BLANK,
    NO_SPACE,
    TextSigns,
)
from talentcast.matching.spans import count_below
from talentcast.matching.surface_table import PARTS, SurfaceTable
from talentcast.matching.surfaces import Code, Need

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks

_CAN = ord("会")
_DUTIES = PARTS.index("duties")


class NameNeeds:
    """What stands around the names that need something.

    Attributes
    ----------
    wanted : array of bool
        Which marks are names of skills that need nothing or have what they need.
    unclear : array of int
        English words that are names of tools only beside a tool.
    """

    def __init__(self, fields: Fields, table: SurfaceTable, marks: Marks) -> None:
        self._fields, self._marks = fields, marks
        is_name = marks.is_read & (marks.code == Code.SKILL.value)
        needs_nothing = marks.need == Need.NOTHING.value
        self.wanted = is_name & needs_nothing
        asked = np.flatnonzero(is_name & ~needs_nothing)
        needs = marks.need[asked]
        of = {kind: asked[np.flatnonzero(needs == kind.value)] for kind in Need}
        self.known = marks.read_as(Code.KNOW)
        self._add(of[Need.KNOWN], self._is_known(of[Need.KNOWN], cues.precede_knowing))
        self._add(of[Need.ABILITY], self._is_known(of[Need.ABILITY], cues.precede_ability))
        able = np.concatenate([of[Need.KNOWN], of[Need.ABILITY]])
        self._add(able, self._is_able(able))
        abilities = of[Need.ABILITY]
        verbs = abilities[table.is_list_verb[marks.number[abilities]]]
        self._add(verbs, stand_alone(fields, marks.start[verbs], marks.end[verbs]))
        is_duty = marks.parts.kind[marks.part[of[Need.TRAIT]]] == _DUTIES
        self.wanted[of[Need.TRAIT][~is_duty]] = True
        attitudes = np.concatenate([of[Need.ATTITUDE], of[Need.TRAIT][is_duty]])
        self._add(attitudes, self._has_attitude(attitudes))
        self._add(of[Need.LANGUAGE], self._is_language(of[Need.LANGUAGE]))
        is_name_here = self._is_name(of[Need.NAME])
        self._add(of[Need.NAME], is_name_here)
        self.unclear = of[Need.NAME][~is_name_here]

    def _add(self, places: Numbers, has: Mask) -> None:
        self.wanted[places[has]] = True

    def _is_known(self, places: Numbers, precede: Callable[[TextSigns, Numbers], Mask]) -> Mask:
        """Say which words stand behind a cue of knowledge in their clause, or before one."""
        marks, signs = self._marks, self._fields.signs
        start, end = marks.start[places], marks.end[places]
        has = np.zeros(len(places), bool)
        if len(self.known):
            at = count_below(self.known, places) - 1
            cue = self.known[at]
            near = np.flatnonzero((at >= 0) & (marks.part[cue] == marks.part[places]))
            has[near] = signs.next_at(CLAUSE_END, marks.end[cue[near]]) >= start[near]
        asked = np.flatnonzero(~has)
        has[asked] = precede(signs, end[asked])
        return has

    def _is_able(self, places: Numbers) -> Mask:
        """Say which words stand right behind 会 at the beginning of a clause or member."""
        signs, start = self._fields.signs, self._marks.start[places]
        able: Mask = (signs.codes[start - 1] == _CAN) & ~signs.has(CHINESE, start - 2)
        return able

    def _has_attitude(self, places: Numbers) -> Mask:
        marks, signs = self._marks, self._fields.signs
        begin = signs.behind_last(CLAUSE_BREAK, marks.start[places])
        stop = signs.next_at(CLAUSE_END, marks.end[places])
        is_duty = marks.parts.kind[marks.part[places]] == _DUTIES
        return cues.have_attitude(signs, begin, stop, is_duty)

    def _is_language(self, places: Numbers) -> Mask:
        marks, signs = self._marks, self._fields.signs
        start, end = marks.start[places], marks.end[places]
        left = signs.codes[signs.behind_last(NO_SPACE, start) - 1]
        right = signs.codes[np.minimum(signs.next_at(NO_SPACE, end), len(signs.codes) - 1)]
        has = is_one_of(cues.BEFORE_LANGUAGE)[left] | is_one_of(cues.AFTER_LANGUAGE)[right]
        asked = np.flatnonzero(has)
        local = self._fields.local(marks, places[asked])
        has[asked] = [cues.is_listed_language(*one[1:]) for one in local]
        return has

    def _is_name(self, places: Numbers) -> Mask:
        """Say which English words stand beside Chinese or as names in English."""
        marks, signs = self._marks, self._fields.signs
        left, right = signs.codes[marks.start[places] - 1], signs.codes[marks.end[places]]
        is_plain = ~is_one_of(BLANK + LETTERS + DIGITS)[left]
        is_plain &= ~is_one_of(BLANK + LETTERS)[right]
        has = is_plain & ((left >= 128) | (right >= 128))
        asked = np.flatnonzero(~has)
        # What stands behind blanks; among letters, or without Chinese, a capital decides.
        start, end = marks.start[places[asked]], marks.end[places[asked]]
        before, behind = signs.behind_last(NO_BLANK, start) - 1, signs.next_at(NO_BLANK, end)
        among = signs.has(LETTER, before) | is_one_of(DIGITS)[signs.codes[before]]
        among |= signs.has(LETTER, behind)
        has[asked] = True
        asked = asked[among | (self._fields.classes[marks.field[places[asked]]] & NO_ASCII == 0)]
        has[asked] = [
            cues.is_name_in_english(*one) for one in self._fields.local(marks, places[asked])
        ]
        return has
