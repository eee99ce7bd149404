"""Read a small table from whatever file people have, as cells, with its header row found."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentcast.errors import InputFileError
from talentcast.forecast.figures import MISSING

if TYPE_CHECKING:
    import pandas as pd

#: What a message lists as readable.
KINDS = "CSV, TSV, xlsx, JSON lines or Parquet"

#: Statistical exports put a title and notes above the header; it is looked for in these rows.
HEADER_SEARCH_ROWS = 20

#: Text in UTF-16 has at least one NUL in so many bytes: half of each separator and digit.
UTF16_NULS = 20

_DELIMITERS = (",", "\t", ";", "|", "，")
#: The header is looked for in this much text.
HEAD_CHARACTERS = 65536

_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_BINARY_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"


@dataclass(frozen=True)
class RawTable:
    """Cells under their column names.

    Attributes
    ----------
    cells : DataFrame
        As read; text files give text.
    name : str
        What to call the table in messages.
    first_line : int
        Line (or sheet row) of the first data row, counted from 1.
    encoding : str
        Empty for formats that have none.
    """

    cells: pd.DataFrame
    name: str
    first_line: int
    encoding: str = ""


def read_table(path: str | Path) -> RawTable:
    """Read a table from a file by what is in it, not by what it is called.

    Parameters
    ----------
    path : str or Path
        CSV or TSV in UTF-8, UTF-16 or GB18030 (also gzipped), Excel, JSON lines, Parquet.

    Returns
    -------
    RawTable

    Raises
    ------
    InputFileError
        Missing, empty, binary, cut off, or without data rows.
    """
    file = Path(path)
    if not file.exists():
        raise InputFileError(f"{file}: got no such file; expected {KINDS}; check the path")
    if file.is_dir():
        raise InputFileError(f"{file}: got a folder; expected one file ({KINDS}); name it")
    data = _unpacked(file)
    if not data.strip():
        raise InputFileError(f"{file}: got an empty file; expected {KINDS} with a header; fill it")
    if data.startswith(_EXCEL):
        table = _from_excel(data, file)
    elif data.startswith(b"PAR1"):
        table = _from_parquet(data, file)
    else:
        text, encoding = _decoded(data, file)
        if text.lstrip()[:1] in ("{", "["):
            table = _from_json(text, file, encoding)
        else:
            head = text[:HEAD_CHARACTERS]
            del text
            table = _from_text(data, head, file, encoding)
    if table.cells.empty:
        got = ", ".join(map(str, table.cells.columns))
        raise InputFileError(
            f"{file}: got a header only ({got}); expected data rows below it; add two years or more"
        )
    return table


def _unpacked(file: Path) -> bytes:
    data = file.read_bytes()
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return gzip.decompress(data)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputFileError(
            f"{file}: the gzip file is cut off or damaged ({error}); copy or download it again"
        ) from error


def _decoded(data: bytes, file: Path) -> tuple[str, str]:
    """Text and encoding; UTF-16 is told by its mark or by NULs in every second place."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    elif _unmarked_utf16(data):
        candidates = [_unmarked_utf16(data)]
    else:
        if b"\x00" in data or _is_binary(data):
            raise InputFileError(
                f"{file}: holds binary data, not text; expected {KINDS}; export it again as CSV"
            )
        candidates = ["utf-8-sig", "gb18030"]
    for encoding in candidates:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise InputFileError(
        f"{file}: the text is in none of UTF-8, UTF-16, GB18030; save it again as UTF-8"
    )


def _unmarked_utf16(data: bytes) -> str:
    """Byte order of UTF-16 text without a mark: separators and digits have a NUL on one side."""
    head = data[: 2 * (min(len(data), 4096) // 2)]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(data) % 2 or even + odd < len(head) // UTF16_NULS or min(even, odd) > 0:
        return ""
    encoding = "utf-16-le" if odd else "utf-16-be"
    text = head.decode(encoding, errors="replace")
    plain = text.translate({ord(mark): None for mark in "\r\n\t"})
    return encoding if "\n" in text and plain.isprintable() else ""


def _is_binary(data: bytes) -> bool:
    head = data[:4096]
    return len(head.translate(None, _BINARY_CONTROL)) < 0.99 * len(head)


def _from_text(data: bytes, start: str, file: Path, encoding: str) -> RawTable:
    import pandas as pd

    head = start.splitlines()[:HEADER_SEARCH_ROWS]
    delimiter = max(_DELIMITERS, key=lambda mark: max(line.count(mark) for line in head))
    rows = list(csv.reader(head, delimiter=delimiter))
    skip = header_row(rows)
    try:
        cells = pd.read_csv(
            io.BytesIO(data),
            encoding=encoding, sep=delimiter, skiprows=skip, header=0, dtype=str,
            keep_default_na=False, na_filter=False, skip_blank_lines=True, index_col=False,
            engine="c", low_memory=False,
        )  # fmt: skip
    except pd.errors.ParserError as error:
        reason = " ".join(str(error).replace("Error tokenizing data. C error:", "").split())
        raise InputFileError(
            f"{file}: the rows do not fit the header ({reason}, counted from the header); "
            "expected the same number of cells in each row; check separators and quotes"
        ) from error
    except pd.errors.EmptyDataError as error:
        raise InputFileError(f"{file}: no columns found; expected {KINDS} with a header") from error
    cells.columns = pd.Index([str(name).strip() for name in cells.columns])
    return RawTable(cells.fillna(""), file.name, skip + 2, encoding)


def header_row(rows: list[list[Any]]) -> int:
    """Index of the row that names the columns: the first about as wide as most rows are.

    Examples
    --------
    >>> header_row([["数据库：年度数据"], [], ["指标", "2023年", "2022年"], ["人数", "2", "1"]])
    2
    """
    filled = [sum(str(cell).strip().lower() not in MISSING for cell in row) for row in rows]
    wide = [count for count in filled if count > 1]
    if not wide:
        return 0
    usual = max(set(wide), key=lambda count: (wide.count(count), count))
    return next(i for i, count in enumerate(filled) if count >= max(2, usual - 1))


def _from_excel(data: bytes, file: Path) -> RawTable:
    import pandas as pd
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise InputFileError(
            f"{file}: looks like a workbook but can't be opened ({error}); save it again as xlsx"
        ) from error
    grid = next((sheet for sheet in sheets if len(sheet) > 1), sheets[0] if sheets else [])
    if not grid:
        raise InputFileError(f"{file}: the workbook is empty; expected a sheet with a header")
    skip = header_row(grid[:HEADER_SEARCH_ROWS])
    names = [_cell_name(cell) for cell in grid[skip]]
    keep = [i for i, name in enumerate(names) if name]
    rows = [[row[i] for i in keep] for row in grid[skip + 1 :]]
    cells = pd.DataFrame(rows, columns=[names[i] for i in keep], dtype=object)
    return RawTable(cells, file.name, skip + 2)


def _cell_name(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _from_parquet(data: bytes, file: Path) -> RawTable:
    import pandas as pd
    import pyarrow as pa

    try:
        cells = pd.read_parquet(io.BytesIO(data))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputFileError(
            f"{file}: the Parquet file can't be read ({error}); write it again"
        ) from error
    if not isinstance(cells.index, pd.RangeIndex):
        cells = cells.reset_index()
    cells.columns = pd.Index([str(name).strip() for name in cells.columns])
    return RawTable(cells, file.name, 1)


def _from_json(text: str, file: Path, encoding: str) -> RawTable:
    import pandas as pd

    try:
        if text.lstrip().startswith("["):
            records = json.loads(text)
        else:
            records = [json.loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError as error:
        raise InputFileError(
            f"{file}: not valid JSON ({error}); expected one object a line or a list of objects"
        ) from error
    if not all(isinstance(record, dict) for record in records):
        raise InputFileError(f"{file}: got JSON without objects; expected one object a line")
    cells = pd.DataFrame(records)
    cells.columns = pd.Index([str(name).strip() for name in cells.columns])
    return RawTable(cells, file.name, 1, encoding)
