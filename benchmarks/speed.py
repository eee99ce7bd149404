"""Time and memory of the commands, as a user meets them: whole processes, cold start included.

    python benchmarks/speed.py

Prints a Markdown table with machine and data. Needs the development data (TALENTCAST_DEV_DATA).
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

DEV_DATA = Path(os.environ.get("TALENTCAST_DEV_DATA", "../shared/data"))
ADS = DEV_DATA / "postings" / "zh_51job_2018_python_desc.parquet"
REPEATS = 3
SIZES = (10_000, 100_000)


def run(*arguments: str) -> tuple[float, float]:
    """Run one command; return the seconds and the peak memory in MB."""
    import resource  # noqa: F401 - POSIX only: says so early

    watcher = (
        "import resource,subprocess,sys;"
        "code=subprocess.call(sys.argv[1:],stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss);sys.exit(code)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", watcher, sys.executable, "-m", "talentcast", *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    return time.perf_counter() - start, int(done.stdout.strip().splitlines()[-1]) / 1024


def best(*arguments: str, repeats: int = REPEATS) -> tuple[float, float]:
    """Best time of some runs, and the highest memory."""
    runs = [run(*arguments) for _ in range(repeats)]
    return min(r[0] for r in runs), max(r[1] for r in runs)


def grow(rows: int, folder: Path) -> Path:
    """Write a file of `rows` ads: the set repeated with changed employers."""
    import pandas as pd

    ads = pd.read_parquet(ADS)
    copies = -(-rows // len(ads))
    parts = [ads.assign(company=ads["company"] + str(i)) for i in range(copies)]
    path = folder / f"ads_{rows}.csv"
    pd.concat(parts).head(rows).to_csv(path, index=False)
    return path


def main() -> None:
    """Print the table."""
    if not ADS.exists():
        sys.exit(f"{ADS} is not there; set TALENTCAST_DEV_DATA to the development data")
    rows = [
        ("`talentcast --help`", *best("--help"), "< 0.3 s"),
        ("`forecast --to 2030`", *best("forecast", "--to", "2030"), "< 6 s"),
        ("`gaps` 3,590 ads with text", *best("gaps", str(ADS)), "< 8 s, < 700 MB"),
    ]
    with tempfile.TemporaryDirectory() as name:
        grown = [(size, grow(size, Path(name))) for size in SIZES]
        measured = [(size, *best("gaps", str(path), repeats=1)) for size, path in grown]
    for size, seconds, memory in measured:
        rows.append((f"`gaps` {size:,} ads with text (csv)", seconds, memory, "< 700 MB"))
    ratio = measured[-1][2] / measured[0][2]
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{date.today()} · {machine} · data: {ADS.name}\n")
    print("| command | seconds | peak MB | goal |\n|---|---|---|---|")
    for label, seconds, memory, goal in rows:
        print(f"| {label} | {seconds:.2f} | {memory:.0f} | {goal} |")
    print(
        f"\nPeak memory of {SIZES[-1]:,} against {SIZES[0]:,} ads: {ratio:.2f} (goal: at most 1.20)"
    )


if __name__ == "__main__":
    main()
