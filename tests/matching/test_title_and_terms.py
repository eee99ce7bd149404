"""Titles and key terms together, against a plain loop; compiled and with arrays."""

from __future__ import annotations

import numpy as np
import pytest

from talentcast.matching import title_and_terms
from talentcast.matching.key_terms import KeyTerms
from talentcast.matching.occupation_answers import SHOWN
from talentcast.matching.read_titles import ReadTitles

needs_compiled = pytest.mark.skipif(
    title_and_terms.compiled is None, reason="was not compiled: this install had no C compiler"
)


@pytest.fixture(params=["compiled", "arrays"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Either way of ranking."""
    if request.param == "arrays":
        monkeypatch.setattr(title_and_terms, "compiled", None)
    elif title_and_terms.compiled is None:
        pytest.skip("was not compiled: this install had no C compiler")
    return request.param


def titles(random: np.random.Generator, count: int, candidates: int, size: int) -> ReadTitles:
    """Make titles with some candidates each, best first; scores in tenths, so that some are equal."""
    read = ReadTitles.blank(count, candidates)
    for number in range(count):
        known = random.integers(0, min(candidates, size) + 1)
        read.rows[number, :known] = random.permutation(size)[:known]
        read.scores[number, :known] = np.sort(random.integers(1, 14, known))[::-1] / 10
    return read


def key_terms(random: np.random.Generator, texts: int, size: int) -> KeyTerms:
    """Make key terms of some texts; others have none."""
    found = [
        (text, row, random.integers(1, 11) / 10)
        for text in range(texts)
        for row in random.permutation(size)[: random.integers(0, 5)]
    ]
    ad, row, evidence = zip(*found, strict=True) if found else ((), (), ())
    return KeyTerms(np.array(ad, np.int64), np.array(row, np.int64), np.array(evidence, np.float64))


def by_hand(
    read: ReadTitles, title: int, counts: float, terms: KeyTerms, text: int
) -> list[tuple[int, float]]:
    """Add up the scores of one text, those with key terms first, and sort them."""
    named = zip(read.rows[title].tolist(), read.scores[title].tolist(), strict=True)
    likeness = {row: score for row, score in named if row >= 0}
    total = {
        int(row): likeness.get(int(row), 0.0) + counts * evidence
        for ad, row, evidence in zip(terms.ad, terms.row, terms.evidence, strict=True)
        if ad == text
    }
    in_order = total | {row: score for row, score in likeness.items() if row not in total}
    return sorted(in_order.items(), key=lambda one: -one[1])[:SHOWN]


@pytest.mark.parametrize("seed", range(30))
def test_scores_are_those_of_titles_and_terms_together(seed: int) -> None:
    random = np.random.default_rng(seed)
    size, count, texts = (int(random.integers(1, high)) for high in (12, 5, 9))
    read = titles(random, count, int(random.integers(1, 9)), size)
    terms = key_terms(random, texts, size)
    some = np.flatnonzero(random.random(texts) < 0.7)
    of_text, counts = random.integers(0, count, len(some)), random.choice([0.5, 0.9], len(some))
    rows, scores = title_and_terms.highest(read, of_text, counts, terms, some, size)
    assert rows.shape == scores.shape == (len(some), SHOWN)
    for number, text in enumerate(some.tolist()):
        expected = by_hand(read, of_text[number], counts[number], terms, text)
        known = rows[number] >= 0
        found = zip(rows[number][known].tolist(), scores[number][known].tolist(), strict=True)
        assert list(found) == expected
        assert (scores[number][~known] == 0.0).all()


def test_without_texts_there_is_nothing() -> None:
    none = np.zeros(0, np.int64)
    terms = KeyTerms(none, none, np.zeros(0))
    read = ReadTitles.blank(2, 3)
    rows, scores = title_and_terms.highest(read, none, np.zeros(0), terms, none, 4)
    assert rows.shape == scores.shape == (0, SHOWN)


def given_tables(**changed: object) -> list[object]:
    """One title near to row 1 and one text with a term of row 0."""
    tables: dict[str, object] = {
        "candidates": 2,
        "rows": 2,
        "shown": 1,
        "near": np.array([[1, -1]], np.int32),
        "likeness": np.array([[0.5, 0.0]]),
        "title": np.array([0]),
        "counts": np.ones(1),
        "begin": np.array([0]),
        "end": np.array([1]),
        "entry": np.array([0]),
        "evidence": np.array([0.7]),
        "shown_row": np.zeros(1, np.int64),
        "shown_score": np.zeros(1),
    }
    return list({**tables, **changed}.values())


@needs_compiled
def test_compiled_ranks_what_the_tables_say(way: str) -> None:
    tables = given_tables()
    title_and_terms._term_sums.highest(*tables)
    assert (tables[-2].tolist(), tables[-1].tolist()) == ([0], [0.7])


@needs_compiled
@pytest.mark.parametrize(
    "changed",
    [
        {"candidates": 0},
        {"candidates": 3},
        {"rows": -1},
        {"rows": 1},
        {"shown": 0},
        {"shown": 2},
        {"shown": 1 << 61},
        {"near": np.array([[2, -1]], np.int32)},
        {"near": np.array([[1, -2]], np.int32)},
        {"likeness": np.zeros(1)},
        {"title": np.array([1])},
        {"title": np.array([-1])},
        {"counts": np.ones(2)},
        {"begin": np.array([-1])},
        {"begin": np.array([2])},
        {"end": np.array([2])},
        {"end": np.array([1, 1])},
        {"entry": np.array([2])},
        {"entry": np.array([-1])},
        {"evidence": np.ones(2)},
        {"shown_row": np.zeros(2, np.int64)},
        {"shown_score": np.zeros(0)},
    ],
)
def test_compiled_refuses_tables_that_do_not_fit(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        title_and_terms._term_sums.highest(*given_tables(**changed))
