"""What all tables in the terminal are made with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from talentcast.render.notes import grouped
from talentcast.render.words import word

if TYPE_CHECKING:
    pass

#: Label, side, and the width of a terminal from which a column is shown.
Column = tuple[str, str, int]

#: A pipe has no width; tables need about this much.
_PIPE_WIDTH = 160


def console(stream: TextIO, *, width: int | None = None) -> Console:
    """Open a console on `stream`; without a terminal behind it the width is fixed."""
    if width is None and not stream.isatty():
        width = _PIPE_WIDTH
    return Console(
        file=stream, width=width, soft_wrap=False, highlight=False, emoji=False, markup=False
    )


def plain_table(title: str | None, columns: Sequence[tuple[str, str]]) -> Table:
    """Make an empty table of columns with a label and a side; figures are never broken."""
    from rich import box

    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for label, justify in columns:
        table.add_column(
            label,
            justify=justify,  # type: ignore[arg-type]
            overflow="fold",
            no_wrap=justify == "right",
        )
    return table


def fitting_table(
    title: str | None, columns: Sequence[Column], rows: Sequence[Sequence[Any]], width: int
) -> Table:
    """Make a table of the columns that a terminal of this width has room for."""
    kept = [place for place, (_, _, least) in enumerate(columns) if least <= width]
    table = plain_table(title, [columns[place][:2] for place in kept])
    for row in rows:
        table.add_row(*(row[place] for place in kept))
    return table


def print_notes(
    out: Console, notes: Sequence[tuple[str, str]], warnings: Sequence[str], lang: str
) -> None:
    """Print notes and warnings as a list, notes of one kind as one."""
    if not notes and not warnings:
        return
    out.print(Text(word("notes", lang), style="bold"))
    for sentence in [*warnings, *grouped(notes, lang)]:
        out.print(Padding(Text(f"- {sentence}", overflow="fold"), (0, 0, 0, 2), expand=False))
