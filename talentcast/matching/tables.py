"""Tables as blocks of text cells, and delimited text as such a table.

Every input, whatever its format, becomes a `Table`: a header, a sample of rows, and an iterator of
`Block`s that hold a few thousand rows by column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from talentcast.errors import InputFileError
from talentcast.matching.delimited import Dialect, find_dialect, sample_rows, split_rows
from talentcast.matching.encodings import Encoding
from talentcast.matching.header_names import find_header_row, is_known_header
from talentcast.matching.reader_sentences import sentence
from talentcast.matching.rejects import (
    BROKEN_QUOTES,
    CONTENT_LENGTH,
    TOO_FEW_CELLS,
    TOO_MANY_CELLS,
    BrokenRow,
)
from talentcast.matching.textfiles import Damage, line_blocks

#: Rows from which the columns are judged.
SAMPLE_ROWS = 300

#: A block is handed on when it holds this many characters, however few its rows.
BLOCK_CHARS = 16_000_000

Cells = Sequence[str | None]


@dataclass
class Block:
    """Some rows of a table, by column.

    Attributes
    ----------
    columns : list of sequences of str or None
        In the order of the table's header.
    numbers : list of int
        Number of each row within its file, counted from 1, broken rows included.
    lines : list of int
        Where each row starts in its file.
    broken : list of BrokenRow
        Data rows between them that could not be split.
    """

    columns: list[Cells]
    numbers: list[int]
    lines: list[int]
    broken: list[BrokenRow] = field(default_factory=list)


class Table(Protocol):
    """An input as the reader sees it."""

    name: str
    encoding: str
    header: tuple[str, ...]
    has_header: bool
    sample: list[list[str | None]]

    def blocks(self, rows: int) -> Iterator[Block]:
        """Yield all data rows from the start, at most `rows` of them in a block."""
        ...

    def notes(self, lang: str = "en") -> list[str]:
        """Sentences about what was put right; complete once `blocks` is used up."""
        ...


def name_columns(cells: Sequence[str | None], width: int) -> tuple[str, ...]:
    """Make distinct column names of a header row: ``column 3`` for a blank, ``x (2)`` for a twin.

    Examples
    --------
    >>> name_columns(["title", "", "title"], 4)
    ('title', 'column 2', 'title (2)', 'column 4')
    """
    names: list[str] = []
    seen: Counter[str] = Counter()
    for place in range(max(width, len(cells))):
        cell = cells[place] if place < len(cells) else None
        name = " ".join((cell or "").split()) or f"column {place + 1}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def by_column(rows: list[list[str]], width: int) -> list[Cells]:
    """Turn rows of equal length into columns."""
    return list(zip(*rows, strict=True)) if rows else [()] * width


class DelimitedTable:
    """A text file with a delimiter.

    Parameters
    ----------
    path : Path
    encoding : Encoding
    exact : bool
        Whether line ends inside cells stay as given.

    Raises
    ------
    InputFileError
        If the file holds no rows.
    """

    def __init__(self, path: Path, encoding: Encoding, *, exact: bool = False) -> None:
        self.name = str(path)
        self._exact = exact
        self.encoding = encoding.label
        self._path = path
        self._encoding = encoding
        self._damage = Damage()
        self._filled = 0
        lines = self._first_lines()
        stated = _stated_dialect(lines)
        skipped = 1 if stated else 0
        lines = lines[skipped:]
        self._dialect = stated or find_dialect(lines, is_known_header)
        rows = list(islice(sample_rows(lines, self._dialect), SAMPLE_ROWS + 20))
        rows = rows or list(islice(split_rows([lines], self._dialect, 0), SAMPLE_ROWS))
        cells = [row.cells or [] for row in rows]
        if not any(any(cell.strip() for cell in row) for row in cells):
            raise InputFileError(
                f"{self.name}: got an empty file; expected a table of job ads; check the export"
            )
        place = find_header_row(cells)
        self.has_header = place >= 0
        above = rows[place + 1].line - 1 if place + 1 < len(rows) else len(lines)
        self._first_line = above + skipped
        self.header = _find_names(cells, place)
        body = sample_rows(lines[above:], self._dialect, len(self.header))
        fitted = (self._fit(row.cells)[0] for row in body if row.cells)
        self.sample: list[list[str | None]] = [
            list(row) for row in islice(filter(None, fitted), SAMPLE_ROWS)
        ]
        self._filled = 0

    def _first_lines(self) -> list[str]:
        lines: list[str] = []
        blocks = line_blocks(self._path, self._encoding, Damage())
        for block in blocks:
            lines += block
            if len(lines) > 2 * SAMPLE_ROWS:
                break
        blocks.close()  # type: ignore[attr-defined]
        return lines[:5000]

    def blocks(self, rows: int) -> Iterator[Block]:
        """Yield the data rows (see `Table`)."""
        self._damage = Damage()
        self._filled = 0
        blocks = line_blocks(self._path, self._encoding, self._damage, exact=self._exact)
        lines = _skip_lines(blocks, self._first_line)
        number = 0
        good: list[list[str]] = []
        block = Block([], [], [])
        size = 0
        for row in split_rows(lines, self._dialect, len(self.header)):
            number += 1
            line = row.line + self._first_line
            cells, problem, detail = self._fit(row.cells)
            if cells is None:
                content = row.text or self._dialect.delimiter.join(row.cells or [])
                block.broken.append(
                    BrokenRow(number, line, problem, detail, content[:CONTENT_LENGTH])
                )
            else:
                good.append(cells)
                block.numbers.append(number)
                block.lines.append(line)
                size += sum(map(len, cells))
            if len(good) + len(block.broken) >= rows or size >= BLOCK_CHARS:
                block.columns = by_column(good, len(self.header))
                yield block
                good, size, block = [], 0, Block([], [], [])
        if good or block.broken:
            block.columns = by_column(good, len(self.header))
            yield block

    def _fit(self, cells: list[str] | None) -> tuple[list[str] | None, str, str]:
        """Bring a row to the width of the header, or say why it can't be."""
        width = len(self.header)
        if cells is None:
            return None, BROKEN_QUOTES, ""
        if len(cells) == width:
            return cells, "", ""
        if len(cells) > width:
            if any(cell.strip() for cell in cells[width:]):
                return None, TOO_MANY_CELLS, f"got {len(cells)}, expected {width}"
            return cells[:width], "", ""
        if len(cells) * 2 < width:
            return None, TOO_FEW_CELLS, f"got {len(cells)}, expected {width}"
        self._filled += 1
        return cells + [""] * (width - len(cells)), "", ""

    def notes(self, lang: str = "en") -> list[str]:
        """Sentences about what was put right (see `Table`)."""
        damage = self._damage
        counted = {
            "nul": damage.nul,
            "undecodable": damage.undecodable,
            "other_encoding": damage.other_encoding,
            "shorter": self._filled,
        }
        return [
            f"{self.name}: {sentence(key, lang, count=count, encoding=self._encoding.name)}"
            for key, count in counted.items()
            if count
        ]


def _stated_dialect(lines: Sequence[str]) -> Dialect | None:
    """Read the ``sep=;`` line that some spreadsheets write first."""
    first = lines[0].strip().strip('"') if lines else ""
    if len(first) == 5 and first.lower().startswith("sep="):
        return Dialect(first[4])
    return None


def _find_names(rows: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    widths = Counter(len(row) for row in rows[place + 1 :])
    usual = max(widths.items(), key=lambda item: (item[1], item[0]))[0] if widths else 0
    if place < 0:
        return name_columns([], usual)
    names = list(rows[place])
    while len(names) > usual and not names[-1].strip():
        names.pop()
    if usual == len(names) + 1 and all(
        row[0].strip().isdigit() for row in rows[place + 1 :] if len(row) == usual
    ):
        names.insert(0, "")  # a row number that has no name
    return name_columns(names, len(names))


def _skip_lines(blocks: Iterator[list[str]], count: int) -> Iterator[list[str]]:
    for block in blocks:
        if count >= len(block):
            count -= len(block)
            continue
        yield block[count:] if count else block
        count = 0
