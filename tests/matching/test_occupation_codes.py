"""Occupations that strangers to the table gave to ads of the development sets."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pandas as pd
import pytest

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.occupations import OccupationIndex

ROOT = Path(__file__).parents[2]
CODES = Path(__file__).parent / "files" / "occupation_codes.jsonl"
DATA = Path(os.environ.get("TALENTCAST_DEV_DATA", ROOT.parent / "shared" / "data"))


def test_codes_are_occupations_and_hold_no_texts():
    known = set(load_taxonomy()["occupations"]["id"])
    rows = [json.loads(line) for line in CODES.read_text("utf-8").splitlines()]
    assert pd.Series([row["part"] for row in rows]).value_counts().to_dict() == {
        "first": 160, "second": 100, "held_out": 100,
    }  # fmt: skip
    for row in rows:
        assert set(row) == {"set", "row", "part", "occupations"}
        assert known.issuperset(row["occupations"])
    assert len({(row["set"], row["row"]) for row in rows}) == len(rows)


@pytest.mark.development_data
@pytest.mark.skipif(not DATA.exists(), reason=f"no development data in {DATA}")
def test_strangers_accept_most_answers():
    path = ROOT / "benchmarks" / "occupations_coded.py"
    spec = importlib.util.spec_from_file_location("occupations_coded", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = module.compare(OccupationIndex(load_taxonomy()["occupations"]))
    chinese = found[found["set"].str.startswith("zh_")]
    shares = chinese.groupby("part")["accepted"].mean()
    assert shares["held_out"] >= 0.85
    assert chinese["accepted"].mean() >= 0.87
    assert chinese["without one"].mean() <= 0.02
    # Calibrated: of the surest answers about as many are accepted as their confidence says.
    surest = found[found["confidence"] > 0.95]
    assert len(surest) > 150
    assert abs(surest["accepted"].mean() - surest["confidence"].mean()) < 0.03
