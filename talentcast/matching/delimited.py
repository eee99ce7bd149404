"""Split delimited text into rows: find the delimiter, survive ragged rows and stray quotes.

Well-formed text goes through `csv.reader` in strict mode. A row that it refuses (or that looks as
if an unclosed quotation mark had swallowed its neighbours) is looked at again on its own: it is
read leniently if that gives the right number of cells, else it is reported as broken, and reading
goes on at the next line that starts a row.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

#: Delimiters looked for; a tab or semicolon wins over a comma when both fit equally.
DELIMITERS = ("\t", ";", "|", ",", "\x01")

#: Lines used to find the delimiter.
SNIFF_LINES = 200

#: A quoted cell may hold this many lines; more means that its quotation mark was never closed.
MAX_RECORD_LINES = 200_000
#: ... or this many characters.
MAX_RECORD_CHARS = 4_000_000

#: Lines looked at to read a broken row leniently or to find the start of the next.
RECOVERY_LINES = 100

#: Longest cell, in characters (the `csv` module refuses cells above 131,072 unless told).
MAX_CELL = 1 << 24

#: Lines of one row that each have as many delimiters as a row has: with this many in all, the row
#: is taken for a stretch of the file that two stray quotation marks hold together.
SWALLOWED_DELIMITERS = 9


@dataclass(frozen=True)
class Dialect:
    """How cells are told apart: the delimiter, and whether quotation marks mean anything."""

    delimiter: str
    quoted: bool = True

    @property
    def quoting(self) -> Literal[0, 3]:
        """The constant of the `csv` module."""
        return csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE


class Row(NamedTuple):
    """A row as split: its first line, and its cells, or None with the text that has no cells."""

    line: int
    cells: list[str] | None
    text: str = ""


def find_dialect(
    lines: Sequence[str], is_header: Callable[[str], bool] = lambda cell: False
) -> Dialect:
    r"""Find the delimiter of a table from its first lines.

    Parameters
    ----------
    lines : sequence of str
    is_header : callable
        Whether a cell is a known column name; a delimiter that sets such cells free is preferred.

    Returns
    -------
    Dialect

    Examples
    --------
    >>> find_dialect(["title;pay\n", "cook, head;10,5\n", "nurse;9\n"]).delimiter
    ';'
    """
    sample = [line for line in lines[:SNIFF_LINES] if line.strip()]
    best, best_score = Dialect(","), -1.0
    for delimiter in DELIMITERS:
        for quoted in (True, False):
            dialect = Dialect(delimiter, quoted)
            score = _dialect_score(sample, dialect, is_header) - (0.0 if quoted else 0.1)
            if score > best_score:
                best, best_score = dialect, score
    return best


def _dialect_score(
    lines: Sequence[str], dialect: Dialect, is_header: Callable[[str], bool]
) -> float:
    """Share of rows with the usual width, plus credit for known headers; 0 for one column."""
    rows = [row.cells for row in sample_rows(lines, dialect)]
    widths = Counter(len(cells) for cells in rows if cells is not None)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    known, named = max(
        ((_known_headers(cells, is_header), len(cells)) for cells in rows[:20] if cells),
        default=(0, 0),
    )
    if known >= 2:
        width, count = named, widths[named]
    if width < 2:
        return 0.0
    return count / len(rows) + min(known, 4) + min(width, 10) / 100


def _known_headers(cells: Sequence[str], is_header: Callable[[str], bool]) -> int:
    """Count known column names in a row that mostly consists of them."""
    known = sum(map(is_header, cells))
    return known if 2 * known >= len(cells) else 0


def sample_rows(lines: Sequence[str], dialect: Dialect, width: int = 0) -> Iterator[Row]:
    """Split the first lines of a file; a row that goes on after them is left out."""
    _allow_long_cells()
    for row, _ in _rows_of(list(lines), dialect, width, final=False):
        if row is not None:
            yield Row(row.line + 1, row.cells, row.text)


def _allow_long_cells() -> None:
    if csv.field_size_limit() < MAX_CELL:
        csv.field_size_limit(MAX_CELL)


def split_rows(blocks: Iterable[list[str]], dialect: Dialect, width: int) -> Iterator[Row]:
    """Split lines into rows of cells.

    Parameters
    ----------
    blocks : iterable of list of str
        Lines, each ending with a newline.
    dialect : Dialect
    width : int
        Cells of a row, from the header; 0 if not known yet (then broken rows are found by their
        quotation marks alone).

    Yields
    ------
    Row
        Blank lines are left out; `cells` is None for a row that can't be split.
    """
    _allow_long_cells()
    pending: list[str] = []
    first = 1
    for block, final in _with_final(blocks):
        pending = pending + block if pending else block
        used = 0
        for row, used in _rows_of(pending, dialect, width, final=final):  # noqa: B007
            if row is not None:
                yield Row(first + row.line, row.cells, row.text)
        first += used
        pending = pending[used:]


def _with_final(blocks: Iterable[list[str]]) -> Iterator[tuple[list[str], bool]]:
    previous: list[str] | None = None
    for block in blocks:
        if previous is not None:
            yield previous, False
        previous = block
    if previous is not None:
        yield previous, True


def _rows_of(
    lines: list[str], dialect: Dialect, width: int, *, final: bool
) -> Iterator[tuple[Row | None, int]]:
    """Rows of a block with the number of lines used so far; `line` counts from 0 here."""
    start = 0
    while start < len(lines):
        reader = csv.reader(
            islice(lines, start, None),
            delimiter=dialect.delimiter,
            quoting=dialect.quoting,
            strict=True,
        )
        origin = start
        try:
            for cells in reader:
                end = origin + reader.line_num
                if end - start > 1 and _is_swallowed(lines[start:end], cells, dialect, width):
                    break
                yield (Row(start, cells) if cells else None), end
                start = end
            else:
                return
        except csv.Error:
            at_end = origin + reader.line_num >= len(lines)
            if at_end and not final and _may_go_on(lines, start):
                return
        cells_or_none, count = _recover(lines, start, dialect, width)
        text = "" if cells_or_none else "".join(lines[start : start + count])
        yield Row(start, cells_or_none, text), start + count
        start += count


def _may_go_on(lines: list[str], start: int) -> bool:
    if len(lines) - start > MAX_RECORD_LINES:
        return False
    return sum(map(len, islice(lines, start, None))) <= MAX_RECORD_CHARS


def _is_swallowed(lines: list[str], cells: list[str], dialect: Dialect, width: int) -> bool:
    """Tell whether a row of several lines holds other rows, by a quotation mark never closed."""
    if len(lines) > MAX_RECORD_LINES:
        return True
    if not width:
        return False
    if len(cells) != width and _starts_row(lines[1:], dialect, width):
        return True
    # The first line tells most rows: one cell of several lines is rarely the first.
    return (
        lines[0].count(dialect.delimiter) == width - 1
        and len(lines) * (width - 1) >= SWALLOWED_DELIMITERS
        and all(line.count(dialect.delimiter) == width - 1 for line in lines)
    )


def _starts_row(lines: list[str], dialect: Dialect, width: int) -> bool:
    reader = csv.reader(islice(lines, RECOVERY_LINES), delimiter=dialect.delimiter, strict=True)
    try:
        cells = next(reader, None)
    except csv.Error:
        return False
    return cells is not None and len(cells) == width


def _recover(
    lines: list[str], start: int, dialect: Dialect, width: int
) -> tuple[list[str] | None, int]:
    """Read a broken row leniently: its cells or None, and the number of lines it takes."""
    stop = min(len(lines), start + RECOVERY_LINES)
    text = ""
    for end in range(start + 1, stop + 1):
        text += lines[end - 1]
        cells = split_leniently(text, dialect.delimiter)
        if cells is not None and (len(cells) == width or not width):
            return cells, end - start
        if width and _starts_row(lines[end:], dialect, width):
            return None, end - start
    return None, 1


def split_leniently(text: str, delimiter: str) -> list[str] | None:
    """Split one row whose quoted cells hold bare quotation marks.

    A quotation mark closes its cell only before a delimiter or at the end of the row.

    Parameters
    ----------
    text : str
    delimiter : str

    Returns
    -------
    list of str, or None
        None if a quoted cell is not closed.

    Examples
    --------
    >>> split_leniently('1,"5" disk, new",x', ",")
    ['1', '5" disk, new', 'x']
    """
    text = text.rstrip("\r\n")
    mark = re.escape(delimiter)
    plain = re.compile(f"[^{mark}]*")
    quotes = re.compile(f'("+)(?={mark}|$)|"+')
    cells: list[str] = []
    place = 0
    while True:
        if text.startswith('"', place):
            end = _closing_quote(text, place + 1, quotes)
            if end < 0:
                return None
            cells.append(text[place + 1 : end].replace('""', '"'))
            place = end + 1
        else:
            match = plain.match(text, place)
            end = match.end() if match else place
            cells.append(text[place:end])
            place = end
        if place >= len(text):
            return cells
        place += len(delimiter)


def _closing_quote(text: str, place: int, quotes: re.Pattern[str]) -> int:
    """Place of the quotation mark that closes a cell opened before `place`; -1 if none does."""
    for match in quotes.finditer(text, place):
        run = match.group(1)
        if run and (len(run) % 2 == 1):
            return match.end() - 1
    return -1
