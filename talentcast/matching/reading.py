"""The state of one pass over a field of an ad: its part, cues, negation, what was found."""

from __future__ import annotations

from collections.abc import Callable

from talentcast.matching import cues, unlisted
from talentcast.matching.english_names import read_field
from talentcast.matching.english_tables import KnownNames
from talentcast.matching.patterns import (
    CONJUNCTIONS,
    can_stand_as_task,
    english_task_start,
    object_start,
    task_surface,
    trait_start,
)
from talentcast.matching.sections import SKIPPED, is_heading
from talentcast.matching.skill_words import BENEFITS, VERBS
from talentcast.matching.surfaces import (
    Code,
    Need,
    Token,
    open_token,
    verb_token,
    with_confidence,
)
from talentcast.matching.taxonomy import (
    OPEN_KNOWLEDGE_PREFIX,
    OPEN_PREFIX,
    OPEN_TOOL_PREFIX,
    OPEN_TRAIT_PREFIX,
)

#: start, end, what stands there.
Found = tuple[int, int, Token]

#: Confidence of what patterns find (precision on the building part of the annotations, rounded).
TASK_CONFIDENCE = 0.7
NOUN_CONFIDENCE = 0.6
OPEN_CONFIDENCE = 0.6
SHARED_CONFIDENCE = 0.5

_LIST_SIGNS = frozenset("、/,\\| ")


class Reading:
    """State of one pass; lives as long as one field is read.

    Attributes
    ----------
    found : list of (start, end, Token)
    preferred : list of (start, end)
        Where mentions are preferred only.
    is_guarded : bool
        Whether a mention must be checked against negation and skipped sentences.
    is_skipping : bool
        Whether the part of the ad names no skills that are asked for.
    is_over : bool
    """

    __slots__ = (
        "_given", "_is_title", "_known", "_known_names", "_known_until", "_negated_from",
        "_part", "_plain", "_skip_until", "_spans", "_surfaces", "found", "is_guarded",
        "is_over", "is_skipping", "preferred_spans",
    )  # fmt: skip

    def __init__(
        self,
        given: str,
        plain: str,
        surfaces: dict[str, Token],
        known_names: KnownNames,
        *,
        is_title: bool,
    ) -> None:
        self._given = given
        self._plain = plain
        self._surfaces = surfaces
        self._known_names = known_names
        self._is_title = is_title
        self._part = "lead"
        self._known = self._known_until = self._negated_from = self._skip_until = -1
        self._spans: list[tuple[int, int, int]] = []
        self.found: list[Found] = []
        self.preferred_spans: list[tuple[int, int]] = []
        self.is_guarded = False
        self.is_skipping = False
        self.is_over = False

    def is_required(self, start: int) -> bool:
        """Say whether what begins at a place is required, not only preferred."""
        for begin, end in self.preferred_spans:  # a loop: this runs for every mention
            if begin <= start < end:
                return False
        return True

    def _add(self, start: int, end: int, token: Token) -> None:
        if self.is_guarded:
            if start < self._skip_until:
                return
            if self._negated_from >= 0:
                if not cues.CLAUSE_END.search(self._plain, self._negated_from, start):
                    return
                self._negated_from = -1
            self.is_guarded = False
        self.found.append((start, end, token))

    def skill(self, token: Token, start: int, end: int) -> None:
        """Take a name of the taxonomy if it has around it what it needs."""
        if token.need == Need.ABILITY and self._activity(start, end):
            return
        if not token.need or self._has(token.need, start, end):
            self._add(start, end, token)

    def _has(self, need: Need, start: int, end: int) -> bool:
        plain = self._plain
        if need == Need.KNOWN:
            return cues.has_know_cue(plain, start, end, self._known)
        if need == Need.ABILITY:
            return cues.has_ability_cue(plain, start, end, self._known)
        if need == Need.TRAIT:
            return self._part != "duties" or cues.has_attitude_cue(plain, start, end, is_duty=True)
        if need == Need.ATTITUDE:
            is_duty = self._part == "duties"
            return cues.has_attitude_cue(plain, start, end, is_duty=is_duty)
        if need == Need.LANGUAGE:
            return cues.is_listed_language(plain, start, end)
        if self.found and self.found[-1][1] >= start - 2 and self.found[-1][2].kind == "tool":
            return True
        return cues.is_name_in_english(self._given, plain, start, end)

    def verb(self, token: Token, start: int, end: int) -> None:
        """Take a task verb with the object before it.

        It can end a task, as far as the characters around it say (`TextSigns.may_end_task`).
        """
        found = self.found
        if found and found[-1][1] == start and found[-1][2].kind == "tool":
            return
        if self._plain[start - 1] in CONJUNCTIONS:
            if found and found[-1][1] == start - 1 and found[-1][2].kind == "hard":
                self._shared(found[-1], start, end)
            return
        begin = object_start(self._plain, start, end)
        if begin >= 0:
            self._task(begin, end, token, TASK_CONFIDENCE)

    def _activity(self, start: int, end: int) -> bool:
        """Take the name of an activity as a task verb, if it is one and has an object."""
        verb, before = self._plain[start:end], len(self.found)
        if verb in VERBS and can_stand_as_task(self._plain, start, end):
            self.verb(verb_token(verb), start, end)
        return len(self.found) > before

    def _task(self, start: int, end: int, token: Token, confidence: float) -> None:
        surface = task_surface(self._plain[start:end])
        listed = self._surfaces.get(surface)
        if listed is not None and listed.code == Code.SKILL:
            self._add(start, end, listed)
            return
        if self.found:
            last = self.found[-1]
            if last[0] == start and last[2].skill_id.startswith(OPEN_PREFIX):
                self.found.pop()
        self._add(start, end, open_token(OPEN_PREFIX, surface, "hard", token.category, confidence))

    def _shared(self, last: Found, start: int, end: int) -> None:
        """Take the second verb of 需求分析和设计 with the object of the first, if listed."""
        plain = self._plain
        whole = plain[last[0] : last[1] - (end - start)] + plain[start:end]
        listed = self._surfaces.get(whole)
        if listed is not None and listed.code == Code.SKILL:
            self._add(start, end, with_confidence(listed, SHARED_CONFIDENCE))

    def noun(self, token: Token, start: int, end: int) -> None:
        """Take a plan, report or strategy with what it is about."""
        if self._plain[start - 1] in CONJUNCTIONS:
            return
        begin = object_start(self._plain, start, end)
        if begin >= 0:
            self._task(begin, end, token, NOUN_CONFIDENCE)

    def english_head(self, token: Token, start: int, end: int) -> None:
        """Take an English task head with the noun before it."""
        begin = english_task_start(self._plain, start)
        if begin >= 0:
            self._task(begin, end, token, TASK_CONFIDENCE)

    def trait(self, token: Token, start: int, end: int) -> None:
        """Take a noun before 能力, 精神, 意识 that names a trait."""
        if self._part == "duties" or (self.found and self.found[-1][1] >= start - 1):
            return
        begin = trait_start(self._plain, start, end)
        if begin >= 0:
            surface = self._plain[begin:end]
            self._add(begin, end, open_token(OPEN_TRAIT_PREFIX, surface, "soft", "", 0.5))

    def know(self, end: int, stop: int, held: int) -> None:
        """Remember a cue of knowledge, how far it reaches, and what there is (`span_signs`)."""
        self._known = end
        if end >= self._known_until and not self.is_guarded and not self._is_title:
            self._known_until = stop
            if held:
                self._spans.append((end, stop, held))

    def heading(self, token: Token, start: int, end: int) -> None:
        """Begin another part of the ad."""
        if not is_heading(self._plain, start, end):
            if token.heading == "preferred" and not self.is_skipping:
                self.preferred(token, start, end)
            elif self._plain[start:end] in BENEFITS:
                self.benefit(token, start, end)
            return
        if self._part == "preferred":
            self.preferred_spans[-1] = (self.preferred_spans[-1][0], start)
        self._part = token.heading
        if self._part == "preferred":
            self.preferred_spans.append((end, len(self._plain)))
        self.is_skipping = self._part in SKIPPED
        self.is_over = self._part == "metadata"
        self._known = self._known_until = self._negated_from = self._skip_until = -1
        self.is_guarded = self.is_skipping

    def preferred(self, token: Token, start: int, end: int) -> None:
        """Mark what the clause names as preferred only."""
        plain = self._plain
        if plain[start].isascii():
            begin = cues.sentence_start(plain, start)
            if plain.startswith(("preferably", "ideally"), start):
                stop = cues.SENTENCE_END.search(plain, end)
                begin, end = end, stop.start() if stop else len(plain)
        else:
            begin = cues.preferred_start(plain, start)
        self.preferred_spans.append((begin, end))
        if self._part == "preferred":  # the heading's span stays last
            self.preferred_spans[-2:] = self.preferred_spans[:-3:-1]

    def negation(self, token: Token, start: int, end: int) -> None:
        """Skip what follows in the clause: it is not asked for."""
        if not self._plain[start].isascii() or cues.is_english_negation(self._plain, end):
            self._negated_from = end
            self.is_guarded = True

    def negated(self, token: Token, start: int, end: int) -> None:
        """Drop what the clause names: it is not asked for."""
        self._drop(cues.clause_start(self._plain, start))
        self._negated_from = end
        self.is_guarded = True

    def _drop(self, begin: int, kinds: tuple[str, ...] = ()) -> None:
        keep = len(self.found)
        while keep and self.found[keep - 1][0] >= begin:
            keep -= 1
        tail = [one for one in self.found[keep:] if kinds and one[2].kind not in kinds]
        self.found[keep:] = tail

    def major(self, token: Token, start: int, end: int) -> None:
        """Drop fields of study: they are no skills."""
        if cues.is_major(self._plain, end):
            self._drop(cues.majors_start(self._plain, start), ("knowledge", "hard"))

    def benefit(self, token: Token, start: int, end: int) -> None:
        """Drop a sentence about what the employer offers."""
        self._drop(cues.sentence_start(self._plain, start))
        stop = cues.SENTENCE_END.search(self._plain, end)
        self._skip_until = stop.start() if stop else len(self._plain)
        self.is_guarded = True

    def finish(self) -> None:
        """Add names that no table lists, where cues or lists make them likely."""
        plain = self._plain
        starts = {one[0] for one in self.found}
        for begin, end, held in self._spans:
            if held & unlisted.LATIN:
                for start, stop in unlisted.latin_names(plain, begin, end, starts):
                    self._open(start, stop)
            if held != unlisted.LATIN:
                for start, stop in unlisted.chinese_terms(plain, begin, end):
                    if start not in starts:
                        self._open(start, stop)
        size = len(plain) - 2
        for _, end, token in tuple(self.found):
            if end >= size or plain[end] not in _LIST_SIGNS or token.kind != "tool":
                continue
            if end + 1 not in starts and end + 2 not in starts:
                span = unlisted.latin_neighbour(plain, end)
                if span is not None and span[0] not in starts:
                    self._open(*span)
        if cues.has_no_chinese(plain):
            names, is_title = self._known_names, self._is_title
            self.found = read_field(
                self._given, plain, self.found, self._surfaces, names, is_title=is_title
            )

    def _open(self, start: int, end: int) -> None:
        for begin, stop, _ in self.found:
            if begin < end and start < stop:
                return
        surface = self._plain[start:end]
        if surface in VERBS:
            token = open_token(OPEN_PREFIX, surface, "hard", VERBS[surface], 0.5)
        elif not surface[0].isascii():
            token = open_token(OPEN_KNOWLEDGE_PREFIX, surface, "knowledge", "", 0.5)
        elif surface in self._surfaces or unlisted.is_plain_english(
            self._given, self._plain, start, end
        ):
            return
        else:
            token = open_token(OPEN_TOOL_PREFIX, surface, "tool", "", OPEN_CONFIDENCE)
        self.found.append((start, end, token))


#: What to do with a surface, by its code; cues of knowledge come with their sentence
#: (`Reading.know`).
ACTIONS: dict[Code, Callable[[Reading, Token, int, int], None]] = {
    Code.SKILL: Reading.skill,
    Code.VERB: Reading.verb,
    Code.NOUN: Reading.noun,
    Code.HEADING: Reading.heading,
    Code.PREFERRED: Reading.preferred,
    Code.NEGATION: Reading.negation,
    Code.NEGATED: Reading.negated,
    Code.MAJOR: Reading.major,
    Code.BENEFIT: Reading.benefit,
    Code.ENGLISH_HEAD: Reading.english_head,
    Code.TRAIT: Reading.trait,
}
