"""What users call: `forecast`, `gaps`, `match`, `parse_salary`, `load`, and the objects they get."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from talentcast import jobs
from talentcast.errors import InputFileError, OutputError
from talentcast.frames import REJECTS, ForecastTables, GapsTables
from talentcast.render.write import format_of, write_text, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd
    from matplotlib.figure import Figure
    from rich.console import Console

    from talentcast.matching.salaries import Salary


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

        write_workbook(Path(path), forecast_sheets(self.tables))

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
        from talentcast.render.terminal import console, print_forecast

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

        write_workbook(Path(path), gaps_sheets(self.tables, lang=self.lang))

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

        return gaps_document(self.tables)

    def text(self, format: str) -> str:
        """Write the result as csv, json or md."""
        from talentcast.render.documents import dump
        from talentcast.render.sheets import gaps_csv, gaps_markdown

        if format == "csv":
            return gaps_csv(self.tables, lang=self.lang)
        if format == "json":
            return dump(self.to_dict())
        return gaps_markdown(self.tables, lang=self.lang)

    def print(self, out: Console | None = None) -> None:
        """Print occupations, skills, what was left over, and notes."""
        from talentcast.render.terminal import console, print_gaps

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
        return str(self.occupations.to_html(index=False, max_rows=60))


def forecast(
    *,
    to: int | None = None,
    horizon: int | None = None,
    series: Sequence[str] | None = None,
    data: str | Path | pd.DataFrame | None = None,
    method: str = "auto",
    lang: str = "en",
) -> Forecast:
    """Forecast headcounts and shares, with 80 and 95 % intervals.

    Parameters
    ----------
    to : int, optional
        Last year; default 2030 for the bundled series.
    horizon : int, optional
        Years ahead of each series' own last year, instead of `to`.
    series : sequence of str, optional
        Which series; default all.
    data : path or DataFrame, optional
        Your own yearly series (series, year, value); default the bundled figures.
    method : str
        `auto`, or a model by name (`talentcast.models.names()`).
    lang : {"zh", "en"}
        Language of sentences and labels.

    Returns
    -------
    Forecast

    Raises
    ------
    HorizonError, ShortSeriesError, SchemaError, InputFileError, UnknownNameError

    Examples
    --------
    >>> import talentcast as tc
    >>> result = tc.forecast(to=2026, series=["talent_total"])
    >>> sorted(result.table["kind"].unique())
    ['actual', 'forecast']
    """
    tables = jobs.run_forecast(
        to=to, horizon=horizon, series=series, data=data, method=method, lang=lang
    )
    return Forecast(tables, own_panel=data is not None, lang=lang)


def backtest(
    *,
    data: str | Path | pd.DataFrame | None = None,
    origins: int = 5,
    horizon: int = 3,
    methods: Sequence[str] = ("auto", "naive"),
    lang: str = "en",
) -> tuple[pd.DataFrame, str]:
    """Tell how wrong forecasts would have been from past years.

    Returns
    -------
    (DataFrame, str)
        Errors and coverage per series and method, and a plain verdict.
    """
    return jobs.run_backtest(
        data=data, origins=origins, horizon=horizon, methods=methods, lang=lang
    )


def gaps(
    source: str | Path | Sequence[str | Path] | pd.DataFrame,
    *,
    mapping: Mapping[str, str] | None = None,
    taxonomy: str | Path | None = None,
    by: str = "occupation",
    stock: str | Path | pd.DataFrame | None = None,
    seekers: str | Path | pd.DataFrame | None = None,
    rejects: str | Path | None = None,
    seed: int = 0,
    lang: str = "en",
) -> Gaps:
    """Estimate a shortage index, stars and median pay per occupation from job ads.

    Parameters
    ----------
    source : path, list of paths or DataFrame
        Files of ads (csv, tsv, xlsx, json lines, parquet), or ads already in memory.
    mapping : mapping, optional
        Role to column, such as ``{"title": "职位名称"}``, where the columns found are wrong.
    taxonomy : path, optional
        Folder with skills.csv and occupations.csv of your own.
    by : {"occupation", "industry", "district"}
        What the rows are.
    stock, seekers : path or DataFrame, optional
        Persons employed, persons looking for work, by occupation.
    rejects : path, optional
        Where rows that can't be used are written with the reason.
    seed : int
        Seed of the bootstrap; the same seed gives the same intervals.
    lang : {"zh", "en"}

    Returns
    -------
    Gaps

    Examples
    --------
    >>> import pandas as pd, talentcast as tc
    >>> ads = pd.DataFrame({"title": ["Java开发工程师"] * 2, "salary": ["15-25K", "20-30K"],
    ...                     "company": ["A", "B"]})
    >>> tc.gaps(ads).quality["used"]
    2
    """
    with _reject_file(rejects) as on_reject:
        tables = jobs.run_gaps(
            source,
            mapping=mapping,
            taxonomy=taxonomy,
            by=by,
            stock=stock,
            seekers=seekers,
            seed=seed,
            lang=lang,
            on_reject=on_reject,
        )
    return Gaps(tables, lang=lang)


def match(text: str, *, title: str = "", taxonomy: str | Path | None = None) -> dict[str, Any]:
    """Explain one ad: its skills with evidence, occupation, pay, place and demands.

    Parameters
    ----------
    text : str
        The ad's text.
    title : str
        Its title, if it has one.
    taxonomy : path, optional

    Returns
    -------
    dict
        As a line of `talentcast match --format jsonl`.

    Examples
    --------
    >>> import talentcast as tc
    >>> ad = tc.match("任职要求：熟练使用Python", title="数据分析师")
    >>> [skill["text"] for skill in ad["skills"] if skill["kind"] == "tool"]
    ['Python']
    """
    return jobs.match_one(title, text, taxonomy=taxonomy)


def parse_salary(text: str) -> Salary:
    """Parse a pay text.

    Returns
    -------
    Salary
        low, high, period, currency, months, flags; monthly and annual figures as properties.

    Examples
    --------
    >>> import talentcast as tc
    >>> pay = tc.parse_salary("15-25K·14薪")
    >>> pay.annual_low, pay.annual_high
    (210000.0, 350000.0)
    """
    from talentcast.matching import salaries

    return salaries.parse_salary(text)


def load(name: str) -> pd.DataFrame:
    """Load a bundled table or series by name.

    Examples
    --------
    >>> import talentcast as tc
    >>> engineers = tc.load("engineers")
    >>> engineers[["year", "value"]].to_numpy().tolist()
    [[2000.0, 50.0], [2010.0, 80.0], [2020.0, 153.0], [2024.0, 163.16]]
    """
    from talentcast import data

    return data.load(name)


def sources() -> pd.DataFrame:
    """List the sources of the bundled figures."""
    from talentcast import data

    return data.sources()


def tables(*, lang: str = "en") -> pd.DataFrame:
    """List the bundled tables and series."""
    return jobs.list_tables(lang=lang)


def check(
    data: str | Path | pd.DataFrame | None = None, *, lang: str = "en", all_rules: bool = False
) -> pd.DataFrame:
    """Report contradictions in the bundled figures, or in your own panel.

    Returns
    -------
    DataFrame
        One row a finding, with what was printed, what follows from the rest, and where.
    """
    return jobs.run_check(data, lang=lang, all_rules=all_rules)


def template(kind: str, *, lang: str = "en") -> pd.DataFrame:
    """Make a table with the right header and one example row."""
    from talentcast import data

    return data.template(kind, lang=lang)


def frame_text(frame: pd.DataFrame, format: str) -> str:
    """Write any table as csv, json or md."""
    from talentcast.render.documents import dump
    from talentcast.render.sheets import frame_markdown

    if format == "csv":
        return str(frame.to_csv(index=False, lineterminator="\n"))
    if format == "json":
        return dump(frame.to_dict("records"))
    return frame_markdown(frame)


def save_frame(frame: pd.DataFrame, path: Path) -> None:
    """Write any table to a file; the ending gives the format."""
    from talentcast.render.sheets import write_workbook

    kind = format_of(path)
    if kind == "xlsx":
        write_workbook(path, {"table": frame})
    elif kind in ("csv", "json", "md"):
        write_text(path, frame_text(frame, kind))
    else:
        raise OutputError(
            f"{path}: got the ending {path.suffix!r}; expected csv, json, md or xlsx; rename it"
        )


def match_command(
    source: str,
    *,
    title: str | None,
    mapping: Mapping[str, str] | None,
    taxonomy: Path | None,
    out: Path | None,
    format: str | None,
    lang: str,
    stream: TextIO,
) -> None:
    """Explain one ad given as text, or every ad of a file (one JSON line an ad)."""
    from talentcast.render.documents import dump

    path = _existing_file(source)
    if path is None:
        explained = match(source, title=title or "", taxonomy=taxonomy)
        if out is not None or format in ("json", "jsonl"):
            _put(dump(explained, indent=None if format == "jsonl" else 2), out, stream)
        else:
            from talentcast.render.terminal import console, print_match

            print_match(console(stream), explained, title or "", source, lang=lang)
        return
    lines = (
        dump(line, indent=None)
        for line in jobs.match_file(path, mapping=mapping, taxonomy=taxonomy)
    )
    if out is None:
        stream.writelines(lines)
    else:
        write_whole(out, lambda temporary: _write_lines(temporary, lines))


def salary_command(source: str, *, format: str | None, lang: str, stream: TextIO) -> None:
    """Parse one pay text, or a file with one a line."""
    import pandas as pd

    from talentcast.render.documents import dump
    from talentcast.render.terminal import console, print_salaries

    path = _existing_file(source)
    texts = [source] if path is None else _lines(path)
    parsed = [parse_salary(text).to_dict() for text in texts]
    if format == "json":
        stream.write(dump(parsed))
    elif format == "jsonl":
        stream.writelines(dump(item, indent=None) for item in parsed)
    elif format == "csv":
        rows = [{**item, "flags": "; ".join(item["flags"])} for item in parsed]
        stream.write(pd.DataFrame(rows).to_csv(index=False, lineterminator="\n"))
    else:
        print_salaries(console(stream), parsed, lang=lang)


def _existing_file(source: str) -> Path | None:
    """Take `source` as a file if it is one, as text if it does not look like a path."""
    if "\n" in source or len(source) > 1000:
        return None
    path = Path(source)
    if path.is_file():
        return path
    looks_like_path = path.suffix.lower() in {
        ".csv",
        ".tsv",
        ".txt",
        ".xlsx",
        ".xls",
        ".json",
        ".jsonl",
        ".ndjson",
        ".parquet",
        ".gz",
    }
    if looks_like_path and " " not in source:
        raise InputFileError(
            f"{source}: got no such file; expected a file or a text; check the path"
        )
    return None


def _lines(path: Path) -> list[str]:
    from talentcast.matching.encodings import read_text

    return read_text(path).splitlines()


def _put(text: str, out: Path | None, stream: TextIO) -> None:
    if out is None:
        stream.write(text)
    else:
        write_text(out, text)


def _write_lines(path: Path, lines: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        target.writelines(lines)


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


@contextmanager
def _reject_file(path: str | Path | None) -> Iterator[Callable[[Any], None] | None]:
    """Open the file of rejected rows; it appears only if the run ends well."""
    if path is None:
        yield None
        return
    import csv

    spool = io.StringIO()
    writer = csv.writer(spool, lineterminator="\n")
    writer.writerow(REJECTS)

    def keep(reject: Any) -> None:
        writer.writerow([getattr(reject, name) for name in REJECTS])

    yield keep
    write_text(Path(path), spool.getvalue())
