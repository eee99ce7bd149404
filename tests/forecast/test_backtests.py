"""Rolling origins against errors worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from talentcast.errors import HorizonError, ShortSeriesError, UnknownNameError
from talentcast.forecast.backtest import ALL, COLUMNS, backtest
from talentcast.models import Prediction


def panel(rows: dict[str, dict[int, float]]) -> pd.DataFrame:
    out = [(name, year, float(v)) for name, values in rows.items() for year, v in values.items()]
    frame = pd.DataFrame(out, columns=["series", "year", "value"])
    return frame.assign(unit="", status="observed", source_id="user")


class Recorder:
    """Repeats the last value and remembers what it was shown."""

    name = "recorder"
    min_points = 2

    def __init__(self) -> None:
        self.seen: list[list[float]] = []

    def fit(self, y):
        self.seen += [list(values) for values in y]
        last = np.array([values[-1] for values in y])

        class Fitted:
            def predict(self, horizon, quantiles):
                point = np.repeat(last[:, None], horizon, axis=1)
                spread = np.array([-1.0, 1.0, -2.0, 2.0])
                return Prediction(point, point[..., None] + spread)

        return Fitted()


STEPS = {"a": {2000 + i: v for i, v in enumerate([1, 2, 4, 7, 11, 16])}}


def test_naive_by_hand():
    """Origins 2003 and 2004, one year: errors 4 and 5, scales 2 and 2.5, sMAPE 4/9 and 10/27."""
    table, _ = backtest(panel(STEPS), methods=["naive"], origins=2, horizon=1)
    row = table.set_index(["series", "method"]).loc[("a", "naive")]
    assert row["mase"] == pytest.approx((4 / 2 + 5 / 2.5) / 2)
    assert row["smape"] == pytest.approx(100 * (4 / 9 + 10 / 27) / 2)
    assert row["owa"] == pytest.approx(1.0)
    assert row["forecasts"] == 2


def test_coverage_and_interval_score_by_hand():
    model = Recorder()
    table, _ = backtest(panel(STEPS), methods=[model], origins=2, horizon=1)
    row = table.set_index(["series", "method"]).loc[("a", "recorder")]
    assert row["cover95"] == 0.0
    assert row["msis95"] == pytest.approx(((4 + 40 * 2) / 2 + (4 + 40 * 3) / 2.5) / 2)


def test_nothing_after_the_origin_is_seen():
    model = Recorder()
    backtest(panel(STEPS), methods=[model], origins=3, horizon=2)
    assert model.seen == [[1, 2, 4, 7, 11], [1, 2, 4, 7], [1, 2, 4]]


def test_filled_years_use_only_the_past_and_are_not_compared():
    model = Recorder()
    rows = {"a": {2000: 1.0, 2002: 4.0, 2003: 5.0, 2006: 40.0}}
    table, _ = backtest(panel(rows), methods=[model], origins=1, horizon=3)
    assert [round(v, 6) for v in model.seen[0]] == [1, 2, 4, 5]
    assert table.set_index(["series", "method"]).loc[("a", "recorder"), "forecasts"] == 1


def test_verdict_on_random_walks_is_that_nothing_helps():
    rng = np.random.default_rng(0)
    rows = {
        f"s{i}": dict(enumerate(100 + np.cumsum(rng.normal(0, 1, 25)), 2000)) for i in range(40)
    }
    table, verdict = backtest(panel(rows), methods=["drift", "naive"], origins=3, horizon=3)
    assert "nothing beats the last value" in verdict
    assert tuple(table.columns) == COLUMNS
    assert table["series"].iloc[0] == ALL


def test_verdict_on_trends_names_the_method():
    rows = {f"s{i}": {2000 + t: 100.0 + (i + 1) * t for t in range(15)} for i in range(10)}
    _, verdict = backtest(panel(rows), methods=["drift"], origins=3, horizon=3)
    assert "drift is best" in verdict
    _, chinese = backtest(panel(rows), methods=["drift"], origins=3, horizon=3, lang="zh")
    assert "最好" in chinese


def test_little_evidence_is_said():
    _, verdict = backtest(panel(STEPS), methods=["drift"], origins=1, horizon=1)
    assert "too few" in verdict


def test_bad_calls():
    with pytest.raises(ShortSeriesError, match="add years"):
        backtest(panel({"a": {2000: 1.0, 2001: 2.0}}))
    with pytest.raises(HorizonError):
        backtest(panel(STEPS), origins=0)
    with pytest.raises(UnknownNameError):
        backtest(panel(STEPS), methods=["profet"])
