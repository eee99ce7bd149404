"""What users call: `forecast`, `gaps`, `match`, `parse_salary`, `load` and their like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentcast import jobs
from talentcast.api.backtests import Backtest
from talentcast.api.results import Forecast, Gaps
from talentcast.frames import REJECTS
from talentcast.render.write import open_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from talentcast.matching.salaries import Salary
    from talentcast.models.learned import Learned


def forecast(
    *,
    to: int | None = None,
    horizon: int | None = None,
    series: str | Sequence[str] | None = None,
    data: str | Path | pd.DataFrame | None = None,
    method: str = "auto",
    models: str | Path | Learned | None = None,
    indicators: str | Path | pd.DataFrame | None = None,
    lang: str = "en",
) -> Forecast:
    """Forecast headcounts and shares, with 80 and 95 % intervals.

    Parameters
    ----------
    to : int, optional
        Last year; default 2030 for the bundled series.
    horizon : int, optional
        Years ahead of each series' own last year, instead of `to`.
    series : str or sequence of str, optional
        Which series, by id or name; default all.
    data : path or DataFrame, optional
        Your own yearly series (series, year, value); default the bundled figures.
    method : str
        `auto`, or a model by name (`talentcast.models.names()`).
    models : path or Learned, optional
        What `backtest(retrain=...)` trained and saved, instead of the shipped models.
    indicators : path or DataFrame, optional
        Your own yearly indicators, long or wide: for `data`, or in place of bundled ones.
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
    >>> result = tc.forecast(to=2026, series=["team_party_gov"])
    >>> sorted(result.table["kind"].unique())
    ['actual', 'forecast']
    """
    jobs.check_language(lang)
    names = [series] if isinstance(series, str) else series
    tables = jobs.run_forecast(
        to=to,
        horizon=horizon,
        series=names,
        data=data,
        method=method,
        models=models,
        indicators=indicators,
        lang=lang,
    )
    return Forecast(tables, own_panel=data is not None, lang=lang)


def backtest(
    *,
    data: str | Path | pd.DataFrame | None = None,
    origins: int = 5,
    horizon: int = 3,
    methods: Sequence[str] = ("auto", "naive"),
    as_of: int | None = None,
    retrain: str | Path | pd.DataFrame | None = None,
    lang: str = "en",
) -> Backtest:
    """Tell how wrong forecasts would have been from past years.

    Parameters
    ----------
    data : path or DataFrame, optional
        Yearly series; with a column `vintage` each origin sees only what was published by then.
    origins : int
        How many of the last figures of each series are hidden, one after the other.
    horizon : int, unit: years
    methods : sequence of str
        `talentcast.models.names()`, or "all".
    as_of : int, optional
        Leave out vintages published after this year.
    retrain : path or DataFrame, optional
        Train the learned part of `auto` on this panel, and judge it there on figures that were
        hidden from the training.
    lang : {"zh", "en"}

    Returns
    -------
    Backtest
        `.table`, `.verdict`, `.notes`, `.models`, `.record`; unpacks into table and verdict.

    Raises
    ------
    HorizonError, ShortSeriesError, SchemaError, InputFileError, UnknownNameError
    """
    jobs.check_language(lang)
    tables = jobs.run_backtest(
        data=data,
        origins=origins,
        horizon=horizon,
        methods=methods,
        as_of=as_of,
        retrain=retrain,
        lang=lang,
    )
    return Backtest(tables, lang=lang)


def gaps(  # noqa: PLR0913 - one option a thing that users may give
    source: str | Path | Sequence[str | Path] | pd.DataFrame,
    *,
    mapping: Mapping[str, str] | None = None,
    taxonomy: str | Path | None = None,
    by: str = "occupation",
    stock: str | Path | pd.DataFrame | None = None,
    seekers: str | Path | pd.DataFrame | None = None,
    rejects: str | Path | None = None,
    duplicates: str | Path | None = None,
    near: bool = False,
    compare: str | Path | Sequence[str | Path] | pd.DataFrame | None = None,
    reference: str | Path | pd.DataFrame | None = None,
    window_months: int | None = None,
    monthly_equivalent: bool = False,
    seed: int = 0,
    engine: str = "local",
    workers: int | None = None,
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
    by : {"occupation", "industry", "city", "district"}
        What the rows are.
    stock, seekers : path or DataFrame, optional
        Persons employed, persons looking for work, by occupation.
    rejects : path, optional
        Where rows that can't be used are written with the reason.
    duplicates : path, optional
        Where repeated ads are listed: row, the row kept for it, the reason, repost or duplicate.
    near : bool
        Also merge ads with nearly the same text (needs ``talentcast[near]``; see
        docs/duplicates.md for how often that is right).
    compare : path, list of paths or DataFrame, optional
        Ads of an earlier period; `Gaps.comparison` and `Gaps.skill_changes` tell what changed.
    reference : path or DataFrame, optional
        Medians and scales of another run (its ``tables.extra["reference"]``), so that the two
        indices are on one scale.
    window_months : int, optional
        Length of the two windows that growth compares, where dates span two of them; by default
        12, or half of the span where that is shorter.
    monthly_equivalent : bool
        Give pay as a twelfth of a year's (13 to 16 months where ads state them, else 12) in the
        place of a month's by contract.
    seed : int
        Seed of the bootstrap; the same seed gives the same intervals.
    engine : {"local", "spark"}
        Where ads are read and counted; the numbers are the same. `spark` uses the active Spark
        session, or starts one on this machine.
    workers : int, optional
        Processes of the local engine: all cores if left out, 1 stays in this process. A small
        input is read in this process anyway.
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
    jobs.check_language(lang)
    from talentcast.engines import engine_of

    where = engine_of(engine, workers=workers)
    from talentcast.matching.tally import DUPLICATES

    with _listing(rejects, REJECTS) as reject, _listing(duplicates, DUPLICATES) as on_merged:
        tables = jobs.run_gaps(
            source,
            mapping=mapping,
            taxonomy=taxonomy,
            by=by,
            stock=stock,
            seekers=seekers,
            seed=seed,
            lang=lang,
            on_reject=None if reject is None else lambda row: reject(_cells(row)),
            engine=where,
            compare=compare,
            reference=reference,
            window_months=window_months,
            monthly_equivalent=monthly_equivalent,
            near=near,
            on_merged=on_merged,
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
    return jobs.match_one(title or "", text or "", taxonomy=taxonomy)


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


def import_taxonomy(
    kind: str,
    files: str | Path | Sequence[str | Path],
    *,
    out: str | Path,
    mapping: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    r"""Turn a public or an own classification into a folder for `taxonomy=`.

    Parameters
    ----------
    kind : {"esco", "onet", "csv"}
        ESCO's files, O*NET's text files, or tables of your own.
    files : path or list of paths
    out : path
        A new folder; it appears whole or not at all.
    mapping : mapping, optional
        For csv: your column -> column of a taxonomy, such as ``{"工种": "title_zh"}``.

    Returns
    -------
    DataFrame
        Names that belong to two entries, as `check_taxonomy` lists them.

    Raises
    ------
    InputFileError, SchemaError, OutputError

    Examples
    --------
    >>> import tempfile, pathlib, talentcast as tc
    >>> place = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (place / "mine.csv").write_text("title_zh\n拔罐师\n", encoding="utf-8")
    >>> len(tc.import_taxonomy("csv", place / "mine.csv", out=place / "taxonomy"))
    0
    >>> tc.match("", title="拔罐师", taxonomy=place / "taxonomy")["occupation"]["title_zh"]
    '拔罐师'
    """
    from talentcast.matching.taxonomy_files import write_taxonomy
    from talentcast.render.write import check_new_folder, write_folder

    check_new_folder(Path(out))
    listed = [files] if isinstance(files, str | Path) else list(files)
    frames, problems = jobs.import_taxonomy(kind, listed, columns=mapping)

    def fill(folder: Path) -> None:
        write_taxonomy(frames, folder)

    write_folder(Path(out), fill)
    return problems


def check_taxonomy(folder: str | Path) -> pd.DataFrame:
    """List what is wrong with a taxonomy of your own.

    Returns
    -------
    DataFrame
        level (error or warning), table, id, problem, value. With an error the folder can't be
        used; a warning is a name that belongs to two entries, of which its own or else
        the first gets it.
    """
    return jobs.check_own_taxonomy(folder)


def taxonomy_sizes(folder: str | Path) -> dict[str, int]:
    """Count the skills, the occupations, and the names of both in a taxonomy of your own."""
    return jobs.taxonomy_sizes(folder)


def _cells(reject: Any) -> list[Any]:
    return [getattr(reject, name) for name in REJECTS]


@contextmanager
def _listing(
    path: str | Path | None, columns: Sequence[str]
) -> Iterator[Callable[[Sequence[Any]], None] | None]:
    """Open a CSV file for rows that come one by one; it appears only if the run ends well."""
    if path is None:
        yield None
        return
    import csv

    with open_whole(Path(path)) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        yield writer.writerow
