"""Lines and titles that strangers to the tool wrote and coded (benchmarks/strangers.py).

The floors are what was reached, rounded down; of `held_out` nothing was read.
"""

from __future__ import annotations

import pytest

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.occupations import OccupationIndex
from talentcast.matching.skills import SkillIndex
from talentcast.matching.taxonomy import build_taxonomy

#: Least recall and precision.
LINES = {
    ("tools", "build"): (0.94, 0.96),
    ("tools", "held_out"): (0.88, 0.95),
    ("soft", "build"): (0.94, 0.91),
    ("soft", "held_out"): (0.87, 0.88),
    ("certificates", "build"): (0.92, 0.96),
    ("certificates", "held_out"): (0.86, 0.96),
}

#: Least share of titles whose occupation is accepted, greatest without one.
TITLES = {
    ("zh", "build"): (0.90, 0.02),
    ("zh", "held_out"): (0.85, 0.06),
    ("en", "build"): (0.92, 0.02),
    ("en", "held_out"): (0.90, 0.04),
}


@pytest.fixture(scope="module")
def bundled():
    return build_taxonomy(load_taxonomy())


@pytest.fixture(scope="module")
def strangers(load_benchmark):
    return load_benchmark("skills_zh", "strangers")


def test_skills_of_lines(strangers, bundled):
    index = SkillIndex(bundled)
    for (name, part), (recall, precision) in LINES.items():
        found, _ = strangers.skills_of(index, name, part)
        assert found["surfaces"] > 90
        assert found["recall"] >= recall, (name, part)
        assert found["precision"] >= precision, (name, part)


def test_occupations_of_titles(strangers, bundled):
    index = OccupationIndex(bundled.occupations)
    for (lang, part), (accepted, empty) in TITLES.items():
        found, _ = strangers.titles_of(index, lang, part)
        assert found["titles"] in (150, 350)
        assert found["accepted"] >= accepted, (lang, part)
        assert found["without one"] <= empty, (lang, part)


def test_surfaces_stand_in_their_lines_and_codes_are_occupations(strangers, bundled):
    for row in strangers.read_rows("lines"):
        assert all(surface in row["text"] for surface, _ in row["surfaces"])
    known = set(bundled.occupations["id"])
    for row in strangers.read_rows("titles"):
        assert known.issuperset(row["occupations"])
