"""Build datapackage.json: what each table and field is, how tables refer to each other, hashes."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

#: Resource -> title in English, title in Chinese, key.
RESOURCES = {
    "facts": ("Figures printed in the source documents", "来源文件中的数字",
              ["series_id", "region", "item", "period", "value", "locator"]),
    "quoted": ("Further printed figures that the checks use", "检查所用的其他数字",
               ["series_id", "period"]),
    "series": ("Catalogue of the series that are forecast", "预测序列目录", ["series"]),
    "published": ("Projections and targets of the documents", "来源文件的预测值与目标值",
                  ["series", "year", "kind"]),
    "indicators": ("Indicators of chapter B.9, Beijing", "B.9 指标（北京）",
                   ["series_id", "year", "vintage"]),
    "statistics": ("Statistics under the indicators, Beijing", "基础统计序列（北京）",
                   ["series_id", "year", "vintage", "unit"]),
    "indicators_provinces": ("Indicators of chapter B.9, 31 provinces", "B.9 指标（31个省区市）",
                             ["series_id", "region", "year", "vintage"]),
    "public_engineers": ("Professional staff of public units, 31 provinces",
                         "公有经济企事业单位专业技术人员（31个省区市）",
                         ["series_id", "region", "year"]),
    "variables": ("Names, units and formulas of the statistical series", "统计序列说明",
                  ["series_id"]),
    "skills": ("Skills with their names and aliases", "技能：名称与别名", ["id"]),
    "skill_categories": ("Categories of skills", "技能类别", ["id"]),
    "task_words": ("Words of English names of open skills", "未列技能英文名称用词", ["zh"]),
    "occupations": ("Occupations with their titles, aliases and codes", "职业：名称、别名与代码",
                    ["id"]),
    "occupation_groups": ("Groups of occupations", "职业大类", ["id"]),
    "places": ("Provinces, cities and districts of China", "中国的省、市、区县", ["id"]),
    "sources": ("Who published what", "数据来源", ["source_id"]),
}  # fmt: skip

#: Resources written by hand in the sub-folder of that name, not built from collected figures.
TAXONOMY = (
    "skills", "skill_categories", "task_words", "occupations", "occupation_groups", "places",
)  # fmt: skip

STATUS = ["observed", "estimated", "imputed", "simulated"]
KINDS = ["observed", "survey", "estimate", "forecast", "target", "derived"]
SKILL_KINDS = ["tool", "knowledge", "hard", "soft", "language", "certificate"]

#: (table, field) -> the only values; a table of None stands for any that is not named.
VALUES = {
    (None, "status"): STATUS,
    (None, "kind"): KINDS,
    ("series", "kind"): ["count", "share"],
    ("skills", "kind"): SKILL_KINDS,
    ("skill_categories", "kind"): SKILL_KINDS,
    ("task_words", "role"): ["thing", "form", "action", "verb", "quality"],
    ("places", "level"): ["province", "city", "district"],
}

#: Field -> type, unit, description. A table in FIELDS_OF overrides.
FIELDS = {
    "series_id": ("string", "name", "Series; several rows may share it"),
    "series": ("string", "name", "Series in the catalogue series.csv"),
    "name_zh": ("string", "text", "Name in Chinese"),
    "name_en": ("string", "text", "Name in English"),
    "region": ("string", "name", "Place or group that the figure is about, in Chinese"),
    "item": ("string", "name", "What the row is about within its series (industry, skill, job)"),
    "year": ("integer", "year", "Year that the figure is about; of a span, its last year"),
    "period": ("string", "text", "Period as printed: year, span, quarter or half-year"),
    "value": ("number", "see `unit`", "The figure; empty where it was not printed"),
    "decimals": ("integer", "digits", "Digits after the point as printed; negative: rounded to tens"
                 " and above"),
    "unit": ("string", "text", "Unit of `value` in English"),
    "unit_zh": ("string", "text", "Unit of `value` as printed"),
    "vintage": ("string", "code", "Publication state of the figure; never mix within a series"),
    "status": ("string", "code", "How the number came about: counted, or estimated (model, sample,"
               " projection, target)"),
    "kind": ("string", "code", "Finer than `status`, as the source words it"),
    "source_id": ("string", "name", "Who published it; key of sources.csv"),
    "chapter": ("string", "text", "Chapter of the blue book, where known"),
    "locator": ("string", "text", "Where in the source: document:line, file, or formula"),
    "note": ("string", "text", "What to know before using the figure"),
    "order": ("integer", "rank", "Place in the default forecast; 0: not shown by default"),
    "fact_series": ("string", "name", "`series_id` in facts.csv that holds the observations"),
    "periods": ("string", "text", "Only these periods belong to the series; empty: all"),
    "numerator": ("string", "name", "Share: catalogue series above the line"),
    "denominator": ("string", "name", "Share: catalogue series below the line"),
    "whole": ("string", "name", "Catalogue series that this one adds to"),
    "sign": ("integer", "1 or -1", "Sign with which it adds to `whole`"),
    "borrow": ("string", "name", "Catalogue series whose growth may be borrowed"),
    "driver": ("string", "name", "Catalogue series that moves this one, by the documents"),
    "formula": ("string", "text", "How an indicator is computed; empty for a statistic"),
    "first_year": ("integer", "year", "First year with a value"),
    "last_year": ("integer", "year", "Last year with a value"),
    "publisher": ("string", "text", "Who published the source"),
    "title": ("string", "text", "Title of the source; for newspaper pages a description"),
    "url": ("string", "url", "Where it was read, if public"),
    "retrieved": ("string", "date", "Day on which the figures were collected"),
    "licence": ("string", "text", "Terms stated where the figures were read"),
    "id": ("string", "name", "Name of the row for machines; it does not change between releases"),
    "title_zh": ("string", "text", "Job title in Chinese"),
    "title_en": ("string", "text", "Job title in English"),
    "aliases_zh": ("string", "text list", "Other Chinese names, separated by |"),
    "aliases_en": ("string", "text list", "Other English names, separated by |"),
    "keywords": ("string", "text list", "Words of an ad's text that speak for the occupation,"
                 " separated by |"),
    "category": ("string", "name", "Skill category; key of skill_categories.csv"),
    "parent": ("string", "name", "`id` of the row above in the same table"),
    "group": ("string", "name", "Occupation group; key of occupation_groups.csv"),
    "code_cn2022": ("string", "code", "Code in the Chinese classification of occupations of 2022"),
    "isco08": ("string", "code", "Unit group of the International Standard Classification of"
               " Occupations 2008"),
    "onet_soc": ("string", "code", "Code of O*NET-SOC, the United States' classification"),
    "level": ("string", "code", "Level of administration"),
    "zh": ("string", "text", "Word in Chinese, or in Latin letters as in the normal form of a text"),
    "role": ("string", "code", "What the word does in a name (docs/skills.md)"),
    "last_en": ("string", "text", "In English as the last word of a name, where it differs"),
    "doing_en": ("string", "text", "In English before what it is done to; empty: never stands so"),
}  # fmt: skip

FIELDS_OF = {
    ("series", "kind"): ("string", "code", "count or share"),
    ("series", "status"): (
        "string",
        "code",
        "Status of its latest figure; imputed: computed from other series",
    ),
    ("series", "region"): ("string", "name", "`region` in facts.csv"),
    ("sources", "vintage"): ("string", "text", "When it was published, or which revision it is"),
    ("skills", "kind"): ("string", "code", "What sort of skill it is"),
    ("skill_categories", "kind"): ("string", "code", "Sort of skill that the category belongs to"),
    ("task_words", "name_en"): ("string", "text", "In English before another word"),
    ("places", "parent"): (
        "string",
        "name",
        "`id` of the place that it lies in; `china`, which is no row, above the provinces",
    ),
}

#: What stands for "none" in a table, so that it refers to nothing; elsewhere only the empty text.
MISSING = {"places": ["", "china"]}

#: (table, field) -> (table referred to, its field).
REFERENCES = {
    ("published", "series"): ("series", "series"),
    ("series", "numerator"): ("series", "series"),
    ("series", "denominator"): ("series", "series"),
    ("series", "whole"): ("series", "series"),
    ("series", "borrow"): ("series", "series"),
    ("series", "driver"): ("series", "series"),
    ("indicators", "series_id"): ("variables", "series_id"),
    ("statistics", "series_id"): ("variables", "series_id"),
    ("indicators_provinces", "series_id"): ("variables", "series_id"),
    ("public_engineers", "series_id"): ("variables", "series_id"),
    ("skills", "category"): ("skill_categories", "id"),
    ("skills", "parent"): ("skills", "id"),
    ("occupations", "group"): ("occupation_groups", "id"),
    ("places", "parent"): ("places", "id"),
}

#: Fields that are never empty, in whichever table they stand.
REQUIRED = {
    "series_id", "series", "year", "unit", "status", "source_id", "name_zh", "name_en",
    "id", "title_zh", "title_en", "category", "group", "level", "zh", "role",
}  # fmt: skip


def write(folder: Path) -> None:
    """Write `folder`/datapackage.json for the CSV files in `folder`."""
    package = {
        "name": "talentcast-data",
        "title": "Talent and engineers of Beijing: figures, indicators, taxonomy, sources",
        "profile": "tabular-data-package",
        "licenses": [
            {"name": "facts", "title": "Figures are facts; terms by source in sources.csv"}
        ],
        "resources": [_resource(folder, name) for name in RESOURCES],
    }
    _save(folder, package)


def refresh(folder: Path) -> list[str]:
    """Bring bytes, hash and rows of every resource up to date; return the names that changed.

    For tables edited by hand: needs nothing but `folder`. Fields stay as they are described.

    Raises
    ------
    ValueError
        If a table has other columns than described; those have to be described first.
    """
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    changed = []
    for resource in package["resources"]:
        header, size = _measured(folder / resource["path"])
        described = [field["name"] for field in resource["schema"]["fields"]]
        if header != described:
            raise ValueError(
                f"{resource['path']}: got columns {', '.join(header)}; expected "
                f"{', '.join(described)}; describe new ones in build_package.FIELDS and rebuild "
                "with scripts/build_data.py"
            )
        if resource != resource | size:
            changed.append(resource["name"])
            resource.update(size)
    _save(folder, package)
    return changed


def _save(folder: Path, package: dict[str, object]) -> None:
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def _measured(path: Path) -> tuple[list[str], dict[str, object]]:
    """Return the header of a table, and its bytes, hash and rows as described in the package."""
    content = path.read_bytes()
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        header = next(reader)
        rows = sum(1 for _ in reader)
    sha = hashlib.sha256(content).hexdigest()
    return header, {"bytes": len(content), "hash": f"sha256:{sha}", "rows": rows}


def _resource(folder: Path, name: str) -> dict[str, object]:
    title, title_zh, key = RESOURCES[name]
    path = f"taxonomy/{name}.csv" if name in TAXONOMY else f"{name}.csv"
    header, size = _measured(folder / path)
    return {
        "name": name,
        "path": path,
        "title": title,
        "title_zh": title_zh,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "format": "csv",
        **size,
        "schema": {
            "fields": [_field(name, field) for field in header],
            "primaryKey": key,
            "foreignKeys": _foreign_keys(name, header),
            "missingValues": MISSING.get(name, [""]),
        },
    }


def _field(table: str, name: str) -> dict[str, object]:
    kind, unit, description = FIELDS_OF.get((table, name), FIELDS[name])
    constraints: dict[str, object] = {}
    if name in REQUIRED:
        constraints["required"] = True
    values = VALUES.get((table, name), VALUES.get((None, name)))
    if values:
        constraints["enum"] = values
    field: dict[str, object] = {
        "name": name, "type": kind, "unit": unit, "description": description,
    }  # fmt: skip
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_keys(table: str, header: list[str]) -> list[dict[str, object]]:
    keys = {field: REFERENCES[table, field] for field in header if (table, field) in REFERENCES}
    if "source_id" in header and table != "sources":
        keys["source_id"] = ("sources", "source_id")
    return [
        {"fields": field, "reference": {"resource": "" if to == table else to, "fields": column}}
        for field, (to, column) in keys.items()
    ]
