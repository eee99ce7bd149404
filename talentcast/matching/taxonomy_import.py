"""Public classifications turned into the tables of a taxonomy: ESCO and any CSV file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentcast.errors import InputFileError, SchemaError
from talentcast.frames import require_columns
from talentcast.matching.taxonomy import SKILL_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

Frames = dict[str, "pd.DataFrame"]
Files = Sequence[str | Path]

#: Columns of an imported occupation table.
OCCUPATION_COLUMNS = (
    "id", "title_zh", "title_en", "aliases_zh", "aliases_en", "isco08", "onet_soc", "source_id",
)  # fmt: skip

#: First letter of an ESCO hierarchy level -> kind (ESCO v1.1 handbook, skills pillar).
_ESCO_KINDS = {"S": "hard", "K": "knowledge", "L": "language", "T": "soft", "A": "soft"}

#: ESCO broad skill group -> one of the documents' ten categories where it says what is done.
_ESCO_CATEGORIES = {
    "S1": "training", "S2": "analysis", "S3": "operations", "S4": "management",
    "S5": "development", "S6": "operations", "S7": "development", "S8": "maintenance",
}  # fmt: skip

#: ESCO marks homonyms: "Python (computer programming)".
_QUALIFIER = re.compile(r"\s*\([^()]*\)$")

#: An alias of fewer characters is kept only for tools: too many words look like it.
SHORTEST_ALIAS = 3


def read_table(path: str | Path, separator: str = ",") -> pd.DataFrame:
    """Read a text table, all columns as text; empty cells are empty strings."""
    import pandas as pd

    try:
        return pd.read_csv(
            path, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig"
        )
    except FileNotFoundError as error:
        raise InputFileError(
            f"taxonomy {path}: got no such file; expected a CSV file; check the path"
        ) from error
    except (UnicodeDecodeError, ValueError) as error:
        reason = str(error).strip().splitlines()[0]
        raise InputFileError(
            f"taxonomy {Path(path).name}: got {reason}; expected CSV in UTF-8; save it as such"
        ) from error


def _text_frame(rows: Iterable[Mapping[Any, str]], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    listed = list(rows)
    return pd.DataFrame({name: [row.get(name, "") for row in listed] for name in columns})


def skill_frame(rows: Iterable[Mapping[Any, str]]) -> pd.DataFrame:
    """Return rows as a skill table; what a row lacks is empty."""
    return _text_frame(rows, SKILL_COLUMNS)


def occupation_frame(rows: Iterable[Mapping[Any, str]]) -> pd.DataFrame:
    """Return rows as an occupation table; what a row lacks is empty."""
    return _text_frame(rows, OCCUPATION_COLUMNS)


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
            frames["skills"] = skill_frame(_esco_labels(table))
        elif "iscoGroup" in table.columns:
            require_columns(table, ["conceptUri", "preferredLabel"], Path(path).name)
            frames["occupations"] = occupation_frame(_esco_occupations(table))
        elif {"conceptUri", "preferredLabel"} <= set(table.columns):
            frames["skills"] = skill_frame(_esco_skills(table))
        else:
            raise unknown_file(path, table, "an ESCO file with conceptUri or hierarchy_levels")
    return frames


def unknown_file(path: str | Path, table: pd.DataFrame, expected: str) -> SchemaError:
    """Return the error for a file that is none of the known ones."""
    got = ", ".join(map(str, table.columns[:6])) or "none"
    return SchemaError(
        f"taxonomy {Path(path).name}: got columns {got}; expected {expected}; check the file"
    )


def join_aliases(labels: Iterable[str], name: str) -> str:
    """Join aliases with `|`, without qualifiers in brackets, repeats and very short ones."""
    plain = {_QUALIFIER.sub("", label.replace("|", "/").strip()) for label in (*labels, name)}
    return "|".join(
        sorted(label for label in plain if len(label) >= SHORTEST_ALIAS and label != name)
    )


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
    """Return the pillar letter and the group code of the first hierarchy of a skill."""
    try:
        paths = ast.literal_eval(hierarchy) if hierarchy else []
    except (ValueError, SyntaxError):
        return "K", ""
    if not paths or not paths[0]:
        return "K", ""
    return str(paths[0][0]), str(paths[0][1] or "")


def _esco_row(
    identity: str, name: str, labels: Sequence[str], group: str, code: str
) -> dict[str, str]:
    kind = _ESCO_KINDS.get(group, "knowledge")
    if kind == "knowledge" and code.startswith("K06") and _is_product(name):
        kind = "tool"
    return {
        "id": f"esco.{identity}",
        "name_zh": "",
        "name_en": name,
        "kind": kind,
        "category": _ESCO_CATEGORIES.get(code, "") if kind == "hard" else "",
        "aliases_en": join_aliases(labels, name),
        "source_id": "esco",
    }


def _is_product(name: str) -> bool:
    """Say whether a label of the computing field names a product: it has a capital letter."""
    return any(char.isupper() for char in name) or "computer programming" in name


def _esco_skills(table: pd.DataFrame) -> Iterator[dict[str, str]]:
    kinds = table["skillType"] if "skillType" in table.columns else [""] * len(table)
    others = table["altLabels"] if "altLabels" in table.columns else [""] * len(table)
    for uri, name, alternatives, kind in zip(
        table["conceptUri"], table["preferredLabel"], others, kinds, strict=True
    ):
        group = "K" if "knowledge" in kind else "S"
        identity = uri.rstrip("/").rpartition("/")[2]
        yield _esco_row(identity, name, alternatives.splitlines(), group, "")


def _esco_occupations(table: pd.DataFrame) -> Iterator[dict[str, str]]:
    empty = [""] * len(table)
    columns = [
        table[c] if c in table.columns else empty
        for c in ("conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "iscoGroup")
    ]
    for uri, name, alternatives, hidden, isco in zip(*columns, strict=True):
        labels = [*alternatives.splitlines(), *hidden.splitlines()]
        yield {
            "id": f"esco.{uri.rstrip('/').rpartition('/')[2]}",
            "title_en": name,
            "aliases_en": join_aliases(labels, name),
            "isco08": isco,
            "source_id": "esco",
        }


def import_csv(path: str | Path, *, columns: Mapping[str, str] | None = None) -> Frames:
    """Read one CSV file of skills into the table of a taxonomy.

    Parameters
    ----------
    path : str or Path
    columns : mapping of str to str, optional
        Own column name -> column of `SKILL_COLUMNS`.

    Returns
    -------
    dict of str to DataFrame
        `skills`; a row without an id gets one from its name.

    Raises
    ------
    SchemaError
        If there is no column for a name.
    """
    table = read_table(path)
    table = table.rename(columns=dict(columns or {}))
    names = [c for c in ("name_zh", "name_en") if c in table.columns]
    if not names:
        raise unknown_file(path, table, "name_zh or name_en")
    if "id" not in table.columns:
        kinds = table["kind"] if "kind" in table.columns else ["skill"] * len(table)
        firsts = table[names].apply(lambda row: next(filter(None, row), ""), axis=1)
        table = table.assign(
            id=[
                f"{kind}." + re.sub(r"[^\w+#]+", "_", name.lower()).strip("_")
                for kind, name in zip(kinds, firsts, strict=True)
            ]
        )
    return {"skills": skill_frame(table.to_dict("records"))}


def write_taxonomy(frames: Frames, directory: str | Path) -> list[Path]:
    """Write the tables of a taxonomy as CSV files that `read_taxonomy` reads.

    Parameters
    ----------
    frames : dict of str to DataFrame
    directory : str or Path
        Is made if it does not exist.

    Returns
    -------
    list of Path
        The files written.
    """
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in frames.items():
        path = folder / f"{name}.csv"
        table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
        written.append(path)
    return written
