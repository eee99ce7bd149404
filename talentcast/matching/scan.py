"""One pass over an ad: what the surfaces found in it mean where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable

from talentcast.matching import cues
from talentcast.matching.patterns import (
    english_task_start,
    is_task_end,
    task_start,
    task_surface,
)
from talentcast.matching.sections import SKIPPED, is_heading
from talentcast.matching.surfaces import CONFIDENCE, Code, Need, Token
from talentcast.matching.taxonomy import OPEN_PREFIX, OPEN_TOOL_PREFIX

#: start, end, skill id, required, confidence, kind, category.
Found = tuple[int, int, str, bool, float, str, str]

#: Confidence of what patterns find (precision on the building part of the annotations, rounded).
TASK_CONFIDENCE = 0.7
NOUN_CONFIDENCE = 0.6
SHARED_CONFIDENCE = 0.5
OPEN_TOOL_CONFIDENCE = 0.6

_CONJUNCTIONS = frozenset("、/和与及,")

#: A name of a tool that no table lists: starts with a letter, may hold digits and signs.
_UNLISTED = r"([a-z][a-z0-9]*(?:[.+#-][a-z0-9+#]+)*[+#]*)"
_UNLISTED_HERE = re.compile(r"(?:[使运应]用|操作|掌握|运用)?\s*" + _UNLISTED)
_UNLISTED_NEXT = re.compile(r"\s*[、/,\\|]\s*" + _UNLISTED)
_UNLISTED_PREVIOUS = re.compile(r"(?<![a-z0-9])" + _UNLISTED + r"\s*[、/,\\|]\s*$")

#: Short forms in ads that are no tools.
_NOT_TOOLS = frozenset(
    "it hr app web pc ui ue ux api apis b b2b b2c o2o p2p vip ceo cto cfo coo bug bugs qq id ip kpi okr "
    "gmv roi ok demo offer title base leader boss team ppt jd pm qa dev sit uat pro max h hc cv "
    "and or etc in of to the a an with for on at as is r d rd ba po pmo tl bd gr pr ipo mba emba "
    "phd wap server client i ii iii x y z n m k w s t e c g p tob toc tog saas paas iaas ai ml "
    "cet npc fps rpg moba 3d 2d poi".split()
)


class Scanner:
    """The automaton of all surfaces and what each stands for.

    Parameters
    ----------
    tokens : dict of str to Token
        Surface in normal form -> what it stands for.
    """

    def __init__(self, tokens: dict[str, Token]) -> None:
        from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick, Implementation

        self._tokens = list(tokens.values())
        self._surfaces = tokens
        self._automaton = AhoCorasick(
            list(tokens),
            matchkind=MATCHKIND_LEFTMOST_LONGEST,
            implementation=Implementation.ContiguousNFA,
        )

    def scan(self, given: str, plain: str, *, is_title: bool) -> list[Found]:
        """Find every mention in one field.

        Parameters
        ----------
        given, plain : str
            The field as given and in normal form; the same length.
        is_title : bool

        Returns
        -------
        list of tuple
            start, end, skill id, required, confidence, kind, category; in order of start.
        """
        state = _Pass(given, plain, self._surfaces, is_title=is_title)
        actions = state.actions()
        tokens = self._tokens
        for number, start, end in self._automaton.find_matches_as_indexes(plain):
            token = tokens[number]
            if plain[start].isascii() and cues.is_inside_word(plain, start, end):
                continue
            actions[token.code](token, start, end)
            if state.is_over:
                break
        return state.finish()


class _Pass:
    """State of one pass; lives as long as one field is read."""

    __slots__ = (
        "found", "given", "is_over", "is_preferred", "is_title", "known", "negated_from", "part",
        "plain", "preferred_from", "skip_until", "surfaces", "unlisted",
    )  # fmt: skip

    def __init__(
        self, given: str, plain: str, surfaces: dict[str, Token], *, is_title: bool
    ) -> None:
        self.given = given
        self.plain = plain
        self.surfaces = surfaces
        self.is_title = is_title
        self.found: list[Found] = []
        self.part = "lead"
        self.is_preferred = False
        self.is_over = False
        self.known = -1
        self.negated_from = -1
        self.preferred_from = -1
        self.skip_until = -1
        self.unlisted: list[tuple[int, int]] = []

    def actions(self) -> list[Callable[[Token, int, int], None]]:
        """Return what to do with a token, by its code."""
        return [
            self.skill, self.verb, self.noun, self.know, self.heading, self.preferred,
            self.negation, self.negated, self.major, self.benefit, self.english_head,
        ]  # fmt: skip

    def _add(self, start: int, end: int, token: Token, identity: str, confidence: float) -> None:
        if start < self.skip_until or self.part in SKIPPED:
            return
        if self.negated_from >= 0:
            if not cues.CLAUSE_END.search(self.plain, self.negated_from, start):
                return
            self.negated_from = -1
        required = not self.is_preferred
        if self.preferred_from >= 0:
            if cues.SENTENCE_END.search(self.plain, self.preferred_from, start):
                self.preferred_from = -1
            else:
                required = False
        self.found.append((start, end, identity, required, confidence, token.kind, token.category))

    def skill(self, token: Token, start: int, end: int) -> None:
        """Take a name of the taxonomy if it has around it what it needs."""
        need = token.need
        if need and not self._has(need, start, end):
            return
        self._add(start, end, token, token.skill_id, CONFIDENCE[need])

    def _has(self, need: Need, start: int, end: int) -> bool:
        plain = self.plain
        if need is Need.KNOWN:
            return cues.has_know_cue(plain, start, end, self.known)
        if need is Need.ABILITY:
            return cues.has_ability_cue(plain, start, end, self.known)
        if need is Need.TRAIT:
            return self.part != "duties" or cues.has_attitude_cue(plain, start, end, is_duty=True)
        if need is Need.ATTITUDE:
            is_duty = self.part == "duties"
            return cues.has_attitude_cue(plain, start, end, is_duty=is_duty)
        if need is Need.LANGUAGE:
            return cues.is_listed_language(plain, start, end)
        return cues.is_name_in_english(self.given, plain, start, end)

    def verb(self, token: Token, start: int, end: int) -> None:
        """Take a task verb with the object before it, or one that is stated as an ability."""
        last = self.found[-1] if self.found else None
        begin = task_start(self.plain, start, end)
        if last is not None and last[1] == start and last[5] == "tool":
            begin = -1
        if begin >= 0:
            self._task(begin, end, token, TASK_CONFIDENCE)
        elif last is not None and last[1] == start - 1 and last[5] == "hard":
            self._shared(last, token, start, end)

    def _task(self, start: int, end: int, token: Token, confidence: float) -> None:
        surface = task_surface(self.plain[start:end])
        listed = self.surfaces.get(surface)
        if listed is not None and listed.code is Code.SKILL:
            self._add(start, end, listed, listed.skill_id, CONFIDENCE[Need.NOTHING])
            return
        if self.found:
            last = self.found[-1]
            if last[0] == start and last[2].startswith(OPEN_PREFIX):
                self.found.pop()
        self._add(start, end, _task_token(token), OPEN_PREFIX + surface, confidence)

    def _shared(self, last: Found, token: Token, start: int, end: int) -> None:
        """Take the second verb of 需求分析和设计 with the object of the first, if listed."""
        if self.plain[start - 1] not in _CONJUNCTIONS or not is_task_end(self.plain, end):
            return
        whole = self.plain[last[0] : last[1] - (end - start)] + self.plain[start:end]
        listed = self.surfaces.get(whole)
        if listed is not None and listed.code is Code.SKILL:
            self._add(start, end, listed, listed.skill_id, SHARED_CONFIDENCE)

    def noun(self, token: Token, start: int, end: int) -> None:
        """Take a plan, report or strategy with what it is about."""
        begin = task_start(self.plain, start, end)
        if begin >= 0:
            self._task(begin, end, token, NOUN_CONFIDENCE)

    def english_head(self, token: Token, start: int, end: int) -> None:
        """Take an English task head with the noun before it."""
        begin = english_task_start(self.plain, start)
        if begin >= 0:
            self._task(begin, end, token, TASK_CONFIDENCE)

    def know(self, token: Token, start: int, end: int) -> None:
        """Remember a cue of knowledge; an unlisted name may follow it."""
        self.known = end
        follows = _UNLISTED_HERE.match(self.plain, end)
        if follows:
            self.unlisted.append(follows.span(1))

    def heading(self, token: Token, start: int, end: int) -> None:
        """Begin another part of the ad."""
        if is_heading(self.plain, start, end):
            self.part = token.heading
            self.is_preferred = token.heading == "preferred"
            self.is_over = token.heading == "metadata"
            self.known = self.negated_from = self.preferred_from = self.skip_until = -1
        elif token.heading == "preferred":
            self.preferred(token, start, end)

    def preferred(self, token: Token, start: int, end: int) -> None:
        """Mark what the clause names as preferred only."""
        plain = self.plain
        if plain[start].isascii():
            if plain.startswith(("preferably", "ideally"), start):
                self.preferred_from = end
                return
            begin = cues.sentence_start(plain, start)
        else:
            begin = cues.preferred_start(plain, start)
        for i in range(len(self.found) - 1, -1, -1):
            one = self.found[i]
            if one[0] < begin:
                break
            self.found[i] = (*one[:3], False, *one[4:])

    def negation(self, token: Token, start: int, end: int) -> None:
        """What follows in the clause is not asked for."""
        if not self.plain[start].isascii() or _is_english_negation(self.plain, end):
            self.negated_from = end

    def negated(self, token: Token, start: int, end: int) -> None:
        """What came before in the clause is not asked for; so with what follows."""
        self._drop(cues.clause_start(self.plain, start))
        self.negated_from = end

    def _drop(self, begin: int, kinds: tuple[str, ...] = ()) -> None:
        keep = len(self.found)
        while keep and self.found[keep - 1][0] >= begin:
            keep -= 1
        tail = [one for one in self.found[keep:] if kinds and one[5] not in kinds]
        self.found[keep:] = tail

    def major(self, token: Token, start: int, end: int) -> None:
        """Drop fields of study: they are no skills."""
        if cues.is_major(self.plain, end):
            self._drop(cues.majors_start(self.plain, start), ("knowledge", "hard"))

    def benefit(self, token: Token, start: int, end: int) -> None:
        """Drop a sentence about what the employer offers."""
        self._drop(cues.sentence_start(self.plain, start))
        stop = cues.SENTENCE_END.search(self.plain, end)
        self.skip_until = stop.start() if stop else len(self.plain)

    def finish(self) -> list[Found]:
        """Add unlisted tools and return the mentions in order."""
        for span in self._open_tools():
            start, end = span
            token = Token(Code.SKILL, kind="tool")
            self._add_open(start, end, token)
        self.found.sort(key=lambda one: (one[0], -one[1]))
        return self.found

    def _open_tools(self) -> list[tuple[int, int]]:
        taken = {one[0] for one in self.found}
        spans = [span for span in self.unlisted if span[0] not in taken]
        for one in self.found:
            if one[5] != "tool":
                continue
            follows = _UNLISTED_NEXT.match(self.plain, one[1])
            if follows and follows.start(1) not in taken:
                spans.append(follows.span(1))
            before = _UNLISTED_PREVIOUS.search(self.plain, max(0, one[0] - 24), one[0])
            if before:
                spans.append(before.span(1))
        return spans

    def _add_open(self, start: int, end: int, token: Token) -> None:
        surface = self.plain[start:end]
        if end - start < 2 or surface in _NOT_TOOLS or surface in self.surfaces:
            return
        if any(one[0] < end and start < one[1] for one in self.found):
            return
        if _is_english_word(self.given, self.plain, start, end):
            return
        self.negated_from = self.preferred_from = -1
        self.found.append(
            (start, end, OPEN_TOOL_PREFIX + surface, True, OPEN_TOOL_CONFIDENCE, "tool", "")
        )


def _task_token(token: Token) -> Token:
    return Token(Code.SKILL, kind="hard", category=token.category)


def _is_english_negation(plain: str, end: int) -> bool:
    stop = cues.SENTENCE_END.search(plain, end)
    rest = plain[end : stop.start() if stop else len(plain)]
    return "required" in rest or "necessary" in rest or "needed" in rest or "need" in rest


def _is_english_word(given: str, plain: str, start: int, end: int) -> bool:
    """Say whether an unlisted word is plain English: lower case among other English words."""
    right = plain[end : end + 2].lstrip(" ")[:1]
    left = plain[max(0, start - 2) : start].rstrip(" ")[-1:]
    english = (right.isascii() and right.isalpha()) or (left.isascii() and left.isalpha())
    word = given[start:end]
    return (english or plain.isascii()) and not (word[1:] != word[1:].lower() or word.isupper())
