"""Skills that no table lists: a number for each, by the prefix of its id and the surface."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

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
    >>> skills.identities().to_pylist()
    ['task:工单管理', 'tool:java']
    """

    def __init__(self) -> None:
        self._phrases: dict[str, Phrases] = {}
        self._numbers: dict[str, Numbers] = {}
        self._count = 0

    def at(self, prefix: str, codes: Codes, start: Numbers, end: Numbers) -> Numbers:
        """Return the numbers of the skills whose surfaces stand at some places of a text."""
        if prefix not in self._phrases:
            self._phrases[prefix], self._numbers[prefix] = Phrases(), np.zeros(0, np.int64)
        phrases, numbers = self._phrases[prefix], self._numbers[prefix]
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

    def identities(self) -> pa.StringArray:
        """Return the ids by number."""
        parts = [pa.array([], pa.string())]
        parts += [phrases.words(prefix) for prefix, phrases in self._phrases.items()]
        place = np.empty(self._count, np.int64)
        if self._count:
            place[np.concatenate(list(self._numbers.values()))] = np.arange(self._count)
        return pa.concat_arrays(parts).take(pa.array(place))
