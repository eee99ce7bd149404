"""Explanations in Chinese hold no English sentence."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

import talentcast as tc
from talentcast import models
from talentcast.forecast.reason_words import METHODS, note_in, step_in


@pytest.mark.parametrize(
    "name", ["auto", "smoothing", "shrunk_drift", "theta", "drift", "naive", "boosting"]
)
def test_every_note_of_a_model_has_chinese_words(name):
    calm = 100 * np.exp(np.random.default_rng(4).normal(0.01, 0.01, 16).cumsum())
    jump, slip = calm.copy(), calm.copy()
    jump[9:] *= 1.6
    slip[5] *= 1000
    series = [calm, jump, slip, np.full(8, 5.0)] + (
        [np.array([1.0, 2.0])] if name != "boosting" else []
    )
    least = models.get(name).min_points
    for reasons in models.get(name).fit([s for s in series if s.size >= least]).explain():
        for reason in reasons:
            assert any("\u4e00" <= mark <= "\u9fff" for mark in note_in(reason.note, "zh")), reason
            assert step_in(reason.step, "zh") != reason.step


def test_every_method_has_a_name():
    assert set(models.names()) <= set(METHODS)


def test_bundled_explanation_is_chinese_and_names_methods(run):
    code, out, _ = run("forecast", "--to", 2027, "--series", "工程师", "--lang", "zh", "--explain")
    assert code == 0
    assert "指标 + 自动：工程师" in out
    for word in ("member", "shrinkage", "forecast of", "share of", "leave out", "own path"):
        assert word not in out


def test_notes_of_a_csv_forecast_go_to_the_errors(run, tmp_path):
    path = tmp_path / "own.csv"
    rows = [(s, y, 100 + y - 2000) for s in "abc" for y in range(2000, 2012) if y != 2005]
    pd.DataFrame(rows, columns=["series", "year", "value"]).to_csv(path, index=False)
    code, out, err = run("forecast", "--data", path, "--horizon", 2, "--format", "csv")
    assert code == 0
    assert len(out.splitlines()) == 1 + 6
    assert err == "a, b, c: no figures for 2005: filled on the log scale, intervals widened\n"


def test_shares_that_alternate_are_brought_to_percent_whatever_their_name():
    values = [0.11, 0.12, 13, 14.1, 0.15, 16]
    frame = pd.DataFrame({"year": range(2010, 2016), "value": values})
    table = tc.forecast(data=frame, horizon=3).table
    assert table["value"].between(10, 25).all()
    assert table["hi95"].dropna().between(15, 100).all()


def test_growth_from_below_one_is_no_share():
    frame = pd.DataFrame({"year": range(2010, 2016), "value": [0.2, 0.6, 1.8, 5.4, 16, 48]})
    assert tc.forecast(data=frame, horizon=1).table["value"].min() == 0.2


def test_a_naming_column_under_any_name_tells_the_series():
    frame = pd.DataFrame(
        {
            "专业": ["软件"] * 4 + ["机械"] * 4,
            "年份": [2018, 2019, 2020, 2021] * 2,
            "数值": range(10, 18),
        }
    )
    assert set(tc.forecast(data=frame, horizon=1).table["series"]) == {"软件", "机械"}


def test_two_vintages_stay_apart_and_that_is_said():
    rows = [
        ("a", y, 100 + y - 2010 + k, v)
        for k, v in enumerate([2016, 2018])
        for y in range(2010, 2016)
    ]
    frame = pd.DataFrame(rows, columns=["series", "year", "value", "vintage"])
    result = tc.forecast(data=frame, horizon=1)
    assert result.series["series"].tolist() == ["a · 2016", "a · 2018"]
    assert any("never mixed" in note for note in result.warnings)


def test_library_warnings_do_not_reach_the_user(tmp_path):
    """In a process of its own: statsmodels sets its filters once, on import."""
    path = tmp_path / "own.csv"
    values = [100, 103, 105, 109, 112000, 113, 117, 120]
    pd.DataFrame({"year": range(2010, 2018), "value": values}).to_csv(path, index=False)
    command = [sys.executable, "-m", "talentcast", "backtest", "--data", str(path), "--methods"]
    done = subprocess.run([*command, "arima,ets"], capture_output=True, text=True, check=True)
    assert done.stderr == ""
