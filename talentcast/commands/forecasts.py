"""Commands about yearly series: `forecast`, `backtest`."""

from __future__ import annotations

from typing import Annotated

import typer

from talentcast.commands.options import (
    FormatOption,
    LangOption,
    PlotOption,
    ResultOut,
    SeriesFile,
    TableFormat,
    check_outputs,
    deliver,
    language_of,
    name_list,
    print_table,
)


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
    out: ResultOut = None,
    format: FormatOption = None,
    plot: PlotOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Print why. 列出依据")] = False,
    lang: LangOption = None,
) -> None:
    """Forecast the bundled series or the user's own."""
    from talentcast import api

    check_outputs(out, format, chart=plot, inputs=[data] if data else [])
    result = api.forecast(
        to=to,
        horizon=horizon,
        series=name_list(series, "--series"),
        data=data,
        method=method,
        lang=language_of(lang),
    )
    if plot:
        result.plot(plot)
    deliver(result, out, format, explain=explain)


def backtest(
    data: SeriesFile = None,
    origins: Annotated[
        int, typer.Option("--origins", min=1, help="How many past years to stand in. 起点数")
    ] = 5,
    horizon: Annotated[int, typer.Option("--horizon", min=1, help="Years ahead. 预测年数")] = 3,
    methods: Annotated[
        str,
        typer.Option("--methods", help="Models to compare, separated by commas. 比较的方法"),
    ] = "auto,naive,drift,theta",
    format: FormatOption = None,
    lang: LangOption = None,
) -> None:
    """Compare models on past years."""
    from talentcast import api

    table, verdict = api.backtest(
        data=data,
        origins=origins,
        horizon=horizon,
        methods=name_list(methods, "--methods") or [],
        lang=language_of(lang),
    )
    print_table(table, format, lang, digits=4)
    if format in (None, TableFormat.table):
        typer.echo(verdict)


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
