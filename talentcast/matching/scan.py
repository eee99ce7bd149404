"""One pass over an ad: every surface found in it, read where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talentcast.matching import cues
from talentcast.matching.reading import Reading
from talentcast.matching.surfaces import Code, Token

if TYPE_CHECKING:
    from talentcast.matching.reading import Found

#: What a letter of a longer word is; the normal form has no capitals.
_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


class Scanner:
    """The automaton of all surfaces and what each stands for.

    Parameters
    ----------
    tokens : dict of str to Token
        Surface in normal form -> what it stands for.
    """

    def __init__(self, tokens: dict[str, Token]) -> None:
        from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick, Implementation

        self._surfaces = tokens
        # One tuple a surface: code, whether it needs nothing around it, whether it is ASCII.
        self._tokens = [
            (token, token.code, token.code == Code.SKILL and not token.need, surface[0].isascii())
            for surface, token in tokens.items()
        ]
        self._automaton = AhoCorasick(
            list(tokens),
            matchkind=MATCHKIND_LEFTMOST_LONGEST,
            implementation=Implementation.ContiguousNFA,
        )

    def scan(self, given: str, plain: str, *, is_title: bool) -> Reading:
        """Read one field.

        Parameters
        ----------
        given, plain : str
            The field as given and in normal form; the same length.
        is_title : bool

        Returns
        -------
        Reading
            Its `found` holds start, end and token of every mention.
        """
        reading = Reading(given, plain, self._surfaces, is_title=is_title)
        found: list[Found] = reading.found
        actions = reading.actions()
        tokens, size, word = self._tokens, len(plain), _WORD
        for number, start, end in self._automaton.find_matches_as_indexes(plain):
            token, code, is_free, is_ascii = tokens[number]
            if (
                is_ascii
                and ((start and plain[start - 1] in word) or (end < size and plain[end] in word))
                and cues.is_inside_word(plain, start, end)
            ):
                continue
            if is_free and not reading.is_guarded:
                found.append((start, end, token))
            elif not reading.is_skipping or code == Code.HEADING:
                actions[code](token, start, end)
                if reading.is_over:
                    break
        reading.finish()
        return reading
