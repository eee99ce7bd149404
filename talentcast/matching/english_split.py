"""English texts cut into words and sentences, many at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.english_vocabulary import STOP, Sign, Vocabulary
from talentcast.matching.english_words import AFTER_WORD, CUTS, TOKEN

_CUTS = frozenset(CUTS)


class Words:
    """The words of some texts in their order, cut into sentences as by `english_words.sequences`.

    Parameters
    ----------
    given : sequence of str, length n
    vocabulary : Vocabulary

    Attributes
    ----------
    offsets : array of int, length n + 1
        Where each text begins in all of them joined by line ends.
    number, start, end : array of int
        Number of each word in the vocabulary, and its characters of the joined texts.
    is_cut : array of bool
        Whether no name can go on from the word before.
    begins : array of int
        First word of every sentence, and the number of words.
    sentence : array of int
        Which sentence each word belongs to.
    """

    def __init__(self, given: Sequence[str], vocabulary: Vocabulary) -> None:
        self.offsets = np.zeros(len(given) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, given), np.int64, len(given)) + 1, out=self.offsets[1:])
        text = "\n".join(given)
        pieces = TOKEN.split(text)
        gaps, tokens = pieces[::2], pieces[1::2]
        size = len(tokens)
        lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
        start = np.cumsum(lengths)[:-1:2] if size else np.zeros(0, np.int64)
        token = vocabulary.numbers_of(tokens)
        signs = vocabulary.signs[token]
        is_line, is_cut = _gaps(gaps[:-1])
        odd = signs & Sign.ODD != 0
        is_cut |= odd
        is_cut[1:] |= odd[:-1] & ~is_line[1:]
        ends_here = np.zeros(size, bool)
        for at in np.flatnonzero(signs & Sign.STOP).tolist():
            last = int(start[at]) + len(tokens[at])
            ends_here[at] = _ends(tokens[at], int(signs[at]), text[last : last + 2])
        self._put_together(vocabulary, token, start, is_line, is_cut, ends_here)

    def _put_together(
        self,
        vocabulary: Vocabulary,
        token: Numbers,
        start: Numbers,
        is_line: Mask,
        is_cut: Mask,
        ends_here: Mask,
    ) -> None:
        """Put words and full stops, each a word of its own, in one order."""
        signs = vocabulary.signs[token]
        word, stop = np.flatnonzero(signs & Sign.WORD), np.flatnonzero(signs & Sign.STOP)
        dot = start[stop] + vocabulary.ends[token[stop]]
        order = np.argsort(np.concatenate([2 * word, 2 * stop + 1]))
        number = np.concatenate([token[word], np.full(len(stop), STOP)])[order]
        first = np.concatenate([start[word] + vocabulary.heads[token[word]], dot])
        last = np.concatenate([start[word] + vocabulary.ends[token[word]], dot + 1])
        cut = np.concatenate([is_cut[word], np.zeros(len(stop), bool)])[order]
        line = np.cumsum(is_line)
        line = np.concatenate([line[word], line[stop]])[order]
        closes = np.concatenate([np.zeros(len(word), bool), ends_here[stop]])[order]
        opens = np.ones(len(number), bool)
        opens[1:] = closes[:-1] | (line[1:] != line[:-1])
        has_sign = vocabulary.signs[number] & Sign.SIGN != 0
        cut[1:] |= has_sign[:-1] & (line[1:] == line[:-1]) & (number[1:] != STOP)
        self.number, self.start, self.end, self.is_cut = number, first[order], last[order], cut
        self.begins = np.append(np.flatnonzero(opens), len(number))
        self.sentence = np.cumsum(opens) - 1

    def count_latin(self, vocabulary: Vocabulary) -> list[int]:
        """Return how many words with letters stand before each sentence, and in all."""
        has_letters = vocabulary.signs[self.number] & Sign.LATIN != 0
        counts: list[int] = np.append(0, np.cumsum(has_letters))[self.begins].tolist()
        return counts


def _gaps(gaps: Sequence[str]) -> tuple[Mask, Mask]:
    """Say which gaps before a word hold a line end, and which a sign on its line that cuts."""
    kinds = {gap: ("\n" in gap, not _CUTS.isdisjoint(gap.rpartition("\n")[2])) for gap in set(gaps)}
    found = np.array([kinds[gap] for gap in gaps], bool).reshape(-1, 2)
    return found[:, 0], found[:, 1].copy()


def _ends(token: str, signs: int, following: str) -> bool:
    """Say whether the full stop behind a token ends a sentence, given two characters behind it."""
    if not token.rstrip(AFTER_WORD):
        return True
    return not signs & Sign.SHORT_FORM and not following.lstrip().islower()
