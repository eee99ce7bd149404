"""Moves: METHOD 6.11, the three rules of advice, missing skills."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from talentcast.errors import UnknownNameError
from talentcast.matching.skill_shares import SkillShares
from talentcast.matching.transitions import COLUMNS, moves_from, skill_coverage, transitions

_spec = importlib.util.spec_from_file_location("market", Path(__file__).with_name("market.py"))
market = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(market)

SHARES = SkillShares.from_dense([[0.9, 0.8, 0.1, 0], [0.8, 0.2, 0.6, 0.1], [0.1, 0.1, 0.2, 0.9]])
SKILLS = [{"id": name, "name_zh": name, "name_en": name} for name in "pqrs"]


def moves(*, education=(2, 3, 2), pay=(10_000, 9_000, 9_000), advised_only=False, profile=3):
    shares = SHARES
    ids = [f"u{code}" for code in range(shares.units)]
    return transitions(
        shares, ids=ids, education=education, pay=pay, skills=SKILLS, advised_only=advised_only,
        smallest_profile=profile,
    )  # fmt: skip


def test_vector_6_11():
    f = np.round(skill_coverage(SHARES), 4)
    assert (f[0, 1], f[1, 0]) == (0.6363, 0.6111)
    assert (f[0, 2], f[1, 2]) == (0.1924, 0.3392)
    assert (f[2, 0], f[2, 1]) == (0.1667, 0.3059)
    assert np.diag(f).tolist() == [1, 1, 1]


def test_all_pairs_are_listed_most_similar_first():
    table = moves()
    assert list(table.columns) == list(COLUMNS)
    assert len(table) == 6
    assert table["from"].tolist() == sorted(table["from"])
    own = table[table["from"] == "u0"]
    assert own["similarity"].is_monotonic_decreasing
    assert own.iloc[0]["to"] == "u1"


def test_advice_takes_the_top_twentieth_of_pairs():
    advised = moves(advised_only=True)
    assert advised[["from", "to"]].to_numpy().tolist() == [["u0", "u1"]]
    assert bool(advised["advised"].all())


@pytest.mark.parametrize(
    ("education", "pay", "count"),
    [
        ((2, 3, 2), (10_000, 7_500, 1), 1),  # one step up, exactly three quarters of the pay
        ((2, 4, 2), (10_000, 9_000, 1), 0),  # two steps of education
        ((4, 3, 2), (10_000, 9_000, 1), 1),  # one step down
        ((2, 3, 2), (10_000, 7_499, 1), 0),  # pays too little
        ((2, 3, 2), (10_000, np.nan, 1), 0),  # pay is not known
        ((2, np.nan, 2), (10_000, 9_000, 1), 0),  # education is not known
    ],
)
def test_rules_of_advice(education, pay, count):
    assert len(moves(education=education, pay=pay, advised_only=True)) == count


def test_an_aim_with_few_skills_is_not_advised():
    assert len(moves(advised_only=True, profile=4)) == 1  # u1 asks for four skills
    assert len(moves(advised_only=True, profile=5)) == 0


def test_missing_skills_are_those_asked_for_twice_as_often():
    row = moves().query("`from` == 'u0' and to == 'u2'").iloc[0]
    # u2 asks p .1, q .1, r .2, s .9; u0 has p .9, q .8, r .1 (half: enough), s 0.
    assert [skill["id"] for skill in row["missing_skills"]] == ["s"]
    row = moves().query("`from` == 'u2' and to == 'u0'").iloc[0]
    assert [skill["id"] for skill in row["missing_skills"]] == ["p", "q"]
    assert row["pay_ratio"] == pytest.approx(10 / 9)


def test_a_unit_without_skills_is_no_aim():
    shares = SkillShares(np.array([0]), np.array([0]), np.array([0.5]), 2, 1)
    table = transitions(
        shares, ids=["a", "b"], education=[1, 1], pay=[1, 1], skills=SKILLS, advised_only=False
    )
    assert table["to"].tolist() == ["a"]
    assert table["similarity"].tolist() == [0.0]


def test_moves_out_of_one_occupation():
    table = moves()
    assert moves_from(table, "u1")["to"].tolist() == ["u0", "u2"]
    with pytest.raises(UnknownNameError, match="u9"):
        moves_from(table, "u9")


def test_no_occupations_no_moves():
    empty = SkillShares.from_dense(np.zeros((0, 0)))
    table = transitions(empty, ids=[], education=[], pay=[], skills=[])
    assert list(table.columns) == list(COLUMNS)
    assert table.empty


def test_tables_list_moves_between_occupations_that_share_skills():
    rows = market.market_rows(seed=0)
    for row in rows:
        if row["occupation"] == "o01":
            row["skills"] = [name.replace("s1-", "s0-") for name in row["skills"]]
    table = market.estimate(rows).extra["transitions"]
    assert {("o00", "o01"), ("o01", "o00")} <= set(zip(table["from"], table["to"], strict=True))
    assert not (table["from"] == table["to"]).any()
    assert len(table) <= 0.05 * 12 * 11 + 1
