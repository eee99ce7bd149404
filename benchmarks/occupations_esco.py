"""ESCO occupations for English titles and ads.

    python benchmarks/occupations_esco.py

Needs the development data (TALENTCAST_DEV_DATA, default ../shared/data). Prints the ranking of
ESCO occupations for titles from ESCO's own labels alone (MRR, recall@5, recall@10), the share of
ads whose ISCO-08 unit group is right from title and text, the same with the word list of unit
groups left out or cut to titles that do not stand in the set, and the time a title takes.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pandas as pd

from talentcast.matching import unit_groups
from talentcast.matching.isco_words import JOB_WORDS
from talentcast.matching.occupations import OccupationIndex
from talentcast.matching.title_features import plain_english, title_key
from talentcast.matching.titles import clean_title

DATA = Path(os.environ.get("TALENTCAST_DEV_DATA", "../shared/data"))


def esco() -> pd.DataFrame:
    """Return ESCO's occupations in the columns of the bundled table."""
    raw = pd.read_csv(DATA / "taxonomies/esco_occupations_en.csv", dtype=str, keep_default_na=False)
    aliases = [
        "|".join(name for name in f"{alt}\n{hidden}".split("\n") if name)
        for alt, hidden in zip(raw["altLabels"], raw["hiddenLabels"], strict=True)
    ]
    return pd.DataFrame(
        {
            "id": raw["conceptUri"],
            "title_en": raw["preferredLabel"],
            "aliases_en": aliases,
            "isco08": raw["iscoGroup"].str.zfill(4),
            "description": raw["description"],
        }
    )


def rank_titles(index: OccupationIndex) -> None:
    """Print how titles are ranked."""
    titles = pd.read_csv(DATA / "gold/jobbert_titles_dev.csv").dropna(subset=["vacancyTitle"])
    start = time.perf_counter()
    ranked = index.rank_titles(titles["vacancyTitle"].tolist(), top=len(index.ids))
    spent = (time.perf_counter() - start) / len(titles)
    place = np.array(
        [
            row.index(gold) + 1 if gold in row else len(index.ids)
            for row, gold in zip(ranked, titles["conceptUri"], strict=True)
        ]
    )
    print(
        f"{len(titles)} titles: MRR {np.mean(1 / place):.3f}, recall@5 {np.mean(place <= 5):.3f}, "
        f"recall@10 {np.mean(place <= 10):.3f}; {spent * 1e6:.0f} microseconds a title, all ranked"
    )


def unit_group_share(table: pd.DataFrame, index: OccupationIndex, ads: pd.DataFrame) -> str:
    """Return the share of ads with the right unit group, answered or not."""
    group = dict(zip(table["id"], table["isco08"], strict=True))
    given, best = [], []
    for title, text, code in zip(ads["title"], ads["description"], ads["esco_code"], strict=True):
        answer = index.classify(title, text)
        first = answer.id or (answer.alternatives[0][0] if answer.alternatives else "")
        given.append(answer.id is not None and group[answer.id] == code[:4])
        best.append(group.get(first) == code[:4])
    return f"{np.mean(given):.1%} answered and right, {np.mean(best):.1%} with the best guess"


def main() -> None:
    """Print all figures."""
    table = esco()
    start = time.perf_counter()
    index = OccupationIndex(table)
    print(f"index of {len(table)} occupations built in {time.perf_counter() - start:.1f} s")
    rank_titles(index)
    ads = pd.read_parquet(DATA / "gold/hahu_esco_dev.parquet")
    print(f"{len(ads)} ads, unit group from title and text:")
    print("  as shipped:            ", unit_group_share(table, index, ads))
    seen = {title_key(plain_english(part)) for title in ads["title"] for part in _readings(title)}
    for code, words in list(JOB_WORDS.items()):
        kept = [w for w in words.split("|") if title_key(plain_english(w)) not in seen]
        JOB_WORDS[code] = "|".join(kept)
    print("  words seen in set out: ", unit_group_share(table, OccupationIndex(table), ads))
    unit_groups.LIKENESS_WEIGHT = unit_groups.EXACT_WEIGHT = 0.0
    print("  without the word list: ", unit_group_share(table, OccupationIndex(table), ads))


def _readings(title: str) -> tuple[str, ...]:
    clean = clean_title(title)
    return (clean.text, clean.full, *clean.parts)


if __name__ == "__main__":
    main()
