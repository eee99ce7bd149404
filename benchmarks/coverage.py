"""Do 90 % intervals of medians and of the index hold the truth in 90 % of simulated files?

Each file is drawn from a market whose medians, rates and growth are known. Ads of an employer
resemble each other (METHOD 2.5); employers have very unequal numbers of ads. Run it with
`python benchmarks/coverage.py`; it takes some minutes and prints a table.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy.stats import norm

from talentcast.matching.counts import count
from talentcast.matching.gap_tables import GapSettings, estimate_gaps

FIRST_DAY = 18_993  # 2022-01-01
YEAR = 365


@dataclass(frozen=True)
class Market:
    """What files are drawn from: `ads` and `employers` are expected numbers an occupation."""

    name: str
    occupations: int = 40
    ads: float = 300.0
    employers: int = 60
    inequality: float = 1.0  # sd of the log number of ads of an employer
    pay_spread: float = 0.25  # sd of log median pay between occupations
    employer_pay: float = 0.30  # sd of log pay between employers
    noise: float = 0.25  # sd of log pay within an employer
    urgency: float | None = -2.0  # mean log odds of urgent wording
    urgency_spread: float = 0.7
    employer_urgency: float = 0.5
    growth: float | None = None  # sd of log growth of vacancies; two windows if given
    pay_growth: float = 0.06
    size_spread: float = 0.0  # sd of the log number of ads between occupations
    is_shared: bool = False  # the same employers, with the same level of pay, in all occupations


MARKETS = (
    Market("snapshot, 300 ads of 60 employers"),
    Market("snapshot, 120 ads of 30 employers", ads=120, employers=30),
    Market("snapshot, 1,500 ads of 300 employers", ads=1500, employers=300),
    Market("snapshot, sizes 30 to 1,500", ads=200, employers=60, size_spread=1.0),
    Market("snapshot, 40 ads of 15 employers", ads=40, employers=15),
    Market("snapshot, 12 occupations", occupations=12),
    Market("snapshot, employers shared by occupations", employers=400, is_shared=True),
    Market("two windows, 300 + 300 ads of 60", growth=0.3, ads=600, employers=60),
    Market("two windows, 1,000 + 1,000 ads of 200", growth=0.3, ads=2000, employers=200),
)


@dataclass(frozen=True)
class Truth:
    """Known values by occupation."""

    median: np.ndarray
    index: np.ndarray


def draw_file(market: Market, seed: int) -> tuple[pa.RecordBatch, Truth]:
    """Draw one file of ads, and what is true of the market that it comes from."""
    random = np.random.default_rng(seed)
    size = market.occupations
    level = 9.5 + random.normal(0, market.pay_spread, size)
    odds = (market.urgency or 0.0) + random.normal(0, market.urgency_spread, size)
    growth = random.normal(0, market.growth, size) if market.growth else np.zeros(size)
    pay_growth = random.normal(0, market.pay_growth, size) if market.growth else np.zeros(size)
    expected = market.ads * np.exp(random.normal(0, market.size_spread, size))
    firms = market.employers
    weight = np.exp(random.normal(0, market.inequality, (size, firms)))
    # Expected numbers are those of the population of employers, not of those drawn.
    rate = weight / math.exp(market.inequality**2 / 2) * expected[:, None] / firms
    firm_pay = random.normal(0, market.employer_pay, (size, firms))
    firm_odds = random.normal(0, market.employer_urgency, (size, firms))
    if market.is_shared:
        firm_pay, firm_odds = (np.tile(own[:1], (size, 1)) for own in (firm_pay, firm_odds))
    columns = []
    for window in (0, 1) if market.growth else (1,):
        share = np.exp(growth) / (1 + np.exp(growth)) if window else 1 / (1 + np.exp(growth))
        ads = random.poisson(rate * (share[:, None] if market.growth else 1.0))
        occupation, firm = (
            np.repeat(code, ads.ravel()) for code in np.indices(ads.shape).reshape(2, -1)
        )
        log_pay = level[occupation] + firm_pay[occupation, firm]
        log_pay = (
            log_pay
            + window * pay_growth[occupation]
            + random.normal(0, market.noise, occupation.size)
        )
        chance = 1 / (1 + np.exp(-(odds[occupation] + firm_odds[occupation, firm])))
        urgent = random.random(occupation.size) < (chance if market.urgency is not None else 0)
        day = FIRST_DAY + YEAR * window + random.integers(0, YEAR, occupation.size)
        columns.append((occupation, firm, log_pay, urgent, day))
    occupation, firm, log_pay, urgent, day = (
        np.concatenate(part) for part in zip(*columns, strict=True)
    )
    batch = _batch(random, market, occupation, firm, log_pay, urgent, day)
    return batch, _truth(market, level, odds, growth, pay_growth, expected)


def _batch(random, market, occupation, firm, log_pay, urgent, day) -> pa.RecordBatch:  # type: ignore[no-untyped-def]
    rows = occupation.size
    half = random.choice([0.05, 0.15, 0.25], rows)  # symmetric in logs: the median is the level's
    paid = random.random(rows) < 0.9
    text = pa.array([None] * rows, pa.string())
    low, high = (np.where(paid, np.exp(log_pay + side * half), np.nan) for side in (-1, 1))
    return pa.RecordBatch.from_pydict({
        "row": pa.array(np.arange(rows)),
        "occupation": pa.array([f"o{code:03d}" for code in occupation]),
        "seniority": text,
        "skills": pa.array([[]] * rows, pa.list_(pa.string())),
        "required": pa.array([[]] * rows, pa.list_(pa.bool_())),
        "city": pa.array(random.choice(["北京", "上海"], rows)),
        "district": text, "industry": text,
        "education": pa.array(random.choice(["college", "bachelor"], rows)),
        "experience": pa.array([None] * rows, pa.float32()),
        "openings": pa.array([None] * rows, pa.float32()),
        "openings_assumed": pa.array(np.zeros(rows, bool)),
        "urgent": pa.array(urgent),
        "day": pa.array(day.astype(np.int32) if market.growth else [None] * rows, pa.int32()),
        "employer": pa.array(_employer(market, occupation, firm)),
        "currency": pa.array(np.where(paid, "CNY", None)),
        "low": pa.array(low, from_pandas=True), "high": pa.array(high, from_pandas=True),
        "base_only": pa.array(np.zeros(rows, bool)),
    })  # fmt: skip


def _employer(market: Market, occupation: np.ndarray, firm: np.ndarray) -> np.ndarray:
    own = 0 if market.is_shared else occupation * 1_000_003
    return (own + firm * 7919 + 17).astype(np.int64)


def _truth(market, level, odds, growth, pay_growth, expected) -> Truth:  # type: ignore[no-untyped-def]
    if market.growth:
        # D is growth less the market's, P pay growth less the market's: both constants cancel.
        # Pay in the file is a mixture of both windows around levels that differ little.
        share = np.exp(growth) / (1 + np.exp(growth))
        median = np.array(
            [
                _mixture_median(a, a + b, 1 - w, w, math.hypot(market.employer_pay, market.noise))
                for a, b, w in zip(level, pay_growth, share, strict=True)
            ]
        )
        return Truth(median, (_score(growth) + _score(pay_growth)) / 2)
    parts = [_score(level)]
    if market.urgency is not None:
        # The mean over employers of the logistic function, by Gauss-Hermite quadrature.
        nodes, weights = np.polynomial.hermite_e.hermegauss(40)
        chance = 1 / (1 + np.exp(-(odds[:, None] + market.employer_urgency * nodes)))
        rate = chance @ weights / weights.sum()
        parts.append(_score(np.log(rate / (1 - rate))))
    return Truth(np.exp(level), np.mean(parts, axis=0))


def _mixture_median(a: float, b: float, u: float, v: float, sd: float) -> float:
    from scipy.optimize import brentq

    def excess(x: float) -> float:
        return u * norm.cdf((x - a) / sd) + v * norm.cdf((x - b) / sd) - 0.5

    return math.exp(a if a == b else brentq(excess, min(a, b) - 1e-9, max(a, b) + 1e-9))


def _score(values: np.ndarray) -> np.ndarray:
    centre = np.median(values)
    z = (values - centre) / (1.4826 * np.median(np.abs(values - centre)))
    return 100 * norm.cdf(np.clip(z, -3, 3))


def coverage(
    market: Market, files: int, *, replicates: int = 500, seed: int = 0
) -> dict[str, float]:
    """Share of intervals that hold the truth, in percent, over `files` files of one market."""
    names = [f"o{code:03d}" for code in range(market.occupations)]
    occupations = pd.DataFrame({"id": names, "title_zh": names, "title_en": names})
    skills = pd.DataFrame(columns=["id", "name_zh", "name_en", "kind", "category"])
    hits: dict[str, list[float]] = {
        "median": [],
        "index": [],
        "width": [],
        "error": [],
        "low": [],
        "high": [],
    }
    for file in range(files):
        batch, truth = draw_file(market, seed + file)
        settings = GapSettings(replicates=replicates, star_replicates=1, seed=seed + file)
        found = estimate_gaps(
            count(batch), occupations=occupations, skills=skills, settings=settings
        )
        table = found.occupations.set_index("id")
        place = [names.index(own) for own in table.index]
        shown = table["salary_median"].notna().to_numpy() & (table["salary_n"] >= 30).to_numpy()
        median = truth.median[place]
        inside = (table["salary_lo90"] <= median) & (median <= table["salary_hi90"])
        hits["median"] += list(inside[shown])
        rated = table["index"].notna().to_numpy()
        index = truth.index[place]
        low, high = table["index_lo90"].to_numpy(), table["index_hi90"].to_numpy()
        # At the ends of the scale z is cut at 3: a bound there holds all beyond it.
        hits["index"] += list(((low <= index + 1e-6) & (index <= high + 1e-6))[rated])
        hits["low"] += list((index < low - 1e-6)[rated])
        hits["high"] += list((index > high + 1e-6)[rated])
        hits["width"] += list((high - low)[rated])
        hits["error"] += list(np.abs(table["index"].to_numpy() - index)[rated])
    return {
        "medians": 100 * float(np.mean(hits["median"])),
        "index": 100 * float(np.mean(hits["index"])),
        "below": 100 * float(np.mean(hits["low"])),
        "above": 100 * float(np.mean(hits["high"])),
        "width": float(np.mean(hits["width"])),
        "error": float(np.mean(hits["error"])),
        "intervals": float(len(hits["index"])),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--replicates", type=int, default=500)
    options = parser.parse_args()
    heads = ("medians", "index", "below", "above", "width", "error", "n")
    print(f"{'market':40} " + " ".join(f"{head:>7}" for head in heads))
    for market in MARKETS:
        row = coverage(market, options.files, replicates=options.replicates)
        shares = [f"{row[name]:6.1f}%" for name in ("medians", "index", "below", "above")]
        plain = [f"{row['width']:7.1f}", f"{row['error']:7.1f}", f"{row['intervals']:7.0f}"]
        print(f"{market.name:40} " + " ".join(shares + plain), flush=True)


if __name__ == "__main__":
    main()
