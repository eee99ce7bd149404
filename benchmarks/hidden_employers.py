"""What a name that hides employers (某公司, Confidential) should count as: one employer, or none?

Markets as in `coverage.py`, of which a share of the employers, with all their ads, goes by one and
the same hiding name. The name counts as one employer (`one`); as one in the intervals, but not as
the employer of so many ads that an occupation is withheld (`unnamed`: what the tool does); or as
no name, so that every ad is a cluster of its own (`none`). Run it with
`python benchmarks/hidden_employers.py`; it prints how many 90 % intervals hold the truth, their
mean width, and how many occupations keep an index and a median.
"""

from __future__ import annotations

import argparse
from types import SimpleNamespace

import coverage
import numpy as np
import pyarrow as pa

from talentcast.matching.name_keys import EMPLOYER, HIDDEN

SHARES = (0.0, 0.1, 0.3, 0.45, 0.6, 0.8)
WAYS = ("one", "unnamed", "none")
NAME = 42

MARKETS = (
    coverage.Market("60 employers, 300 ads"),
    coverage.Market("60 employers, 300 ads, equal", inequality=0.0),
    coverage.Market("150 employers, 300 ads", employers=150, inequality=0.5),
)


def hide(batch: pa.RecordBatch, share: float, way: str) -> pa.RecordBatch:
    """Hide the names of a share of the employers behind one name, or leave them out."""
    employer = batch["employer"].to_numpy()
    names, place = np.unique(employer, return_inverse=True)
    chosen = (np.random.default_rng(7).random(names.size) < share)[place]
    column = np.where(chosen, NAME, employer)
    values = pa.array(column, mask=chosen if way == "none" else None)
    batch = batch.set_column(batch.schema.get_field_index("employer"), "employer", values)
    poster = np.where(chosen & (way == "unnamed"), HIDDEN, EMPLOYER)
    return batch.append_column("poster", pa.array(poster, pa.int8()))


def compare(market: coverage.Market, share: float, files: int, way: str) -> SimpleNamespace:
    """Coverage and width of medians and indices, and the share of rows that have one."""
    size = market.occupations
    names = [f"o{code:03d}" for code in range(size)]
    frame = coverage.pd.DataFrame({"id": names, "title_zh": names, "title_en": names})
    skills = coverage.pd.DataFrame(columns=["id", "name_zh", "name_en", "kind", "category"])
    found: dict[str, list[float]] = {}
    for seed in range(files):
        batch, truth = coverage.draw_file(market, seed)
        settings = coverage.GapSettings(replicates=300, star_replicates=1, seed=seed)
        counts = coverage.count(hide(batch, share, way))
        tables = coverage.estimate_gaps(counts, occupations=frame, skills=skills, settings=settings)
        table = tables.occupations.set_index("id").loc[names]
        for name, column, true in (
            ("median", "salary", truth.median), ("index", "index", truth.index)
        ):  # fmt: skip
            low, high = (table[f"{column}_{end}90"].to_numpy(float) for end in ("lo", "hi"))
            known = np.isfinite(low)
            inside = (low - 1e-6 <= true) & (true <= high + 1e-6)
            found.setdefault(name, []).extend(inside[known])
            width = high / low - 1 if name == "median" else high - low
            found.setdefault(f"{name}_width", []).extend(width[known])
            found.setdefault(f"{name}_known", []).extend(known)
    return SimpleNamespace(
        **{name: float(np.mean(values)) if values else np.nan for name, values in found.items()}
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20)
    options = parser.parse_args()
    print(f"{'market':30} hidden  as    medians  width   index  width  with index, with median")
    for market in MARKETS:
        for share in SHARES:
            for way in WAYS:
                row = compare(market, share, options.files, way)
                print(
                    f"{market.name:30} {share:5.0%}  {way:8} {row.median:6.1%}"
                    f" {row.median_width:6.1%}  {row.index:6.1%} {row.index_width:6.1f}"
                    f"   {row.index_known:6.1%} {row.median_known:6.1%}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
