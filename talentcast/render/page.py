"""One self-contained HTML page: tables and chart, nothing fetched from elsewhere."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from talentcast.frames import ForecastTables, GapsTables
from talentcast.render import charts
from talentcast.render.numbers import interval, number, percent
from talentcast.render.terminal import salary_text, star_text
from talentcast.render.words import word

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TEMPLATE = """<!doctype html>
<html lang="{{ lang }}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ title }}</title><style>
body{font:15px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;color:#1f2933;
max-width:1180px;margin:2rem auto;padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.87rem;min-width:50%}
th,td{padding:.3rem .6rem;border-bottom:1px solid #e4e7eb;text-align:left;vertical-align:top}
th{border-bottom:2px solid #9aa5b1;white-space:nowrap}td.n,th.n{text-align:right;white-space:nowrap;
font-variant-numeric:tabular-nums}tr.forecast td{background:#f0f6fb}tr.estimate td{color:#616e7c}
.chart svg{max-width:100%;height:auto}li{margin:.2rem 0}footer{color:#616e7c;font-size:.8rem;margin:2rem 0}
</style></head><body><h1>{{ title }}</h1>{% for line in lead %}<p>{{ line }}</p>{% endfor %}
<div class="chart">{{ chart|safe }}</div>
{% for table in tables %}<h2>{{ table.title }}</h2><div class="scroll"><table><thead><tr>
{% for name, is_number in table.columns %}<th{% if is_number %} class="n"{% endif %}>{{ name }}</th>{% endfor %}
</tr></thead><tbody>{% for row in table.rows %}<tr{% if row.kind %} class="{{ row.kind }}"{% endif %}>
{% for cell in row.cells %}<td{% if table.columns[loop.index0][1] %} class="n"{% endif %}>{{ cell }}</td>
{% endfor %}</tr>{% endfor %}</tbody></table></div>{% if table.notes %}<ul>{% for note in table.notes %}
<li>{{ note }}</li>{% endfor %}</ul>{% endif %}{% endfor %}
{% if notes %}<h2>{{ notes_title }}</h2><ul>{% for note in notes %}<li>{{ note }}</li>{% endfor %}</ul>{% endif %}
<footer>talentcast {{ version }}</footer></body></html>
"""


def _render(**fields: Any) -> str:
    from jinja2 import Environment

    from talentcast import __version__

    template = Environment(autoescape=True, trim_blocks=True).from_string(_TEMPLATE)
    return template.render(version=__version__, **fields)


def _svg(figure: Figure) -> str:
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    text = buffer.getvalue()
    return text[text.index("<svg"):]


def forecast_page(tables: ForecastTables, *, lang: str) -> str:
    """Build the page of a forecast: chart, one table a series, why, notes."""
    columns = [
        (word("year", lang), False), (word("kind", lang), False), (word("value", lang), True),
        (word("interval80", lang), True), (word("interval95", lang), True), (word("source", lang), False),
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
                {"kind": "", "cells": [p["year"], word("published", lang), number(p["value"]),
                                       "–", "–", p["source_id"]]}
                for p in theirs.to_dict("records")
            ]
        unit = f" ({word(str(row['unit']), lang)})" if row["unit"] else ""
        name = row[f"name_{lang}"] or row["series"]
        blocks.append({"title": f"{name}{unit} · {row['method']}", "columns": columns, "rows": rows,
                       "notes": row["warnings"]})
    return _render(
        lang=lang, title=f"{word('forecast_title', lang)} → {tables.to}", lead=[],
        chart=_svg(charts.forecast_figure(tables, lang=lang)), tables=blocks,
        notes=list(tables.warnings), notes_title=word("notes", lang),
    )


def _point_row(point: dict[Any, Any], lang: str) -> dict[str, Any]:
    cells = [
        point["year"], word(point["kind"], lang), number(point["value"]),
        interval(point["lo80"], point["hi80"]), interval(point["lo95"], point["hi95"]),
        point["source_id"] or "",
    ]
    return {"kind": point["kind"], "cells": cells}


def gaps_page(tables: GapsTables, *, lang: str) -> str:
    """Build the page of a gaps run: chart, occupations, skills, left over, notes."""
    quality = tables.quality
    grade = str(quality.get("evidence_grade", "C"))
    lead = [
        " · ".join(
            f"{word(key, lang)} {number(quality[key])}"
            for key in ("rows", "used", "duplicates", "rejected", "with_salary", "classified")
        ),
        word(f"wording_{grade}", lang),
        word("stars_label", lang),
    ]
    return _render(
        lang=lang, title=f"{word('gaps_title', lang)} · {word('grade', lang)} {grade}", lead=lead,
        chart=_svg(charts.gaps_figure(tables, lang=lang)),
        tables=[_occupation_block(tables, lang), _skill_block(tables, lang), _left_block(tables, lang)],
        notes=list(tables.warnings), notes_title=word("notes", lang),
    )


def _occupation_block(tables: GapsTables, lang: str) -> dict[str, Any]:
    keys = [("occupation", False), ("ads", True), ("employers", True), ("share", True), ("index", True),
            ("index90", True), ("stars", False), ("salary", True), ("disclosed", True),
            ("top_skills", False), ("flags", False)]
    rows = []
    for row in tables.occupations.to_dict("records"):
        rows.append({"kind": "", "cells": [
            row[f"title_{lang}"], number(row["ads"], 0), number(row["employers"], 0),
            percent(row["share"]), number(row["index"], 0),
            interval(row["index_lo90"], row["index_hi90"], 0), star_text(row), salary_text(row),
            percent(row["disclosed"], 0), ", ".join(str(s[f"name_{lang}"]) for s in row["top_skills"]),
            ", ".join(row["flags"]),
        ]})
    columns = [(word(key, lang), is_number) for key, is_number in keys]
    return {"title": word("occupation", lang), "columns": columns, "rows": rows, "notes": []}


def _skill_block(tables: GapsTables, lang: str) -> dict[str, Any]:
    columns = [(word("skill", lang), False), (word("category", lang), False), (word("ads", lang), True),
               (word("share", lang), True)]
    rows = [
        {"kind": "", "cells": [row[f"name_{lang}"], row.get(f"category_{lang}", row["category"]),
                               number(row["ads"], 0), percent(row["share"])]}
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
