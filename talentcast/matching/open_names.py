"""Names that no table lists: behind a cue of knowledge, in a list, beside a tool."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching import unlisted
from talentcast.matching.characters import BLANK, Mask, Numbers
from talentcast.matching.devices import are_devices
from talentcast.matching.free_stretches import Covered, Edges, apart, cover
from talentcast.matching.knowledge_names import find_named
from talentcast.matching.mentions import How, Mentions, SkillNumbers
from talentcast.matching.phrases import Phrases
from talentcast.matching.skill_words import NOT_TOOLS
from talentcast.matching.span_signs import (
    CHINESE,
    ETC,
    LETTER,
    LIST_COMMA,
    LIST_MARK,
    LIST_SIGN,
    MEMBER_END,
    NAME_END,
    NAME_LAST,
    NAME_NEXT,
    NAME_SIGN,
    NO_ASCII,
    NO_CHINESE,
    NO_NAME,
    NO_SPACE,
    SENTENCE_END,
)
from talentcast.matching.spans import pieces
from talentcast.matching.surface_table import HARD, KNOWLEDGE, TOOL, SurfaceTable
from talentcast.matching.taxonomy import (
    OPEN_KNOWLEDGE_PREFIX,
    OPEN_PREFIX,
    OPEN_TOOL_PREFIX,
)

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks

_LATIN, _NAMED, _MEMBER = range(3)

#: Prefix of the id of a name, and its kind, by how it was found.
_PREFIXES = {
    int(How.BARE_VERB): OPEN_PREFIX,
    int(How.KNOWLEDGE): OPEN_KNOWLEDGE_PREFIX,
    int(How.TOOL): OPEN_TOOL_PREFIX,
}
_KINDS = np.zeros(len(How), np.int64)
_KINDS[[How.BARE_VERB, How.KNOWLEDGE, How.TOOL]] = HARD, KNOWLEDGE, TOOL


@cache
def _not_tools() -> Phrases:
    return Phrases(NOT_TOOLS)


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
    covered : Covered
        Where they stand.
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
        covered: Covered,
        names: SkillNumbers,
    ) -> None:
        self._fields, self._table, self._names = fields, table, names
        self._covered = covered
        behind = self._named_so(*self._behind_cues(marks, known))
        size = len(fields.text)
        behind = behind[:, apart(behind[1], behind[2], size)]
        tools = np.flatnonzero(mentions.kind == TOOL)
        opened = behind[:, behind[3] == How.TOOL.value]
        beside = self._named_so(
            *self._beside_tools(
                mentions.start,
                np.append(mentions.field[tools], opened[0]),
                np.append(mentions.end[tools], opened[2]),
            )
        )
        both = np.append(behind, beside, axis=1)
        self.mentions = self._opened(both[:, apart(both[1], both[2], size)])

    def _behind_cues(self, marks: Marks, known: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Find the names in the rest of the sentences of cues: field, start and end."""
        fields, signs = self._fields, self._fields.signs
        known = known[np.flatnonzero(~fields.is_title.take(marks.field[known]))]
        begin, part = marks.end[known].astype(np.int64), marks.part[known]
        stop = signs.next_at(SENTENCE_END, begin)
        is_first = np.ones(len(known), bool)
        is_first[1:] = (stop[1:] != stop[:-1]) | (part[1:] != part[:-1])
        named, *places = self._named(begin, stop)
        first = np.flatnonzero(is_first)
        begin, stop = begin[first], stop[first]
        groups = (
            self._latin(begin, stop),
            ((np.cumsum(is_first) - 1)[named], *places),
            self._members(begin, stop),
        )
        span, start, end = (np.concatenate(column) for column in zip(*groups, strict=True))
        kind = np.repeat(np.arange(len(groups)), [len(group[0]) for group in groups])
        order = np.argsort(span * len(groups) + kind, kind="stable")
        return marks.field[known[first]][span[order]], start[order], end[order]

    def _latin(self, begin: Numbers, stop: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Find Latin names that are no mentions: from a letter to no full stop or dash."""
        # Signs and digits around a name are no part of it.
        edges = Edges(NAME_SIGN, LETTER, NAME_LAST, unlisted.SHORTEST)
        return self._covered.free_runs(self._fields.signs.classes, edges, begin, stop)

    def _named(self, begin: Numbers, stop: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Find the Chinese names of a kind of knowledge behind a cue, one or two joined by 和."""
        span, start, end = self._named_at(np.arange(len(begin)), begin, stop)
        joined = np.flatnonzero(self._fields.signs.are_one_of(unlisted.NAMED_JOINTS, end))
        others = self._named_at(span[joined], end[joined] + 1, stop[span[joined]])
        columns = zip((span, start, end), others, strict=True)
        span, start, end = (np.concatenate(column) for column in columns)
        chosen = self._covered.leaves_free(start, end)
        return span[chosen], start[chosen], end[chosen]

    def _named_at(
        self, owner: Numbers, begin: Numbers, stop: Numbers
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Return the names of a kind of knowledge right at some places, free or not, and whose."""
        signs = self._fields.signs
        # The shortest one has a character before the last.
        some = np.flatnonzero(signs.has(CHINESE, begin) & signs.has(CHINESE, begin, 1))
        owner, begin, stop = owner[some], begin[some], stop[some]
        # The character behind the Chinese ones says whether a name may end there.
        near = np.minimum(signs.next_at(NO_CHINESE, begin), begin + unlisted.NAMED_REACH) + 1
        near = np.minimum(near, stop)
        ends = signs.holds(NAME_END, begin + 1, near, next=NAME_NEXT)
        span = np.flatnonzero(ends & (stop > begin + 2))
        start, size = find_named(signs, begin[span], near[span])
        chosen = (size > 0) & unlisted.are_terms(signs, start, start + size)
        return owner[span[chosen]], start[chosen], (start + size)[chosen]

    def _members(self, begin: Numbers, stop: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Find the Chinese members of lists that are no mentions."""
        signs = self._fields.signs
        lists = np.flatnonzero(signs.first_in(LIST_COMMA, begin, stop) < stop)
        span, start, end = pieces(signs.classes, MEMBER_END, begin[lists], stop[lists])
        span = lists[span]
        # The last member is one before 等.
        last = np.flatnonzero(end == stop[span])
        closed = signs.first_in(ETC, start[last], end[last])
        is_closed = closed < end[last]
        end = end.copy()
        end[last] = np.where(is_closed, closed, start[last])
        chosen = np.flatnonzero(end - start >= unlisted.SHORTEST_TERM)
        chosen = chosen[signs.first_in(NO_CHINESE, start[chosen], end[chosen]) == end[chosen]]
        span, start, end = span[chosen], start[chosen], end[chosen]
        free = np.flatnonzero(self._covered.leaves_free(start, end))
        chosen = free[unlisted.are_terms(signs, start[free], end[free])]
        return span[chosen], start[chosen], end[chosen]

    def _beside_tools(
        self, starts: Numbers, field: Numbers, ends: Numbers
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Find the Latin names that follow tools in a list: field, start and end."""
        signs = self._fields.signs
        chosen = np.flatnonzero(signs.has(LIST_SIGN, ends))
        ends, field = ends.take(chosen), field.take(chosen)
        stop = self._fields.begins.take(field + 1) - 1
        begins = cover(starts, starts + 1, len(signs.codes) + 1)
        near = ends < stop - 2
        # A blank and 、 part them.
        near &= (signs.codes[ends] != ord(BLANK)) | ~signs.has(
            LIST_COMMA, np.minimum(ends + 1, stop)
        )
        near &= ~begins[np.minimum(ends + 1, stop)] & ~begins[np.minimum(ends + 2, stop)]
        chosen = np.flatnonzero(near)
        ends, field, stop = ends[chosen], field[chosen], stop[chosen]
        # A sign, blanks around it or not, and a name that ends in no full stop or dash.
        sign = signs.next_at(NO_SPACE, ends)
        start = signs.next_at(NO_SPACE, sign + 1)
        chosen = np.flatnonzero((start < stop) & signs.has(LIST_MARK, sign))
        chosen = chosen[signs.has(LETTER, start[chosen])]
        field, start, stop = field[chosen], start[chosen], stop[chosen]
        end = signs.behind_last(NAME_LAST, np.minimum(signs.next_at(NO_NAME, start), stop))
        chosen = np.flatnonzero(
            (end - start >= unlisted.SHORTEST) & self._covered.leaves_free(start, end)
        )
        return field[chosen], start[chosen], end[chosen]

    def _named_so(self, field: Numbers, start: Numbers, end: Numbers) -> Numbers:
        """Return field, start, end and `How` of what can be a name by its words."""
        signs, phrases = self._fields.signs, self._table.phrases
        is_verb = unlisted.verbs().hold(signs.codes, start, end)
        is_tool = ~is_verb & signs.has(LETTER, start)
        how = np.where(is_verb, How.BARE_VERB, np.where(is_tool, How.TOOL, How.KNOWLEDGE))
        chosen = ~is_tool
        how[are_devices(signs, start, end) & chosen & ~is_verb] = How.TOOL
        tools = np.flatnonzero(is_tool)
        for others in (_not_tools(), phrases):
            tools = tools[~others.hold(signs.codes, start[tools], end[tools])]
        chosen[tools] = ~self._are_plain_english(field[tools], start[tools], end[tools])
        return np.array([column[chosen] for column in (field, start, end, how)])

    def _are_plain_english(self, field: Numbers, start: Numbers, end: Numbers) -> Mask:
        """Say which Latin names are everyday words among other English words."""
        fields, signs = self._fields, self._fields.signs
        left, right = start - 1, end
        left = left - (signs.codes[left] == ord(BLANK))
        right = right + (signs.codes[right] == ord(BLANK))
        found = signs.has(LETTER, left) | signs.has(LETTER, right)
        found |= fields.classes[field] & NO_ASCII == 0
        asked = np.flatnonzero(found)
        here = (start[asked] - fields.begins[field[asked]], end[asked] - start[asked])
        columns = (field[asked].tolist(), *(column.tolist() for column in here))
        found[asked] = [
            unlisted.is_written_plainly(fields.given[at][first : first + size])
            for at, first, size in zip(*columns, strict=True)
        ]
        return found

    def _opened(self, columns: Numbers) -> Mentions:
        """Return the mentions of names by the columns of `_named_so`."""
        field, start, end, how = columns
        signs = self._fields.signs
        skills = np.zeros_like(start)
        for way, prefix in _PREFIXES.items():
            some = np.flatnonzero(how == way)
            skills[some] = self._names.open_at(prefix, signs.codes, start[some], end[some])
        number, kind = np.zeros_like(start), _KINDS[how]
        return Mentions(np.array([field, start, end, number, skills, kind, how], np.int32))
