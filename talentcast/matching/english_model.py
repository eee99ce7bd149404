"""A linear-chain model that marks the names of knowledge and tools in English sentences.

Each word is outside a name, begins one, or goes on with one. The score of a reading is the sum of
the coefficients of its words' features (`english_words`) and of its steps from word to word; the
best reading is found exactly (Viterbi). `scripts/build_english_names.py` fits the coefficients
(a conditional random field: Lafferty, McCallum & Pereira 2001) and writes them.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from talentcast.matching.english_words import (
    EDGE,
    Word,
    capitals_near,
    cue_features,
    cues_before,
    line_class,
    line_features,
    name_features,
    shape,
    tools_near,
    word_features,
)

#: Coefficients of begin and inside; outside is 0.
Pair = tuple[float, float]
#: Rows and columns: outside, begin, inside.
Steps = tuple[tuple[float, float, float], ...]

#: Added to the score of a begin: more names, fewer of them right. Of 0, .1, .25, .4 and .5 the one
#: with the highest precision at a recall of .45 with every dictionary, on the training part of
#: SkillSpan, every ad read with coefficients from others (docs/skills.md).
LEAN = 0.25

#: Features of the table that stand for steps from one word to the next.
STEPS = ("from=outside", "from=begin", "from=inside")

#: How many words before and after a name its doubt is looked for in.
_AROUND = 6

_NEVER, _SURE = -1e9, 1e4
_REMEMBERED = 1 << 16


def feature_lists(words: Sequence[Word], tags: Sequence[str]) -> list[list[str]]:
    """Return the features of every word of a sequence, for fitting.

    Parameters
    ----------
    words : sequence of Word, length n
    tags : sequence of str, length n
        What the tables say (`english_tables.table_tags`).
    """
    size = len(words)
    line, tools, capitals = line_class(words), tools_near(tags), capitals_near(words)
    cues = cues_before(words)
    found = []
    for i, word in enumerate(words):
        before, after = (words[i - 1].text if i else EDGE), _text(words, i + 1)
        form = shape(word.text)
        features = [
            *word_features(word.text, word.sign, 0),
            *word_features(before, "", -1),
            *word_features(after, "", 1),
            *word_features(words[i - 2].text if i > 1 else EDGE, "", -2),
            *word_features(_text(words, i + 2), "", 2),
            *name_features(
                tags[i - 1] if i else "", tags[i], tags[i + 1] if i + 1 < size else "", form[:2]
            ),
            *line_features(shape(before), form, line, tools[i], capitals[i]),
            *cue_features(cues[i], words[0].text),
        ]
        found.append(features)
    return found


def _text(words: Sequence[Word], place: int) -> str:
    return words[place].text if place < len(words) else EDGE


@cache
def _coefficients() -> tuple[dict[str, Pair], Steps]:
    path = resources.files("talentcast.matching") / "files" / "english_names.csv"
    table: dict[str, Pair] = {}
    steps: dict[str, tuple[float, float, float]] = {}
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            outside, begin, inside = (float(row[k]) for k in ("outside", "begin", "inside"))
            if row["feature"] in STEPS:
                steps[row["feature"]] = (outside, begin, inside)
            else:
                table[row["feature"]] = (begin, inside)
    return table, tuple(steps[name] for name in STEPS)


def _total(features: Sequence[str]) -> Pair:
    table = _coefficients()[0]
    rows = [table[feature] for feature in features if feature in table]
    return sum(row[0] for row in rows), sum(row[1] for row in rows)


@lru_cache(maxsize=_REMEMBERED)
def _of_word(word: str, sign: str, place: int) -> Pair:
    return _total(word_features(word, sign, place))


@lru_cache(maxsize=_REMEMBERED)
def _of_names(before: str, here: str, after: str, form: str) -> Pair:
    return _total(name_features(before, here, after, form))


@lru_cache(maxsize=_REMEMBERED)
def _of_line(before: str, here: str, line: str, tools: int, capitals: int) -> Pair:
    return _total(line_features(before, here, line, tools, capitals))


@lru_cache(maxsize=_REMEMBERED)
def _of_cue(cue: str, first: str) -> Pair:
    return _total(cue_features(cue, first))


def forget() -> None:
    """Forget what was added up, after the coefficients were changed (when they are fitted)."""
    for remembered in (_of_word, _of_names, _of_line, _of_cue):
        remembered.cache_clear()


def scores(words: Sequence[Word], tags: Sequence[str]) -> list[Pair]:
    """Return the scores of begin and inside for every word of a sequence."""
    line, tools, capitals = line_class(words), tools_near(tags), capitals_near(words)
    texts = [EDGE, EDGE, *(word.text for word in words), EDGE, EDGE]
    shapes = [shape(text) for text in texts]
    cues = cues_before(words)
    around = ["", *tags, ""]
    found = []
    for i, word in enumerate(words):
        form = shapes[i + 2]
        parts = (
            _of_word(word.text, word.sign, 0),
            _of_word(texts[i + 1], "", -1),
            _of_word(texts[i + 3], "", 1),
            _of_word(texts[i], "", -2),
            _of_word(texts[i + 4], "", 2),
            _of_names(around[i], around[i + 1], around[i + 2], form[:2]),
            _of_line(shapes[i + 1], form, line, tools[i], capitals[i]),
            _of_cue(cues[i], words[0].text),
        )
        begin = inside = 0.0
        for to_begin, to_inside in parts:  # a loop: this runs for every word
            begin += to_begin
            inside += to_inside
        found.append((begin, inside))
    return found


class Reading:
    """What the model makes of one sequence.

    Parameters
    ----------
    words : sequence of Word, length n
    tags : sequence of str, length n
        What the tables say (`english_tables.table_tags`).

    Attributes
    ----------
    spans : list of (int, int)
        First and last-plus-one word of every name in the best reading.
    """

    def __init__(self, words: Sequence[Word], tags: Sequence[str]) -> None:
        self._scores = scores(words, tags)
        self._cuts = [word.is_cut for word in words]
        self._steps = _coefficients()[1]
        self.spans = best_reading(self._scores, self._cuts, self._steps, LEAN)[1]

    def doubt(self, first: int, stop: int) -> float:
        """Return by how much the best reading of the words around beats one with this name.

        Parameters
        ----------
        first, stop : int
            First and last-plus-one word of the name.
        """
        begin, end = max(0, first - _AROUND), stop + _AROUND
        scored, cuts = self._scores[begin:end], self._cuts[begin:end]
        best = best_reading(scored, cuts, self._steps, LEAN)[0]
        forced = [
            (begin_score + _SURE, inside - _SURE)
            if place == first
            else (begin_score - _SURE, inside + _SURE)
            if first < place < stop
            else (begin_score, inside - _SURE)
            if place == stop
            else (begin_score, inside)
            for place, (begin_score, inside) in enumerate(scored, begin)
        ]
        return best - (best_reading(forced, cuts, self._steps, LEAN)[0] - _SURE * (stop - first))


def best_reading(
    scored: Sequence[Pair], cuts: Sequence[bool], steps: Steps, lean: float
) -> tuple[float, list[tuple[int, int]]]:
    """Find the reading with the highest score (Viterbi): the score, and the places of its names.

    Examples
    --------
    >>> even = ((0.0, 0.0, 0.0),) * 3
    >>> best_reading([(2.0, 0.0), (-1.0, 1.0), (-1.0, -1.0)], [False] * 3, even, 0.0)
    (3.0, [(0, 2)])
    >>> best_reading([(2.0, 0.0), (-1.0, 1.0), (-1.0, -1.0)], [False, True, False], even, 0.0)
    (2.0, [(0, 1)])
    """
    (oo, ob, _), (bo, bb, bi), (io, ib, ii) = steps
    outside, begin, inside = 0.0, _NEVER, _NEVER
    back: list[tuple[int, int, int]] = []
    for (to_begin, to_inside), is_cut in zip(scored, cuts, strict=True):
        if not back:
            oo_, ob_ = 0.0, 0.0
        else:
            oo_, ob_ = oo, ob
        from_outside = max((outside + oo_, 0), (begin + bo, 1), (inside + io, 2))
        from_begin = max((outside + ob_, 0), (begin + bb, 1), (inside + ib, 2))
        from_inside = max((begin + bi, 1), (inside + ii, 2))
        outside = from_outside[0]
        begin = from_begin[0] + to_begin + lean
        inside = _NEVER if is_cut else from_inside[0] + to_inside
        back.append((from_outside[1], from_begin[1], from_inside[1]))
    best, state = max((outside, 0), (begin, 1), (inside, 2))
    spans: list[tuple[int, int]] = []
    end = len(back)
    for i in range(len(back) - 1, -1, -1):
        if state == 1:
            spans.append((i, end))
        before = back[i][state]
        if state != 2:
            end = i
        state = before
    return best, spans[::-1]
