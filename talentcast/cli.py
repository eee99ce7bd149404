"""The command line: parse, call the public functions, print. No arithmetic here."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
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
#: As shells report a program stopped by Ctrl-C.
_INTERRUPTED_EXIT = 130


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
    """What `salary` prints."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class MatchFormat(StrEnum):
    """What `match` prints."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


class Grouping(StrEnum):
    """What the rows of `gaps` are."""

    occupation = "occupation"
    industry = "industry"
    city = "city"
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


def _out_option(endings: str) -> Any:
    return typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help=f"Write to this file; its ending gives the format ({endings}). 输出文件，按后缀定格式",
    )


LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="zh or en; default from the environment. 语言")
]
ResultOut = Annotated[Path | None, _out_option("csv, json, md, xlsx, html")]
TableOut = Annotated[Path | None, _out_option("csv, json, md, xlsx")]
FormatOption = Annotated[
    TableFormat | None, typer.Option("--format", help="What to print; default table. 输出格式")
]
PlotOption = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FILE", help="Write a chart (png, svg, pdf). 输出图"),
]
SeriesFile = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FILE",
        help="Your own series: columns series, year, value, or one column a year. 自有数据",
    ),
]
TaxonomyOption = Annotated[
    Path | None,
    typer.Option("--taxonomy", metavar="FOLDER", help="Your own taxonomy. 自有技能与职业分类"),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="ROLE=COLUMN",
        help="Name a column yourself, such as title=职位名称; may be repeated. 指定列",
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


@app.command(
    short_help="Forecast headcounts, bundled or your own. 预测",
    help="Forecast engineers, talent and skilled workers, or your own yearly series. "
    "预测工程师、人才与技能人才规模，或自有年度序列。",
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

    _check_outputs(out, format, chart=plot, inputs=[data] if data else [])
    result = api.forecast(
        to=to,
        horizon=horizon,
        series=_names(series, "--series"),
        data=data,
        method=method,
        lang=_language(lang),
    )
    if plot:
        result.plot(plot)
    _deliver(result, out, format, explain=explain)


@app.command(
    short_help="Tell how wrong it would have been. 回测",
    help="Tell how wrong the forecasts would have been, standing in past years. "
    "回测：若过去如此预测，会错多少。",
)
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
        methods=_names(methods, "--methods") or [],
        lang=_language(lang),
    )
    _print_table(table, format, lang, digits=4)
    if format in (None, TableFormat.table):
        typer.echo(verdict)


@app.command(
    short_help="Estimate shortage and pay from job ads. 紧缺与薪酬",
    help="Estimate shortage index, stars and median pay per occupation from job ads. "
    "从招聘广告估计各职业的紧缺指数、星级与薪酬中位数。",
)
def gaps(
    postings: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Files of job ads: csv, tsv, xlsx, json, json lines, parquet, or folders of "
            "them. 招聘数据文件或文件夹",
        ),
    ],
    map: MapOption = None,
    taxonomy: TaxonomyOption = None,
    by: Annotated[Grouping, typer.Option("--by", help="Rows of the table. 按何分组")] = (
        Grouping.occupation
    ),
    stock: Annotated[
        Path | None,
        typer.Option("--stock", metavar="FILE", help="Employed persons by occupation. 在岗人数"),
    ] = None,
    seekers: Annotated[
        Path | None,
        typer.Option("--seekers", metavar="FILE", help="Job seekers by occupation. 求职人数"),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects", metavar="FILE", help="Write rejected rows with the reason (csv). 剔除行"
        ),
    ] = None,
    out: ResultOut = None,
    format: FormatOption = None,
    plot: PlotOption = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the bootstrap. 随机种子")] = 0,
    lang: LangOption = None,
) -> None:
    """Estimate gaps from files of ads."""
    from talentcast import api

    given = [path for path in (*postings, stock, seekers) if path is not None]
    _check_outputs(out, format, chart=plot, others=[rejects], inputs=given)
    result = api.gaps(
        postings,
        mapping=_mapping(map),
        taxonomy=taxonomy,
        by=by.value,
        stock=stock,
        seekers=seekers,
        rejects=rejects,
        seed=seed,
        lang=_language(lang),
    )
    if plot:
        result.plot(plot)
    _deliver(result, out, format)


@app.command(
    short_help="Explain ads: skills, occupation, pay. 解读广告",
    help="Explain one ad, or every ad of a file: skills with evidence, occupation, pay. "
    "解读一条广告或文件中的每条广告：技能及依据、职业、薪酬。",
)
def match(
    source: Annotated[
        str,
        typer.Argument(
            metavar="TEXT|FILE", help="The text of one ad, or a file of ads. 广告文本或文件"
        ),
    ],
    title: Annotated[
        str | None, typer.Option("--title", help="Title of the one ad. 职位名称")
    ] = None,
    map: MapOption = None,
    taxonomy: TaxonomyOption = None,
    out: Annotated[Path | None, _out_option("json, jsonl")] = None,
    format: Annotated[
        MatchFormat | None,
        typer.Option("--format", help="Default: table for a text, jsonl for a file. 输出格式"),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Explain ads."""
    from talentcast.api import commands

    commands.match_command(
        source,
        title=title,
        mapping=_mapping(map),
        taxonomy=taxonomy,
        out=out,
        format=format.value if format else None,
        lang=_language(lang),
        stream=sys.stdout,
    )


@app.command(
    short_help="Parse pay texts such as 15-25K·14薪. 解析薪酬",
    help="Parse pay texts such as 15-25K·14薪. 解析薪酬文本，如 15-25K·14薪。",
)
def salary(
    source: Annotated[
        str,
        typer.Argument(
            metavar="TEXT|FILE", help="A pay text, or a file with one a line. 薪酬文本或文件"
        ),
    ],
    format: Annotated[
        LineFormat | None, typer.Option("--format", help="What to print; default table. 输出格式")
    ] = None,
    lang: LangOption = None,
) -> None:
    """Parse pay."""
    from talentcast.api import commands

    commands.salary_command(
        source, format=format.value if format else None, lang=_language(lang), stream=sys.stdout
    )


@data_app.command(
    "list",
    short_help="List the bundled tables and series. 列表",
    help="List the bundled tables and series. 列出内置的表与指标。",
)
def data_list(format: FormatOption = None, lang: LangOption = None) -> None:
    """List tables and series."""
    from talentcast import api

    _print_table(api.tables(lang=_language(lang)), format, lang)


@data_app.command(
    "show",
    short_help="Show a table or series with its sources. 查看",
    help="Show a bundled table or series with its sources. 查看内置的表或指标及其来源。",
)
def data_show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A table or a series. 表或指标")],
    out: TableOut = None,
    format: FormatOption = None,
    lang: LangOption = None,
) -> None:
    """Show one table or series."""
    from talentcast import api

    _show(api.load(name), out, format, lang)


@data_app.command(
    "check",
    short_help="Report contradictions between sources. 矛盾",
    help="Report contradictions between the sources, or in your own series, with locators. "
    "报告资料之间或自有数据中的矛盾，并给出位置。",
)
def data_check(
    data: SeriesFile = None,
    all_rules: Annotated[
        bool, typer.Option("--all", help="Also rules that hold. 含通过的规则")
    ] = False,
    out: TableOut = None,
    format: FormatOption = None,
    lang: LangOption = None,
) -> None:
    """Report contradictions."""
    from talentcast import api

    language = _language(lang)
    _check_table_output(out, format, [data] if data else [])
    findings = api.check(data, lang=language, all_rules=all_rules)
    if out is None and format in (None, TableFormat.table):
        from talentcast.render.frame_table import print_findings

        print_findings(_console(), findings, lang=language)
    else:
        _show(findings, out, format, lang)


@data_app.command(
    "template",
    short_help="Write a table to fill in. 模板",
    help="Write an empty table with its header and one example row. 生成带表头和一行示例的空表。",
)
def data_template(
    kind: Annotated[
        TemplateKind, typer.Argument(metavar="KIND", help="forecast, postings, stock or seekers.")
    ],
    out: TableOut = None,
    lang: LangOption = None,
) -> None:
    """Write a template."""
    from talentcast import api

    frame = api.template(kind.value, lang=_language(lang))
    _show(frame, out, TableFormat.csv if out is None else None, lang)


def _language(lang: Lang | None) -> str:
    return (lang or _default_lang()).value


def _names(text: str | None, option: str) -> list[str] | None:
    """Split a list given on the command line, at commas of either width."""
    if text is None:
        return None
    names = [name.strip() for name in re.split("[,，]", text) if name.strip()]
    if not names:
        raise SchemaError(f"{option}: got nothing; expected one name or more; name one")
    return names


def _mapping(pairs: list[str] | None) -> dict[str, str] | None:
    if not pairs:
        return None
    mapping: dict[str, str] = {}
    for pair in pairs:
        role, separator, column = pair.partition("=")
        if not separator or not role.strip() or not column.strip():
            raise SchemaError(
                f"--map: got {pair!r}; expected role=column, such as title=职位名称; correct it"
            )
        if role.strip() in mapping:
            raise SchemaError(
                f"--map: got {role.strip()} twice; expected one --map for it; join columns with +, "
                f"as in {role.strip()}={mapping[role.strip()]}+{column.strip()}"
            )
        mapping[role.strip()] = column.strip()
    return mapping


def _check_outputs(
    out: Path | None,
    format: TableFormat | None,
    *,
    chart: Path | None = None,
    others: Sequence[Path | None] = (),
    inputs: Sequence[Path] = (),
) -> None:
    """Say before any work what can't be written."""
    from talentcast.render import write

    if out is not None:
        write.check_format(out, format.value if format else None)
    if chart is not None:
        write.check_chart(chart)
    outputs = [path for path in (out, chart, *others) if path is not None]
    for path in outputs:
        write.check_writable(path)
    write.check_apart(outputs, inputs)


def _check_table_output(
    out: Path | None, format: TableFormat | None, inputs: Sequence[Path] = ()
) -> None:
    from talentcast.render import write

    if out is not None:
        write.check_format(out, format.value if format else None, ("csv", "json", "md", "xlsx"))
        write.check_writable(out)
        write.check_apart([out], inputs)


def _show(frame: Any, out: Path | None, format: TableFormat | None, lang: Lang | None) -> None:
    """Write a frame to a file, or print it."""
    from talentcast.api import commands

    _check_table_output(out, format)
    if out is None:
        _print_table(frame, format, lang)
    else:
        commands.save_frame(frame, out, format=format.value if format else None)
        typer.echo(str(out), err=True)


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
        from talentcast.render.frame_table import print_frame

        print_frame(_console(), frame, lang=_language(lang), digits=digits)
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


#: The library's words for wrong values, and ours.
_PLAIN_WORDS = (
    ("Value error, ", ""),
    ("Input should be a valid integer, unable to parse string as an integer", "not a whole number"),
    ("Input should be greater than or equal to", "expected at least"),
)


def _usage_line(error: Any) -> str:
    """Put a wrong call into one line."""
    message = " ".join(error.format_message().split()).rstrip(".")
    for theirs, ours in _PLAIN_WORDS:
        message = message.replace(theirs, ours)
    command = error.ctx.command_path if error.ctx else "talentcast"
    return f"talentcast: {message}; see {command} --help\n"


def main() -> None:
    """Run the command line; an error the caller can put right is one line and exit code 2."""
    import warnings

    warnings.formatwarning = _one_line_warning
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    usage_error: Any = typer.BadParameter.__mro__[1]  # UsageError, which Typer does not export
    try:
        code = app(standalone_mode=False)
    except TalentcastError as error:
        sys.stdout.flush()
        sys.stderr.write(f"talentcast: {' '.join(str(error).split())}\n")
        raise SystemExit(_INPUT_ERROR_EXIT) from None
    except usage_error as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()
        else:
            sys.stderr.write(_usage_line(error))
        raise SystemExit(_INPUT_ERROR_EXIT) from None
    except (typer.Abort, KeyboardInterrupt):
        raise SystemExit(_INTERRUPTED_EXIT) from None
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - the pipe is gone; nothing more to say
        raise SystemExit(_BROKEN_PIPE_EXIT) from None
    if isinstance(code, int) and code:
        raise SystemExit(code)


if __name__ == "__main__":
    main()
