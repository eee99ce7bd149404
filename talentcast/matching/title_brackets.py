"""What stands in the brackets of a title: noise, which goes, or something of the job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from talentcast.matching.title_patterns import (
    BRACKET,
    CITY_MARK,
    CLOSING,
    DIGIT,
    EDGES,
    MARKS,
    NOISY,
    NUMBER,
    ONLY_PLACE,
    PLACE_LAST,
    RANK_ZH,
    RANKED_ZH,
    TAIL,
    TAIL_LAST,
    TAKEN_IN_BRACKETS,
    TAKEN_MARKS,
)

#: What stands in brackets repeats; so much of it is remembered.
_REMEMBERED = 4_096


def without_brackets(texts: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return what stands outside of brackets, and what in them says something of the job.

    Parameters
    ----------
    texts : sequence of str
        In normal form.

    Examples
    --------
    >>> without_brackets(["【急聘】会计(税务方向)", "会计"])
    [('会计', ('税务',)), ('会计', ())]
    """
    cut = [BRACKET.split(text) for text in texts]
    inside = list(dict.fromkeys(inside for pieces in cut for inside in pieces[1::2]))
    bare = dict(zip(inside, map(_inside, inside, MARKS.of(inside)), strict=True))
    return [_opened(pieces, bare) for pieces in cut]


def _opened(pieces: Sequence[str], bare: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Put a title together of what stands before, in, behind, in, behind ... brackets."""
    kept: list[str] = []
    outside = pieces[0]
    for inside, behind in zip(pieces[1::2], pieces[2::2], strict=True):
        named = bare[inside]
        if named:
            kept.append(named)
        leaves_gap = named or not inside.strip(EDGES)
        outside += " " + behind if leaves_gap else behind
    outside = outside.strip()
    if not outside.isalnum():
        outside = CLOSING.sub(" ", outside)
        if kept and not outside.strip(EDGES):
            return kept[0], tuple(kept[1:])
    return outside, tuple(kept)


@lru_cache(maxsize=_REMEMBERED)
def _inside(inside: str, mark: int) -> str:
    """Return what stands in brackets without what is not the job."""
    bare = inside.strip(EDGES)
    if not mark and bare.isalpha() and bare[-1] not in PLACE_LAST:
        return without_tail(bare)
    if mark & (TAKEN_MARKS | NOISY):
        for pattern, needed in TAKEN_IN_BRACKETS:
            if mark & needed:
                bare = pattern.sub(" ", bare)
    if is_place(bare.strip(), mark) or _is_code(bare, mark):
        return ""
    if mark & RANKED_ZH:
        bare = RANK_ZH.sub(" ", bare)
    return " ".join(without_tail(bare.strip(EDGES)).split())


def _is_code(text: str, mark: int) -> bool:
    return not has_letter(text) or bool(mark & DIGIT and NUMBER.fullmatch(text.strip()))


def is_place(text: str, mark: int) -> bool:
    """Whether a text names places and nothing else; `mark` says what it can match."""
    may_be = mark & CITY_MARK or text[-1:] in PLACE_LAST
    return bool(may_be) and ONLY_PLACE.match(text) is not None


def has_letter(text: str) -> bool:
    """Whether there is a letter in a text."""
    return text[:1].isalpha() or any(map(str.isalpha, text))


def without_tail(text: str) -> str:
    """Return a text without a word for "kind of job" at its end."""
    return TAIL.sub("", text) if text[-1:] in TAIL_LAST else text
