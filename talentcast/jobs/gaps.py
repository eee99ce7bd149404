"""Estimate gaps from ads: read, annotate, drop repeated ones, count, estimate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentcast.errors import SchemaError
from talentcast.jobs.matches import Annotator
from talentcast.jobs.taxonomies import load_taxonomy

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.engines import Engine
    from talentcast.frames import GapsTables
    from talentcast.matching.counts import Counts
    from talentcast.matching.postings import PostingsReport
    from talentcast.matching.tally import OnMerged, Tally
    from talentcast.matching.taxonomy import Taxonomy


@dataclass(frozen=True)
class _How:
    """How ads are counted: read with what, where, and what is done about repeated ones."""

    taxonomy: Taxonomy
    engine: Engine | None
    lang: str
    near: bool
    monthly_equivalent: bool
    on_merged: OnMerged | None


def run_gaps(  # noqa: PLR0913 - one option a thing that the caller may give
    source: str | Path | Sequence[str | Path] | pd.DataFrame,
    *,
    mapping: Mapping[str, str] | None = None,
    taxonomy: str | Path | None = None,
    by: str = "occupation",
    stock: str | Path | pd.DataFrame | None = None,
    seekers: str | Path | pd.DataFrame | None = None,
    window_months: int | None = None,
    seed: int = 0,
    lang: str = "en",
    on_reject: Callable[[Any], None] | None = None,
    engine: Engine | None = None,
    moves_from: str | None = None,
    compare: str | Path | Sequence[str | Path] | pd.DataFrame | None = None,
    reference: str | Path | pd.DataFrame | None = None,
    near: bool = False,
    on_merged: OnMerged | None = None,
    monthly_equivalent: bool = False,
) -> GapsTables:
    """Read ads in batches, annotate, drop repeated ones, count, and estimate from the counts."""
    from talentcast.engines import LocalEngine
    from talentcast.matching.gap_notes import describe
    from talentcast.matching.gap_tables import GapSettings, estimate_gaps
    from talentcast.matching.postings import BY_FILE
    from talentcast.matching.stored_reference import read_reference
    from talentcast.matching.windows import check_window

    if compare is not None and by != "occupation":
        raise SchemaError(f"--compare: got --by {by}; expected occupation; leave one of them out")
    if compare is not None and mapping is not None and mapping.get("source") == BY_FILE:
        raise SchemaError(
            f"--compare: got --map source={BY_FILE}; expected a column that names the sites, since "
            "the files are the periods; leave one of them out"
        )
    check_window(window_months)
    if (near or on_merged is not None) and not isinstance(engine, LocalEngine | None):
        raise SchemaError(
            "--near, --duplicates: got another engine than local; expected local, which meets all "
            "ads in one place; leave one of them out"
        )
    tax = load_taxonomy(taxonomy)
    how = _How(tax, engine, lang, near, monthly_equivalent, on_merged)
    stored = None if reference is None else read_reference(reference)
    settings = GapSettings(
        seed=seed,
        moves_from=moves_from,
        reference=stored,
        window_months=window_months,
        monthly_equivalent=monthly_equivalent,
    )
    counts, tally, report = _counted(source, mapping, on_reject, how)
    codes = list(tax.notes)
    if monthly_equivalent:
        codes.append(f"months_stated:{tally.with_months:,} / {tally.with_salary:,}")
    if stored is not None:
        codes.append(f"stored_reference:{', '.join(stored)}")
    tables = estimate_gaps(
        counts,
        occupations=tax.occupations,
        skills=tax.skills,
        categories=tax.categories,
        words=tax.words,
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
        words=tax.words,
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
    annotator = Annotator(
        how.taxonomy,
        date.today(),
        sketches=how.near,
        monthly_equivalent=how.monthly_equivalent,
    )
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
        "months_stated": tally.with_months,
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
