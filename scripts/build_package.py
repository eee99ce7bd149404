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
    "sources": ("Who published each figure", "数据来源", ["source_id"]),
}  # fmt: skip

STATUS = ["observed", "estimated", "imputed", "simulated"]
KINDS = ["observed", "survey", "estimate", "forecast", "target", "derived"]

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
}

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
}

#: Fields that are never empty, in whichever table they stand.
REQUIRED = {"series_id", "series", "year", "unit", "status", "source_id", "name_zh", "name_en"}


def write(folder: Path) -> None:
    """Write `folder`/datapackage.json for the CSV files in `folder`."""
    package = {
        "name": "talentcast-data",
        "title": "Talent and engineers of Beijing: figures, indicators, sources",
        "profile": "tabular-data-package",
        "licenses": [
            {"name": "facts", "title": "Figures are facts; terms by source in sources.csv"}
        ],
        "resources": [_resource(folder, name) for name in RESOURCES],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def _resource(folder: Path, name: str) -> dict[str, object]:
    title, title_zh, key = RESOURCES[name]
    path = folder / f"{name}.csv"
    content = path.read_bytes()
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        header = next(reader)
        rows = sum(1 for _ in reader)
    return {
        "name": name,
        "path": path.name,
        "title": title,
        "title_zh": title_zh,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "format": "csv",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rows": rows,
        "schema": {
            "fields": [_field(name, field) for field in header],
            "primaryKey": key,
            "foreignKeys": _foreign_keys(name, header),
            "missingValues": [""],
        },
    }


def _field(table: str, name: str) -> dict[str, object]:
    kind, unit, description = FIELDS_OF.get((table, name), FIELDS[name])
    constraints: dict[str, object] = {}
    if name in REQUIRED:
        constraints["required"] = True
    if name == "status":
        constraints["enum"] = STATUS
    if name == "kind" and table != "series":
        constraints["enum"] = KINDS
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
