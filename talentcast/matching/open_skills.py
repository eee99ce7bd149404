"""Skills that no table lists: a number for each, by the prefix of its id and the surface."""

from __future__ import annotations

import numpy as np

from talentcast.matching.characters import Codes, Numbers
from talentcast.matching.phrases import Phrases
from talentcast.matching.surface_finder import text_codes


class OpenSkills:
    """Skills numbered from 0 as they are met.

    Examples
    --------
    >>> skills = OpenSkills()
    >>> codes = text_codes("工单管理,工单管理")
    >>> skills.at("task:", codes, np.array([0, 5]), np.array([4, 9])).tolist()
    [0, 0]
    >>> skills.number_of("tool:java"), skills.number_of("task:工单管理")
    (1, 0)
    >>> skills.identities()
    ['task:工单管理', 'tool:java']
    """

    def __init__(self) -> None:
        self._phrases: dict[str, Phrases] = {}
        self._numbers: dict[str, Numbers] = {}
        self._count = 0

    def at(self, prefix: str, codes: Codes, start: Numbers, end: Numbers) -> Numbers:
        """Return the numbers of the skills whose surfaces stand at some places of a text."""
        phrases = self._phrases.setdefault(prefix, Phrases())
        numbers = self._numbers.get(prefix, np.zeros(0, np.int64))
        phrase, added = phrases.add(codes, start, end)
        if len(added):
            new = np.arange(self._count, self._count + len(added))
            numbers = self._numbers[prefix] = np.append(numbers, new)
            self._count += len(added)
        return numbers[phrase]

    def number_of(self, identity: str) -> int:
        """Return the number of a skill by its id."""
        prefix, colon, surface = identity.partition(":")
        codes = text_codes(surface)
        return int(self.at(prefix + colon, codes, np.array([0]), np.array([len(codes)]))[0])

    def identities(self) -> list[str]:
        """Return the ids by number."""
        found = [""] * self._count
        for prefix, numbers in self._numbers.items():
            words = self._phrases[prefix].words()
            for number, word in zip(numbers.tolist(), words, strict=True):
                found[number] = prefix + word
        return found
