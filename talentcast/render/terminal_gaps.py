"""Occupations, skills and moves in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from talentcast.frames import GapsTables
from talentcast.render.labels import labels, pay_basis, pay_range, seeker_ratio
from talentcast.render.numbers import (
    number,
    percent,
    stars,
    with_interval,
)
from talentcast.render.terminal import Column, fitting_table, plain_table, print_notes
from talentcast.render.value_words import (
    OCCUPATION_FLAGS,
    encoding_words,
    flag_words,
)
from talentcast.render.words import word

if TYPE_CHECKING:
    import pandas as pd

_MOST_OCCUPATIONS = 60
_MOST_SKILLS = 10
_MOST_UNCLASSIFIED = 10
_MOST_TOP_SKILLS = 3
#: Two ranges of pay stand side by side from this width of a terminal.
_WIDE = 110
#: Flags that weaken the row as a whole; the files name the others too.
_GRAVEST = (
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


def print_gaps(out: Console, tables: GapsTables, *, lang: str) -> None:
    """Print occupations, the skill ranking by category, what was left over, and the notes."""
    quality = tables.quality
    grade = str(quality.get("evidence_grade", "C"))
    out.print(Text(f"{word('gaps_title', lang)} · {word('grade', lang)} {grade}", style="bold"))
    out.print(quality_line(quality, lang))
    out.print(columns_line(quality["columns"], lang))
    is_small = tables.occupations["flags"].map(lambda flags: "counts_only" in flags).astype(bool)
    shown = tables.occupations[~is_small]
    rows_are = str(quality.get("by", "occupation"))
    if len(tables.occupations):
        out.print(_occupation_table(shown.head(_MOST_OCCUPATIONS), lang, out.width, rows_are))
    else:
        out.print(f"\n{word(f'none_{rows_are}', lang)}\n")
    small = tables.occupations[is_small]
    if len(small):
        names = [f"{row[f'title_{lang}']} {row['vacancies']}" for row in small.to_dict("records")]
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
    print_notes(out, [], tables.warnings, lang)


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
    print_notes(out, [], tables.warnings, lang)


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
    return fitting_table(None, columns, rows, width)


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
