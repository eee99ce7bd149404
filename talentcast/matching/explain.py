"""One ad explained: the line that `match` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from talentcast.matching.ad_terms import read_terms
from talentcast.matching.salary_record import Salary

if TYPE_CHECKING:
    from datetime import date

    from talentcast.matching.annotate import Matchers
    from talentcast.matching.coded import Coded
    from talentcast.matching.skills import Mention
    from talentcast.matching.taxonomy import Taxonomy

T = TypeVar("T")


def explain_ad(
    row: int, ad: dict[str, str | None], matchers: Matchers, taxonomy: Taxonomy
) -> dict[str, Any]:
    """Explain one ad.

    Parameters
    ----------
    row : int
        Number of the input row, from 1.
    ad : dict
        The text columns of `frames.POSTING_TEXT`.
    matchers : Matchers
    taxonomy : Taxonomy
        For the names of skills and occupations.

    Returns
    -------
    dict
        row, title, skills, occupation, salary, education, experience_years, openings, urgent,
        place, date; `start` and `end` of a skill count characters of the field as given.
    """
    title, text = ad["title"] or "", ad["text"] or ""
    mentions = matchers.skills.find(title, text)
    skills = list(dict.fromkeys(mention.skill_id for mention in mentions))
    one = {name: [cell] for name, cell in ad.items()}
    terms = read_terms(one, matchers.places, matchers.reference)
    return {
        "row": row,
        "title": ad["title"],
        "skills": [_skill(mention, taxonomy) for mention in mentions],
        "occupation": _occupation(matchers.occupations.classify(title, text, skills), taxonomy),
        "salary": _first(terms.pay.map(Salary.to_dict)),
        "education": _first(terms.education),
        "experience_years": _first(terms.experience),
        "openings": _first(terms.openings.map(lambda openings: openings.count)),
        "urgent": bool(terms.urgent[0]),
        "place": {
            "city": _first(terms.place.map(lambda place: place.city)),
            "district": _first(terms.place.map(lambda place: place.district)),
        },
        "date": _iso(_first(terms.day)),
    }


def _first(column: Coded[T]) -> T | None:
    return column.to_list()[0]


def _iso(day: int | None) -> str | None:
    from datetime import date, timedelta

    if day is None:
        return None
    when: date = date(1970, 1, 1) + timedelta(days=day)
    return when.isoformat()


def _skill(mention: Mention, taxonomy: Taxonomy) -> dict[str, Any]:
    name_zh, name_en = taxonomy.skill_names(mention.skill_id)
    return {
        "id": mention.skill_id,
        "name_zh": name_zh,
        "name_en": name_en,
        "kind": mention.kind,
        "category": mention.category,
        "text": mention.text,
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "required": mention.required,
        "confidence": round(mention.confidence, 3),
    }


def _occupation(found: Any, taxonomy: Taxonomy) -> dict[str, Any]:
    title_zh, title_en = taxonomy.occupation_titles(found.id) if found.id else (None, None)
    return {
        "id": found.id,
        "title_zh": title_zh,
        "title_en": title_en,
        "confidence": round(float(found.confidence), 3),
        "seniority": found.seniority,
        "alternatives": [
            {"id": i, "confidence": round(float(c), 3)} for i, c in found.alternatives
        ],
    }
