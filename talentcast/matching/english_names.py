"""Names of knowledge and tools in English texts: which listed ones count, and unlisted ones."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from talentcast.matching.english_model import Reading
from talentcast.matching.english_parts import not_asked
from talentcast.matching.english_words import Word, sequences
from talentcast.matching.skill_words import COMMON_ENGLISH
from talentcast.matching.surfaces import Code, Need, Token, open_token, with_confidence
from talentcast.matching.taxonomy import (
    OPEN_KNOWLEDGE_PREFIX,
    OPEN_TOOL_PREFIX,
    split_aliases,
)
from talentcast.matching.text import normalise

if TYPE_CHECKING:
    import pandas as pd

    Found = tuple[int, int, Token]
    Span = tuple[int, int]

#: Kinds that the model reads; tasks and attitudes are left as they were found.
_READ = frozenset({"tool", "knowledge", "language", "certificate"})

#: Which listed name gives a longer one its id, where it holds several.
_RANK = {"tool": 0, "certificate": 1, "language": 2, "knowledge": 3}

#: Confidence of a name that no table lists, and of a listed one with more words around it.
OPEN_CONFIDENCE, LONGER_CONFIDENCE = 0.6, 0.7


#: A listed name that the model leaves out counts if the reading with it is worse by less than this.
#: The second: where it is plainly asked for.
MOST_DOUBT, MOST_DOUBT_ASKED = 0.5, 5.0

#: Right before or after a name these ask for it.
_ASKED_BEFORE = re.compile(
    r"(?:experience(?:d)? (?:with|in|of|using)|knowledge (?:of|in)|familiar(?:ity)? with|"
    r"proficien(?:t|cy) (?:in|with)|expert(?:ise)? (?:in|with)|understanding of|skilled in|"
    r"skills in|fluent in|background in|command of|versed in) (?:[a-z+#.-]+ ){0,2}$"
)
_ASKED_AFTER = re.compile(
    r" (?:[a-z]+ )?(?:(?:is|are|would be|will be) (?:an? )?(?:[a-z]+ )?"
    r"(?:plus|bonus|asset|advantage|required|preferred|desirable|essential|must|mandatory)\b|"
    r"(?:required|preferred|desirable|essential)\b)"
)
_REACH = 48

_start, _end = attrgetter("start"), attrgetter("end")
_LATIN = re.compile("[A-Za-z]")

#: What joins the members of a list, and how many make one.
_JOIN = re.compile(r" ?(?:[,;/&]|\band\b|\bor\b|, ?(?:and|or)\b) ?")
_LISTED = 3


class KnownNames:
    """English names that help to read a text although the taxonomy at hand does not list them.

    Parameters
    ----------
    skills : DataFrame
        A table of skills; names in other scripts, tasks, attitudes and everyday words are left out.

    Examples
    --------
    >>> import pandas as pd
    >>> known = KnownNames(pd.DataFrame({"kind": ["tool"], "name_en": ["Spring Boot"]}))
    >>> text = "spring boot"
    >>> known.find(text, sequences(text)[0], [False, False])
    [(0, 2, 'tool')]
    """

    def __init__(self, skills: pd.DataFrame | None = None) -> None:
        self._kinds: dict[str, str] = {}
        self._words: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        if skills is None:
            return
        cells = [c for c in ("name_zh", "name_en", "aliases_zh", "aliases_en") if c in skills]
        for kind, *row in zip(skills["kind"], *(skills[c] for c in cells), strict=True):
            for alias in (alias for cell in row for alias in split_aliases(cell)):
                self._add(" ".join(normalise(alias).split()), kind)

    def _add(self, name: str, kind: str) -> None:
        if kind not in _READ or not name.isascii() or len(name) < 2 or name in COMMON_ENGLISH:
            return
        self._kinds.setdefault(name, kind)
        first, count = name.split(" ")[0], name.count(" ") + 1
        self._words[first] = max(count, self._words.get(first, 0))
        if count > 1:
            last = name.rpartition(" ")[2]
            self._ends[last] = self._ends.get(last, 0) + 1

    def kind(self, name: str) -> str:
        """Return the kind of a name, nothing if it is not known."""
        return self._kinds.get(name, "")

    def part(self, word: str) -> str:
        """Say whether a word ends (and how often) or begins longer known names.

        Examples
        --------
        >>> import pandas as pd
        >>> table = pd.DataFrame({"kind": ["tool"], "name_en": ["Spring Boot"]})
        >>> KnownNames(table).part("boot"), KnownNames(table).part("spring")
        ('end 1', 'first')
        """
        ends = self._ends.get(word, 0)
        if ends:
            return f"end {1 + (ends > 2) + (ends > 8)}"
        return "first" if self._words.get(word, 0) > 1 else ""

    def find(
        self, plain: str, words: Sequence[Word], taken: Sequence[bool]
    ) -> list[tuple[int, int, str]]:
        """Return first and last-plus-one word and kind of known names, the longest first."""
        found, i, size = [], 0, len(words)
        while i < size:
            end = i + 1
            longest = 0 if taken[i] else self._words.get(plain[words[i].start : words[i].end], 0)
            for stop in range(min(size, i + longest), i, -1):
                kind = self._kinds.get(plain[words[i].start : words[stop - 1].end], "")
                if kind and not any(taken[i:stop]):
                    found.append((i, stop, kind))
                    end = stop
                    break
            i = end
        return found


def table_tags(
    plain: str, words: Sequence[Word], found: Iterable[Found], known: KnownNames
) -> list[str]:
    """Return what the tables say about each word of a sequence.

    That is kind and place of the listed name that it is part of: `U` whole, `B` first, `I` inside,
    `L` last word of it, `P` a word that is only partly one; nothing for others.

    Examples
    --------
    >>> from talentcast.matching.surfaces import open_token
    >>> sql = (4, 14, open_token("tool.", "sql server", "tool", "", 0.9))
    >>> text = "use SQL Server well"
    >>> table_tags(text.lower(), sequences(text)[0], [sql], KnownNames())
    ['', 'B other tool', 'L other tool', '']
    """
    tags = [""] * len(words)
    firsts = {word.start: i for i, word in enumerate(words)}
    lasts = {word.end: i for i, word in enumerate(words)}
    for start, end, token in found:
        kind = _listed_kind(token, known.kind(plain[start:end]))
        first, last = firsts.get(start), lasts.get(end)
        if first is not None and last is not None:
            _mark(tags, first, last + 1, kind)
            continue
        for i in _places(words, start, end):
            tags[i] = tags[i] or f"P {kind}"
    for first, stop, kind in known.find(plain, words, [bool(tag) for tag in tags]):
        _mark(tags, first, stop, kind)
    for i, word in enumerate(words):
        tags[i] = tags[i] or known.part(plain[word.start : word.end])
    return tags


def _places(words: Sequence[Word], start: int, end: int) -> range:
    """Return which words a span touches."""
    first = bisect_right(words, start, key=_end)
    return range(first, bisect_left(words, end, lo=first, key=_start))


def _listed_kind(token: Token, known_kind: str) -> str:
    """Return a name's kind; imported lists hold everyday words, so that their own names differ."""
    if ":" in token.skill_id:
        return f"open {token.kind}"
    return token.kind if known_kind or token.kind not in _READ else f"other {token.kind}"


def _mark(tags: list[str], first: int, stop: int, kind: str) -> None:
    if stop - first == 1:
        tags[first] = f"U {kind}"
        return
    tags[first:stop] = [f"B {kind}", *[f"I {kind}"] * (stop - first - 2), f"L {kind}"]


def by_sequence(sentences: Sequence[Sequence[Word]], found: Iterable[Found]) -> list[list[Found]]:
    """Give each sequence the names found in it; one across two goes to the first."""
    parts: list[list[Found]] = [[] for _ in sentences]
    i = 0
    for one in sorted(found, key=lambda one: one[0]):
        while i < len(sentences) and sentences[i][-1].end <= one[0]:
            i += 1
        if i < len(sentences):
            parts[i].append(one)
    return parts


def read_english(
    given: str,
    plain: str,
    found: list[Found],
    surfaces: Mapping[str, Token],
    known: KnownNames,
) -> list[Found]:
    """Decide which names of knowledge and tools an English text asks for.

    Parameters
    ----------
    given, plain : str
        The text, and its normal form.
    found : list of (start, end, Token)
        What the tables and patterns found.
    surfaces : mapping of str to Token
        What every surface of the tables stands for.
    known : KnownNames
        Names beside those of the tables.

    Returns
    -------
    list of (start, end, Token)
        Tasks and attitudes as they were; names that the model marks, listed ones with their own id
        (also where a word more belongs to them: Spring framework), others as `tool:` or
        `knowledge:` and their surface.
    """
    sentences = sequences(given)
    spans: list[Span] = []
    for words, inside in zip(sentences, by_sequence(sentences, found), strict=True):
        reading = Reading(words, table_tags(plain, words, inside, known))
        spans += [(words[first].start, words[stop - 1].end) for first, stop in reading.spans]
        spans += _listed(plain, words, inside, reading)
    return _merged(given, plain, found, sorted(spans), surfaces, known)


def _listed(
    plain: str, words: Sequence[Word], found: Iterable[Found], reading: Reading
) -> list[Span]:
    """Return the listed names that the model leaves out, but hardly, or that are plainly asked for.

    Plainly means: right behind words of asking, right before "is a plus" and the like, in a list of
    three by commas, or half of their sentence. Certificates, whole
    lines and members of lists count always.
    """
    names = [one for one in found if one[2].kind in _READ]
    if not names:
        return []
    spans: list[Span] = []
    size = sum(_LATIN.search(word.text) is not None for word in words)
    listed = in_lists(plain, [one[:2] for one in names])
    marked = {place for first, stop in reading.spans for place in range(first, stop)}
    for (start, end, token), is_in_list in zip(names, listed, strict=True):
        span, kind = (start, end), token.kind
        places = _places(words, start, end)
        if not places or not marked.isdisjoint(places):
            continue
        is_alone = 2 * len(places) >= size
        is_plain = is_alone or is_asked_outright(plain, *span)
        is_whole = kind == "certificate" or len(places) == size or is_in_list
        most = MOST_DOUBT_ASKED if is_plain else MOST_DOUBT
        if is_whole or reading.doubt(places[0], places[-1] + 1) < most:
            spans.append(span)
    return spans


def is_asked_outright(plain: str, start: int, end: int) -> bool:
    """Say whether the words right around a name ask for it.

    Examples
    --------
    >>> is_asked_outright("experience with sql", 16, 19), is_asked_outright("sql is a plus", 0, 3)
    (True, True)
    >>> is_asked_outright("we love sql", 8, 11)
    False
    """
    if _ASKED_AFTER.match(plain, end):
        return True
    return _ASKED_BEFORE.search(plain[max(0, start - _REACH) : start]) is not None


def in_lists(plain: str, spans: Sequence[Span]) -> list[bool]:
    """Say which names stand in a list of at least three, joined by commas, slashes, and, or.

    One comma or more must be among the signs.

    Examples
    --------
    >>> in_lists("sql, php and css", [(0, 3), (5, 8), (13, 16)]), in_lists("sql", [(0, 3)])
    ([True, True, True], [False])
    """
    runs: list[list[int]] = []
    for i, (start, _) in enumerate(spans):
        if runs and _JOIN.fullmatch(plain, spans[i - 1][1], start):
            runs[-1].append(i)
        else:
            runs.append([i])
    return [
        len(run) >= _LISTED and "," in plain[spans[run[0]][0] : spans[run[-1]][1]]
        for run in runs
        for _ in run
    ]


def _merged(
    given: str,
    plain: str,
    found: list[Found],
    spans: list[Span],
    surfaces: Mapping[str, Token],
    known: KnownNames,
) -> list[Found]:
    """Put what is found and what the model marks together."""
    skipped = not_asked(given, plain) if spans else []
    left = deque(sorted(found, key=lambda one: one[0]))
    kept: list[Found] = []
    for span in spans:
        while left and left[0][1] <= span[0]:
            one = left.popleft()
            kept += [one] if one[2].kind not in _READ else []
        inside = []
        while left and left[0][0] < span[1]:
            inside.append(left.popleft())
        kept += _decided(given, plain, span, inside, surfaces, known, skipped)
    return kept + [one for one in left if one[2].kind not in _READ]


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
    fixed = [one for one in inside if one[2].kind not in _READ and not _is_part(one, span)]
    listed = [one for one in inside if one[2].kind in _READ]
    if fixed:
        return inside
    if any(one[0] < span[0] or one[1] > span[1] for one in listed):
        return listed
    if _is_skipped(span, skipped):
        return [one for one in inside if one[2].kind not in _READ]
    surface = plain[span[0] : span[1]]
    exact = surfaces.get(surface)
    if exact is not None and exact.code == Code.SKILL and exact.kind in _READ:
        is_lone = exact.need == Need.LANGUAGE and not listed
        return [] if is_lone and not _is_proper(given[slice(*span)]) else [(*span, exact)]
    if not listed or known.kind(surface):
        return [(*span, _open(given, plain, span, known))]
    is_all_listed = all(":" not in one[2].skill_id for one in listed)
    if len(listed) > 1 and is_all_listed and is_one_word(given, span):
        return listed
    main = min(listed, key=lambda one: _RANK[one[2].kind])
    if ":" in main[2].skill_id:
        return [(*span, _open(given, plain, span, known))]
    return [(*span, with_confidence(main[2], min(main[2].confidence, LONGER_CONFIDENCE)))]


def is_one_word(given: str, span: Span) -> bool:
    """Say whether a span holds no blank (Java/Python)."""
    return " " not in given[span[0] : span[1]]


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
    """Say whether a name is written as products are: every word with a capital or a digit."""
    return all(word != word.lower() or not word.isalpha() for word in name.split())
