"""Commands about yearly series: `forecast`, `backtest`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from talentcast.commands.options import (
    FormatOption,
    LangOption,
    PlotOption,
    ResultOut,
    SeriesFile,
    TableFormat,
    TableOut,
    check_outputs,
    check_table_output,
    deliver,
    language_of,
    name_list,
)
from talentcast.errors import SchemaError

#: So many notes are printed beside a file of figures.
_MOST_NOTES = 25


def forecast(
    to: Annotated[
        int | None, typer.Option("--to", help="Last year to forecast. 预测到哪一年")
    ] = None,
    horizon: Annotated[
        int | None,
        typer.Option("--horizon", help="Years ahead of each series' own last year. 预测年数"),
    ] = None,
    series: Annotated[
        str | None,
        typer.Option("--series", help="Series to show, separated by commas. 指标，以逗号分隔"),
    ] = None,
    data: SeriesFile = None,
    method: Annotated[
        str, typer.Option("--method", help="auto, or a model by name. 方法")
    ] = "auto",
    models: Annotated[
        Path | None,
        typer.Option(
            "--models",
            metavar="FOLDER",
            help="Models of your own, from backtest --retrain … --save-models. 自训模型",
        ),
    ] = None,
    indicators: Annotated[
        Path | None,
        typer.Option(
            "--indicators",
            metavar="FILE",
            help="Your own yearly indicators, long or wide: for --data, or in place of bundled "
            "ones of the same name. 自有指标",
        ),
    ] = None,
    out: ResultOut = None,
    format: FormatOption = None,
    plot: PlotOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Print why. 列出依据")] = False,
    lang: LangOption = None,
) -> None:
    """Forecast the bundled series or the user's own."""
    from talentcast import api

    check_outputs(out, format, chart=plot, inputs=[path for path in (data, indicators) if path])
    result = api.forecast(
        to=to,
        horizon=horizon,
        series=name_list(series, "--series"),
        data=data,
        method=method,
        models=models,
        indicators=indicators,
        lang=language_of(lang),
    )
    if plot:
        result.plot(plot)
    deliver(result, out, format, explain=explain)
    if data is not None and (format == TableFormat.csv or (out and out.suffix.lower() == ".csv")):
        _say(result.said())


def backtest(
    data: SeriesFile = None,
    origins: Annotated[
        int,
        typer.Option("--origins", min=1, help="Last figures to hide, one by one. 起点数"),
    ] = 5,
    horizon: Annotated[int, typer.Option("--horizon", min=1, help="Years ahead. 预测年数")] = 3,
    methods: Annotated[
        str,
        typer.Option(
            "--methods",
            help="Models to compare, separated by commas: auto, ensemble, smoothing, shrunk_drift, "
            "theta, drift, naive, boosting, arima, ets, structural, prophet; or all. 比较的方法",
        ),
    ] = "auto,naive,drift,theta",
    as_of: Annotated[
        int | None,
        typer.Option(
            "--as-of",
            metavar="YEAR",
            help="With a column vintage: leave out what was published later. 只用该年前发布的数据",
        ),
    ] = None,
    retrain: Annotated[
        Path | None,
        typer.Option(
            "--retrain",
            metavar="FILE",
            help="Train the learned part of auto on this panel (about 190 series of 20 years or "
            "more), and judge it there on figures hidden from the training. 用自有数据重新训练",
        ),
    ] = None,
    save_models: Annotated[
        Path | None,
        typer.Option(
            "--save-models",
            metavar="FOLDER",
            help="Keep what --retrain trained, with its record, for forecast --models. 保存模型",
        ),
    ] = None,
    out: TableOut = None,
    format: FormatOption = None,
    lang: LangOption = None,
) -> None:
    """Compare models on past years."""
    from talentcast import api
    from talentcast.api.backtests import check_models_folder

    check_table_output(out, format, [path for path in (data, retrain) if path])
    if save_models is not None:
        if retrain is None:
            raise SchemaError(
                f"got --save-models {save_models} and nothing to train on; expected --retrain "
                "FILE as well; add it"
            )
        check_models_folder(save_models)
    result = api.backtest(
        data=data,
        origins=origins,
        horizon=horizon,
        methods=name_list(methods, "--methods") or [],
        as_of=as_of,
        retrain=retrain,
        lang=language_of(lang),
    )
    if save_models is not None:
        result.save_models(save_models)
    deliver(result, out, format)
    if format == TableFormat.csv or out is not None:
        _say(result.said())
    if save_models is not None:
        typer.echo(str(save_models), err=True)


def _say(lines: list[str]) -> None:
    """Print notes beside a file of figures; the last one, a verdict or the latest, always."""
    for line in [*lines[: _MOST_NOTES - 1], *lines[_MOST_NOTES - 1 :][-1:]]:
        typer.echo(line, err=True)
    if len(lines) > _MOST_NOTES:
        typer.echo(f"… {len(lines) - _MOST_NOTES} more notes: --format json", err=True)


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(
        short_help="Forecast headcounts, bundled or your own. 预测",
        help="Forecast engineers, talent and skilled workers, or your own yearly series. "
        "预测工程师、人才与技能人才规模，或自有年度序列。",
    )(forecast)
    app.command(
        short_help="Tell how wrong it would have been. 回测",
        help="Tell how wrong the forecasts would have been, standing in past years. "
        "回测：若过去如此预测，会错多少。",
    )(backtest)
