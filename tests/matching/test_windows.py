"""The two windows of growth: equal, named, and said where they are short (METHOD 1)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from talentcast.errors import SchemaError
from talentcast.matching.shortage import GapSettings
from talentcast.matching.windows import check_window
from talentcast.render.labels import growth_sentence

_spec = importlib.util.spec_from_file_location("market", Path(__file__).with_name("market.py"))
market = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(market)

MARKS = {
    "half": "half of the span",
    "seasons": "mixes in seasons",
    "longer": "longer than half",
    "one": "two windows of equal length",
}


def spread_over(months):
    """The market's ads in calendar months that end with 2024-12; shares and pay keep moving."""
    random = np.random.default_rng(0)
    rows = market.market_rows(seed=0, ads_each=400)
    starts = np.arange(np.datetime64("2025-01") - months, np.datetime64("2025-01"))
    days = (starts.astype("datetime64[D]") - np.datetime64("1970-01-01")).astype(int)
    moved = []
    for row in rows:
        rank = 1 - 2 * int(row["occupation"][1:]) / (market.OCCUPATIONS - 1)
        chance = np.exp(1.4 * rank * np.arange(months) / 12)
        month = int(random.choice(months, p=chance / chance.sum()))
        pay = {end: row[end] * np.exp(0.5 * rank * month / 12) for end in ("low", "high")}
        moved.append({**row, **pay, "day": int(days[month]) + 14})
    return moved


@pytest.mark.parametrize(
    ("span", "asked", "before", "now", "said"),
    [
        (30, None, ("2023-01", "2023-12"), ("2024-01", "2024-12"), set()),
        (14, None, ("2023-11", "2024-05"), ("2024-06", "2024-12"), {"half", "seasons"}),
        (13, None, ("2024-01", "2024-06"), ("2024-07", "2024-12"), {"half", "seasons"}),
        (30, 6, ("2024-01", "2024-06"), ("2024-07", "2024-12"), {"seasons"}),
        (24, 12, ("2023-01", "2023-12"), ("2024-01", "2024-12"), set()),
        (23, 12, None, None, {"longer"}),
        (5, None, None, None, {"one"}),
    ],
)
def test_windows_are_equal_and_said(span, asked, before, now, said):
    settings = GapSettings(window_months=asked, replicates=20, star_replicates=2)
    tables = market.estimate(spread_over(span), settings=settings)
    found = tables.quality["windows"]
    if before is None:
        assert found is None
        assert set(tables.occupations["grade"]) == {"C"}
    else:
        assert (found["before_first"], found["before_last"]) == before
        assert (found["now_first"], found["now_last"]) == now
        assert set(tables.occupations["grade"]) == {"B"}
    texts = " ".join(tables.warnings)
    assert {name for name, mark in MARKS.items() if mark in texts} == said
    label = "".join(growth_sentence(tables.quality, "en"))
    assert bool(label) == (before is not None)
    assert ("seasons" in label) == ("seasons" in said)


def test_skills_of_the_common_sites_alone_come_and_go():
    """A third site joins in the later window, with ads of one occupation that name one skill."""
    rows = spread_over(24)
    for index, row in enumerate(rows):
        row["source"] = "ab"[index % 2]
    late = [row for row in rows if row["day"] >= 19_723]  # 2024-01-01
    flood = [{**row, "source": "c", "occupation": "o11", "skills": ["s11-0"], "required": [True]}
             for row in late]  # fmt: skip
    settings = GapSettings(replicates=50, star_replicates=2)
    plain, narrowed = (
        market.estimate(given, source=True, settings=settings).extra["skill_changes"]
        for given in (rows, rows + flood)
    )
    assert len(plain) > 40
    pd.testing.assert_frame_equal(plain, narrowed)
    everyone = market.estimate(rows + flood, settings=settings)  # sites not told apart
    blind = everyone.extra["skill_changes"].set_index("id")
    assert blind.loc["s11-0", "verdict"] == "emerging"


def test_a_window_of_a_few_weeks_is_refused():
    check_window(None)
    check_window(3)
    with pytest.raises(SchemaError, match="--window-months: got 2; expected 3 or more"):
        check_window(2)
