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
from typing import NamedTuple

DEV_DATA = Path(os.environ.get("TALENTCAST_DEV_DATA", "../shared/data"))
ADS = DEV_DATA / "postings" / "zh_51job_2018_python_desc.parquet"
REPEATS = 3
SIZES = (10_000, 100_000)


class Run(NamedTuple):
    """One command: seconds, and the peak memory in MB of the largest process and of all."""

    seconds: float
    largest: float
    together: float


def run(*arguments: str) -> Run:
    """Run one command and watch it."""
    import resource  # noqa: F401 - POSIX only: says so early

    watcher = (
        "import resource,subprocess,sys;"
        "code=subprocess.call(sys.argv[1:],stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss);sys.exit(code)"
    )
    start = time.perf_counter()
    command = [sys.executable, "-c", watcher, sys.executable, "-m", "talentcast", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        together = 0.0
        while process.poll() is None:
            together = max(together, proportional_memory(process.pid))
            time.sleep(0.1)
        printed = process.stdout.read() if process.stdout else ""
    if process.returncode:
        sys.exit(f"talentcast {' '.join(arguments)}: exit code {process.returncode}")
    largest = int(printed.strip().splitlines()[-1]) / 1024
    return Run(time.perf_counter() - start, largest, max(together, largest))


def proportional_memory(watcher: int) -> float:
    """Memory of all processes under `watcher`, in MB; pages that they share count once."""
    import psutil

    total = 0
    for child in psutil.Process(watcher).children(recursive=True):
        try:
            total += child.memory_full_info().pss
        except psutil.Error:
            continue
    return total / 2**20


def best(*arguments: str, repeats: int = REPEATS) -> Run:
    """Best time of some runs, and the highest memory."""
    runs = [run(*arguments) for _ in range(repeats)]
    columns = list(zip(*runs, strict=True))
    return Run(min(columns[0]), max(columns[1]), max(columns[2]))


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
    for size, *figures in measured:
        rows.append((f"`gaps` {size:,} ads with text (csv)", *figures, "< 700 MB"))
    ratio = measured[-1][2] / measured[0][2]
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{date.today()} · {machine} · data: {ADS.name}\n")
    print("| command | seconds | peak MB, largest process | peak MB, all | goal |")
    print("|---|---|---|---|---|")
    for label, seconds, largest, together, goal in rows:
        print(f"| {label} | {seconds:.2f} | {largest:.0f} | {together:.0f} | {goal} |")
    print(
        f"\nPeak memory of {SIZES[-1]:,} against {SIZES[0]:,} ads, largest process: {ratio:.2f}, "
        f"all: {measured[-1][3] / measured[0][3]:.2f} (goal: at most 1.20)"
    )


if __name__ == "__main__":
    main()
