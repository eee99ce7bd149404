"""Words that English texts share with descriptions, and the entries of chosen texts."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest

from talentcast.matching.ad_evidence import AdEvidence
from talentcast.matching.key_terms import KeyTerms


def test_cosine_by_definition() -> None:
    """Words and pairs of words; "hr" is written out, so a pair can meet a word of two."""
    documents = (
        ["accountant"] * 2 + ["accountant accountant"],
        ["human resources", "manager"] * 2
        + ["human resources manager"] * 2
        + ["manager human resources"],
    )
    table = pd.DataFrame({"id": ["a", "b"], "title_en": ["Accountant", "HR manager"]})
    text = "human resources manager and accountant, manager"
    words = ["human", "resources", "manager", "accountant", "manager"]
    pairs = [f"{one} {other}" for one, other in zip(words, words[1:], strict=False)]
    held = Counter(term for document in documents for term in set(document))
    idf = {term: 1.0 + math.log(3.0 / (1.0 + count)) for term, count in held.items()}
    query = _weights(Counter(term for term in words + pairs if term in held), idf)
    expected = [
        sum(query.get(term, 0.0) * weight for term, weight in own.items())
        / _norm(own)
        / _norm(query)
        for own in (_weights(Counter(document), idf) for document in documents)
    ]
    assert min(expected) > 0.1
    found = AdEvidence(table).word_likeness(text, np.array([0, 1]))
    assert found.tolist() == pytest.approx(expected)


def _weights(counts: Counter[str], idf: dict[str, float]) -> dict[str, float]:
    return {term: (1.0 + math.log(count)) * idf[term] for term, count in counts.items()}


def _norm(weights: dict[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))


def test_entries_of_chosen_texts() -> None:
    terms = KeyTerms(np.array([0, 2, 2, 5]), np.array([7, 3, 4, 9]), np.array([0.1, 0.2, 0.3, 0.4]))
    place, row, evidence = terms.of(np.array([1, 2, 5, 8]))
    assert place.tolist() == [1, 1, 2]
    assert row.tolist() == [3, 4, 9]
    assert evidence.tolist() == [0.2, 0.3, 0.4]
    none = KeyTerms(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    assert [len(column) for column in none.of(np.array([0, 1]))] == [0, 0, 0]
