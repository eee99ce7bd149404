"""Do 90 % intervals hold the truth where the index rests on hard to fill, or on tightness?

Like `coverage.py`, for markets whose ads carry first and last days on the site, reposts, or figures
of seekers, and neither pay nor urgent wording. Ads of an employer stay and come back alike;
employers have very unequal numbers of ads. Run it with `python benchmarks/coverage_other_side.py`.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy.optimize import brentq
from scipy.stats import norm

from talentcast.matching.counts import count
from talentcast.matching.gap_tables import GapSettings, estimate_gaps

OBSERVED = 180  # days from the first look to the last
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(40)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()

#: Added to the seed of a file for the replicates: the same seed would give both the same numbers.
_OTHER = 1_000_000


@dataclass(frozen=True)
class Market:
    """What files are drawn from: `ads` and `employers` are expected numbers an occupation."""

    name: str
    occupations: int = 40
    ads: float = 300.0
    employers: int = 60
    inequality: float = 1.0  # sd of the log number of ads of an employer
    stay: float | None = 45.0  # mean days on the site, exponential
    stay_spread: float = 0.5  # sd of the log mean stay between occupations
    employer_stay: float = 0.3  # and between employers
    reposts: float | None = None  # mean log odds of coming back
    repost_spread: float = 0.5
    employer_reposts: float = 0.5
    tightness: float | None = None  # sd of log vacancies per seeker between occupations
    is_open: bool = False  # numbers of employers are themselves drawn (Poisson)


MARKETS = (
    Market("days on the site, 300 ads of 60 employers"),
    Market("days on the site, 120 ads of 30 employers", ads=120, employers=30),
    Market("days on the site, 1,500 ads of 300 employers", ads=1500, employers=300),
    Market("reposts, 300 ads of 60 employers", stay=None, reposts=-1.5),
    Market("days and reposts, 300 ads of 60 employers", reposts=-1.5),
    Market("days and reposts, 120 ads of 30 employers", reposts=-1.5, ads=120, employers=30),
    Market("tightness, 300 ads of 60 employers", stay=None, tightness=0.6, is_open=True),
    Market("tightness, 120 ads of 30 employers", stay=None, tightness=0.6, is_open=True, ads=120,
           employers=30),
    Market("tightness, 1,500 ads of 300 employers", stay=None, tightness=0.6, is_open=True,
           ads=1500, employers=300),
    Market("tightness, 60 employers, the same in every file", stay=None, tightness=0.6),
    Market("tightness and days, 300 ads of 60 employers", tightness=0.6, is_open=True),
)  # fmt: skip


@dataclass(frozen=True)
class File:
    """One file, the seekers beside it, and what is true of its market, by occupation."""

    ads: pa.RecordBatch
    seekers: pd.DataFrame | None
    theta: np.ndarray
    index: np.ndarray


def draw_file(market: Market, seed: int) -> File:
    """Draw one file of ads, and what is true of the market that it comes from."""
    random = np.random.default_rng(seed)
    size = market.occupations
    stay = math.log(market.stay or 1.0) + random.normal(0, market.stay_spread, size)
    odds = (market.reposts or 0.0) + random.normal(0, market.repost_spread, size)
    seekers = np.rint(market.ads / np.exp(random.normal(0, market.tightness or 0.0, size)))
    log_theta = np.log(market.ads / seekers)
    firms = random.poisson(market.employers, size) if market.is_open else [market.employers] * size
    columns = []
    for code in range(size):
        weight = np.exp(random.normal(0, market.inequality, firms[code]))
        weight /= math.exp(market.inequality**2 / 2)
        ads = random.poisson(weight * market.ads / market.employers)
        firm = np.repeat(np.arange(firms[code]), ads)
        own_stay = stay[code] + random.normal(0, market.employer_stay, firms[code])
        own_odds = odds[code] + random.normal(0, market.employer_reposts, firms[code])
        days = random.exponential(np.exp(own_stay[firm]))
        back = random.random(firm.size) < 1 / (1 + np.exp(-own_odds[firm]))
        columns.append((np.full(firm.size, code), firm, days, back))
    occupation, firm, days, back = (np.concatenate(part) for part in zip(*columns, strict=True))
    names = [f"o{code:03d}" for code in range(size)]
    table = pd.DataFrame({"id": names, "seekers": seekers}) if market.tightness else None
    batch = _batch(random, market, occupation, firm, days, back)
    return File(batch, table, np.exp(log_theta), _index(market, stay, odds, log_theta))


def _batch(random, market, occupation, firm, days, back) -> pa.RecordBatch:  # type: ignore[no-untyped-def]
    rows = occupation.size
    text, number = (pa.array([None] * rows, kind) for kind in (pa.string(), pa.float64()))
    never = pa.array(np.zeros(rows, bool))
    columns = {
        "row": pa.array(np.arange(rows)),
        "occupation": pa.array([f"o{code:03d}" for code in occupation]),
        "skills": pa.array([[]] * rows, pa.list_(pa.string())),
        "required": pa.array([[]] * rows, pa.list_(pa.bool_())),
        **dict.fromkeys(
            ("seniority", "city", "district", "industry", "education", "currency"), text
        ),
        **dict.fromkeys(("experience", "openings", "low", "high"), number),
        **dict.fromkeys(("openings_assumed", "urgent", "base_only"), never),
        "day": pa.array([None] * rows, pa.int32()),
        "employer": pa.array((occupation * 1_000_003 + firm * 7919 + 17).astype(np.int64)),
    }  # fmt: skip
    if market.stay or market.reposts is not None:
        first = random.uniform(0, OBSERVED, rows)
        last = np.minimum(first + (days if market.stay else 0.0), OBSERVED)
        columns["first_seen"] = pa.array(np.floor(first).astype(np.int32))
        columns["last_seen"] = pa.array(np.floor(last).astype(np.int32))
        columns["reposted"] = pa.array(back if market.reposts is not None else [None] * rows)
    return pa.RecordBatch.from_pydict(columns)


def _index(market, stay, odds, log_theta) -> np.ndarray:  # type: ignore[no-untyped-def]
    """The index of the market itself: METHOD 2.1 to 2.4 without sampling."""
    hard = []
    if market.stay:
        hard.append(_z(np.log([_median_stay(own, market.employer_stay) for own in stay])))
    if market.reposts is not None:
        rate = 1 / (1 + np.exp(-(odds[:, None] + market.employer_reposts * _NODES))) @ _WEIGHTS
        hard.append(_z(np.log(rate / (1 - rate))))
    scores = [(100 * norm.cdf(np.mean(hard, axis=0)), 0.2)] if hard else []
    scores += [(100 * norm.cdf(_z(log_theta)), 0.4)] if market.tightness else []
    return sum(own * weight for own, weight in scores) / sum(weight for _, weight in scores)


def _median_stay(log_mean: float, spread: float) -> float:
    """Median of exponential stays whose log mean varies between employers."""
    means = np.exp(log_mean + spread * _NODES)
    return brentq(lambda t: np.exp(-t / means) @ _WEIGHTS - 0.5, 1e-6, 20 * math.exp(log_mean))


def _z(values: np.ndarray) -> np.ndarray:
    centre = np.median(values)
    return np.clip((values - centre) / (1.4826 * np.median(np.abs(values - centre))), -3, 3)


def coverage(
    market: Market, files: int, *, replicates: int = 500, seed: int = 0
) -> dict[str, float]:
    """Share of intervals that hold the truth, in percent, over `files` files of one market."""
    names = [f"o{code:03d}" for code in range(market.occupations)]
    occupations = pd.DataFrame({"id": names, "title_zh": names, "title_en": names})
    skills = pd.DataFrame(columns=["id", "name_zh", "name_en", "kind", "category"])
    found: dict[str, list[float]] = {}
    for file in range(files):
        made = draw_file(market, seed + file)
        tables = estimate_gaps(
            count(made.ads), occupations=occupations, skills=skills, seekers=made.seekers,
            settings=GapSettings(
                replicates=replicates, star_replicates=1, seed=_OTHER + seed + file
            ),
        )  # fmt: skip
        table = tables.occupations.set_index("id").loc[names]
        for name, column, truth in (
            ("index", "index", made.index),
            ("theta", "vacancies_per_seeker", made.theta),
        ):
            low, high = (table[f"{column}_{end}90"].to_numpy(dtype=float) for end in ("lo", "hi"))
            known = np.isfinite(low)
            below, above = truth < low - 1e-6, truth > high + 1e-6
            for key, values in (("inside", ~(below | above)), ("below", below), ("above", above)):
                found.setdefault(f"{name} {key}", []).extend(values[known])
            found.setdefault(f"{name} width", []).extend((high - low)[known])
    return {
        name: float(np.mean(values)) * (1 if name.endswith("width") else 100)
        for name, values in found.items()
        if values
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=50)
    parser.add_argument("--replicates", type=int, default=500)
    options = parser.parse_args()
    print(f"{'market':50} {'index':>7} {'below':>7} {'above':>7} {'width':>7} {'per seeker':>10}")
    for market in MARKETS:
        row = coverage(market, options.files, replicates=options.replicates)
        shares = " ".join(f"{row[f'index {key}']:6.1f}%" for key in ("inside", "below", "above"))
        theta = f"{row['theta inside']:9.1f}%" if "theta inside" in row else "-"
        print(f"{market.name:50} {shares} {row['index width']:7.1f} {theta:>10}", flush=True)


if __name__ == "__main__":
    main()
