"""Precision and recall of skills on the annotated Chinese ads, by kind and part.

Scoring as in the annotation rules (docs/skills.md): a mention counts when its span overlaps a
gold span and one contains the other; each surface counts once an ad; optional surfaces are neither
hits nor false alarms; white space and case do not matter.

Run: python benchmarks/skills_zh.py [--errors] [--part PART]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import unicodedata
from collections import Counter
from pathlib import Path

import pandas as pd

ANNOTATIONS = Path(__file__).parents[1] / "tests" / "matching" / "files" / "annotations.jsonl"
#: All but the first two were annotated by people who knew only the rules of annotation; the last
#: two hold soft skills alone.
SOFT_PARTS = ("soft_build", "soft_held_out")
PARTS = ("build", "held_out", "stranger_build", "stranger_held_out", *SOFT_PARTS)
COLUMNS = {
    "zh_51job_2018_python_desc": ("title", "description"),
    "zh_boss_2023_desc": ("jobName", "postDescription"),
}


def data_folder() -> Path:
    default = Path(__file__).parents[2] / "shared" / "data"
    return Path(os.environ.get("TALENTCAST_DEV_DATA", default))


def squeeze(text: str) -> tuple[str, list[int]]:
    """NFKC, lower case, no white space; and where each character came from."""
    chars: list[str] = []
    origin: list[int] = []
    for i, char in enumerate(text):
        for plain in unicodedata.normalize("NFKC", char).lower():
            if not plain.isspace():
                chars.append(plain)
                origin.append(i)
    return "".join(chars), origin


def places(surface: str, text: str, origin: list[int]) -> list[tuple[int, int]]:
    needle = squeeze(surface)[0]
    found, at = [], text.find(needle)
    while at >= 0:
        end = at + len(needle)
        word = needle[0].isascii() and needle[0].isalnum()
        left = text[at - 1] if at and origin[at - 1] == origin[at] - 1 else " "
        right = text[end] if end < len(text) and origin[end] == origin[end - 1] + 1 else " "
        inside = word and (
            (left.isascii() and left.isalpha()) or (right.isascii() and right.isalpha())
        )
        if not inside:
            found.append((at, end))
        at = text.find(needle, at + 1)
    return found


def touches(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])


def score_ad(mentions, text: str, surfaces) -> tuple[Counter, list[tuple[str, str, str]]]:
    """Count hits, misses and false alarms of one ad; list the errors."""
    squeezed, origin = squeeze(text)
    back = {source: i for i, source in reversed(list(enumerate(origin)))}
    spans: dict[str, list[tuple[int, int]]] = {}
    kinds: dict[str, str] = {}
    for m in mentions:
        where = [back[i] for i in range(m.start, m.end) if i in back]
        name = squeeze(m.text)[0]
        spans.setdefault(name, []).append((where[0], where[-1] + 1))
        kinds.setdefault(name, m.kind)
    gold = {s: (places(s, squeezed, origin), kind) for s, kind in surfaces}
    counts: Counter = Counter()
    errors = []
    everything = [span for found in spans.values() for span in found]
    for surface, (where, kind) in gold.items():
        if kind == "optional":
            continue
        hit = any(touches(a, b) for a in where for b in everything)
        counts[kind, "gold"] += 1
        counts[kind, "hit"] += hit
        counts[kind, "exact"] += squeeze(surface)[0] in spans
        if not hit:
            errors.append(("missed", kind, surface))
    real = [b for where, kind in gold.values() if kind != "optional" for b in where]
    free = [b for where, kind in gold.values() if kind == "optional" for b in where]
    for name, found in spans.items():
        if any(touches(a, b) for a in found for b in real):
            counts[kinds[name], "right"] += 1
        elif any(touches(a, b) for a in found for b in free):
            counts[kinds[name], "optional"] += 1
        else:
            counts[kinds[name], "wrong"] += 1
            errors.append(("wrong", kinds[name], name))
    return counts, errors


def read_annotations(part: str | None = None) -> list[dict]:
    rows = [json.loads(line) for line in ANNOTATIONS.read_text("utf-8").splitlines()]
    return [row for row in rows if part in (None, row["part"])]


def annotated_ads(part: str | None = None):
    """Yield title, text and annotation; a row whose text changed is refused."""
    frames: dict[str, pd.DataFrame] = {}
    for row in read_annotations(part):
        name = row["set"]
        if name not in frames:
            frames[name] = pd.read_parquet(data_folder() / "postings" / f"{name}.parquet")
        title_column, text_column = COLUMNS[name]
        ad = frames[name].iloc[row["row"]]
        text = ad[text_column]
        if hashlib.sha1(text.encode()).hexdigest() != row["sha1"]:
            raise SystemExit(f"{name} row {row['row']}: not the text that was annotated")
        yield ad[title_column], text, row


def evaluate(index, part: str | None = None) -> tuple[Counter, list]:
    total: Counter = Counter()
    errors = []
    for title, text, row in annotated_ads(part):
        mentions = [m for m in index.find(title, text) if m.field == "text"]
        if row["part"] in SOFT_PARTS:
            mentions = [m for m in mentions if m.kind == "soft"]
        counts, wrong = score_ad(mentions, text, row["surfaces"])
        total += counts
        errors += [(row["set"], row["row"], *e) for e in wrong]
    return total, errors


def figures(counts: Counter) -> pd.DataFrame:
    """Precision, recall (overlap and exact) and F1 by kind."""
    kinds = ["tool", "knowledge", "hard", "soft", "language", "certificate"]
    groups = {k: [k] for k in kinds} | {"knowledge+hard": ["knowledge", "hard"], "all": kinds}
    rows = []
    for name, members in groups.items():
        gold, hit, exact, right, wrong, free = (
            sum(counts[k, what] for k in members)
            for what in ("gold", "hit", "exact", "right", "wrong", "optional")
        )
        p = right / (right + wrong) if right + wrong else float("nan")
        r = hit / gold if gold else float("nan")
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        rows.append((name, gold, right, wrong, free, p, r, exact / gold if gold else 0.0, f1))
    columns = "kind gold right wrong optional precision recall recall_exact f1".split()
    return pd.DataFrame(rows, columns=columns).set_index("kind").round(3)


def main() -> None:
    from talentcast.data.bundle import load_taxonomy
    from talentcast.matching.skills import SkillIndex
    from talentcast.matching.taxonomy import build_taxonomy

    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--part", choices=PARTS)
    options = parser.parse_args()
    index = SkillIndex(build_taxonomy(load_taxonomy()))
    for part in [options.part] if options.part else PARTS:
        counts, errors = evaluate(index, part)
        print(part)
        print(figures(counts).to_string())
        if options.errors:
            for error in errors:
                print(*error, sep="\t")


if __name__ == "__main__":
    main()
