"""Users' own indicators: figures are hit, the index is followed, bands hold, refusals are plain."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import talentcast as tc
from talentcast.errors import SchemaError

YEARS = np.arange(2000, 2021)
SEEN = [2000, 2005, 2010, 2015, 2020]


def made(seed: int) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray]:
    """A headcount that follows an indicator with a bend in 2010, seen every fifth year."""
    rng = np.random.default_rng(seed)
    growth = np.where(YEARS < 2010, 0.01, 0.09) + rng.normal(0, 0.01, len(YEARS))
    log = np.cumsum(growth)
    truth = 100 * np.exp(log + np.cumsum(rng.normal(0, 0.01, len(YEARS))))
    indicator = pd.DataFrame({"年份": YEARS, "产值": 5000 * np.exp(log)})
    seen = np.isin(YEARS, SEEN)
    return pd.DataFrame({"year": YEARS[seen], "value": truth[seen]}), indicator, truth


def test_figures_are_hit_exactly():
    data, indicator, _ = made(0)
    table = tc.forecast(data=data, indicators=indicator, horizon=3).table
    known = table[table["kind"] == "actual"].set_index("year")["value"]
    np.testing.assert_allclose(known, data.set_index("year")["value"])
    assert table[table["kind"] == "forecast"]["method"].unique().tolist() == ["indicators + auto"]
    between = table[table["kind"] == "estimate"]
    assert (between["lo95"] < between["value"]).all()
    assert (between["value"] < between["hi95"]).all()


def test_a_related_indicator_beats_straight_lines_between_figures():
    """The indicator turns between two figures; sparse figures alone cannot show where."""
    ours, plain = [], []
    for seed in range(12):
        data, indicator, truth = made(seed)
        data = data[data["year"].isin([2000, 2005, 2020])]
        hidden = ~np.isin(YEARS, data["year"])
        for out, given in ((ours, indicator), (plain, None)):
            table = tc.forecast(data=data, indicators=given, horizon=1).table
            path = table[table["year"] <= 2020]["value"].to_numpy()
            out.append(np.abs(np.log(path[hidden] / truth[hidden])).mean())
    assert np.mean(ours) < 0.85 * np.mean(plain)


def test_bands_between_figures_hold_the_truth():
    inside = []
    for seed in range(25):
        data, indicator, truth = made(100 + seed)
        table = tc.forecast(data=data, indicators=indicator, horizon=1).table
        between = table[table["kind"] == "estimate"]
        at = truth[between["year"] - 2000]
        inside.append((between["lo95"] <= at) & (at <= between["hi95"]))
    assert 0.9 <= np.mean(inside) <= 1.0


def test_no_years_in_common_is_one_line(run, tmp_path):
    data, indicator, _ = made(0)
    data.to_csv(tmp_path / "d.csv", index=False)
    indicator.assign(年份=indicator["年份"] - 50).to_csv(tmp_path / "i.csv", index=False)
    code, out, err = run(
        "forecast", "--data", tmp_path / "d.csv", "--indicators", tmp_path / "i.csv", "--horizon", 2
    )
    assert (code, out) == (2, "")
    assert "got indicators of 1950 to 1970 for series of 2000 to 2020" in err
    assert len(err.splitlines()) == 1


def test_bundled_indicators_can_be_replaced_by_name(run, tmp_path):
    path = tmp_path / "gdp.csv"
    years = range(2000, 2025)
    pd.DataFrame({"年份": years, "人均GDP": [100 * 1.2 ** (y - 2000) for y in years]}).to_csv(path)
    plain = tc.forecast(to=2027, series="engineers").table
    own = tc.forecast(to=2027, series="engineers", indicators=path).table
    known = own["year"].isin([2000, 2010, 2020])
    np.testing.assert_allclose(own.loc[known, "value"], plain.loc[known, "value"])
    assert not np.allclose(own["value"], plain["value"])


def test_unknown_indicators_of_the_bundled_series_are_refused():
    frame = pd.DataFrame({"year": range(2000, 2020), "咖啡": range(20)})
    with pytest.raises(SchemaError, match="expected some of"):
        tc.forecast(to=2027, series="engineers", indicators=frame)
