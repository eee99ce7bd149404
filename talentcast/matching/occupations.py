"""Which occupation an ad is for: its title first, its skills and duties as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from talentcast.frames import require_columns
from talentcast.matching.ad_evidence import READ_CHARACTERS, AdEvidence
from talentcast.matching.confidence import calibrate
from talentcast.matching.isco_words import unit_group
from talentcast.matching.key_terms import KeyTerms
from talentcast.matching.occupation_answers import SHOWN, Answers, Occupation, decide, joined
from talentcast.matching.read_titles import ReadTitles
from talentcast.matching.text import normalise
from talentcast.matching.title_and_terms import highest
from talentcast.matching.title_reading import TitleReader
from talentcast.matching.titles import has_chinese
from talentcast.matching.unit_groups import favour_likeliest_group, is_imported

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Occupation", "OccupationIndex"]

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

#: By how much the key terms of another occupation must outweigh its own before the text is asked
#: although the title is an alias.
CLEARLY_DIFFERENT = 0.4

#: Weight of the key terms of a text beside the likeness of its title, and where the title names
#: no trade.
KEY_TERM_WEIGHT, VAGUE_KEY_TERM_WEIGHT = 0.5, 0.9

#: Weight of the words that an English text shares with a description.
WORD_WEIGHT = 2.3

#: Ads that are read together, and scores of ads for occupations that are held at a time.
_ADS, _SCORES = 2_048, 1 << 20


#: Numbers of texts, and the rows and scores of their best occupations.
_Best = tuple[Numbers, Numbers, Floats]


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts of ads beside their titles.

    Attributes
    ----------
    texts : sequence of str
        One an ad, empty for none.
    terms : KeyTerms
    read : ReadTitles
    of_text : array of int
        The title of each text, as a row of `read`.
    by_terms, by_words : array of int
        Texts of which the key terms, or the words, count beside the title.
    """

    texts: Sequence[str]
    terms: KeyTerms
    read: ReadTitles
    of_text: Numbers
    by_terms: Numbers
    by_words: Numbers


class OccupationIndex:
    """Occupations by their titles and aliases, built once, asked many times.

    Parameters
    ----------
    occupations : DataFrame
        Columns `id` and one of `title_zh`, `title_en`; `aliases_zh`, `aliases_en`, `keywords`
        (separated by `|`) and `description` are used if present.

    Raises
    ------
    SchemaError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"id": ["nurse", "cook"], "title_zh": ["护士", "厨师"],
    ...                       "title_en": ["Nurse", "Cook"]})
    >>> index = OccupationIndex(table)
    >>> index.classify("高级护士（北京）").id, index.classify("Cook").id
    ('nurse', 'cook')
    """

    def __init__(self, occupations: pd.DataFrame) -> None:
        require_columns(occupations, ["id"], "occupations")
        self.occupations = occupations
        self.ids: list[str] = [str(value) for value in occupations["id"]]
        self._calibration = calibrate(len(self.ids))
        self._titles = TitleReader(occupations)
        self._evidence = AdEvidence(occupations)
        #: Unit group of each occupation, of imported tables.
        self._unit_groups: list[str] | None = None
        if is_imported(occupations):
            self._unit_groups = [unit_group(cell) for cell in occupations["isco08"]]

    def classify(self, title: str, text: str = "", skills: Iterable[str] = ()) -> Occupation:
        """Name the occupation of an ad.

        Parameters
        ----------
        title, text : str
            As they stand in the ad.
        skills : iterable of str
            Ids of the skills found in it.

        Returns
        -------
        Occupation
        """
        return self.classify_plain(title, normalise(text[:READ_CHARACTERS]))

    def classify_plain(self, title: str, plain: str) -> Occupation:
        """Name the occupation of an ad whose text is in normal form already.

        Parameters
        ----------
        title : str
            As it stands in the ad.
        plain : str
            `normalise(text)`.

        Returns
        -------
        Occupation
        """
        return self.classify_all([title], [plain])[0]

    def classify_all(self, titles: Sequence[str], plain: Sequence[str]) -> Answers:
        """Name the occupations of many ads, which is faster than one by one.

        Parameters
        ----------
        titles : sequence of str
            As they stand in the ads.
        plain : sequence of str
            `normalise_all(texts)`.

        Returns
        -------
        Answers
            One for each ad; those of an ad do not depend on the others.
        """
        at_a_time = max(1, min(_ADS, _SCORES // max(len(self.ids), 1)))
        if len(titles) <= at_a_time:
            return self._classify(titles, plain)
        starts = range(0, len(titles), at_a_time)
        return joined(
            [self._classify(titles[i : i + at_a_time], plain[i : i + at_a_time]) for i in starts]
        )

    def rank_titles(self, titles: Sequence[str], *, top: int = 100) -> list[list[str]]:
        """Rank occupations for each title by its likeness to their own labels alone.

        Parameters
        ----------
        titles : sequence of str
        top : int
            How many to return at most.

        Returns
        -------
        list of list of str
            Ids, best first.
        """
        return [[self.ids[row] for row in rows] for rows in self._titles.rank(titles, top)]

    def _classify(self, titles: Sequence[str], plain: Sequence[str]) -> Answers:
        numbers: dict[str, int] = {}
        of_ad = np.array([numbers.setdefault(t, len(numbers)) for t in titles], np.int64)
        different = list(numbers)
        read = self._titles.read(different)
        rows, scores = read.first(SHOWN)
        rows, scores = rows[of_ad], scores[of_ad]
        if any(plain):
            asked = self._asked(read, of_ad, different, _heads(plain))
            for which, best_rows, best_scores in (self._by_terms(asked), self._by_words(asked)):
                rows[which], scores[which] = best_rows, best_scores
        return decide(self.ids, rows, scores, read.seniority[of_ad], self._calibration)

    def _asked(
        self, read: ReadTitles, of_text: Numbers, titles: Sequence[str], texts: Sequence[str]
    ) -> _Texts:
        """Find which texts have a say, and what they say by their key terms."""
        terms = self._evidence.key_terms(texts)
        is_exact = read.is_exact[of_text]
        differs = is_exact & (_against(terms, read.rows[of_text, 0]) >= CLEARLY_DIFFERENT)
        again, which = np.unique(of_text[differs], return_inverse=True)
        if len(again):
            of_text = of_text.copy()
            of_text[differs] = len(read) + which
            read = read.followed_by(self._titles.compare([titles[number] for number in again]))
        has_say = ~is_exact | differs
        has_say &= np.fromiter(map(bool, texts), bool, len(texts))
        has_terms = np.zeros(len(texts), bool)
        has_terms[terms.ad] = True
        is_chinese = np.zeros(len(texts), bool)
        asked = np.flatnonzero(has_say).tolist()
        is_chinese[asked] = [has_chinese(texts[number]) for number in asked]
        return _Texts(
            texts,
            terms,
            read,
            of_text,
            by_terms=np.flatnonzero(has_say & is_chinese & has_terms),
            by_words=np.flatnonzero(has_say & ~is_chinese),
        )

    def _by_terms(self, asked: _Texts) -> _Best:
        """Add the key terms of texts to the likeness of their titles."""
        ads = asked.by_terms
        of_text = asked.of_text[ads]
        is_vague = asked.read.is_vague[of_text]
        weight = np.where(is_vague, VAGUE_KEY_TERM_WEIGHT, KEY_TERM_WEIGHT)
        return ads, *highest(asked.read, of_text, weight, asked.terms, ads, len(self.ids))

    def _by_words(self, asked: _Texts) -> _Best:
        """Add the words that English texts share with descriptions, and their key terms."""
        ads = asked.by_words
        rows, scores = np.full((len(ads), SHOWN), -1), np.zeros((len(ads), SHOWN))
        for number, ad in enumerate(ads.tolist()):
            best = self._with_words(asked, ad)
            for place, (row, score) in enumerate(best):
                rows[number, place], scores[number, place] = row, score
        return ads, rows, scores

    def _with_words(self, asked: _Texts, ad: int) -> list[tuple[int, float]]:
        title = asked.of_text[ad]
        near = asked.read.rows[title]
        near = near[near >= 0]
        terms, evidence = asked.terms.of_one(ad)
        rows, which = _first_seen(np.concatenate([near, terms]))
        weight = VAGUE_KEY_TERM_WEIGHT if asked.read.is_vague[title] else KEY_TERM_WEIGHT
        total = np.zeros(len(rows))
        total[which[: len(near)]] = asked.read.scores[title, : len(near)]
        total[which[len(near) :]] += weight * evidence
        total += WORD_WEIGHT * self._evidence.word_likeness(asked.texts[ad], rows)
        if self._unit_groups is None:
            best = np.argsort(-total, kind="stable")[:SHOWN]
            return list(zip(rows[best].tolist(), total[best].tolist(), strict=True))
        scored = list(zip(rows.tolist(), total.tolist(), strict=True))
        return nlargest(SHOWN, favour_likeliest_group(scored, self._unit_groups), key=itemgetter(1))


def _heads(plain: Sequence[str]) -> Sequence[str]:
    """Return texts as far as they are read."""
    if max(map(len, plain)) <= READ_CHARACTERS:
        return plain
    return [text[:READ_CHARACTERS] for text in plain]


def _first_seen(rows: Numbers) -> tuple[Numbers, Numbers]:
    """Return different rows in the order given, and which of them each is."""
    given = rows.tolist()
    place = {row: number for number, row in enumerate(dict.fromkeys(given))}
    return np.array([*place], np.int64), np.array([place[row] for row in given], np.int64)


def _against(terms: KeyTerms, own: Numbers) -> Floats:
    """Return by how much the evidence for another occupation outweighs that for each text's own."""
    is_own = terms.row == own[terms.ad]
    for_own, for_other = np.zeros(len(own)), np.zeros(len(own))
    for_own[terms.ad[is_own]] = terms.evidence[is_own]
    first = np.flatnonzero(np.diff(terms.ad, prepend=-1))
    if len(first):
        others = np.where(is_own, 0.0, terms.evidence)
        for_other[terms.ad[first]] = np.maximum.reduceat(others, first)
    return for_other - for_own
