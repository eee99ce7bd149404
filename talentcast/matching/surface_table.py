"""What is known of every surface, as arrays by its number."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from talentcast.matching.characters import Codes, Numbers
from talentcast.matching.english_tables import KnownNames
from talentcast.matching.english_vocabulary import Vocabulary
from talentcast.matching.list_verbs import LIST_VERBS
from talentcast.matching.phrases import Phrases
from talentcast.matching.sections import SKIPPED
from talentcast.matching.skill_words import (
    BENEFITS,
    DUTY_ACTIVITIES,
    NOT_DUTY_VERBS,
    PEOPLE_VERBS,
    SPECIFIC_VERBS,
    VERBS,
)
from talentcast.matching.surfaces import Code, Need, Token
from talentcast.matching.surroundings import Surroundings

#: Kinds of skills that rules ask for, by number; every other kind is 0.
TOOL, HARD, KNOWLEDGE, LANGUAGE = 1, 2, 3, 4
KIND_NUMBERS = {"tool": TOOL, "hard": HARD, "knowledge": KNOWLEDGE, "language": LANGUAGE}

#: What a surface can be, as bits: one that can end a task, one that can begin a duty, a name of a
#: skill, one that is no mark (a verb of duties only, an everyday word).
TASK_WORD, BEGINS_DUTY, NAME, NO_MARK = (1 << place for place in range(4))
FLAGS = 1 << 4

#: What is looked up of all marks at once: the code of a surface, what it needs, and whether it is a
#: name of a skill that begins duties.
CODE, NEED, ACTIVITY = 0x0F, 0x70, 0x80
NEED_PLACE = 4

#: Parts of an ad by number; a heading opens one.
PARTS = (
    "lead", "duties", "requirements", "preferred", "benefits", "company", "information", "metadata",
)  # fmt: skip

SKIPPED_PARTS = np.array([part in SKIPPED for part in PARTS])


class SurfaceTable:
    """Every surface in normal form, by number.

    Parameters
    ----------
    tokens : dict of str to Token
    known : KnownNames, optional
        English names that help to read English texts (`english_names`).

    Attributes
    ----------
    by_surface : dict of str to Token
    numbers : dict of str to int
    phrases : Phrases
        The same.
    tokens : list of Token
    vocabulary : Vocabulary
        English words met so far, and the names above.
    code, kind, skill, part : array of int
        What a surface is; number of its kind; which of `skill_ids`; the part that it opens.
    about : array of uint8
        What a surface is (`CODE`), what it needs (`NEED`), and whether it begins duties
        (`ACTIVITY`), as bits.
    is_latin, is_task_word, is_duty, is_benefit : array of bool
        Whether it begins with an ASCII character; can end a task, whatever else it is; can begin a
        duty; is a word about what the employer offers.
    is_list_verb : array of bool
        Whether it is a verb that may stand alone in a list.
    is_people_verb, is_specific_verb, has_de : array of bool
        Whether it is a verb whose object may be people; is one whose object may be a plain word
        (项目验收, but not 项目管理); holds 的.
    flags : array of uint8
        The same as bits, and whether it is a name of a skill or no mark at all.
    surroundings : Surroundings
        What the characters around a surface say of it.
    skill_ids : list of str
    skill_numbers : dict of str to int
    activities : dict of int to str
        Names of skills that are task verbs too, and the category of the verb.
    """

    def __init__(self, tokens: dict[str, Token], known: KnownNames | None = None) -> None:
        self.vocabulary = Vocabulary(known or KnownNames())
        tokens = dict(sorted(tokens.items(), key=lambda one: one[1].code))  # names first
        self.by_surface = tokens
        self.numbers = {surface: number for number, surface in enumerate(tokens)}
        self.phrases = Phrases(tokens)
        self.tokens = list(tokens.values())
        self.code = self._column([token.code for token in self.tokens], np.int8)
        self._names = int((self.code == Code.SKILL).sum())
        self.about = self._column(
            [
                token.code
                + (token.need << NEED_PLACE)
                + ACTIVITY * (token.code == Code.SKILL and surface in DUTY_ACTIVITIES)
                for surface, token in tokens.items()
            ],
            np.uint8,
        )
        self.kind = self._column(
            [KIND_NUMBERS.get(token.kind, 0) for token in self.tokens], np.int8
        )
        self.part = self._column(
            [PARTS.index(token.heading) if token.heading else 0 for token in self.tokens], np.int8
        )
        self.skill_numbers: dict[str, int] = {}
        numbers = self.skill_numbers
        skills = [numbers.setdefault(token.skill_id, len(numbers)) for token in self.tokens]
        self.skill = self._column(skills, np.int32)
        self.skill_ids = list(numbers)
        self.is_latin = self._column([surface[0].isascii() for surface in tokens], bool)
        self.activities = {
            self.numbers[surface]: VERBS[surface]
            for surface, token in tokens.items()
            if token.need == Need.ABILITY and surface in VERBS
        }
        self.is_task_word = np.isin(self.code, (Code.VERB, Code.NOUN))
        self.is_task_word[list(self.activities)] = True
        self.is_duty = (self.code == Code.DUTY) | (
            (self.code == Code.VERB)
            & self._column([surface not in NOT_DUTY_VERBS for surface in tokens], bool)
        )
        self.flags = self._column(
            self.is_task_word * TASK_WORD
            + self.is_duty * BEGINS_DUTY
            + (self.code == Code.SKILL) * NAME
            + (self.code >= Code.DUTY) * NO_MARK,
            np.uint8,
        )
        self.surroundings = Surroundings(list(tokens), self.is_latin, self.is_task_word)
        self.is_list_verb = self._column([surface in LIST_VERBS for surface in tokens], bool)
        self.is_benefit = self._column([surface in BENEFITS for surface in tokens], bool)
        self.is_people_verb = self._column([surface in PEOPLE_VERBS for surface in tokens], bool)
        self.is_specific_verb = self._column(
            [surface in SPECIFIC_VERBS for surface in tokens], bool
        )
        self.has_de = self._column(["的" in surface for surface in tokens], bool)

    @staticmethod
    def _column(values: list[int], kind: npt.DTypeLike) -> npt.NDArray[Any]:
        return np.array(values, kind)

    def listed(self, surface: str) -> int:
        """Return the number of a name of a skill, or -1."""
        number = self.numbers.get(surface, -1)
        return number if number < self._names else -1

    def listed_at(self, codes: Codes, start: Numbers, end: Numbers) -> Numbers:
        """Return for stretches of a text the number of the name of a skill that each is, or -1."""
        number = self.phrases.find(codes, start, end)
        number[number >= self._names] = -1
        return number
