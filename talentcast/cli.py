"""The command line: parse, call the public functions, print. No arithmetic here."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentcast.errors import SchemaError, TalentcastError

if TYPE_CHECKING:
    from rich.console import Console

app = typer.Typer(
    name="talentcast",
    help="Forecast talent headcounts; estimate shortage and pay from job ads. "
    "人才预测与招聘广告紧缺度、薪酬估计。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
data_app = typer.Typer(
    help="Bundled figures, their sources and their contradictions. 内置数据、来源与矛盾之处。",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(data_app, name="data")

#: A result that nobody reads to the end is no bug.
_BROKEN_PIPE_EXIT = 0
_INPUT_ERROR_EXIT = 2


class Lang(StrEnum):
    """Language of what is printed."""

    zh = "zh"
    en = "en"


class TableFormat(StrEnum):
    """What goes to standard output."""

    table = "table"
    csv = "csv"
    json = "json"
    md = "md"


class LineFormat(StrEnum):
    """What `match` and `salary` print."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class Grouping(StrEnum):
    """What the rows of `gaps` are."""

    occupation = "occupation"
    industry = "industry"
    district = "district"


class TemplateKind(StrEnum):
    """Files that `data template` can start."""

    forecast = "forecast"
    postings = "postings"
    stock = "stock"
    seekers = "seekers"


def _default_lang() -> Lang:
    for name in ("TALENTCAST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return Lang.zh if value.lower().startswith("zh") else Lang.en
    return Lang.en


LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="zh or en; default from the environment. 语言")
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="Write to this file; its ending gives the format "
        "(csv, json, md, xlsx, html). 输出文件",
    ),
]


def _console() -> Console:
    from talentcast.render.terminal import console

    return console(sys.stdout)


def _version(show: bool) -> None:
    if show:
        from talentcast import __version__

        typer.echo(f"talentcast {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of the whole program."""


@app.command()
def forecast(
    to: Annotated[
        int | None, typer.Option("--to", help="Last year to forecast. 预测到哪一年")
    ] = None,
    horizon: Annotated[
        int | None, typer.Option("--horizon", help="Years ahead of each series' own last year.")
    ] = None,
    series: Annotated[
        str | None, typer.Option("--series", help="Series to show, separated by commas. 指标")
    ] = None,
    data: Annotated[
        Path | None, typer.Option("--data", help="Your own series: series,year,value. 自有数据")
    ] = None,
    method: Annotated[
        str, typer.Option("--method", help="auto, or a model by name. 方法")
    ] = "auto",
    out: OutOption = None,
    format: Annotated[TableFormat | None, typer.Option("--format", help="Output format.")] = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Write a chart (png, svg, pdf). 图")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Print why. 列出依据")] = False,
    lang: LangOption = None,
) -> None:
    """Forecast engineers, talent and skilled workers, or your own yearly series. 预测。."""
    from talentcast import api

    language = (lang or _default_lang()).value
    names = [name.strip() for name in series.split(",") if name.strip()] if series else None
    for path in (out, plot):
        _check_target(path)
    result = api.forecast(
        to=to, horizon=horizon, series=names, data=data, method=method, lang=language
    )
    if plot:
        result.plot(plot)
    _deliver(result, out, format, explain=explain)


@app.command()
def backtest(
    data: Annotated[
        Path | None, typer.Option("--data", help="Your own series: series,year,value. 自有数据")
    ] = None,
    origins: Annotated[
        int, typer.Option("--origins", min=1, help="How many past years to stand in.")
    ] = 5,
    horizon: Annotated[int, typer.Option("--horizon", min=1, help="Years ahead.")] = 3,
    methods: Annotated[
        str, typer.Option("--methods", help="Models to compare, separated by commas.")
    ] = "auto,naive,drift,theta",
    format: Annotated[TableFormat | None, typer.Option("--format", help="Output format.")] = None,
    lang: LangOption = None,
) -> None:
    """Tell how wrong the forecasts would have been. 回测。."""
    from talentcast import api

    table, verdict = api.backtest(
        data=data,
        origins=origins,
        horizon=horizon,
        methods=[name.strip() for name in methods.split(",") if name.strip()],
        lang=(lang or _default_lang()).value,
    )
    _print_table(table, format, lang, digits=4)
    if format in (None, TableFormat.table):
        typer.echo(verdict)


@app.command()
def gaps(
    postings: Annotated[
        list[Path],
        typer.Argument(help="Files of job ads: csv, tsv, xlsx, json lines, parquet. 招聘数据"),
    ],
    map: Annotated[
        list[str] | None,
        typer.Option("--map", help="Name a column yourself: --map title=职位名称. 指定列"),
    ] = None,
    taxonomy: Annotated[
        Path | None, typer.Option("--taxonomy", help="Folder with your own taxonomy. 自有分类")
    ] = None,
    by: Annotated[Grouping, typer.Option("--by", help="Rows of the table.")] = Grouping.occupation,
    stock: Annotated[
        Path | None, typer.Option("--stock", help="Employed persons by occupation. 存量")
    ] = None,
    seekers: Annotated[
        Path | None, typer.Option("--seekers", help="Job seekers by occupation. 求职人数")
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", help="Write rejected rows with the reason. 剔除行"),
    ] = None,
    out: OutOption = None,
    format: Annotated[TableFormat | None, typer.Option("--format", help="Output format.")] = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Write a chart (png, svg, pdf). 图")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the bootstrap.")] = 0,
    lang: LangOption = None,
) -> None:
    """Estimate shortage index, stars and median pay per occupation from job ads. 紧缺度与薪酬。."""
    from talentcast import api

    for path in (out, plot, rejects):
        _check_target(path)
    result = api.gaps(
        postings,
        mapping=_mapping(map),
        taxonomy=taxonomy,
        by=by.value,
        stock=stock,
        seekers=seekers,
        rejects=rejects,
        seed=seed,
        lang=(lang or _default_lang()).value,
    )
    if plot:
        result.plot(plot)
    _deliver(result, out, format)


@app.command()
def match(
    source: Annotated[
        str, typer.Argument(help="The text of one ad, or a file of ads. 广告文本或文件")
    ],
    title: Annotated[str | None, typer.Option("--title", help="Title of the ad. 职位名称")] = None,
    map: Annotated[list[str] | None, typer.Option("--map", help="Name a column yourself.")] = None,
    taxonomy: Annotated[Path | None, typer.Option("--taxonomy", help="Your own taxonomy.")] = None,
    out: OutOption = None,
    format: Annotated[LineFormat | None, typer.Option("--format", help="Output format.")] = None,
    lang: LangOption = None,
) -> None:
    """Explain one ad, or every ad of a file: skills with evidence, occupation, pay. 解读广告。."""
    from talentcast.api import commands

    _check_target(out)
    language = (lang or _default_lang()).value
    commands.match_command(
        source,
        title=title,
        mapping=_mapping(map),
        taxonomy=taxonomy,
        out=out,
        format=format.value if format else None,
        lang=language,
        stream=sys.stdout,
    )


@app.command()
def salary(
    source: Annotated[
        str, typer.Argument(help="A pay text, or a file with one a line. 薪酬文本或文件")
    ],
    format: Annotated[LineFormat | None, typer.Option("--format", help="Output format.")] = None,
    lang: LangOption = None,
) -> None:
    """Parse pay texts such as 15-25K·14薪. 解析薪酬。."""
    from talentcast.api import commands

    language = (lang or _default_lang()).value
    commands.salary_command(
        source, format=format.value if format else None, lang=language, stream=sys.stdout
    )


@data_app.command("list")
def data_list(
    format: Annotated[TableFormat | None, typer.Option("--format")] = None,
    lang: LangOption = None,
) -> None:
    """List the bundled tables and series. 列出内置数据。."""
    from talentcast import api

    _print_table(api.tables(lang=(lang or _default_lang()).value), format, lang)


@data_app.command("show")
def data_show(
    name: Annotated[str, typer.Argument(help="A table or a series. 表或指标")],
    out: OutOption = None,
    format: Annotated[TableFormat | None, typer.Option("--format")] = None,
    lang: LangOption = None,
) -> None:
    """Show a bundled table or series with its sources. 查看数据。."""
    from talentcast import api
    from talentcast.api import commands

    _check_target(out)
    frame = api.load(name)
    if out:
        commands.save_frame(frame, out)
    else:
        _print_table(frame, format, lang)


@data_app.command("check")
def data_check(
    data: Annotated[
        Path | None, typer.Option("--data", help="Check your own series instead. 检查自有数据")
    ] = None,
    all_rules: Annotated[
        bool, typer.Option("--all", help="Also rules that hold. 含通过的规则")
    ] = False,
    format: Annotated[TableFormat | None, typer.Option("--format")] = None,
    lang: LangOption = None,
) -> None:
    """Report contradictions between the sources, with locators. 报告资料矛盾。."""
    from talentcast import api

    language = (lang or _default_lang()).value
    findings = api.check(data, lang=language, all_rules=all_rules)
    if format in (None, TableFormat.table):
        shown = ["severity", f"message_{language}", "locators", "rule"]
        findings = findings[shown].rename(columns={f"message_{language}": "message"})
    _print_table(findings, format, lang)


@data_app.command("template")
def data_template(
    kind: Annotated[TemplateKind, typer.Argument(help="What to prepare. 模板类型")],
    out: OutOption = None,
    lang: LangOption = None,
) -> None:
    """Write an empty table with its header and one example row. 生成模板。."""
    from talentcast import api
    from talentcast.api import commands

    _check_target(out)
    frame = api.template(kind.value, lang=(lang or _default_lang()).value)
    if out:
        commands.save_frame(frame, out)
    else:
        sys.stdout.write(frame.to_csv(index=False, lineterminator="\n"))


def _mapping(pairs: list[str] | None) -> dict[str, str] | None:
    if not pairs:
        return None
    mapping = {}
    for pair in pairs:
        role, separator, column = pair.partition("=")
        if not separator or not role.strip() or not column.strip():
            raise SchemaError(
                f"--map: got {pair!r}; expected role=column, such as title=职位名称; correct it"
            )
        mapping[role.strip()] = column.strip()
    return mapping


def _check_target(path: Path | None) -> None:
    if path is not None:
        from talentcast.render.write import check_writable

        check_writable(path)


def _deliver(result: Any, out: Path | None, format: TableFormat | None, **options: Any) -> None:
    if out is not None:
        result.save(out, format=format.value if format else None)
        typer.echo(str(out), err=True)
    elif format in (None, TableFormat.table):
        result.print(_console(), **options)
    else:
        sys.stdout.write(result.text(format.value))


def _print_table(
    frame: Any, format: TableFormat | None, lang: Lang | None, *, digits: int = 10
) -> None:
    from talentcast.api import commands

    if format in (None, TableFormat.table):
        from talentcast.render.terminal import print_frame

        print_frame(_console(), frame, lang=(lang or _default_lang()).value, digits=digits)
    else:
        sys.stdout.write(commands.frame_text(frame, format.value))


def _one_line_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    line: str | None = None,
) -> str:
    return f"talentcast: warning: {' '.join(str(message).split())}\n"


def main() -> None:
    """Run the command line; an error the caller can put right is one line and exit code 2."""
    import warnings

    warnings.formatwarning = _one_line_warning
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except TalentcastError as error:
        sys.stdout.flush()
        sys.stderr.write(f"talentcast: {' '.join(str(error).split())}\n")
        raise SystemExit(_INPUT_ERROR_EXIT) from None
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - the pipe is gone; nothing more to say
        raise SystemExit(_BROKEN_PIPE_EXIT) from None


if __name__ == "__main__":
    main()
