"""Where characters of a cleaned title or text stood in the cell as it was given.

Cleaning (`cells.clean_markup`) decodes entities, turns tags into line breaks and drops control
characters; positions of skills have to count the characters of the file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

from talentcast.matching import cells

#: What `html.unescape` looks for (the HTML standard's character references).
_REFERENCE = re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


class _Traced:
    """A text whose characters know where they come from.

    Attributes
    ----------
    text : str
    starts, ends : list of int
        First place, and place after the last, of each character in the original.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = list(range(len(text)))
        self.ends = list(range(1, len(text) + 1))

    def replace(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> None:
        """Replace each match; every new character stands for all of it that changes."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            first, last = match.span()
            new = by(match)
            if new == match.group():
                continue
            kept = _common_end(new, match.group())
            new, last = new[: len(new) - kept], last - kept
            pieces += self.text[done:first], new
            starts += self.starts[done:first] + [self.starts[first]] * len(new)
            ends += self.ends[done:first] + [self.ends[last - 1]] * len(new)
            done = last
        self.text = "".join(pieces) + self.text[done:]
        self.starts = starts + self.starts[done:]
        self.ends = ends + self.ends[done:]


def _common_end(first: str, second: str) -> int:
    count = 0
    while count < min(len(first), len(second)) and first[-1 - count] == second[-1 - count]:
        count += 1
    return count


def _traced_cleaning(raw: str) -> _Traced:
    """Do what `cells.clean_markup` does, step by step."""
    traced = _Traced(raw)
    if "<" in raw:
        traced.replace(cells.COMMENT, lambda match: "")
        _drop_tags(traced)
    if "&" in traced.text and cells.ENTITY.search(traced.text):
        _unescape(traced)
        if "<" in traced.text:
            _drop_tags(traced)
        if cells.ENTITY.search(traced.text):
            _unescape(traced)
    traced.replace(cells.LINE_END, lambda match: "\n")
    traced.replace(cells.CONTROL, lambda match: "")
    return traced


def _drop_tags(traced: _Traced) -> None:
    traced.replace(cells.BLOCK_TAG, lambda match: "\n")
    traced.replace(cells.INLINE_TAG, lambda match: "")


def _unescape(traced: _Traced) -> None:
    traced.replace(_REFERENCE, lambda match: html.unescape(match.group()))


def source_spans(raw: str, cleaned: str) -> Callable[[int, int], tuple[int, int]]:
    """Make a function from spans of a cleaned cell to spans of the cell as given.

    Parameters
    ----------
    raw : str
    cleaned : str
        `cells.clean_markup(raw)`.

    Returns
    -------
    callable of (start, end) to (start, end)
        Spans stay as they are if `cleaned` was made in another way.

    Examples
    --------
    >>> raw = "<p>R&amp;D<br>with Python"
    >>> span = source_spans(raw, cells.clean_markup(raw))
    >>> span(1, 4), span(10, 16)
    ((3, 10), (19, 25))
    """
    traced = None if raw == cleaned else _traced_cleaning(raw)
    if traced is None or traced.text != cleaned:
        return lambda start, end: (start, end)
    return lambda start, end: (traced.starts[start], traced.ends[max(start, end - 1)])


def at_source(
    explained: dict[str, Any],
    cleaned: Mapping[str, str | None],
    given: Mapping[str, str | None],
) -> dict[str, Any]:
    """Count the positions of an explained ad's skills in title and text as the file has them.

    Parameters
    ----------
    explained : dict
        From `explain.explain_ad`.
    cleaned, given : mapping of field to cell
        As the ad was read, and as it stands in the file; only fields of one column.

    Returns
    -------
    dict
        The same where nothing was cleaned.
    """
    changed = {
        name: (raw, source_spans(raw, clean))
        for name, raw in given.items()
        if raw and (clean := cleaned[name]) and raw != clean
    }
    skills = []
    for skill in explained["skills"]:
        if skill["field"] in changed:
            raw, spans = changed[skill["field"]]
            start, end = spans(skill["start"], skill["end"])
            skill = {**skill, "text": raw[start:end], "start": start, "end": end}
        skills.append(skill)
    title = given["title"] if "title" in changed else explained["title"]
    return {**explained, "title": title, "skills": skills}
