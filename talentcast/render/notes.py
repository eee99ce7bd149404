"""Notes on series for people: the same thing said of several series is one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

#: So many names are written out; the rest are counted.
_MOST_NAMES = 8
#: Sentences that differ in more numbers than this are not put together.
_MOST_NUMBERS = 2

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def grouped(notes: Iterable[tuple[str, str]], lang: str) -> list[str]:
    """One line for all series of which the same is said; differing figures in their order.

    Parameters
    ----------
    notes : iterable of (name of the series, sentence)
    lang : {"zh", "en"}

    Examples
    --------
    >>> grouped([("a", "widened 3.1 times"), ("b", "short"), ("c", "widened 1.7 times")], "en")
    ['a, c: widened 3.1 / 1.7 times', 'b: short']
    >>> grouped([("Talent, total", "short"), ("Engineers", "short")], "en")
    ['Talent, total; Engineers: short']
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for name, sentence in dict.fromkeys(notes):
        groups.setdefault(_NUMBER.sub("#", sentence), []).append((name, sentence))
    lines = []
    for members in groups.values():
        merged = _merged([sentence for _, sentence in members])
        if merged is None:
            lines += [_line([name], sentence, lang) for name, sentence in members]
        else:
            names = list(dict.fromkeys(name for name, _ in members))
            lines.append(_line(names, merged, lang))
    return lines


def _merged(sentences: Sequence[str]) -> str | None:
    """One sentence with the figures of all; None if too many differ."""
    found = [_NUMBER.findall(sentence) for sentence in sentences]
    places = list(zip(*found, strict=True))
    if sum(len(set(place)) > 1 for place in places) > _MOST_NUMBERS:
        return None
    said = iter([_figures(place) for place in places])
    return _NUMBER.sub(lambda _: next(said), sentences[0])


def _figures(place: Sequence[str]) -> str:
    if len(set(place)) == 1:
        return place[0]
    shown = " / ".join(place[:_MOST_NAMES])
    return shown + (" / …" if len(place) > _MOST_NAMES else "")


def _line(names: Sequence[str], sentence: str, lang: str) -> str:
    comma, colon = ("、", "：") if lang == "zh" else (", ", ": ")
    if not any(names):
        return sentence
    if lang != "zh" and any(comma in name for name in names):
        comma = "; "
    text = comma.join(names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        more = len(names) - _MOST_NAMES
        text += f" 等 {len(names)} 个指标" if lang == "zh" else f" and {more} more"
    return f"{text}{colon}{sentence}"
