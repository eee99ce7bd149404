"""Parts of an English ad whose names are not asked for: benefits, company, "no X required"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from talentcast.matching import cues
from talentcast.matching.sections import SKIPPED, sections
from talentcast.matching.skill_words import (
    BENEFITS_ENGLISH,
    NEGATION_AFTER_ENGLISH,
    NEGATION_ENGLISH,
)

Span = tuple[int, int]

#: How far a word about benefits reaches where no sentence ends, in characters.
_REACH = 80


@cache
def _markers() -> re.Pattern[str]:
    """Return the pattern of words about benefits and of negations, told apart by its groups."""
    groups = (BENEFITS_ENGLISH, NEGATION_ENGLISH, NEGATION_AFTER_ENGLISH)
    return re.compile(
        r"(?<![a-z0-9])(?:"
        + "|".join(f"({'|'.join(re.escape(word) for word in words)})" for words in groups)
        + r")(?![a-z0-9])"
    )


def not_asked_in(
    given: Sequence[str], plain: Sequence[str], names: Sequence[Sequence[Span]]
) -> list[list[Span]]:
    """Return `not_asked` of each of some texts; nothing where no names are."""
    return [not_asked(*one) if some else [] for *one, some in zip(given, plain, names, strict=True)]


def not_asked(given: str, plain: str) -> list[Span]:
    """Return the places of an English text whose names are not asked for.

    Parameters
    ----------
    given, plain : str
        The text, and its normal form.

    Examples
    --------
    >>> text = "We use SQL. No Java experience required. Pension, Go classes."
    >>> [text[start:end] for start, end in not_asked(text, text.lower())]
    [' Java experience required', 'Pension, Go classes.']
    """
    found = [(part.start, part.end) for part in sections(given) if part.kind in SKIPPED]
    for match in _markers().finditer(plain):
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
