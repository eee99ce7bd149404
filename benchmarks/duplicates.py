"""Repeated ads: time and memory, what is merged in real sets, and known copies found again.

    python benchmarks/duplicates.py

Prints Markdown tables. Needs the development data (TALENTCAST_DEV_DATA); datasketch is compared
if it is installed. The exact Jaccard similarity of plain 5-character shingles is the yardstick.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import time
import tracemalloc
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from talentcast.jobs import build_matchers, load_taxonomy
from talentcast.matching.annotate import annotate
from talentcast.matching.duplicates import RULES, SeenVacancies, duplicate_columns
from talentcast.matching.near_duplicates import SKETCH_BYTES, SLOTS, sketch_texts
from talentcast.matching.postings import read_postings

POSTINGS = Path(os.environ.get("TALENTCAST_DEV_DATA", "../shared/data")) / "postings"
SETS = (
    "zh_51job_2018_python_desc",
    "zh_boss_2023_desc",
    "zh_lagou_dataanalyst_2017",
    "en_usajobs_series_2024_25",
)
LENGTH = 400
BUDGET = "60"
SEED = 20
REPEATS = 5


def plain(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def shingles(text: str) -> set[str]:
    """All runs of five characters of a text."""
    return {text[start : start + 5] for start in range(max(1, len(text) - 4))}


def jaccard(one: str, other: str) -> float:
    """Exact similarity of two texts."""
    first, second = shingles(plain(one)), shingles(plain(other))
    return len(first & second) / max(1, len(first | second))


def best(work: Callable[[], object], texts: int) -> float:
    """Microseconds of processor time a text, the best of some runs."""
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) / texts * 1e6


def time_sketches(texts: list[str]) -> None:
    """Compare ways to a signature of 128 numbers."""
    from rensa import RMinHash

    cut = [text[:LENGTH] for text in texts if len(text) >= LENGTH]

    def cut_up() -> list[list[str]]:
        return [[text[i : i + 5] for i in range(len(text) - 4)] for text in map(plain, cut)]

    pieces = cut_up()
    used = best(lambda: sketch_texts(cut), len(cut))
    rows = [
        ("text to sketch, as used (numpy shingles, rensa)", used),
        ("Python shingles alone", best(cut_up, len(cut))),
        (
            "rensa from such shingles",
            best(lambda: RMinHash.digest_matrix_from_token_sets(pieces, SLOTS, SEED), len(cut)),
        ),
    ]
    try:
        from datasketch import MinHash
    except ImportError:
        print("datasketch is not installed: left out\n")
    else:
        few = pieces[:100]

        def sketch() -> None:
            for piece in few:
                MinHash(num_perm=SLOTS).update_batch([part.encode() for part in piece])

        rows.append(("datasketch from such shingles", best(sketch, len(few))))
    print(f"| {len(cut):,} texts of {LENGTH} characters | us a text (must: {BUDGET}) |\n|---|---|")
    for name, spent in rows:
        print(f"| {name} | {spent:.1f} |")
    print()


def fill(ads: int, with_ids: bool, with_texts: bool) -> tuple[SeenVacancies, float]:
    """Take in ads that have nothing in common; give the state and the seconds."""
    random = np.random.default_rng(SEED)
    seen, spent = SeenVacancies(), 0.0
    for start in range(0, ads, 2000):
        columns = {
            "row": pa.array(range(start, start + 2000)),
            "day": pa.nulls(2000, pa.int32()),
            "posting_key": pa.array(random.integers(-(2**63), 2**63 - 1, 2000)),
            "employer": pa.array(random.integers(1, 2**63 - 1, 2000)),
            "city_key": pa.array(random.integers(1, 50, 2000)),
        }
        if with_ids:
            columns["id_key"] = pa.array(random.integers(-(2**63), 2**63 - 1, 2000))
        if with_texts:
            bits = [random.bytes(SKETCH_BYTES) for _ in range(2000)]
            columns["sketch"] = pa.array(bits, pa.binary(SKETCH_BYTES))
        batch = pa.RecordBatch.from_pydict(columns)
        began = time.process_time()
        seen.add(batch)
        spent += time.process_time() - began
    return seen, spent


def measure_memory() -> None:
    """Bytes of the state, and the peak while it grows; time of taking ads in."""
    print("| ads, all new | state MB | peak MB | us an ad |\n|---|---|---|---|")
    for ads, with_ids, with_texts in (
        (100_000, False, False),
        (1_000_000, False, False),
        (1_000_000, True, False),
        (100_000, True, True),
        (1_000_000, True, True),
    ):
        spent = fill(ads, with_ids, with_texts)[1]
        tracemalloc.start()
        seen = fill(ads, with_ids, with_texts)[0]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        what = f"{ads:,}{', ids' if with_ids else ''}{', texts' if with_texts else ''}"
        print(f"| {what} | {seen.nbytes / 1e6:.1f} | {peak / 1e6:.1f} | {spent / ads * 1e6:.1f} |")
    print()


def annotated(name: str) -> list[pa.RecordBatch]:
    """A set as the pipeline sees it, with the columns that duplicates need."""
    matchers = build_matchers(load_taxonomy(), reference=date(2024, 12, 31))
    batches = []
    for part in read_postings(POSTINGS / f"{name}.parquet"):
        batch = annotate(part, matchers)
        fresh = duplicate_columns(part.to_pydict(), batch["city"].to_pylist())
        kept = {column: batch[column] for column in batch.schema.names if column not in fresh}
        batches.append(pa.RecordBatch.from_pydict({**kept, **fresh}))
    return batches


def merge_sets() -> None:
    """Count merged ads of each set by rule."""
    names = " | ".join(RULES)
    print(f"| set | ads | {names} | vacancies | intensity |\n|{'---|' * (len(RULES) + 4)}")
    for name in SETS:
        seen = SeenVacancies()
        for batch in annotated(name):
            seen.add(batch)
        counts = " | ".join(f"{seen.merged[rule]:,}" for rule in RULES)
        vacancies = seen.ads - seen.merged.total()
        print(
            f"| {name} | {seen.ads:,} | {counts} | {vacancies:,} | {seen.posting_intensity:.2f} |"
        )
    print()


def scattered(random: np.random.Generator, text: str, share: float) -> str:
    """Replace single characters all over the text."""
    changed = list(text)
    for place in random.choice(len(text), max(1, round(share * len(text))), replace=False):
        changed[place] = chr(random.integers(0x4E00, 0x9000))
    return "".join(changed)


def passage(random: np.random.Generator, text: str, share: float) -> str:
    """Replace one passage of the text."""
    size = max(1, round(share * len(text)))
    start = int(random.integers(0, len(text) - size))
    fresh = "".join(map(chr, random.integers(0x4E00, 0x9000, size)))
    return text[:start] + fresh + text[start + size :]


def reordered(random: np.random.Generator, text: str, _: float) -> str:
    """Put lines and sentences in another order."""
    lines = [line for line in re.split(r"[\n；;。]", text) if line.strip()]
    return "\n".join(lines[i] for i in random.permutation(len(lines)))


def as_batch(ads: list[dict[str, str]], start: int) -> pa.RecordBatch:
    """Ads without pay and date."""
    columns = {
        name: [ad.get(name) for ad in ads]
        for name in ("posting_id", "title", "text", "employer", "place", "salary")
    }
    rows = {
        "row": pa.array(range(start, start + len(ads))),
        "day": pa.nulls(len(ads), pa.int32()),
    }
    return pa.RecordBatch.from_pydict({**rows, **duplicate_columns(columns, columns["place"])})


def simulate(texts: list[str]) -> None:
    """Take in texts that are no copies of each other, then one altered copy of each."""
    random = np.random.default_rng(SEED)
    ads = [
        {"text": text, "title": f"岗位甲{i}", "employer": f"第{i}商贸有限公司", "place": "广州"}
        for i, text in enumerate(texts)
    ]
    changes = [
        ("characters all over", scattered, (0.01, 0.02, 0.05)),
        ("one passage", passage, (0.01, 0.02, 0.05)),
        ("order of lines", reordered, (0.0,)),
    ]
    print(
        "| what was changed | found, same employer | found, other company | "
        "Jaccard >= 0.9 | of those found | of those below 0.85 found | wrong vacancy |\n"
        f"|{'---|' * 7}"
    )
    for what, change, shares in changes:
        for share in shares:
            copies = [change(random, text, share) for text in texts]
            exact = np.array([jaccard(*pair) for pair in zip(texts, copies, strict=True)])
            hits = {}
            wrong = 0
            for owner in ("same", "other"):
                seen = SeenVacancies()
                first = seen.add(as_batch(ads, 0))
                renamed = [
                    {
                        **ad,
                        "text": copy,
                        "title": f"岗位乙{i}",
                        "employer": ad["employer"] if owner == "same" else f"第{i}实业有限公司",
                    }
                    for i, (ad, copy) in enumerate(zip(ads, copies, strict=True))
                ]
                verdict = seen.add(as_batch(renamed, len(ads)))
                hits[owner] = ~verdict.is_new
                wrong += int((hits[owner] & (verdict.vacancy != first.vacancy)).sum())
            near, far = exact >= 0.9, exact < 0.85
            print(
                f"| {what}{f', {share:.0%}' if share else ''} | {rate(hits['same'])} | "
                f"{rate(hits['other'])} | {rate(near)} | {rate(hits['same'][near])} | "
                f"{rate(hits['same'][far])} | {wrong} |"
            )
    print()


def rate(hits: np.ndarray) -> str:
    """Share of true values as a percentage, and of how many."""
    return f"{hits.mean():.1%} of {len(hits):,}" if len(hits) else "-"


def unlike(texts: list[str], employers: list[str]) -> list[str]:
    """Texts of which none was taken for another's copy, so that all are different."""
    seen = SeenVacancies()
    ads = [
        {"text": text, "title": f"岗位{i}", "employer": employer, "place": "广州"}
        for i, (text, employer) in enumerate(zip(texts, employers, strict=True))
    ]
    is_new = seen.add(as_batch(ads, 0)).is_new
    return [text for text, new in zip(texts, is_new, strict=True) if new and len(plain(text)) > 60]


def main() -> None:
    """Print the tables."""
    if not POSTINGS.exists():
        sys.exit(f"{POSTINGS} is not there; set TALENTCAST_DEV_DATA to the development data")
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{date.today()} · {machine}\n")
    texts: list[str] = []
    employers: list[str] = []
    for name in SETS[:2]:
        for part in read_postings(POSTINGS / f"{name}.parquet"):
            texts += [text or "" for text in part["text"].to_pylist()]
            employers += [employer or "" for employer in part["employer"].to_pylist()]
    time_sketches(texts)
    measure_memory()
    different = unlike(texts, employers)
    print(f"{len(different):,} different texts of {SETS[0]} and {SETS[1]}, each copied once:\n")
    simulate(different)
    merge_sets()


if __name__ == "__main__":
    main()
