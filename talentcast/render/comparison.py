"""Two periods compared, as text, tables and documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from talentcast.frames import GapsTables
from talentcast.render.numbers import number, percent
from talentcast.render.words import word

#: Rows and skills shown to people; files hold all.
SHOWN_ROWS = 40
SHOWN_SKILLS = 15

#: Label and side of the columns for people.
COLUMNS = (
    ("occupation", "left"), ("list_status", "left"), ("index_before", "right"),
    ("index_now", "right"), ("index_change90", "right"), ("demand_change90", "right"),
    ("price_change90", "right"), ("vacancies_before_now", "right"),
)  # fmt: skip


def comparison_rows(tables: GapsTables, lang: str) -> list[list[str]]:
    """Write the comparison for people, in the columns of `COLUMNS`."""
    table = tables.extra["comparison"]
    shown = table[(table["list_status"] != "") | table["index_change"].notna()].head(SHOWN_ROWS)
    return [_row(row, lang) for row in shown.to_dict("records")]


def _row(row: Mapping[Any, Any], lang: str) -> list[str]:
    status = word(f"list_{row['list_status']}", lang) if row["list_status"] else ""
    if row["list_status"] in ("entry", "exit"):
        status += " " + word("sure" if row["sure"] else "unsure", lang)
    return [
        str(row[f"title_{lang}"]),
        status,
        number(row["index_before"], 0),
        number(row["index_now"], 0),
        _points(row, "index_change"),
        _ratio(row, "demand_change"),
        _ratio(row, "price_change"),
        f"{number(row['vacancies_before'], 0)} → {number(row['vacancies_now'], 0)}",
    ]


def _points(row: Mapping[Any, Any], name: str) -> str:
    if row[name] != row[name]:
        return "–"
    low, high = row[f"{name}_lo90"], row[f"{name}_hi90"]
    return f"{row[name]:+.0f} [{low:+.0f} … {high:+.0f}]"


def _ratio(row: Mapping[Any, Any], name: str) -> str:
    if row[name] != row[name]:
        return "–"
    ends = (_percent(row[f"{name}_{end}90"]) for end in ("lo", "hi"))
    return f"{_percent(row[name])} [{' … '.join(ends)}]"


def _percent(log: float) -> str:
    from math import exp

    change = exp(log) - 1
    return f"{'+' if change > 0 else ''}{percent(change, 0)}"


def changed_skills(tables: GapsTables, lang: str) -> list[str]:
    """Write one line of emerging and one of fading skills, with their shares."""
    table = tables.extra["skill_changes"]
    colon = "：" if lang == "zh" else ": "
    lines = []
    for verdict in ("emerging", "fading"):
        own = table[table["verdict"] == verdict] if len(table) else table
        own = own if verdict == "emerging" else own.iloc[::-1]
        names = [
            f"{row[f'name_{lang}']} {percent(row['share_before'])} → {percent(row['share_now'])}"
            for row in own.head(SHOWN_SKILLS).to_dict("records")
        ]
        lines.append(f"{word(verdict, lang)}{colon}{', '.join(names) or '–'}")
    return lines
