"""Accuracy, coverage and speed on public yearly competition data, as a markdown table.

    python benchmarks/forecast_m4.py --data FOLDER [--set m4|m1] [--part train|test]
        [--methods auto,ensemble,…] [--sample N] [--last N] [--hide N] [--horizon H] [--peers]

FOLDER holds `m4_yearly.parquet` and `m1_yearly.parquet` (`unique_id, ds, y, split`). With
`--part train`, the default, the last years of the training part are hidden and forecast; the test
part is for the record only. `--last 4` shows the models only the last four values. `--peers`
adds methods of other libraries, where installed.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

from talentcast import metrics, models  # noqa: E402
from talentcast.models.base import Prediction  # noqa: E402

LEVELS = np.array([0.025, 0.1, 0.9, 0.975])
DEFAULT = "naive,drift,theta,shrunk_drift,smoothing,ensemble,auto"
LEAST_HISTORY = 3
DATA = os.environ.get("TALENTCAST_DEV_DATA", "../shared/data")


@dataclass(frozen=True)
class Task:
    """What is shown (`histories`), what is asked (`actual`), and the scale of the errors."""

    histories: list[np.ndarray]
    actual: np.ndarray
    scale: np.ndarray

    @property
    def naive(self) -> np.ndarray:
        last = np.array([values[-1] for values in self.histories])
        return np.repeat(last[:, None], self.actual.shape[1], axis=1)


def read_parts(path: Path) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Read training and test part of each series."""
    table = pd.read_parquet(path).sort_values(["unique_id", "ds"])
    parts = {
        split: [g.to_numpy(dtype=float) for _, g in rows.groupby("unique_id")["y"]]
        for split, rows in table.groupby("split")
    }
    return parts["train"], parts["test"]


def make_task(given: argparse.Namespace) -> Task:
    """Cut histories and futures as asked."""
    train, test = read_parts(Path(given.data) / "forecasting" / f"{given.set}_yearly.parquet")
    if given.part == "test":
        pairs = list(zip(train, [values[: given.horizon] for values in test], strict=True))
    else:
        cut = given.horizon + given.hide
        pairs = [
            (values[:-cut], values[-cut : values.size - given.hide])
            for values in train
            if values.size >= cut + LEAST_HISTORY
        ]
    if given.sample and given.sample < len(pairs):
        chosen = np.random.default_rng(1).choice(len(pairs), given.sample, replace=False)
        pairs = [pairs[i] for i in sorted(chosen)]
    scale = metrics.naive_scale([history for history, _ in pairs])
    keep = scale > 0
    pairs = [pair for pair, used in zip(pairs, keep, strict=True) if used]
    shown = [history[-given.last :] if given.last else history for history, _ in pairs]
    return Task(shown, np.stack([future for _, future in pairs]), scale[keep])


def row_of(task: Task, name: str, made: Prediction, seconds: float) -> dict[str, object]:
    """Measure one method."""
    low, high = made.quantiles[:, :, 0], made.quantiles[:, :, 3]
    mase = metrics.mase(task.actual, made.point, task.scale)
    smape = metrics.smape(task.actual, made.point)
    cover80 = metrics.coverage(task.actual, made.quantiles[:, :, 1], made.quantiles[:, :, 2])
    cover95 = metrics.coverage(task.actual, low, high)
    score = metrics.scaled_interval_score(task.actual, low, high, task.scale)
    return {
        "method": name,
        "OWA": metrics.owa(
            mase,
            smape,
            metrics.mase(task.actual, task.naive, task.scale),
            metrics.smape(task.actual, task.naive),
        ),
        "MASE": mase.mean(),
        "sMAPE": smape.mean(),
        "cov80": cover80.mean(),
        "cov95": cover95.mean(),
        **far_coverage(task, low, high),
        "MSIS95": score.mean(),
        "s per 1,000": seconds / len(task.histories) * 1000,
    }


def far_coverage(task: Task, low: np.ndarray, high: np.ndarray) -> dict[str, object]:
    """Coverage of the years after the sixth, where there are any."""
    if task.actual.shape[1] <= 6:
        return {}
    share = metrics.coverage(task.actual[:, 6:], low[:, 6:], high[:, 6:])
    return {"cov95, years 7 on": share.mean()}


def timed(make: Callable[[], Prediction]) -> tuple[Prediction, float]:
    start = time.perf_counter()
    made = make()
    return made, time.perf_counter() - start


def own_method(task: Task, name: str) -> Prediction:
    options = {"learned": False} if name == "auto, nothing learned" else {}
    model = models.get(name.split(",")[0], **options)
    return model.fit(task.histories).predict(task.actual.shape[1], LEVELS)


def peer_methods(task: Task) -> dict[str, Callable[[], Prediction]]:
    """statsforecast's cheap models, and the median of four of them."""
    here = Path(__file__).parent
    # numba imports `coverage`, and would find the benchmark of that name beside this one
    sys.path[:] = [folder for folder in sys.path if Path(folder).resolve() != here.resolve()]
    try:
        from statsforecast import StatsForecast
        from statsforecast import models as peers
    except ImportError:
        print("statsforecast is not installed; its rows are left out", file=sys.stderr)
        return {}
    frame = pd.DataFrame(
        {
            "unique_id": np.repeat(
                np.arange(len(task.histories)), [h.size for h in task.histories]
            ),
            "ds": np.concatenate([np.arange(h.size) for h in task.histories]),
            "y": np.concatenate(task.histories),
        }
    )
    horizon = task.actual.shape[1]
    fallback = peers.Naive()

    def run(kinds: list[object]) -> Callable[[], Prediction]:
        def make() -> Prediction:
            engine = StatsForecast(models=kinds, freq=1, fallback_model=fallback)
            out = engine.forecast(df=frame, h=horizon, level=[80, 95])
            out = out.sort_values(["unique_id", "ds"])

            def middle(ending: str) -> np.ndarray:
                columns = [f"{kind}{ending}" for kind in kinds]
                values = np.median(out[columns].to_numpy(), axis=1)
                return values.reshape(-1, horizon)

            ends = ("-lo-95", "-lo-80", "-hi-80", "-hi-95")
            return Prediction(middle(""), np.stack([middle(end) for end in ends], axis=2))

        return make

    ets, theta = peers.AutoETS(season_length=1), peers.DynamicOptimizedTheta(season_length=1)
    damped = peers.AutoETS(season_length=1, model="AAN", damped=True, alias="damped")
    drift = peers.RandomWalkWithDrift()
    return {
        "statsforecast AutoETS": run([ets]),
        "statsforecast DynamicOptimizedTheta": run([theta]),
        "statsforecast median of four": run([theta, damped, ets, drift]),
    }


def machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "lightgbm"))
    python = platform.python_version()
    return f"{platform.machine()}, {os.cpu_count()} cores, one thread; Python {python}, {packages}"


def print_table(rows: list[dict[str, object]]) -> None:
    digits = {"OWA": 3, "MASE": 3, "sMAPE": 2, "MSIS95": 1, "s per 1,000": 2}
    print("| " + " | ".join(rows[0]) + " |")
    print("|" + "---|" * len(rows[0]))
    for row in rows:
        cells = [
            value if isinstance(value, str) else f"{value:.{digits.get(key, 1)}f}"
            for key, value in row.items()
        ]
        print("| " + " | ".join(cells) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=DATA)
    parser.add_argument("--set", choices=("m4", "m1"), default="m4")
    parser.add_argument("--part", choices=("train", "test"), default="train")
    parser.add_argument("--methods", default=DEFAULT)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--last", type=int, default=0, help="show only the last N values")
    parser.add_argument(
        "--hide", type=int, default=0, help="hide N more years of the training part"
    )
    parser.add_argument("--horizon", type=int, default=6)
    parser.add_argument("--peers", action="store_true")
    given = parser.parse_args()
    task = make_task(given)
    models.get("auto").fit(task.histories[:400]).predict(1, LEVELS)  # libraries loaded
    shown = f"last {given.last} values" if given.last else "whole histories"
    print(
        f"{given.set.upper()} yearly, {given.part} part, {len(task.histories)} series, {shown}, "
        f"{given.horizon} years ahead, {given.hide} more hidden. {machine()}.\n"
    )
    own = {name: (lambda name=name: own_method(task, name)) for name in given.methods.split(",")}
    if "auto" in own:
        own["auto, nothing learned"] = lambda: own_method(task, "auto, nothing learned")
    others = peer_methods(task) if given.peers else {}
    rows = [row_of(task, name, *timed(make)) for name, make in {**own, **others}.items()]
    print_table(rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory {peak:.0f} MB.")


if __name__ == "__main__":
    main()
