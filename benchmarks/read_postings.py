"""How fast job ads are read, and whether memory stays flat.

Builds files of 10,000 and 100,000 ads of about 500 characters from the development sets (repeated,
with changed employers), reads each in a process of its own, prints a table.

    python benchmarks/read_postings.py [--folder DIR]
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (10_000, 100_000)
CHARACTERS = 500
FORMATS = (
    "utf8.csv",
    "gb18030.csv",
    "utf16.csv",
    "double.csv",
    "csv.gz",
    "jsonl",
    "parquet",
    "xlsx",
)
DATA = Path(os.environ.get("TALENTCAST_DEV_DATA", "../shared/data")) / "postings"


def ads(count: int):  # noqa: ANN201
    """Repeat the two full-text sets until there are `count` ads."""
    import pandas as pd

    first = pd.read_parquet(DATA / "zh_51job_2018_python_desc.parquet")
    second = pd.read_parquet(DATA / "zh_boss_2023_desc.parquet").rename(
        columns={
            "jobName": "title", "cityName": "area", "companyName": "company",
            "salaryDesc": "salary", "postDescription": "description",
        }
    )  # fmt: skip
    both = pd.concat([first, second], join="inner", ignore_index=True)
    both["description"] = both["description"].str[:CHARACTERS]
    parts = -(-count // len(both))
    frame = pd.concat([both] * parts, ignore_index=True).head(count)
    turn = (pd.RangeIndex(len(frame)) // len(both)).astype(str)
    return frame.assign(company=frame["company"] + "第" + turn + "分公司")


def build(folder: Path, count: int, ending: str) -> Path:
    path = folder / f"{count}.{ending}"
    frame = ads(count)
    if ending == "parquet":
        frame.to_parquet(path, row_group_size=10_000)
    elif ending == "jsonl":
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    elif ending == "xlsx":
        write_xlsx(frame, path)
    elif ending == "csv.gz":
        with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
            frame.to_csv(file, index=False)
    elif ending == "double.csv":
        text = frame.to_csv(index=False).encode("gb18030", "replace").decode("latin-1")
        path.write_bytes(text.encode())
    else:
        names = {"utf8.csv": "utf-8", "gb18030.csv": "gb18030", "utf16.csv": "utf-16"}
        frame.to_csv(path, index=False, encoding=names[ending])
    return path


def write_xlsx(frame, path: Path) -> None:  # noqa: ANN001
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(frame.columns))
    for row in frame.itertuples(index=False):
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", str(cell)) for cell in row])
    book.save(path)


MEASURE = """
import json, sys, time
from talentcast.matching.postings import read_postings
import pyarrow
start = time.perf_counter()
reader = read_postings(sys.argv[1])
rows = sum(batch.num_rows for batch in reader)
seconds = time.perf_counter() - start
status = open("/proc/self/status").read()
peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
print(json.dumps({"rows": rows, "seconds": seconds, "peak": peak}))
"""


def measure(path: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="keep the files here")
    parser.add_argument("--formats", nargs="*", default=FORMATS)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        print(f"{time.strftime('%Y-%m-%d')}, ads of up to {CHARACTERS} characters")
        print(f"{'format':<12}{'rows':>9}{'MB':>8}{'s':>7}{'MB/s':>7}{'rows/s':>9}{'peak MB':>9}")
        for ending in chosen.formats:
            for count in SIZES:
                path = folder / f"{count}.{ending}"
                if not path.exists():
                    build(folder, count, ending)
                result = measure(path)
                size = path.stat().st_size / 1e6
                speed = result["rows"] / result["seconds"]
                print(
                    f"{ending:<12}{result['rows']:>9,.0f}{size:>8.1f}{result['seconds']:>7.2f}"
                    f"{size / result['seconds']:>7.1f}{speed:>9,.0f}{result['peak']:>9.0f}"
                )


if __name__ == "__main__":
    main()
