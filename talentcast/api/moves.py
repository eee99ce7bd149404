"""What `transitions` gives: the moves out of one occupation, with ways to show and save them."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentcast import jobs
from talentcast.render import moves as written
from talentcast.render.write import format_of, write_text

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from talentcast.frames import GapsTables


class Moves:
    """Where the people of one occupation can move, what they lack, what it does to pay.

    Attributes
    ----------
    occupation : str
        Id of the occupation.
    table : DataFrame
        One row a move, those advised first: id, title_zh, title_en, ads, advised, reasons (the
        rules that speak against it), similarity, education_step, pay_from, pay_to, pay_change with
        its 90 % interval (a share of the old pay), missing_skills.
    quality : dict
    warnings : list of str
    """

    def __init__(self, tables: GapsTables, occupation: str, *, lang: str) -> None:
        self.tables = tables
        self.occupation = occupation
        self.lang = lang

    @property
    def table(self) -> pd.DataFrame:
        """Every move, those advised first."""
        return self.tables.extra["moves"]

    @property
    def quality(self) -> dict[str, Any]:
        """Rows read, used, duplicate, rejected; columns; encoding; evidence grade."""
        return dict(self.tables.quality)

    @property
    def warnings(self) -> list[str]:
        """Sentences about the whole run."""
        return list(self.tables.warnings)

    def to_excel(self, path: str | Path) -> None:
        """Write a workbook: moves, notes."""
        from talentcast.render.sheets import write_workbook

        sheets = written.moves_sheets(self.tables, self.occupation, lang=self.lang)
        write_workbook(Path(path), sheets, lang=self.lang)

    def to_html(self, path: str | Path | None = None, *, lang: str | None = None) -> str:
        """Build one self-contained page; with `path`, also write it."""
        from talentcast.render.page import moves_page

        page = moves_page(self.tables, self.occupation, lang=lang or self.lang)
        if path is not None:
            write_text(Path(path), page)
        return page

    def to_dict(self) -> dict[str, Any]:
        """Build the `talentcast.transitions/1` document."""
        return written.moves_document(self.tables, self.occupation)

    def text(self, format: str) -> str:
        """Write the moves as csv, json or md."""
        from talentcast.render.documents import dump

        if format == "csv":
            flat = written.flat_moves(self.table, lang=self.lang)
            flat = flat.assign(grade=self.tables.quality["evidence_grade"])
            return str(flat.to_csv(index=False, lineterminator="\n"))
        if format == "json":
            return dump(self.to_dict())
        return written.moves_markdown(self.tables, self.occupation, lang=self.lang)

    def print(self, out: Console | None = None) -> None:
        """Print the moves advised and the nearest others, with notes."""
        from talentcast.render.terminal import console
        from talentcast.render.terminal_gaps import print_moves

        print_moves(out or console(sys.stdout), self.tables, self.occupation, lang=self.lang)

    def save(self, path: str | Path, *, format: str | None = None) -> None:
        """Write to a file; the ending gives the format (csv, json, md, xlsx, html)."""
        kind = format or format_of(Path(path))
        if kind == "xlsx":
            self.to_excel(path)
        elif kind == "html":
            self.to_html(path)
        else:
            write_text(Path(path), self.text("md" if kind == "table" else kind))

    def __repr__(self) -> str:
        advised = int(self.table["advised"].sum())
        return f"Moves({self.occupation!r}, advised={advised}, of={len(self.table)})"

    def _repr_html_(self) -> str:
        flat = written.flat_moves(self.table, lang=self.lang)
        return str(flat.to_html(index=False, max_rows=60))


def transitions(
    occupation: str,
    source: str | Path | Sequence[str | Path] | pd.DataFrame,
    *,
    mapping: Mapping[str, str] | None = None,
    taxonomy: str | Path | None = None,
    seed: int = 0,
    lang: str = "en",
) -> Moves:
    """List where the people of an occupation can move, what they lack, what it does to pay.

    Parameters
    ----------
    occupation : str
        Id, title or alias, in Chinese or English.
    source : path, list of paths or DataFrame
        Ads: what they ask for and pay is the evidence.
    mapping, taxonomy, seed, lang
        As in `gaps`.

    Returns
    -------
    Moves

    Raises
    ------
    UnknownNameError
        If there is no such occupation; near names are suggested.
    SchemaError
        If there are no ads, or too few of the occupation.

    Examples
    --------
    >>> import talentcast as tc
    >>> moves = tc.transitions("数据分析师", "examples/sample_postings.csv")
    >>> moves.occupation, bool((moves.table["id"] == "data-analyst").any())
    ('data-analyst', False)
    """
    jobs.check_language(lang)
    start, tables = jobs.run_transitions(
        occupation, source, mapping=mapping, taxonomy=taxonomy, seed=seed, lang=lang
    )
    return Moves(tables, start, lang=lang)
