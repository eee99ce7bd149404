"""What the tables say about the words of an English text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from talentcast.matching.english_words import Word, sequences
from talentcast.matching.skill_words import COMMON_ENGLISH
from talentcast.matching.taxonomy import KINDS, split_aliases
from talentcast.matching.text import normalise

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.surfaces import Token

    Found = tuple[int, int, Token]

#: Kinds that the model reads; tasks and attitudes are left as they were found.
READ = frozenset({"tool", "knowledge", "language", "certificate"})

#: Kinds as `listed_kind` returns them, and one for kinds that no taxonomy should have.
_LISTED_KINDS = tuple(f"{lead}{kind}" for lead in ("", "open ", "other ") for kind in KINDS)
_OTHER_KIND = "?"

#: What `table_tags` may say about a word.
TAGS = (
    "", "first", "end 1", "end 2", "end 3",
    *(f"{place} {kind}" for kind in (*_LISTED_KINDS, _OTHER_KIND) for place in "UBILP"),
)  # fmt: skip

_start, _end = attrgetter("start"), attrgetter("end")


class KnownNames:
    """English names that help to read a text although the taxonomy at hand does not list them.

    Parameters
    ----------
    skills : DataFrame
        A table of skills; names in other scripts, tasks, attitudes and everyday words are left out.

    Examples
    --------
    >>> import pandas as pd
    >>> from talentcast.matching.english_words import sequences
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
        if kind not in READ or not name.isascii() or len(name) < 2 or name in COMMON_ENGLISH:
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

    def words(self) -> set[str]:
        """Return the words that begin known names or end longer ones."""
        return self._words.keys() | self._ends.keys()

    def second_words(self) -> set[str]:
        """Return the second words of known names, as `english_words.sequences` cuts them."""
        found = set()
        for name in self._kinds:
            parts = name.split(" ")
            if len(parts) > 1 and parts[0].isalnum() and parts[1].isalnum():
                found.add(parts[1])
            elif len(parts) > 1:
                words = [word.text for words in sequences(name) for word in words]
                found.update(words[1:2])
        return found

    def longest(self, word: str) -> int:
        """Return how many words the longest known name has that begins with a word."""
        return self._words.get(word, 0)

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
    >>> from talentcast.matching.english_words import sequences
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
        kind = listed_kind(token, known.kind(plain[start:end]))
        first, last = firsts.get(start), lasts.get(end)
        if first is not None and last is not None:
            _mark(tags, first, last + 1, kind)
            continue
        for i in places_of(words, start, end):
            tags[i] = tags[i] or f"P {kind}"
    for first, stop, kind in known.find(plain, words, [bool(tag) for tag in tags]):
        _mark(tags, first, stop, kind)
    for i, word in enumerate(words):
        tags[i] = tags[i] or known.part(plain[word.start : word.end])
    return tags


def places_of(words: Sequence[Word], start: int, end: int) -> range:
    """Return which words a span touches."""
    first = bisect_right(words, start, key=_end)
    return range(first, bisect_left(words, end, lo=first, key=_start))


def listed_kind(token: Token, known_kind: str) -> str:
    """Return a name's kind; imported lists hold everyday words, so that their own names differ."""
    if ":" in token.skill_id:
        return f"open {token.kind}"
    return token.kind if known_kind or token.kind not in READ else f"other {token.kind}"


class NameTags(NamedTuple):
    """Places in `TAGS` of the words of a name: whole, first, inside, last, partly."""

    whole: int
    first: int
    inside: int
    last: int
    part: int

    def over(self, size: int) -> list[int]:
        """Return the tags of the words of a whole name."""
        if size == 1:
            return [self.whole]
        return [self.first, *[self.inside] * (size - 2), self.last]


_NAME_TAGS = {
    kind: NameTags(*(TAGS.index(f"{place} {kind}") for place in "UBILP"))
    for kind in (*_LISTED_KINDS, _OTHER_KIND)
}


def name_tags(kind: str) -> NameTags:
    """Return the tags of a name of a kind (`listed_kind`)."""
    return _NAME_TAGS.get(kind) or _NAME_TAGS[_OTHER_KIND]


def _mark(tags: list[str], first: int, stop: int, kind: str) -> None:
    places = "U" if stop - first == 1 else f"B{'I' * (stop - first - 2)}L"
    tags[first:stop] = [f"{place} {kind}" for place in places]


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
