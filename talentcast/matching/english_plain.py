"""Listed names that the model leaves out of an English text: what asks for them all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from talentcast.matching.surfaces import Need

if TYPE_CHECKING:
    from talentcast.matching.surfaces import Token

    Span = tuple[int, int]

#: Right before or after a name these ask for it.
_ASKED_BEFORE = re.compile(
    r"(?:experience(?:d)? (?:with|in|of|using)|knowledge (?:of|in)|familiar(?:ity)? with|"
    r"proficien(?:t|cy) (?:in|with)|expert(?:ise)? (?:in|with)|understanding of|skilled in|"
    r"skills in|fluent in|background in|command of|versed in) (?:[a-z+#.-]+ ){0,2}$"
)
#: One of these is always among them.
_ASKED_WORDS = (" with ", " in ", " of ", " using ")
_ASKED_AFTER = re.compile(
    r" (?:[a-z]+ )?(?:(?:is|are|would be|will be) (?:an? )?(?:[a-z]+ )?"
    r"(?:plus|bonus|asset|advantage|required|preferred|desirable|essential|must|mandatory)\b|"
    r"(?:required|preferred|desirable|essential)\b)"
)
_REACH = 48

#: What joins the members of a list, and how many make one.
JOIN = re.compile(r" ?(?:[,;/&]|\band\b|\bor\b|, ?(?:and|or)\b) ?")
_LISTED = 3

#: Imported lists name tasks and attitudes by verbs and nouns that every ad uses.
EVERYDAY = frozenset(
    "accompany amuse appliances attempt chant choose clean conduct continue "
    "decide delight design endeavor endeavour endure equipment experiment guide "
    "interview lecture persist process processes purchase reserve strive try".split()
)

#: How a sentence about what the reader of the ad will do begins.
_DUTIES = frozenset(
    "you you'll adjust administer advise analyse analyze answer apply arrange assemble assist "
    "audit automate book build calculate calibrate check clean close coach code collect commission "
    "configure control coordinate count create cut debug define deliver deploy design develop "
    "diagnose document draft draw drive edit enter ensure evaluate file fit fix generate handle "
    "help implement improve input inspect install integrate invoice issue keep lead load maintain "
    "make manage measure migrate model monitor move operate optimise optimize order organise "
    "organize oversee pack perform pick place plan post prepare present process produce program "
    "programme publish purchase receive reconcile record register repair replace report research "
    "resolve review ring run scan schedule search sell serve service set ship solve sort stock "
    "supervise support take teach test track train translate troubleshoot type update upgrade use "
    "verify weld wire work write".split()
)


def tells_duty(first: str) -> bool:
    """Say whether a sentence tells the reader of the ad what to do, by its first word.

    Examples
    --------
    >>> tells_duty("Maintain"), tells_duty("Our")
    (True, False)
    """
    return first.lower() in _DUTIES


def is_everyday(surface: str, token: Token) -> bool:
    """Say whether a listed task or attitude is only an everyday word.

    Examples
    --------
    >>> from talentcast.matching.surfaces import Code, Token
    >>> is_everyday("design", Token(Code.SKILL, "esco.1", "hard"))
    True
    >>> is_everyday("design", Token(Code.SKILL, "esco.1", "tool"))
    False
    """
    return surface in EVERYDAY and token.kind in ("hard", "soft") and ":" not in token.skill_id


def is_tool_by_name(name: str, token: Token, known_kind: str) -> bool:
    """Say whether a listed tool can be nothing else, by how it is written.

    Parameters
    ----------
    name : str
        As given.
    token : Token
    known_kind : str
        Its kind in the bundled names.

    Examples
    --------
    >>> from talentcast.matching.surfaces import Code, Token
    >>> tool = Token(Code.SKILL, "tool.autocad", "tool")
    >>> is_tool_by_name("AutoCAD", tool, "tool"), is_tool_by_name("autocad", tool, "tool")
    (True, False)
    """
    is_listed = token.kind == "tool" and ":" not in token.skill_id and known_kind == "tool"
    return is_listed and token.need == Need.NOTHING and any(char.isupper() for char in name)


def is_asked_outright(plain: str, start: int, end: int) -> bool:
    """Say whether the words right around a name ask for it.

    Examples
    --------
    >>> is_asked_outright("experience with sql", 16, 19), is_asked_outright("sql is a plus", 0, 3)
    (True, True)
    >>> is_asked_outright("we love sql", 8, 11)
    False
    """
    if _ASKED_AFTER.match(plain, end):
        return True
    before = plain[max(0, start - _REACH) : start]
    return any(word in before for word in _ASKED_WORDS) and bool(_ASKED_BEFORE.search(before))


def in_lists(plain: str, spans: Sequence[Span]) -> list[bool]:
    """Say which names stand in a list of at least three, joined by commas, slashes, and, or.

    One comma or more must be among the signs.

    Examples
    --------
    >>> in_lists("sql, php and css", [(0, 3), (5, 8), (13, 16)]), in_lists("sql", [(0, 3)])
    ([True, True, True], [False])
    """
    runs: list[list[int]] = []
    for i, (start, _) in enumerate(spans):
        if runs and JOIN.fullmatch(plain, spans[i - 1][1], start):
            runs[-1].append(i)
        else:
            runs.append([i])
    return [
        len(run) >= _LISTED and "," in plain[spans[run[0]][0] : spans[run[-1]][1]]
        for run in runs
        for _ in run
    ]
