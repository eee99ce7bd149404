"""Where a name that no mark stands for may count: free, asked for, not taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Mask, Numbers

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks
    from talentcast.matching.mentions import Mentions
    from talentcast.matching.withheld import Withheld


class FreePlaces:
    """The characters of some fields that no mention covers.

    Parameters
    ----------
    fields : Fields
    marks : Marks
    withheld : Withheld
    limits : array of int
        Of every mark (`Withheld.limits`).
    mentions : Mentions
        What was found before.
    """

    def __init__(
        self,
        fields: Fields,
        marks: Marks,
        withheld: Withheld,
        limits: Numbers,
        mentions: Mentions,
    ) -> None:
        self._fields, self._marks = fields, marks
        self._withheld, self._limits = withheld, limits
        order = np.argsort(mentions.end, kind="stable")
        self._ends = mentions.end[order]
        starts = mentions.start[order][::-1]
        self._least = np.append(np.minimum.accumulate(starts)[::-1], len(fields.text))

    def field_of(self, start: Numbers) -> Numbers:
        """Return the field of each place."""
        field: Numbers = np.searchsorted(self._fields.begins, start, "right") - 1
        return field

    def may_stand(self, start: Numbers, end: Numbers, kind: int) -> Mask:
        """Say which stretches may be names of a kind.

        They overlap no mention, stand in a part that names skills, not in a title, and neither
        negation nor benefits reach them.

        Parameters
        ----------
        start, end : array of int
            In order.
        kind : int
            As in `surface_table.KIND_NUMBERS`.
        """
        marks, parts = self._marks, self._marks.parts
        part = np.searchsorted(parts.begin, start, "right") - 1
        may: Mask = parts.is_read[part] & ~self._fields.is_title[self.field_of(start)]
        may &= self._least[np.searchsorted(self._ends, start, "right")] >= end
        if not len(marks.start):
            return may
        mark = np.searchsorted(marks.start, start, "right") - 1
        is_same = (mark >= 0) & (marks.part[mark] == part)
        may &= ~is_same | (start >= self._limits[mark])
        may &= ~self._withheld.is_dropped(mark, start, np.full(len(start), kind))
        return may
