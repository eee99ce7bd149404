"""Files of taxonomies: tables of text read, put together as a taxonomy's tables, written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentcast.errors import InputFileError, SchemaError
from talentcast.matching.taxonomy import SKILL_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

Frames = dict[str, "pd.DataFrame"]
Files = Sequence[str | Path]

#: Columns of an imported occupation table.
OCCUPATION_COLUMNS = (
    "id", "title_zh", "title_en", "aliases_zh", "aliases_en", "isco08", "onet_soc", "description",
    "source_id",
)  # fmt: skip

#: ESCO marks homonyms: "Python (computer programming)".
_QUALIFIER = re.compile(r"\s*\([^()]*\)$")

#: An alias of fewer characters is kept only for tools: too many words look like it.
SHORTEST_ALIAS = 3

#: A NUL byte so early tells a workbook or an archive from text.
_SAMPLE_BYTES = 65_536


def read_table(path: str | Path, separator: str = ",") -> pd.DataFrame:
    """Read a text table, all columns as text; empty cells are empty strings.

    Raises
    ------
    InputFileError
        If there is no such file, or it is no table of text in UTF-8 or GB18030.
    """
    import pandas as pd

    try:
        content = Path(path).read_bytes()
    except OSError as error:
        got = "a folder" if Path(path).is_dir() else "no such file"
        raise InputFileError(
            f"taxonomy {path}: got {got}; expected a CSV file; check the path"
        ) from error
    if b"\0" in content[:_SAMPLE_BYTES]:
        raise InputFileError(
            f"taxonomy {Path(path).name}: got a binary file; expected a table of text (CSV); "
            "unpack it or save it as such"
        )
    try:
        text = _decoded(content)
        return pd.read_csv(StringIO(text), sep=separator, dtype=str, keep_default_na=False)
    except ValueError as error:
        reason = str(error).strip().splitlines()[0]
        raise InputFileError(
            f"taxonomy {Path(path).name}: got {reason}; expected CSV in UTF-8; save it as such"
        ) from error


def _decoded(content: bytes) -> str:
    """Decode UTF-8, or else GB18030, as spreadsheets save it in China."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


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


def add_table(frames: Frames, name: str, table: pd.DataFrame, path: str | Path) -> None:
    """Put a table among those read so far; two of one kind would hide each other.

    Raises
    ------
    SchemaError
        If there is one of this name already, or the table is empty.
    """
    if name in frames:
        raise SchemaError(
            f"taxonomy {Path(path).name}: got a second table of {name}; expected one; name one "
            "file, or put both into one"
        )
    if table.empty:
        raise SchemaError(
            f"taxonomy {Path(path).name}: got a table of {name} without rows; expected at least "
            "one; check the file"
        )
    frames[name] = table


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
