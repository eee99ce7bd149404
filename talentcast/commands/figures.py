"""Commands about bundled figures and the user's own: `data list`, `show`, `check`, `template`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from talentcast.commands.options import (
    FormatOption,
    LangOption,
    SeriesFile,
    TableFormat,
    TableOut,
    check_table_output,
    language_of,
    print_table,
    screen,
    show,
)

app = typer.Typer(
    help="Bundled figures, their sources and their contradictions. 内置数据、来源与矛盾之处。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class TemplateKind(StrEnum):
    """Files that `data template` can start."""

    forecast = "forecast"
    postings = "postings"
    stock = "stock"
    seekers = "seekers"


@app.command(
    "list",
    short_help="List the bundled tables and series. 列表",
    help="List the bundled tables and series. 列出内置的表与指标。",
)
def data_list(format: FormatOption = None, lang: LangOption = None) -> None:
    """List tables and series."""
    from talentcast import api

    print_table(api.tables(lang=language_of(lang)), format, lang)


@app.command(
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

    show(api.load(name), out, format, lang)


@app.command(
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

    language = language_of(lang)
    check_table_output(out, format, [data] if data else [])
    findings = api.check(data, lang=language, all_rules=all_rules)
    if out is None and format in (None, TableFormat.table):
        from talentcast.render.frame_table import print_findings

        print_findings(screen(), findings, lang=language)
    else:
        show(findings, out, format, lang)


@app.command(
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

    frame = api.template(kind.value, lang=language_of(lang))
    show(frame, out, TableFormat.csv if out is None else None, lang)
