"""What does not count or is only preferred: negation, benefits, fields of study, 优先."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching import cues
from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.free_stretches import cover
from talentcast.matching.span_signs import CLAUSE_END, INNER_END, SENTENCE_END, TextSigns
from talentcast.matching.spans import count_below
from talentcast.matching.surface_table import HARD, KNOWLEDGE, PARTS, SurfaceTable
from talentcast.matching.surfaces import Code

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks

_PREFERRED = PARTS.index("preferred")
_COMMA = ord(",")

#: How many clauses around an offer are looked at, and before 优先.
_OFFER_CLAUSES, _WISH_CLAUSES = 16, 64
_ASCII = "\x7f"


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
    preferred : array of bool
        Of every character of the fields, whether a mention there is preferred only.
    """

    mark: Numbers
    limit: Numbers
    dropping: Numbers
    dropped_from: Numbers
    majors: Numbers
    majors_from: Numbers
    preferred: Mask

    def limits(self, marks: Marks) -> Numbers:
        """Return for every mark up to where negation and benefits before it hold, or 0."""
        if not len(self.mark):
            return np.zeros(len(marks.start), np.int32)
        order = np.argsort(self.mark)
        mark, limit = self.mark[order], self.limit[order]
        part = marks.part[mark].astype(np.int64)
        # Parts come one after the other, so the greatest is that of the last part with such a mark.
        bits = int(limit.max()).bit_length()
        limit = np.maximum.accumulate((part << bits) | limit) & ((1 << bits) - 1)
        # It holds up to the next one, or the end of the part.
        until = np.append(mark[1:], len(marks.start))
        stop = np.minimum(np.append(marks.parts.first, len(marks.start))[part + 1], until)
        sizes = np.stack([stop - mark, until - stop], axis=1).ravel()
        limits = np.append(0, np.stack([limit, np.zeros_like(limit)], axis=1))
        found: Numbers = np.repeat(limits.astype(np.int32), np.append(mark[0], sizes))
        return found

    def unguarded(self, marks: Marks, known: Numbers, added: Numbers) -> Numbers:
        """Return the cues of knowledge that no negation or benefit holds back.

        It does until something was found behind it.
        """
        if not len(self.mark):
            return known
        events = np.sort(self.mark)
        at = count_below(events, known)
        event = np.where(at > 0, events[at - 1], 0)
        is_same = (at > 0) & (marks.part[event] == marks.part[known])
        held = np.flatnonzero(is_same)
        is_over = np.searchsorted(added, known[held]) > np.searchsorted(added, event[held])
        kept = np.ones(len(known), bool)
        kept[held] = is_over
        return known[kept]

    def is_dropped(self, mark: Numbers, start: Numbers, kind: Numbers) -> Mask:
        """Say which mentions, in the order of their marks, a later mark drops."""
        dropped, furthest = np.zeros(len(mark), bool), np.maximum.accumulate(start)
        fields = _reached(mark, start, furthest, self.majors, self.majors_from)
        dropped[fields] = (kind[fields] == HARD) | (kind[fields] == KNOWLEDGE)
        dropped[_reached(mark, start, furthest, self.dropping, self.dropped_from)] = True
        return dropped


def _reached(
    mark: Numbers, start: Numbers, furthest: Numbers, events: Numbers, begins: Numbers
) -> Numbers:
    """Return which mentions begin at or behind the begin of an event that comes after them.

    Parameters
    ----------
    mark, start, furthest : array of int, length n
        Of the mentions, in the order of their marks; and the greatest start so far.
    events, begins : array of int, length m
        Marks, and how far back each reaches.
    """
    # Of those that reach back to one place the last one counts.
    order = np.lexsort((events, begins))
    last = np.flatnonzero(np.diff(begins[order], append=-1))
    events, begins = events[order[last]], begins[order[last]]
    stop, first = count_below(mark, events), count_below(furthest, begins)
    size = np.maximum(stop - first, 0)
    owner = np.repeat(np.arange(len(size)), size)
    place = np.arange(len(owner)) - (np.cumsum(size) - size - first)[owner]
    found: Numbers = place[start[place] >= begins[owner]]
    return found


def find_withheld(fields: Fields, table: SurfaceTable, marks: Marks) -> Withheld:
    """Find what takes something back or makes it preferred."""
    signs, text = fields.signs, fields.text
    others = marks.other_headings
    others = others[~marks.parts.is_over[marks.part[others]]]
    is_wish = marks.is_read[others] & (table.part[marks.number[others]] == _PREFERRED)
    wishes = np.concatenate([marks.read_as(Code.PREFERRED), others[is_wish]])
    is_offer = table.is_benefit[marks.number[others]]
    offers = np.concatenate([marks.read_as(Code.BENEFIT), others[is_offer]])
    denials = marks.read_as(Code.NEGATED)
    negative = np.concatenate([_negations(text, marks), denials])
    majors = marks.read_as(Code.MAJOR)
    majors = majors[cues.are_majors(signs, marks.end[majors])]
    offers_until = _offers_end(signs, marks.end[offers])
    return Withheld(
        mark=np.concatenate([negative, offers]),
        limit=np.concatenate(
            [
                signs.next_at(CLAUSE_END, marks.end[negative]) + 1,
                offers_until,
            ]
        ),
        dropping=np.concatenate([denials, offers]),
        dropped_from=np.concatenate(
            [
                signs.clause_starts(marks.start[denials]),
                _offers_start(fields, marks.start[offers]),
            ]
        ),
        majors=majors,
        majors_from=_lists_start(
            fields, marks.start[majors], _are_major_lists, most=cues.MAJOR_LISTS
        ),
        preferred=_preferred(fields, marks, wishes),
    )


def _negations(text: str, marks: Marks) -> Numbers:
    """Return the marks that take back what follows in their clause."""
    found = marks.read_as(Code.NEGATION)
    holds = [
        text[start] > _ASCII or cues.is_english_negation(text, end)
        for start, end in zip(marks.start[found].tolist(), marks.end[found].tolist(), strict=True)
    ]
    kept: Numbers = found[np.array(holds, bool)]
    return kept


def _offers_end(signs: TextSigns, places: Numbers) -> Numbers:
    """Return up to where offers hold: the next clause that asks for something, or the sentence."""
    found = _sentence_ends(signs, places)
    going = np.arange(len(places))
    here = signs.next_at(CLAUSE_END, places)
    for _ in range(_OFFER_CLAUSES):
        inside = here < found[going]
        going, here = going[inside], here[inside] + 1
        asks = cues.ask_themselves(signs, here)
        found[going[asks]] = here[asks]
        going, here = going[~asks], signs.next_at(CLAUSE_END, here[~asks])
    return found


def _offers_start(fields: Fields, places: Numbers) -> Numbers:
    """Return from where on offers take back what stands before them.

    That is the sentence, but where a clause before them asks for something, their own clause.
    """
    signs = fields.signs
    clause = signs.clause_starts(places)
    reached = _lists_start(fields, places, _ask_nothing, most=_OFFER_CLAUSES)
    floor = signs.sentence_starts(places)
    own: Numbers = np.where(reached <= floor, floor, clause)
    return own


def _ask_nothing(signs: TextSigns, before: Numbers, here: Numbers) -> Mask:
    """Say which clauses before a comma ask nothing of the applicant."""
    return ~cues.ask_themselves(signs, before)


def _sentence_ends(signs: TextSigns, places: Numbers) -> Numbers:
    """Return where the sentences of some places end."""
    found = signs.next_at(SENTENCE_END, places)
    asked = np.flatnonzero(signs.holds(INNER_END, places, found))
    found[asked] = [_sentence_end(signs.plain, place) for place in places[asked].tolist()]
    return found


def _sentence_end(text: str, place: int) -> int:
    stop = cues.SENTENCE_END.search(text, place)
    return stop.start() if stop else len(text)


def _lists_start(
    fields: Fields,
    places: Numbers,
    are_members: Callable[[TextSigns, Numbers, Numbers], Mask],
    most: int,
) -> Numbers:
    """Return where the lists of some places begin: their clauses and members before them.

    Parameters
    ----------
    fields : Fields
    places : array of int
    are_members : callable
        Says of a text, where clauses begin and where those behind their commas do, which of both
        are of one list.
    most : int
        How many clauses are looked at: one sentence may be a megabyte.
    """
    signs = fields.signs
    floor = signs.sentence_starts(places)
    start = np.maximum(floor, signs.clause_starts(places))
    going = np.arange(len(places))
    for _ in range(most):
        going = going[(start[going] > floor[going]) & (signs.codes[start[going] - 1] == _COMMA)]
        here = start[going]
        before = np.maximum(floor[going], signs.clause_starts(here - 1))
        goes_on = are_members(signs, before, here)
        going = going[goes_on]
        start[going] = before[goes_on]
    found: Numbers = start
    return found


def _preferred(fields: Fields, marks: Marks, wishes: Numbers) -> Mask:
    """Say of every character whether a mention there is preferred only.

    That is the clause of 优先 and before it the clauses that are only items of its list; what
    stands behind "preferably"; the sentence before "preferred"; what stands under such a heading.
    """
    text, parts, signs = fields.text, marks.parts, fields.signs
    headed = (parts.kind == _PREFERRED) & ~parts.is_over
    is_chinese = signs.codes[marks.start[wishes]] > ord(_ASCII)
    chinese, english = wishes[is_chinese], wishes[~is_chinese]
    begins = signs.sentence_starts(marks.start[english])
    ends = marks.end[english]
    for at, start in enumerate(marks.start[english].tolist()):
        if text.startswith(("preferably", "ideally"), start):
            begins[at], ends[at] = ends[at], _sentence_end(text, int(ends[at]))
    listed = _lists_start(fields, marks.start[chinese], _have_no_verb, most=_WISH_CLAUSES)
    begins = np.concatenate([listed, begins, parts.begin[headed]])
    ends = np.concatenate([marks.end[chinese], ends, parts.end[headed]])
    return cover(begins, ends, len(text))


def _are_major_lists(signs: TextSigns, before: Numbers, here: Numbers) -> Mask:
    """Say which clauses before a comma can name a field of study, as that behind it does."""
    return cues.name_majors(signs, before, here - 1)


def _have_no_verb(signs: TextSigns, before: Numbers, here: Numbers) -> Mask:
    """Say which clauses behind a comma go on with the list of that before it."""
    return ~cues.have_own_verb(signs, here)
