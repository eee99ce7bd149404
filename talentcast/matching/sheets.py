"""Spreadsheets as tables: xlsx, xls, xlsb, ods, and the HTML tables that some sites call .xls."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import Any

from talentcast.errors import InputFileError
from talentcast.matching.encodings import decode_sample, detect_encoding
from talentcast.matching.header_names import find_header_row, is_known_header
from talentcast.matching.reader_sentences import sentence
from talentcast.matching.tables import SAMPLE_ROWS, Block, name_columns
from talentcast.matching.typed_tables import cell_text

OLE_MAGIC = b"\xd0\xcf\x11\xe0"
ZIP_MAGIC = b"PK\x03\x04"

#: The stream that holds a workbook protected by a password.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

#: Names inside the ZIP archives that are workbooks (xlsx, xlsb; ods).
_WORKBOOK_PARTS = (b"xl/", b"opendocument.spreadsheet")

# What openpyxl lets through on damaged files: the
# archive, its compression, the XML (a SyntaxError), references to parts that are not there.
_OPENPYXL_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError, ValueError, KeyError,
    TypeError, AttributeError, IndexError, NotImplementedError,
)  # fmt: skip

#: Rows at the top of a sheet in which its header is looked for.
_HEADER_ROWS = 50

#: Share of the column names that two sheets have in common if both hold ads.
SAME_COLUMNS = 0.7

#: A sheet with fewer columns holds ads too if it has at least so many, all of them the other's; a
#: summary has two or three, one of them its own.
LEAST_COLUMNS = 3

#: Line (sheet row, counted from 1) and cells.
SheetRow = tuple[int, list[str | None]]
Rows = Callable[[], Iterator[SheetRow]]


class SheetTable:
    """Rows of a sheet; the header may stand below titles and notes.

    Parameters
    ----------
    name, encoding : str
    rows : callable
        Returns an iterator over all rows from the first; empty rows may be left out.
    unread : sequence of (sheet, rows)
        Other sheets that hold something and are not read.

    Raises
    ------
    InputFileError
        If there are no rows.
    """

    def __init__(
        self, name: str, encoding: str, rows: Rows, unread: Sequence[tuple[str, int]] = ()
    ) -> None:
        self.name = name
        self._unread = unread
        self.encoding = encoding
        self._rows = rows
        first = list(islice(rows(), SAMPLE_ROWS + 20))
        if not first:
            raise InputFileError(
                f"{name}: got an empty sheet; expected a table of job ads; check the export"
            )
        cells = [row for _, row in first]
        place = find_header_row(cells)
        self.has_header = place >= 0
        self._above = first[place][0] if self.has_header else 0
        width = max(map(len, cells))
        self.header = name_columns(cells[place] if self.has_header else [], width)
        self.sample = [self._fit(row) for line, row in first if line > self._above][:SAMPLE_ROWS]

    def _fit(self, row: list[str | None]) -> list[str | None]:
        width = len(self.header)
        return (row + [None] * (width - len(row)))[:width]

    def blocks(self, rows: int) -> Iterator[Block]:
        """Yield the data rows (see `tables.Table`)."""
        body = (row for row in self._rows() if row[0] > self._above)
        done = 0
        while part := list(islice(body, rows)):
            columns = list(zip(*(self._fit(cells) for _, cells in part), strict=True))
            numbers = list(range(done + 1, done + len(part) + 1))
            done += len(part)
            yield Block([*columns], numbers, [line for line, _ in part])

    def notes(self, lang: str = "en") -> list[str]:
        """Name the sheets that are not read (see `tables.Table`)."""
        if not self._unread:
            return []
        parts = [sentence("sheet", lang, name=name, count=count) for name, count in self._unread]
        names = ("、" if lang == "zh" else ", ").join(parts)
        return [f"{self.name}: {sentence('other_sheets', lang, names=names)}"]


def open_workbook(path: Path) -> list[SheetTable]:
    """Open the sheets of a workbook that hold ads.

    That is the first one that has a header with known names, else the first that holds anything;
    and those that have the same columns, as where there is a sheet for each city or month. The
    others are named in a note.

    Raises
    ------
    InputFileError
        If the workbook is damaged, protected by a password, or empty.
    """
    data = path.read_bytes()
    if data.startswith(OLE_MAGIC) and _ENCRYPTED in data:
        raise _protected(path)
    if data.startswith(ZIP_MAGIC) and not any(part in data for part in _WORKBOOK_PARTS):
        raise InputFileError(
            f"{path}: got a ZIP archive; expected CSV, Excel, JSON or Parquet; unpack it first"
        )
    sheets = _sheets(path, data)
    filled = [(name, rows) for name, rows in sheets if next(rows(), None) is not None]
    if not filled:
        raise InputFileError(
            f"{path}: got a workbook without rows; expected a sheet of job ads; check the export"
        )
    best = next((sheet for sheet in filled if _has_known_header(sheet[1])), filled[0])
    alike = [sheet for sheet in filled if sheet is best or _is_alike(best[1], sheet[1])]
    unread = [(name, sum(1 for _ in rows())) for name, rows in filled if (name, rows) not in alike]
    return [
        SheetTable(
            str(path) if len(alike) == 1 else f"{path} [{name}]",
            f"workbook, sheet {name}" if len(sheets) > 1 else "workbook",
            rows,
            unread if rows is alike[0][1] else (),
        )
        for name, rows in alike
    ]


def _is_alike(first: Rows, second: Rows) -> bool:
    """Tell whether two sheets have mostly the same column names, or one has some of the other's."""
    names, others = _names(first), _names(second)
    common = len(names & others)
    is_part = common >= LEAST_COLUMNS and common == min(len(names), len(others))
    return is_part or common >= SAME_COLUMNS * max(len(names), len(others), 1)


def _names(rows: Rows) -> set[str]:
    first = [cells for _, cells in islice(rows(), _HEADER_ROWS)]
    place = find_header_row(first)
    return {cell.strip() for cell in first[place] if cell and cell.strip()} if place >= 0 else set()


def _has_known_header(rows: Rows) -> bool:
    first = [cells for _, cells in islice(rows(), _HEADER_ROWS)]
    place = find_header_row(first)
    return place >= 0 and sum(is_known_header(cell or "") for cell in first[place]) >= 2


def _sheets(path: Path, data: bytes) -> list[tuple[str, Rows]]:
    """Name and rows of each sheet, by calamine, or by openpyxl for what calamine can't read."""
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        return [(name, _calamine_rows(book.get_sheet_by_name(name))) for name in book.sheet_names]
    except python_calamine.PasswordError as error:
        raise _protected(path) from error
    except python_calamine.CalamineError as error:
        with suppress(InputFileError):
            return _openpyxl_sheets(path, data)
        raise _damaged(path, str(error)) from error


def _openpyxl_sheets(path: Path, data: bytes) -> list[tuple[str, Rows]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except _OPENPYXL_ERRORS as error:
        raise _damaged(path, str(error)) from error
    return [(sheet.title, _openpyxl_rows(path, sheet)) for sheet in book.worksheets]


def _openpyxl_rows(path: Path, sheet: Any) -> Rows:
    def values() -> Iterator[Any]:
        try:
            yield from sheet.iter_rows(values_only=True)
        except _OPENPYXL_ERRORS as error:
            raise _damaged(path, str(error)) from error

    return _typed_rows(values)


def _calamine_rows(sheet: Any) -> Rows:
    return _typed_rows(sheet.iter_rows)


def _typed_rows(values: Callable[[], Any]) -> Rows:
    def rows() -> Iterator[SheetRow]:
        for line, row in enumerate(values(), 1):
            cells = [cell_text(value) for value in row]
            if any(cell and cell.strip() for cell in cells):
                yield line, cells

    return rows


def _protected(path: Path) -> InputFileError:
    return InputFileError(
        f"{path}: got a workbook protected by a password; expected an open one; "
        "save it without the password"
    )


def _damaged(path: Path, reason: str) -> InputFileError:
    reason = " ".join(reason.split())[:120]
    return InputFileError(
        f"{path}: got a workbook that can't be read ({reason}); expected xlsx, xls, xlsb or ods; "
        "open it in a spreadsheet program and save it again"
    )


def is_html(start: bytes) -> bool:
    """Tell whether a file is a web page with a table, whatever its ending."""
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000].lower()
    return head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head"))


def open_html(path: Path) -> SheetTable:
    """Open the table of a web page saved as a spreadsheet.

    Raises
    ------
    InputFileError
        If the page holds no table.
    """
    data = path.read_bytes()
    encoding = detect_encoding(data[: 1 << 18])
    parser = _TableParser()
    parser.feed(decode_sample(data[encoding.mark :], encoding.name))
    if not parser.rows:
        raise InputFileError(
            f"{path}: got a web page without a table; expected CSV, Excel, JSON or Parquet; "
            "export the table in one of them"
        )
    rows = [row for row in enumerate(parser.rows, 1) if any(cell for cell in row[1])]
    return SheetTable(str(path), f"HTML table, {encoding.label}", lambda: iter(rows))


class _TableParser(HTMLParser):
    """Collects the cells of all tables of a page, row by row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str | None]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
            self._inside = False
        elif tag in ("td", "th"):
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append("")
            self._inside = True
        elif tag in ("br", "p", "div", "li") and self._inside:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] = (self.rows[-1][-1] or "") + data
