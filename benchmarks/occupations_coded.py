"""How many occupations are among those that strangers to the table gave to the same ads.

Two coders, who had seen the list of occupations but neither aliases nor rules, read 160 and 200 ads
of the development sets and wrote down which occupations of the list are right (one to three, or
none): tests/matching/files/occupation_codes.jsonl, without titles and texts. The errors of the
first draw and of half of the second were read afterwards, those of `held_out` were not.

    python benchmarks/occupations_coded.py [--errors]

Needs the development data (TALENTCAST_DEV_DATA). Prints a table; `--errors` lists what may be read.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.occupations import OccupationIndex

DATA = Path(os.environ.get("TALENTCAST_DEV_DATA", "../shared/data")) / "postings"
CODES = Path(__file__).parents[1] / "tests" / "matching" / "files" / "occupation_codes.jsonl"
COLUMNS = {
    "zh_51job_2018_python_desc": ("title", "description"),
    "zh_boss_2023_desc": ("jobName", "postDescription"),
    "zh_lagou_dataanalyst_2017": ("positionName", None),
    "en_usajobs_series_2024_25": ("position_title", None),
}


def coded_ads() -> Iterator[tuple[dict, str, str]]:
    """Yield the codes, title and text of each ad."""
    frames = {name: pd.read_parquet(DATA / f"{name}.parquet") for name in COLUMNS}
    for line in CODES.read_text("utf-8").splitlines():
        codes = json.loads(line)
        title, text = COLUMNS[codes["set"]]
        ad = frames[codes["set"]].iloc[codes["row"]]
        yield codes, str(ad[title]), str(ad[text]) if text else ""


def compare(index: OccupationIndex) -> pd.DataFrame:
    """Compare the codes of each ad with the answer; an ad without codes should have none."""
    rows = []
    for codes, title, text in coded_ads():
        answer, given = index.classify(title, text), codes["occupations"]
        rows.append({
            "set": codes["set"], "part": codes["part"], "ads": 1,
            "accepted": answer.id in given if given else answer.id is None,
            "first": answer.id == given[0] if given else answer.id is None,
            "without one": answer.id is None, "confidence": answer.confidence,
            "title": title, "coded": " ".join(given), "found": answer.id,
        })  # fmt: skip
    return pd.DataFrame(rows)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    found = compare(OccupationIndex(load_taxonomy()["occupations"]))
    figures = ["ads", "accepted", "first", "without one"]
    print(found.groupby(["part", "set"])[figures].sum().to_string())
    chinese = found[found["set"].str.startswith("zh_")]
    print("\nChinese ads\n", chinese.groupby("part")[figures].sum().to_string())
    bands = pd.cut(found["confidence"], [-0.01, 0.4, 0.7, 0.85, 0.95, 1.0])
    print("\nBy confidence\n", found.groupby(bands)["accepted"].agg(["mean", "size"]).round(2))
    if options.errors:
        wrong = found[~found["accepted"] & (found["part"] != "held_out")]
        print(wrong[["set", "title", "coded", "found"]].to_string(index=False))


if __name__ == "__main__":
    main()
