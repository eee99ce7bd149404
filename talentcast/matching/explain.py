"""Ads explained: the lines that `match` writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from talentcast.frames import POSTING_TEXT
from talentcast.matching.ad_terms import read_terms

if TYPE_CHECKING:
    from datetime import date

    from talentcast.matching.annotate import Matchers
    from talentcast.matching.coded import Cells
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
    return next(explain_ads([{**ad, "row": row}], matchers, taxonomy))


def explain_ads(
    ads: Sequence[Mapping[str, Any]], matchers: Matchers, taxonomy: Taxonomy
) -> Iterator[dict[str, Any]]:
    """Explain some ads, whose terms are read together: that is faster.

    Parameters
    ----------
    ads : sequence of mappings
        The columns of `frames.POSTINGS`.
    matchers, taxonomy
        As for `explain_ad`.

    Yields
    ------
    dict
        As of `explain_ad`.
    """
    columns = {name: [ad[name] for ad in ads] for name in POSTING_TEXT}
    for ad, terms in zip(ads, _terms(columns, matchers), strict=True):
        title, text = ad["title"] or "", ad["text"] or ""
        mentions = matchers.skills.find(title, text)
        skills = list(dict.fromkeys(mention.skill_id for mention in mentions))
        found = matchers.occupations.classify(title, text, skills)
        yield {
            "row": ad["row"],
            "title": ad["title"],
            "skills": [_skill(mention, taxonomy) for mention in mentions],
            "occupation": _occupation(found, taxonomy),
            **terms,
        }


def _terms(columns: Mapping[str, Cells], matchers: Matchers) -> Iterator[dict[str, Any]]:
    terms = read_terms(columns, matchers.places, matchers.reference)
    fields = (terms.pay, terms.education, terms.experience, terms.openings, terms.place, terms.day)
    each = zip(*(field.to_list() for field in fields), terms.urgent.tolist(), strict=True)
    for pay, education, experience, openings, place, day, urgent in each:
        yield {
            "salary": pay.to_dict(),
            "education": education,
            "experience_years": experience,
            "openings": openings.count if openings else None,
            "urgent": urgent,
            "place": {
                "city": place.city if place else None,
                "district": place.district if place else None,
            },
            "date": _iso(day),
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
