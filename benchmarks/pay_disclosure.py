"""Do weights remove the bias of a median of stated pay where silence depends on what the ad is?

One occupation whose true median is known; ads state pay more or less often by city, education,
experience and employer size (`sum of effects`), or senior ads of large employers, which pay most,
are silent far more often than either alone explains (`crossed`). Run it with
`python benchmarks/pay_disclosure.py`; it prints the error of the median in percent.
"""

from __future__ import annotations

import argparse

import numpy as np
import pyarrow as pa

from talentcast.matching.counts import count
from talentcast.matching.medians import pay_quantile
from talentcast.matching.pay_mix import MARGINS, mix_margins, mix_weights, raked
from talentcast.matching.units import Units, units_of

YEARS = (0.0, 2.0, 4.0, 7.0, 12.0)
WAYS = ("as stated", "margins raked", "cells crossed")


def draw(
    random: np.random.Generator, size: int, *, is_crossed: bool, cities: int = 8
) -> dict[str, np.ndarray]:
    """Draw ads: what they are, their log pay, and whether they state it."""
    share = 1 / np.arange(1, cities + 1)
    city = random.choice(cities, size, p=share / share.sum())
    education = random.choice(4, size, p=[0.15, 0.35, 0.4, 0.1])
    experience = random.choice(5, size, p=[0.2, 0.3, 0.3, 0.15, 0.05])
    firm = random.choice(5, size, p=[0.25, 0.25, 0.2, 0.15, 0.15])
    best = ((experience >= 2) & (firm >= 3)) * float(is_crossed)
    other = ((experience < 2) & (firm < 3)) * float(is_crossed)
    pay = 9.3 - 0.04 * city + 0.15 * education + 0.15 * experience + 0.04 * firm + 0.5 * best
    odds = 1.5 - 0.1 * city + 0.2 * education - 0.25 * experience - 0.2 * firm
    states = random.random(size) < 1 / (1 + np.exp(-(odds - 2.2 * best + 1.5 * other)))
    return {
        "city": city, "education": education, "experience": experience, "employer_size": firm,
        "pay": pay + random.normal(0, 0.25, size), "states": states,
    }  # fmt: skip


def units_of_ads(ads: dict[str, np.ndarray]) -> Units:
    """Count drawn ads as the tool does."""
    rows = ads["pay"].size
    pay = np.where(ads["states"], np.exp(ads["pay"]), np.nan)
    nothing = {name: pa.array([None] * rows, kind) for name, kind in (
        ("seniority", pa.string()), ("district", pa.string()), ("industry", pa.string()),
        ("openings", pa.float32()), ("day", pa.int32()),
    )}  # fmt: skip
    text = {name: pa.array(ads[name].astype(str)) for name in ("city", "education")}
    batch = pa.RecordBatch.from_pydict({
        "row": pa.array(np.arange(rows)), "occupation": pa.array(["o"] * rows), **text, **nothing,
        "skills": pa.array([[]] * rows, pa.list_(pa.string())),
        "required": pa.array([[]] * rows, pa.list_(pa.bool_())),
        "experience": pa.array(np.array(YEARS)[ads["experience"]], pa.float32()),
        "employer_size": pa.array(ads["employer_size"].astype(str)),
        "employer": pa.array(np.arange(rows)),
        "currency": pa.array(np.where(ads["states"], "CNY", None)),
        "low": pa.array(pay, from_pandas=True), "high": pa.array(pay, from_pandas=True),
        **{name: pa.array(np.zeros(rows, bool))
           for name in ("openings_assumed", "urgent", "base_only")},
    })  # fmt: skip
    return units_of(count(batch))


def medians(units: Units) -> list[float]:
    """Give the median in the ways of `WAYS`."""
    rows = np.arange(units.unit.size)
    paid = np.where(units.paid, units.vacancies, 0.0)
    margins = mix_margins([getattr(units, name) for name in MARGINS], paid)
    found = []
    for weight in (paid, raked(units.vacancies, paid, margins), mix_weights(units, rows)):
        own = units.paid
        found.append(pay_quantile(units.low[own], units.high[own], weights=weight[own]))
    return found


def errors(
    size: int, files: int, *, is_crossed: bool, cities: int = 8, seed: int = 0
) -> np.ndarray:
    """Log errors of the median, shape (files, ways)."""
    random = np.random.default_rng(seed)
    kind = {"is_crossed": is_crossed, "cities": cities}
    true = np.median(draw(random, 2_000_000, **kind)["pay"])
    found = [medians(units_of_ads(draw(random, size, **kind))) for _ in range(files)]
    return np.log(found) - true


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--cities", type=int, default=8)
    options = parser.parse_args()
    print(f"{'ads':>6} {'silence':15} " + " ".join(f"{way:>22}" for way in WAYS))
    for is_crossed in (False, True):
        for size in (60, 150, 400, 1500, 6000):
            found = 100 * errors(size, options.files, is_crossed=is_crossed, cities=options.cities)
            cells = [
                f"{mean:+6.2f} (root {root:5.2f})"
                for mean, root in zip(found.mean(0), np.sqrt((found**2).mean(0)), strict=True)
            ]
            name = "crossed" if is_crossed else "sum of effects"
            print(f"{size:6} {name:15} " + " ".join(f"{cell:>22}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
