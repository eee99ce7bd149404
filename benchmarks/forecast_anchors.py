"""Hidden years of engineers in public units, 31 provinces: estimated from anchors and indicators.

For each design the proxy is shown in the anchor years only; a method estimates the years between
from the anchors and the indicators. The weights of the indicators are learned from the other 30
provinces (leave one province out). Error: mean absolute percentage error over hidden years.

    python benchmarks/forecast_anchors.py

Baselines use GDP per head as their one related indicator. "indicators" is what `forecast` does for
Beijing; "and the others' path" adds the mean path of the other provinces in the same years, which
a city without such neighbours does not have.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import t as student

from talentcast import data
from talentcast.forecast.estimate import Anchors, fit_bend, path_between, path_spread
from talentcast.forecast.indicators import chain_vintages, log_indicators, without_spikes
from talentcast.forecast.weights import learn_weights

YEARS = np.arange(2000, 2012)
DESIGNS = (
    (2000, 2005, 2010), (2000, 2005, 2011), (2000, 2006, 2011), (2001, 2006, 2011),
    (2000, 2010), (2001, 2011), (2000, 2011),
)  # fmt: skip
BASELINES = ("linear", "constant ratio", "Chow-Lin", "Litterman")
OURS = ("indicators", "and the others' path")


def load_provinces():
    rows = data.load("indicators_provinces")
    rows = chain_vintages(rows[rows["vintage"].isin(["as-published", "v4"])])
    indicators = {name: log_indicators(part, YEARS) for name, part in rows.groupby("region")}
    rows = data.load("public_engineers")
    rows = rows[(rows["series_id"] == "pub_engineers") & rows["year"].isin(YEARS)]
    headcount = {}
    for name, part in rows.groupby("region"):
        values = part.set_index("year")["value"].reindex(YEARS).to_numpy(dtype=float)
        headcount[name] = without_spikes(np.log(values))
    return indicators, headcount


def generalised(y, x, at, covariance):
    """Regress anchors on an indicator with correlated errors; spread the residuals."""
    design = np.column_stack([np.ones(len(YEARS)), x])
    inverse = np.linalg.pinv(covariance[np.ix_(at, at)])
    xa = design[at]
    beta = np.linalg.lstsq(xa.T @ inverse @ xa, xa.T @ inverse @ y, rcond=None)[0]
    return design @ beta + covariance[:, at] @ inverse @ (y - xa @ beta)


def chow_lin(y, x, at, rho=0.75):
    lag = np.abs(np.subtract.outer(YEARS, YEARS))
    return generalised(y, x, at, rho**lag / (1 - rho**2))


def litterman(y, x, at, alpha=0.5):
    n = len(YEARS)
    first = np.eye(n) - np.diag(np.ones(n - 1), -1)
    second = np.eye(n) - alpha * np.diag(np.ones(n - 1), -1)
    root = np.linalg.inv(second @ first)
    return generalised(y, x, at, root @ root.T + 100.0 * np.ones((n, n)))


def baseline(name, y, gdp, anchors):
    at = np.searchsorted(YEARS, anchors)
    if name == "linear":
        return np.log(np.interp(YEARS, anchors, np.exp(y[at])))
    if name == "constant ratio":
        return gdp + np.interp(YEARS, anchors, y[at] - gdp[at])
    spread = chow_lin if name == "Chow-Lin" else litterman
    level = spread(np.exp(y[at]), np.exp(gdp), at)
    return np.log(np.maximum(level, 1.0))


def ours(region, anchors, indicators, headcount, weights):
    """Path, standard deviation and freedom by the package's own functions."""
    index = indicators[region].pick(weights.names) @ weights.coefficient
    at = np.searchsorted(YEARS, anchors)
    shown = Anchors(np.array(anchors), headcount[region][at])
    bend = fit_bend(shown, index[at], deviation=weights.deviation)
    path = path_between(YEARS, shown, index, bend)
    return path, path_spread(YEARS, shown, index, bend), bend.walk.freedom


def others_path(region, anchors, headcount):
    """Mean deviation of the other provinces from the straight path, year by year."""
    at = np.searchsorted(YEARS, anchors)
    rest = [y - np.interp(YEARS, anchors, y[at]) for n, y in headcount.items() if n != region]
    return np.nanmedian(rest, axis=0)


def hidden(anchors):
    inside = (YEARS > anchors[0]) & (YEARS < anchors[-1])
    return inside & ~np.isin(YEARS, anchors)


def run(indicators, headcount):
    errors = {name: [] for name in (*BASELINES, *OURS)}
    covered = {80: [], 95: []}
    learned = {
        region: learn_weights(indicators, {n: y for n, y in headcount.items() if n != region})
        for region in headcount
    }
    for anchors in DESIGNS:
        inside = hidden(anchors)
        rows = {name: [] for name in errors}
        for region, y in headcount.items():
            gdp = indicators[region].pick(("x_gdp_ph",))[:, 0]
            paths = {name: baseline(name, y, gdp, anchors) for name in BASELINES}
            path, spread, freedom = ours(region, anchors, indicators, headcount, learned[region])
            paths["indicators"] = path
            at = np.searchsorted(YEARS, anchors)
            straight = np.interp(YEARS, anchors, y[at])
            paths["and the others' path"] = straight + others_path(region, anchors, headcount)
            for name, estimate in paths.items():
                rows[name].append(100 * np.abs(np.exp(estimate - y)[inside] - 1))
            for level in covered:
                width = student.ppf(0.5 + level / 200, freedom) * spread
                hit = np.abs(path - y) <= width
                covered[level].append(hit[inside & np.isfinite(y)])
        for name in errors:
            errors[name].append(np.nanmean(np.concatenate(rows[name])))
    return errors, {k: 100 * np.concatenate(v).mean() for k, v in covered.items()}, learned


def main():
    indicators, headcount = load_provinces()
    errors, covered, learned = run(indicators, headcount)
    best = np.min([errors[name] for name in BASELINES], axis=0)
    labels = ["-".join(str(year)[2:] for year in anchors) for anchors in DESIGNS]
    print(
        f"{'mean absolute error, %':24s}"
        + "".join(f"{label:>10s}" for label in labels)
        + "      mean"
    )
    for name, values in errors.items():
        print(f"{name:24s}" + "".join(f"{v:10.2f}" for v in values) + f"{np.mean(values):10.2f}")
    print("\nagainst the best of the four baselines of each design")
    for name in OURS:
        ratio = np.array(errors[name]) / best
        print(f"{name:24s}" + "".join(f"{v:10.2f}" for v in ratio) + f"{ratio.mean():10.2f}")
    single = min(BASELINES, key=lambda name: np.mean(errors[name]))
    overall = np.mean(errors["indicators"]) / np.mean(errors[single])
    print(
        f"\nindicators against the best single baseline over all designs ({single}): {overall:.2f}"
    )
    print(f"indicators: coverage of 80 and 95 % intervals: {covered[80]:.1f}, {covered[95]:.1f}")
    kept = {}
    for weights in learned.values():
        for name in weights.names:
            kept[name] = kept.get(name, 0) + 1
    print(
        "indicators kept, in how many of the 31 runs:",
        dict(sorted(kept.items(), key=lambda i: -i[1])),
    )


if __name__ == "__main__":
    main()
