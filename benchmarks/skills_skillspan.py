"""Knowledge spans of SkillSpan's technical part with an imported dictionary, exact spans.

The dictionary is what a user would import: the bundled English names, ESCO knowledge, O*NET tools
and the knowledge spans of the training part; a surface stays if it was right often enough in the
training part, also with a head noun behind it (Spring framework) where the training part marks the
longer span more often than the shorter one. The development part is read once, to score. Needs the
development data.

Run: python benchmarks/skills_skillspan.py [--errors]
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from pathlib import Path

import pandas as pd

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.onet import import_onet
from talentcast.matching.skills import SkillIndex
from talentcast.matching.taxonomy import build_taxonomy, split_aliases
from talentcast.matching.taxonomy_import import import_esco

#: A surface stays if hits + PRIOR x WEIGHT over occurrences + WEIGHT reaches this. Chosen on the
#: two halves of the training part, each with the other as dictionary: the strictest of .26, .28 and
#: .30 that keeps the recall there at .43.
KEEP = 0.28
WEIGHT = 1.5

#: Other points of the curve, printed for the record.
CURVE = (0.24, 0.28, 0.32, 0.36, 0.40)
PRIOR = {"train": 0.62, "bundled": 0.5, "onet": 0.35, "esco": 0.25}

#: A head noun was part of the marked span at least so often, and more often than not.
LEAST = 2

#: Names of up to so many words are looked up when head nouns are counted.
LONGEST = 4

KINDS = ("tool", "knowledge", "language", "certificate")


def data_folder() -> Path:
    default = Path(__file__).parents[2] / "shared" / "data"
    return Path(os.environ.get("TALENTCAST_DEV_DATA", default))


def read(name: str) -> list[dict]:
    with (data_folder() / "gold" / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def gold_spans(tags: list[str]) -> set[tuple[int, int]]:
    spans, begin = set(), None
    for i, tag in enumerate([*tags, "O"]):
        if tag[0] in "BO" and begin is not None:
            spans.add((begin, i))
            begin = None
        if tag[0] == "B":
            begin = i
    return spans


def found_spans(index: SkillIndex, tokens: list[str]) -> set[tuple[int, int]]:
    text = " ".join(tokens)
    starts, ends, at = {}, {}, 0
    for i, token in enumerate(tokens):
        starts[at] = i
        at += len(token)
        ends[at] = i + 1
        at += 1
    spans = set()
    for mention in index.find("", text):
        if mention.kind in KINDS and mention.start in starts and mention.end in ends:
            spans.add((starts[mention.start], ends[mention.end]))
    return spans


def sources(train: list[dict]) -> dict[str, str]:
    """Every candidate surface and where it comes from; the best source wins."""
    folder = data_folder() / "taxonomies"
    esco = import_esco([folder / "esco_v1.1.1_skills_labels.csv"])["skills"]
    onet = import_onet([folder / "onet_Technology_Skills.txt"])["skills"]
    bundled = load_taxonomy()["skills"]
    found: dict[str, str] = {}
    for name, table in (
        ("esco", esco[esco["kind"].isin(KINDS)]),
        ("onet", onet),
        ("bundled", bundled[bundled["kind"].isin((*KINDS, "hard"))]),
    ):
        for cell in (*table["name_en"], *table["aliases_en"]):
            for alias in split_aliases(cell):
                if len(alias) > 1:
                    found[alias.lower()] = name
    for row in train:
        for begin, end in gold_spans(row["tags_knowledge"]):
            found[" ".join(row["tokens"][begin:end]).lower()] = "train"
    return found


def dictionary(surfaces: dict[str, str]) -> SkillIndex:
    table = pd.DataFrame({"name_en": list(surfaces), "kind": "knowledge"})
    table["id"] = [f"x{i}" for i in range(len(table))]
    return SkillIndex(build_taxonomy({"skills": table}))


def filtered(train: list[dict], keep: float = KEEP) -> dict[str, str]:
    surfaces = sources(train)
    index = dictionary(surfaces)
    hits: Counter = Counter()
    seen: Counter = Counter()
    for row in train:
        gold = gold_spans(row["tags_knowledge"])
        for span in found_spans(index, row["tokens"]):
            surface = " ".join(row["tokens"][span[0] : span[1]]).lower()
            seen[surface] += 1
            hits[surface] += span in gold
    kept = {}
    for surface, source in surfaces.items():
        # A span of the training part is right wherever it was read from: leave one out.
        own = 1 if source == "train" and hits[surface] else 0
        right, total = hits[surface] - own, seen[surface] - own
        if (right + PRIOR[source] * WEIGHT) / (total + WEIGHT) >= keep:
            kept[surface] = source
    heads = head_nouns(train, kept)
    longer = {f"{surface} {head}": source for surface, source in kept.items() for head in heads}
    return longer | kept


def head_nouns(train: list[dict], kept: dict[str, str]) -> list[str]:
    """Words behind a name that the training part marks with it more often than it leaves out."""
    inside: Counter = Counter()
    outside: Counter = Counter()
    for row in train:
        gold = gold_spans(row["tags_knowledge"])
        words = [token.lower() for token in row["tokens"]]
        for begin in range(len(words)):
            for end in range(begin + 1, min(begin + LONGEST + 1, len(words))):
                if words[end].isalpha() and " ".join(words[begin:end]) in kept:
                    inside[words[end]] += (begin, end + 1) in gold
                    outside[words[end]] += (begin, end) in gold
    return [word for word, count in inside.items() if count >= max(LEAST, outside[word] + 1)]


def score(index: SkillIndex, rows: list[dict]) -> tuple[float, float, list]:
    right = predicted = gold_count = 0
    errors = []
    for row in rows:
        gold, found = gold_spans(row["tags_knowledge"]), found_spans(index, row["tokens"])
        right += len(gold & found)
        predicted += len(found)
        gold_count += len(gold)
        words = row["tokens"]
        errors += [("wrong", " ".join(words[a:b])) for a, b in found - gold]
        errors += [("missed", " ".join(words[a:b])) for a, b in gold - found]
    return right / max(predicted, 1), right / gold_count, errors


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true", help="errors on the training part")
    parser.add_argument("--train", action="store_true", help="do not read the development part")
    options = parser.parse_args()
    train = read("skillspan_train.json")
    half = len(train) // 2
    for name, one, other in (
        ("first", train[half:], train[:half]),
        ("second", train[:half], train[half:]),
    ):
        tech = [row for row in other if row["source"] == "tech"]
        precision, recall, errors = score(dictionary(filtered(one)), tech)
        print(f"{name} half of train, tech: precision {precision:.3f} recall {recall:.3f}")
        if options.errors:
            for error, count in Counter(errors).most_common(60):
                print(count, *error)
    if options.train:
        return
    plain = dictionary({k: v for k, v in sources([]).items()})
    dev = [row for row in read("skillspan_dev.json") if row["source"] == "tech"]
    precision, recall, _ = score(plain, dev)
    print(f"dev, tech, plain look-up: precision {precision:.3f} recall {recall:.3f}")
    for keep in CURVE:
        precision, recall, _ = score(dictionary(filtered(train, keep)), dev)
        mark = "  <- chosen on train" if keep == KEEP else ""
        print(f"dev, tech, keep {keep:.2f}: precision {precision:.3f} recall {recall:.3f}{mark}")


if __name__ == "__main__":
    main()
