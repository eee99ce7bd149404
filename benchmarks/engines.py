"""Pace and memory of the engines on the same ads, as whole processes, start of Spark included.

    python benchmarks/engines.py [ADS]

Prints a Markdown table, and fails if the tables that the engines give differ. Needs the
development data (TALENTCAST_DEV_DATA), pyspark and Java.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

import psutil
from speed import ADS, grow

SIZE = 20_000
MASTERS = {"local": "", "spark": "local[2]"}

#: Seconds between looks at the memory.
EVERY = 0.2


def kind(process: psutil.Process, driver: int) -> str:
    """Say what a process is: the driver, Java, or a Python worker."""
    if process.pid == driver:
        return "driver"
    return "java" if "java" in process.name() else "workers"


def watched(engine: str, source: Path, out: Path) -> tuple[float, float, Counter[str]]:
    """Run `gaps`; give seconds, CPU seconds, and peak MB of each kind of process."""
    command = [sys.executable, "-m", "talentcast", "gaps", str(source), "--engine", engine]
    environment = {**os.environ, "TALENTCAST_SPARK_MASTER": MASTERS[engine]}
    start = time.perf_counter()
    run = subprocess.Popen(
        [*command, "--out", str(out)], env=environment, stdout=subprocess.DEVNULL
    )
    highest: Counter[str] = Counter()
    used: dict[int, float] = {}
    while run.poll() is None:
        now: Counter[str] = Counter()
        try:
            whole = psutil.Process(run.pid)
            for process in (whole, *whole.children(recursive=True)):
                try:
                    now[kind(process, run.pid)] += process.memory_info().rss // 2**20
                    used[process.pid] = sum(process.cpu_times()[:2])
                except psutil.Error:
                    continue
        except psutil.Error:
            break
        highest |= now
        time.sleep(EVERY)
    if run.wait():
        sys.exit(f"gaps --engine {engine} ended with {run.returncode}")
    return time.perf_counter() - start, sum(used.values()), highest


def main() -> None:
    """Print the table."""
    if not ADS.exists():
        sys.exit(f"{ADS} is not there; set TALENTCAST_DEV_DATA to the development data")
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{date.today()} · {machine} · {size:,} ads grown from {ADS.name}\n")
    print("| engine | seconds | CPU seconds | ads/s | driver MB | Java MB | Python workers MB |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        source, given = grow(size, Path(name)), []
        for engine, master in MASTERS.items():
            out = Path(name) / f"{engine}.json"
            seconds, cpu, memory = watched(engine, source, out)
            given.append(out.read_bytes())
            label = f"{engine} {master}".strip()
            figures = " | ".join(str(memory[kind]) for kind in ("driver", "java", "workers"))
            pace = f"{seconds:.1f} | {cpu:.1f} | {size / seconds:,.0f}"
            print(f"| {label} | {pace} | {figures} |", flush=True)
    if len(set(given)) > 1:
        sys.exit("the engines give different tables")
    print("\nThe tables are equal.")


if __name__ == "__main__":
    main()
