"""The whole jobs: load, hand over, collect. The only place where the halves meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import index
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentcast.errors import HorizonError, SchemaError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from talentcast.engines import Engine
    from talentcast.frames import BacktestTables, ForecastTables, GapsTables
    from talentcast.matching.annotate import Matchers
    from talentcast.matching.counts import Counts
    from talentcast.matching.postings import PostingsReport
    from talentcast.matching.tally import OnMerged, Tally
    from talentcast.matching.taxonomy import Taxonomy
    from talentcast.models import Forecaster
    from talentcast.models.learned import Learned

#: Last year of the bundled series if none is asked for: the documents' own horizon.
DEFAULT_TO = 2030

#: What a check uses of the user's series beside series, year, value and unit.
_CHECKED_COLUMNS = ("vintage", "kind", "whole", "sign", "name_zh", "name_en")

#: What `import_taxonomy` reads.
TAXONOMY_KINDS = ("esco", "onet", "csv")

#: How columns with names begin.
_LABELS = ("name_", "title_", "aliases_")

Source = "str | Path | Sequence[str | Path] | pd.DataFrame"


def run_forecast(
    *,
    to: int | None = None,
    horizon: int | None = None,
    series: Sequence[str] | None = None,
    data: str | Path | pd.DataFrame | None = None,
    method: str = "auto",
    models: str | Path | Learned | None = None,
    indicators: str | Path | pd.DataFrame | None = None,
    lang: str = "en",
) -> ForecastTables:
    """Forecast the bundled series, or the user's own panel."""
    way = method if models is None else _retrained(method, models)
    if to is not None and horizon is not None:
        raise HorizonError(
            f"got --to {to} and --horizon {horizon}; expected one of them; leave one out"
        )
    to, horizon = _whole(to, "year"), _whole(horizon, "number of years")
    if data is not None:
        check_source(data)
        if indicators is not None:
            if method != "auto":
                raise SchemaError(
                    f"got --indicators and --method {method}; expected auto, which joins them with "
                    "the series' own path; leave one out"
                )
            return _forecast_with(
                data, indicators, to=to, horizon=horizon, series=series, method=way, lang=lang
            )
        return _forecast_own(data, to=to, horizon=horizon, series=series, method=way, lang=lang)
    from talentcast import data as bundled
    from talentcast.forecast.project import project

    if to is None and horizon is None:
        to = DEFAULT_TO
    return project(
        bundled.panel(),
        bundled.load("series"),
        to=to,
        horizon=horizon,
        series=series,
        method=way,
        lang=lang,
        published=bundled.load("published"),
        indicators=_indicators(indicators, lang),
        provinces=bundled.load("indicators_provinces"),
        public_engineers=bundled.load("public_engineers"),
        variables=bundled.load("variables"),
    )


def _retrained(method: str, trained: str | Path | Learned) -> Forecaster:
    """`auto` or `boosting` with models of the user's own."""
    from talentcast import models
    from talentcast.models.learned import read_learned
    from talentcast.models.named import Named

    if method not in ("auto", "boosting"):
        raise SchemaError(
            f"got --models and --method {method}; expected auto or boosting, which use trained "
            "models; leave one out"
        )
    learned = read_learned(trained) if isinstance(trained, str | PathLike) else trained
    return Named(models.get(method, trained=learned), f"{method} (retrained)")


def _whole(value: object, what: str) -> int | None:
    """Take a whole number of any type; no text, no fraction."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    try:
        return index(value.item() if hasattr(value, "item") else value)  # type: ignore[arg-type]
    except TypeError:
        raise HorizonError(f"got {value!r}; expected a whole {what}; correct it") from None


def check_source(data: object) -> None:
    """Raise `SchemaError` unless `data` is a path or a DataFrame."""
    import pandas as pd

    if not isinstance(data, str | PathLike | pd.DataFrame):
        raise SchemaError(
            f"data: got {type(data).__name__}; expected a path or a DataFrame with series, year "
            "and value; convert it"
        )


def check_language(lang: str) -> None:
    """Raise `SchemaError` unless `lang` is a language that there are words for."""
    if lang not in ("zh", "en"):
        raise SchemaError(f"lang: got {lang!r}; expected zh or en; choose one")


def _forecast_own(
    data: str | Path | pd.DataFrame,
    *,
    to: int | None,
    horizon: int | None,
    series: Sequence[str] | None,
    method: str | Forecaster,
    lang: str,
) -> ForecastTables:
    from talentcast.forecast.project import forecast_panel

    if to is None and horizon is None:
        raise HorizonError("got no horizon; expected --to YEAR or --horizon YEARS; add one")
    return forecast_panel(data, to=to, horizon=horizon, series=series, method=method, lang=lang)


def _forecast_with(
    data: str | Path | pd.DataFrame,
    indicators: str | Path | pd.DataFrame,
    *,
    to: int | None,
    horizon: int | None,
    series: Sequence[str] | None,
    method: str | Forecaster,
    lang: str,
) -> ForecastTables:
    """Forecast the user's panel with the user's indicators."""
    from talentcast.forecast.own_indicators import with_indicators
    from talentcast.forecast.panel import inspect_panel
    from talentcast.forecast.project import forecast_panel

    if to is None and horizon is None:
        raise HorizonError("got no horizon; expected --to YEAR or --horizon YEARS; add one")
    check_source(indicators)
    reading, given = inspect_panel(data, lang=lang), inspect_panel(indicators, lang=lang)
    tables = forecast_panel(
        reading, to=to, horizon=horizon, series=series, method=method, lang=lang
    )
    chosen = reading.panel[reading.panel["series"].isin(tables.series["series"])]
    return with_indicators(tables, chosen, given.panel, lang=lang)


def _indicators(given: str | Path | pd.DataFrame | None, lang: str) -> pd.DataFrame:
    """Bundled indicators, those that the user gives in their place."""
    from talentcast import data as bundled

    rows = bundled.load("indicators")
    if given is None:
        return rows
    from talentcast.forecast.own_indicators import replaced_indicators
    from talentcast.forecast.panel import inspect_panel

    check_source(given)
    usable = set(bundled.load("indicators_provinces")["series_id"]) & set(rows["series_id"])
    own = inspect_panel(given, lang=lang).panel
    own = own[own["status"] != "imputed"]
    return replaced_indicators(rows, own, bundled.load("variables"), usable)


def run_backtest(
    *,
    data: str | Path | pd.DataFrame | None,
    origins: int,
    horizon: int,
    methods: Sequence[str],
    lang: str,
    as_of: int | None = None,
    retrain: str | Path | pd.DataFrame | None = None,
) -> BacktestTables:
    """Back-test models on the bundled observations or the user's panel; train on it if asked."""
    from talentcast.forecast.backtest import backtest
    from talentcast.frames import BacktestTables

    if retrain is not None:
        check_source(retrain)
        if data is not None and not _is_same(data, retrain):
            raise SchemaError(
                "got one panel to train on and another to judge on; expected one, parts of which "
                "are hidden from the training; leave --data out"
            )
        data = retrain
    panel, notes = _backtest_panel(data, _whole(as_of, "year"), lang)
    used = _methods(methods)
    if retrain is None:
        table, verdict = backtest(panel, methods=used, origins=origins, horizon=horizon, lang=lang)
        return BacktestTables(table, verdict, notes, origins, horizon)
    from talentcast.forecast.retrain import retrain as train

    made = train(panel, methods=used, origins=origins, horizon=horizon, lang=lang)
    name = Path(retrain).name if isinstance(retrain, str | PathLike) else "DataFrame"
    record = {"data": name, "date": date.today().isoformat(), **made.record}
    return BacktestTables(
        made.table, made.verdict, notes, origins, horizon, record=record, learned=made.learned
    )


def _is_same(one: object, other: object) -> bool:
    paths = isinstance(one, str | PathLike) and isinstance(other, str | PathLike)
    return Path(one).resolve() == Path(other).resolve() if paths else one is other  # type: ignore[arg-type]


def _methods(methods: Sequence[str]) -> list[str]:
    """Every model for the name `all`."""
    from talentcast import models

    named = [methods] if isinstance(methods, str) else list(methods)
    return list(dict.fromkeys(m for name in named for m in _of_name(name, models.names())))


def _of_name(name: str, every: Sequence[str]) -> Sequence[str]:
    return every if name == "all" else [name]


def _backtest_panel(
    data: str | Path | pd.DataFrame | None, as_of: int | None, lang: str
) -> tuple[pd.DataFrame, list[str]]:
    """Figures with their vintages, where there are any, and what was noticed in them."""
    from talentcast.forecast.panel import inspect_panel
    from talentcast.forecast.vintages import inspect_vintages

    if data is not None:
        check_source(data)
        reading = inspect_vintages(data, as_of=as_of, lang=lang)
        if reading is None and as_of is None:
            reading = inspect_panel(data, lang=lang)
        if reading is not None:
            return reading.panel, _note_lines(reading.notes, lang)
    if as_of is not None:
        raise SchemaError(
            f"got --as-of {as_of} and figures without a vintage; expected a column vintage with "
            "the year or date of publication; add it, or leave --as-of out"
        )
    from talentcast import data as bundled

    return bundled.panel(), []


def _note_lines(notes: pd.DataFrame, lang: str) -> list[str]:
    """One line a note on the user's series, with the name of the series that it is about."""
    colon = "：" if lang == "zh" else ": "
    named = zip(notes["series"], notes["note"], strict=True)
    return [f"{series}{colon}{note}" if series else str(note) for series, note in named]


def run_check(
    data: str | Path | pd.DataFrame | None, *, lang: str, all_rules: bool
) -> pd.DataFrame:
    """Check the bundled figures, or the user's panel, for contradictions."""
    from talentcast import data as bundled

    if data is None:
        return bundled.check(lang=lang, passed=all_rules)
    check_source(data)
    return bundled.check(_read_as_is(data), lang=lang, passed=all_rules)


def _read_as_is(source: str | Path | pd.DataFrame) -> pd.DataFrame:
    """Read a user's series with all their faults, for the check to find."""
    import pandas as pd

    if isinstance(source, pd.DataFrame):
        return source
    from talentcast.forecast.columns import to_long
    from talentcast.forecast.figures import parse_numbers, parse_years
    from talentcast.forecast.tabular import read_table

    table = read_table(source)
    long, names, _ = to_long(table)
    numbers = parse_numbers(long["value_text"])
    frame = long.assign(
        series=[names[code] for code in long["code"]],
        year=parse_years(long["year_text"]),
        value=numbers.value,
        locator=[f"{Path(source).name}:{row}" for row in long["row"]],
    )
    no_year = frame[frame["year"].isna() & (~numbers.is_missing | numbers.is_bad)]
    if len(no_year):
        first = no_year.iloc[0]
        raise SchemaError(
            f"{source}, row {first['row']}: got the year {first['year_text']!r}; expected one such "
            "as 2020, 2020年 or 2020-12-31; correct it"
        )
    place = long["row"].to_numpy() - table.first_line
    for name in _CHECKED_COLUMNS:
        if name in table.cells.columns:
            frame[name] = table.cells[name].to_numpy()[place]
    kept = frame[frame["year"].notna() & (frame["value"].notna() | numbers.is_bad)]
    given = [name for name in _CHECKED_COLUMNS if name in kept.columns]
    return kept[["series", "year", "value", "unit", "locator", *given]].astype({"year": int})


def list_tables(*, lang: str) -> pd.DataFrame:
    """List bundled tables and series."""
    import pandas as pd

    from talentcast import data as bundled

    check_language(lang)
    panel = bundled.panel()
    series = bundled.load("series")
    counts = panel["series"].value_counts()
    listed = pd.DataFrame(
        {
            "name": series["series"],
            "rows": [int(counts.get(name, 0)) for name in series["series"]],
            "description_zh": series["name_zh"],
            "description_en": series["name_en"],
        }
    )
    every = pd.concat([bundled.tables(), listed], ignore_index=True)
    other = "en" if lang == "zh" else "zh"
    hidden = [name for name in every.columns if str(name).endswith(f"_{other}")]
    return every.drop(columns=hidden).rename(columns=lambda name: name.removesuffix(f"_{lang}"))


@dataclass(frozen=True)
class _How:
    """How ads are counted: read with what, where, and what is done about repeated ones."""

    taxonomy: Taxonomy
    engine: Engine | None
    lang: str
    near: bool
    on_merged: OnMerged | None


def run_gaps(  # noqa: PLR0913 - one option a thing that the caller may give
    source: str | Path | Sequence[str | Path] | pd.DataFrame,
    *,
    mapping: Mapping[str, str] | None = None,
    taxonomy: str | Path | None = None,
    by: str = "occupation",
    stock: str | Path | pd.DataFrame | None = None,
    seekers: str | Path | pd.DataFrame | None = None,
    seed: int = 0,
    lang: str = "en",
    on_reject: Callable[[Any], None] | None = None,
    engine: Engine | None = None,
    moves_from: str | None = None,
    compare: str | Path | Sequence[str | Path] | pd.DataFrame | None = None,
    reference: str | Path | pd.DataFrame | None = None,
    near: bool = False,
    on_merged: OnMerged | None = None,
) -> GapsTables:
    """Read ads in batches, annotate, drop repeated ones, count, and estimate from the counts."""
    from talentcast.engines import LocalEngine
    from talentcast.matching.gap_notes import describe
    from talentcast.matching.gap_tables import GapSettings, estimate_gaps
    from talentcast.matching.stored_reference import read_reference

    if compare is not None and by != "occupation":
        raise SchemaError(f"--compare: got --by {by}; expected occupation; leave one of them out")
    if (near or on_merged is not None) and not isinstance(engine, LocalEngine | None):
        raise SchemaError(
            "--near, --duplicates: got another engine than local; expected local, which meets all "
            "ads in one place; leave one of them out"
        )
    tax = load_taxonomy(taxonomy)
    how = _How(tax, engine, lang, near, on_merged)
    stored = None if reference is None else read_reference(reference)
    settings = GapSettings(seed=seed, moves_from=moves_from, reference=stored)
    counts, tally, report = _counted(source, mapping, on_reject, how)
    codes = list(tax.notes)
    if stored is not None:
        codes.append(f"stored_reference:{', '.join(stored)}")
    tables = estimate_gaps(
        counts,
        occupations=tax.occupations,
        skills=tax.skills,
        categories=tax.categories,
        by=by,
        settings=settings,
        stock=stock,
        seekers=seekers,
        quality=_quality(report, tally, by),
        copies=tally.copies,
        warnings=[*report.warnings, *(describe(code, lang) for code in codes)],
        lang=lang,
    )
    if compare is None:
        return tables
    from talentcast.matching.comparison import compare_periods

    before, _, earlier = _counted(compare, mapping, on_reject, replace(how, on_merged=None))
    extra, notes = compare_periods(
        counts,
        before,
        occupations=tax.occupations,
        skills=tax.skills,
        categories=tax.categories,
        settings=settings,
    )
    said = [*earlier.warnings, *(describe(code, lang) for code in notes)]
    warnings = dict.fromkeys([*tables.warnings, *said])
    return replace(tables, extra={**tables.extra, **extra}, warnings=list(warnings))


def _counted(
    source: str | Path | Sequence[str | Path] | pd.DataFrame,
    mapping: Mapping[str, str] | None,
    on_reject: Callable[[Any], None] | None,
    how: _How,
) -> tuple[Counts, Tally, PostingsReport]:
    """Read ads, drop repeated ones, and count the rest."""
    from functools import partial

    from talentcast.engines import LocalEngine
    from talentcast.matching.counts import merge
    from talentcast.matching.duplicates import LINKS
    from talentcast.matching.near_index import CAPACITY
    from talentcast.matching.postings import read_postings
    from talentcast.matching.tally import MergedList, Tally, count_vacancies

    reader = read_postings(source, mapping=mapping, on_reject=on_reject, lang=how.lang)
    annotator = Annotator(how.taxonomy, date.today(), sketches=how.near)
    batches: Any = reader
    collect = partial(count_vacancies, texts=CAPACITY if how.near else 0)
    if how.on_merged is not None:
        listed = MergedList(how.on_merged)
        batches, collect = listed.watch(reader), partial(collect, on_batch=listed)
    engine = how.engine or LocalEngine()
    parts = list(engine.gather(annotator, batches, collect, linked_by=LINKS))
    tally = Tally()
    for _, part in parts:
        tally.add(part)
    counts = merge(parts.pop()[0] for _ in range(len(parts)))
    return counts, tally, reader.report


def run_transitions(
    occupation: str,
    source: str | Path | Sequence[str | Path] | pd.DataFrame,
    *,
    mapping: Mapping[str, str] | None = None,
    taxonomy: str | Path | None = None,
    seed: int = 0,
    lang: str = "en",
) -> tuple[str, GapsTables]:
    """Estimate gaps, and list all moves out of one occupation in ``extra["moves"]``."""
    from talentcast.matching.occupation_names import find_occupation

    start = find_occupation(occupation, load_taxonomy(taxonomy).occupations)
    if not isinstance(source, str | PathLike) and not len(source):
        raise SchemaError(
            "transitions: got no ads; expected files of ads, whose skills and pay are the "
            f"evidence; name them: talentcast transitions {occupation} postings.csv"
        )
    tables = run_gaps(
        source, mapping=mapping, taxonomy=taxonomy, seed=seed, lang=lang, moves_from=start
    )
    return start, tables


def _quality(report: PostingsReport, tally: Tally, by: str) -> dict[str, Any]:
    from talentcast.matching.duplicates import posting_intensity

    return {
        "by": by,
        "rows": report.rows,
        "used": tally.used,
        "duplicates": tally.duplicates,
        "rejected": report.rejected.total(),
        "posting_intensity": posting_intensity(tally.used + tally.duplicates, tally.used),
        "reposted": tally.reposted,
        "with_salary": tally.with_salary,
        "classified": tally.classified,
        "encoding": ", ".join(dict.fromkeys(report.encodings.values())),
        "columns": _columns_found(report),
        "reasons": dict(report.rejected),
    }


def _columns_found(report: PostingsReport) -> dict[str, str]:
    """Name for each role the header it was found under, over all files."""
    found: dict[str, dict[str, None]] = {}
    for roles in report.columns.values():
        for role, headers in roles.items():
            found.setdefault(role, {})[" + ".join(headers)] = None
    return {role: " / ".join(headers) for role, headers in found.items()}


def load_taxonomy(folder: str | Path | None = None) -> Taxonomy:
    """Build the bundled taxonomy, or the user's own from a folder; a missing half is bundled."""
    from talentcast import data as bundled
    from talentcast.matching.taxonomy import build_taxonomy, read_taxonomy

    if folder is None:
        return build_taxonomy(bundled.load_taxonomy())
    own = read_taxonomy(folder)
    missing = [name for name in ("skills", "occupations") if getattr(own, name).empty]
    if not missing:
        return own
    ours = build_taxonomy(bundled.load_taxonomy())
    tables = {name: getattr(ours, name) for name in missing}
    if "skills" in missing:
        tables["categories"] = ours.categories
    notes = (*own.notes, *(f"bundled_{name}" for name in missing))
    return replace(own, **tables, notes=notes)


def taxonomy_names(folder: str | Path | None = None, *, lang: str) -> dict[str, str]:
    """Name every skill category and occupation in `lang`, by id."""
    taxonomy = load_taxonomy(folder)
    categories, occupations = taxonomy.categories, taxonomy.occupations
    names = dict(zip(categories["id"], categories[f"name_{lang}"], strict=True))
    titles = dict(zip(occupations["id"], occupations[f"title_{lang}"], strict=True))
    return {**names, **titles}


def import_taxonomy(
    kind: str, files: Sequence[str | Path], *, columns: Mapping[str, str] | None = None
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Turn files into the tables of a taxonomy; list what is questionable in them.

    Raises `SchemaError` if the tables hold an error, which would make them unusable.
    """
    from talentcast.matching.onet import import_onet
    from talentcast.matching.taxonomy import build_taxonomy, refuse_errors
    from talentcast.matching.taxonomy_check import check_taxonomy
    from talentcast.matching.taxonomy_import import import_csv, import_esco

    if kind not in TAXONOMY_KINDS:
        raise SchemaError(
            f"taxonomy: got the kind {kind!r}; expected one of {', '.join(TAXONOMY_KINDS)}; "
            "choose one"
        )
    if columns and kind != "csv":
        raise SchemaError(
            f"taxonomy: got a mapping of columns for {kind}, whose columns are known; expected one "
            "for csv alone; leave it out"
        )
    if kind == "csv":
        frames = import_csv(files, columns=columns)
    else:
        frames = import_esco(files) if kind == "esco" else import_onet(files)
    problems = check_taxonomy(build_taxonomy(frames))
    refuse_errors(problems, ", ".join(Path(path).name for path in files))
    return frames, problems


def check_own_taxonomy(folder: str | Path) -> pd.DataFrame:
    """List what is wrong with the user's own taxonomy."""
    from talentcast.matching.taxonomy import read_as_is
    from talentcast.matching.taxonomy_check import check_taxonomy

    return check_taxonomy(read_as_is(folder))


def taxonomy_sizes(folder: str | Path) -> dict[str, int]:
    """Count the skills, the occupations, and the names of both in a taxonomy."""
    from talentcast.matching.taxonomy import read_as_is, split_aliases

    own, names = read_as_is(folder), 0
    for table in (own.skills, own.occupations):
        labels = [name for name in table.columns if str(name).startswith(_LABELS)]
        for row in table[labels].itertuples(index=False):
            names += len({name for cell in row for name in split_aliases(cell)})
    return {"skills": len(own.skills), "occupations": len(own.occupations), "names": names}


def build_matchers(taxonomy: Taxonomy, *, reference: date) -> Matchers:
    """Build the indexes that ads are read with."""
    from talentcast import data as bundled
    from talentcast.matching.annotate import Matchers
    from talentcast.matching.occupations import OccupationIndex
    from talentcast.matching.places import PlaceIndex
    from talentcast.matching.skills import SkillIndex

    return Matchers(
        skills=SkillIndex(taxonomy),
        occupations=OccupationIndex(taxonomy.occupations),
        places=PlaceIndex(bundled.load_taxonomy()["places"]),
        reference=reference,
    )


class Annotator:
    """Annotates batches wherever it is sent: the indexes are built where it is first called.

    Parameters
    ----------
    taxonomy : Taxonomy
    reference : date
        What dates without a year, such as 3 days ago, refer to.
    sketches : bool
        Also sketch the texts, for near copies.
    """

    def __init__(self, taxonomy: Taxonomy, reference: date, *, sketches: bool = False) -> None:
        self._taxonomy, self._reference, self._sketches = taxonomy, reference, sketches
        self._matchers: Matchers | None = None

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Annotate one batch of postings."""
        from talentcast.matching.annotate import annotate

        if self._matchers is None:
            self._matchers = build_matchers(self._taxonomy, reference=self._reference)
        read = annotate(batch, self._matchers)
        return _with_sketches(read, batch) if self._sketches else read

    def __getstate__(self) -> dict[str, Any]:
        """Travel without the indexes: building them again is faster than sending them."""
        return {**self.__dict__, "_matchers": None}


def _with_sketches(read: pa.RecordBatch, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Add the sketches of the texts, from which near copies are told."""
    import pyarrow as pa

    from talentcast.matching.near_duplicates import SKETCH_BYTES, sketch_texts

    sketches = sketch_texts(batch["text"].to_pylist(), batch["employer"].to_pylist())
    return read.append_column("sketch", pa.array(sketches, pa.binary(SKETCH_BYTES)))


def match_one(title: str, text: str, *, taxonomy: str | Path | None = None) -> dict[str, Any]:
    """Explain one ad."""
    from talentcast.frames import POSTING_TEXT
    from talentcast.matching.explain import explain_ad

    if not title.strip() and not text.strip():
        raise SchemaError("match: got an empty text; expected the text of an ad; give one")
    tax = load_taxonomy(taxonomy)
    matchers = build_matchers(tax, reference=date.today())
    ad = {**dict.fromkeys(POSTING_TEXT), "title": title or None, "text": text or None}
    return explain_ad(1, ad, matchers, tax)


def match_file(
    path: Path, *, mapping: Mapping[str, str] | None, taxonomy: str | Path | None
) -> Iterator[dict[str, Any]]:
    """Explain every ad of a file, in input order."""
    from talentcast.matching.explain import explain_ad
    from talentcast.matching.postings import read_postings
    from talentcast.matching.source_spans import at_source

    tax = load_taxonomy(taxonomy)
    matchers = build_matchers(tax, reference=date.today())
    for batch, given in read_postings(path, mapping=mapping, exact=True).with_cells():
        for place, record in enumerate(batch.to_pylist()):
            explained = explain_ad(record["row"], record, matchers, tax)
            cells = {name: column[place] for name, column in given.items() if column is not None}
            yield at_source(explained, record, cells)
