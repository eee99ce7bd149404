"""The learned part: trees, the shipped models, training, jumps."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path

import lightgbm
import numpy as np
import pandas as pd
import pytest

from talentcast import metrics, models
from talentcast.errors import DataIntegrityError, InputFileError, ShortSeriesError
from talentcast.models.auto import Auto
from talentcast.models.blocks import by_length
from talentcast.models.jumps import clean
from talentcast.models.learned import LEARNED_LEVELS, read_learned, shipped
from talentcast.models.training import Recipe, Size, draw_origins, make_rows, train
from talentcast.models.trees import Trees, compact

LEVELS = np.array([0.025, 0.1, 0.5, 0.9, 0.975])
SMALL = Recipe(point=Size(20, 8, 0.1, 50), tail=Size(10, 6, 0.1, 50))


def panel(count: int, n: int, seed: int = 0) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    drift = rng.normal(0.02, 0.03, (count, 1))
    return list(100 * np.exp((drift + rng.normal(0, 0.04, (count, n))).cumsum(axis=1)))


@pytest.fixture(scope="module")
def booster() -> lightgbm.Booster:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(800, 5))
    data = lightgbm.Dataset(x, x[:, 0] * x[:, 1] + x[:, 2])
    return lightgbm.train({"verbosity": -1, "num_leaves": 9, "num_threads": 1}, data, 15)


def test_trees_agree_with_lightgbm(booster: lightgbm.Booster) -> None:
    x = np.random.default_rng(1).normal(size=(300, 5))
    ours = Trees(booster.model_to_string()).evaluate(x)
    np.testing.assert_allclose(ours, booster.predict(x), rtol=1e-10, atol=1e-12)


def test_compact_models_are_read_by_lightgbm_and_give_the_same(booster: lightgbm.Booster) -> None:
    text = booster.model_to_string()
    small = compact(text)
    assert len(small) < 0.7 * len(text)
    x = np.random.default_rng(1).normal(size=(300, 5))
    again = lightgbm.Booster(model_str=small).predict(x)
    np.testing.assert_allclose(again, booster.predict(x), atol=1e-4)
    np.testing.assert_allclose(Trees(small).evaluate(x), again, atol=1e-9)


def test_trees_of_one_leaf_are_constants() -> None:
    data = lightgbm.Dataset(np.zeros((50, 2)), np.full(50, 3.0))
    flat = lightgbm.train({"verbosity": -1, "num_threads": 1}, data, 2)
    x = np.zeros((4, 2))
    np.testing.assert_allclose(Trees(flat.model_to_string()).evaluate(x), flat.predict(x))


def test_a_spoilt_model_is_refused() -> None:
    with pytest.raises(DataIntegrityError, match="train the model again"):
        Trees("tree\n\nTree=0\nnum_leaves=2\n").evaluate(np.zeros((1, 2)))


def test_shipped_models_are_small_and_recorded() -> None:
    folder = resources.files("talentcast.models") / "files"
    sizes = [item.stat().st_size for item in Path(str(folder)).glob("auto_*.txt")]
    assert len(sizes) == len(LEARNED_LEVELS)
    assert sum(sizes) <= 1_000_000
    record = json.loads((folder / "training_record.json").read_text(encoding="utf-8"))
    assert {"data", "date", "seed", "recipe", "forward check"} <= set(record)
    assert record["files"] == {
        item.name: item.stat().st_size for item in Path(str(folder)).glob("auto_*.txt")
    }


def test_small_and_large_panels_get_the_same_forecast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "lightgbm")
    series = panel(400, 14)
    few = Auto().fit(series[:20]).predict(6, LEVELS)
    many = Auto().fit(series).predict(6, LEVELS)
    np.testing.assert_allclose(few.quantiles, many.quantiles[:20], rtol=1e-9)


def test_origins_show_only_what_came_before() -> None:
    series = panel(50, 20)
    histories, futures, _, owners = draw_origins(series, replace(Recipe(), most_lost=0.0))
    assert len(histories) > 100
    for history, future, owner in zip(histories, futures, owners, strict=True):
        joined = np.concatenate([history, future])
        whole = series[owner]
        starts = [s for s in range(whole.size) if whole[s] == joined[0]]
        assert any(np.array_equal(whole[s : s + joined.size], joined) for s in starts)


def test_training_finds_a_bias_that_the_ensemble_has(tmp_path: Path) -> None:
    # After a fixed history every series drops by a fifth: a model that learns must see it coming.
    series = []
    for values in panel(400, 9):
        fall = values[-1] * 0.8 * np.ones(4)
        series.append(np.concatenate([values, fall]))
    recipe = replace(SMALL, newest=4, share_truncated=0.0, most_lost=0.0)
    learned = train(series[:200], series[200:], recipe)
    learned.save(tmp_path)
    shown = [values[:9] for values in panel(30, 9, seed=9)]
    with_it = Auto(trained=tmp_path).fit(shown).predict(3, LEVELS).point
    without = Auto(learned=False).fit(shown).predict(3, LEVELS).point
    assert (with_it < without).mean() > 0.9


def test_training_on_too_little_is_refused() -> None:
    with pytest.raises(ShortSeriesError, match="larger panel"):
        make_rows(panel(5, 8), Recipe())


def test_missing_models_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="train again"):
        read_learned(tmp_path)


def test_learned_errors_are_ordered_and_the_tails_spread() -> None:
    from talentcast.models.ensemble import fit_ensemble_block
    from talentcast.models.features import COLUMNS, OFFERED, features

    learned = shipped()
    assert learned is not None
    _, block = next(by_length(panel(30, 12), 60))
    seen = features(block, fit_ensemble_block(block, OFFERED), 12)
    assert seen.columns.shape == (30, 12, len(COLUMNS))
    errors = learned.errors(seen)
    assert (np.diff(errors, axis=2) >= 0).all()
    assert (errors[:, :, -1] - errors[:, :, 0] > 1).all()


def test_a_level_jump_is_found_moved_and_reported() -> None:
    rng = np.random.default_rng(4)
    values = 100 * np.exp(rng.normal(0.01, 0.01, 16).cumsum())
    values[9:] *= 1.6
    found = clean(values[None])
    (reason,) = found.found[0]
    assert reason.step == "jump"
    assert reason.item == "value 10"
    assert reason.value == pytest.approx(np.log(1.6), abs=0.05)
    assert np.abs(np.diff(np.log(found.block[0]))).max() < 0.05
    np.testing.assert_allclose(found.block[0, 9:], values[9:])
    reasons = models.get("auto").fit([values]).explain()[0]
    assert any(r.step == "jump" for r in reasons)


def test_an_outlier_of_a_thousand_times_hardly_moves_the_forecast() -> None:
    clean_series = 100 * np.exp(np.random.default_rng(4).normal(0.01, 0.01, 16).cumsum())
    for position in (5, 15):
        spoilt = clean_series.copy()
        spoilt[position] *= 1000
        fitted = models.get("auto").fit([clean_series, spoilt])
        point = fitted.predict(3, LEVELS).point
        np.testing.assert_allclose(point[1], point[0], rtol=0.08)
        assert any(r.step == "outlier" for r in fitted.explain()[1])


def test_series_without_jumps_are_left_alone() -> None:
    series = np.stack(panel(500, 20, seed=3))
    assert len(clean(series).found) < 10


def test_jumps_leave_the_interval_wider() -> None:
    calm = 100 * np.exp(np.random.default_rng(6).normal(0.01, 0.01, 16).cumsum())
    jumping = calm.copy()
    jumping[:8] /= 1.6
    q = models.get("auto").fit([calm, jumping]).predict(3, LEVELS).quantiles
    assert (q[1, :, -1] - q[1, :, 0] > q[0, :, -1] - q[0, :, 0]).all()


def test_without_belief_the_ensemble_is_left_as_it_is() -> None:
    from talentcast.models.auto import Belief, corrected
    from talentcast.models.ensemble import fit_ensemble_block
    from talentcast.models.features import OFFERED, features

    _, block = next(by_length(panel(40, 12), 60))
    fitted = fit_ensemble_block(block, OFFERED)
    levels = np.array([0.005, 0.05, 0.3, 0.5, 0.6, 0.99])
    ours, knots = fitted.quantiles(6, levels), fitted.quantiles(6, np.array(LEARNED_LEVELS))
    learned = shipped()
    assert learned is not None
    seen = features(block, fitted, 6)
    same = corrected(
        ours, knots, learned.errors(seen), seen, belief=Belief(0.0, 0.0), is_short=False
    )
    np.testing.assert_allclose(same, ours, rtol=1e-9)


def test_full_belief_puts_the_quantiles_where_the_models_say() -> None:
    from talentcast.models.auto import Belief, corrected
    from talentcast.models.ensemble import fit_ensemble_block
    from talentcast.models.features import OFFERED, features

    _, block = next(by_length(panel(40, 12), 60))
    fitted = fit_ensemble_block(block, OFFERED)
    knots = fitted.quantiles(6, np.array(LEARNED_LEVELS))
    seen = features(block, fitted, 6)
    errors = np.broadcast_to([-3.0, -1.5, 0.2, 1.4, 2.5], knots.shape)
    moved = corrected(knots, knots, errors, seen, belief=Belief(1.0, 1.0), is_short=False)
    wanted = seen.centre[:, :, None] + seen.unit[:, :, None] * errors
    np.testing.assert_allclose(moved, wanted, rtol=1e-6)


@pytest.mark.development_data
def test_auto_on_public_series_is_accurate_and_calibrated(dev_data: Path) -> None:
    # The last six years of the training part of a sample; bounds well above the benchmark's.
    table = pd.read_parquet(dev_data / "forecasting" / "m4_yearly.parquet")
    table = table[table["split"] == "train"].sort_values(["unique_id", "ds"])
    series = [g.to_numpy() for _, g in table.groupby("unique_id")["y"]][::40]
    histories, actual = [s[:-6] for s in series], np.stack([s[-6:] for s in series])
    made = Auto().fit(histories).predict(6, LEVELS)
    scale = metrics.naive_scale(histories)
    naive = np.repeat(np.array([s[-1] for s in histories])[:, None], 6, axis=1)
    score = metrics.owa(
        metrics.mase(actual, made.point, scale),
        metrics.smape(actual, made.point),
        metrics.mase(actual, naive, scale),
        metrics.smape(actual, naive),
    )
    assert score < 0.75
    covered = metrics.coverage(actual, made.quantiles[:, :, 0], made.quantiles[:, :, 4]).mean()
    assert 91 < covered < 97
