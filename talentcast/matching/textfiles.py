"""Read a text file as blocks of lines, in constant memory, whatever its encoding."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from talentcast.errors import InputFileError
from talentcast.matching.encodings import Encoding, detect_encoding

#: Bytes read at a time.
CHUNK = 1 << 20

#: Bytes looked at to find the format, the encoding and the columns.
SAMPLE = 1 << 18

#: A line longer than this (characters) means that the file is not a table.
LONGEST_LINE = 1 << 25

GZIP_MAGIC = b"\x1f\x8b"


@dataclass
class Damage:
    """What had to be put right while decoding, counted over the file."""

    undecodable: int = 0
    other_encoding: int = 0
    nul: int = 0


def open_bytes(path: Path) -> BinaryIO:
    """Open a file for reading, unpacking gzip by its first bytes.

    Raises
    ------
    InputFileError
        If the file can't be opened.
    """
    if path.exists() and not path.is_file():
        raise InputFileError(
            f"{path}: got a pipe or device; expected a file; save the input to a file first"
        )
    try:
        stream = path.open("rb")
        if stream.read(2) == GZIP_MAGIC:
            stream.close()
            return io.BufferedReader(gzip.open(path, "rb"))
        stream.seek(0)
    except OSError as error:
        reason = error.strerror or "can't be read"
        raise InputFileError(
            f"{path}: got {reason.lower()}; expected a readable file; check the path"
        ) from error
    return stream


def read_bytes(stream: BinaryIO, size: int, name: str) -> bytes:
    """Read up to `size` bytes, telling a cut-off or damaged gzip file in one line.

    Raises
    ------
    InputFileError
        If the packed data end early or are damaged.
    """
    try:
        return stream.read(size)
    except EOFError as error:
        raise InputFileError(
            f"{name}: got a gzip file that ends too early; expected a complete one; "
            "download or export it again"
        ) from error
    except (OSError, zlib.error) as error:
        raise InputFileError(
            f"{name}: got a damaged file ({error}); expected a readable one; "
            "download or export it again"
        ) from error


def sample_bytes(path: Path, size: int = SAMPLE) -> bytes:
    """Return the first bytes of a file, unpacked."""
    with open_bytes(path) as stream:
        return read_bytes(stream, size, str(path))


def encoding_sample(path: Path, start: bytes) -> bytes:
    """Return bytes to find the encoding from: the start, and parts further in if it is ASCII.

    A file whose first rows are English may hold Chinese further down.
    """
    size = path.stat().st_size
    packed = path.open("rb")
    with packed:
        if packed.read(2) == GZIP_MAGIC or not start.isascii() or size <= len(start):
            return start
        parts = [start[: start.rfind(b"\n") + 1]]
        for place in range(1, 9):
            packed.seek(max(len(start), (size - SAMPLE // 8) * place // 8))
            packed.readline(LONGEST_LINE)
            part = packed.read(SAMPLE // 8)
            parts.append(part[: part.rfind(b"\n") + 1])
    return b"".join(parts)


def detect_file_encoding(path: Path, start: bytes) -> Encoding:
    """Find the encoding of a text file; `start` is what `sample_bytes` returned."""
    return detect_encoding(encoding_sample(path, start))


def line_blocks(
    path: Path, encoding: Encoding, damage: Damage, *, exact: bool = False
) -> Iterator[list[str]]:
    r"""Yield the lines of a text file in blocks; each line ends with a newline.

    Parameters
    ----------
    path : Path
    encoding : Encoding
    damage : Damage
        Counts what had to be replaced; changed while iterating.
    exact : bool
        Whether ``\r\n`` stays.

    Yields
    ------
    list of str
        Line ends are unified (``\r\n`` and, in files without ``\n``, ``\r``), NUL removed.

    Raises
    ------
    InputFileError
        If a gzip file ends early or a line is longer than `LONGEST_LINE`.
    """
    with open_bytes(path) as stream:
        stream.read(encoding.mark)
        rest = ""
        line_end = ""
        for text in _texts(stream, encoding, damage, str(path)):
            block = rest + text
            line_end = line_end or _line_end(block)
            cut = block.rfind(line_end) + 1 if line_end else 0
            rest = block[cut:]
            if len(rest) > LONGEST_LINE:
                raise InputFileError(
                    f"{path}: got a line of more than {LONGEST_LINE:,} characters; expected a "
                    "table with one row a line; check that the file is text"
                )
            if cut:
                yield _lines(block[:cut], line_end, exact)
        if rest:
            yield _lines(rest, line_end or "\n", exact)


def _line_end(text: str) -> str:
    if "\n" in text:
        return "\n"
    return "\r" if "\r" in text[:-1] else ""


def _lines(block: str, line_end: str, exact: bool) -> list[str]:
    if "\r" in block:
        if not exact:
            block = block.replace("\r\n", "\n")
        if line_end == "\r":
            block = block.replace("\r", "\n")
    if not block.endswith("\n"):
        block += "\n"
    return io.StringIO(block, newline="\n").readlines()


def _texts(stream: BinaryIO, encoding: Encoding, damage: Damage, name: str) -> Iterator[str]:
    """Yield decoded chunks; those of byte-wise encodings end at a line end, as repair needs it."""
    wide = encoding.name.startswith(("utf-16", "utf-32"))
    decoder = codecs.getincrementaldecoder(encoding.name)(errors="replace") if wide else None
    rest = b""
    while chunk := read_bytes(stream, CHUNK, name):
        if decoder is not None:
            text = decoder.decode(chunk)
            damage.undecodable += text.count("\ufffd")
        else:
            cut = max(chunk.rfind(b"\n"), chunk.rfind(b"\r") if chunk[-1:] != b"\r" else -1) + 1
            if not cut and len(rest) < LONGEST_LINE:
                rest += chunk
                continue
            text = _decode(rest + chunk[:cut], encoding.name, damage)
            rest = chunk[cut:]
        yield _tidy(text, encoding, damage)
    text = decoder.decode(b"", final=True) if decoder else _decode(rest, encoding.name, damage)
    if text:
        yield _tidy(text, encoding, damage)


def _tidy(text: str, encoding: Encoding, damage: Damage) -> str:
    if "\0" in text:
        damage.nul += text.count("\0")
        text = text.replace("\0", "")
    return encoding.repair(text) if encoding.repair else text


def _decode(data: bytes, name: str, damage: Damage) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return "".join(_decode_line(line, name, damage) for line in data.splitlines(keepends=True))


def _decode_line(line: bytes, name: str, damage: Damage) -> str:
    """Decode one line, in another encoding where only that one fits (files joined from two)."""
    try:
        return line.decode(name)
    except UnicodeDecodeError:
        pass
    other = "utf-8" if name != "utf-8" else "gb18030"
    try:
        text = line.decode(other)
    except UnicodeDecodeError:
        damage.undecodable += 1
        return line.decode(name, "replace")
    damage.other_encoding += 1
    return text
