"""Tables as Excel workbooks, CSV text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from talentcast.frames import ForecastTables, GapsTables
from talentcast.render.headings import FORMATS, for_people, sheet_name
from talentcast.render.labels import labels, pay_basis, pay_range, seeker_ratio
from talentcast.render.numbers import interval, number, percent, with_interval
from talentcast.render.value_words import OCCUPATION_FLAGS, encoding_words, flag_words
from talentcast.render.words import word
from talentcast.render.write import format_of, write_whole

#: The columns of a forecast of the user's own panel.
PANEL_FORECAST = ("series", "year", "value", "lo80", "hi80", "lo95", "hi95", "method")

#: Characters that a worksheet can't hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CELL_LIMIT = 32_000
_WIDTH_LIMIT = 60
_NUMBER_WIDTH = 8

#: Characters from here on are about as wide as two letters.
_LAST_NARROW = 0x2E7F


def forecast_csv(tables: ForecastTables, *, own_panel: bool) -> str:
    """Write forecast points as CSV text.

    Parameters
    ----------
    tables : ForecastTables
    own_panel : bool
        True: forecasts of the user's series alone, in the columns of `PANEL_FORECAST`.
        False: every point of the bundled series, with its kind and source.
    """
    if own_panel:
        ahead = tables.points[tables.points["kind"] == "forecast"]
        return str(ahead[list(PANEL_FORECAST)].to_csv(index=False, lineterminator="\n"))
    columns = [*PANEL_FORECAST, "kind", "source_id"]
    return str(tables.points[columns].to_csv(index=False, lineterminator="\n"))


def flat_occupations(tables: GapsTables, *, lang: str) -> pd.DataFrame:
    """Occupations with lists written as text, for CSV and Excel; flags stay codes."""
    flat = tables.occupations.copy()
    flat["top_skills"] = [
        "; ".join(str(skill[f"name_{lang}"]) for skill in skills) for skills in flat["top_skills"]
    ]
    flat["flags"] = ["; ".join(flags) for flags in flat["flags"]]
    for name in ("p_overall", "p_supply_demand", "p_training", "p_transition"):
        flat[name] = [
            "; ".join(f"{star}: {p:.2f}" for star, p in p.items()) if p else "" for p in flat[name]
        ]
    return flat


def gaps_csv(tables: GapsTables, *, lang: str) -> str:
    """Write the occupation table as CSV text; with a second period, the comparison instead."""
    if "comparison" in tables.extra:
        return str(tables.extra["comparison"].to_csv(index=False, lineterminator="\n"))
    return str(flat_occupations(tables, lang=lang).to_csv(index=False, lineterminator="\n"))


def write_workbook(path: Path, sheets: Mapping[str, pd.DataFrame], *, lang: str = "en") -> None:
    """Write frames as the sheets of one workbook, whole or not at all.

    Text is stored as text: a cell that begins with `=` stays what it says. In Chinese, sheets,
    columns and codes have Chinese names.

    Raises
    ------
    OutputError
        If the ending is not .xlsx.
    """
    format_of(path, ("xlsx",))
    write_whole(path, lambda temporary: _fill_workbook(temporary, sheets, lang))


def _fill_workbook(path: Path, sheets: Mapping[str, pd.DataFrame], lang: str) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    for title, plain in sheets.items():
        sheet = book.create_sheet(sheet_name(title, lang)[:31])
        frame = for_people(plain, lang)
        formats = [FORMATS.get(str(name)) for name in plain.columns]
        sheet.freeze_panes = "A2"
        for index, name in enumerate(frame.columns):
            shown = frame.iloc[:200, index]
            widest = max(map(_width, shown), default=0) if formats[index] is None else _NUMBER_WIDTH
            sheet.column_dimensions[_letter(index)].width = min(
                _WIDTH_LIMIT, max(_width(name), widest) + 2
            )
        header = []
        for name in frame.columns:
            cell = WriteOnlyCell(sheet, value=str(name))
            cell.font = Font(bold=True)
            header.append(cell)
        sheet.append(header)
        for record in frame.itertuples(index=False):
            cells = [_cell(sheet, value, WriteOnlyCell) for value in record]
            sheet.append([_shown_as(sheet, c, f) for c, f in zip(cells, formats, strict=True)])
    book.save(path)


def _width(value: object) -> int:
    """Columns that a text takes; a Chinese character takes two."""
    text = str(value)
    return len(text) + sum(ord(character) > _LAST_NARROW for character in text)


def _shown_as(sheet: Any, value: Any, number_format: str | None) -> Any:
    if number_format is None or not isinstance(value, (int, float)):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = number_format
    return cell


def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(index + 1))


def _cell(sheet: Any, value: Any, cell_class: Any) -> Any:
    if value is None or (
        isinstance(value, float) and (value != value or value in (float("inf"), float("-inf")))
    ):
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if hasattr(value, "item"):
        return _cell(sheet, value.item(), cell_class)
    if value is pd.NA or value is pd.NaT:
        return None
    cell = cell_class(sheet, value=_FORBIDDEN.sub("", str(value))[:_CELL_LIMIT])
    cell.data_type = "s"
    return cell


def forecast_sheets(tables: ForecastTables) -> dict[str, pd.DataFrame]:
    """Sheets of a forecast workbook: points, series, the documents' own, why, notes."""
    series = tables.series.assign(warnings=[" ".join(w) for w in tables.series["warnings"]])
    return {
        "points": tables.points,
        "series": series,
        "published": tables.published,
        "explanation": tables.explanation,
        "notes": pd.DataFrame({"note": list(tables.warnings)}),
    }


def gaps_sheets(tables: GapsTables, *, lang: str) -> dict[str, pd.DataFrame]:
    """Sheets of a gaps workbook: occupations, skills, unclassified titles, quality, notes."""
    quality = pd.DataFrame(
        [
            (_quality_name(key, lang), _quality_text(key, value, lang))
            for key, value in tables.quality.items()
        ],
        columns=["item", "value"],
    )
    occupations = flat_occupations(tables, lang=lang)
    if lang == "zh":
        occupations["flags"] = [
            "；".join(flag_words(flags, OCCUPATION_FLAGS, lang))
            for flags in tables.occupations["flags"]
        ]
    sheets = {
        "occupations": occupations,
        "skills": tables.skills,
        "unclassified": tables.unclassified,
        "quality": quality,
        "notes": pd.DataFrame({"note": [*labels(tables, lang), *tables.warnings]}),
    }
    titles = dict(zip(occupations["id"], occupations[f"title_{lang}"], strict=True))
    for name, frame in tables.extra.items():
        if not any(frame[column].map(_is_nested).any() for column in frame.columns):
            sheets[name] = _with_flags(_with_titles(frame, titles, lang), lang)
    return sheets


def _quality_name(key: str, lang: str) -> str:
    if lang != "zh":
        return key
    return word("period_of_ads" if key == "period" else key, lang)


def _quality_text(key: str, value: Any, lang: str) -> Any:
    if key == "encoding":
        return encoding_words(str(value), lang)
    if key == "salary_basis":
        return word(str(value), lang)
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {of}" for name, of in value.items())
    return value if isinstance(value, int) else str(value)


def _with_titles(frame: pd.DataFrame, titles: Mapping[str, str], lang: str) -> pd.DataFrame:
    """Put the title beside the id of an occupation."""
    column = f"title_{lang}"
    if "id" not in frame.columns or column in frame.columns or not set(frame["id"]) & set(titles):
        return frame
    named = frame.copy()
    named.insert(list(frame.columns).index("id") + 1, column, frame["id"].map(titles))
    return named


def _with_flags(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Say in Chinese the flags of a table beside the main one."""
    if lang != "zh" or "flags" not in frame.columns:
        return frame
    said = [
        "；".join(flag_words(filter(None, flags.split("; ")), OCCUPATION_FLAGS, lang))
        for flags in frame["flags"]
    ]
    return frame.assign(flags=said)


def _is_nested(value: object) -> bool:
    return isinstance(value, (list, dict, tuple))


def markdown_table(header: list[str], rows: list[list[str]]) -> str:
    r"""Write a Markdown table; pipes in cells are escaped.

    Examples
    --------
    >>> print(markdown_table(["a", "b"], [["1", "x|y"]]))
    | a | b |
    |---|---|
    | 1 | x\|y |
    """
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    for row in rows:
        cells = [cell.replace("|", "\\|").replace("\n", " ") for cell in row]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def forecast_points_markdown(tables: ForecastTables, *, lang: str) -> str:
    """Every series with every year, as Markdown."""
    blocks = [f"# {word('forecast_title', lang)} {tables.to}"]
    header = [word(key, lang) for key in ("year", "kind", "value", "interval80", "interval95")]
    points = dict(iter(tables.points.groupby("series", sort=False)))
    for row in tables.series.to_dict("records"):
        name = row[f"name_{lang}"] or row["series"]
        unit = f" ({word(str(row['unit']), lang)})" if row["unit"] else ""
        blocks.append(f"## {name}{unit}")
        own = points.get(row["series"])
        rows = (
            []
            if own is None
            else [
                [
                    str(p["year"]),
                    word(p["kind"], lang),
                    number(p["value"]),
                    interval(p["lo80"], p["hi80"]),
                    interval(p["lo95"], p["hi95"]),
                ]
                for p in own.to_dict("records")
            ]
        )
        blocks.append(markdown_table(header, rows))
        if len(row["warnings"]):
            blocks.append("\n".join(f"- {sentence}" for sentence in row["warnings"]))
    return "\n\n".join(blocks) + "\n"


def gaps_markdown(tables: GapsTables, *, lang: str) -> str:
    """Occupations, skills and notes as Markdown."""
    from talentcast.render.terminal_gaps import (
        columns_line,
        quality_line,
        salary_text,
        star_text,
    )

    rows_are = str(tables.quality.get("by", "occupation"))
    has_ratio = bool(tables.occupations["vacancies_per_seeker"].notna().any())
    ratio = ("seeker_ratio",) if has_ratio else ()
    keys = (
        rows_are, "ads", "share", "index90", *ratio, "stars", "salary", "bounds", "placement",
        "pay_basis", "top_skills", "flags",
    )  # fmt: skip
    rows = [
        [
            str(row[f"title_{lang}"]),
            number(row["ads"], 0),
            percent(row["share"]),
            with_interval(row["index"], row["index_lo90"], row["index_hi90"]),
            *([seeker_ratio(row)] if has_ratio else []),
            star_text(row),
            salary_text(row),
            *pay_range(row),
            pay_basis(row),
            ", ".join(str(s[f"name_{lang}"]) for s in row["top_skills"]),
            ", ".join(flag_words(row["flags"], OCCUPATION_FLAGS, lang)),
        ]
        for row in tables.occupations.to_dict("records")
    ]
    skills = [
        [
            str(row[f"name_{lang}"]),
            str(row.get(f"category_{lang}", row["category"])),
            number(row["ads"], 0),
            percent(row["share"]),
        ]
        for row in tables.skills.head(100).to_dict("records")
    ]
    blocks = [
        f"# {word('gaps_title', lang)}",
        quality_line(tables.quality, lang),
        columns_line(tables.quality["columns"], lang),
        *labels(tables, lang),
        markdown_table([word(key, lang) for key in keys], rows),
        f"## {word('skills_title', lang)}",
        markdown_table([word(key, lang) for key in ("skill", "category", "ads", "share")], skills),
        *_comparison_markdown(tables, lang),
        f"## {word('notes', lang)}",
        "\n".join(f"- {sentence}" for sentence in tables.warnings),
    ]
    return "\n\n".join(blocks) + "\n"


def _comparison_markdown(tables: GapsTables, lang: str) -> list[str]:
    if "comparison" not in tables.extra:
        return []
    from talentcast.render import comparison

    header = [word(name, lang) for name, _ in comparison.COLUMNS]
    return [
        f"## {word('comparison_title', lang)}",
        markdown_table(header, comparison.comparison_rows(tables, lang)),
        *comparison.changed_skills(tables, lang),
        word("comparison_label", lang),
    ]


def frame_markdown(frame: pd.DataFrame) -> str:
    """Any table as Markdown."""
    rows = [
        ["" if value is None or value != value else str(value) for value in record]
        for record in frame.itertuples(index=False)
    ]
    return markdown_table([str(name) for name in frame.columns], rows) + "\n"
