"""Which names in an English job title are asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talentcast.matching.surfaces import Need

if TYPE_CHECKING:
    from talentcast.matching.surfaces import Token

    Found = tuple[int, int, Token]

#: English words of asking, and how many names make a line a list without one.
_ASKING = re.compile(
    r"experience|knowledge|familiar|proficien|understanding|\bskill|expert|degree|"
    r"background|fluent|"
    r"\babilit|\bstrong\b|\bsolid\b|\byears?\b|\bplus\b|\bknow\b|\busing\b|require|qualif|"
    r"certifi|preferred|\bmust\b"
)
_LISTED = 3

#: A line of up to this many words is an item of a list.
_ITEM_WORDS = 7

#: How many characters before and after a name are looked at for a word of asking: about ten
#: words, chosen on the training part of SkillSpan (40, 60, 80, 100 and 120 tried).
_NEAR = 60

#: Right before the name of a field these say that it only describes something else: our cloud
#: platform, a banking group. A field that is asked for has no article.
_ARTICLES = frozenset("a an the this these our its their your".split())
_LONGEST_ARTICLE = 6

#: A name right before one of these is part of a job title or of a team's name.
TITLE_AFTER = re.compile(
    r" (?:senior |lead |software )?(?:developer|engineer|programmer|specialist|consultant|"
    r"architect|manager|"
    r"analyst|team|department|company|industry|group|ltd|inc)s?\b"
)


_WORDS = re.compile(r"[A-Za-z]+")
_LIST_SIGNS = frozenset("/&+|")

#: A name of so many letters is more often an abbreviation of a place or of the employer's (OA, AR),
#: but for these.
_SHORT = 2
_CLEAR = frozenset("ai ml ui ux vr qa qc hr bi ci".split())


def title_names(given: str, plain: str, found: list[Found]) -> list[Found]:
    """Return which of the names found in an English title count.

    Where every word has a capital, a capital makes no name of an everyday word (Supervisor,
    Office, Special Agent); two letters are no tool and seldom a field (AI). Both count in a list.
    The rest is as in `asked_for`.

    Parameters
    ----------
    given, plain : str
        The title, and its normal form.
    found : list of (start, end, Token)

    Examples
    --------
    >>> from talentcast.matching.surfaces import Code, Token
    >>> word = Token(Code.SKILL, "tool.office", "tool", need=Need.NAME)
    >>> title = "Office Manager"
    >>> title_names(title, title.lower(), [(0, 6, word)])
    []
    """
    words = _WORDS.findall(given)
    if len(words) > 1:
        has_capitals = sum(word[0].isupper() for word in words) > len(words) / 2
        found = [one for one in found if _is_name(given, one, has_capitals=has_capitals)]
    return asked_for(plain, found)


def _is_name(given: str, one: Found, *, has_capitals: bool) -> bool:
    start, end, token = one
    name = given[start:end]
    is_short = (
        token.kind in {"tool", "knowledge"}
        and len(name) <= _SHORT
        and name.isalpha()
        and token.need != Need.LANGUAGE
        and not (token.kind == "knowledge" and name.lower() in _CLEAR)
    )
    if not is_short and not (token.need == Need.NAME and has_capitals):
        return True
    before, after = given[:start].rstrip()[-1:], given[end:].lstrip()[:1]
    return bool({before, after} & _LIST_SIGNS)


def asked_for(plain: str, found: list[Found]) -> list[Found]:
    """Keep of an English text the fields of knowledge that are asked for.

    English names of fields (retail, mining) are everyday words: near one a word of asking or
    several names must stand, or its line be a short item, and no article right before it. Tools
    and the rest stay.
    """
    lines: dict[int, list[Found]] = {}
    for one in found:
        lines.setdefault(plain.rfind("\n", 0, one[0]) + 1, []).append(one)
    kept = []
    for begin, members in lines.items():
        stop = plain.find("\n", begin)
        stop = stop if stop >= 0 else len(plain)
        members = [one for one in members if not TITLE_AFTER.match(plain, one[1])]
        is_item = plain.count(" ", begin, stop) < _ITEM_WORDS
        starts = [one[0] for one in members]
        kept += [
            one
            for one in members
            if one[2].kind != "knowledge"
            or (
                not _has_article(plain, begin, one[0])
                and (is_item or _is_asked(plain, begin, stop, one, starts))
            )
        ]
    return kept


def _has_article(plain: str, begin: int, start: int) -> bool:
    words = plain[max(begin, start - _LONGEST_ARTICLE - 1) : start].split()
    return bool(words) and plain[start - 1] == " " and words[-1] in _ARTICLES


def _is_asked(plain: str, begin: int, stop: int, one: Found, starts: list[int]) -> bool:
    """Say whether a word of asking or several names stand near a name in its line."""
    first, last = max(begin, one[0] - _NEAR), min(stop, one[1] + _NEAR)
    if sum(first <= start < last for start in starts) >= _LISTED:
        return True
    return _ASKING.search(plain, first, last) is not None
