"""The objects that users get: finished tables with ways to show and save them."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentcast.errors import SchemaError
from talentcast.frames import ForecastTables, GapsTables
from talentcast.render.write import format_of, write_text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure
    from rich.console import Console


#: Columns of an occupation that fit on a screen.
_SHOWN_IN_NOTEBOOKS = (
    "title_zh",
    "title_en",
    "ads",
    "share",
    "index",
    "index_lo90",
    "index_hi90",
    "grade",
    "stars_overall",
    "salary_median",
    "salary_lo90",
    "salary_hi90",
    "bound_low",
    "bound_high",
    "placement_low",
    "placement_high",
    "salary_n",
    "salary_employers",
    "disclosed",
    "salary_unit",
    "top_skills",
    "flags",
)


class Forecast:
    """A finished forecast.

    Attributes
    ----------
    table : DataFrame
        One row a series and year: series, year, kind (actual, estimate, forecast), value, lo80,
        hi80, lo95, hi95, method, source_id.
    series, published, explanation : DataFrame
        Names and units; what the documents project themselves; why.
    warnings : list of str
    """

    def __init__(self, tables: ForecastTables, *, own_panel: bool, lang: str) -> None:
        self.tables = tables
        self.own_panel = own_panel
        self.lang = lang

    @property
    def table(self) -> pd.DataFrame:
        """Every point of every series."""
        return self.tables.points

    @property
    def series(self) -> pd.DataFrame:
        """Names, units, methods and warnings, one row a series."""
        return self.tables.series

    @property
    def published(self) -> pd.DataFrame:
        """What the documents project or target themselves."""
        return self.tables.published

    @property
    def explanation(self) -> pd.DataFrame:
        """Why: indicators, weights, members, shrinkage."""
        return self.tables.explanation

    @property
    def warnings(self) -> list[str]:
        """Sentences about the whole run."""
        return list(self.tables.warnings)

    def said(self) -> list[str]:
        """List what the reader has to know, one line for all series of which the same is said."""
        from talentcast.render.notes import grouped

        named = self.series[f"name_{self.lang}"].where(
            self.series[f"name_{self.lang}"] != "", self.series["series"]
        )
        pairs = zip(named, self.series["warnings"], strict=True)
        notes = [(str(name), text) for name, texts in pairs for text in texts]
        return [*self.warnings, *grouped(notes, self.lang)]

    def plot(self, path: str | Path | None = None, *, lang: str | None = None) -> Figure:
        """Draw one panel a series; with `path`, also write it (png, svg, pdf)."""
        from talentcast.render.charts import forecast_figure, save_figure

        figure = forecast_figure(self.tables, lang=lang or self.lang)
        if path is not None:
            save_figure(figure, Path(path))
        return figure

    def to_excel(self, path: str | Path) -> None:
        """Write a workbook: points, series, published, explanation, notes."""
        from talentcast.render.sheets import forecast_sheets, write_workbook

        write_workbook(Path(path), forecast_sheets(self.tables), lang=self.lang)

    def to_html(self, path: str | Path | None = None, *, lang: str | None = None) -> str:
        """Build one self-contained page; with `path`, also write it."""
        from talentcast.render.page import forecast_page

        page = forecast_page(self.tables, lang=lang or self.lang)
        if path is not None:
            write_text(Path(path), page)
        return page

    def to_dict(self) -> dict[str, Any]:
        """Build the `talentcast.forecast/1` document."""
        from talentcast.render.documents import forecast_document

        return forecast_document(self.tables)

    def text(self, format: str) -> str:
        """Write the forecast as csv, json or md."""
        from talentcast.render.documents import dump
        from talentcast.render.sheets import forecast_csv, forecast_points_markdown

        if format == "csv":
            return forecast_csv(self.tables, own_panel=self.own_panel)
        if format == "json":
            return dump(self.to_dict())
        return forecast_points_markdown(self.tables, lang=self.lang)

    def print(self, out: Console | None = None, *, explain: bool = False) -> None:
        """Print a table with a trend line a series."""
        from talentcast.render.terminal import console
        from talentcast.render.terminal_forecast import print_forecast

        print_forecast(out or console(sys.stdout), self.tables, lang=self.lang, explain=explain)

    def save(self, path: str | Path, *, format: str | None = None) -> None:
        """Write to a file; the ending gives the format (csv, json, md, xlsx, html)."""
        _save(self, Path(path), format)

    def __repr__(self) -> str:
        return f"Forecast(series={len(self.series)}, to={self.tables.to})"

    def _repr_html_(self) -> str:
        return str(self.table.to_html(index=False, max_rows=60))


class Gaps:
    """Shortage index, stars and pay per occupation, with how good the input was.

    Attributes
    ----------
    occupations, skills, unclassified : DataFrame
    quality : dict
    warnings : list of str
    """

    def __init__(self, tables: GapsTables, *, lang: str) -> None:
        self.tables = tables
        self.lang = lang

    @property
    def occupations(self) -> pd.DataFrame:
        """One row an occupation: counts, index with interval, stars, pay, skills, flags."""
        return self.tables.occupations

    @property
    def skills(self) -> pd.DataFrame:
        """One row a skill, by how many ads name it."""
        return self.tables.skills

    @property
    def unclassified(self) -> pd.DataFrame:
        """Titles that no occupation was found for, with their ads."""
        return self.tables.unclassified

    @property
    def comparison(self) -> pd.DataFrame | None:
        """What changed since the period given as `compare`, one row an occupation."""
        return self.tables.extra.get("comparison")

    @property
    def skill_changes(self) -> pd.DataFrame | None:
        """Skills in a larger or smaller share of ads than before, if there are two periods."""
        return self.tables.extra.get("skill_changes")

    @property
    def quality(self) -> dict[str, Any]:
        """Rows read, used, duplicate, rejected; columns; encoding; evidence grade."""
        return dict(self.tables.quality)

    @property
    def warnings(self) -> list[str]:
        """Sentences about the whole run."""
        return list(self.tables.warnings)

    def plot(self, path: str | Path | None = None, *, lang: str | None = None) -> Figure:
        """Draw demand size against index; with `path`, also write it (png, svg, pdf)."""
        from talentcast.render.charts import gaps_figure, save_figure

        figure = gaps_figure(self.tables, lang=lang or self.lang)
        if path is not None:
            save_figure(figure, Path(path))
        return figure

    def to_excel(self, path: str | Path) -> None:
        """Write a workbook: occupations, skills, unclassified titles, quality, notes."""
        from talentcast.render.sheets import gaps_sheets, write_workbook

        write_workbook(Path(path), gaps_sheets(self.tables, lang=self.lang), lang=self.lang)

    def to_html(self, path: str | Path | None = None, *, lang: str | None = None) -> str:
        """Build one self-contained page; with `path`, also write it."""
        from talentcast.render.page import gaps_page

        page = gaps_page(self.tables, lang=lang or self.lang)
        if path is not None:
            write_text(Path(path), page)
        return page

    def to_dict(self) -> dict[str, Any]:
        """Build the `talentcast.gaps/1` document."""
        from talentcast.render.documents import gaps_document

        return gaps_document(self.tables, lang=self.lang)

    def text(self, format: str) -> str:
        """Write the result as csv, json or md."""
        from talentcast.render.documents import dump
        from talentcast.render.sheets import gaps_csv, gaps_markdown

        if format == "csv":
            return gaps_csv(self.tables, lang=self.lang)
        if format == "json":
            return dump(self.to_dict())
        return gaps_markdown(self.tables, lang=self.lang)

    def save_reference(self, path: str | Path) -> None:
        """Write medians and scales of this run as CSV, for `reference=` of later ones."""
        table = self.tables.extra["reference"]
        if table.empty:
            raise SchemaError(
                "reference: got no index, so no scale to store; expected at least 8 reference "
                "occupations; add ads"
            )
        write_text(Path(path), str(table.to_csv(index=False, lineterminator="\n")))

    def print(self, out: Console | None = None) -> None:
        """Print occupations, skills, what was left over, and notes."""
        from talentcast.render.terminal import console
        from talentcast.render.terminal_gaps import print_gaps

        print_gaps(out or console(sys.stdout), self.tables, lang=self.lang)

    def save(self, path: str | Path, *, format: str | None = None) -> None:
        """Write to a file; the ending gives the format (csv, json, md, xlsx, html)."""
        _save(self, Path(path), format)

    def __repr__(self) -> str:
        return (
            f"Gaps(occupations={len(self.occupations)}, used={self.quality['used']}, "
            f"grade={self.quality['evidence_grade']})"
        )

    def _repr_html_(self) -> str:
        from talentcast.render.sheets import flat_occupations

        shown = flat_occupations(self.tables, lang=self.lang)[list(_SHOWN_IN_NOTEBOOKS)]
        return str(shown.to_html(index=False, max_rows=60))


def _save(result: Forecast | Gaps, path: Path, format: str | None) -> None:
    kind = format or format_of(path)
    if kind == "xlsx":
        result.to_excel(path)
    elif kind == "html":
        result.to_html(path)
    elif kind in ("csv", "json", "md"):
        write_text(path, result.text(kind))
    else:
        stream = io.StringIO()
        from talentcast.render.terminal import console

        result.print(console(stream))
        write_text(path, stream.getvalue())
