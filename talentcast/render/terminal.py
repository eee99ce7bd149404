"""Tables in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from talentcast.forecast.reason_words import item_in, method_in, step_in
from talentcast.frames import ForecastTables, GapsTables
from talentcast.render.labels import labels, pay_basis, pay_range, seeker_ratio
from talentcast.render.notes import grouped
from talentcast.render.numbers import (
    interval,
    number,
    percent,
    stars,
    trend_line,
    with_interval,
)
from talentcast.render.value_words import (
    OCCUPATION_FLAGS,
    encoding_words,
    flag_words,
)
from talentcast.render.words import word

if TYPE_CHECKING:
    import pandas as pd

#: Label, side, and the width of a terminal from which a column is shown.
Column = tuple[str, str, int]

#: A pipe has no width; tables need about this much.
_PIPE_WIDTH = 160
_MOST_SERIES = 40
_MOST_OCCUPATIONS = 60
_MOST_SKILLS = 10
_MOST_UNCLASSIFIED = 10
_MOST_TOP_SKILLS = 3
#: Two ranges of pay stand side by side from this width of a terminal.
_WIDE = 110
#: Flags that weaken the row as a whole; the files name the others too.
_GRAVEST = (
    "counts_only",
    "one_employer",
    "one_component",
    "very_weak",
    "weak",
    "large_employer",
    "not_clustered",
)

#: The ten categories of task skills in the documents (B.11 table 2), in their order.
DOCUMENT_CATEGORIES = (
    "design",
    "optimisation",
    "analysis",
    "management",
    "testing",
    "training",
    "maintenance",
    "research",
    "development",
    "operations",
)


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


def _fitting_table(
    title: str | None, columns: Sequence[Column], rows: Sequence[Sequence[Any]], width: int
) -> Table:
    """Make a table of the columns that a terminal of this width has room for."""
    kept = [place for place, (_, _, least) in enumerate(columns) if least <= width]
    table = plain_table(title, [columns[place][:2] for place in kept])
    for row in rows:
        table.add_row(*(row[place] for place in kept))
    return table


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
    out.print(_fitting_table(title, columns, lines, out.width))
    if len(tables.series) > _MOST_SERIES:
        out.print(word("more_series", lang).format(n=len(tables.series) - _MOST_SERIES))
    _print_notes(out, notes, tables.warnings, lang)
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


def _print_notes(
    out: Console, notes: Sequence[tuple[str, str]], warnings: Sequence[str], lang: str
) -> None:
    if not notes and not warnings:
        return
    out.print(Text(word("notes", lang), style="bold"))
    for sentence in [*warnings, *grouped(notes, lang)]:
        out.print(Padding(Text(f"- {sentence}", overflow="fold"), (0, 0, 0, 2), expand=False))


def print_gaps(out: Console, tables: GapsTables, *, lang: str) -> None:
    """Print occupations, the skill ranking by category, what was left over, and the notes."""
    quality = tables.quality
    grade = str(quality.get("evidence_grade", "C"))
    out.print(Text(f"{word('gaps_title', lang)} · {word('grade', lang)} {grade}", style="bold"))
    out.print(quality_line(quality, lang))
    out.print(columns_line(quality["columns"], lang))
    shown = tables.occupations[
        tables.occupations["index"].notna() | (tables.occupations["ads"] >= 10)
    ]
    rows_are = str(quality.get("by", "occupation"))
    if len(tables.occupations):
        out.print(_occupation_table(shown.head(_MOST_OCCUPATIONS), lang, out.width, rows_are))
    else:
        out.print(f"\n{word(f'none_{rows_are}', lang)}\n")
    small = tables.occupations.drop(shown.index)
    if len(small):
        names = [f"{row[f'title_{lang}']} {row['ads']}" for row in small.to_dict("records")]
        label = word("small_title" if rows_are == "occupation" else "small_other", lang)
        out.print(f"{label}: " + ", ".join(names[:_MOST_OCCUPATIONS]))
    out.print(_skill_table(tables, lang))
    if "comparison" in tables.extra:
        _print_comparison(out, tables, lang)
    if len(tables.unclassified):
        left = tables.unclassified.head(_MOST_UNCLASSIFIED).to_dict("records")
        out.print(
            f"{word('unclassified', lang)}: " + ", ".join(f"{r['title']} {r['ads']}" for r in left)
        )
    out.print()
    for sentence in labels(tables, lang):
        out.print(sentence)
    _print_notes(out, [], tables.warnings, lang)


def _print_comparison(out: Console, tables: GapsTables, lang: str) -> None:
    from talentcast.render import comparison

    columns = [(word(name, lang), side) for name, side in comparison.COLUMNS]
    table = plain_table(word("comparison_title", lang), columns)
    for row in comparison.comparison_rows(tables, lang):
        table.add_row(*row)
    out.print(table)
    for line in (*comparison.changed_skills(tables, lang), word("comparison_label", lang)):
        out.print(line)
    out.print()


def print_moves(out: Console, tables: GapsTables, occupation: str, *, lang: str) -> None:
    """Print the moves out of one occupation: those advised, the nearest others, and the notes."""
    from talentcast.render import moves

    out.print(Text(moves.heading(tables, occupation, lang), style="bold"))
    out.print(quality_line(tables.quality, lang))
    table = plain_table(None, [(word(name, lang), side) for name, side in moves.COLUMNS])
    for row in moves.move_rows(tables, lang):
        table.add_row(*row)
    out.print(table)
    hidden = len(tables.extra["moves"]) - table.row_count
    if hidden:
        out.print(word("more_moves", lang).format(n=hidden))
    for line in moves.labels(tables, lang):
        out.print(line)
    _print_notes(out, [], tables.warnings, lang)


def quality_line(quality: Mapping[str, Any], lang: str) -> str:
    """Say what became of the rows, and how the input was read."""
    keys = ("rows", "used", "duplicates", "rejected", "with_salary", "classified")
    labels = {"rows": "rows_read"}
    parts = [f"{word(labels.get(key, key), lang)} {number(quality[key], 0)}" for key in keys]
    encoding = encoding_words(str(quality["encoding"]), lang)
    return " · ".join([*parts, f"{word('encoding', lang)} {encoding}"])


def columns_line(columns: Mapping[str, str], lang: str) -> str:
    """Say under which header each role was found; roles are named as `--map` takes them."""
    found = [
        f"{word(f'role_{role}', lang)}({role}) ← {header}" if lang == "zh" else f"{role} ← {header}"
        for role, header in columns.items()
    ]
    return f"{word('columns', lang)}{'：' if lang == 'zh' else ': '}" + (
        "，" if lang == "zh" else ", "
    ).join(found)


def _occupation_table(shown: Any, lang: str, width: int, rows_are: str) -> Table:
    columns: list[Column] = [
        (word(rows_are, lang), "left", 0),
        (word("ads", lang), "right", 0),
        (word("share", lang), "right", 130),
        (word("index90", lang), "right", 0),
        (word("seeker_ratio", lang), "right", 0),
        (word("stars", lang), "left", 0),
        (word("salary", lang), "right", 0),
        (word("pay_basis", lang), "right", 120),
        (word("top_skills", lang), "left", 110),
        (word("caution", lang), "left", 90),
    ]
    rows: list[list[Any]] = [
        [
            str(row[f"title_{lang}"]),
            number(row["ads"], 0),
            percent(row["share"]),
            with_interval(row["index"], row["index_lo90"], row["index_hi90"]),
            seeker_ratio(row),
            star_text(row),
            _pay_lines(row, width),
            pay_basis(row) if row["salary_n"] else "–",
            ", ".join(str(s[f"name_{lang}"]) for s in row["top_skills"][:_MOST_TOP_SKILLS]),
            caution(row["flags"], lang),
        ]
        for row in shown.to_dict("records")
    ]
    if not shown["vacancies_per_seeker"].notna().any():
        place = [label for label, _, _ in columns].index(word("seeker_ratio", lang))
        del columns[place]
        for row in rows:
            del row[place]
    return _fitting_table(None, columns, rows, width)


def _pay_lines(row: Mapping[Any, Any], width: int) -> str:
    """Write a median with its interval; below it the bounds and the placement band."""
    ranges = pay_range(row)
    if row["salary_median"] != row["salary_median"]:
        return salary_text(row)
    return "\n".join([salary_text(row), (" · " if width >= _WIDE else "\n").join(ranges)])


def caution(flags: Sequence[str], lang: str) -> str:
    """Name the gravest flag of an occupation; the files hold all of them."""
    gravest = [flag for flag in _GRAVEST if flag in flags]
    return next(iter(flag_words(gravest, OCCUPATION_FLAGS, lang)), "")


def star_text(row: Mapping[Any, Any]) -> str:
    """Write the stars of an occupation, as a range where the likeliest has less than 60 %."""
    overall = row["stars_overall"]
    p = {int(star): float(x) for star, x in (row["p_overall"] or {}).items()}
    if overall != overall or overall is None or not p or max(p.values()) >= 0.6:
        return stars(overall)
    best = sorted(sorted(p, key=lambda star: -p[star])[:2])
    return stars(f"{best[0]}-{best[-1]}")


def salary_text(row: Mapping[Any, Any]) -> str:
    """Write the pay median of an occupation with its interval, or the bound where it is open.

    Examples
    --------
    >>> salary_text({"salary_median": 30000.0, "salary_lo90": 28000.0,
    ...              "salary_hi90": float("nan"), "flags": ["at_least"]})
    '≥ 30,000'
    """
    for flag, sign in (("at_least", "≥"), ("at_most", "≤")):
        if flag in row["flags"] and row["salary_median"] == row["salary_median"]:
            return f"{sign} {number(row['salary_median'], 0)}"
    return with_interval(row["salary_median"], row["salary_lo90"], row["salary_hi90"])


def _skill_table(tables: GapsTables, lang: str) -> Table:
    table = plain_table(
        word("skills_title", lang),
        [(word("category", lang), "left"), (word("top_skills", lang), "left")],
    )
    for label, own in skill_blocks(tables.skills, lang):
        best = own.head(_MOST_SKILLS).to_dict("records")
        table.add_row(label, ", ".join(f"{r[f'name_{lang}']} {number(r['ads'], 0)}" for r in best))
    return table


def skill_blocks(skills: pd.DataFrame, lang: str) -> list[tuple[str, pd.DataFrame]]:
    """Group the skill ranking: task skills by the documents' categories, the rest by kind."""
    blocks = []
    tasks = skills[skills["kind"] == "hard"]
    by_category = dict(iter(tasks.groupby("category", sort=False)))
    known = [name for name in DOCUMENT_CATEGORIES if name in by_category]
    for category in [*known, *(name for name in by_category if name not in known)]:
        own = by_category[category]
        blocks.append((str(own.iloc[0][f"category_{lang}"]), own))
    for kind in ("soft", "tool", "knowledge", "language", "certificate"):
        own = skills[skills["kind"] == kind]
        if len(own):
            blocks.append((word(f"kind_{kind}", lang), own))
    return blocks
