"""The stable JSON documents: plain dictionaries, no NaN."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from talentcast.frames import ForecastTables, GapsTables
from talentcast.render.labels import labels

_POINT_KEYS = ("year", "kind", "value", "lo80", "hi80", "lo95", "hi95", "source_id")
_SERIES_KEYS = ("name_zh", "name_en", "unit", "method")
_COMPONENTS = ("demand", "hard_to_fill", "price", "tightness", "pay_premium", "urgency")
_STARS = ("overall", "supply_demand", "training", "transition")


def plain(value: Any) -> Any:
    """Turn numpy and pandas scalars, NaN and infinities into what JSON knows.

    Examples
    --------
    >>> plain(float("nan")), plain([1.5, float("inf")])
    (None, [1.5, None])
    """
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return None if value != value else str(value)


def dump(document: Any, *, indent: int | None = 2) -> str:
    """Serialise a document as UTF-8 JSON text."""
    return json.dumps(plain(document), ensure_ascii=False, allow_nan=False, indent=indent) + "\n"


def forecast_document(tables: ForecastTables) -> dict[str, Any]:
    """Build the `talentcast.forecast/1` document.

    Returns
    -------
    dict
        As in docs/json.md; years ascending, missing bounds as null.
    """
    points = dict(iter(tables.points.groupby("series", sort=False)))
    published = dict(iter(tables.published.groupby("series", sort=False)))
    series = []
    for row in tables.series.to_dict("records"):
        own = points.get(row["series"])
        theirs = published.get(row["series"])
        series.append(
            {
                "id": row["series"],
                **{key: row[key] for key in _SERIES_KEYS},
                "points": [] if own is None else own[list(_POINT_KEYS)].to_dict("records"),
                "published": []
                if theirs is None
                else theirs[["year", "value", "source_id"]].to_dict("records"),
                "warnings": list(row["warnings"]),
            }
        )
    document = {"schema": "talentcast.forecast/1", "to": tables.to, "series": series}
    if len(tables.explanation):
        document["explanation"] = tables.explanation.to_dict("records")
    document["warnings"] = list(tables.warnings)
    return dict(plain(document))


def gaps_document(tables: GapsTables, *, lang: str = "en") -> dict[str, Any]:
    """Build the `talentcast.gaps/1` document."""
    told = tables.extra.get("context")
    context = {} if told is None else told.set_index("id").to_dict("index")
    document = {
        "schema": "talentcast.gaps/1",
        "quality": dict(tables.quality),
        "occupations": [
            _occupation(row, context.get(row["id"], {}))
            for row in tables.occupations.to_dict("records")
        ],
        "skills": tables.skills.to_dict("records"),
        "unclassified": tables.unclassified.to_dict("records"),
        "labels": labels(tables, lang),
        "warnings": list(tables.warnings),
    }
    if "comparison" in tables.extra:
        document["comparison"] = {
            "occupations": tables.extra["comparison"].to_dict("records"),
            "skills": tables.extra["skill_changes"].to_dict("records"),
        }
    return dict(plain(document))


def _occupation(row: Mapping[Any, Any], context: Mapping[Any, Any]) -> dict[str, Any]:
    head = (
        "id",
        "title_zh",
        "title_en",
        "ads",
        "vacancies",
        "employers",
        "share",
        "index",
        "index_lo90",
        "index_hi90",
        "grade",
        "coverage",
    )
    salary = {
        "median": row["salary_median"],
        "lo90": row["salary_lo90"],
        "hi90": row["salary_hi90"],
        "n": row["salary_n"],
        "employers": row["salary_employers"],
        "bound_low": row["bound_low"],
        "bound_high": row["bound_high"],
        "placement_low": row["placement_low"],
        "placement_high": row["placement_high"],
        "disclosed": row["disclosed"],
        "disclosure_low": row["disclosure_low"],
        "disclosure_high": row["disclosure_high"],
        "reweighted": row["salary_reweighted"],
        "unit": row["salary_unit"],
        "currency": row["currency"],
    }
    stars = {key: row[f"stars_{key}"] for key in _STARS}
    chances = {f"p_{key}": row[f"p_{key}"] for key in _STARS}
    return {
        **{key: row[key] for key in head},
        "openings": row["openings"],
        "vacancies_per_seeker": {
            end: row[f"vacancies_per_seeker{suffix}"]
            for end, suffix in (("value", ""), ("lo90", "_lo90"), ("hi90", "_hi90"))
        },
        "components": {key: row[key] for key in _COMPONENTS},
        "stars": {**stars, **chances},
        "salary": salary,
        "top_skills": row["top_skills"],
        "context": dict(context),
        "flags": row["flags"],
    }
