"""Retraining on a panel: what is seen, what is said, and that it helps where there is a pattern."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from talentcast import models
from talentcast.errors import ShortSeriesError
from talentcast.forecast.retrain import PLAIN, RETRAINED, SHIPPED, fingerprint, retrain
from talentcast.models.training import Recipe, Size, expected_rows, make_rows

SMALL = Recipe(
    point=Size(40, 8, 0.1, 40),
    tail=Size(10, 6, 0.1, 40),
    newest=8,
    share_truncated=0.0,
    most_lost=0,
)


def panel_of(series: list[np.ndarray]) -> pd.DataFrame:
    rows = [(f"s{i:03d}", 2000 + t, v) for i, s in enumerate(series) for t, v in enumerate(s)]
    frame = pd.DataFrame(rows, columns=["series", "year", "value"])
    return frame.assign(unit="", status="observed", source_id="user")


def random_walks(count: int, n: int) -> list[np.ndarray]:
    rng = np.random.default_rng(0)
    return list(100 * np.exp(rng.normal(0, 0.05, (count, n)).cumsum(axis=1)))


def alternating(count: int, n: int) -> list[np.ndarray]:
    """Every second year falls by a tenth and comes back: no smoothing sees that, trees can."""
    rng = np.random.default_rng(1)
    level = 100 * np.exp(rng.normal(0, 0.01, (count, n)).cumsum(axis=1))
    phase = (np.arange(n) + rng.integers(0, 2, (count, 1))) % 2
    return list(level * (1 - 0.1 * phase))


@pytest.mark.parametrize("hidden", [4])
def test_judged_models_see_none_of_the_figures_they_are_judged_on(monkeypatch, hidden):
    """Hidden figures are marked by their size: the first training must see none of them."""
    marked = [np.concatenate([s[:-hidden], s[-hidden:] * 1e6]) for s in random_walks(210, 20)]
    seen = []
    import talentcast.models.training as training

    def spy(point, tail, recipe):
        seen.append(max(values.max() for values in [*point, *tail]))
        return original(point, tail, recipe)

    original = training.train
    monkeypatch.setattr(training, "train", spy)
    retrain(panel_of(marked), origins=hidden, horizon=2, recipe=SMALL)
    judged, used = seen
    assert judged < 1e5 < used


def test_a_pattern_that_only_this_panel_has_is_learned_and_said():
    made = retrain(panel_of(alternating(210, 20)), origins=3, horizon=2, recipe=SMALL)
    pooled = made.table[made.table["series"] == "(all)"].set_index("method")
    assert pooled.loc[RETRAINED, "owa"] < 0.85 * pooled.loc[[SHIPPED, PLAIN], "owa"].min()
    assert made.verdict.startswith("Retraining helped")
    assert made.record["backtest"]["methods"][RETRAINED]["forecasts"] == 210 * (1 + 2 + 2)


def test_random_walks_do_not_make_retraining_helpful():
    made = retrain(panel_of(random_walks(210, 20)), origins=3, horizon=2, recipe=SMALL, lang="zh")
    assert not made.verdict.startswith("重新训练有效")


def test_too_small_a_panel_is_told_with_what_is_needed():
    with pytest.raises(
        ShortSeriesError,
        match=r"got 10 positive series with 150 figures.*about 1[89]\d series of 20",
    ):
        retrain(panel_of(random_walks(10, 20)))


def test_the_number_of_rows_is_what_is_drawn():
    series = random_walks(200, 14)
    drawn = len(make_rows(series, Recipe()).target)
    assert expected_rows(series, Recipe()) == pytest.approx(drawn, rel=0.03)


def test_the_same_figures_have_one_fingerprint_and_others_another():
    panel = panel_of(random_walks(3, 5))
    assert fingerprint(panel.sample(frac=1, random_state=1)) == fingerprint(panel)
    changed = panel.assign(value=panel["value"].where(panel.index != 4, 1.0))
    assert fingerprint(changed) != fingerprint(panel)


def test_shares_and_zeros_do_not_train():
    series = random_walks(3, 12)
    panel = panel_of([series[0], series[1] * 0, series[2]]).assign(unit="")
    panel.loc[panel["series"] == "s002", "unit"] = "%"
    panel.loc[panel["series"] == "s002", "value"] = 50.0
    with pytest.raises(ShortSeriesError, match="got 1 positive series"):
        retrain(panel, recipe=replace(SMALL))


def test_named_models_keep_the_forecast():
    from talentcast.models.named import Named

    y, levels = [np.array([1.0, 2.0, 4.0])], np.array([0.1, 0.9])
    named = Named(models.get("drift"), "mine").fit(y).predict(2, levels)
    assert (
        named.point[0].tolist() == models.get("drift").fit(y).predict(2, levels).point[0].tolist()
    )
