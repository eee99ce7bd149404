"""Find the encoding of a text file, and undo text that was decoded wrongly before it was stored.

The files that recruitment sites export come as UTF-8, GB18030, UTF-16 or Big5, with or without a
byte order mark, and some were read with the wrong encoding by whoever saved them last.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

#: Byte order marks, longest first.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: A share of undecodable characters above this rules an encoding out.
BAD_SHARE = 0.02

#: Text in the right encoding consists of common characters; rare ones mean a wrong guess. Of the
#: Chinese development sets 97 to 99 % of characters outside ASCII are common, decoded with the
#: wrong one of GB18030 and Big5 less than 45 %.
COMMON_SHARE = 0.7

# Punctuation of Chinese and Western text outside ASCII.
_PUNCTUATION = (
    "，。、；：？！（）《》“”‘’【】…—·\u3000\xa0～％＋－／＆＜＞｜＃＊＝＿「」『』〔〕〈〉●■◆★☆※→√×①②③④⑤⑥⑦⑧⑨⑩"
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ•–′″°™®©§"
)

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


@dataclass(frozen=True)
class Encoding:
    """How the bytes of a file become text.

    Attributes
    ----------
    name : str
        Python codec name.
    mark : int
        Length of the byte order mark to skip.
    repair : callable or None
        Undoes a wrong decoding that happened before the file was stored.
    note : str
        What was repaired, for the report; empty if nothing.
    """

    name: str
    mark: int = 0
    repair: Repair | None = None
    note: str = ""

    @property
    def label(self) -> str:
        """Name for the report: ``utf-8 (byte order mark)``, ``utf-8, GB18030 read as Latin-1``."""
        mark = " (byte order mark)" if self.mark else ""
        return f"{self.name}{mark}" + (f", {self.note}" if self.note else "")


def detect_encoding(sample: bytes) -> Encoding:
    r"""Find the encoding of a text file from its first bytes.

    Parameters
    ----------
    sample : bytes
        The start of the file; a cut character at the end does no harm.

    Returns
    -------
    Encoding

    Examples
    --------
    >>> detect_encoding("职位名称,薪资\n会计,5千/月\n".encode("gb18030")).name
    'gb18030'
    """
    name, mark = _codec(sample)
    text = decode_sample(sample[mark:], name)
    repair, note = find_repair(text)
    return Encoding(name, mark, repair, note)


def decode_sample(sample: bytes, name: str) -> str:
    """Decode the start of a file up to its last complete character."""
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    return decoder.decode(sample, final=False)


def _codec(sample: bytes) -> tuple[str, int]:
    for mark, name in BYTE_ORDER_MARKS:
        if sample.startswith(mark):
            return name, len(mark)
    wide = _wide_without_mark(sample)
    if wide:
        return wide, 0
    if _is_utf8(sample):
        return "utf-8", 0
    shares = {name: _common_share(sample, name) for name in ("gb18030", "cp950")}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] >= COMMON_SHARE:
        return best, 0
    if _is_western(sample):
        return "cp1252", 0
    return _guessed(sample) or "gb18030", 0


def _is_utf8(sample: bytes) -> bool:
    """Few bad characters, or most lines without any (GB18030 is hardly ever valid UTF-8)."""
    stored = "\ufffd".encode()  # a replacement character that is really in the file is not bad
    if _bad_share(decode_sample(sample.replace(stored, b"?"), "utf-8")) <= BAD_SHARE:
        return True
    lines = [line for line in sample.split(b"\n")[:-1] if not line.isascii()]
    good = sum("\ufffd" not in line.decode("utf-8", "replace") for line in lines)
    return good >= 2 and 2 * good >= len(lines)


def _wide_without_mark(sample: bytes) -> str:
    """UTF-16 without a mark: the zeros of ASCII characters stand on one side only."""
    for name, zeros, others in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        count = zeros.count(0)
        if count < max(1, len(zeros) // 50) or others.count(0) > count // 20:
            continue
        text = decode_sample(sample, name)
        usual = _ascii_count(text) + common_share(text) * (len(text) - _ascii_count(text))
        if _bad_share(text) <= BAD_SHARE and usual >= 0.5 * len(text):
            return name
    return ""


def _bad_share(text: str) -> float:
    """Share of replacement characters among the characters outside ASCII."""
    foreign = len(text) - _ascii_count(text)
    return text.count("\ufffd") / foreign if foreign else 0.0


def _ascii_count(text: str) -> int:
    return len(text.encode("ascii", "ignore"))


@lru_cache(maxsize=2)
def _common_characters(name: str) -> frozenset[str]:
    """First-level characters of GB 2312 (3,755, by frequency) or Big5 (5,401), and punctuation."""
    codec, first, last = {"gb18030": ("gb2312", 0xB0, 0xD7), "cp950": ("cp950", 0xA4, 0xC6)}[name]
    trails = range(0xA1, 0xFF) if codec == "gb2312" else (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    table = bytes(byte for lead in range(first, last + 1) for t in trails for byte in (lead, t))
    return frozenset(table.decode(codec, "ignore") + _PUNCTUATION)


def _common_share(sample: bytes, name: str) -> float:
    text = decode_sample(sample, name)
    return common_share(text, name) - 5 * max(0.0, _bad_share(text) - BAD_SHARE)


def common_share(text: str, name: str = "gb18030") -> float:
    """Share of common Chinese characters and punctuation among the characters outside ASCII."""
    common = _common_characters(name)
    foreign = [char for char in text if char > "\x7f"]
    return sum(char in common for char in foreign) / len(foreign) if foreign else 0.0


def _is_western(sample: bytes) -> bool:
    """High bytes that stand alone between ASCII letters are accents and curly quotes."""
    high = sum(byte > 0x7F for byte in sample)
    alone = len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])", sample))
    return high > 0 and alone / high >= 0.8 and high / len(sample) < 0.2


def _guessed(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:50_000]).best()
    return best.encoding if best is not None else ""


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
    foreign = len(text) - _ascii_count(text)
    if not foreign:
        return None, ""
    sequences = len(_UTF8_AS_LATIN.findall(text))
    latin = sum(map(len, re.findall(f"[{_HIGH}]+", text)))
    if sequences >= MIN_SEQUENCES and sequences * 2 >= 0.5 * latin:
        return undo_utf8_as_latin, "UTF-8 read as Latin-1"
    if latin >= 0.9 * foreign and common_share(undo_gb_as_latin(text)) >= COMMON_SHARE:
        return undo_gb_as_latin, "GB18030 read as Latin-1"
    undone = undo_utf8_as_gb(text)
    if _bad_share(undone) <= 0.2 and common_share(undone.replace("\ufffd", "")) >= COMMON_SHARE:
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
