"""The command line: parse, call the public functions, print. No arithmetic here."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from talentcast.commands import figures, forecasts
from talentcast.commands.options import (
    FormatOption,
    LangOption,
    PlotOption,
    ResultOut,
    check_outputs,
    deliver,
    language_of,
    out_option,
)
from talentcast.errors import SchemaError, TalentcastError

app = typer.Typer(
    name="talentcast",
    help="Forecast talent headcounts; estimate shortage and pay from job ads. "
    "人才预测与招聘广告紧缺度、薪酬估计。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
forecasts.add_commands(app)
app.add_typer(figures.app, name="data")

#: A result that nobody reads to the end is no bug.
_BROKEN_PIPE_EXIT = 0
_INPUT_ERROR_EXIT = 2
#: As shells report a program stopped by Ctrl-C.
_INTERRUPTED_EXIT = 130


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
    check_outputs(out, format, chart=plot, others=[rejects], inputs=given)
    result = api.gaps(
        postings,
        mapping=_mapping(map),
        taxonomy=taxonomy,
        by=by.value,
        stock=stock,
        seekers=seekers,
        rejects=rejects,
        seed=seed,
        lang=language_of(lang),
    )
    if plot:
        result.plot(plot)
    deliver(result, out, format)


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
    out: Annotated[Path | None, out_option("json, jsonl")] = None,
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
        lang=language_of(lang),
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
        source, format=format.value if format else None, lang=language_of(lang), stream=sys.stdout
    )


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
