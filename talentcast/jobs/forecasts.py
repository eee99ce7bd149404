"""Forecast and back-test: the bundled series, or the user's own panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from talentcast.errors import HorizonError, SchemaError
from talentcast.jobs.checks import check_source, whole_number

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.frames import BacktestTables, ForecastTables
    from talentcast.models import Forecaster
    from talentcast.models.learned import Learned

#: Last year of the bundled series if none is asked for: the documents' own horizon.
DEFAULT_TO = 2030


def run_forecast(
    *,
    to: int | None = None,
    horizon: int | None = None,
    series: Sequence[str] | None = None,
    data: str | Path | pd.DataFrame | None = None,
    method: str = "auto",
    models: str | Path | Learned | None = None,
    indicators: str | Path | pd.DataFrame | None = None,
    lang: str = "en",
) -> ForecastTables:
    """Forecast the bundled series, or the user's own panel."""
    way = method if models is None else _retrained(method, models)
    if to is not None and horizon is not None:
        raise HorizonError(
            f"got --to {to} and --horizon {horizon}; expected one of them; leave one out"
        )
    to, horizon = whole_number(to, "year"), whole_number(horizon, "number of years")
    if data is not None:
        check_source(data)
        if indicators is not None:
            if method != "auto":
                raise SchemaError(
                    f"got --indicators and --method {method}; expected auto, which joins them with "
                    "the series' own path; leave one out"
                )
            return _forecast_with(
                data, indicators, to=to, horizon=horizon, series=series, method=way, lang=lang
            )
        from talentcast.forecast.project import forecast_panel

        _need_horizon(to, horizon)
        return forecast_panel(data, to=to, horizon=horizon, series=series, method=way, lang=lang)
    from talentcast import data as bundled
    from talentcast.forecast.project import project

    if to is None and horizon is None:
        to = DEFAULT_TO
    return project(
        bundled.panel(),
        bundled.load("series"),
        to=to,
        horizon=horizon,
        series=series,
        method=way,
        lang=lang,
        published=bundled.load("published"),
        indicators=_indicators(indicators, lang),
        provinces=bundled.load("indicators_provinces"),
        public_engineers=bundled.load("public_engineers"),
        variables=bundled.load("variables"),
    )


def _retrained(method: str, trained: str | Path | Learned) -> Forecaster:
    """`auto` or `boosting` with models of the user's own."""
    from talentcast import models
    from talentcast.models.learned import read_learned
    from talentcast.models.named import Named

    if method not in ("auto", "boosting"):
        raise SchemaError(
            f"got --models and --method {method}; expected auto or boosting, which use trained "
            "models; leave one out"
        )
    learned = read_learned(trained) if isinstance(trained, str | PathLike) else trained
    return Named(models.get(method, trained=learned), f"{method} (retrained)")


def _need_horizon(to: int | None, horizon: int | None) -> None:
    if to is None and horizon is None:
        raise HorizonError("got no horizon; expected --to YEAR or --horizon YEARS; add one")


def _forecast_with(
    data: str | Path | pd.DataFrame,
    indicators: str | Path | pd.DataFrame,
    *,
    to: int | None,
    horizon: int | None,
    series: Sequence[str] | None,
    method: str | Forecaster,
    lang: str,
) -> ForecastTables:
    """Forecast the user's panel with the user's indicators."""
    from talentcast.forecast.own_indicators import with_indicators
    from talentcast.forecast.panel import inspect_panel
    from talentcast.forecast.project import forecast_panel

    _need_horizon(to, horizon)
    check_source(indicators)
    reading, given = inspect_panel(data, lang=lang), inspect_panel(indicators, lang=lang)
    tables = forecast_panel(
        reading, to=to, horizon=horizon, series=series, method=method, lang=lang
    )
    chosen = reading.panel[reading.panel["series"].isin(tables.series["series"])]
    return with_indicators(tables, chosen, given.panel, lang=lang)


def _indicators(given: str | Path | pd.DataFrame | None, lang: str) -> pd.DataFrame:
    """Bundled indicators, those that the user gives in their place."""
    from talentcast import data as bundled

    rows = bundled.load("indicators")
    if given is None:
        return rows
    from talentcast.forecast.own_indicators import replaced_indicators
    from talentcast.forecast.panel import inspect_panel

    check_source(given)
    usable = set(bundled.load("indicators_provinces")["series_id"]) & set(rows["series_id"])
    own = inspect_panel(given, lang=lang).panel
    own = own[own["status"] != "imputed"]
    return replaced_indicators(rows, own, bundled.load("variables"), usable)


def run_backtest(
    *,
    data: str | Path | pd.DataFrame | None,
    origins: int,
    horizon: int,
    methods: Sequence[str],
    lang: str,
    as_of: int | None = None,
    retrain: str | Path | pd.DataFrame | None = None,
) -> BacktestTables:
    """Back-test models on the bundled observations or the user's panel; train on it if asked."""
    from talentcast.forecast.backtest import backtest
    from talentcast.frames import BacktestTables

    if retrain is not None:
        check_source(retrain)
        if data is not None and not _is_same(data, retrain):
            raise SchemaError(
                "got one panel to train on and another to judge on; expected one, parts of which "
                "are hidden from the training; leave --data out"
            )
        data = retrain
    panel, notes = _backtest_panel(data, whole_number(as_of, "year"), lang)
    used = _methods(methods)
    if retrain is None:
        table, verdict = backtest(panel, methods=used, origins=origins, horizon=horizon, lang=lang)
        return BacktestTables(table, verdict, notes, origins, horizon)
    from talentcast.forecast.retrain import retrain as train

    made = train(panel, methods=used, origins=origins, horizon=horizon, lang=lang)
    name = Path(retrain).name if isinstance(retrain, str | PathLike) else "DataFrame"
    record = {"data": name, "date": date.today().isoformat(), **made.record}
    return BacktestTables(
        made.table, made.verdict, notes, origins, horizon, record=record, learned=made.learned
    )


def _is_same(one: object, other: object) -> bool:
    paths = isinstance(one, str | PathLike) and isinstance(other, str | PathLike)
    return Path(one).resolve() == Path(other).resolve() if paths else one is other  # type: ignore[arg-type]


def _methods(methods: Sequence[str]) -> list[str]:
    """Every model for the name `all`."""
    from talentcast import models

    named = [methods] if isinstance(methods, str) else list(methods)
    return list(dict.fromkeys(m for name in named for m in _of_name(name, models.names())))


def _of_name(name: str, every: Sequence[str]) -> Sequence[str]:
    return every if name == "all" else [name]


def _backtest_panel(
    data: str | Path | pd.DataFrame | None, as_of: int | None, lang: str
) -> tuple[pd.DataFrame, list[str]]:
    """Figures with their vintages, where there are any, and what was noticed in them."""
    from talentcast.forecast.panel import inspect_panel
    from talentcast.forecast.vintages import inspect_vintages

    if data is not None:
        check_source(data)
        reading = inspect_vintages(data, as_of=as_of, lang=lang)
        if reading is None and as_of is None:
            reading = inspect_panel(data, lang=lang)
        if reading is not None:
            return reading.panel, _note_lines(reading.notes, lang)
    if as_of is not None:
        raise SchemaError(
            f"got --as-of {as_of} and figures without a vintage; expected a column vintage with "
            "the year or date of publication; add it, or leave --as-of out"
        )
    from talentcast import data as bundled

    return bundled.panel(), []


def _note_lines(notes: pd.DataFrame, lang: str) -> list[str]:
    """One line a note on the user's series, with the name of the series that it is about."""
    colon = "：" if lang == "zh" else ": "
    named = zip(notes["series"], notes["note"], strict=True)
    return [f"{series}{colon}{note}" if series else str(note) for series, note in named]
