"""Rebuild every table of talentcast/data/files from the development data.

    python scripts/build_data.py [--from FOLDER] [--to FOLDER]

`--from` defaults to $TALENTCAST_DEV_DATA/beijing, else ../shared/data/beijing. The raw files are
only read. Same input, same bytes.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import build_facts
import build_indicators
import build_package
import build_series
import build_sources
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
FILES = ROOT / "talentcast" / "data" / "files"


def build_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Return every table by name, in the order of datapackage.json."""
    facts = build_facts.build_facts(folder)
    tables = {
        "facts": facts,
        "quoted": build_facts.build_quoted(),
        "series": build_series.build_series(facts),
        "published": build_series.build_published(facts),
        "indicators": build_indicators.build_indicators(folder),
        "statistics": build_indicators.build_statistics(folder),
        "indicators_provinces": build_indicators.build_provinces(folder),
        "public_engineers": build_indicators.build_public_engineers(folder),
        "variables": build_indicators.build_variables(folder),
    }
    used = {source for table in tables.values() for source in table["source_id"]}
    return tables | {"sources": build_sources.build_sources(used)}


def main() -> None:
    default = Path(os.environ.get("TALENTCAST_DEV_DATA", ROOT.parent / "shared" / "data"))
    parser = argparse.ArgumentParser(description="Rebuild the bundled tables.")
    parser.add_argument("--from", dest="source", type=Path, default=default / "beijing")
    parser.add_argument("--to", dest="target", type=Path, default=FILES)
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    for name, table in build_tables(options.source).items():
        path = options.target / f"{name}.csv"
        table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
        print(f"{name:22} {len(table):6} rows {path.stat().st_size:8} bytes")
    build_package.write(options.target)


if __name__ == "__main__":
    main()
