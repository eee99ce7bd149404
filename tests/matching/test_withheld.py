"""How far negation and benefits reach: the same as mark by mark."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from talentcast.matching.withheld import Withheld


@pytest.mark.parametrize("seed", range(8))
def test_limits_of_marks(seed: int) -> None:
    random = np.random.default_rng(seed)
    # Parts with no mark at the beginning, between others and at the end.
    sizes = np.concatenate([[0], random.integers(0, 5, 12), [0]])
    first = np.cumsum(sizes) - sizes
    part = np.repeat(np.arange(len(sizes)), sizes)
    mark = random.permutation(len(part))[: random.integers(1, len(part))]
    limit = random.integers(1, 60, len(mark))
    none = np.zeros(0, np.int64)
    withheld = Withheld(mark, limit, none, none, none, none, np.zeros(0, bool))
    marks = SimpleNamespace(start=part, part=part, parts=SimpleNamespace(first=first))
    expected = [
        max((int(until) for one, until in zip(mark, limit, strict=True)
             if one <= at and part[one] == part[at]), default=0)
        for at in range(len(part))
    ]  # fmt: skip
    assert withheld.limits(marks).tolist() == expected
    assert max(expected) > 0
