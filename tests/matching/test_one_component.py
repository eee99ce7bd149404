"""An index of one component: printed, marked, and kept out of ranks, pairs and stars (METHOD 2.4)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from talentcast.matching.comparison import compare_periods
from talentcast.matching.counts import count
from talentcast.matching.shortage import GapSettings

_spec = importlib.util.spec_from_file_location("market", Path(__file__).with_name("market.py"))
market = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(market)


def calm(row):
    return {**row, "urgent": False}


def silent(row):
    return {**row, "currency": None, "low": None, "high": None}


@pytest.mark.parametrize(("change", "left"), [(calm, "pay_premium"), (silent, "urgency")])
def test_a_file_with_one_component_has_an_index_without_ranks_and_stars(change, left):
    rows = market.market_rows(seed=0)
    both, one = market.estimate(rows), market.estimate([change(row) for row in rows])
    assert len(both.extra["ranks"]) == market.OCCUPATIONS
    assert both.occupations["stars_overall"].notna().all()
    table = one.occupations
    assert table["index"].notna().all()
    assert table[left].notna().all()
    assert len(one.extra["ranks"]) == 0
    assert table[["stars_supply_demand", "stars_overall"]].isna().all(axis=None)
    assert table["stars_training"].notna().all()
    assert set(table["p_overall"].map(len)) == {0}
    for flags in table["flags"]:
        assert {"one_component", "very_weak"} <= set(flags)
    assert any("one component alone" in said for said in one.warnings)


def test_only_the_occupation_without_a_second_component_is_marked():
    rows = market.market_rows(seed=0)
    rows = [silent(row) if row["occupation"] == "o03" else row for row in rows]
    found = market.estimate(rows)
    table = found.occupations.set_index("id")
    marked = {own for own, flags in table["flags"].items() if "one_component" in flags}
    assert marked == {"o03"}
    assert table["index"].notna().all()
    assert set(table.index) - set(found.extra["ranks"]["id"]) == {"o03"}
    assert set(table.index[table["stars_supply_demand"].isna()]) == {"o03"}
    assert not any("one component alone" in said for said in found.warnings)


@pytest.mark.parametrize("is_alone", [True, False])
def test_no_entry_on_one_component_is_sure(is_alone):
    """o11 pays the most of all in the later period, o00 the least."""
    early = [{**row, "day": 18_000} for row in market.market_rows(seed=3)]
    names = pd.DataFrame({"id": [f"o{code:02d}" for code in range(market.OCCUPATIONS)]})
    names = names.assign(title_zh=names["id"], title_en=names["id"])
    late = []
    for row in early:
        factor = {"o11": 4.0, "o00": 0.25}.get(row["occupation"], 1.0)
        pay = {end: row[end] * factor for end in ("low", "high")}
        urgent = row["occupation"] == "o11" or row["urgent"]
        late.append({**row, **pay, "day": 18_500, "urgent": urgent})
    if is_alone:
        early, late = ([calm(row) for row in rows] for rows in (early, late))
    found, notes = compare_periods(
        count(market.ads(late)), count(market.ads(early)), occupations=names,
        skills=pd.DataFrame(columns=["id", "name_zh", "name_en", "kind", "category"]),
        settings=GapSettings(replicates=100),
    )  # fmt: skip
    table = found["comparison"].set_index("id")
    assert table.loc["o11", "list_status"] == "entry"
    assert table.loc["o11", "index_change"] > 0
    assert bool(table.loc["o11", "sure"]) is not is_alone
    assert ("very_weak" in set(table["evidence"])) is is_alone
    assert any(code.startswith("weak_list") for code in notes) is is_alone
    assert np.isfinite(table["p_list_now"]).all()
