"""Any frame, and the findings of a check, as tables in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from talentcast.render.terminal import plain_table
from talentcast.render.value_words import COLUMN_VALUES, value_word
from talentcast.render.words import word

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console


def print_frame(
    out: Console, frame: Any, title: str | None = None, *, lang: str = "en", digits: int = 10
) -> None:
    """Print a frame as a table; headers and codes are translated where a word is known.

    Numbers have at most `digits` significant digits.
    """
    numeric = [
        str(frame[name].dtype).startswith(("int", "float", "Int", "Float"))
        for name in frame.columns
    ]
    table = plain_table(
        title,
        [
            (word(str(name), lang), "right" if is_number else "left")
            for name, is_number in zip(frame.columns, numeric, strict=True)
        ],
    )
    for record in frame.itertuples(index=False):
        table.add_row(
            *[
                value_word(str(name), value, lang)
                if isinstance(value, str) and name in COLUMN_VALUES
                else _cell(name, value, digits)
                for name, value in zip(frame.columns, record, strict=True)
            ]
        )
    out.print(table)


def _cell(name: object, value: object, digits: int) -> str:
    if name == "year" and value == value and value is not None:
        return str(value)
    if isinstance(value, float) and value == value:
        return f"{value:,.{digits}g}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    if hasattr(value, "item"):
        return _cell(name, value.item(), digits)
    return "" if value is None or value != value else str(value)


def print_findings(out: Console, findings: pd.DataFrame, *, lang: str) -> None:
    """Print what a check found, the gravest first, and how many of each kind."""
    if findings.empty:
        out.print(word("no_findings", lang))
        return
    shown = findings[["severity", f"message_{lang}", "locators", "rule"]]
    print_frame(out, shown.rename(columns={f"message_{lang}": "message"}), lang=lang)
    counts = findings["severity"].value_counts(sort=False).to_dict()
    said = [f"{value_word('severity', severity, lang)} {n}" for severity, n in counts.items()]
    out.print(Text(f"{word('findings', lang)} {len(findings)}: {' · '.join(said)}", style="bold"))
