"""A linear-chain model that marks the names of knowledge and tools in English sentences.

Each word is outside a name, begins one, or goes on with one. The score of a reading is the sum of
the coefficients of its words' features (`english_words`) and of its steps from word to word; the
best reading is found exactly (Viterbi). `scripts/build_english_names.py` fits the coefficients
(a conditional random field: Lafferty, McCallum & Pereira 2001) and writes them.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from talentcast.matching.characters import Mask, Numbers
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
Coefficients = tuple[dict[str, Pair], Steps]
Floats = npt.NDArray[np.float64]
#: Scores of begin (real) and inside (imaginary), added up at once.
Scores = npt.NDArray[np.complex128]

try:
    from talentcast.matching import _tagger
except ImportError:  # not compiled: the same, more slowly
    _tagger = None  # type: ignore[assignment]

#: Added to the score of a begin: more names, fewer of them right. Of 0, .1, .25, .4 and .5 the one
#: with the highest precision at a recall of .45 with every dictionary, on the training part of
#: SkillSpan, every ad read with coefficients from others (docs/skills.md).
LEAN = 0.25

#: Features of the table that stand for steps from one word to the next.
STEPS = ("from=outside", "from=begin", "from=inside")

_NEVER, _SURE = -1e9, 1e4

#: More than what rounding can change in a sum of scores.
_MARGIN = 1e-6


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
def _stored() -> Coefficients:
    path = resources.files("talentcast.matching") / "files" / "english_names.csv"
    table: dict[str, Pair] = {}
    steps: dict[str, tuple[float, float, float]] = {}
    with path.open(encoding="utf-8") as lines:
        rows = csv.reader(lines)
        next(rows)
        for feature, outside, begin, inside in rows:
            if feature in STEPS:
                steps[feature] = (float(outside), float(begin), float(inside))
            else:
                table[feature] = (float(begin), float(inside))
    return table, tuple(steps[name] for name in STEPS)


_used: list[Coefficients] = []


def coefficients() -> Coefficients:
    """Return the coefficients of the features, and of the steps from word to word."""
    return _used[-1] if _used else _stored()


def use(table: dict[str, Pair], steps: Steps) -> None:
    """Read with other coefficients from now on (when they are fitted)."""
    _used[:] = [(table, steps)]


def may_hold_names(begin: Floats, inside: Floats, is_first: Mask) -> Mask:
    """Say which words could be part of a name by their own score and the best step to them.

    A sequence without such a word holds no name in its best reading: there every way to have one
    is worse than to have none.

    Parameters
    ----------
    begin, inside : array of float, shape (n,)
    is_first : array of bool, shape (n,)
        Which words begin a sequence.

    Returns
    -------
    array of bool, shape (n,)
    """
    (oo, ob, _), (bo, bb, bi), (io, ib, ii) = coefficients()[1]
    leaving = max(0.0, bo - oo, io - oo)
    to_begin = LEAN + leaving + np.where(is_first, 0.0, max(ob, bb, ib) - oo)
    best = np.maximum(begin + to_begin, inside + (leaving + max(bi, ii) - oo))
    found: Mask = best > -_MARGIN
    return found


def names_in(scores: Scores, cuts: Mask, begins: Numbers) -> Numbers:
    """Return the names in the best reading of some sequences, leaning to names.

    Parameters
    ----------
    scores : array of complex, shape (n,)
        Scores of begin and inside of every word.
    cuts : array of bool, shape (n,)
        Where no name can go on.
    begins : array of int, shape (m + 1,)
        First word of every sequence, and n.

    Returns
    -------
    array of int, shape (2, names)
        First and last-plus-one words.
    """
    steps = coefficients()[1]
    if _tagger is not None:
        found = _tagger.best_paths(scores, cuts, begins, np.array(steps), LEAN)
        return np.frombuffer(found, np.int64).reshape(-1, 2).T
    is_first = np.zeros(len(scores), bool)
    is_first[begins[:-1]] = True
    may = np.flatnonzero(may_hold_names(scores.real, scores.imag, is_first))
    chosen = np.unique(np.searchsorted(begins, may, "right") - 1)
    spans = []
    for begin, end in zip(begins[chosen].tolist(), begins[chosen + 1].tolist(), strict=True):
        own = best_reading(pairs_of(scores[begin:end]), cuts[begin:end].tolist(), steps, LEAN)[1]
        spans += [(begin + first, begin + stop) for first, stop in own]
    return np.array(spans, np.int64).reshape(-1, 2).T


def pairs_of(scores: Scores) -> list[Pair]:
    """Return the scores of begin and inside of some words."""
    return list(zip(scores.real.tolist(), scores.imag.tolist(), strict=True))


def doubt(scored: Sequence[Pair], cuts: Sequence[bool], first: int, stop: int) -> float:
    """Return by how much the best reading of some words beats one with a certain name.

    Parameters
    ----------
    scored : sequence of (float, float), length n
        Scores of begin and inside of every word.
    cuts : sequence of bool, length n
        Where no name can go on.
    first, stop : int
        First and last-plus-one word of the name.
    """
    steps = coefficients()[1]
    best = best_reading(scored, cuts, steps, LEAN)[0]
    forced = [
        (begin_score + _SURE, inside - _SURE)
        if place == first
        else (begin_score - _SURE, inside + _SURE)
        if first < place < stop
        else (begin_score, inside - _SURE)
        if place == stop
        else (begin_score, inside)
        for place, (begin_score, inside) in enumerate(scored)
    ]
    return best - (best_reading(forced, cuts, steps, LEAN)[0] - _SURE * (stop - first))


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
    from_outside = to_start = 0.0  # steps from outside; from the start of a sequence they are free
    for (to_begin, to_inside), is_cut in zip(scored, cuts, strict=True):
        best, other, last = outside + from_outside, begin + bo, inside + io
        if last >= best and last >= other:
            best, before_outside = last, 2
        elif other >= best:
            best, before_outside = other, 1
        else:
            before_outside = 0
        start, other, last = outside + to_start, begin + bb, inside + ib
        if last >= start and last >= other:
            start, before_begin = last, 2
        elif other >= start:
            start, before_begin = other, 1
        else:
            before_begin = 0
        goes_on, last = begin + bi, inside + ii
        before_inside = 1
        if last >= goes_on:
            goes_on, before_inside = last, 2
        outside, begin = best, start + to_begin + lean
        inside = _NEVER if is_cut else goes_on + to_inside
        back.append((before_outside, before_begin, before_inside))
        from_outside, to_start = oo, ob
    best, state = max((outside, 0), (begin, 1), (inside, 2))
    return best, _spans(back, state)


def _spans(back: Sequence[tuple[int, int, int]], state: int) -> list[tuple[int, int]]:
    """Go back from the last state; return the places of the names."""
    spans: list[tuple[int, int]] = []
    end = len(back)
    for i in range(len(back) - 1, -1, -1):
        if state == 1:
            spans.append((i, end))
        if state != 2:
            end = i
        state = back[i][state]
    return spans[::-1]
