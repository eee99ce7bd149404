"""Do 90 % intervals of medians and of the index hold the truth in 90 % of simulated files?

Each file is drawn from a market whose medians, rates and growth are known. Ads of an employer
resemble each other (METHOD 2.5); employers have very unequal numbers of ads. Run it with
`python benchmarks/coverage.py`; it takes some minutes and prints a table. With `--compare` the
files are two periods of one market, and the intervals are of what changed (`gaps --compare`).
"""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy.stats import norm

from talentcast.matching.comparison import compare_periods
from talentcast.matching.counts import count
from talentcast.matching.gap_tables import GapSettings, estimate_gaps

FIRST_DAY = 18_993  # 2022-01-01
YEAR = 365

#: Medians of fewer ads are drawn towards those of the group.
SMALL = 30

#: Fewer intervals make no share.
FEWEST = 100

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
    Market("snapshot, 20 ads of 10 employers", ads=20, employers=10),
    Market("snapshot, 20 ads of 10, occupations alike", ads=20, employers=10, pay_spread=0.05),
    Market("snapshot, 20 ads of 10, 6 occupations", ads=20, employers=10, occupations=6),
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
    level: np.ndarray
    growth: np.ndarray
    pay_growth: np.ndarray
    expected: np.ndarray


#: Two periods as two files: half of `ads` in each.
PERIODS = (
    Market("300 + 300 ads of 60 employers", growth=0.3, ads=600, employers=60),
    Market("120 + 120 ads of 30 employers", growth=0.3, ads=240, employers=30),
    Market("1,000 + 1,000 ads of 200 employers", growth=0.3, ads=2000, employers=200),
    Market("300 + 300, pay alone", growth=0.3, ads=600, employers=60, urgency=None),
    Market("300 + 300, pay alone, moving", growth=0.3, ads=600, employers=60, urgency=None,
           pay_growth=0.2),
    Market("300 + 300, nothing changes", growth=1e-9, ads=600, employers=60, pay_growth=0.0),
)  # fmt: skip


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
        index = (_score(growth) + _score(pay_growth)) / 2 if market.pay_growth else np.zeros(0)
        return Truth(median, index, level, growth, pay_growth, expected)
    parts = [_score(level)]
    if market.urgency is not None:
        # The mean over employers of the logistic function, by Gauss-Hermite quadrature.
        nodes, weights = np.polynomial.hermite_e.hermegauss(40)
        chance = 1 / (1 + np.exp(-(odds[:, None] + market.employer_urgency * nodes)))
        rate = chance @ weights / weights.sum()
        parts.append(_score(np.log(rate / (1 - rate))))
    return Truth(np.exp(level), np.mean(parts, axis=0), level, growth, pay_growth, expected)


def _mixture_median(a: float, b: float, u: float, v: float, sd: float) -> float:
    from scipy.optimize import brentq

    def excess(x: float) -> float:
        return u * norm.cdf((x - a) / sd) + v * norm.cdf((x - b) / sd) - 0.5

    return math.exp(a if a == b else brentq(excess, min(a, b) - 1e-9, max(a, b) + 1e-9))


def _score(values: np.ndarray) -> np.ndarray:
    return _scored(values, values)


def _scored(values: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Scores on the scale of `reference`."""
    centre = np.median(reference)
    z = (values - centre) / (1.4826 * np.median(np.abs(reference - centre)))
    return 100 * norm.cdf(np.clip(z, -3, 3))


def true_changes(market: Market, truth: Truth) -> dict[str, np.ndarray]:
    """What changed between the periods: of the index, of shares and of pay against the market.

    Urgent wording is the same in both. The scale of the index is that of the earlier period.
    """
    late = np.exp(truth.growth) / (1 + np.exp(truth.growth))
    ads = [truth.expected * (1 - late), truth.expected * late]
    levels = [truth.level, truth.level + truth.pay_growth]
    spread = math.hypot(market.employer_pay, market.noise)
    premium = [
        own - _market_median(own, weight, spread) for own, weight in zip(levels, ads, strict=True)
    ]
    scores = [_scored(own, premium[0]) for own in premium]
    weight = 1.0 if market.urgency is None else 0.5
    share = [np.log(own / own.sum()) for own in ads]
    return {
        "index_change": weight * (scores[1] - scores[0]),
        "demand_change": share[1] - share[0],
        "price_change": premium[1] - premium[0],
    }


def _market_median(levels: np.ndarray, weights: np.ndarray, spread: float) -> float:
    from scipy.optimize import brentq

    def excess(x: float) -> float:
        return float(np.average(norm.cdf((x - levels) / spread), weights=weights)) - 0.5

    return float(brentq(excess, levels.min() - 3, levels.max() + 3))


def compare_coverage(
    market: Market, files: int, *, replicates: int = 500, seed: int = 0
) -> dict[str, float]:
    """Share of intervals of changes that hold the truth, in percent, over pairs of periods."""
    names = [f"o{code:03d}" for code in range(market.occupations)]
    occupations = pd.DataFrame({"id": names, "title_zh": names, "title_en": names})
    skills = pd.DataFrame(columns=["id", "name_zh", "name_en", "kind", "category"])
    hits: dict[str, list[float]] = {}
    for file in range(files):
        batch, truth = draw_file(market, seed + file)
        is_late = np.asarray(batch["day"]) >= FIRST_DAY + YEAR
        before, now = (count(batch.filter(pa.array(mask))) for mask in (~is_late, is_late))
        found, _ = compare_periods(
            now, before, occupations=occupations, skills=skills,
            settings=GapSettings(replicates=replicates, seed=_OTHER + seed + file),
        )  # fmt: skip
        table = found["comparison"].set_index("id").loc[names]
        for name, true in true_changes(market, truth).items():
            low, high = (table[f"{name}_{end}90"].to_numpy() for end in ("lo", "hi"))
            known = np.isfinite(table[name].to_numpy())
            below, above = true < low - 1e-6, true > high + 1e-6
            for key, values in (("inside", ~(below | above)), ("below", below), ("above", above)):
                hits.setdefault(f"{name} {key}", []).extend(values[known])
            hits.setdefault(f"{name} width", []).extend((high - low)[known])
        sure = table["sure"] & table["list_status"].isin(["entry", "exit"])
        moved = np.zeros(len(names), dtype=bool)
        hits.setdefault("sure", []).extend(sure if market.pay_growth == 0 else moved)
    return {
        name: float(np.mean(values)) * (1 if name.endswith("width") else 100)
        for name, values in hits.items()
    }


def coverage(
    market: Market, files: int, *, replicates: int = 500, seed: int = 0
) -> dict[str, float]:
    """Share of intervals that hold the truth, in percent, over `files` files of one market."""
    names = [f"o{code:03d}" for code in range(market.occupations)]
    occupations = pd.DataFrame({"id": names, "title_zh": names, "title_en": names})
    skills = pd.DataFrame(columns=["id", "name_zh", "name_en", "kind", "category"])
    heads = ("median", "small", "index", "width", "error", "low", "high")
    hits: dict[str, list[float]] = {head: [] for head in heads}
    for file in range(files):
        batch, truth = draw_file(market, seed + file)
        settings = GapSettings(replicates=replicates, star_replicates=1, seed=_OTHER + seed + file)
        found = estimate_gaps(
            count(batch), occupations=occupations, skills=skills, settings=settings
        )
        table = found.occupations.set_index("id")
        place = [names.index(own) for own in table.index]
        shown = table["salary_median"].notna().to_numpy()
        is_small = (table["salary_n"] < SMALL).to_numpy()
        median = truth.median[place]
        inside = (table["salary_lo90"] <= median) & (median <= table["salary_hi90"])
        hits["median"] += list(inside[shown & ~is_small])
        hits["small"] += list(inside[shown & is_small])
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
        "medians": _percent(hits["median"]),
        "small": _percent(hits["small"]),
        "index": _percent(hits["index"]),
        "below": _percent(hits["low"]),
        "above": _percent(hits["high"]),
        "width": float(np.mean(hits["width"])) if hits["width"] else math.nan,
        "error": float(np.mean(hits["error"])) if hits["error"] else math.nan,
        "intervals": float(len(hits["index"])),
    }


def _percent(hits: list[float]) -> float:
    return 100 * float(np.mean(hits)) if len(hits) >= FEWEST else math.nan


def skill_coverage(
    files: int, *, employers: int = 60, ads: int = 600, replicates: int = 500, seed: int = 0
) -> dict[str, float]:
    """Share of intervals of emerging and fading skills that hold the truth, in percent.

    Forty skills whose log odds differ by employer (standard deviation .7) and move by .3 between
    two periods of half the ads each.
    """
    names = [f"s{code:02d}" for code in range(40)]
    skills = pd.DataFrame({"id": names, "name_zh": names, "name_en": names, "kind": "tool",
                           "category": "any"})  # fmt: skip
    occupations = pd.DataFrame({"id": ["o"], "title_zh": ["o"], "title_en": ["o"]})
    hits: dict[str, list[float]] = {"inside": [], "below": [], "above": [], "called": []}
    for file in range(files):
        random = np.random.default_rng(seed + file)
        odds, moved = random.normal(-1.5, 0.7, len(names)), random.normal(0, 0.3, len(names))
        own = random.normal(0, 0.7, (employers, len(names)))
        rate = np.exp(random.normal(0, 1.0, employers))
        rate *= ads / 2 / employers / math.exp(0.5)
        periods, shares = [], []
        for late in (0, 1):
            firm = np.repeat(np.arange(employers), random.poisson(rate))
            chance = 1 / (1 + np.exp(-(odds + late * moved + own[firm])))
            named = random.random(chance.shape) < chance
            periods.append(count(_skill_batch(firm, named, names)))
            shares.append(_mean_chance(odds + late * moved, 0.7))
        found, _ = compare_periods(
            periods[1], periods[0], occupations=occupations, skills=skills,
            settings=GapSettings(replicates=replicates, seed=_OTHER + seed + file),
        )  # fmt: skip
        table = found["skill_changes"].set_index("id")
        true = pd.Series(np.log(shares[1] / shares[0]), names)[table.index]
        below, above = true < table["change_lo90"], true > table["change_hi90"]
        wrong = (table["verdict"] == "emerging") & (true < 0)
        wrong |= (table["verdict"] == "fading") & (true > 0)
        for key, values in (("inside", ~(below | above)), ("below", below), ("above", above),
                            ("called", wrong)):  # fmt: skip
            hits[key] += list(values)
    return {key: 100 * float(np.mean(values)) for key, values in hits.items()}


def _mean_chance(odds: np.ndarray, spread: float) -> np.ndarray:
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    return 1 / (1 + np.exp(-(odds[:, None] + spread * nodes))) @ weights / weights.sum()


def _skill_batch(firm: np.ndarray, named: np.ndarray, names: list[str]) -> pa.RecordBatch:
    rows = firm.size
    chosen = [[name for name, has in zip(names, row, strict=True) if has] for row in named]
    nothing = {name: pa.array([None] * rows, kind) for name, kind in (
        ("seniority", pa.string()), ("city", pa.string()), ("district", pa.string()),
        ("industry", pa.string()), ("education", pa.string()), ("experience", pa.float32()),
        ("openings", pa.float32()), ("day", pa.int32()), ("currency", pa.string()),
        ("low", pa.float64()), ("high", pa.float64()),
    )}  # fmt: skip
    return pa.RecordBatch.from_pydict({
        "row": pa.array(np.arange(rows)), "occupation": pa.array(["o"] * rows),
        "skills": pa.array(chosen, pa.list_(pa.string())),
        "required": pa.array([[True] * len(one) for one in chosen], pa.list_(pa.bool_())),
        "employer": pa.array(firm.astype(np.int64) * 7919 + 17), **nothing,
        **{name: pa.array(np.zeros(rows, bool))
           for name in ("openings_assumed", "urgent", "base_only")},
    })  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--replicates", type=int, default=500)
    parser.add_argument("--compare", action="store_true", help="intervals of changes instead")
    options = parser.parse_args()
    if options.compare:
        _print_changes(options.files, options.replicates)
        return
    heads = ("medians", "small", "index", "below", "above", "width", "error", "n")
    print(f"{'market':40} " + " ".join(f"{head:>7}" for head in heads))
    for market in MARKETS:
        row = coverage(market, options.files, replicates=options.replicates)
        shares = [f"{row[name]:6.1f}%" for name in heads[:5]]
        plain = [f"{row['width']:7.1f}", f"{row['error']:7.1f}", f"{row['intervals']:7.0f}"]
        print(f"{market.name:40} " + " ".join(shares + plain), flush=True)


def _print_changes(files: int, replicates: int) -> None:
    names = ("index_change", "demand_change", "price_change")
    print(f"{'periods':40} " + " ".join(f"{name:>26}" for name in names) + "  sure moves")
    for market in PERIODS:
        row = compare_coverage(market, files, replicates=replicates)
        cells = [
            "{:5.1f}% ({:.1f}, {:.1f}) {:6.2f}".format(
                *(row[f"{name} {key}"] for key in ("inside", "below", "above", "width"))
            )
            for name in names
        ]
        print(
            f"{market.name:40} " + " ".join(f"{cell:>26}" for cell in cells)
            + f"  {row['sure']:.1f}%", flush=True
        )  # fmt: skip
    for employers, ads in ((30, 240), (60, 600), (200, 2000)):
        row = skill_coverage(files, employers=employers, ads=ads, replicates=replicates)
        print(
            f"skills, {ads} ads of {employers} employers: {row['inside']:.1f}% "
            f"({row['below']:.1f}, {row['above']:.1f}), wrong verdicts {row['called']:.1f}%"
        )


if __name__ == "__main__":
    main()
