"""Options that several commands share, and how their results leave."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentcast.errors import SchemaError

if TYPE_CHECKING:
    from rich.console import Console


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


def default_language() -> Lang:
    """Take the language of the environment."""
    for name in ("TALENTCAST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return Lang.zh if value.lower().startswith("zh") else Lang.en
    return Lang.en


def out_option(endings: str) -> Any:
    """Make an option for the output file."""
    return typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help=f"Write to this file; its ending gives the format ({endings}). 输出文件，按后缀定格式",
    )


LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="zh or en; default from the environment. 语言")
]
ResultOut = Annotated[Path | None, out_option("csv, json, md, xlsx, html")]
TableOut = Annotated[Path | None, out_option("csv, json, md, xlsx")]
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


def screen() -> Console:
    """Open the terminal."""
    from talentcast.render.terminal import console

    return console(sys.stdout)


def language_of(lang: Lang | None) -> str:
    """Name the language to write in."""
    return (lang or default_language()).value


def name_list(text: str | None, option: str) -> list[str] | None:
    """Split a list given on the command line, at commas of either width."""
    if text is None:
        return None
    names = [name.strip() for name in re.split("[,，]", text) if name.strip()]
    if not names:
        raise SchemaError(f"{option}: got nothing; expected one name or more; name one")
    return names


def mapping_of(pairs: list[str] | None) -> dict[str, str] | None:
    """Split the pairs given with `--map`."""
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


def check_outputs(
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


def check_table_output(
    out: Path | None, format: TableFormat | None, inputs: Sequence[Path] = ()
) -> None:
    """Say before any work that a table can't be written."""
    from talentcast.render import write

    if out is not None:
        write.check_format(out, format.value if format else None, ("csv", "json", "md", "xlsx"))
        write.check_writable(out)
        write.check_apart([out], inputs)


def show(frame: Any, out: Path | None, format: TableFormat | None, lang: Lang | None) -> None:
    """Write a frame to a file, or print it."""
    from talentcast.api import commands

    check_table_output(out, format)
    if out is None:
        print_table(frame, format, lang)
    else:
        commands.save_frame(frame, out, format=format.value if format else None)
        typer.echo(str(out), err=True)


def deliver(result: Any, out: Path | None, format: TableFormat | None, **options: Any) -> None:
    """Save a result, or print it."""
    if out is not None:
        result.save(out, format=format.value if format else None)
        typer.echo(str(out), err=True)
    elif format in (None, TableFormat.table):
        result.print(screen(), **options)
    else:
        sys.stdout.write(result.text(format.value))


def print_table(
    frame: Any, format: TableFormat | None, lang: Lang | None, *, digits: int = 10
) -> None:
    """Print a frame as a table, csv, json or md."""
    from talentcast.api import commands

    if format in (None, TableFormat.table):
        from talentcast.render.frame_table import print_frame

        print_frame(screen(), frame, lang=language_of(lang), digits=digits)
    else:
        sys.stdout.write(commands.frame_text(frame, format.value))
