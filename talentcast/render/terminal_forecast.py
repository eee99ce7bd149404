"""Forecasts in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from talentcast.forecast.reason_words import item_in, method_in, step_in
from talentcast.frames import ForecastTables
from talentcast.render.numbers import (
    interval,
    number,
    trend_line,
)
from talentcast.render.terminal import Column, fitting_table, print_notes
from talentcast.render.words import word

if TYPE_CHECKING:
    pass

_MOST_SERIES = 40


def print_forecast(
    out: Console, tables: ForecastTables, *, lang: str, explain: bool = False
) -> None:
    """Print one line a series, with its trend, the forecast for the last year and notes."""
    middle = _middle_year(tables)
    columns: list[Column] = [
        (word("series", lang), "left", 0),
        (word("trend", lang), "left", 140),
        (word("last", lang), "right", 0),
        (str(middle), "right", 120),
        (str(tables.to), "right", 0),
        (word("interval80", lang), "right", 0),
        (word("interval95", lang), "right", 90),
        (word("published", lang), "right", 110),
    ]
    lines: list[list[Any]] = []
    points = dict(iter(tables.points.groupby("series", sort=False)))
    published = dict(iter(tables.published.groupby("series", sort=False)))
    notes: list[tuple[str, str]] = []
    for row in tables.series.head(_MOST_SERIES).to_dict("records"):
        own = points.get(row["series"])
        if own is not None:
            lines.append(
                _forecast_cells(row, own, published.get(row["series"]), (middle, tables.to), lang)
            )
        notes.extend((str(row[f"name_{lang}"] or row["series"]), text) for text in row["warnings"])
    title = f"{word('forecast_title', lang)} → {tables.to}"
    out.print(fitting_table(title, columns, lines, out.width))
    if len(tables.series) > _MOST_SERIES:
        out.print(word("more_series", lang).format(n=len(tables.series) - _MOST_SERIES))
    print_notes(out, notes, tables.warnings, lang)
    if explain:
        from talentcast.render.frame_table import print_frame

        names = dict(zip(tables.series["series"], tables.series[f"name_{lang}"], strict=True))
        given = tables.explanation
        why = given.assign(
            series=[names.get(name) or name for name in given["series"]],
            step=[step_in(step, lang) for step in given["step"]],
            item=[names.get(item) or item_in(item, lang) for item in given["item"]],
        )
        _print_methods(out, tables, lang)
        print_frame(out, why, word("explanation", lang), lang=lang, digits=5)


def _print_methods(out: Console, tables: ForecastTables, lang: str) -> None:
    """Say by which method each series was made."""
    colon = "：" if lang == "zh" else ": "
    made = tables.series[tables.series["method"] != ""]
    out.print(Text(word("method", lang), style="bold"))
    for method, rows in made.groupby("method", sort=False):
        names = (
            word_of or series
            for word_of, series in zip(rows[f"name_{lang}"], rows["series"], strict=True)
        )
        line = method_in(str(method), lang) + colon + ("、" if lang == "zh" else ", ").join(names)
        out.print(Padding(Text(line, overflow="fold"), (0, 0, 0, 2), expand=False))


def _middle_year(tables: ForecastTables) -> int:
    ahead = tables.points.loc[tables.points["kind"] == "forecast", "year"]
    first = int(ahead.min()) if len(ahead) else tables.to
    return (first + tables.to) // 2


def _forecast_cells(
    row: Mapping[Any, Any], own: Any, theirs: Any, years: tuple[int, int], lang: str
) -> list[Any]:
    known = own[own["kind"] != "forecast"]
    ahead = own[own["kind"] == "forecast"].set_index("year")
    last = known.tail(1).to_dict("records")
    last_cell = (
        f"{number(last[0]['value'])} ({last[0]['year']} {word(last[0]['kind'], lang)})"
        if last
        else "–"
    )
    at = {year: ahead.loc[year].to_dict() if year in ahead.index else {} for year in years}
    end = at[years[1]]
    theirs_cell = "–"
    if theirs is not None and len(theirs):
        theirs_cell = "\n".join(
            f"{number(p['value'])} ({p['year']})" for p in theirs.to_dict("records")
        )
    return [
        _named(row, lang),
        _trend(known["value"].tolist(), ahead["value"].tolist()),
        last_cell,
        number(at[years[0]].get("value")),
        Text(number(end.get("value")), style="bold"),
        interval(end.get("lo80"), end.get("hi80")),
        interval(end.get("lo95"), end.get("hi95")),
        theirs_cell,
    ]


def _named(row: Mapping[Any, Any], lang: str) -> Text:
    unit = word(str(row["unit"] or ""), lang)
    name = str(row[f"name_{lang}"] or row["series"])
    return Text.assemble(name, (f" ({unit})" if unit else "", "dim"))


def _trend(known: list[float], ahead: list[float]) -> Text:
    line = trend_line([*known, *ahead], width=18)
    split = round(len(line) * len(known) / max(1, len(known) + len(ahead)))
    return Text.assemble((line[:split], "default"), (line[split:], "cyan"))
