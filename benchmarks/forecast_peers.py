"""Side by side in one run: `auto` and what else a user could pick, on public yearly data.

    python benchmarks/forecast_peers.py [--data FOLDER] [--part test|train] [--sample 300]

FOLDER holds `forecasting/m4_yearly.parquet` and `m1_yearly.parquet`. Needs the `bench` extra
(statsforecast). Whole sets for the fast methods; a sample, drawn with a fixed seed and the same for
every method, for the slow ones (statsmodels, Prophet). Where a peer refuses a series (AutoETS below
7 values, ThetaModel below 4) the last value with its own interval stands in. Libraries are loaded
and compiled before the clock starts; one thread.
"""

from __future__ import annotations

import argparse
import logging
import warnings
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version

from forecast_m4 import (
    DATA,
    LEVELS,
    Task,
    machine,
    make_task,
    own_method,
    peer_methods,
    print_table,
    row_of,
    timed,
)

import numpy as np  # isort: skip - after forecast_m4, which sets the number of threads
import pandas as pd  # isort: skip

from talentcast.models.base import Prediction

#: Label, set, values shown (0: all).
SETS = (
    ("M4 yearly, six years ahead", "m4", 0),
    ("M4 yearly, last 4 values only", "m4", 4),
    ("M1 yearly, six years ahead", "m1", 0),
)
OWN = ("naive", "auto", "auto, nothing learned")
SHOWN = ("method", "series", "OWA", "sMAPE", "MASE", "cov95", "MSIS95", "s per 1,000")
Series = Callable[[np.ndarray, int], np.ndarray]


def each_series(task: Task, forecast: Series) -> Callable[[], Prediction]:
    """A method that forecasts one series at a time: (h, 5), the point and four bounds."""

    def make() -> Prediction:
        horizon = task.actual.shape[1]
        naive = own_method(task, "naive")
        out = np.concatenate([naive.point[:, :, None], naive.quantiles], axis=2)
        for i, history in enumerate(task.histories):
            try:
                made = forecast(history, horizon)
            except (ValueError, RuntimeError, np.linalg.LinAlgError, NotImplementedError):
                continue
            out[i] = np.where(np.isfinite(made), made, out[i])
        return Prediction(out[:, :, 0], out[:, :, 1:])

    return make


def statsmodels_theta(history: np.ndarray, horizon: int) -> np.ndarray:
    from statsmodels.tsa.forecasting.theta import ThetaModel

    fitted = ThetaModel(pd.Series(history), period=1, deseasonalize=False).fit()
    wide, narrow = (fitted.prediction_intervals(horizon, alpha=a).to_numpy() for a in (0.05, 0.2))
    point = fitted.forecast(horizon).to_numpy()
    return np.column_stack([point, wide[:, 0], narrow[:, 0], narrow[:, 1], wide[:, 1]])


def statsmodels_ets(history: np.ndarray, horizon: int) -> np.ndarray:
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    model = ETSModel(pd.Series(history), error="add", trend="add", damped_trend=True)
    made = model.fit(disp=False, maxiter=200).get_prediction(
        start=history.size, end=history.size + horizon - 1
    )
    wide, narrow = (made.summary_frame(alpha=a) for a in (0.05, 0.2))
    bounds = [frame[f"pi_{end}"] for frame, end in
              ((wide, "lower"), (narrow, "lower"), (narrow, "upper"), (wide, "upper"))]  # fmt: skip
    return np.column_stack([wide["mean"], *bounds])


def prophet_as_it_comes(history: np.ndarray, horizon: int) -> np.ndarray:
    from prophet import Prophet

    first = pd.Timestamp("1950-12-31")
    dates = [first + pd.DateOffset(years=i) for i in range(history.size + horizon)]
    model = Prophet(uncertainty_samples=400)
    model.fit(pd.DataFrame({"ds": dates[: history.size], "y": history}))
    ahead = pd.DataFrame({"ds": dates[history.size :]})
    draws = model.predictive_samples(ahead)["yhat"]
    return np.column_stack([model.predict(ahead)["yhat"], *np.quantile(draws, LEVELS, axis=1)])


def slow_methods(task: Task) -> dict[str, Callable[[], Prediction]]:
    return {
        "statsmodels Theta": each_series(task, statsmodels_theta),
        "statsmodels ETS (A,Ad,N)": each_series(task, statsmodels_ets),
        "statsmodels ETS by AICc (`--method ets`)": lambda: own_method(task, "ets"),
        "Prophet as it comes": each_series(task, prophet_as_it_comes),
        "Prophet without seasonality (`--method prophet`)": lambda: own_method(task, "prophet"),
    }


def sampled(task: Task, count: int) -> Task:
    if count >= len(task.histories):
        return task
    chosen = np.sort(np.random.default_rng(1).choice(len(task.histories), count, replace=False))
    histories = [task.histories[i] for i in chosen]
    return replace(task, histories=histories, actual=task.actual[chosen], scale=task.scale[chosen])


def fast_methods(task: Task) -> dict[str, Callable[[], Prediction]]:
    own = {name: (lambda name=name: own_method(task, name)) for name in OWN}
    return {**own, **peer_methods(task)}


def warm_up(task: Task) -> None:
    small = sampled(task, 20)
    for make in {**fast_methods(sampled(task, 400)), **slow_methods(small)}.values():
        make()


def show(title: str, task: Task, methods: dict[str, Callable[[], Prediction]]) -> None:
    print(f"\n{title}, {len(task.histories):,} series\n", flush=True)
    rows = []
    for name, make in methods.items():
        row = {**row_of(task, name, *timed(make)), "series": f"{len(task.histories):,}"}
        rows.append({key: row[key] for key in SHOWN})
        print(f"<!-- {name}: OWA {row['OWA']:.3f} -->", flush=True)
    print_table(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=DATA)
    parser.add_argument("--part", choices=("train", "test"), default="test")
    parser.add_argument("--sample", type=int, default=300, help="series for slow methods")
    parser.add_argument("--first", type=int, default=0, help="only so many series: a dry run")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    packages = ("statsforecast", "statsmodels", "prophet")
    print(f"{machine()}, " + ", ".join(f"{name} {version(name)}" for name in packages))
    for title, name, last in SETS:
        cut = argparse.Namespace(
            data=given.data, set=name, part=given.part, horizon=6, hide=0, last=last,
            sample=given.first,
        )  # fmt: skip
        task = make_task(cut)
        if last == 0:
            warm_up(task)
        show(title, task, fast_methods(task))
        part = sampled(task, given.sample)
        show(f"{title}, sample", part, {**fast_methods(part), **slow_methods(part)})


if __name__ == "__main__":
    main()
