"""What was found in some fields: one row a mention, as arrays, and how each was found."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from talentcast.matching.characters import Codes, Numbers
from talentcast.matching.open_skills import OpenSkills
from talentcast.matching.patterns import task_category, task_surface
from talentcast.matching.phrases import Phrases
from talentcast.matching.skill_words import VERBS
from talentcast.matching.surface_table import SurfaceTable
from talentcast.matching.surfaces import Token, open_token, with_confidence
from talentcast.matching.taxonomy import (
    OPEN_CERTIFICATE_PREFIX,
    OPEN_KNOWLEDGE_PREFIX,
    OPEN_PREFIX,
    OPEN_TOOL_PREFIX,
    OPEN_TRAIT_PREFIX,
)


class How(IntEnum):
    """How a mention was found."""

    NAME = 0
    SHARED = 1
    TASK = 2
    PLAN = 3
    TRAIT = 4
    BARE_VERB = 5
    KNOWLEDGE = 6
    TOOL = 7
    OTHER = 8
    CERTIFICATE = 9
    DUTY = 10
    MEMBER = 11


#: Prefix of the id, kind and confidence of what no table lists (precision on the building part of
#: the annotations, rounded).
_OPEN = {
    How.TASK: (OPEN_PREFIX, "hard", 0.7),
    How.PLAN: (OPEN_PREFIX, "hard", 0.6),
    How.DUTY: (OPEN_PREFIX, "hard", 0.5),
    How.MEMBER: (OPEN_PREFIX, "hard", 0.5),
    How.TRAIT: (OPEN_TRAIT_PREFIX, "soft", 0.5),
    How.BARE_VERB: (OPEN_PREFIX, "hard", 0.5),
    How.KNOWLEDGE: (OPEN_KNOWLEDGE_PREFIX, "knowledge", 0.5),
    How.TOOL: (OPEN_TOOL_PREFIX, "tool", 0.6),
    How.CERTIFICATE: (OPEN_CERTIFICATE_PREFIX, "certificate", 0.6),
}
SHARED_CONFIDENCE = 0.5


class SkillNumbers:
    """Numbers of skills: first those of the taxonomy, then every other one as it is met.

    Parameters
    ----------
    listed : int
        How many skills the taxonomy has.

    Attributes
    ----------
    opened : OpenSkills
        Those that no table lists, numbered from 0.
    tasks : Phrases
        Objects with their verbs, as far as met: ads repeat themselves.
    made : array of int
        What each of them makes (`tasks.Tasks`).
    tokens : list of Token
        What mentions found in other ways stand for, by number (`How.OTHER`).
    """

    def __init__(self, listed: int) -> None:
        self.listed = listed
        self.opened = OpenSkills()
        self.tasks = Phrases()
        self.made = np.zeros(0, np.int64)
        self.tokens: list[Token] = []
        self._others: dict[Token, int] = {}

    def open(self, identity: str) -> int:
        """Return the number of a skill that no table lists."""
        return self.listed + self.opened.number_of(identity)

    def open_at(self, prefix: str, codes: Codes, start: Numbers, end: Numbers) -> Numbers:
        """Return the numbers of skills that no table lists, by where they stand in a text."""
        return self.listed + self.opened.at(prefix, codes, start, end)

    def number_of(self, token: Token) -> int:
        """Return the number of what a mention found in another way stands for."""
        number = self._others.setdefault(token, len(self.tokens))
        if number == len(self.tokens):
            self.tokens.append(token)
        return number


class Mentions:
    """Mentions, in the order in which they were found.

    Parameters
    ----------
    columns : array of int, shape (7, n)
        The attributes, in their order; kept in 32 bits.

    Attributes
    ----------
    field, start, end : array of int
        Number of the field, and where in the joined text the mention stands.
    number : array of int
        The surface that it is, or that ends it.
    skill, kind, how : array of int
        Number of the skill, of its kind (`surface_table.KIND_NUMBERS`), and a `How`.
    """

    def __init__(self, columns: Numbers) -> None:
        self.columns = columns = columns.astype(np.int32, copy=False)
        self.field, self.start, self.end, self.number, self.skill, self.kind, self.how = columns

    def take(self, chosen: Numbers) -> Mentions:
        """Return some of them."""
        return Mentions(self.columns.take(chosen, axis=1))

    def followed_by(self, *others: Mentions) -> Mentions:
        """Return these and others, field by field."""
        parts = [self.columns, *(one.columns for one in others)]
        order = np.argsort(np.concatenate([part[0] for part in parts]), kind="stable")
        columns = np.empty((len(self.columns), len(order)), np.int32)
        for place, column in enumerate(columns):
            joined = np.concatenate([part[place] for part in parts])
            joined.take(order, out=column, mode="clip")
        return Mentions(columns)


def token_of(
    table: SurfaceTable, names: SkillNumbers, how: int, number: int, surface: str
) -> Token:
    """Return what a mention stands for.

    Parameters
    ----------
    table : SurfaceTable
    names : SkillNumbers
    how, number : int
        As in `Mentions`.
    surface : str
        What stands there, in normal form.
    """
    if how == How.NAME:
        return table.tokens[number]
    if how == How.OTHER:
        return names.tokens[number]
    if how == How.SHARED:
        return with_confidence(table.tokens[number], SHARED_CONFIDENCE)
    prefix, kind, confidence = _OPEN[How(how)]
    category = ""
    if how == How.BARE_VERB:
        category = VERBS[surface]
    elif how == How.MEMBER:
        category = task_category(surface)
    elif how in {How.TASK, How.PLAN, How.DUTY}:
        surface = task_surface(surface)
        category = table.activities.get(number) or table.tokens[number].category
    return open_token(prefix, surface, kind, category, confidence)
