"""One self-contained HTML page: tables and chart, nothing fetched from elsewhere."""

from __future__ import annotations

import io
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from talentcast.frames import ForecastTables, GapsTables
from talentcast.render import charts
from talentcast.render.labels import labels, pay_basis, pay_range, seeker_ratio
from talentcast.render.numbers import interval, number, percent
from talentcast.render.terminal_gaps import (
    columns_line,
    quality_line,
    salary_text,
    star_text,
)
from talentcast.render.value_words import OCCUPATION_FLAGS, flag_words
from talentcast.render.words import word

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def _render(**fields: Any) -> str:
    from jinja2 import Environment

    from talentcast import __version__

    source = files("talentcast.render").joinpath("files/page.html").read_text(encoding="utf-8")
    template = Environment(autoescape=True, trim_blocks=True).from_string(source)
    return template.render(version=__version__, **fields)


def _svg(figure: Figure) -> str:
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    text = buffer.getvalue()
    return text[text.index("<svg") :]


def forecast_page(tables: ForecastTables, *, lang: str) -> str:
    """Build the page of a forecast: chart, one table a series, why, notes."""
    columns = [
        (word("year", lang), False),
        (word("kind", lang), False),
        (word("value", lang), True),
        (word("interval80", lang), True),
        (word("interval95", lang), True),
        (word("source", lang), False),
    ]
    points = dict(iter(tables.points.groupby("series", sort=False)))
    published = dict(iter(tables.published.groupby("series", sort=False)))
    blocks = []
    for row in tables.series.to_dict("records"):
        own = points.get(row["series"])
        rows = [] if own is None else [_point_row(p, lang) for p in own.to_dict("records")]
        theirs = published.get(row["series"])
        if theirs is not None:
            rows += [
                {
                    "kind": "",
                    "cells": [
                        p["year"],
                        word("published", lang),
                        number(p["value"]),
                        "–",
                        "–",
                        p["source_id"],
                    ],
                }
                for p in theirs.to_dict("records")
            ]
        unit = f" ({word(str(row['unit']), lang)})" if row["unit"] else ""
        name = row[f"name_{lang}"] or row["series"]
        blocks.append(
            {
                "title": f"{name}{unit} · {row['method']}",
                "columns": columns,
                "rows": rows,
                "notes": row["warnings"],
            }
        )
    return _render(
        lang=lang,
        title=f"{word('forecast_title', lang)} → {tables.to}",
        lead=[],
        chart=_svg(charts.forecast_figure(tables, lang=lang)),
        tables=blocks,
        notes=list(tables.warnings),
        notes_title=word("notes", lang),
    )


def _point_row(point: dict[Any, Any], lang: str) -> dict[str, Any]:
    cells = [
        point["year"],
        word(point["kind"], lang),
        number(point["value"]),
        interval(point["lo80"], point["hi80"]),
        interval(point["lo95"], point["hi95"]),
        point["source_id"] or "",
    ]
    return {"kind": point["kind"], "cells": cells}


def gaps_page(tables: GapsTables, *, lang: str) -> str:
    """Build the page of a gaps run: chart, occupations, skills, left over, notes."""
    quality = tables.quality
    grade = str(quality.get("evidence_grade", "C"))
    lead = [
        quality_line(quality, lang),
        columns_line(quality["columns"], lang),
        *labels(tables, lang),
    ]
    return _render(
        lang=lang,
        title=f"{word('gaps_title', lang)} · {word('grade', lang)} {grade}",
        lead=lead,
        chart=_svg(charts.gaps_figure(tables, lang=lang)),
        tables=[
            _occupation_block(tables, lang),
            _skill_block(tables, lang),
            *([_comparison_block(tables, lang)] if "comparison" in tables.extra else []),
            *([_left_block(tables, lang)] if len(tables.unclassified) else []),
        ],
        notes=list(tables.warnings),
        notes_title=word("notes", lang),
    )


def _comparison_block(tables: GapsTables, lang: str) -> dict[str, Any]:
    from talentcast.render import comparison

    return {
        "title": word("comparison_title", lang),
        "columns": [(word(name, lang), side == "right") for name, side in comparison.COLUMNS],
        "rows": [{"kind": "", "cells": row} for row in comparison.comparison_rows(tables, lang)],
        "notes": [*comparison.changed_skills(tables, lang), word("comparison_label", lang)],
    }


def moves_page(tables: GapsTables, occupation: str, *, lang: str) -> str:
    """Build the page of the moves out of one occupation."""
    from talentcast.render import moves

    block = {
        "title": word("moves_title", lang),
        "columns": [(word(name, lang), side == "right") for name, side in moves.COLUMNS],
        "rows": [{"kind": "", "cells": row} for row in moves.move_rows(tables, lang)],
        "notes": [],
    }
    return _render(
        lang=lang,
        title=moves.heading(tables, occupation, lang),
        lead=[quality_line(tables.quality, lang), *moves.labels(tables, lang)],
        chart="",
        tables=[block],
        notes=list(tables.warnings),
        notes_title=word("notes", lang),
    )


def _occupation_block(tables: GapsTables, lang: str) -> dict[str, Any]:
    rows_are = str(tables.quality.get("by", "occupation"))
    has_ratio = bool(tables.occupations["vacancies_per_seeker"].notna().any())
    keys = [
        (rows_are, False),
        ("ads", True),
        ("employers", True),
        ("share", True),
        ("index", True),
        ("index90", True),
        *([("seeker_ratio", True)] if has_ratio else []),
        ("stars", False),
        ("salary", True),
        ("bounds", True),
        ("placement", True),
        ("pay_basis", True),
        ("top_skills", False),
        ("flags", False),
    ]
    rows = []
    for row in tables.occupations.to_dict("records"):
        rows.append(
            {
                "kind": "",
                "cells": [
                    row[f"title_{lang}"],
                    number(row["ads"], 0),
                    number(row["employers"], 0),
                    percent(row["share"]),
                    number(row["index"], 0),
                    interval(row["index_lo90"], row["index_hi90"], 0),
                    *([seeker_ratio(row)] if has_ratio else []),
                    star_text(row),
                    salary_text(row),
                    *pay_range(row),
                    pay_basis(row),
                    ", ".join(str(s[f"name_{lang}"]) for s in row["top_skills"]),
                    ", ".join(flag_words(row["flags"], OCCUPATION_FLAGS, lang)),
                ],
            }
        )
    columns = [(word(key, lang), is_number) for key, is_number in keys]
    return {"title": word(rows_are, lang), "columns": columns, "rows": rows, "notes": []}


def _skill_block(tables: GapsTables, lang: str) -> dict[str, Any]:
    columns = [
        (word("skill", lang), False),
        (word("category", lang), False),
        (word("ads", lang), True),
        (word("share", lang), True),
    ]
    rows = [
        {
            "kind": "",
            "cells": [
                row[f"name_{lang}"],
                row.get(f"category_{lang}", row["category"]),
                number(row["ads"], 0),
                percent(row["share"]),
            ],
        }
        for row in tables.skills.head(200).to_dict("records")
    ]
    return {"title": word("skills_title", lang), "columns": columns, "rows": rows, "notes": []}


def _left_block(tables: GapsTables, lang: str) -> dict[str, Any]:
    rows = [
        {"kind": "", "cells": [row["title"], number(row["ads"], 0)]}
        for row in tables.unclassified.head(50).to_dict("records")
    ]
    columns = [(word("title", lang), False), (word("ads", lang), True)]
    return {"title": word("unclassified", lang), "columns": columns, "rows": rows, "notes": []}
