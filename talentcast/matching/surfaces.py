"""The surfaces that are looked for in one pass: names of skills, task verbs, cues, headings."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from talentcast.matching import skill_words as words
from talentcast.matching.common_words import border_words
from talentcast.matching.everyday_names import CLEAR_NAMES, TRADE_NAMES
from talentcast.matching.sections import heading_kinds
from talentcast.matching.taxonomy import split_aliases
from talentcast.matching.text import normalise

if TYPE_CHECKING:
    from talentcast.matching.taxonomy import Taxonomy


class Code(IntEnum):
    """What a surface is."""

    SKILL = 0
    VERB = 1
    NOUN = 2
    KNOW = 3
    HEADING = 4
    PREFERRED = 5
    NEGATION = 6
    NEGATED = 7
    MAJOR = 8
    BENEFIT = 9
    ENGLISH_HEAD = 10
    TRAIT = 11
    DUTY = 12
    NOTHING = 13


class Need(IntEnum):
    """What a name of a skill needs around it before it counts."""

    NOTHING = 0
    LANGUAGE = 1
    KNOWN = 2
    ATTITUDE = 3
    NAME = 4
    TRAIT = 5
    ABILITY = 6


#: Confidence of a mention by what its surface needs: how often each was right on the building
#: part of the annotations, rounded (benchmarks/skills_zh.py prints the figures).
CONFIDENCE = (0.95, 0.9, 0.8, 0.85, 0.8, 0.85, 0.75)

#: A Chinese name up to this long is an everyday word too (安全, 网络, 沟通, 安装).
_SHORT = 2

#: Surfaces found by patterns that are remembered as tokens.
_REMEMBERED = 1 << 16

#: English names of tools that count only in a list of tools or after a cue.
_LISTED_ONLY = frozenset({"go", "less", "chef"})


class Token(NamedTuple):
    """What one surface stands for."""

    code: Code
    skill_id: str = ""
    kind: str = ""
    category: str = ""
    need: Need = Need.NOTHING
    heading: str = ""
    confidence: float = CONFIDENCE[Need.NOTHING]


def surface_tokens(taxonomy: Taxonomy) -> dict[str, Token]:
    """Return every surface in normal form and what it stands for.

    The names of skills come first: a taxonomy that lists 管理 as a skill gets it as one.

    Parameters
    ----------
    taxonomy : Taxonomy

    Returns
    -------
    dict of str to Token
    """
    found: dict[str, Token] = {}
    for surface, token in _skill_tokens(taxonomy):
        found.setdefault(surface, token)
    for surface, token in _marker_tokens():
        found.setdefault(surface, token)
    for word in border_words(found):
        found[word] = Token(Code.NOTHING)
    return found


def _skill_tokens(taxonomy: Taxonomy) -> Iterator[tuple[str, Token]]:
    """Yield names with what they stand for: own names before aliases, other writings last."""
    table = taxonomy.skills
    joined: list[tuple[str, Token]] = []
    for names in (("name_zh", "name_en"), ("aliases_zh", "aliases_en")):
        columns = (table[name] for name in ("id", "kind", "category", *names))
        for identity, kind, category, *cells in zip(*columns, strict=True):
            for alias in (alias for cell in cells for alias in split_aliases(cell)):
                surface = " ".join(normalise(alias).split())
                need = _need(surface, kind)
                token = Token(
                    Code.SKILL, identity, kind, category, need, confidence=CONFIDENCE[need]
                )
                yield surface, token
                if surface.count(" ") == 1:
                    joined.append((surface.replace(" ", "-"), token))
                    if kind == "tool" or not surface.isascii():
                        joined.append((surface.replace(" ", ""), token))
    yield from joined


def _need(surface: str, kind: str) -> Need:
    if len(surface) == 1 or surface in _LISTED_ONLY:
        return Need.LANGUAGE
    if surface.isascii():
        return Need.NAME if surface in words.COMMON_ENGLISH else Need.NOTHING
    if kind == "soft":
        if len(surface) > _SHORT or surface in words.TRAITS:
            return Need.NOTHING
        return Need.ATTITUDE if surface in words.ATTITUDE_VERBS else Need.TRAIT
    if surface in words.EVERYDAY or surface in TRADE_NAMES:
        return Need.KNOWN
    if kind == "knowledge" and len(surface) <= _SHORT and surface not in CLEAR_NAMES:
        return Need.KNOWN
    if kind == "hard" and surface in words.ACTIVITIES:
        return Need.ABILITY
    return Need.NOTHING


def _marker_tokens() -> Iterator[tuple[str, Token]]:
    for surface, kind in heading_kinds().items():
        yield surface, Token(Code.HEADING, heading=kind)
    for surface, category in words.VERBS.items():
        yield surface, Token(Code.VERB, category=category)
    for surface, category in words.NOUNS.items():
        yield surface, Token(Code.NOUN, category=category)
    for surface, category in words.DUTY_VERBS.items():
        yield surface, Token(Code.DUTY, category=category)
    for surface, category in words.ENGLISH_HEADS.items():
        yield surface, Token(Code.ENGLISH_HEAD, category=category)
    lists: tuple[tuple[Code, Any], ...] = (
        (Code.KNOW, (*words.KNOW, *words.KNOW_ENGLISH)),
        (Code.PREFERRED, (*words.PREFERRED, *words.PREFERRED_ENGLISH)),
        (Code.NEGATED, (*words.NEGATION_AFTER, *words.NEGATION_AFTER_ENGLISH)),
        (Code.NEGATION, (*words.NEGATION, *words.NEGATION_ENGLISH)),
        (Code.MAJOR, ("专业",)),
        (Code.BENEFIT, (*words.BENEFITS, *words.BENEFITS_ENGLISH)),
        (Code.TRAIT, words.TRAIT_HEADS),
    )
    for code, surfaces in lists:
        for surface in surfaces:
            yield surface, Token(code)


@lru_cache(maxsize=_REMEMBERED)
def open_token(prefix: str, surface: str, kind: str, category: str, confidence: float) -> Token:
    """Return the token of a name that no table lists."""
    return Token(Code.SKILL, prefix + surface, kind, category, confidence=confidence)


@lru_cache(maxsize=_REMEMBERED)
def with_confidence(token: Token, confidence: float) -> Token:
    """Return a token with another confidence."""
    return token._replace(confidence=confidence)
