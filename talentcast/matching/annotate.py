"""One batch of postings, understood: a pure function from text columns to typed columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from talentcast.engines.memory import without_collection
from talentcast.frames import POSTING_TEXT
from talentcast.matching.ad_terms import AdTerms, has_pay, read_terms
from talentcast.matching.coded import Coded, code
from talentcast.matching.listing_facts import listing_columns
from talentcast.matching.occupation_answers import Answers
from talentcast.matching.occupations import OccupationIndex
from talentcast.matching.places import PlaceIndex
from talentcast.matching.posting_keys import duplicate_columns
from talentcast.matching.skills import SkillIndex
from talentcast.matching.text import normalise_all

#: The columns of an annotated batch: one row an ad, in input order.
SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("occupation", pa.string()),
        ("confidence", pa.float32()),
        ("seniority", pa.string()),
        ("skills", pa.list_(pa.string())),
        ("required", pa.list_(pa.bool_())),
        ("city", pa.string()),
        ("district", pa.string()),
        ("industry", pa.string()),
        ("education", pa.string()),
        ("experience", pa.float32()),
        ("openings", pa.float32()),
        ("openings_assumed", pa.bool_()),
        ("urgent", pa.bool_()),
        ("day", pa.int32()),
        ("first_seen", pa.int32()),
        ("last_seen", pa.int32()),
        ("currency", pa.string()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("base_only", pa.bool_()),
        ("months_stated", pa.bool_()),
        ("title", pa.string()),
        ("source", pa.string()),
        ("employer_size", pa.string()),
        ("applicants", pa.int32()),
    ]
)

#: The columns by which repeated ads are told (`posting_keys.duplicate_columns`).
_KEYS = pa.schema(
    [
        ("employer", pa.int64()),
        ("posting_key", pa.int64()),
        ("id_key", pa.int64()),
        ("city_key", pa.int64()),
        ("title_words", pa.int64()),
        ("poster", pa.int8()),
    ]
)


@dataclass(frozen=True)
class Matchers:
    """The built indexes that every batch is read with, and the date that dates refer to.

    With `monthly_equivalent` pay is a twelfth of a year's instead of a month's by contract.
    """

    skills: SkillIndex
    occupations: OccupationIndex
    places: PlaceIndex
    reference: date
    monthly_equivalent: bool = False


@without_collection()
def annotate(batch: pa.RecordBatch, matchers: Matchers) -> pa.RecordBatch:
    """Understand a batch of postings.

    Parameters
    ----------
    batch : RecordBatch, columns of `frames.POSTINGS`
    matchers : Matchers

    Returns
    -------
    RecordBatch, columns of `SCHEMA`
        As many rows as `batch`, in its order. Nothing is kept between calls.
    """
    columns: dict[str, Any] = {name: batch[name] for name in POSTING_TEXT}
    for name in ("title", "text"):
        columns[name] = batch[name].to_pylist()
    titles, texts = ([cell or "" for cell in columns[name]] for name in ("title", "text"))
    columns["title"] = code(columns["title"])
    plain = normalise_all(texts)
    (skills, required), named = _skills_and_occupations(titles, texts, plain, matchers)
    terms = read_terms(columns, matchers.places, matchers.reference, plain)
    read = {
        "row": batch["row"],
        "industry": batch["industry"],
        "skills": skills,
        "required": required,
        **_occupation_columns(named, titles),
        **_term_columns(terms, matchers.monthly_equivalent),
        **listing_columns(columns),
        **duplicate_columns(columns, terms.place.map(lambda place: place.city), texts=False),
    }
    schema = pa.schema([*SCHEMA, *_KEYS])
    arrays = [_array(read[field.name], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _skills_and_occupations(
    titles: list[str], texts: list[str], plain: list[str], matchers: Matchers
) -> tuple[tuple[pa.ListArray, pa.ListArray], Answers]:
    named = matchers.occupations.classify_all(titles, plain)
    return matchers.skills.ids_all(titles, texts, plain), named


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    return values if isinstance(values, pa.Array) else pa.array(values, kind)


def _occupation_columns(named: Answers, titles: list[str]) -> dict[str, pa.Array]:
    return {
        "occupation": named.occupation(),
        "confidence": pa.array(named.confidence[:, 0], pa.float32()),
        "seniority": named.level(),
        "title": pa.array(titles, pa.string(), mask=named.is_sure),
    }


def _term_columns(terms: AdTerms, monthly_equivalent: bool) -> dict[str, pa.Array]:
    pay = terms.pay
    bounds = ("monthly_equivalent_low", "monthly_equivalent_high")
    low, high = bounds if monthly_equivalent else ("monthly_low", "monthly_high")
    columns: dict[str, Coded[Any]] = {
        "city": terms.place.map(lambda place: place.city),
        "district": terms.place.map(lambda place: place.district),
        "education": terms.education,
        "experience": terms.experience,
        "openings": terms.openings.map(lambda openings: openings.count),
        "day": terms.day,
        "first_seen": terms.first_seen,
        "last_seen": terms.last_seen,
        "currency": pay.map(lambda one: one.currency if has_pay(one) else None),
        "low": pay.map(lambda one: getattr(one, low)),
        "high": pay.map(lambda one: getattr(one, high)),
    }
    arrays = {name: column.to_arrow(SCHEMA.field(name).type) for name, column in columns.items()}
    flags = {
        "openings_assumed": terms.openings.holds(lambda openings: openings.is_assumed),
        "urgent": terms.urgent,
        "base_only": pay.holds(lambda one: "base_only" in one.flags),
        "months_stated": pay.holds(lambda one: has_pay(one) and "months_assumed" not in one.flags),
    }
    return {**arrays, **{name: pa.array(flag) for name, flag in flags.items()}}
