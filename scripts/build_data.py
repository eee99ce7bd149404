"""Rebuild every table of talentcast/data/files from the development data.

    python scripts/build_data.py [--from FOLDER] [--to FOLDER]
    python scripts/build_data.py --hashes

`--from` defaults to $TALENTCAST_DEV_DATA/beijing, else ../shared/data/beijing. The raw files are
only read; the tables of the taxonomy are written by hand and are described as they are. Same
input, same bytes. `--hashes` needs no development data: after a table was edited by hand it brings
size, hash and number of rows in datapackage.json up to date.
"""

from __future__ import annotations

import argparse
import os
import shutil
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
    """Return every table by name that is built from collected figures, sources last."""
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
    taxonomy = [
        pd.read_csv(FILES / "taxonomy" / f"{name}.csv", dtype=str, usecols=["source_id"])
        for name in build_package.TAXONOMY
    ]
    used = {source for table in [*tables.values(), *taxonomy] for source in table["source_id"]}
    return tables | {"sources": build_sources.build_sources(used)}


def main() -> None:
    default = Path(os.environ.get("TALENTCAST_DEV_DATA", ROOT.parent / "shared" / "data"))
    parser = argparse.ArgumentParser(description="Rebuild the bundled tables.")
    parser.add_argument("--from", dest="source", type=Path, default=default / "beijing")
    parser.add_argument("--to", dest="target", type=Path, default=FILES)
    parser.add_argument("--hashes", action="store_true", help="only size, hash and rows")
    options = parser.parse_args()
    if options.hashes:
        changed = build_package.refresh(options.target)
        print(f"datapackage.json: {', '.join(changed) or 'nothing'} changed")
        return
    options.target.mkdir(parents=True, exist_ok=True)
    for name, table in build_tables(options.source).items():
        path = options.target / f"{name}.csv"
        table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
        print(f"{name:22} {len(table):6} rows {path.stat().st_size:8} bytes")
    if options.target.resolve() != FILES.resolve():
        shutil.copytree(FILES / "taxonomy", options.target / "taxonomy", dirs_exist_ok=True)
    build_package.write(options.target)


if __name__ == "__main__":
    main()
