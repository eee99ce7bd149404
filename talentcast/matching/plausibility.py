"""How plausible it is that text was decoded with the right encoding."""

from __future__ import annotations

from functools import lru_cache

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


def bad_share(text: str) -> float:
    """Share of replacement characters among the characters outside ASCII."""
    foreign = len(text) - ascii_count(text)
    return text.count("\ufffd") / foreign if foreign else 0.0


def ascii_count(text: str) -> int:
    """Count the ASCII characters of a text."""
    return len(text.encode("ascii", "ignore"))


@lru_cache(maxsize=2)
def _common_characters(name: str) -> frozenset[str]:
    """First-level characters of GB 2312 (3,755, by frequency) or Big5 (5,401), and punctuation."""
    codec, first, last = {"gb18030": ("gb2312", 0xB0, 0xD7), "cp950": ("cp950", 0xA4, 0xC6)}[name]
    trails = range(0xA1, 0xFF) if codec == "gb2312" else (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    table = bytes(byte for lead in range(first, last + 1) for t in trails for byte in (lead, t))
    return frozenset(table.decode(codec, "ignore") + _PUNCTUATION)


def common_share(text: str, name: str = "gb18030") -> float:
    """Share of common Chinese characters and punctuation among the characters outside ASCII."""
    common = _common_characters(name)
    foreign = [char for char in text if char > "\x7f"]
    return sum(char in common for char in foreign) / len(foreign) if foreign else 0.0
