"""Public classifications turned into the tables of a taxonomy: ESCO and any CSV file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from talentcast.errors import SchemaError
from talentcast.frames import require_columns
from talentcast.matching.taxonomy_files import (
    Files,
    Frames,
    add_table,
    join_aliases,
    occupation_frame,
    read_table,
    skill_frame,
    unknown_file,
)

if TYPE_CHECKING:
    import pandas as pd

#: First letter of an ESCO hierarchy level -> kind (ESCO v1.1 handbook, skills pillar).
_ESCO_KINDS = {"S": "hard", "K": "knowledge", "L": "language", "T": "soft", "A": "soft"}

#: ESCO broad skill group -> one of the documents' ten categories where it says what is done.
_ESCO_CATEGORIES = {
    "S1": "training", "S2": "analysis", "S3": "operations", "S4": "management",
    "S5": "development", "S6": "operations", "S7": "development", "S8": "maintenance",
}  # fmt: skip

#: Digits of the code of an ISCO-08 unit group; tables that went through a spreadsheet lose zeros.
_ISCO_DIGITS = 4


def import_esco(files: Files) -> Frames:
    """Read ESCO files into the tables of a taxonomy.

    Parameters
    ----------
    files : sequence of paths
        Any of: the published `skills_en.csv` and `occupations_en.csv` (columns `conceptUri`,
        `preferredLabel`, `altLabels`), and the flat list of skill labels (columns `id`,
        `description`, `hierarchy_levels`, `type`).

    Returns
    -------
    dict of str to DataFrame
        `skills` and `occupations` as far as given. Labels in another language than Chinese go to
        the English columns.

    Raises
    ------
    SchemaError
        If a file is none of these.
    """
    frames: Frames = {}
    for path in files:
        table = read_table(path)
        if "hierarchy_levels" in table.columns:
            require_columns(table, ["id", "description", "type"], Path(path).name)
            add_table(frames, "skills", skill_frame(_esco_labels(table)), path)
        elif "iscoGroup" in table.columns:
            require_columns(table, ["conceptUri", "preferredLabel"], Path(path).name)
            add_table(frames, "occupations", occupation_frame(_esco_occupations(table)), path)
        elif {"conceptUri", "preferredLabel"} <= set(table.columns):
            add_table(frames, "skills", skill_frame(_esco_skills(table)), path)
        else:
            raise unknown_file(path, table, "an ESCO file with conceptUri or hierarchy_levels")
    return frames


def _esco_labels(table: pd.DataFrame) -> Iterator[dict[str, str]]:
    names: dict[str, str] = {}
    labels: dict[str, list[str]] = {}
    levels: dict[str, str] = {}
    columns = (table[c] for c in ("id", "description", "hierarchy_levels", "type"))
    for identity, label, hierarchy, kind in zip(*columns, strict=True):
        if kind == "preferredLabel":
            names[identity] = label
            levels[identity] = hierarchy
        elif kind == "altLabels":
            labels.setdefault(identity, []).append(label)
    for identity, name in names.items():
        group, code = _esco_level(levels[identity])
        yield _esco_row(identity, name, labels.get(identity, []), group, code)


def _esco_level(hierarchy: str) -> tuple[str, str]:
    """Return the pillar letter and the group code of a skill.

    A skill that stands in several (English and mathematics are transversal too) is a language or
    knowledge if it is so in one.

    Examples
    --------
    >>> _esco_level("[['T', 'T1', 'T1.1', None], ['L', 'L1', None, None]]")
    ('L', 'L1')
    """
    try:
        paths = ast.literal_eval(hierarchy) if hierarchy else []
    except (ValueError, SyntaxError):
        return "K", ""
    named = [path for path in paths if path]
    if not named:
        return "K", ""
    first = next((path for path in named if path[0] in ("K", "L")), named[0])
    return str(first[0]), str(first[1] or "")


def _esco_row(
    identity: str, name: str, labels: Sequence[str], group: str, code: str
) -> dict[str, str]:
    kind = _ESCO_KINDS.get(group, "knowledge")
    if kind == "knowledge" and code.startswith("K06") and _is_product(name):
        kind = "tool"
    if kind == "hard":
        labels = _whole(labels, name)
    return {
        "id": f"esco.{identity}",
        "name_zh": "",
        "name_en": name,
        "kind": kind,
        "category": _ESCO_CATEGORIES.get(code, "") if kind == "hard" else "",
        "aliases_en": join_aliases(labels, name),
        "source_id": "esco",
    }


def _whole(labels: Sequence[str], name: str) -> list[str]:
    """Leave out single words that are only a part of an entry's other names.

    ESCO lists "planning" for designing ventilation networks: it would take every ad that plans.

    Examples
    --------
    >>> _whole(["planning", "planning of ventilation network"], "design ventilation network")
    ['planning of ventilation network']
    >>> _whole(["HTML", "pruning"], "write HTML")
    ['HTML', 'pruning']
    """
    others = [{*label.lower().split()} for label in (name, *labels) if " " in label]
    return [
        label
        for label in labels
        if " " in label or not label.islower() or not any(label in words for words in others)
    ]


def _is_product(name: str) -> bool:
    """Say whether a label of the computing field names a product: it has a capital letter."""
    return any(char.isupper() for char in name) or "computer programming" in name


def _esco_skills(table: pd.DataFrame) -> Iterator[dict[str, str]]:
    kinds = table["skillType"] if "skillType" in table.columns else [""] * len(table)
    others = table["altLabels"] if "altLabels" in table.columns else [""] * len(table)
    about = table["description"] if "description" in table.columns else [""] * len(table)
    for uri, name, alternatives, kind, text in zip(
        table["conceptUri"], table["preferredLabel"], others, kinds, about, strict=True
    ):
        group = "K" if "knowledge" in kind else "L" if _is_language(name, text) else "S"
        identity = uri.rstrip("/").rpartition("/")[2]
        yield _esco_row(identity, name, alternatives.splitlines(), group, "")


def _is_language(name: str, description: str) -> bool:
    """Say whether a skill is a human language: ESCO writes "The French language. ..."."""
    return name[:1].isupper() and f"{name} language" in description


def _esco_occupations(table: pd.DataFrame) -> Iterator[dict[str, str]]:
    empty = [""] * len(table)
    columns = [
        table[c] if c in table.columns else empty
        for c in (
            "conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "iscoGroup", "description"
        )
    ]  # fmt: skip
    for uri, name, alternatives, hidden, isco, description in zip(*columns, strict=True):
        labels = [*alternatives.splitlines(), *hidden.splitlines()]
        yield {
            "id": f"esco.{uri.rstrip('/').rpartition('/')[2]}",
            "title_en": name,
            "aliases_en": join_aliases(labels, name),
            "isco08": isco.zfill(_ISCO_DIGITS) if isco else "",
            "description": " ".join(description.split()),
            "source_id": "esco",
        }


#: Column of a user's table, in lower case -> column of a taxonomy.
_OWN_NAMES = {
    "编号": "id", "技能": "name_zh", "技能名称": "name_zh", "名称": "name_zh", "skill": "name_en",
    "name": "name_en", "英文名称": "name_en", "类型": "kind", "类别": "category", "上级": "parent",
    "职业": "title_zh", "职业名称": "title_zh", "岗位名称": "title_zh", "职位名称": "title_zh",
    "occupation": "title_en", "title": "title_en", "别名": "aliases_zh", "中文别名": "aliases_zh",
    "aliases": "aliases_en", "英文别名": "aliases_en", "关键词": "keywords", "描述": "description",
}  # fmt: skip


def import_csv(files: str | Path | Files, *, columns: Mapping[str, str] | None = None) -> Frames:
    """Read CSV files of skills, of occupations, or one of each into the tables of a taxonomy.

    Parameters
    ----------
    files : path or sequence of paths
        A table with `title_zh` or `title_en` (职业) holds occupations, one with `name_zh` or
        `name_en` (技能) skills. UTF-8 or GB18030.
    columns : mapping of str to str, optional
        Own column name -> column of `SKILL_COLUMNS` or of an occupation table.

    Returns
    -------
    dict of str to DataFrame
        `skills` and `occupations` as far as given; a row without an id gets one from its name.
        Columns of the user's own are kept in tables of occupations.

    Raises
    ------
    SchemaError
        If a file has no column for a name, or `columns` names one that no file has.
    """
    frames: Frames = {}
    unused = dict(columns or {})
    for path in [files] if isinstance(files, str | Path) else files:
        table = read_table(path)
        for name in table.columns:
            unused.pop(str(name), None)
        table = _with_known_names(table, columns or {}, path)
        names = [c for c in ("name_zh", "name_en") if c in table.columns]
        titles = [c for c in ("title_zh", "title_en") if c in table.columns]
        if not (names or titles):
            raise unknown_file(
                path, table, "name_zh or name_en (skills), or title_zh or title_en (occupations)"
            )
        if titles:
            kinds = ["occupation"] * len(table)
            rows = _with_ids(table, titles, kinds)
            add_table(frames, "occupations", rows, path)
        else:
            kinds = table["kind"].tolist() if "kind" in table.columns else ["skill"] * len(table)
            rows = _with_ids(table, names, kinds)
            add_table(frames, "skills", skill_frame(rows.to_dict("records")), path)
    if unused:
        raise SchemaError(
            f"taxonomy: got no column {', '.join(unused)} in any file; expected one; correct --map"
        )
    return frames


def _with_known_names(
    table: pd.DataFrame, columns: Mapping[str, str], path: str | Path
) -> pd.DataFrame:
    """Rename columns as the user says, and then those that are known under another name."""
    chosen = {name: own for name, own in columns.items() if name in table.columns}
    taken = {*chosen.values(), *(name for name in table.columns if name not in chosen)}
    for name in table.columns:
        known = _OWN_NAMES.get(str(name).strip().lower())
        if name not in chosen and known is not None and known not in taken:
            chosen[name] = known
            taken.add(known)
    renamed = table.rename(columns=chosen)
    if not renamed.columns.is_unique:
        twice = ", ".join(sorted({str(c) for c in renamed.columns[renamed.columns.duplicated()]}))
        raise SchemaError(
            f"taxonomy {Path(path).name}: got {twice} twice; expected one such column; rename one"
        )
    return renamed


def _with_ids(table: pd.DataFrame, names: Sequence[str], kinds: Sequence[str]) -> pd.DataFrame:
    """Name rows without an id after their kind and name."""
    firsts = [next(filter(None, row), "") for row in zip(*(table[c] for c in names), strict=True)]
    given = table["id"].tolist() if "id" in table.columns else [""] * len(table)
    made = [
        own or f"{kind or 'skill'}." + re.sub(r"[^\w+#]+", "_", name.lower()).strip("_")
        for own, kind, name in zip(given, kinds, firsts, strict=True)
    ]
    return table.assign(id=made)
