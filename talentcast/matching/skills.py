"""Skills named in an ad, with evidence: text, position, required or preferred, confidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from talentcast.matching.taxonomy import split_aliases
from talentcast.matching.text import normalise

if TYPE_CHECKING:
    from talentcast.matching.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Mention:
    """One skill at one place of an ad.

    Attributes
    ----------
    skill_id : str
        Id in the taxonomy, or `task:<surface>` for one that a pattern found.
    text : str
        As written in the ad.
    field : "title" or "text"
    start, end : int
        Characters of the field as given.
    required : bool
        False where the clause itself or its heading says that it is only preferred.
    confidence : float, 0 to 1
    kind, category : str
    """

    skill_id: str
    text: str
    field: Literal["title", "text"]
    start: int
    end: int
    required: bool
    confidence: float
    kind: str
    category: str


class SkillIndex:
    """A dictionary of skills, ready to be looked up in any number of ads."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick, Implementation

        self._surfaces: dict[str, tuple[str, str, str]] = {}
        table = taxonomy.skills
        columns = [
            table[c]
            for c in ("id", "kind", "category", "name_zh", "name_en", "aliases_zh", "aliases_en")
        ]
        for identity, kind, category, *cells in zip(*columns, strict=True):
            for cell in cells:
                for alias in split_aliases(cell):
                    self._surfaces.setdefault(normalise(alias), (identity, kind, category))
                    self._surfaces.setdefault(
                        normalise(alias).replace(" ", ""), (identity, kind, category)
                    )
        self._patterns = list(self._surfaces)
        self._found: list[Any] = [self._surfaces[p] for p in self._patterns]
        self._automaton = AhoCorasick(
            self._patterns,
            matchkind=MATCHKIND_LEFTMOST_LONGEST,
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, title: str, text: str) -> list[Mention]:
        """Find every mention in an ad."""
        return [*self._find(title, "title"), *self._find(text, "text")]

    def ids(self, title: str, text: str) -> list[tuple[str, bool]]:
        """Return each skill of an ad once, and whether it is required."""
        found: dict[str, bool] = {}
        for mention in self.find(title, text):
            found[mention.skill_id] = found.get(mention.skill_id, False) or mention.required
        return list(found.items())

    def _find(self, text: str, field: Literal["title", "text"]) -> list[Mention]:
        plain = normalise(text)
        mentions = []
        for number, start, end in self._automaton.find_matches_as_indexes(plain):
            if plain[start].isascii() and _inside_word(plain, start, end):
                continue
            if end - start == 1:
                continue
            identity, kind, category = self._found[number]
            mentions.append(
                Mention(identity, text[start:end], field, start, end, True, 0.9, kind, category)
            )
        return mentions


def _inside_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isascii() and before.isalnum()) or (
        after.isascii() and after.isalpha() and text[end - 1].isascii()
    )
