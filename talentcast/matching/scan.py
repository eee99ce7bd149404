"""The ads of a batch, some at a time: every surface found in them, read where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from talentcast.matching.characters import Mask
from talentcast.matching.english_tables import KnownNames
from talentcast.matching.marks import Fields
from talentcast.matching.mentions import Mentions, SkillNumbers
from talentcast.matching.reading import read
from talentcast.matching.surface_finder import SurfaceFinder
from talentcast.matching.surface_table import SurfaceTable
from talentcast.matching.surfaces import Token
from talentcast.matching.text import runs

#: Characters that are read together: enough that what each call of numpy costs is small.
_AT_A_TIME = 1 << 20


class Scanner:
    """The index of all surfaces and what each stands for.

    Parameters
    ----------
    tokens : dict of str to Token
        Surface in normal form -> what it stands for.
    known : KnownNames, optional
        English names that help to read English texts (`english_names`).
    """

    def __init__(self, tokens: dict[str, Token], known: KnownNames | None = None) -> None:
        self.table = SurfaceTable(tokens, known)
        self.finder = SurfaceFinder(list(self.table.numbers))

    def numbers(self) -> SkillNumbers:
        """Return the numbers of the skills of the taxonomy, to which others can be added."""
        return SkillNumbers(len(self.table.skill_ids))

    def scan(
        self,
        given: Sequence[str],
        plain: Sequence[str],
        is_title: Sequence[bool],
        names: SkillNumbers,
    ) -> Iterator[tuple[Fields, Mentions, Mask]]:
        """Read some fields, about a million characters at a time.

        Parameters
        ----------
        given, plain : sequence of str, length n
            As given and in normal form; the same lengths.
        is_title : sequence of bool, length n
        names : SkillNumbers
            From `numbers`; skills that no table lists are added.

        Yields
        ------
        Fields, Mentions, array of bool
            Some of the fields, what was found in them, and whether it is required.
        """
        titles = np.array(is_title, bool)
        for first, last in runs(plain, _AT_A_TIME):
            fields = Fields(given[first:last], plain[first:last], titles[first:last])
            find = self.finder.rows
            # Not kept here: `read` lets go of what was found once it has the marks.
            mentions, required = read(fields, self.table, find(fields.signs.codes), names)
            yield fields, mentions, required
