"""`talentcast backtest` from the command line: formats, vintages, retraining, refusals."""

from __future__ import annotations

import json
from io import StringIO

import numpy as np
import pandas as pd
import pytest

import talentcast as tc
from talentcast.models import names

#: Year, value, published in: 2022's figure first came out as 110 and was revised to 120 in 2024.
REVISED = [
    (2018, 70, 2019), (2019, 80, 2020), (2020, 90, 2021), (2021, 100, 2022),
    (2022, 110, 2023), (2023, 130, 2024), (2022, 120, 2024),
]  # fmt: skip


@pytest.fixture
def revised(tmp_path):
    path = tmp_path / "revised.csv"
    pd.DataFrame(REVISED, columns=["year", "value", "vintage"]).to_csv(path, index=False)
    return path


@pytest.fixture
def steps(tmp_path):
    path = tmp_path / "steps.csv"
    rows = [(s, 2000 + t, 100.0 + 5 * t * k) for k, s in enumerate("abc", 1) for t in range(15)]
    pd.DataFrame(rows, columns=["series", "year", "value"]).to_csv(path, index=False)
    return path


def naive_row(table, series="value"):
    return table.set_index(["series", "method"]).loc[(series, "naive")]


def test_errors_are_those_of_the_figures_known_then(revised):
    """By hand. Origin 2022, as of 2023: 70 ... 110, usual change 10; 2023 is 130: error 20, 2.0.
    Origin 2021, as of 2022: 70 ... 100; 2022 ended as 120: error 20, 2.0. With the latest figures
    alone the first would be 10 / 12.5 = 0.8."""
    table, said = tc.backtest(data=revised, methods=["naive"], origins=2, horizon=1)
    assert naive_row(table)["mase"] == pytest.approx((20 / 10 + 20 / 10) / 2)
    assert naive_row(table)["smape"] == pytest.approx(200 * (20 / 240 + 20 / 220) / 2)
    assert "latest vintage" in said


def test_as_of_leaves_out_what_was_published_later(revised):
    """As of 2023 nothing is revised and 2023 is unknown: each origin is wrong by 10, one change."""
    table, _ = tc.backtest(data=revised, methods=["naive"], origins=2, horizon=1, as_of=2023)
    assert naive_row(table)["mase"] == pytest.approx(1.0)
    assert naive_row(table)["smape"] == pytest.approx(200 * (10 / 210 + 10 / 190) / 2)


def test_models_see_the_vintage_of_their_origin(revised):
    from talentcast.forecast.origins import earliest_histories, rolling_cases
    from talentcast.forecast.vintages import inspect_vintages

    panel = inspect_vintages(revised).panel
    cases = rolling_cases(panel, {}, origins=2, horizon=1, shortest=2)
    assert [h.tolist() for h in cases.histories] == [[70, 80, 90, 100, 110], [70, 80, 90, 100]]
    assert cases.actual.tolist() == [[130.0], [120.0]]
    assert earliest_histories(panel, origins=1)["value"].tolist() == [70, 80, 90, 100, 110]


def test_order_of_rows_and_a_single_vintage_change_nothing(tmp_path, steps):
    plain = pd.read_csv(steps)
    one = plain.assign(vintage=2020).sample(frac=1, random_state=0)
    expected = tc.backtest(data=plain, methods=["drift"]).table
    pd.testing.assert_frame_equal(
        tc.backtest(data=one, methods=["drift"]).table.sort_values(["series", "method"]).reset_index(drop=True),
        expected.sort_values(["series", "method"]).reset_index(drop=True),
    )  # fmt: skip


def test_labels_without_an_order_are_series_of_their_own():
    rows = [
        (v, y, 100 + y - 2000 + k)
        for k, v in enumerate(["draft", "final"])
        for y in range(2000, 2010)
    ]
    frame = pd.DataFrame(rows, columns=["vintage", "year", "value"])
    table = tc.backtest(data=frame, methods=["naive"]).table
    assert set(table["series"]) == {"(all)", "value · draft", "value · final"}


def test_bundled_indicators_have_vintages():
    made = tc.backtest(data=tc.load("indicators"), methods=["drift"])
    assert "x_gdp_ph" in set(made.table["series"])
    assert any("vintage" in note for note in made.notes)


def test_as_of_without_vintages_is_refused(run, steps):
    code, _, err = run("backtest", "--data", steps, "--as-of", 2020)
    assert code == 2
    assert "expected a column vintage" in err


def test_json_carries_verdict_notes_and_rows(run, revised):
    code, out, _ = run(
        "backtest", "--data", revised, "--format", "json", "--methods", "naive,drift"
    )
    document = json.loads(out)
    assert code == 0
    assert document["schema"] == "talentcast.backtest/1"
    assert "last value" in document["verdict"]
    assert document["notes"]
    assert document["training"] is None
    keys = {"series", "method", "mase", "smape", "owa", "cover80", "cover95", "msis95"}
    assert keys <= set(document["rows"][0])


def test_csv_is_a_table_alone_and_the_verdict_goes_to_the_errors(run, steps):
    code, out, err = run("backtest", "--data", steps, "--format", "csv", "--methods", "drift")
    assert code == 0
    table = pd.read_csv(StringIO(out))
    assert set(table["method"]) == {"drift", "naive"}
    assert "drift is best" in err


def test_the_verdict_is_in_every_file(run, steps, tmp_path):
    for ending in ("json", "md", "xlsx", "csv"):
        target = tmp_path / f"out.{ending}"
        code, out, err = run("backtest", "--data", steps, "--methods", "drift", "--out", target)
        assert (code, out) == (0, "")
        assert "drift is best" in err
        if ending in ("json", "md"):
            assert "drift is best" in target.read_text()
    notes = pd.read_excel(tmp_path / "out.xlsx", sheet_name="notes")
    assert notes["note"].str.contains("drift is best").any()


def test_all_means_every_model(steps):
    one = pd.read_csv(steps).query("series == 'a'")
    table = tc.backtest(data=one, methods="all", origins=1, horizon=1).table
    assert set(table["method"]) == set(names())


def test_shares_stay_within_their_whole_in_the_back_test():
    rows = [("毕业率占比", 2000 + t, v) for t, v in enumerate([90, 93, 95, 97, 98, 99, 99.5])]
    frame = pd.DataFrame(rows, columns=["series", "year", "value"])
    table = tc.backtest(data=frame, methods=["drift"], origins=1, horizon=1).table
    row = table.set_index(["series", "method"]).loc[("毕业率占比", "drift")]
    # on log odds the next step from 99 goes up by less than the half point to 99.5 times two
    assert row["mase"] < 0.3


def panel(count, n):
    rng = np.random.default_rng(2)
    walks = 100 * np.exp(rng.normal(0.01, 0.05, (count, n)).cumsum(axis=1))
    rows = [(f"s{i}", 2000 + t, walks[i, t]) for i in range(count) for t in range(n)]
    return pd.DataFrame(rows, columns=["series", "year", "value"])


def test_retraining_to_forecasting(run, tmp_path):
    path, folder = tmp_path / "panel.csv", tmp_path / "mine"
    panel(200, 20).to_csv(path, index=False)
    code, out, err = run(
        "backtest", "--retrain", path, "--save-models", folder, "--methods", "naive",
        "--origins", 2, "--horizon", 1, "--format", "json",
    )  # fmt: skip
    assert code == 0, err
    document = json.loads(out)
    methods = {row["method"] for row in document["rows"]}
    assert methods == {"auto (retrained)", "auto", "auto (nothing learned)", "naive"}
    assert document["verdict"].startswith("Retraining ")
    assert "without the last 2 figures" in document["verdict"]
    record = json.loads((folder / "training_record.json").read_text(encoding="utf-8"))
    assert record["fingerprint"].startswith("sha256:")
    assert {"data", "date", "seed", "recipe", "backtest", "files", "versions"} <= set(record)
    ours = ("forecast", "--data", path, "--horizon", 2, "--format", "csv")
    code, mine, err = run(*ours, "--models", folder)
    assert code == 0, err
    shipped = run(*ours)[1]
    one, two = pd.read_csv(StringIO(mine)), pd.read_csv(StringIO(shipped))
    assert set(one["method"]) == {"auto (retrained)"}
    assert not np.allclose(one["value"], two["value"])
    code, _, err = run("backtest", "--retrain", path, "--save-models", folder)
    assert code == 2
    assert "new or empty folder" in err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("backtest", "--retrain", "{steps}"), "expected about 188 series of 20 figures"),
        (("backtest", "--retrain", "{steps}", "--data", "{other}"), "leave --data out"),
        (("backtest", "--data", "{steps}", "--save-models", "x"), "expected --retrain FILE"),
        (("backtest", "--retrain", "{steps}", "--save-models", "{folder}"), "new or empty folder"),
        (("forecast", "--data", "{steps}", "--horizon", "2", "--models", "{folder}"), "got no models there"),
        (("forecast", "--data", "{steps}", "--horizon", "2", "--models", "{folder}", "--method", "theta"),
         "expected auto or boosting"),
    ],
)  # fmt: skip
def test_refusals_are_one_line(run, steps, tmp_path, arguments, expected):
    other = tmp_path / "other.csv"
    other.write_text("year,value\n2000,1\n2001,2\n")
    places = {"steps": steps, "other": other, "folder": tmp_path}
    code, out, err = run(*[text.format(**places) for text in arguments])
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert expected in err
