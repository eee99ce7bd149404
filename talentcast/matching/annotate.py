"""One batch of postings, understood: a pure function from text columns to typed columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from talentcast.matching import requirements
from talentcast.matching.occupations import OccupationIndex
from talentcast.matching.places import PlaceIndex
from talentcast.matching.posting_keys import duplicate_columns
from talentcast.matching.salaries import Salary, find_salary, parse_salary
from talentcast.matching.skills import SkillIndex

_EPOCH = date(1970, 1, 1)

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


@dataclass(frozen=True, slots=True)
class Terms:
    """What one ad states beside its skills and occupation."""

    education: str | None
    experience: float | None
    openings: float | None
    openings_assumed: bool
    day: int | None
    place: str | None
    city: str | None
    district: str | None


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
    columns = batch.to_pydict()
    names = [name for name in columns if name not in ("row", "file")]
    records = [
        _annotate_one(row, dict(zip(names, values, strict=True)), matchers)
        for row, values in zip(
            columns["row"], zip(*(columns[name] for name in names), strict=True), strict=True
        )
    ]
    read = pa.RecordBatch.from_pylist(records, schema=SCHEMA)
    keys = duplicate_columns(columns, read["city"].to_pylist(), texts=False)
    arrays = [*read.columns, *(keys[name] for name in _KEYS.names)]
    return pa.RecordBatch.from_arrays(arrays, schema=pa.schema([*SCHEMA, *_KEYS]))


def _annotate_one(row: int, ad: dict[str, str | None], matchers: Matchers) -> dict[str, Any]:
    title, text = ad["title"] or "", ad["text"] or ""
    found = matchers.skills.ids(title, text)
    skills = [skill for skill, _ in found]
    occupation = matchers.occupations.classify(title, text, skills)
    terms = read_terms(ad, matchers)
    pay = read_salary(ad)
    return {
        "row": row,
        "occupation": occupation.id,
        "confidence": occupation.confidence,
        "seniority": occupation.seniority,
        "skills": skills,
        "required": [is_required for _, is_required in found],
        "city": terms.city,
        "district": terms.district,
        "industry": ad["industry"],
        "education": terms.education,
        "experience": terms.experience,
        "openings": terms.openings,
        "openings_assumed": terms.openings_assumed,
        "urgent": requirements.is_urgent(title, text),
        "day": terms.day,
        "currency": pay.currency if _has_pay(pay) else None,
        "low": pay.monthly_low,
        "high": pay.monthly_high,
        "base_only": "base_only" in pay.flags,
        "title": title if occupation.id is None else None,
    }


def _has_pay(pay: Salary) -> bool:
    return pay.low is not None or pay.high is not None


def read_salary(ad: dict[str, str | None]) -> Salary:
    """Read the pay of one ad: its own column first, then a range that the text states as pay."""
    stated = ad["salary"]
    if stated:
        pay = parse_salary(stated)
        if _has_pay(pay):
            return pay
    if ad["text"]:
        return find_salary(ad["text"])
    return parse_salary(stated or "")


def read_terms(ad: dict[str, str | None], matchers: Matchers) -> Terms:
    """Read education, experience, openings, date and place of one ad.

    The column of each comes first, then a cell that holds several of them, then the text.
    """
    title, text = ad["title"] or "", ad["text"] or ""
    cell = requirements.split_attributes(ad["attributes"]) if ad["attributes"] else None
    education = _first_education(ad["education"], cell.education if cell else None, text)
    experience = _first_experience(ad["experience"], cell.experience if cell else None, text)
    openings = requirements.find_openings(ad["openings"] or "")
    if openings is None and cell is not None:
        openings = cell.openings
    if openings is None:
        openings = requirements.find_openings(f"{title}\n{text}")
    stated_date = ad["date"] or (cell.date if cell else None)
    when = (
        requirements.parse_date(stated_date, reference=matchers.reference) if stated_date else None
    )
    place = ad["place"] or (cell.place if cell else None)
    where = matchers.places.parse(place) if place else None
    return Terms(
        education=education,
        experience=experience,
        openings=openings.count if openings else None,
        openings_assumed=bool(openings and openings.is_assumed),
        day=(when - _EPOCH).days if when else None,
        place=place,
        city=where.city if where else None,
        district=where.district if where else None,
    )


def _first_education(column: str | None, cell: str | None, text: str) -> str | None:
    for source in (column, cell, text):
        if source:
            level = requirements.parse_education(source)
            if level is not None:
                return level
    return None


def _first_experience(column: str | None, cell: float | None, text: str) -> float | None:
    if column:
        years = requirements.parse_experience(column)
        if years is not None:
            return years
    if cell is not None:
        return cell
    return requirements.parse_experience(text) if text else None
