"""Train the learned part of `auto` on a user's panel, and tell whether that helps there."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentcast.errors import ShortSeriesError
from talentcast.forecast.backtest import ALL, COLUMNS, YARDSTICK, compared
from talentcast.forecast.origins import VINTAGE, earliest_histories, latest_histories
from talentcast.forecast.sentences import sentence
from talentcast.forecast.wholes import share_wholes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from talentcast.models import Forecaster
    from talentcast.models.learned import Learned
    from talentcast.models.training import Recipe

    Array = NDArray[np.float64]

#: Names in the table: `auto` with models of the panel, as shipped, and with nothing learned.
RETRAINED, SHIPPED, PLAIN = "auto (retrained)", "auto", "auto (nothing learned)"

#: Share of the series that train the point; the others train the intervals.
POINT_SHARE = 0.6

#: Resamples of the series, and the share in which a difference must show to be called clear.
RESAMPLES = 1000
CLEAR = 0.95


@dataclass(frozen=True)
class Retrained:
    """What training on a panel gave.

    Attributes
    ----------
    table : DataFrame
        Columns `backtest.COLUMNS`, the retrained models among the methods.
    verdict : str
        Whether retraining helped.
    learned : Learned
        Trained on every figure: for forecasts of what comes.
    record : dict
        Fingerprint of the data, seed, recipe and figures.
    """

    table: pd.DataFrame
    verdict: str
    learned: Learned
    record: dict[str, Any] = field(default_factory=dict)


def retrain(
    panel: pd.DataFrame,
    *,
    methods: Sequence[str | Forecaster] = (),
    origins: int = 5,
    horizon: int = 3,
    recipe: Recipe | None = None,
    lang: str = "en",
) -> Retrained:
    """Train twice: for judging, without the figures that are judged on; for use, on all.

    The training draws rolling origins inside each history (`models.training`). For the back-test,
    the last `origins` figures of every series are hidden from it, so that no model is judged on a
    figure that it was trained on. Shares and series with zeros do not train: `auto` forecasts them
    without the learned part.

    Parameters
    ----------
    panel : DataFrame
        Columns `frames.PANEL`, and `vintage` where figures were revised.
    methods : sequence of str or Forecaster
        More models to compare.
    origins, horizon : int
        Of the back-test.
    recipe : Recipe, optional
    lang : {"en", "zh"}

    Returns
    -------
    Retrained

    Raises
    ------
    ShortSeriesError
        If the panel is too small to learn from.
    """
    from talentcast.models.auto import Auto
    from talentcast.models.named import Named
    from talentcast.models.training import Recipe, expected_rows, train

    used, started = recipe or Recipe(), time.perf_counter()
    known = panel[panel["status"] != "imputed"]
    shares = share_wholes(known)
    before = _parts(earliest_histories(known, origins=origins), shares, used.seed)
    _check_size(before, used, origins)
    judged = train(*before, used)
    ours: list[Forecaster] = [
        Named(Auto(trained=judged), RETRAINED), Auto(), Named(Auto(learned=False), PLAIN),
    ]  # fmt: skip
    others = [method for method in methods if method != SHIPPED]
    table, scores = compared(panel, methods=[*ours, *others], origins=origins, horizon=horizon)
    after = _parts(latest_histories(known), shares, used.seed)
    learned = train(*after, used)
    facts = {"origins": origins, "series": sum(map(len, before))}
    facts["rows"] = round(sum(expected_rows(part, used) for part in before))
    verdict = _verdict(table, scores, lang) + " " + sentence("retrain_honest", lang, **facts)
    record = {
        "fingerprint": fingerprint(known),
        "part": "all figures; the back-test's models had not seen the figures they were judged on",
        "seed": used.seed,
        "series": {"point": len(after[0]), "tails": len(after[1])},
        "recipe": {key: str(value) for key, value in vars(used).items()},
        "backtest": {"origins": origins, "horizon": horizon, "verdict": verdict, **_pooled(table)},
        "seconds": round(time.perf_counter() - started, 1),
    }
    return Retrained(table, verdict, learned, record)


def fingerprint(panel: pd.DataFrame) -> str:
    """SHA-256 of the figures, whatever their order in the file.

    Examples
    --------
    >>> rows = pd.DataFrame({"series": ["a", "a"], "year": [2020, 2021], "value": [1.0, 2.0]})
    >>> fingerprint(rows) == fingerprint(rows.iloc[::-1])
    True
    """
    keys = ["series", "year", *([VINTAGE] if VINTAGE in panel else [])]
    rows = panel.sort_values(keys)[[*keys, "value"]]
    text = rows.to_csv(index=False, header=False, lineterminator="\n")
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _parts(
    histories: dict[str, Array], shares: dict[str, float], seed: int
) -> tuple[list[Array], list[Array]]:
    """Draw the series that train the point; the others train the tails."""
    usable = [h for name, h in histories.items() if name not in shares and h.min() > 0]
    order = np.random.default_rng(seed).permutation(len(usable))
    cut = round(POINT_SHARE * len(usable))
    return [usable[i] for i in order[:cut]], [usable[i] for i in order[cut:]]


def _check_size(parts: tuple[list[Array], list[Array]], recipe: Recipe, origins: int) -> None:
    from talentcast.models.training import LEAST_ROWS, expected_rows

    every = [*parts[0], *parts[1]]
    smaller = min(expected_rows(part, recipe) for part in parts)
    # a little above what is needed: origins are drawn
    if smaller >= 1.02 * LEAST_ROWS:
        return
    typical = expected_rows([np.arange(1.0, 16.0)], recipe)
    needed = -(-1.05 * LEAST_ROWS // (typical * (1 - POINT_SHARE)))
    rows, points = expected_rows(every, recipe), sum(h.size for h in every)
    advice = ""
    if rows:
        like = -(-1.05 * LEAST_ROWS * len(every) // (rows * (1 - POINT_SHARE)))
        advice = f", or about {like:.0f} like these"
    raise ShortSeriesError(
        f"--retrain: got {len(every)} positive series with {points} figures before the {origins} "
        f"judged ones of each; expected about {needed:.0f} series of {15 + origins} figures"
        f"{advice}; give a larger panel, or leave --retrain out and use the shipped models"
    )


def _pooled(table: pd.DataFrame) -> dict[str, Any]:
    rows = table[table["series"] == ALL].set_index("method")
    figures = rows[[name for name in COLUMNS if name not in ("series", "method")]]
    return {"methods": figures.round(4).to_dict("index")}


def _verdict(table: pd.DataFrame, scores: dict[str, pd.DataFrame], lang: str) -> str:
    """Say whether retraining beats both the shipped models and none, series resampled."""
    pooled = table[table["series"] == ALL].set_index("method")
    owa, held = pooled["owa"].map("{:.3f}".format), pooled["cover95"].map("{:.0f}".format)
    sure = _share_better(scores)
    key = "helped" if sure >= CLEAR else "hurt" if sure <= 1 - CLEAR else "same"
    return sentence(
        f"retrain_{key}", lang, own=owa[RETRAINED], shipped=owa[SHIPPED], plain=owa[PLAIN],
        sure=f"{100 * sure:.0f}", cover=held[RETRAINED],
    )  # fmt: skip


def _share_better(scores: dict[str, pd.DataFrame]) -> float:
    """Share of resamples of the series in which the retrained models have the smallest OWA."""
    sums = {name: _series_sums(rows) for name, rows in scores.items()}
    count = len(sums[YARDSTICK])
    rng = np.random.default_rng(0)
    better = 0
    for _ in range(RESAMPLES):
        times = np.bincount(rng.integers(0, count, count), minlength=count)
        total = {name: times @ part for name, part in sums.items()}
        base = np.maximum(total[YARDSTICK], np.finfo(float).tiny)
        owa = {name: float((part / base).mean()) for name, part in total.items()}
        better += owa[RETRAINED] < min(owa[SHIPPED], owa[PLAIN])
    return better / RESAMPLES


def _series_sums(rows: pd.DataFrame) -> Array:
    """MASE and sMAPE of all origins of a series added up, shape (series, 2)."""
    summed = rows.groupby("series", sort=False)[["mase", "smape"]].sum()
    return np.asarray(summed.to_numpy(dtype=float))
