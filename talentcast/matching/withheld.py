"""What does not count or is only preferred: negation, benefits, fields of study, 优先."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching import cues
from talentcast.matching.span_signs import CLAUSE_BREAK, CLAUSE_END, Mask, Numbers
from talentcast.matching.surface_table import HARD, KNOWLEDGE, PARTS, SurfaceTable
from talentcast.matching.surfaces import Code

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks

_PREFERRED = PARTS.index("preferred")
_FAR = np.iinfo(np.int64).max


@dataclass(slots=True)
class Withheld:
    """Marks that take something back, and what.

    Attributes
    ----------
    mark, limit : array of int
        Marks of negation and benefits, and up to where they hold; what begins before that and is
        found behind the mark, in the same part, does not count.
    dropping, dropped_from : array of int
        Marks that drop what was found before them, and from where on.
    majors, majors_from : array of int
        The same for fields of study, which drop tasks and knowledge only.
    preferred : tuple of arrays of int
        Sorted begins and sorted ends of the stretches where mentions are preferred only.
    """

    mark: Numbers
    limit: Numbers
    dropping: Numbers
    dropped_from: Numbers
    majors: Numbers
    majors_from: Numbers
    preferred: tuple[Numbers, Numbers]

    def limits(self, marks: Marks) -> Numbers:
        """Return for every mark up to where negation and benefits before it hold, or 0."""
        found = np.zeros(len(marks.start), np.int64)
        # Parts come one after the other, so the greatest is that of the last part with such a mark.
        size = marks.end[-1] + 2 if len(marks.end) else 1
        part = marks.part[self.mark]
        reach = np.minimum(self.limit, size - 1) + part * size
        found[self.mark] = reach
        found = np.maximum.accumulate(found)
        found[found // size != marks.part] = 0
        return found % size

    def unguarded(self, marks: Marks, known: Numbers, added: Numbers) -> Numbers:
        """Return the cues of knowledge that no negation or benefit holds back.

        It does until something was found behind it.
        """
        if not len(self.mark):
            return known
        events = np.sort(self.mark)
        at = np.searchsorted(events, known)
        event = np.where(at > 0, events[at - 1], 0)
        is_same = (at > 0) & (marks.part[event] == marks.part[known])
        found = np.searchsorted(added, known) > np.searchsorted(added, event)
        return known[~is_same | found]

    def is_dropped(self, mark: Numbers, start: Numbers, kind: Numbers) -> Mask:
        """Say which mentions a later mark drops."""
        dropped = start >= _least_behind(mark, self.dropping, self.dropped_from)
        is_field = (kind == HARD) | (kind == KNOWLEDGE)
        dropped |= is_field & (start >= _least_behind(mark, self.majors, self.majors_from))
        return dropped

    def is_preferred(self, start: Numbers) -> Mask:
        """Say what stands where mentions are preferred only."""
        begins, ends = self.preferred
        found: Mask = np.searchsorted(begins, start, "right") > np.searchsorted(ends, start, "right")
        return found


def _least_behind(mark: Numbers, events: Numbers, begins: Numbers) -> Numbers:
    """Return the least begin of all events behind some marks."""
    order = np.argsort(events)
    least = np.append(np.minimum.accumulate(begins[order][::-1])[::-1], _FAR)
    return least[np.searchsorted(events[order], mark, "right")]


def find_withheld(fields: Fields, table: SurfaceTable, marks: Marks) -> Withheld:
    """Find what takes something back or makes it preferred."""
    signs, text = fields.signs, fields.text
    others = marks.other_headings[~marks.parts.is_over[marks.part[marks.other_headings]]]
    is_wish = table.part[marks.number[others]] == _PREFERRED
    wishes = np.concatenate(
        [
            np.flatnonzero(marks.is_read & (marks.code == Code.PREFERRED)),
            others[is_wish & marks.is_read[others]],
        ]
    )
    offers = np.concatenate(
        [
            np.flatnonzero(marks.is_read & (marks.code == Code.BENEFIT)),
            others[table.is_benefit[marks.number[others]]],
        ]
    )
    negations = np.flatnonzero(marks.is_read & (marks.code == Code.NEGATION))
    negations = negations[
        [
            text[start] > "\x7f" or cues.is_english_negation(text, end)
            for start, end in zip(marks.start[negations].tolist(), marks.end[negations].tolist())
        ]
    ] if len(negations) else negations
    denials = np.flatnonzero(marks.is_read & (marks.code == Code.NEGATED))
    majors = np.flatnonzero(marks.is_read & (marks.code == Code.MAJOR))
    majors = majors[
        [cues.is_major(text, end) for end in marks.end[majors].tolist()]
    ] if len(majors) else majors
    negative = np.concatenate([negations, denials])
    offers_from = [cues.sentence_start(text, start) for start in marks.start[offers].tolist()]
    majors_from = [cues.majors_start(text, start) for start in marks.start[majors].tolist()]
    return Withheld(
        np.concatenate([negative, offers]),
        np.concatenate(
            [
                signs.next_at(CLAUSE_END, marks.end[negative]) + 1,
                np.array([_sentence_end(text, end) for end in marks.end[offers].tolist()], np.int64),
            ]
        ),
        np.concatenate([denials, offers]),
        np.concatenate(
            [
                signs.behind_last(CLAUSE_BREAK, marks.start[denials]),
                np.array(offers_from, np.int64),
            ]
        ),
        majors,
        np.array(majors_from, np.int64),
        _preferred(fields, marks, wishes),
    )


def _sentence_end(text: str, place: int) -> int:
    stop = cues.SENTENCE_END.search(text, place)
    return stop.start() if stop else len(text)


def _preferred(fields: Fields, marks: Marks, wishes: Numbers) -> tuple[Numbers, Numbers]:
    text, parts = fields.text, marks.parts
    headed = (parts.kind == _PREFERRED) & ~parts.is_over
    begins, ends = [], []
    for start, end in zip(marks.start[wishes].tolist(), marks.end[wishes].tolist(), strict=True):
        if text[start] > "\x7f":
            begin, stop = cues.preferred_start(text, start), end
        elif text.startswith(("preferably", "ideally"), start):
            begin, stop = end, _sentence_end(text, end)
        else:
            begin, stop = cues.sentence_start(text, start), end
        begins.append(begin)
        ends.append(stop)
    return (
        np.sort(np.concatenate([np.array(begins, np.int64), parts.begin[headed]])),
        np.sort(np.concatenate([np.array(ends, np.int64), parts.end[headed]])),
    )
