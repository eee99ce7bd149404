"""Clean cell values: placeholders, HTML entities and tags, control characters, lists, epochs.

Columns are cleaned as a whole: one look at the joined column tells whether any cell needs the
slow path, so that clean files are read at the speed of the parser.
"""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Sequence
from datetime import UTC, datetime

#: Values that stand for "nothing here" in exports, compared in lower case without outer blanks.
PLACEHOLDERS = frozenset(
    (
        "", "-", "--", "---", "—", "——", "/", "\\n", "-1", "-1.0", "-1.00", "nan", "<na>", "#n/a",
        "n/a", "na", "n.a.", "nat", "null", "none", "nil", "undefined", "unknown", "[]", "{}",
        "not available", "not specified", "not provided", "暂无", "暂无数据", "暂无信息", "无数据",
        "未知", "不详", "未填写", "未填", "空", "缺失",
    )
)  # fmt: skip

#: The longest placeholder; longer cells need no look-up.
_LONGEST_PLACEHOLDER = max(map(len, PLACEHOLDERS))

# Control characters other than tab and newline, the byte order mark and the zero-width space.
CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\ufeff\u200b]")
_SUSPECT = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\ufeff\u200b<&\r]")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
BLOCK_TAG = re.compile(
    r"<\s*(?:br\s*/?|/?\s*(?:p|div|li|ul|ol|tr|table|h[1-6]|section|article|dd|dt|dl))"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
INLINE_TAG = re.compile(
    r"<\s*/?\s*(?:span|b|strong|i|em|u|a|font|td|th|tbody|thead|small|sup|sub|img|label|pre|html"
    r"|body|center|s|strike|o:p|mark|code)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
COMMENT = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
LINE_END = re.compile(r"\r+\n?")
_BLANKS = re.compile(r"\s+")
_LIST = re.compile(r"^\s*\[.*\]\s*$", re.DOTALL)
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?(?:\.0+)?$")

Cells = list[str | None]


def clean_markup(text: str) -> str:
    r"""Turn HTML into plain text and drop control characters.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Entities decoded (twice where they were encoded twice), line-breaking tags as newlines,
        known inline tags removed; anything else between angle brackets stays.

    Examples
    --------
    >>> clean_markup("C++&nbsp;&amp; Java<br/>List&lt;T&gt;")
    'C++\xa0& Java\nList<T>'
    """
    if "<" in text:
        text = COMMENT.sub("", text)
        text = INLINE_TAG.sub("", BLOCK_TAG.sub("\n", text))
    if "&" in text and ENTITY.search(text):
        text = html.unescape(text)
        if "<" in text:
            text = INLINE_TAG.sub("", BLOCK_TAG.sub("\n", text))
        if ENTITY.search(text):
            text = html.unescape(text)
    if "\r" in text:
        text = LINE_END.sub("\n", text)
    return CONTROL.sub("", text)


def is_placeholder(text: str) -> bool:
    """Tell whether a cell holds nothing: empty or a known stand-in such as ``-1`` or ``暂无``.

    Examples
    --------
    >>> is_placeholder(" N/A "), is_placeholder("面议")
    (True, False)
    """
    stripped = text.strip()
    return len(stripped) <= _LONGEST_PLACEHOLDER and stripped.lower() in PLACEHOLDERS


def list_text(text: str) -> str:
    """Join the items of a list written as text with `` | ``; other text is returned as it is.

    Examples
    --------
    >>> list_text("['数据挖掘', 'hive']"), list_text('["The public"]'), list_text("[急聘] 会计")
    ('数据挖掘 | hive', 'The public', '[急聘] 会计')
    """
    if not _LIST.match(text):
        return text
    try:
        items = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
    if not isinstance(items, list) or not all(isinstance(i, str | int | float) for i in items):
        return text
    return " | ".join(str(item).strip() for item in items)


def epoch_date(text: str) -> str:
    """Turn seconds or milliseconds since 1970 into an ISO date (UTC); other text stays.

    Examples
    --------
    >>> epoch_date("1713397508000.0"), epoch_date("08-30")
    ('2024-04-17', '08-30')
    """
    if not _EPOCH.match(text):
        return text
    digits = text.partition(".")[0]
    seconds = int(digits) / (1000 if len(digits) == 13 else 1)
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def clean_prose(cells: Sequence[str | None]) -> Cells:
    """Clean a column of titles or texts; inner and outer white space stays as given.

    Parameters
    ----------
    cells : sequence of str or None

    Returns
    -------
    list of str or None
        None where the cell is empty or a placeholder.
    """
    return [
        None if cell is None or is_placeholder(cell) else cell for cell in _without_markup(cells)
    ]


def clean_fields(cells: Sequence[str | None], *, dates: bool = False) -> Cells:
    """Clean a column of short values: white space collapsed, lists joined, placeholders dropped.

    Parameters
    ----------
    cells : sequence of str or None
    dates : bool
        Whether bare numbers of 10 or 13 digits are moments in time.

    Returns
    -------
    list of str or None
    """
    done: dict[str, str | None] = {}  # short columns repeat their values
    result: Cells = []
    for cell in _without_markup(cells):
        if cell is None:
            result.append(None)
            continue
        if cell not in done:
            value = _BLANKS.sub(" ", list_text(cell)).strip()
            value = epoch_date(value) if dates else value
            done[cell] = None if is_placeholder(value) else value
        result.append(done[cell])
    return result


def _without_markup(cells: Sequence[str | None]) -> Sequence[str | None]:
    if not _SUSPECT.search("\n".join(filter(None, cells))):
        return cells
    return [clean_markup(cell) if cell and _SUSPECT.search(cell) else cell for cell in cells]
