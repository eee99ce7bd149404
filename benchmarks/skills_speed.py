"""Microseconds of CPU an ad of 400 characters takes, by step, on one core.

Run: python benchmarks/skills_speed.py
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.skills import SkillIndex
from talentcast.matching.surface_finder import text_codes
from talentcast.matching.taxonomy import build_taxonomy
from talentcast.matching.taxonomy_import import import_esco
from talentcast.matching.text import normalise_all

LENGTH = 400
ADS = 1500
ROUNDS = 6


def data_folder() -> Path:
    default = Path(__file__).parents[2] / "shared" / "data"
    return Path(os.environ.get("TALENTCAST_DEV_DATA", default))


def microseconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best / ADS * 1e6


def main() -> None:
    frame = pd.read_parquet(data_folder() / "postings" / "zh_51job_2018_python_desc.parquet")
    long = frame[frame["description"].str.len() >= LENGTH].head(ADS)
    ads = [(t, d[:LENGTH]) for t, d in zip(long["title"], long["description"], strict=True)]
    titles, texts = [title for title, _ in ads], [text for _, text in ads]
    plain = normalise_all(texts)
    codes = text_codes("\n".join(plain))
    labels = data_folder() / "taxonomies" / "esco_v1.1.1_skills_labels.csv"
    bundled = load_taxonomy()
    esco = {"skills": pd.concat([bundled["skills"], import_esco([labels])["skills"]])}
    print(f"{len(ads)} ads of {LENGTH} characters; microseconds an ad, least of {ROUNDS} rounds")
    print("normal form", round(microseconds(lambda: normalise_all(texts)), 1))
    for name, frames in (("bundled", bundled), ("bundled + ESCO", esco)):
        index = SkillIndex(build_taxonomy(frames))
        find = index._scanner.finder.find
        matcher = microseconds(lambda find=find: find(codes))
        ids = microseconds(lambda index=index: index.ids_all(titles, texts, plain))
        print(f"{name}: bare matcher {matcher:.1f}, ids {ids:.1f}, ratio {ids / matcher:.1f}")


if __name__ == "__main__":
    main()
