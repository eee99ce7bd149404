"""Two periods compared: known growth, known swaps of the list, lengths, sources, stored scale."""

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from talentcast.errors import SchemaError
from talentcast.matching.comparison import compare_periods
from talentcast.matching.counts import count
from talentcast.matching.shortage import GapSettings
from talentcast.matching.stored_reference import read_reference

_spec = importlib.util.spec_from_file_location("market", Path(__file__).with_name("market.py"))
market = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(market)

NAMES = pd.DataFrame({"id": [f"o{i:02d}" for i in range(12)]}).assign(
    title_zh=lambda t: t["id"], title_en=lambda t: t["id"]
)
SKILLS = pd.DataFrame(
    [(f"s{i}-{k}", f"s{i}-{k}", f"s{i}-{k}", "tool", "") for i in range(12) for k in range(4)]
    + [("common", "common", "common", "tool", "")],
    columns=["id", "name_zh", "name_en", "kind", "category"],
)


def rows_of(seed, *, days=range(18_000, 18_300), **options):
    rows = market.market_rows(seed=seed, **options)
    random = np.random.default_rng(seed)
    for row in rows:
        row["day"] = None if days is None else int(random.choice(days))
    return rows


def compared(now, before, **columns):
    return compare_periods(
        count(market.ads(now, **columns)), count(market.ads(before, **columns)),
        occupations=NAMES, skills=SKILLS, settings=GapSettings(replicates=200),
    )  # fmt: skip


LATER = range(18_500, 18_800)


def test_a_period_and_its_copy_do_not_differ():
    rows = rows_of(1)
    later = [{**row, "day": row["day"] + 500} for row in rows]
    found, _ = compared(later, rows)
    table = found["comparison"]
    assert set(table["list_status"]) <= {"stays", ""}
    for name in ("index_change", "demand_change", "price_change"):
        known = table[name].dropna()
        assert len(known) >= 10, name
        np.testing.assert_allclose(known, 0, atol=1e-9)
        np.testing.assert_allclose(table[f"{name}_lo90"].dropna(), 0, atol=1e-9)
    assert set(found["skill_changes"]["verdict"]) == {"none"}


def test_growth_of_shares_is_the_growth_put_in():
    before = rows_of(2)
    # Every ad of o03 twice as often, as ads of the same employer: its share grows by a known factor.
    later = [{**row, "day": row["day"] + 500} for row in before]
    later += [row for row in later if row["occupation"] == "o03"]
    table = compared(later, before)[0]["comparison"].set_index("id")
    v0, n0 = 120.5, 1440.5
    expected = np.log((240.5 / (1440.5 + 120)) / (v0 / n0))  # METHOD 2.1, D
    assert table.loc["o03", "demand_change"] == pytest.approx(expected)
    assert table.loc["o03", "demand_change_lo90"] > 0
    assert table.loc["o03", ["vacancies_before", "vacancies_now"]].tolist() == [120, 240]
    assert set(table["evidence"]) == {"normal"}
    thin = compared(later, [row for row in before if row["occupation"] != "o04"] + before[480:510])
    levels = thin[0]["comparison"].set_index("id")["evidence"]
    assert levels["o04"] == "very_weak"  # 30 ads before


def test_occupations_that_change_places_enter_and_leave_the_list():
    before, now = rows_of(3), rows_of(3, days=LATER)
    swap = {"o00": "o11", "o11": "o00"}
    for row in now:
        row["occupation"] = swap.get(row["occupation"], row["occupation"])
    found, _ = compared(now, before)
    table = found["comparison"].set_index("id")
    assert table.loc["o11", "list_status"] == "entry"
    assert table.loc["o00", "list_status"] == "exit"
    assert table.loc["o11", "index_change_lo90"] > 0
    assert table.loc["o00", "index_change_hi90"] < 0
    assert bool(table.loc[["o00", "o11"], "sure"].all())


def test_the_scale_is_that_of_the_earlier_period():
    # All pay doubles and spreads no further: a frozen scale leaves the relative index alone; that
    # of one occupation alone moves by what it rose against the old spread.
    before, now = rows_of(4), rows_of(4, days=LATER)
    for row in now:
        row["low"], row["high"] = 2 * row["low"], 2 * row["high"]
    table = compared(now, before)[0]["comparison"]
    np.testing.assert_allclose(table["index_change"].dropna(), 0, atol=0.5)


def test_skills_that_come_and_go():
    before, now = rows_of(5), rows_of(5, days=LATER)
    for row in now:
        kept = [name for name in row["skills"] if name != "s0-0"]
        row["skills"] = [*kept, "s1-1"] if "s1-1" not in kept else kept
        row["required"] = [True] * len(row["skills"])
    verdict = compared(now, before)[0]["skill_changes"].set_index("id")["verdict"]
    assert verdict["s1-1"] == "emerging"
    assert verdict["s0-0"] == "fading"
    assert verdict["common"] == "none"


def notes_of(now, before):
    return {code.partition(":")[0]: code.partition(":")[2] for code in compared(now, before)[1]}


def test_length_overlap_order_and_dates_are_said():
    before = rows_of(6, days=range(18_000, 18_360))  # 2019-04 to 2020-04
    short = rows_of(6, days=range(18_400, 18_450))
    found = notes_of(short, before)
    assert found["periods_unequal"].startswith("13, ")
    assert "periods_overlap" not in found
    assert "periods_overlap" in notes_of(rows_of(6, days=range(18_300, 18_600)), before)
    assert "periods_undated" in notes_of(rows_of(6, days=None), before)
    with pytest.raises(SchemaError, match="swap"):
        compared(before, short)


def on_sites(rows, *shares):
    """Give the first share of the rows to site a, the next to b, ..."""
    ends = np.cumsum(shares) * len(rows)
    order = np.random.default_rng(0).permutation(len(rows))
    sites = np.searchsorted(ends, order, side="right")
    return [{**row, "source": "abc"[site]} for row, site in zip(rows, sites.tolist(), strict=True)]


def test_nothing_is_compared_where_no_site_is_common():
    before = on_sites(rows_of(7), 1.0)
    now = on_sites(rows_of(7, days=LATER), 0.0, 1.0)
    found, notes = compared(now, before, **market.SOURCE)
    assert "sites_differ" in notes
    table = found["comparison"]
    for name in ("index_change", "demand_change", "price_change", "p_list_now"):
        assert table[name].isna().all(), name
    assert set(table["list_status"]) == {""}
    assert not table["sure"].any()
    assert found["skill_changes"].empty
    assert table["vacancies_now"].sum() == 1440  # what was counted is still shown


def test_a_new_site_is_left_out_of_the_comparison():
    # Site a is the same in both periods; b comes in with 30 % and with nothing but ads of o11.
    before = on_sites(rows_of(8), 1.0)
    now = on_sites([{**row, "day": row["day"] + 500} for row in before], 1.0)
    flood = [{**row, "source": "b", "occupation": "o11"} for row in now[:600]]
    found, notes = compared(now + flood, before, **market.SOURCE)
    assert "common_sources:a" in notes
    known = found["comparison"]["demand_change"].dropna()
    np.testing.assert_allclose(known, 0, atol=1e-9)
    np.testing.assert_allclose(found["comparison"]["index_change"].dropna(), 0, atol=1e-9)
    changes = found["skill_changes"]  # the skills of o11 are as they were on site a
    assert changes["id"].str.startswith("s11-").any()
    np.testing.assert_allclose(changes["change"], 0, atol=1e-9)
    for row in now + flood:
        row["source"] = "a"
    blind = compared(now + flood, before, **market.SOURCE)[0]["comparison"].set_index("id")
    assert blind.loc["o11", "demand_change"] > 1  # what the rule keeps from being said


def test_sites_that_move_by_ten_points_or_less_compare_as_they_are():
    before, now = on_sites(rows_of(9), 0.5, 0.5), on_sites(rows_of(9, days=LATER), 0.58, 0.42)
    found, notes = compared(now, before, **market.SOURCE)
    assert not {code.partition(":")[0] for code in notes} & {"common_sources", "sites_differ"}
    assert not found["skill_changes"].empty


def test_hard_to_fill_is_compared_where_both_periods_know_it():
    def usual(own):
        return 10 + 5 * int(own[1:])

    def stayed(rows, mean):
        random = np.random.default_rng(0)
        return [
            {**row, "first_seen": 100,
             "last_seen": min(101 + int(random.exponential(mean(row["occupation"]))), 190)}
            for row in rows
        ]  # fmt: skip

    before = stayed(rows_of(1), usual)
    slow = stayed(rows_of(1, days=LATER), lambda own: usual(own) + 60 * (own == "o05"))
    plain = compared(rows_of(1, days=LATER), rows_of(1))[0]["comparison"].set_index("id")
    table = compared(slow, before, **market.DURATIONS)[0]["comparison"].set_index("id")
    assert table.loc["o05", "index_change"] > plain.loc["o05", "index_change"] + 5


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("demand", 0.1, 0.0)], "above 0"),
        ([("demand", "x", 1.0)], "numbers"),
        ([("nothing", 0.1, 1.0)], "nothing"),
        ([("demand", 0.1, 1.0)] * 2, "twice"),
        ([], "no rows"),
    ],
)
def test_a_stored_reference_that_makes_no_scale_is_refused(rows, said):
    with pytest.raises(SchemaError, match=said):
        read_reference(pd.DataFrame(rows, columns=["part", "median", "scale"]))
