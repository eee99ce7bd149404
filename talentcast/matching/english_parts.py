"""Parts of an English ad whose names are not asked for: benefits, company, "no X required"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from talentcast.matching import cues
from talentcast.matching.pattern_starts import Beginnings, StartFinder, matches
from talentcast.matching.sections import skipped_parts
from talentcast.matching.skill_words import (
    BENEFITS_ENGLISH,
    NEGATION_AFTER_ENGLISH,
    NEGATION_ENGLISH,
)

Span = tuple[int, int]

#: How far a word about benefits reaches where no sentence ends, in characters.
_REACH = 80


#: Words about benefits, and negations before and behind what they are about.
_MARKERS = (BENEFITS_ENGLISH, NEGATION_ENGLISH, NEGATION_AFTER_ENGLISH)


@cache
def _starts() -> StartFinder:
    return StartFinder(
        {"marker": [Beginnings(tuple(word for words in _MARKERS for word in words))]}
    )


@cache
def _markers() -> re.Pattern[str]:
    """Return the pattern of the markers, told apart by its groups."""
    return re.compile(
        r"(?<![a-z0-9])(?:"
        + "|".join(f"({'|'.join(re.escape(word) for word in words)})" for words in _MARKERS)
        + r")(?![a-z0-9])"
    )


def not_asked_in(plain: Sequence[str], names: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Return the places of English texts whose names are not asked for.

    Parameters
    ----------
    plain : sequence of str, length n
        In normal form.
    names : sequence of sequence of (start, end), length n
        Where names stand; nothing is sought in a text without any.

    Examples
    --------
    >>> text = "We use SQL. No Java experience required. Pension, Go classes.".lower()
    >>> [text[start:end] for start, end in not_asked_in([text], [[(7, 10)]])[0]]
    [' java experience required', 'pension, go classes.']
    """
    found: list[list[Span]] = [[] for _ in plain]
    places = [place for place, some in enumerate(names) if some]
    chosen = [plain[place] for place in places]
    starts = _starts().find(chosen).of("marker")
    for at, (text, skipped) in enumerate(zip(chosen, skipped_parts(chosen), strict=True)):
        found[places[at]] = skipped + _around_markers(text, starts.get(at, ()))
    return found


def _around_markers(plain: str, starts: Sequence[int]) -> list[Span]:
    """Return the places around markers, given where they can begin."""
    found = []
    for match in matches(_markers(), plain, starts):
        start, end = match.span()
        if match.group(1):
            begin = max(cues.sentence_start(plain, start), start - _REACH)
            found.append((begin, min(_sentence_end(plain, end), end + _REACH)))
        elif match.group(2):
            if cues.is_english_negation(plain, end):
                found.append((end, min(_clause_end(plain, end), _sentence_end(plain, end))))
        else:
            found.append((cues.clause_start(plain, start), _clause_end(plain, end)))
    return found


def _sentence_end(plain: str, place: int) -> int:
    stop = cues.SENTENCE_END.search(plain, place)
    return stop.start() if stop else len(plain)


def _clause_end(plain: str, place: int) -> int:
    stop = cues.CLAUSE_END.search(plain, place)
    return stop.start() if stop else len(plain)
