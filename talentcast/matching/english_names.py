"""Names of knowledge and tools in English texts: which listed ones count, and unlisted ones."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.english_parts import not_asked_in
from talentcast.matching.english_plain import (
    JOIN,
    in_lists,
    is_asked_outright,
    is_everyday,
    is_tool_by_name,
    tells_duty,
)
from talentcast.matching.english_reader import Listed, Readings
from talentcast.matching.english_tables import READ, KnownNames
from talentcast.matching.english_titles import TITLE_AFTER
from talentcast.matching.english_vocabulary import Vocabulary
from talentcast.matching.surfaces import Code, Need, Token, open_token, with_confidence
from talentcast.matching.taxonomy import (
    OPEN_KNOWLEDGE_PREFIX,
    OPEN_TOOL_PREFIX,
)

if TYPE_CHECKING:
    Found = tuple[int, int, Token]
    Span = tuple[int, int]

#: Which listed name gives a longer one its id, where it holds several.
_RANK = {"tool": 0, "certificate": 1, "language": 2, "knowledge": 3}

#: Confidence of a name that no table lists, and of a listed one with more words around it.
OPEN_CONFIDENCE, LONGER_CONFIDENCE = 0.6, 0.7


#: A listed name that is plainly asked for but left out by the model counts if the reading with it
#: is worse by less than this (2, 3, 5 tried on the training part of SkillSpan: no difference).
MOST_DOUBT = 3.0

#: What names of fields and degrees end in.
_FIELD = re.compile(r"(?:degree|diploma|science|studies|ics|ing|ogy|ment|ity|tion|ance|ure|phy)$")


def read_texts(
    given: Sequence[str],
    plain: Sequence[str],
    found: Sequence[list[Found]],
    surfaces: Mapping[str, Token],
    vocabulary: Vocabulary,
) -> list[list[Found]]:
    """Decide which names of knowledge and tools some English texts ask for.

    Parameters
    ----------
    given, plain : sequence of str, length n
        The texts, and their normal forms.
    found : sequence of list of (start, end, Token), length n
        What the tables and patterns found in each.
    surfaces : mapping of str to Token
        What every surface of the tables stands for.
    vocabulary : Vocabulary
        With names beside those of the tables.

    Returns
    -------
    list of list of (start, end, Token)
        Tasks and attitudes as they were; names that the model marks, listed ones with their own id
        (also where a word more belongs to them: Spring framework), others as `tool:` or
        `knowledge:` and their surface.
    """
    if not given:
        return []
    readings = Readings(given, plain, found, vocabulary)
    spans: list[list[Span]] = [[] for _ in given]
    for text, span in _marked(readings):
        spans[text].append(span)
    for text, span in _listed(given, plain, readings, vocabulary.known):
        spans[text].append(span)
    return [
        _merged(*one, surfaces, vocabulary.known)
        for one in zip(
            given,
            plain,
            map(_without_everyday, plain, found),
            map(sorted, spans),
            not_asked_in(plain, spans),
            strict=True,
        )
    ]


def _without_everyday(plain: str, found: Sequence[Found]) -> list[Found]:
    """Leave out listed tasks that are only everyday words."""
    return [one for one in found if not is_everyday(plain[one[0] : one[1]], one[2])]


def _marked(readings: Readings) -> Iterator[tuple[int, Span]]:
    """Yield the text and the place of every name that the model marks."""
    words = readings.words
    first, stop = readings.spans
    text = np.searchsorted(words.offsets, words.start[first], "right") - 1
    begin = words.offsets[text]
    columns = (text, words.start[first] - begin, words.end[stop - 1] - begin)
    for number, start, end in zip(*(column.tolist() for column in columns), strict=True):
        yield number, (start, end)


def _listed(
    given: Sequence[str], plain: Sequence[str], readings: Readings, known: KnownNames
) -> Iterator[tuple[int, Span]]:
    """Yield the listed names that the model leaves out although they are plainly asked for.

    Plainly means: a tool that is written as a name where a sentence tells duties; or right behind
    words of asking, right before "is a plus" and the like, in a list of three by commas, or half of
    their sentence. Certificates, whole lines and members of lists count always.
    """
    latin = readings.latin
    marked = bytearray(len(readings.scores))
    for first, stop in readings.spans.T.tolist():
        marked[first:stop] = b"\1" * (stop - first)
    names = (one for one in readings.names if one.sentence >= 0 and one.one[2].kind in READ)
    for sentence, group in groupby(names, key=attrgetter("sentence")):
        own = list(group)
        text, size = own[0].text, latin[sentence + 1] - latin[sentence]
        listed = in_lists(plain[text], [one.one[:2] for one in own])
        for name, is_in_list in zip(own, listed, strict=True):
            if name.first == name.stop or any(marked[name.first : name.stop]):
                continue
            if _counts(plain[text], name, readings, size, is_in_list=is_in_list) or (
                _is_plain_tool(given[text], plain[text], name, readings, known)
            ):
                yield text, name.one[:2]


def _counts(plain: str, name: Listed, readings: Readings, size: int, *, is_in_list: bool) -> bool:
    """Say whether a listed name counts that the model leaves out; `size` words have letters."""
    start, end, token = name.one
    count = name.stop - name.first
    if token.kind == "certificate" or count == size or is_in_list:
        return True
    if 2 * count < size and not is_asked_outright(plain, start, end):
        return False
    return readings.doubt(name) < MOST_DOUBT


def _is_plain_tool(
    given: str, plain: str, name: Listed, readings: Readings, known: KnownNames
) -> bool:
    """Say whether a listed name is a tool of a plain sentence about duties."""
    start, end, token = name.one
    if not is_tool_by_name(given[start:end], token, known.kind(plain[start:end])):
        return False
    return tells_duty(readings.first_word(name.sentence)) and not TITLE_AFTER.match(plain, end)


def _merged(
    given: str,
    plain: str,
    found: list[Found],
    spans: list[Span],
    skipped: list[Span],
    surfaces: Mapping[str, Token],
    known: KnownNames,
) -> list[Found]:
    """Put what is found and what the model marks together."""
    left = deque(sorted(found, key=lambda one: one[0]))
    kept: list[Found] = []
    for span in spans:
        while left and left[0][1] <= span[0]:
            one = left.popleft()
            kept += [one] if one[2].kind not in READ else []
        inside = []
        while left and left[0][0] < span[1]:
            inside.append(left.popleft())
        kept += _decided(given, plain, span, inside, surfaces, known, skipped)
    return kept + [one for one in left if one[2].kind not in READ]


def _decided(
    given: str,
    plain: str,
    span: Span,
    inside: list[Found],
    surfaces: Mapping[str, Token],
    known: KnownNames,
    skipped: list[Span],
) -> list[Found]:
    """Return what a name of the model is, given what was found in its place."""
    fixed = [one for one in inside if one[2].kind not in READ and not _is_part(one, span)]
    listed = [one for one in inside if one[2].kind in READ]
    if fixed:
        return inside
    if any(one[0] < span[0] or one[1] > span[1] for one in listed):
        return listed
    if _is_skipped(span, skipped):
        return [one for one in inside if one[2].kind not in READ]
    surface = plain[span[0] : span[1]]
    exact = surfaces.get(surface)
    if exact is not None and exact.code == Code.SKILL and exact.kind in READ:
        is_lone = exact.need == Need.LANGUAGE and not listed
        return [] if is_lone and not _is_proper(given[slice(*span)]) else [(*span, exact)]
    if not listed or known.kind(surface):
        return [(*span, _open(given, plain, span, known))]
    is_all_listed = all(":" not in one[2].skill_id for one in listed)
    if len(listed) > 1 and is_all_listed and is_one_word(given, span):
        return listed
    if len(listed) > 1 and _are_joined(plain, span, listed):
        return listed
    main = min(listed, key=lambda one: _RANK[one[2].kind])
    if ":" in main[2].skill_id:
        return [(*span, _open(given, plain, span, known))]
    return [(*span, with_confidence(main[2], min(main[2].confidence, LONGER_CONFIDENCE)))]


def is_one_word(given: str, span: Span) -> bool:
    """Say whether a span holds no blank (Java/Python)."""
    return " " not in given[span[0] : span[1]]


def _are_joined(plain: str, span: Span, listed: list[Found]) -> bool:
    """Say whether a span is nothing but listed names with and, or or a slash between."""
    inner = zip(listed, listed[1:], strict=False)
    return (listed[0][0], listed[-1][1]) == span and all(
        JOIN.fullmatch(plain, one[1], other[0]) for one, other in inner
    )


def _is_part(one: Found, span: Span) -> bool:
    """Say whether something found is only a part of a name."""
    is_same = (one[0], one[1]) == span
    return span[0] <= one[0] and one[1] <= span[1] and not is_same and one[2].kind == "hard"


def _is_proper(name: str) -> bool:
    """Say whether a short name is written as one: Go, not go or R."""
    return len(name) > 1 and name[0].isupper()


def _is_skipped(span: Span, skipped: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in skipped)


def _open(given: str, plain: str, span: Span, known: KnownNames) -> Token:
    surface = plain[span[0] : span[1]]
    kind = known.kind(surface) or ("tool" if _looks_like_product(given[slice(*span)]) else "")
    if kind == "tool":
        return open_token(OPEN_TOOL_PREFIX, surface, "tool", "", OPEN_CONFIDENCE)
    return open_token(OPEN_KNOWLEDGE_PREFIX, surface, kind or "knowledge", "", OPEN_CONFIDENCE)


def _looks_like_product(name: str) -> bool:
    """Say whether a name is written as products are: GraphQL, S3, or one capitalised word.

    Fields of study have capitals too (Computer Science, Economics), as have degrees.
    """
    if _FIELD.search(name.lower()):
        return False
    words = name.split()
    is_odd = any(word[1:] != word[1:].lower() or not word.isalpha() for word in words)
    return is_odd or (len(words) == 1 and name[0].isupper())
