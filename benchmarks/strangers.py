"""Lines of ads and job titles of all trades, written and coded by people who never saw the tool.

They knew the rules of annotation and the list of occupations, nothing else:
tests/matching/files/strangers_lines.jsonl (requirements and duties of 90 trades, dense in names of
tools; soft skills; certificates) and strangers_titles.jsonl (titles with the one to three
occupations that are right). Half of each was read to find what was missing, half was not.
Of tools, soft skills and certificates only their own kind is annotated in full; so only it is
scored, and of tools and certificates only recall. Scoring is that of skills_zh.py.

Run: python benchmarks/strangers.py [--errors]
`--errors` lists the errors of the half that may be read.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from skills_zh import score_ad

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.occupations import OccupationIndex
from talentcast.matching.skills import SkillIndex
from talentcast.matching.taxonomy import build_taxonomy

FILES = Path(__file__).parents[1] / "tests" / "matching" / "files"
PARTS = ("build", "held_out")
KINDS = {"tools": "tool", "soft": "soft", "certificates": "certificate"}
HEADING = "任职要求：\n"


def read_rows(name: str, **chosen: str) -> Iterator[dict]:
    for line in (FILES / f"strangers_{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if all(row[key] == value for key, value in chosen.items()):
            yield row


def skills_of(index: SkillIndex, name: str, part: str) -> tuple[dict[str, float], list]:
    """Return recall and precision of the annotated kind, and the errors."""
    kind, total, errors = KINDS[name], Counter(), []
    for row in read_rows("lines", set=name, part=part):
        text = HEADING + row["text"]
        found = [m for m in index.find("", text) if m.field == "text"]
        if kind == "soft":
            found = [m for m in found if m.kind == kind]
        counts, wrong = score_ad(found, text, row["surfaces"])
        total += counts
        errors += [(name, row["trade"], *error) for error in wrong if error[1] == kind]
    right, wrong = total[kind, "right"], total[kind, "wrong"]
    return {
        "surfaces": total[kind, "gold"],
        "recall": total[kind, "hit"] / total[kind, "gold"],
        "precision": right / (right + wrong),
    }, errors


def titles_of(index: OccupationIndex, lang: str, part: str) -> tuple[dict[str, float], list]:
    """Return the share of titles whose occupation the coder accepts, and the errors."""
    rows = list(read_rows("titles", lang=lang, part=part))
    errors, empty = [], 0
    for row in rows:
        found, codes = index.classify(row["title"], ""), row["occupations"]
        empty += found.id is None
        if found.id not in codes if codes else found.id is not None:
            errors.append((row["title"], " ".join(codes) or "none", found.id, found.confidence))
    size = len(rows)
    return {
        "titles": size, "accepted": 1 - len(errors) / size, "without one": empty / size,
    }, errors  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    taxonomy = build_taxonomy(load_taxonomy())
    skills, occupations = SkillIndex(taxonomy), OccupationIndex(taxonomy.occupations)
    tables: dict[str, dict] = {"skills": {}, "titles": {}}
    for part in PARTS:
        for name in KINDS:
            tables["skills"][name, part], wrong = skills_of(skills, name, part)
            if options.errors and part == "build":
                print(*wrong, sep="\n")
        for lang in ("zh", "en"):
            tables["titles"][lang, part], wrong = titles_of(occupations, lang, part)
            if options.errors and part == "build":
                print(*wrong, sep="\n")
    for table in tables.values():
        print(pd.DataFrame(table).T.sort_index().round(3).to_string(), end="\n\n")


if __name__ == "__main__":
    main()
