"""JSON as tables: one object a line, an array of objects, or objects wrapped in an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from talentcast.errors import InputFileError
from talentcast.matching.encodings import Encoding
from talentcast.matching.header_names import guess_roles
from talentcast.matching.reader_sentences import sentence
from talentcast.matching.rejects import CONTENT_LENGTH, NOT_AN_OBJECT, NOT_JSON, BrokenRow
from talentcast.matching.tables import BLOCK_CHARS, SAMPLE_ROWS, Block
from talentcast.matching.textfiles import LONGEST_LINE, Damage, line_blocks
from talentcast.matching.typed_tables import cell_text

#: Objects inside objects are followed this deep; their keys are joined with a dot.
DEPTH = 6

#: First lines tried to see whether each line is an object of its own.
PROBE_LINES = 20

#: Line and value, or None with what is wrong and the text.
Item = tuple[int, Any, str, str]


def is_json(path: Path, encoding: Encoding, start: str) -> bool:
    """Tell whether a text file is JSON: an object or array that begins like one."""
    head = start.lstrip("\ufeff \t\r\n")
    if head[:1] == "[":
        return head[1:].lstrip()[:1] in ("{", "[", "]", "") or path_says_json(path)
    return head[:1] == "{" and (head[1:].lstrip()[:1] in ('"', "}", "") or path_says_json(path))


def path_says_json(path: Path) -> bool:
    """Tell whether the ending of a file names JSON."""
    return path.name.lower().removesuffix(".gz").endswith((".json", ".jsonl", ".ndjson"))


def flatten(value: dict[str, Any], depth: int = DEPTH) -> dict[str, str | None]:
    """Turn nested objects into one row of text cells.

    Examples
    --------
    >>> flatten({"title": "Cook", "company": {"name": "Inn"}, "skills": ["grill", "bake"]})
    {'title': 'Cook', 'company.name': 'Inn', 'skills': 'grill | bake'}
    """
    row: dict[str, str | None] = {}
    for key, item in value.items():
        if isinstance(item, dict) and depth > 1:
            for inner, cell in flatten(item, depth - 1).items():
                row[f"{key}.{inner}"] = cell
        else:
            row[str(key)] = cell_text(item)
    return row


class JsonTable:
    """A JSON file, read value by value.

    Parameters
    ----------
    path : Path
    encoding : Encoding

    Raises
    ------
    InputFileError
        If the JSON is invalid (with the line), ends too early, or holds no objects.
    """

    has_header = True

    def __init__(self, path: Path, encoding: Encoding) -> None:
        self.name = str(path)
        self.encoding = f"JSON, {encoding.label}"
        self._path = path
        self._encoding = encoding
        self._damage = Damage()
        self._by_line = self._is_by_line()
        self._is_wrapped = False
        first = next((value for _, value, _, _ in self._items() if isinstance(value, dict)), {})
        self._is_wrapped = not _is_ad(first) and _unwrap(first) is not None
        values = (value for _, value, _, _ in islice(self._items(), SAMPLE_ROWS))
        rows = [flatten(value) for value in values if isinstance(value, dict)]
        if not rows:
            raise self._nothing()
        self.header = tuple(dict.fromkeys(key for row in rows for key in row))
        self.sample = [[row.get(key) for key in self.header] for row in rows]
        self._late: set[str] = set()

    def _nothing(self) -> InputFileError:
        for line, _, problem, _ in self._items():
            return InputFileError(
                f"{self.name}: got {problem or NOT_AN_OBJECT} in line {line}; expected one object "
                "an ad; check the export"
            )
        return InputFileError(
            f"{self.name}: got an empty list; expected one object an ad; check the export"
        )

    def _lines(self) -> Iterator[str]:
        for block in line_blocks(self._path, self._encoding, self._damage):
            yield from block

    def _is_by_line(self) -> bool:
        lines = [line for line in islice(self._lines(), PROBE_LINES) if line.strip()]
        if lines and lines[0].lstrip()[:1] == "[":
            return False
        good = sum(isinstance(_loads(line), dict) for line in lines)
        return good * 2 >= len(lines)

    def _items(self) -> Iterator[Item]:
        items = self._line_items() if self._by_line else self._streamed_items()
        for line, value, problem, text in items:
            inner = _unwrap(value) if self._is_wrapped and isinstance(value, dict) else None
            if inner is None:
                yield line, value, problem, text
            else:
                yield from ((line, part, "", "") for part in inner)

    def _line_items(self) -> Iterator[Item]:
        for number, line in enumerate(self._lines(), 1):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except (json.JSONDecodeError, RecursionError):
                yield number, None, NOT_JSON, line
                continue
            problem = "" if isinstance(value, dict) else NOT_AN_OBJECT
            yield number, value, problem, line if problem else ""

    def _streamed_items(self) -> Iterator[Item]:
        """Values of one array, or values one after the other, over as many lines as they take."""
        decoder = json.JSONDecoder()
        blocks = line_blocks(self._path, self._encoding, self._damage)
        text, line, started, closed = "", 1, False, False
        at_end = False
        while not at_end:
            block = next(blocks, None)
            at_end = block is None
            text += "".join(block or ())
            place = 0
            while True:
                before = place
                place = _skip(text, place)
                if not started and text.startswith("[", place):
                    started, place = True, _skip(text, place + 1)
                if started and text.startswith("]", place):
                    closed, place = True, _skip(text, place + 1)
                line += text.count("\n", before, place)
                if place >= len(text):
                    break
                try:
                    value, end = decoder.raw_decode(text, place)
                except json.JSONDecodeError as error:
                    if at_end or len(text) - place > LONGEST_LINE:
                        wrong = min(error.pos, len(text.rstrip()))
                        at = line + text.count("\n", place, wrong)
                        cut = at_end and error.pos >= len(text.rstrip())
                        raise (self._cut(at) if cut else self._invalid(at, error)) from error
                    break
                problem = "" if isinstance(value, dict) else NOT_AN_OBJECT
                yield line, value, problem, text[place:end] if problem else ""
                line += text.count("\n", place, end)
                place = end
            text = text[place:]
        if started and not closed:
            raise self._cut(line)

    def _cut(self, line: int) -> InputFileError:
        return InputFileError(
            f"{self.name}: got JSON that ends too early, in line {line}; expected a closing "
            "bracket; export or download it again"
        )

    def _invalid(self, line: int, error: json.JSONDecodeError) -> InputFileError:
        return InputFileError(
            f"{self.name}: got invalid JSON in line {line} "
            f"({error.msg}); expected an array of objects or one object a line; check the export"
        )

    def blocks(self, rows: int) -> Iterator[Block]:
        """Yield the data rows (see `tables.Table`)."""
        self._damage = Damage()
        known = set(self.header)
        good: list[list[str | None]] = []
        block, size = Block([], [], []), 0
        for number, (line, value, problem, text) in enumerate(self._items(), 1):
            if problem:
                content = text.strip()[:CONTENT_LENGTH]
                block.broken.append(BrokenRow(number, line, problem, "", content))
            else:
                row = flatten(value)
                if len(row) > len(known) or not known.issuperset(row):
                    self._late.update(row.keys() - known)
                good.append([row.get(key) for key in self.header])
                block.numbers.append(number)
                block.lines.append(line)
                size += sum(len(cell) for cell in good[-1] if cell)
            if len(good) + len(block.broken) >= rows or size >= BLOCK_CHARS:
                yield self._finished(block, good)
                good, block, size = [], Block([], [], []), 0
        if good or block.broken:
            yield self._finished(block, good)

    def _finished(self, block: Block, good: list[list[str | None]]) -> Block:
        width = len(self.header)
        block.columns = list(zip(*good, strict=True)) if good else [()] * width
        return block

    def notes(self, lang: str = "en") -> list[str]:
        """Sentences about what was left out or put right (see `tables.Table`)."""
        notes = []
        if self._late:
            names = ", ".join(sorted(self._late)[:5])
            late = len(self._late)
            notes.append(sentence("late_keys", lang, count=late, first=SAMPLE_ROWS, names=names))
        if self._damage.undecodable:
            count, encoding = self._damage.undecodable, self._encoding.name
            notes.append(sentence("undecodable", lang, count=count, encoding=encoding))
        return [f"{self.name}: {note}" for note in notes]


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return None


def _skip(text: str, place: int) -> int:
    """Place of the next character that is neither white space nor a comma."""
    while place < len(text) and text[place] in " \t\r\n,\ufeff":
        place += 1
    return place


def _is_ad(value: dict[str, Any]) -> bool:
    """Tell whether an object has a title or description of its own, so that it wraps no others."""
    return any(
        isinstance(item, str) and guess_roles(key).keys() & {"title", "text"}
        for key, item in value.items()
    )


def _unwrap(value: dict[str, Any], depth: int = 4) -> list[dict[str, Any]] | None:
    """Find the list of objects inside an answer such as ``{"data": {"list": [...]}}``."""
    columns = [item for item in value.values() if isinstance(item, dict) and item]
    if len(columns) >= 2 and len(columns) == len(value):
        keys = list(columns[0])
        if all(list(column) == keys for column in columns):  # pandas' own layout: by column
            return [{name: column[key] for name, column in value.items()} for key in keys]
    found: list[dict[str, Any]] | None = None
    for item in value.values():
        inner: list[dict[str, Any]] | None = None
        if isinstance(item, list) and item and all(isinstance(part, dict) for part in item):
            inner = item
        elif isinstance(item, dict) and depth > 1:
            inner = _unwrap(item, depth - 1)
        if inner and len(inner) > len(found or ()):
            found = inner
    return found
