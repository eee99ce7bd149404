"""Names that no table lists: behind a cue of knowledge, in a list, beside a tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching import unlisted
from talentcast.matching.characters import BLANK, Mask, Numbers, is_one_of
from talentcast.matching.devices import device
from talentcast.matching.mentions import How, Mentions, SkillNumbers
from talentcast.matching.skill_words import NOT_TOOLS, VERBS
from talentcast.matching.span_signs import (
    CHINESE,
    LETTER,
    LIST_SIGN,
    MEMBER_END,
    NAME_END,
    NAME_LAST,
    NAME_SIGN,
    SENTENCE_END,
)
from talentcast.matching.surface_table import HARD, KNOWLEDGE, TOOL, SurfaceTable
from talentcast.matching.taxonomy import (
    OPEN_KNOWLEDGE_PREFIX,
    OPEN_PREFIX,
    OPEN_TOOL_PREFIX,
)

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks

_COMMA, _ETC = ord("、"), ord("等")
_LATIN, _NAMED, _MEMBER = range(3)


class OpenNames:
    """Names found by where they stand.

    Parameters
    ----------
    fields : Fields
    table : SurfaceTable
    marks : Marks
    known : array of int
        Marks that are cues of knowledge and hold.
    mentions : Mentions
        What was found before, in order.
    names : SkillNumbers

    Attributes
    ----------
    mentions : Mentions
    """

    def __init__(
        self,
        fields: Fields,
        table: SurfaceTable,
        marks: Marks,
        known: Numbers,
        mentions: Mentions,
        names: SkillNumbers,
    ) -> None:
        self._fields, self._table, self._names = fields, table, names
        self._ends = mentions.end
        starts = mentions.start[::-1]
        self._least = np.append(np.minimum.accumulate(starts)[::-1], len(fields.text))
        self._begins: list[int] = fields.begins.tolist()
        self._covered: set[int] = set()
        self._rows: list[tuple[int, ...]] = []
        self._behind_cues(marks, known)
        tools = mentions.end[mentions.kind == TOOL]
        opened = [row[2] for row in self._rows if row[5] == TOOL]
        self._beside_tools(mentions.start, np.append(tools, np.array(opened, np.int64)))
        self.mentions = Mentions(np.array(self._rows, np.int64).reshape(-1, 7).T)

    def _is_free(self, start: Numbers, end: Numbers) -> Mask:
        """Say what overlaps no mention."""
        free: Mask = self._least[np.searchsorted(self._ends, start, "right")] >= end
        return free

    def _behind_cues(self, marks: Marks, known: Numbers) -> None:
        """Add the names in the rest of the sentences of cues."""
        fields, signs = self._fields, self._fields.signs
        known = known[~fields.is_title[marks.field[known]]]
        if not len(known):
            return
        begin, stop = marks.end[known], signs.next_at(SENTENCE_END, marks.end[known])
        is_first = np.ones(len(known), bool)
        part = marks.part[known]
        is_first[1:] = (stop[1:] != stop[:-1]) | (part[1:] != part[:-1])
        named, *places = self._named(begin, stop)
        begin, stop = begin[is_first], stop[is_first]
        groups = (
            self._latin(begin, stop),
            ((np.cumsum(is_first) - 1)[named], *places),
            self._members(begin, stop),
        )
        span, start, end = (np.concatenate(column) for column in zip(*groups, strict=True))
        kind = np.repeat(np.arange(len(groups)), [len(group[0]) for group in groups])
        order = np.argsort(span * len(groups) + kind, kind="stable")
        columns = (marks.field[known[is_first]][span], start, end, kind)
        text = fields.text
        for field, first, last, group in zip(
            *(column[order].tolist() for column in columns), strict=True
        ):
            surface = text[first:last]
            if group != _MEMBER or unlisted.is_term(surface):
                self._open(field, first, last, surface)

    def _latin(self, begin: Numbers, stop: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Find Latin names that are no mentions: as `unlisted.LATIN` does in each stretch."""
        signs, text = self._fields.signs, self._fields.text
        is_sign = signs.classes & NAME_SIGN != 0
        edges = np.flatnonzero(is_sign[1:] != is_sign[:-1]) + 1
        if is_sign[0]:
            edges = np.append(0, edges)
        first, last = edges[::2], edges[1::2]
        span, at = _each(np.searchsorted(last, begin, "right"), np.searchsorted(first, stop))
        start, end = np.maximum(first[at], begin[span]), last[at]
        # Signs and digits around a name are no part of it.
        is_bare = signs.has(LETTER, start) & signs.has(NAME_LAST, end - 1)
        for place in np.flatnonzero(~is_bare).tolist():
            start[place], end[place] = unlisted.latin_name(text, int(start[place]), int(end[place]))
        chosen = (end - start >= unlisted.SHORTEST) & self._is_free(start, end)
        return span[chosen], start[chosen], end[chosen]

    def _named(self, begin: Numbers, stop: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Find the Chinese names of a kind of knowledge behind a cue, one or two joined by 和."""
        span, start, end = self._named_at(np.arange(len(begin)), begin, stop)
        joined = np.flatnonzero(is_one_of(unlisted.NAMED_JOINTS)[self._fields.signs.codes[end]])
        others = self._named_at(span[joined], end[joined] + 1, stop[span[joined]])
        columns = zip((span, start, end), others, strict=True)
        span, start, end = (np.concatenate(column) for column in columns)
        chosen = self._is_free(start, end)
        return span[chosen], start[chosen], end[chosen]

    def _named_at(
        self, owner: Numbers, begin: Numbers, stop: Numbers
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Return the names of a kind of knowledge right at some places, free or not, and whose."""
        signs, text = self._fields.signs, self._fields.text
        reach = np.minimum(begin + np.arange(unlisted.NAMED_REACH)[:, None], stop)
        classes = signs.classes.take(reach)
        inside = np.logical_and.accumulate(classes & CHINESE != 0, axis=0)
        ends = (inside & (classes & NAME_END != 0)).any(axis=0)
        # The character behind the Chinese ones says whether a name may end there.
        near = np.minimum(stop, begin + inside.sum(axis=0) + 1)
        span = np.flatnonzero(ends & (stop > begin + 2))
        columns = (begin[span].tolist(), near[span].tolist())
        places = [unlisted.named(text[first:last]) for first, last in zip(*columns, strict=True)]
        offset, size = np.array(places, np.int64).reshape(-1, 2).T
        start = begin[span] + offset
        chosen = size > 0
        return owner[span[chosen]], start[chosen], (start + size)[chosen]

    def _members(self, begin: Numbers, stop: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Find the Chinese members of lists that are no mentions."""
        signs = self._fields.signs
        signs_of_list = signs.places(MEMBER_END)
        commas = signs_of_list[signs.codes[signs_of_list] == _COMMA]
        is_list = np.searchsorted(commas, begin) < np.searchsorted(commas, stop)
        first, last = np.searchsorted(signs_of_list, begin), np.searchsorted(signs_of_list, stop)
        span, at = _each(first, np.where(is_list, last, first))
        end = signs_of_list[at]
        start = np.where(at == first[span], begin[span], signs_of_list[at - 1] + 1)
        # The last member is one before 等.
        lists = np.flatnonzero(is_list)
        rest = signs_of_list[last[lists] - 1] + 1
        etc = np.append(np.flatnonzero(signs.codes == _ETC), len(signs.codes))
        closed = etc[np.searchsorted(etc, rest)]
        is_closed = closed < stop[lists]
        span = np.concatenate([span, lists[is_closed]])
        start = np.concatenate([start, rest[is_closed]])
        end = np.concatenate([end, closed[is_closed]])
        size = end - start
        chosen = (size >= unlisted.SHORTEST_TERM) & (size <= unlisted.LONGEST_TERM)
        span, start, end = span[chosen], start[chosen], end[chosen]
        inside = np.minimum(start + np.arange(unlisted.LONGEST_TERM)[:, None], end - 1)
        chosen = signs.has(CHINESE, inside).all(axis=0) & self._is_free(start, end)
        return span[chosen], start[chosen], end[chosen]

    def _beside_tools(self, starts: Numbers, ends: Numbers) -> None:
        """Add the Latin names that follow tools in a list."""
        fields, signs = self._fields, self._fields.signs
        field = np.searchsorted(fields.begins, ends, "right") - 1
        stop = fields.begins[field + 1] - 1
        chosen = signs.has(LIST_SIGN, ends) & (ends < stop - 2)
        ends, field, stop = ends[chosen], field[chosen], stop[chosen]
        begins = np.zeros(len(signs.codes) + 1, bool)
        begins[starts] = True
        sign, after = signs.codes[ends], signs.codes[ends + 1]
        is_space = is_one_of(_SPACES)[after]
        chosen = np.where(
            sign == ord(BLANK),
            is_space | is_one_of(_SIGNS)[after],
            is_space | signs.has(LETTER, ends + 1),
        )
        chosen &= ~begins[ends + 1] & ~begins[ends + 2]
        ends, field, stop = ends[chosen], field[chosen], stop[chosen]
        found, owner = [], []
        for end, place, last in zip(ends.tolist(), field.tolist(), stop.tolist(), strict=True):
            span = unlisted.latin_neighbour(fields.text, end, last)
            if span is not None:
                found.append(span)
                owner.append(place)
        start, end = np.array(found, np.int64).reshape(-1, 2).T
        is_free = self._is_free(start, end).tolist()
        for span, place, is_new in zip(found, owner, is_free, strict=True):
            if is_new:
                self._open(place, *span, fields.text[slice(*span)])

    def _open(self, field: int, start: int, end: int, surface: str) -> None:
        """Add a name that overlaps no mention, unless another was added there."""
        if surface in VERBS:
            how, kind, prefix = How.BARE_VERB, HARD, OPEN_PREFIX
        elif device(surface) == surface:
            how, kind, prefix = How.TOOL, TOOL, OPEN_TOOL_PREFIX
        elif not surface.isascii():
            how, kind, prefix = How.KNOWLEDGE, KNOWLEDGE, OPEN_KNOWLEDGE_PREFIX
        elif surface in NOT_TOOLS or surface in self._table.numbers:
            return
        else:
            fields, begin = self._fields, self._begins[field]
            here = (start - begin, end - begin)
            if unlisted.is_plain_english(fields.given[field], fields.plain[field], *here):
                return
            how, kind, prefix = How.TOOL, TOOL, OPEN_TOOL_PREFIX
        places = range(start, end)
        if self._covered.isdisjoint(places):
            self._covered.update(places)
            skill = self._names.open(prefix + surface)
            self._rows.append((field, start, end, 0, skill, kind, how))


#: White space in a text in normal form that can stand in a list, and signs between its members.
_SPACES = BLANK + "\n"
_SIGNS = "/,\\|"


def _each(first: Numbers, last: Numbers) -> tuple[Numbers, Numbers]:
    """Return every number from `first` to before `last`, and for each whose it is."""
    size = np.maximum(last - first, 0)
    owner = np.repeat(np.arange(len(size)), size)
    before = np.cumsum(size) - size
    return owner, np.arange(len(owner)) - before[owner] + first[owner]
