"""Check that the bundled tables are what `datapackage.json` says they are."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pandas as pd

from talentcast.data.bundle import FILES, read_package
from talentcast.errors import DataIntegrityError

#: What every field has to say about itself.
_FIELD_WORDS = ("name", "type", "unit", "description")

_PATTERNS = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?(e[+-]?\d+)?"}

#: Command that describes tables anew after they were edited by hand.
REFRESH = "python scripts/build_data.py --hashes"

#: Problems named in the message of an error; the rest are counted.
_SHOWN = 3


def validate(folder: Path = FILES) -> list[str]:
    """Return what is wrong with the tables in `folder`; empty if nothing is.

    Checks that every CSV file, in sub-folders too, is described and present with its size, hash
    and number of rows; that every field has a unit and a description and holds what its type
    allows; that keys are unique; that every reference to another table, `source_id` above all,
    is resolved; and that no source stands unused.

    Raises
    ------
    DataIntegrityError
        If the description itself can't be read.

    Examples
    --------
    >>> validate()
    []
    """
    resources = {resource["name"]: resource for resource in read_package(folder)["resources"]}
    problems = _undescribed(folder, resources)
    tables: dict[str, pd.DataFrame] = {}
    for name, resource in resources.items():
        path = folder / resource["path"]
        if not path.is_file():
            problems.append(f"{name}: {resource['path']} is missing")
            continue
        problems += _bytes(path, resource)
        tables[name] = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
        problems += _fields(tables[name], resource)
    for name, table in tables.items():
        problems += _references(table, resources[name], tables)
    return problems + _unused_sources(tables)


def require_valid(folder: Path = FILES) -> None:
    """Raise `DataIntegrityError` with the first problems that `validate` finds."""
    problems = validate(folder)
    if problems:
        more = f" and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        raise DataIntegrityError(
            f"bundled tables: got {'; '.join(problems[:_SHOWN])}{more}; expected the tables that"
            f" datapackage.json describes; after an edit run {REFRESH}, else reinstall"
        )


def _undescribed(folder: Path, resources: dict[str, Any]) -> list[str]:
    described = {resource["path"] for resource in resources.values()}
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
    return [f"{name}: not described" for name in sorted(found - described)]


def _bytes(path: Path, resource: dict[str, Any]) -> list[str]:
    content = path.read_bytes()
    got = {
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    return [
        f"{resource['name']}: {word} is {value}, described as {resource.get(word)}"
        for word, value in got.items()
        if value != resource.get(word)
    ]


def _fields(table: pd.DataFrame, resource: dict[str, Any]) -> list[str]:
    name, schema = resource["name"], resource["schema"]
    fields = {field.get("name"): field for field in schema["fields"]}
    problems = [
        f"{name}.{field.get('name')}: no {word}"
        for field in schema["fields"]
        for word in _FIELD_WORDS
        if not field.get(word)
    ]
    if list(table.columns) != list(fields):
        return [*problems, f"{name}: columns {list(table.columns)}, described as {list(fields)}"]
    if len(table) != resource.get("rows"):
        problems.append(f"{name}: {len(table)} rows, described as {resource.get('rows')}")
    for column, field in fields.items():
        problems += [f"{name}.{column}: {text}" for text in _values(table[column], field)]
    key = schema.get("primaryKey", [])
    if table.duplicated(key).any():
        rows = (table.index[table.duplicated(key)] + 2).tolist()
        problems.append(f"{name}: key {', '.join(key)} repeated in line {rows[0]}")
    return problems


def _values(values: pd.Series[str], field: dict[str, Any]) -> list[str]:
    filled = values[values != ""]
    constraints = field.get("constraints", {})
    problems = []
    if constraints.get("required") and len(filled) < len(values):
        problems.append(f"empty in line {int(values.index[values == ''][0]) + 2}")
    pattern = _PATTERNS.get(field.get("type", ""))
    bad = filled[~filled.str.fullmatch(pattern)] if pattern else filled[:0]
    if not bad.empty:
        problems.append(f"{bad.iloc[0]!r} in line {int(bad.index[0]) + 2} is no {field['type']}")
    if "enum" in constraints:
        unknown = sorted(set(filled) - set(constraints["enum"]))
        problems += [f"{value!r} is none of {', '.join(constraints['enum'])}" for value in unknown]
    return problems


def _references(
    table: pd.DataFrame, resource: dict[str, Any], tables: dict[str, pd.DataFrame]
) -> list[str]:
    problems = []
    missing = set(resource["schema"].get("missingValues", [""]))
    for key in resource["schema"].get("foreignKeys", []):
        other, column = key["reference"]["resource"] or resource["name"], key["reference"]["fields"]
        known = set(tables[other][column]) if other in tables else set()
        used = table[key["fields"]] if key["fields"] in table.columns else pd.Series([], dtype=str)
        problems += [
            f"{resource['name']}.{key['fields']}: {value!r} is not in {other}.{column}"
            for value in sorted(set(used) - known - missing)
        ]
    return problems


def _unused_sources(tables: dict[str, pd.DataFrame]) -> list[str]:
    if "sources" not in tables or "source_id" not in tables["sources"].columns:
        return ["sources: no table of sources"]
    used = {
        source
        for name, table in tables.items()
        if name != "sources" and "source_id" in table.columns
        for source in table["source_id"]
    }
    unused = sorted(set(tables["sources"]["source_id"]) - used)
    return [f"sources.source_id: {source!r} is used by no row" for source in unused]
