"""One batch of postings, understood: a pure function from text columns to typed columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from talentcast.frames import POSTING_TEXT
from talentcast.matching.ad_terms import AdTerms, has_pay, read_terms
from talentcast.matching.occupations import Occupation, OccupationIndex
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
        ("title", pa.string()),
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
    """The built indexes that every batch is read with, and the date that dates refer to."""

    skills: SkillIndex
    occupations: OccupationIndex
    places: PlaceIndex
    reference: date


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
    columns = {name: batch[name].to_pylist() for name in POSTING_TEXT}
    titles, texts = ([cell or "" for cell in columns[name]] for name in ("title", "text"))
    (skills, required), named = _skills_and_occupations(titles, texts, matchers)
    terms = read_terms(columns, matchers.places, matchers.reference)
    read = {
        "row": batch["row"],
        "industry": batch["industry"],
        "skills": skills,
        "required": required,
        **_occupation_columns(named, titles),
        **_term_columns(terms),
        **duplicate_columns(columns, terms.city, texts=False),
    }
    schema = pa.schema([*SCHEMA, *_KEYS])
    arrays = [_array(read[field.name], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _skills_and_occupations(
    titles: list[str], texts: list[str], matchers: Matchers
) -> tuple[tuple[pa.ListArray, pa.ListArray], list[Occupation]]:
    plain = normalise_all(texts)
    classify = matchers.occupations.classify_plain
    named = [classify(*ad) for ad in zip(titles, plain, strict=True)]
    return matchers.skills.ids_all(titles, texts, plain), named


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    return values if isinstance(values, pa.Array) else pa.array(values, kind)


def _occupation_columns(named: list[Occupation], titles: list[str]) -> dict[str, list[Any]]:
    return {
        "occupation": [one.id for one in named],
        "confidence": [one.confidence for one in named],
        "seniority": [one.seniority for one in named],
        "title": [
            title if one.id is None else None for one, title in zip(named, titles, strict=True)
        ],
    }


def _term_columns(terms: AdTerms) -> dict[str, list[Any]]:
    return {
        "city": terms.city,
        "district": terms.district,
        "education": terms.education,
        "experience": terms.experience,
        "openings": terms.openings,
        "openings_assumed": terms.openings_assumed,
        "urgent": terms.urgent,
        "day": terms.day,
        "first_seen": terms.first_seen,
        "last_seen": terms.last_seen,
        "currency": [pay.currency if has_pay(pay) else None for pay in terms.pay],
        "low": [pay.monthly_low for pay in terms.pay],
        "high": [pay.monthly_high for pay in terms.pay],
        "base_only": ["base_only" in pay.flags for pay in terms.pay],
    }
