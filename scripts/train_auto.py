"""Train the learned part of `auto` on a public yearly panel and write its training record.

    python scripts/train_auto.py PANEL [--out FOLDER]

PANEL is a parquet or csv file with the columns `unique_id, ds, y, split` (only `split == "train"`
is read) or `series, year, value`. 60 % of the series, drawn with the seed, train the point, the
others the tails. The record's figures come from a second training in which the last six years of
every series were hidden: they are forecasts of a later era than any the models saw.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from talentcast import metrics
from talentcast.models.auto import Auto
from talentcast.models.training import Recipe, train

FOLDER = Path(__file__).parents[1] / "talentcast" / "models" / "files"
POINT_SHARE = 0.6
HIDDEN = 6
LEAST_HISTORY = 4
LEVELS = np.array([0.025, 0.1, 0.9, 0.975])


def read_panel(path: Path) -> list[np.ndarray]:
    """Read the histories of a panel, oldest value first."""
    table = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)
    if "split" in table:
        table = table[table["split"] == "train"]
    table = table.rename(columns={"unique_id": "series", "ds": "year", "y": "value"})
    table = table.sort_values(["series", "year"])
    return [part.to_numpy(dtype=float) for _, part in table.groupby("series")["value"]]


def split_series(series: list[np.ndarray], seed: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Draw the series that train the point; the others train the tails."""
    order = np.random.default_rng(seed).permutation(len(series))
    cut = round(POINT_SHARE * len(series))
    return [series[i] for i in order[:cut]], [series[i] for i in order[cut:]]


def forward_figures(series: list[np.ndarray], model: Auto) -> dict[str, float]:
    """Accuracy on the last `HIDDEN` years of each series."""
    kept = [values for values in series if values.size >= HIDDEN + LEAST_HISTORY]
    histories = [values[:-HIDDEN] for values in kept]
    actual = np.stack([values[-HIDDEN:] for values in kept])
    made = model.fit(histories).predict(HIDDEN, LEVELS)
    naive = np.repeat(np.array([values[-1] for values in histories])[:, None], HIDDEN, axis=1)
    scale = metrics.naive_scale(histories)
    used = scale > 0
    low, high = made.quantiles[:, :, 0], made.quantiles[:, :, 3]
    score = metrics.scaled_interval_score(actual, low, high, scale)
    return {
        "series": len(kept),
        "owa": metrics.owa(
            metrics.mase(actual, made.point, scale)[used],
            metrics.smape(actual, made.point)[used],
            metrics.mase(actual, naive, scale)[used],
            metrics.smape(actual, naive)[used],
        ),
        "coverage95": float(metrics.coverage(actual, low, high).mean()),
        "msis95": float(np.nanmean(score)),
    }


def main() -> None:
    """Train, check forward, write models and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("panel", type=Path)
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args()
    recipe = Recipe()
    series = read_panel(given.panel)
    point, tail = split_series(series, recipe.seed)
    start = time.perf_counter()
    early = train(
        [values[:-HIDDEN] for values in point], [values[:-HIDDEN] for values in tail], recipe
    )
    figures = {
        "learned": forward_figures(tail, Auto(trained=early)),
        "without the learned part": forward_figures(tail, Auto(learned=False)),
    }
    trained = train(point, tail, recipe)
    paths = trained.save(given.out)
    record = {
        "data": given.panel.name,
        "part": "training part only; the test part was not read",
        "date": datetime.now(UTC).date().isoformat(),
        "seed": recipe.seed,
        "series": {"point": len(point), "tails": len(tail)},
        "recipe": {key: str(value) for key, value in vars(recipe).items()},
        "forward check": {
            "what": f"last {HIDDEN} years of the tail series' training part, hidden in training",
            **figures,
        },
        "seconds": round(time.perf_counter() - start),
        "files": {path.name: path.stat().st_size for path in paths},
    }
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    (given.out / "training_record.json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
