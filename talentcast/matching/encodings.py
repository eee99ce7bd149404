"""Find the encoding of a text file.

The files that recruitment sites export come as UTF-8, GB18030, UTF-16 or Big5, with or without a
byte order mark, and some were read with the wrong encoding by whoever saved them last (`misread`).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from talentcast.matching.misread import Repair, find_repair
from talentcast.matching.plausibility import (
    BAD_SHARE,
    COMMON_SHARE,
    ascii_count,
    bad_share,
    common_share,
)

#: Byte order marks, longest first.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


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
    if bad_share(decode_sample(sample.replace(stored, b"?"), "utf-8")) <= BAD_SHARE:
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
        usual = ascii_count(text) + common_share(text) * (len(text) - ascii_count(text))
        if bad_share(text) <= BAD_SHARE and usual >= 0.5 * len(text):
            return name
    return ""


def _common_share(sample: bytes, name: str) -> float:
    text = decode_sample(sample, name)
    return common_share(text, name) - 5 * max(0.0, bad_share(text) - BAD_SHARE)


def _is_western(sample: bytes) -> bool:
    """High bytes that stand alone between ASCII letters are accents and curly quotes."""
    high = sum(byte > 0x7F for byte in sample)
    alone = len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])", sample))
    return high > 0 and alone / high >= 0.8 and high / len(sample) < 0.2


def _guessed(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:50_000]).best()
    return best.encoding if best is not None else ""
