"""One ad explained: the line that `match` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talentcast.matching.ad_terms import read_terms

if TYPE_CHECKING:
    from datetime import date

    from talentcast.matching.annotate import Matchers
    from talentcast.matching.skills import Mention
    from talentcast.matching.taxonomy import Taxonomy


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
        "salary": terms.pay[0].to_dict(),
        "education": terms.education[0],
        "experience_years": terms.experience[0],
        "openings": terms.openings[0],
        "urgent": terms.urgent[0],
        "place": {"city": terms.city[0], "district": terms.district[0]},
        "date": _iso(terms.day[0]),
    }


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
