"""Ads a second that `annotate` understands on one core, all steps, beside the bare matcher.

Ads are those of the development sets with texts of 400 characters or more, cut to 400, with their
titles and other columns; 3 in 100 are in English. Each run is a process of its own: it reads all
other ads of the sets first (shorter ones, some twice, so that its memory has the size that it has
in the middle of a file), then ads it has not met ("first sight"), then the same again ("again":
every title and phrase is known, as for ads that repeat each other).
Processor time, one thread. The bare matcher is the finder of all names and cues alone, on the same
texts in normal form, joined.

    python benchmarks/annotate_speed.py [--runs 5]

Prints Markdown tables with machine and data. Needs the development data (TALENTCAST_DEV_DATA).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa

from talentcast.data.bundle import load_taxonomy
from talentcast.engines.memory import without_collection
from talentcast.jobs import build_matchers
from talentcast.matching.ad_terms import read_terms
from talentcast.matching.annotate import Matchers, annotate
from talentcast.matching.posting_keys import duplicate_columns
from talentcast.matching.postings import read_postings
from talentcast.matching.surface_finder import text_codes
from talentcast.matching.taxonomy import build_taxonomy
from talentcast.matching.taxonomy_import import import_esco
from talentcast.matching.text import normalise_all

DEV_DATA = Path(os.environ.get("TALENTCAST_DEV_DATA", "../shared/data"))
SETS = ("zh_51job_2018_python_desc.parquet", "zh_boss_2023_desc.parquet")
LABELS = DEV_DATA / "taxonomies" / "esco_v1.1.1_skills_labels.csv"
LENGTH = 400
ADS = 2000
GOAL = 15_000
HAN = re.compile("[\u4e00-\u9fff]")

#: Rows of the table: which taxonomy, and whether of the Chinese ads alone.
ROWS = {
    "bundled": ("bundled", False),
    "bundled, Chinese ads only": ("bundled", True),
    "esco": ("esco", False),
}

#: Linear algebra must not take a second core.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def ads(*, chinese: bool = False) -> tuple[pa.RecordBatch, pa.RecordBatch]:
    """Make the ads that are read first and those that are measured; all, or those in Chinese.

    No text of those measured is met before. Those read first are all others of the sets, shorter
    ones too, and then as many of them again as make up for that.
    """
    rows, schema = {}, None
    for name in SETS:
        for batch in read_postings(DEV_DATA / "postings" / name):
            schema = batch.schema
            for row in batch.to_pylist():
                text = (row["text"] or "")[:LENGTH]
                if text and not (chinese and not HAN.search(text)):
                    rows.setdefault(text, {**row, "text": text})
    rows = [*rows.values()]
    random.Random(1).shuffle(rows)
    rows.sort(key=lambda row: len(row["text"]) == LENGTH)
    for number, row in enumerate(rows):
        row["row"] = number + 1
    first, rest = rows[:-ADS], rows[-ADS:]
    missing = ADS * LENGTH - sum(len(row["text"]) for row in first)
    while missing > 0:
        first.append(first[len(first) - len(rows) + ADS])
        missing -= len(first[-1]["text"])
    assert all(len(row["text"]) == LENGTH for row in rest)
    return pa.RecordBatch.from_pylist(first, schema), pa.RecordBatch.from_pylist(rest, schema)


def matchers(taxonomy: str) -> Matchers:
    frames = load_taxonomy()
    if taxonomy == "esco":
        skills = pd.concat([frames["skills"], import_esco([LABELS])["skills"]])
        frames = {**frames, "skills": skills}
    return build_matchers(build_taxonomy(frames), reference=date(2024, 1, 1))


def spent(work: Callable[[], object]) -> tuple[float, object]:
    """Return the microseconds of processor time an ad."""
    start = time.process_time()
    result = work()
    return (time.process_time() - start) / ADS * 1e6, result


def measure(row: str) -> dict[str, float]:
    """Measure one run in this process, and again."""
    import resource

    taxonomy, chinese = ROWS[row]
    built = matchers(taxonomy)
    first, batch = ads(chinese=chinese)
    annotate(first, built)
    found = {"first sight": spent(lambda: annotate(batch, built))[0]}
    found["again"] = spent(lambda: annotate(batch, built))[0]
    found["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def measure_steps(row: str) -> dict[str, float]:
    """Measure each step on ads not met before, as `annotate` runs it."""
    with without_collection():
        return _measure_steps(row)


def _measure_steps(row: str) -> dict[str, float]:
    taxonomy, chinese = ROWS[row]
    built = matchers(taxonomy)
    first, batch = ads(chinese=chinese)
    annotate(first, built)
    columns = {name: batch[name] for name in batch.schema.names}
    columns |= {name: batch[name].to_pylist() for name in ("title", "text")}
    titles, texts = ([cell or "" for cell in columns[name]] for name in ("title", "text"))
    found = {}
    found["normal form"], plain = spent(lambda: normalise_all(texts))
    find = built.skills._scanner.finder.rows
    codes = text_codes("\n".join(plain))
    found["bare matcher"] = min(spent(lambda: find(codes))[0] for _ in range(3))
    found["skills"] = spent(lambda: built.skills.ids_all(titles, texts, plain))[0]
    classify = built.occupations.classify_all
    found["occupations: titles"] = spent(lambda: classify(titles, [""] * len(titles)))[0]
    found["occupations: texts"] = spent(lambda: classify(titles, plain))[0]
    found["terms, pay, place"], terms = spent(
        lambda: read_terms(columns, built.places, built.reference, plain)
    )
    found["keys of repeated ads"] = spent(
        lambda: duplicate_columns(columns, terms.place.map(lambda place: place.city), texts=False)
    )[0]
    return found


def median_of(runs: int, *arguments: str) -> dict[str, float]:
    """Run this file in processes of their own; return the median of each figure, and the least."""
    command = [sys.executable, __file__, *arguments]
    environment = {**os.environ, **ONE_THREAD}
    done = [
        json.loads(subprocess.check_output(command, text=True, env=environment))
        for _ in range(runs)
    ]
    least = {f"least {name}": min(one[name] for one in done) for name in done[0]}
    return {name: statistics.median(one[name] for one in done) for name in done[0]} | least


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "ROW"))
    options = parser.parse_args()
    if options.measure:
        what, taxonomy = options.measure
        print(json.dumps((measure_steps if what == "steps" else measure)(taxonomy)))
        return
    if not DEV_DATA.exists():
        sys.exit(f"{DEV_DATA} is not there; set TALENTCAST_DEV_DATA to the development data")
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{date.today()} · {machine} · {ADS:,} ads of {LENGTH} characters from {', '.join(SETS)}")
    print(f"One core, median (best) of {options.runs} runs; goal {GOAL:,} ads/s.\n")
    print("| taxonomy | first sight, ads/s | again, ads/s | bare matcher, ads/s ", end="")
    print("| bare / first sight | bare / again | peak MB |\n|---|---|---|---|---|---|---|")
    shares = {}
    for taxonomy in ROWS:
        whole = median_of(options.runs, "--measure", "all", taxonomy)
        steps = median_of(options.runs, "--measure", "steps", taxonomy)
        bare = steps.pop("bare matcher")
        steps = {name: value for name, value in steps.items() if not name.startswith("least")}
        shares[taxonomy] = (whole["first sight"], steps)
        print(
            f"| {taxonomy} | {1e6 / whole['first sight']:,.0f} "
            f"({1e6 / whole['least first sight']:,.0f}) "
            f"| {1e6 / whole['again']:,.0f} ({1e6 / whole['least again']:,.0f}) "
            f"| {1e6 / bare:,.0f} | {whole['first sight'] / bare:.1f} "
            f"| {whole['again'] / bare:.1f} | {whole['peak MB']:.0f} |"
        )
    print("\n| step, first sight | bundled, µs an ad | share | with ESCO, µs an ad |")
    print("|---|---|---|---|")
    total, steps = shares["bundled"]
    for name, value in {**steps, "batch in, batch out": total - sum(steps.values())}.items():
        other_total, other = shares["esco"]
        with_esco = other.get(name, other_total - sum(other.values()))
        print(f"| {name} | {value:.0f} | {value / total:.0%} | {with_esco:.0f} |")


if __name__ == "__main__":
    main()
