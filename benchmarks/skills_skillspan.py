"""Exact precision and recall of knowledge spans on SkillSpan's technical part.

Four dictionaries, each as an importer writes it: ESCO alone; ESCO and O*NET; both and the bundled
names; these and the spans of the training part. Texts are read as `talentcast match` reads them: a
model that was fitted on the training part decides which names count and finds unlisted ones
(scripts/build_english_names.py; its --check shows the same figures on the training part, each ad
read by a model that has not seen it or others of its employer). The development part is read once,
to score. Needs the development data.

Run: python benchmarks/skills_skillspan.py [--train]
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.onet import import_onet
from talentcast.matching.skills import SkillIndex
from talentcast.matching.taxonomy import build_taxonomy
from talentcast.matching.taxonomy_import import import_esco

KINDS = ("tool", "knowledge", "language", "certificate")


def data_folder() -> Path:
    default = Path(__file__).parents[2] / "shared" / "data"
    return Path(os.environ.get("TALENTCAST_DEV_DATA", default))


def read(name: str) -> list[dict]:
    with (data_folder() / "gold" / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def gold_spans(tokens: list[str], tags: list[str]) -> set[tuple[int, int]]:
    """Return the marked spans, in characters of the tokens joined by blanks."""
    spans, begin, at, end = set(), -1, 0, 0
    for token, tag in zip([*tokens, ""], [*tags, "O"], strict=True):
        if tag[0] in "BO" and begin >= 0:
            spans.add((begin, end))
            begin = -1
        if tag[0] == "B":
            begin = at
        end = at + len(token)
        at = end + 1
    return spans


def found_spans(index: SkillIndex, tokens: list[str]) -> set[tuple[int, int]]:
    mentions = index.find("", " ".join(tokens))
    return {(m.start, m.end) for m in mentions if m.kind in KINDS}


def training_spans(rows: list[dict]) -> pd.DataFrame:
    """Return a table of skills: the surfaces that the training part marks."""
    names = {
        " ".join(row["tokens"])[start:end].lower()
        for row in rows
        for start, end in gold_spans(row["tokens"], row["tags_knowledge"])
    }
    table = pd.DataFrame({"name_en": sorted(names), "kind": "knowledge"})
    return table.assign(id=[f"train.{number}" for number in table.index])


def dictionaries(train: list[dict]) -> Iterator[tuple[str, SkillIndex]]:
    folder = data_folder() / "taxonomies"
    bundled = load_taxonomy()["skills"]
    esco = import_esco([folder / "esco_v1.1.1_skills_labels.csv"])["skills"]
    onet = import_onet([folder / "onet_Technology_Skills.txt"])["skills"]
    for name, frames in (
        ("bundled", [bundled]),
        ("ESCO", [esco]),
        ("ESCO, O*NET", [esco, onet]),
        ("bundled, ESCO, O*NET", [bundled, esco, onet]),
        ("these and training spans", [bundled, esco, onet, training_spans(train)]),
    ):
        table = pd.concat(frames, ignore_index=True).fillna("")
        yield name, SkillIndex(build_taxonomy({"skills": table}), known=bundled)


def score(index: SkillIndex, rows: list[dict]) -> tuple[float, float, int]:
    right = predicted = marked = 0
    for row in rows:
        gold, found = (
            gold_spans(row["tokens"], row["tags_knowledge"]),
            found_spans(index, row["tokens"]),
        )
        right += len(gold & found)
        predicted += len(found)
        marked += len(gold)
    return right / max(predicted, 1), right / marked, predicted


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", action="store_true", help="score the part it was fitted on")
    options = parser.parse_args()
    train = read("skillspan_train.json")
    rows = train if options.train else read("skillspan_dev.json")
    for name, index in dictionaries(train):
        for source in ("tech", "house"):
            chosen = [row for row in rows if row["source"] == source]
            precision, recall, count = score(index, chosen)
            print(f"{source}, {name}: precision {precision:.3f} recall {recall:.3f} of {count}")


if __name__ == "__main__":
    main()
