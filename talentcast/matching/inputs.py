"""Find out what an input is, by its first bytes, and open it as a `Table`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentcast.errors import InputFileError
from talentcast.matching.encodings import decode_sample
from talentcast.matching.json_tables import JsonTable, is_json
from talentcast.matching.sheets import OLE_MAGIC, ZIP_MAGIC, is_html, open_html, open_workbook
from talentcast.matching.tables import DelimitedTable, Table
from talentcast.matching.textfiles import GZIP_MAGIC, detect_file_encoding, sample_bytes

if TYPE_CHECKING:
    import pandas as pd

    Source = str | Path | Sequence[str | Path] | pd.DataFrame

#: Endings of the files that are read from a folder; ``.gz`` may follow each text format.
ENDINGS = (
    ".csv", ".tsv", ".tab", ".txt", ".psv", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods",
    ".json", ".jsonl", ".ndjson", ".parquet", ".pq",
)  # fmt: skip

#: First bytes of files that are certainly no table, and what to call them.
FOREIGN_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"ORC", "an ORC file"),
    (b"Obj\x01", "an Avro file"),
    (b"ARROW1", "an Arrow file"),
    (b"{\\rtf", "an RTF document"),
)

#: Binary files that are tables, where text alone is expected.
_BINARY_TABLES = (
    (b"PAR1", "a Parquet file"),
    (ZIP_MAGIC, "a workbook or ZIP archive"),
    (OLE_MAGIC, "a workbook"),
)

_READABLE = "CSV, Excel, JSON or Parquet"

#: More control characters than this share mean that a file is not text.
CONTROL_SHARE = 0.02

#: Control characters that no text has; a zero is counted on its own.
_NO_TEXT = bytes(set(range(32)) - set(b"\t\n\r\x0c\x1a\x1b\x01\x00"))


def expand_paths(source: str | Path | Sequence[str | Path]) -> list[Path]:
    """List the files that a source means: folders become the files in them, sorted by name.

    Raises
    ------
    InputFileError
        If a path does not exist, or a folder holds no file that can be read.
    """
    given = [source] if isinstance(source, str | Path) else list(source)
    if not given:
        raise InputFileError("got no input; expected at least one file; name a file of job ads")
    files: list[Path] = []
    for item in given:
        if not isinstance(item, str | PathLike):
            raise InputFileError(
                f"got {type(item).__name__} in a list; expected paths; join tables with "
                "pandas.concat, or make a DataFrame of records"
            )
        path = Path(item)
        if path.is_dir():
            files += _folder_files(path)
        elif path.exists():
            files.append(path)
        else:
            files += _matching_files(path)
    return files


def _matching_files(pattern: Path) -> list[Path]:
    """Expand ``*`` and ``?`` where no shell did."""
    found = sorted(map(Path, glob(str(pattern)))) if has_magic(str(pattern)) else []
    if not found:
        raise InputFileError(
            f"{pattern}: got a path that does not exist; expected a file or folder; check the name"
        )
    return [path for path in found if path.is_file()]


def _folder_files(folder: Path) -> list[Path]:
    found = sorted(
        path
        for path in folder.iterdir()
        if path.is_file()
        and path.name.lower().removesuffix(".gz").endswith(ENDINGS)
        and not path.name.startswith((".", "~$"))
    )
    if not found:
        raise InputFileError(
            f"{folder}: got a folder without readable files; expected at least one of "
            f"{', '.join(ENDINGS)}; name the file itself if it has another ending"
        )
    return found


def open_tables(source: Source, *, exact: bool = False) -> Iterator[Table]:
    """Open every file or the frame that a source means, one after the other.

    Parameters
    ----------
    source : path, sequence of paths, or DataFrame
    exact : bool
        Whether line ends inside cells stay as given, for positions to count them.

    Raises
    ------
    InputFileError
        As `expand_paths` and `open_file`.
    """
    if isinstance(source, str | Path | Sequence):
        for path in expand_paths(source):
            yield from open_file(path, exact=exact)
    else:
        yield _open_frame(source)


def open_file(path: Path, *, exact: bool = False) -> Sequence[Table]:
    """Open one file; its first bytes say what it is, the ending only helps where they can't.

    Parameters
    ----------
    path : Path
    exact : bool
        As for `open_tables`.

    Returns
    -------
    sequence of Table
        One, or several sheets of a workbook.

    Raises
    ------
    InputFileError
        If the file is empty, damaged, or not a table; one line says which.
    """
    start = sample_bytes(path)
    if not start.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InputFileError(
            f"{path}: got an empty file; expected a table of job ads; check the export"
        )
    if start.startswith((b"PAR1", ZIP_MAGIC, OLE_MAGIC)):
        return _open_binary(path, start)
    if is_html(start):
        return [open_html(path)]
    refuse_binary(path, start)
    encoding = detect_file_encoding(path, start)
    if is_json(path, encoding, decode_sample(start[encoding.mark :], encoding.name)[:2000]):
        return [JsonTable(path, encoding)]
    return [DelimitedTable(path, encoding, exact=exact)]


def _open_binary(path: Path, start: bytes) -> Sequence[Table]:
    with path.open("rb") as stream:
        packed = stream.read(2) == GZIP_MAGIC
    if packed:
        raise _not_a_table(path, "a spreadsheet or Parquet file packed with gzip, unpack it first")
    if start.startswith(b"PAR1"):
        from talentcast.matching.typed_tables import ParquetTable

        return [ParquetTable(path)]
    return open_workbook(path)


def _open_frame(frame: Any) -> Table:
    import pandas as pd

    from talentcast.matching.typed_tables import FrameTable

    if not isinstance(frame, pd.DataFrame):
        raise InputFileError(
            f"got {type(frame).__name__}; expected a path, paths or a DataFrame; "
            "pass the name of a file"
        )
    if frame.empty:
        raise InputFileError(
            "DataFrame: got no rows; expected a table of job ads; check how it was read"
        )
    named = [name for name in frame.index.names if name is not None]
    return FrameTable(frame.reset_index(named, allow_duplicates=True) if named else frame)


def refuse_binary(path: Path, start: bytes, expected: str = _READABLE) -> None:
    """Raise `InputFileError` if a file's first bytes are no text.

    Parameters
    ----------
    path : Path
    start : bytes
    expected : str
        What should have been there, for the message.
    """
    for magic, name in (*FOREIGN_MAGIC, *_BINARY_TABLES):
        if start.startswith(magic) and (len(magic) > 2 or b"\0" in start):
            raise _not_a_table(path, name, expected)
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_wide(start)
    if not wide:
        controls = len(start) - len(start.translate(None, _NO_TEXT))
        zeros = start.count(0)
        if controls > CONTROL_SHARE * len(start) or zeros > 0.1 * len(start):
            raise _not_a_table(path, "binary data", expected)


def _is_wide(start: bytes) -> bool:
    """UTF-16 without a mark: zeros on one side only."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    return max(even, odd) > len(start) // 200 and min(even, odd) * 20 <= max(even, odd)


def _not_a_table(path: Path, what: str, expected: str = _READABLE) -> InputFileError:
    hint = "export the table in one of them" if expected == _READABLE else "save it as that"
    return InputFileError(f"{path}: got {what}; expected {expected}; {hint}")
