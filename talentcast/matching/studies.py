"""Fields of study that 专业 alone does not tell: languages, and what stands before a degree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Mask, Numbers, is_digit, is_one_of
from talentcast.matching.mentions import Mentions
from talentcast.matching.surface_table import HARD, KNOWLEDGE, LANGUAGE

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks

#: Right behind the name of a field of study (财务管理本科以上).
_DEGREE = re.compile(r"(?:类|等)?(?:本科|大专|专科|硕士|博士|研究生|学士|中专)")
_DEGREE_FIRST, _DEGREE_SECOND, _OF_KIND = "本大专硕博研学中", "科专士究", "类等"
_BEHIND = _DEGREE_FIRST + _OF_KIND

#: Between the members of a list of fields of study.
_JOIN = re.compile(r"[、/]|和|与|及|或者?|以及")

#: Before the list of fields they say that they are known, not studied.
_KNOWN = re.compile(r"熟悉|了解|掌握|精通|熟练|懂|会(?![计展])|负责|从事")

#: How far behind a language 专业 may stand, and what between them says how well it is known.
_FAR = 24
_KNOWS_LANGUAGE = re.compile(r"[,;。!?\n(\d级流好听说读写口能熟优佳书精秀者]")
_GRADE = re.compile(r"[四八]级")


def is_studied(fields: Fields, marks: Marks, majors: Numbers, mentions: Mentions) -> Mask:
    """Say which mentions name a field of study that `Withheld.is_dropped` does not know.

    Parameters
    ----------
    fields : Fields
    marks : Marks
    majors : array of int
        Marks of 专业 that mean a field of study.
    mentions : Mentions
        In order.
    """
    studied = _languages(fields, marks, majors, mentions)
    codes, end, kind = fields.signs.codes, mentions.end, mentions.kind
    found = np.flatnonzero(fields.signs.are_one_of(_BEHIND, end))
    first, second = codes[end[found]], codes[np.minimum(end[found] + 1, len(codes) - 1)]
    begins = is_one_of(_DEGREE_FIRST)[first] & is_one_of(_DEGREE_SECOND)[second]
    begins |= is_one_of(_OF_KIND)[first] & is_one_of(_DEGREE_FIRST)[second]
    begins &= (kind[found] == HARD) | (kind[found] == KNOWLEDGE)
    for at in found[begins].tolist():
        if _DEGREE.match(fields.text, end[at]):
            first = _list_begin(fields.text, mentions, at)
            clause = int(fields.signs.clause_starts(mentions.start[first : first + 1])[0])
            if not _KNOWN.search(fields.text, clause, int(mentions.start[first])):
                studied[first : at + 1] = True
    return studied


def _list_begin(text: str, mentions: Mentions, at: int) -> int:
    """Return the first mention of the list that one ends."""
    start, end = mentions.start, mentions.end
    while at and _JOIN.fullmatch(text, int(end[at - 1]), max(int(start[at]), int(end[at - 1]))):
        at -= 1
    return at


def _languages(fields: Fields, marks: Marks, majors: Numbers, mentions: Mentions) -> Mask:
    """Say which languages are fields of study (中文、新闻等专业), not asked for."""
    found = np.zeros(len(mentions.start), bool)
    if not len(majors):
        return found
    text = fields.text
    begin, end = marks.start[majors], marks.end[majors]
    languages = np.flatnonzero(mentions.kind == LANGUAGE)
    at = np.searchsorted(begin, mentions.end[languages])
    languages, at = languages[at < len(begin)], at[at < len(begin)]
    gap = begin[at] - mentions.end[languages]
    # 日语专业 alone asks for the language as well; in a list it does not.
    codes, place = fields.signs.codes, mentions.start[languages]
    is_listed = is_one_of("、/")[codes[place - 1]] & ~is_digit()[codes[place - 2]]
    is_listed |= gap > 0
    near = (gap <= _FAR) & is_listed
    for language, major in zip(languages[near].tolist(), at[near].tolist(), strict=True):
        first, last = int(mentions.end[language]), int(begin[major])
        knows = _KNOWS_LANGUAGE.search(text, first, last) or _GRADE.match(text, int(end[major]))
        found[language] = not knows
    return found
