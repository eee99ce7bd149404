"""One pass over the ads of a batch: every surface found in them, read where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching import cues
from talentcast.matching.english_tables import KnownNames
from talentcast.matching.reading import ACTIONS, Reading
from talentcast.matching.span_signs import TextSigns
from talentcast.matching.surfaces import Code, Token
from talentcast.matching.text import runs

if TYPE_CHECKING:
    import numpy.typing as npt

    from talentcast.matching.reading import Found

    Numbers = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]

#: What stands at one place: number of the surface, start, end, and for a cue of knowledge how far
#: its sentence reaches and what there is in it (`span_signs.TextSigns.sentences`).
Mark = tuple[int, int, int, int, int]


class Scanner:
    """The automaton of all surfaces and what each stands for.

    Parameters
    ----------
    tokens : dict of str to Token
        Surface in normal form -> what it stands for.
    known_names : KnownNames, optional
        English names that help to read English texts (`english_names`).
    """

    def __init__(self, tokens: dict[str, Token], known_names: KnownNames | None = None) -> None:
        from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick, Implementation

        self._surfaces = tokens
        self._known_names = known_names or KnownNames()
        # One tuple a surface: token, whether it needs nothing around it, what to do (None: a cue of
        # knowledge), whether that is done in any part of an ad.
        self._tokens = [
            (
                token,
                token.code == Code.SKILL and not token.need,
                ACTIONS.get(token.code),
                token.code == Code.HEADING,
            )
            for token in tokens.values()
        ]
        self._codes = np.array([token.code for token in tokens.values()], np.int8)
        self._is_ascii = np.array([surface[0].isascii() for surface in tokens], bool)
        self._automaton = AhoCorasick(
            list(tokens),
            matchkind=MATCHKIND_LEFTMOST_LONGEST,
            implementation=Implementation.ContiguousNFA,
        )

    def scan_all(
        self, given: Sequence[str], plain: Sequence[str], *, is_title: bool
    ) -> Iterator[Reading]:
        """Read one field of each ad of a batch.

        Parameters
        ----------
        given, plain : sequence of str, length n
            The fields as given and in normal form; the same lengths.
        is_title : bool

        Yields
        ------
        Reading
            Of each field; its `found` holds start, end and token of every mention.
        """
        for first, last in runs(plain):
            marks = self._marks(plain[first:last])
            for one, normal, here in zip(given[first:last], plain[first:last], marks, strict=True):
                reading = Reading(
                    one, normal, self._surfaces, self._known_names, is_title=is_title
                )
                yield self._read(reading, here)

    def _marks(self, plain: Sequence[str]) -> Iterator[Iterator[Mark]]:
        """Find what stands in each of some texts and may mean something there."""
        joined = "\n".join([*plain, ""])
        found = np.fromiter(
            chain.from_iterable(self._automaton.find_matches_as_indexes(joined)), np.int64
        )
        number, start, end = found.reshape(-1, 3).T
        codes = self._codes[number]
        signs = TextSigns(joined)
        kept = ~self._inside_words(joined, signs, number, start, end)
        is_task = (codes == Code.VERB) | (codes == Code.NOUN)
        kept[is_task] &= signs.may_end_task(start[is_task], end[is_task])
        number, start, end, codes = number[kept], start[kept], end[kept], codes[kept]
        stop, held = signs.sentences(end, codes == Code.KNOW)
        begins = np.cumsum([0, *(len(text) + 1 for text in plain)])
        cuts = np.searchsorted(start, begins)
        offset = np.repeat(begins[:-1], np.diff(cuts))
        columns = (number, start - offset, end - offset, stop - offset, held)
        lists = [column.tolist() for column in columns]
        for first, last in pairwise(cuts.tolist()):
            yield zip(*(column[first:last] for column in lists), strict=True)

    def _inside_words(
        self, joined: str, signs: TextSigns, number: Numbers, start: Numbers, end: Numbers
    ) -> Mask:
        """Say which matches are only parts of longer Latin words."""
        inside: Mask = self._is_ascii[number] & (signs.is_word(start - 1) | signs.is_word(end))
        for place in np.flatnonzero(inside).tolist():
            inside[place] = cues.is_inside_word(joined, int(start[place]), int(end[place]))
        return inside

    def _read(self, reading: Reading, marks: Iterator[Mark]) -> Reading:
        found: list[Found] = reading.found
        tokens = self._tokens
        for number, start, end, stop, held in marks:
            token, is_free, act, is_heading = tokens[number]
            if is_free and not reading.is_guarded:
                found.append((start, end, token))
            elif is_heading or not reading.is_skipping:
                if act is None:
                    reading.know(end, stop, held)
                    continue
                act(reading, token, start, end)
                if reading.is_over:
                    break
        reading.finish()
        return reading
