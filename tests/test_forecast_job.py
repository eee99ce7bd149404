"""`talentcast forecast` as a whole, on the bundled figures and on a user's file."""

import json

import numpy as np
import pandas as pd
import pytest

import talentcast as tc


@pytest.fixture(scope="module")
def bundled():
    return tc.forecast(to=2030)


def at(table, series, year):
    row = table[(table["series"] == series) & (table["year"] == year)]
    assert len(row) == 1
    return row.iloc[0]


def test_engineers_hit_the_anchors_and_fill_the_years_between(bundled):
    for year, value in ((2000, 50.0), (2010, 80.0), (2020, 153.0), (2024, 163.16)):
        assert at(bundled.table, "engineers", year)["value"] == pytest.approx(value, abs=1e-9)
    years = bundled.table.loc[bundled.table["series"] == "engineers", "year"]
    assert years.tolist() == list(range(2000, 2031))
    assert at(bundled.table, "engineers", 2005)["kind"] == "estimate"
    between, near = (at(bundled.table, "engineers", y) for y in (2015, 2019))
    width = [row["hi95"] - row["lo95"] for row in (between, near)]
    assert width[0] > width[1] > 0


def test_what_the_documents_project_stands_beside(bundled):
    own = bundled.published[bundled.published["series"] == "engineers"]
    assert own[["year", "value"]].to_numpy().tolist() == [[2030, 192.99]]


def test_all_promised_series_are_there_to_2030(bundled):
    promised = {
        "engineers",
        "engineers_hitech",
        "engineers_hitech_share",
        "talent_total",
        "team_party_gov",
        "team_enterprise_mgmt",
        "team_professional_tech",
        "team_high_skilled",
        "team_rural",
        "team_social_work",
        "skilled_workers",
        "high_skilled_share",
        "frontline_talent",
    }
    last = bundled.table[bundled.table["kind"] == "forecast"].groupby("series")["year"].max()
    assert promised <= set(last.index)
    assert (last == 2030).all()


def test_teams_less_overlap_are_the_total_in_every_forecast_year(bundled):
    wide = bundled.table[bundled.table["kind"] == "forecast"].pivot(
        index="year", columns="series", values="value"
    )
    teams = wide[[name for name in wide if name.startswith("team_")]].sum(axis=1, min_count=6)
    total = teams - wide["talent_overlap"]
    np.testing.assert_allclose(total, wide["talent_total"], rtol=1e-9)
    parts = wide["engineers_hitech"] + wide["engineers_traditional"]
    np.testing.assert_allclose(parts.dropna(), wide["engineers"][parts.notna()], rtol=1e-9)


def test_intervals_are_nested_ordered_and_shares_bounded(bundled):
    ahead = bundled.table[bundled.table["kind"] == "forecast"]
    for inner, outer in (("lo80", "lo95"), ("hi95", "hi80")):
        assert (ahead[inner] > ahead[outer]).all()
    assert (ahead["lo95"] >= 0).all()
    assert ((ahead["lo80"] < ahead["value"]) & (ahead["value"] < ahead["hi80"])).all()
    units = bundled.series.set_index("series")["unit"]
    shares = ahead[ahead["series"].map(units) == "%"]
    assert len(shares)
    assert (shares["hi95"] < 100).all()


def test_every_known_value_names_its_source(bundled):
    known = bundled.table[bundled.table["kind"] == "actual"]
    assert known["source_id"].notna().all()
    assert set(known["source_id"]) <= set(tc.sources()["source_id"])


def test_same_call_same_numbers(bundled):
    pd.testing.assert_frame_equal(bundled.table, tc.forecast(to=2030).table)


def test_formats_are_chosen_by_the_ending(tmp_path, bundled):
    for ending in ("csv", "json", "md", "xlsx", "html"):
        path = tmp_path / f"f.{ending}"
        bundled.save(path)
        assert path.stat().st_size > 500
    document = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert document["schema"] == "talentcast.forecast/1"
    assert {"engineers", "talent_total"} <= {s["id"] for s in document["series"]}


def test_chinese_names_and_sentences():
    result = tc.forecast(to=2027, series=["工程师"], lang="zh")
    assert result.series["series"].tolist() == ["engineers"]
    assert any("数据" in sentence for sentence in result.series["warnings"].iloc[0])


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", ["b: left out: ", "a: no figures for 2012"]),
     ("zh", ["b：已剔除：", "a：2012 年无数据"])],
)  # fmt: skip
def test_backtest_says_what_it_noticed_before_its_verdict(tmp_path, lang, expected):
    rows = [("a", year, 100 + 5 * i) for i, year in enumerate(range(2008, 2020)) if year != 2012]
    bad = [("b", 2010, "many"), ("b", 2011, 5), ("b", 2012, 6)]
    path = tmp_path / "own.csv"
    pd.DataFrame([*rows, *bad], columns=["series", "year", "value"]).to_csv(path, index=False)
    _, said = tc.backtest(data=path, methods=["drift", "naive"], lang=lang)
    *notes, verdict = said.splitlines()
    assert [note[: len(start)] for note, start in zip(notes, expected, strict=True)] == expected
    assert "drift" in verdict


def test_backtest_of_the_bundled_figures_gives_the_verdict_alone():
    _, said = tc.backtest(methods=["drift", "naive"])
    assert len(said.splitlines()) == 1


def test_explanation_names_indicators(bundled):
    rows = bundled.explanation.query("item == 'x_gdp_ph' and step == 'weight'")
    assert rows["note"].str.startswith("GDP per head: ").tolist() == [True]


def test_own_panel_of_many_series():
    rng = np.random.default_rng(3)
    series = [f"s{i}" for i in range(300)]
    frame = pd.DataFrame(
        [
            (s, 2010 + t, 100 * np.exp(0.03 * t + 0.02 * rng.standard_normal()))
            for s in series
            for t in range(12)
        ],
        columns=["series", "year", "value"],
    )
    result = tc.forecast(data=frame, horizon=4)
    ahead = result.table[result.table["kind"] == "forecast"]
    assert len(ahead) == 300 * 4
    truth = 100 * np.exp(0.03 * np.arange(12, 16))
    mean = ahead.groupby("year")["value"].mean().to_numpy()
    np.testing.assert_allclose(mean, truth, rtol=0.05)
    header = result.text("csv").splitlines()[0]
    assert header == "series,year,value,lo80,hi80,lo95,hi95,method"


@pytest.mark.parametrize("method", ["naive", "drift", "theta", "ets", "arima"])
def test_models_by_name_on_short_series(method):
    frame = pd.DataFrame({"year": range(2019, 2025), "value": [10.0, 11, 11.5, 12.4, 13, 13.3]})
    result = tc.forecast(data=frame, horizon=2, method=method)
    ahead = result.table[result.table["kind"] == "forecast"]
    assert ahead["year"].tolist() == [2025, 2026]
    assert ahead["value"].between(11, 17).all()
