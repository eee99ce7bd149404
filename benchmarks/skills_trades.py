"""Precision and recall of skills, and occupations, on hand-written Chinese ads of other trades.

The ads of tests/matching/files/other_trades.jsonl were written and annotated for this project,
before the tool had read them; half are there to build on, half are held out. They are no sample of
real ads: their author knows the tool. Scoring is that of skills_zh.py.

Run: python benchmarks/skills_trades.py [--errors] [--taxonomy DIR]
`--errors` lists the errors of the parts that may be built on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from skills_zh import figures, score_ad

ADS = Path(__file__).parents[1] / "tests" / "matching" / "files" / "other_trades.jsonl"
PARTS = (
    "build", "held_out", "second_draw", "last_draw", "fourth_draw", "fifth_draw", "sixth_draw",
    "seventh_draw", "seventh_held_out",
)  # fmt: skip


def read_ads(part: str) -> list[dict]:
    rows = [json.loads(line) for line in ADS.read_text("utf-8").splitlines()]
    return [row for row in rows if row["part"] == part]


def evaluate(index, part: str) -> tuple[Counter, list]:
    """Count hits, misses and false alarms of one half; list the errors."""
    total: Counter = Counter()
    errors = []
    for row in read_ads(part):
        mentions = [m for m in index.find(row["title"], row["text"]) if m.field == "text"]
        counts, wrong = score_ad(mentions, row["text"], row["surfaces"])
        total += counts
        errors += [(row["id"], *error) for error in wrong]
    return total, errors


def judge_occupations(index, part: str) -> tuple[int, int, list]:
    """Count ads with the expected occupation, ads without one, and list those with another."""
    right, empty, wrong = 0, 0, []
    for row in read_ads(part):
        found = index.classify(row["title"], row["text"])
        right += found.id == row["occupation"]
        empty += found.id is None
        if found.id != row["occupation"]:
            wrong.append((row["id"], row["title"], row["occupation"], found.id, found.confidence))
    return right, empty, wrong


def main() -> None:
    from talentcast.data.bundle import load_taxonomy
    from talentcast.matching.occupations import OccupationIndex
    from talentcast.matching.skills import SkillIndex
    from talentcast.matching.taxonomy import build_taxonomy, read_taxonomy

    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--taxonomy", help="folder with skills.csv and occupations.csv")
    options = parser.parse_args()
    if options.taxonomy:
        taxonomy = read_taxonomy(options.taxonomy)
    else:
        taxonomy = build_taxonomy(load_taxonomy())
    skills, occupations = SkillIndex(taxonomy), OccupationIndex(taxonomy.occupations)
    for part in PARTS:
        counts, errors = evaluate(skills, part)
        right, empty, wrong = judge_occupations(occupations, part)
        print(part)
        print(figures(counts).to_string())
        ads = len(read_ads(part))
        print(f"occupation right: {right} of {ads}; without one: {empty}\n")
        if options.errors and part not in ("held_out", "fourth_draw", "fifth_draw"):
            for error in (*errors, *wrong):
                print(*error, sep="\t")


if __name__ == "__main__":
    main()
