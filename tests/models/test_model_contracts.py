"""One suite over every model: what a caller may rely on whatever the name."""

from __future__ import annotations

import numpy as np
import pytest

from talentcast import models
from talentcast.errors import (
    HorizonError,
    SchemaError,
    ShortSeriesError,
    TalentcastError,
    UnknownNameError,
)

LEVELS = np.array([0.025, 0.1, 0.5, 0.9, 0.975])
NAMES = models.names()

#: Optimisers of other libraries stop at slightly different places after scaling.
LOOSE = {"prophet": 2e-2, "arima": 1e-3, "ets": 1e-3, "structural": 1e-3}


def growing(n: int, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return 100 * np.exp(np.cumsum(rng.normal(0.02, 0.03, n)))


def awkward() -> list[np.ndarray]:
    outlier = growing(12)
    outlier[5] *= 1000
    return [
        np.full(6, 5.0),
        np.zeros(7),
        np.array([0.0, 0, 3, 0, 1]),
        np.array([5.0, 3, 0, 0, 0, 0]),
        outlier,
        np.array([1.0, 2, 4, 8, 16, 32]),
        np.array([100.0, 10, 1, 0.1, 0.01]),
    ]


def forecast(name: str, series: list[np.ndarray], horizon: int = 6, **options: object):
    return models.get(name, **options).fit(series).predict(horizon, LEVELS)


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def test_shapes_and_order_for_three_to_eight_points(name: str) -> None:
    series = [growing(n, n) for n in (3, 8, 4, 7, 5, 6)]
    result = forecast(name, series)
    assert result.point.shape == (6, 6)
    assert result.quantiles.shape == (6, 6, 5)
    assert np.isfinite(result.quantiles).all()
    assert (np.diff(result.quantiles, axis=2) > 0).all()
    np.testing.assert_allclose(result.point, result.quantiles[:, :, 2])
    assert result.mean is not None
    assert result.mean.shape == (6, 6)


def test_intervals_widen_with_the_horizon(name: str) -> None:
    quantiles = forecast(name, [growing(10)], 10).quantiles[0]
    width = quantiles[:, -1] - quantiles[:, 0]
    assert width[-1] > width[0]


def test_inputs_are_not_changed_and_the_fit_can_be_asked_twice(name: str) -> None:
    series = [growing(9), np.full(5, 3.0)]
    before = [values.copy() for values in series]
    fitted = models.get(name).fit(series)
    first = fitted.predict(3, LEVELS)
    for values in series:
        values *= 7.0
    second = fitted.predict(3, LEVELS)
    np.testing.assert_array_equal(first.quantiles, second.quantiles)
    series = [values / 7.0 for values in series]
    for values, copy in zip(series, before, strict=True):
        np.testing.assert_allclose(values, copy)


def test_quantiles_come_back_in_the_order_asked_for(name: str) -> None:
    fitted = models.get(name).fit([growing(9)])
    up = fitted.predict(2, LEVELS).quantiles
    down = fitted.predict(2, LEVELS[::-1]).quantiles
    np.testing.assert_allclose(up, down[:, :, ::-1])


@pytest.mark.parametrize("factor", [1e-12, 1e12])
def test_scaling_the_series_scales_the_forecast(name: str, factor: float) -> None:
    series = [growing(8), np.array([3.0, 0, 2, 5, 4, 6])]
    plain = forecast(name, series, 3)
    scaled = forecast(name, [values * factor for values in series], 3)
    tolerance = LOOSE.get(name, 1e-6)
    np.testing.assert_allclose(scaled.point / factor, plain.point, rtol=tolerance)
    np.testing.assert_allclose(
        scaled.quantiles / factor, plain.quantiles, rtol=5 * tolerance, atol=tolerance
    )


def test_awkward_series_give_a_sane_forecast(name: str) -> None:
    series = awkward()
    result = forecast(name, series)
    assert np.isfinite(result.quantiles).all()
    assert (result.quantiles >= 0).all()
    assert (result.quantiles[:, :, -1] > result.quantiles[:, :, 0]).all()
    assert (np.diff(result.quantiles, axis=2) >= 0).all()
    np.testing.assert_allclose(result.point[0], 5.0, rtol=1e-3)
    np.testing.assert_allclose(result.point[1], 0.0, atol=1e-6)


def test_negative_series_may_stay_negative(name: str) -> None:
    assert (forecast(name, [-growing(9)], 2).point < 0).all()


def test_nothing_after_the_last_value_is_read(name: str) -> None:
    buffer = growing(12)
    first = forecast(name, [buffer[:8]], 3)
    buffer[8:] = 1e9
    second = forecast(name, [buffer[:8]], 3)
    np.testing.assert_array_equal(first.quantiles, second.quantiles)


def test_neighbours_do_not_matter(name: str) -> None:
    alone = forecast(name, [growing(8)], 3)
    among = forecast(name, [growing(8, 5) * 50, growing(8), growing(9, 7)], 3)
    np.testing.assert_allclose(among.quantiles[1], alone.quantiles[0], rtol=1e-9)


def test_a_forecaster_is_reusable_and_repeatable(name: str) -> None:
    model = models.get(name)
    first = model.fit([growing(8)]).predict(3, LEVELS)
    model.fit([growing(9, 4)])
    second = model.fit([growing(8)]).predict(3, LEVELS)
    np.testing.assert_array_equal(first.quantiles, second.quantiles)


def test_every_series_gets_reasons(name: str) -> None:
    series = [growing(8), np.full(5, 3.0), growing(3)]
    reasons = models.get(name).fit(series).explain()
    assert len(reasons) == 3
    for statements in reasons:
        assert statements
        assert all(statement.step and statement.note for statement in statements)


def test_shares_stay_between_zero_and_the_whole(name: str) -> None:
    series = [np.array([96.0, 97, 98, 99, 99.5, 99.8]), np.array([0.0, 0, 1, 1, 3, 2])]
    result = forecast(name, series, 15, kind="share", upper=100.0)
    assert (result.quantiles >= 0).all()
    assert (result.quantiles <= 100).all()
    assert (result.quantiles[:, :, -1] > result.quantiles[:, :, 0]).all()


def test_an_empty_panel_gives_an_empty_forecast(name: str) -> None:
    result = forecast(name, [], 3)
    assert result.quantiles.shape == (0, 3, 5)


def test_too_short_a_series_is_refused(name: str) -> None:
    model = models.get(name)
    with pytest.raises(ShortSeriesError, match=str(model.min_points)):
        model.fit([np.ones(model.min_points - 1)])


@pytest.mark.parametrize("bad", [np.array([1.0, np.nan, 2]), np.array([1.0, np.inf, 2])])
def test_gaps_and_infinities_are_refused(name: str, bad: np.ndarray) -> None:
    with pytest.raises(SchemaError, match="series 0"):
        models.get(name).fit([bad])


@pytest.mark.parametrize("horizon", [0, 51, 2.5])
def test_horizons_that_cannot_be_are_refused(horizon: float) -> None:
    fitted = models.get("naive").fit([growing(5)])
    with pytest.raises(HorizonError, match="1 to 50"):
        fitted.predict(horizon, LEVELS)


def test_fifty_years_ahead_is_finite(name: str) -> None:
    result = forecast(name, [growing(8), np.array([1.0, 2, 4, 8, 16, 32])], 50)
    assert np.isfinite(result.quantiles).all()


def test_unknown_names_and_options_are_told() -> None:
    with pytest.raises(UnknownNameError, match="did you mean theta"):
        models.get("thetta")
    with pytest.raises(SchemaError, match="colour"):
        models.get("naive", colour=1)
    with pytest.raises(TalentcastError, match="value or share"):
        models.get("naive", kind="ratio")


def test_shares_above_the_whole_are_refused() -> None:
    with pytest.raises(SchemaError, match="whole as upper"):
        models.get("naive", kind="share").fit([np.array([40.0, 50.0, 60.0])])


def test_two_points_are_labelled_and_wide() -> None:
    fitted = models.get("auto").fit([np.array([100.0, 110.0])])
    result = fitted.predict(1, LEVELS)
    assert result.point[0, 0] == pytest.approx(110.0)
    assert result.quantiles[0, 0, 0] < 90
    assert result.quantiles[0, 0, -1] > 130
    assert any("two values only" in reason.note for reason in fitted.explain()[0])
