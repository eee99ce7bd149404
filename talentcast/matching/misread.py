"""Undo text that was decoded with a wrong encoding before it was stored."""

from __future__ import annotations

import re
from collections.abc import Callable

from talentcast.matching.plausibility import COMMON_SHARE, ascii_count, bad_share, common_share

# The 27 characters that Windows code page 1252 puts on bytes 0x80 to 0x9F, back to those bytes.
_CP1252_BYTES = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_HIGH = "\x80-\xff" + "".join(map(chr, _CP1252_BYTES))

# A UTF-8 sequence whose bytes were each shown as a character of Latin-1 or code page 1252.
_CONTINUATION = "[\x80-\xbf" + "".join(map(chr, _CP1252_BYTES)) + "]"
_UTF8_AS_LATIN = re.compile(
    f"[\xc3-\xdf]{_CONTINUATION}|[\xe0-\xef]{_CONTINUATION}{{2}}|[\xf0-\xf4]{_CONTINUATION}{{3}}"
    f"|\xc2[\x80-\xbf{''.join(map(chr, _CP1252_BYTES))}]"
)
_LATIN_RUN = re.compile(f"[{_HIGH}](?:[{_HIGH}@-~]*[{_HIGH}])?[@-~]?")

#: Fewer wrongly decoded sequences than this in the sample are taken as meant.
MIN_SEQUENCES = 3

Repair = Callable[[str], str]


def find_repair(text: str) -> tuple[Repair | None, str]:
    """Find out whether text was decoded with a wrong encoding before, and how to undo it.

    Parameters
    ----------
    text : str
        A sample.

    Returns
    -------
    tuple of (callable or None, str)
        The function that repairs any part of the text, and what happened, in words.

    Examples
    --------
    >>> repair, note = find_repair("数据分析师".encode("gb18030").decode("latin-1"))
    >>> note, repair("Êý¾Ý")
    ('GB18030 read as Latin-1', '数据')
    """
    foreign = len(text) - ascii_count(text)
    if not foreign:
        return None, ""
    sequences = len(_UTF8_AS_LATIN.findall(text))
    latin = sum(map(len, re.findall(f"[{_HIGH}]+", text)))
    if sequences >= MIN_SEQUENCES and sequences * 2 >= 0.5 * latin:
        return undo_utf8_as_latin, "UTF-8 read as Latin-1"
    if latin >= 0.9 * foreign and common_share(undo_gb_as_latin(text)) >= COMMON_SHARE:
        return undo_gb_as_latin, "GB18030 read as Latin-1"
    undone = undo_utf8_as_gb(text)
    if bad_share(undone) <= 0.2 and common_share(undone.replace("\ufffd", "")) >= COMMON_SHARE:
        return undo_utf8_as_gb, "UTF-8 read as GB18030 (a lost last character shows as \ufffd)"
    return None, ""


def undo_utf8_as_latin(text: str) -> str:
    r"""Put right UTF-8 sequences that were shown byte by byte; everything else stays.

    Examples
    --------
    >>> undo_utf8_as_latin("We\xe2\u20ac\u2122re caf\xe9")
    'We\u2019re caf\xe9'
    """
    return _UTF8_AS_LATIN.sub(_as_utf8, text)


def _as_utf8(match: re.Match[str]) -> str:
    data = match.group().translate(_CP1252_BYTES).encode("latin-1")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def undo_gb_as_latin(text: str) -> str:
    """Put right GB18030 bytes that were read as Latin-1 or code page 1252.

    Line by line where a line also holds characters that can't come from such a mistake; those
    stay, and so do runs that are not GB18030.
    """
    try:
        return _single_bytes(text).decode("gb18030")
    except UnicodeError:
        if "\n" in text:
            return "\n".join(map(undo_gb_as_latin, text.split("\n")))
        return _LATIN_RUN.sub(_as_gb, text)


def _single_bytes(text: str) -> bytes:
    """Bytes that Latin-1 or code page 1252 shows as this text; the codecs are the fast way."""
    for codec in ("latin-1", "cp1252"):
        try:
            return text.encode(codec)
        except UnicodeEncodeError:
            continue
    return text.translate(_CP1252_BYTES).encode("latin-1")


def _as_gb(match: re.Match[str]) -> str:
    data = match.group().translate(_CP1252_BYTES).encode("latin-1")
    for part, rest in ((data, b""), (data[:-1], data[-1:])):
        try:
            return part.decode("gb18030") + rest.decode("latin-1")
        except UnicodeDecodeError:
            continue
    return match.group()


def undo_utf8_as_gb(text: str) -> str:
    """Put right UTF-8 bytes that were read as GB18030.

    The mistake loses the last byte of a string with an odd number of bytes; the character it
    belonged to comes out as U+FFFD.
    """
    return "\ufffd".join(
        part.encode("gb18030", "replace").decode("utf-8", "replace")
        for part in text.split("\ufffd")
    )
