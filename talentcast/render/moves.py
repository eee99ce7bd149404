"""Moves out of one occupation as tables, text and documents."""

from __future__ import annotations

from typing import Any

import pandas as pd

from talentcast.frames import GapsTables
from talentcast.render.documents import plain
from talentcast.render.numbers import number, percent
from talentcast.render.sheets import markdown_table
from talentcast.render.value_words import value_word
from talentcast.render.words import word

#: Moves that are not advised are shown up to this many; files hold all.
SHOWN_OTHERS = 10

#: Label and side of the columns for people.
COLUMNS = (
    ("occupation", "left"), ("advice", "left"), ("similarity", "right"), ("pay_now", "right"),
    ("pay_change90", "right"), ("education_step", "right"), ("missing_skills", "left"),
)  # fmt: skip


def start_of(tables: GapsTables, occupation: str) -> dict[str, Any]:
    """Give the row of the occupation that the moves start from."""
    rows = tables.occupations[tables.occupations["id"] == occupation].to_dict("records")
    return {str(name): value for name, value in rows[0].items()}


def heading(tables: GapsTables, occupation: str, lang: str) -> str:
    """Name the occupation, its ads and the evidence grade."""
    start = start_of(tables, occupation)
    grade = tables.quality.get("evidence_grade", "C")
    title = f"{word('moves_title', lang)}: {start[f'title_{lang}']}"
    return (
        f"{title} · {word('ads', lang)} {number(start['ads'], 0)} · {word('grade', lang)} {grade}"
    )


def shown_moves(tables: GapsTables) -> pd.DataFrame:
    """Pick the moves for people to read: those advised, and the nearest others."""
    table = tables.extra["moves"]
    others = table[~table["advised"].astype(bool)].head(SHOWN_OTHERS)
    return pd.concat([table[table["advised"].astype(bool)], others])


def labels(tables: GapsTables, lang: str) -> list[str]:
    """Say what the moves rest on, and in what unit pay is."""
    unit = next(iter(tables.occupations["salary_unit"].dropna()), None)
    said = [word("moves_pay", lang).format(unit=value_word("unit", unit, lang))] if unit else []
    return [word("moves_label", lang), *said]


def move_rows(tables: GapsTables, lang: str) -> list[list[str]]:
    """Write the moves for people, in the columns of `COLUMNS`."""
    return [
        [
            str(row[f"title_{lang}"]),
            _advice(row, lang),
            number(row["similarity"], 2),
            number(row["pay_to"], 0),
            _change(row),
            _signed(row["education_step"]),
            ", ".join(str(skill[f"name_{lang}"]) for skill in row["missing_skills"]),
        ]
        for row in shown_moves(tables).to_dict("records")
    ]


def _advice(row: Any, lang: str) -> str:
    if row["advised"]:
        return word("advised", lang)
    known = {"education": row["education_step"], "pay": row["pay_change"]}
    reasons = [
        f"no_{reason}_known" if reason in known and known[reason] != known[reason]
        else f"against_{reason}"
        for reason in row["reasons"]
    ]  # fmt: skip
    return word("comma", lang).join(word(reason, lang) for reason in reasons)


def _change(row: Any) -> str:
    if row["pay_change"] != row["pay_change"]:
        return "–"
    low, high = (_percent(row[f"pay_change_{end}90"]) for end in ("lo", "hi"))
    return f"{_percent(row['pay_change'])} [{low} … {high}]"


def _percent(value: float) -> str:
    return f"{'+' if value > 0 else ''}{percent(value, 0)}"


def _signed(value: float) -> str:
    return "–" if value != value else f"{int(value):+d}" if value else "0"


def flat_moves(table: pd.DataFrame, *, lang: str) -> pd.DataFrame:
    """Write the lists of moves as text, for CSV and Excel; reasons stay codes."""
    return table.assign(
        reasons=["; ".join(reasons) for reasons in table["reasons"]],
        missing_skills=[
            "; ".join(str(skill[f"name_{lang}"]) for skill in skills)
            for skills in table["missing_skills"]
        ],
    )


def moves_sheets(tables: GapsTables, occupation: str, *, lang: str) -> dict[str, pd.DataFrame]:
    """Name the sheets of a workbook: moves, notes."""
    notes = [heading(tables, occupation, lang), *labels(tables, lang), *tables.warnings]
    return {
        "transitions": flat_moves(tables.extra["moves"], lang=lang),
        "notes": pd.DataFrame({"note": notes}),
    }


def moves_markdown(tables: GapsTables, occupation: str, *, lang: str) -> str:
    """Write the moves for people as Markdown."""
    header = [word(name, lang) for name, _ in COLUMNS]
    blocks = [
        f"# {heading(tables, occupation, lang)}",
        markdown_table(header, move_rows(tables, lang)),
        *labels(tables, lang),
        *(f"- {warning}" for warning in tables.warnings),
    ]
    return "\n\n".join(blocks) + "\n"


def moves_document(tables: GapsTables, occupation: str) -> dict[str, Any]:
    """Build the `talentcast.transitions/1` document."""
    start = start_of(tables, occupation)
    kept = ("id", "title_zh", "title_en", "ads", "vacancies", "employers")
    pay = {name: start[f"salary_{name}"] for name in ("median", "lo90", "hi90", "n", "unit")}
    document = {
        "schema": "talentcast.transitions/1",
        "quality": dict(tables.quality),
        "occupation": {**{name: start[name] for name in kept}, "salary": pay},
        "moves": tables.extra["moves"].to_dict("records"),
        "warnings": list(tables.warnings),
    }
    return dict(plain(document))
