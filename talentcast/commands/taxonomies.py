"""Commands about taxonomies of the user's own: `taxonomy import`, `taxonomy check`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from talentcast.commands.options import (
    FormatOption,
    LangOption,
    MapOption,
    TableOut,
    check_table_output,
    language_of,
    mapping_of,
    show,
)
from talentcast.errors import SchemaError

app = typer.Typer(
    help="Use your own skills and occupations: ESCO, O*NET or tables. 自有技能与职业分类。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class TaxonomyKind(StrEnum):
    """What `taxonomy import` reads."""

    esco = "esco"
    onet = "onet"
    csv = "csv"


@app.command(
    "import",
    short_help="Make a folder for --taxonomy. 导入",
    help="Make a folder for --taxonomy of ESCO's CSV files, O*NET's text files, or tables of your "
    "own with a column of names. 将 ESCO、O*NET 或自有表格转为 --taxonomy 所用文件夹。",
)
def taxonomy_import(
    kind: Annotated[TaxonomyKind, typer.Argument(metavar="KIND", help="esco, onet or csv.")],
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Files of skills, occupations or both. 文件"),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FOLDER", help="A new folder. 新文件夹")
    ],
    map: MapOption = None,
    lang: LangOption = None,
) -> None:
    """Import a taxonomy."""
    from talentcast import api
    from talentcast.render.words import word

    given = mapping_of(map) or {}
    columns = {column: name for name, column in given.items()}
    problems = api.import_taxonomy(kind.value, files, out=out, mapping=columns or None)
    language = language_of(lang)
    sizes = api.taxonomy_sizes(out)
    typer.echo(word("taxonomy_written", language).format(folder=out, **sizes))
    if len(problems):
        typer.echo(word("taxonomy_clashes", language).format(n=len(problems), folder=out))


@app.command(
    "check",
    short_help="List what is wrong with one. 检查",
    help="List what is wrong with a folder for --taxonomy: ids that repeat, parents that are "
    "missing or form a cycle, names that belong to two entries. 检查自有分类。",
)
def taxonomy_check(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder. 文件夹")],
    out: TableOut = None,
    format: FormatOption = None,
    lang: LangOption = None,
) -> None:
    """Check a taxonomy; errors end with exit code 2."""
    from talentcast import api
    from talentcast.render.words import word

    check_table_output(out, format)
    problems = api.check_taxonomy(folder)
    if problems.empty and out is None and format is None:
        typer.echo(word("taxonomy_clean", language_of(lang)))
        return
    show(problems, out, format, lang)
    errors = int((problems["level"] == "error").sum())
    if errors:
        raise SchemaError(
            f"taxonomy {folder}: got {errors} errors (listed); expected none; correct the files"
        )
