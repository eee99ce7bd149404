"""English names of open skills with Chinese surfaces, put together from a table of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from talentcast.matching.taxonomy import WORD_COLUMNS
from talentcast.matching.text import key

if TYPE_CHECKING:
    import pandas as pd

#: What a word does in a name (docs/skills.md):
#: thing    what something is done to (client, wall);
#: form     what an action before it belongs to (plan, report; also management and planning);
#: action   what is done; beside another action joined with "and";
#: verb     the same, but what follows is always its object (collecting, writing);
#: quality  only before another word (large-scale, monthly).
ROLES = ("thing", "form", "action", "verb", "quality")

#: Roles of what is done, and may be done beside something else that is done.
_DONE = ("action", "verb")

#: An action of so many characters and more holds its object.
_WITH_OBJECT = 4

#: A run of signs that are no Chinese characters.
_PIECE = re.compile("[^\u4e00-\u9fff]+|[\u4e00-\u9fff]+")

#: What stands between the parts of a Latin run (mysql+php).
_JOINTS = re.compile(r"([/+& ])")

_CHINESE = re.compile("[\u4e00-\u9fff]")

#: Names of skills that stand for a group of things.
_GROUP = re.compile(
    r" and |, |\b(basics|branches|disciplines|makers|modes|operations|practice|rules|types|"
    r"varieties|work)$"
)

#: Names of tasks that begin with what is done (choosing products).
_DOING = re.compile(r"\w+ing \w")

#: Names of devices: a capital, then small letters only, in several words or in the plural.
_COMMON_NOUN = re.compile(r"[A-Z][a-z]+( [a-z]+)+$|[A-Z][a-z]+s$")

#: Words with such ends are no plurals, or stand in the plural before another word too.
_NO_PLURALS = (
    "ics", "ss", "is", "us", "news", "goods", "communications", "operations", "sales", "skills",
)  # fmt: skip


class Word(NamedTuple):
    """A word in English.

    Attributes
    ----------
    role : str
        One of `ROLES`.
    name : str
        Before another word: "document" in "document management".
    last : str
        As the last word: "documentation".
    doing : str
        Before its object: "collecting"; empty if it does not stand there.
    has_object : bool
        Whether its object is a part of it (标准制定, standard setting).
    """

    role: str
    name: str
    last: str
    doing: str = ""
    has_object: bool = False


class TaskNames:
    """Names of open skills, put together from words.

    Parameters
    ----------
    words : DataFrame, columns `WORD_COLUMNS`
        Without rows, no surface has a name.
    skills : DataFrame, columns name_zh, name_en, kind and, where there are any, aliases
        Their Chinese names are words too, where the words of the table make none of them; their
        Latin names are written as there.

    Examples
    --------
    >>> import pandas as pd
    >>> words = pd.DataFrame(
    ...     [("客户", "thing", "customer", "customers", ""), ("来电", "thing", "call", "calls", ""),
    ...      ("接听", "verb", "answering", "", "answering")], columns=list(WORD_COLUMNS))
    >>> skills = pd.DataFrame(columns=["name_zh", "name_en", "kind"])
    >>> names = TaskNames(words, skills)
    >>> names.english("接听客户来电"), names.english("客户接听"), names.english("客户拜访")
    ('answering customer calls', 'customer answering', '')
    """

    def __init__(self, words: pd.DataFrame, skills: pd.DataFrame) -> None:
        self._spellings = _spellings(skills)
        self._words: dict[str, Word] = {}
        self._longest = 0
        self._learn(_table_words(words))
        if self._words:
            self._learn({zh: word for zh, word in _skill_words(skills) if not self.english(zh)})

    def _learn(self, words: dict[str, Word]) -> None:
        self._words = words | self._words
        self._longest = max(map(len, self._words), default=0)

    def english(self, surface: str) -> str:
        """Return the English name of a surface in normal form, or an empty text.

        It is empty where a Chinese part is no known word, the words make no name, or there is
        nothing Chinese.
        """
        if not self._words or not _CHINESE.search(surface):
            return ""
        words: list[Word] = []
        for piece in _PIECE.findall(surface):
            found = self._cut(piece) if _CHINESE.match(piece) else [self._latin(piece)]
            if not found:
                return ""
            words += found
        return compose(words)

    def _cut(self, text: str) -> list[Word]:
        """Cut a Chinese text into the fewest known words, the first ones as long as can be."""
        best: list[tuple[int, int] | None] = [None] * len(text) + [(0, len(text))]
        for start in range(len(text) - 1, -1, -1):
            for end in range(min(len(text), start + self._longest), start, -1):
                rest = best[end]
                if rest is None or text[start:end] not in self._words:
                    continue
                here = best[start]
                if here is None or rest[0] + 1 < here[0]:
                    best[start] = (rest[0] + 1, end)
        words, start = [], 0
        while start < len(text):
            step = best[start]
            if step is None:
                return []
            words.append(self._words[text[start : step[1]]])
            start = step[1]
        return words

    def _latin(self, text: str) -> Word:
        known = self._words.get(text.strip())
        if known is not None:
            return known
        parts = _JOINTS.split(text.strip())
        whole = self._spellings.get(key(text))
        name = whole or "".join(self._spelling(part) for part in parts)
        return Word("thing", name, name)

    def _spelling(self, part: str) -> str:
        word = self._words.get(part)
        return word.name if word else self._spellings.get(part, part)


def compose(words: Sequence[Word]) -> str:
    """Join the words of a name in English, or return an empty text where they make none.

    Object and action stand in the same order as in Chinese; actions before their object become
    what somebody is doing.

    Examples
    --------
    >>> install = Word("action", "installation", "installation", "installing")
    >>> database, plan = Word("thing", "database", "databases"), Word("form", "plan", "plans")
    >>> compose([database, install]), compose([install, database]), compose([install, plan])
    ('database installation', 'installing databases', 'installation plans')
    """
    if not words or words[-1].role == "quality":
        return ""
    leading = _leading(words)
    if not leading:
        return _nominal(words)
    doing = _listed([word.doing for word in words[:leading]])
    return f"{doing} {_nominal(words[leading:])}"


def _leading(words: Sequence[Word]) -> int:
    """Return how many words at the beginning are done to what follows."""
    first, last = words[0], words[-1]
    if not first.doing or (first.role != "verb" and _is_done(last)):
        return 0
    count = 1
    while count < len(words) and words[count].role in _DONE and words[count].doing:
        count += 1
    if all(_is_done(word) for word in words[count:]):
        return 0
    if count == len(words) - 1 and last.role == "form":
        while count and words[count - 1].role != "verb":
            count -= 1
    return count


def _nominal(words: Sequence[Word]) -> str:
    """Join words one before the other; actions beside each other as a list with "and".

    What stands before an action with its object belongs to the object: 包装标准制定, packaging
    standard setting.
    """
    words = _qualities_first(words)
    parts: list[str] = []
    start = 0
    while start < len(words):
        end = start + 1
        while end < len(words) and _are_beside(words[end - 1], words[end]):
            end += 1
        at_end = end == len(words)
        parts.append(_listed([word.last if at_end else word.name for word in words[start:end]]))
        start = end
    return _once(" ".join(parts))


def _qualities_first(words: Sequence[Word]) -> list[Word]:
    """Put qualities before all other words: 设备定期检修, regular equipment overhaul."""
    return sorted(words, key=lambda word: word.role != "quality")


def _are_beside(first: Word, second: Word) -> bool:
    return _is_done(first) and second.role in _DONE and not second.has_object


def _is_done(word: Word) -> bool:
    """Say whether a word is an action, or a form such as management that is one too."""
    return word.role in _DONE or bool(word.doing)


def _once(name: str) -> str:
    """Leave out words that come twice, one behind the other.

    Examples
    --------
    >>> _once("emergency emergency repair")
    'emergency repair'
    """
    words = name.split(" ")
    return " ".join(word for place, word in enumerate(words) if words[place - 1 : place] != [word])


def _listed(names: Sequence[str]) -> str:
    """Join names as a list; what a name before it says already is left out.

    Examples
    --------
    >>> _listed(["claims handling", "handling"]), _listed(["design", "development", "testing"])
    ('claims handling', 'design, development and testing')
    """
    kept: list[str] = []
    for name in " and ".join(names).split(" and "):
        if not any(other == name or other.endswith(f" {name}") for other in kept):
            kept.append(name)
    if len(kept) == 1:
        return kept[0]
    return f"{', '.join(kept[:-1])} and {kept[-1]}"


def _table_words(table: pd.DataFrame) -> dict[str, Word]:
    columns = [table[name] for name in WORD_COLUMNS]
    words: dict[str, Word] = {}
    for zh, role, name, last, doing in zip(*columns, strict=True):
        if zh and name:
            word = Word(role, name, last or name, doing, len(zh) >= _WITH_OBJECT)
            words.setdefault(key(zh), word)
    return words


def _skill_words(skills: pd.DataFrame) -> Iterator[tuple[str, Word]]:
    """Return the skills with Chinese names as words; tasks among them are actions.

    Names of groups of skills (garment work) name too much, and so are left out; so are names of
    devices that begin with a capital without being a product's (Range finders).
    """
    cells = [skills[name] for name in ("name_zh", "name_en", "kind")]
    for zh, name, kind in zip(*cells, strict=True):
        if not _CHINESE.search(zh) or _CHINESE.search(name) or kind == "certificate":
            continue
        if _GROUP.search(name) or (kind == "hard" and _DOING.match(name)):
            continue
        if kind == "tool" and _COMMON_NOUN.match(name):
            continue
        role = "action" if kind == "hard" else "thing"
        yield key(zh), Word(role, _singular(name), name, "", len(zh) >= _WITH_OBJECT)


def _singular(name: str) -> str:
    """Return a name as it stands before another word.

    Examples
    --------
    >>> _singular("semiconductors"), _singular("genetics"), _singular("common diseases")
    ('semiconductor', 'genetics', 'common disease')
    """
    if not name.endswith("s") or name.endswith(_NO_PLURALS) or name.isupper():
        return name
    return f"{name[:-3]}y" if name.endswith("ies") else name[:-1]


def _spellings(skills: pd.DataFrame) -> Mapping[str, str]:
    """Return how Latin names of skills are written, by their normal form."""
    found: dict[str, str] = {}
    columns = ("name_en", "name_zh", "aliases_zh", "aliases_en")
    for column in (name for name in columns if name in skills.columns):
        for name in _names(skills[column]):
            if not _CHINESE.search(name):
                found.setdefault(key(name), name)
    return found


def _names(cells: Iterable[str]) -> Iterable[str]:
    return (name.strip() for cell in cells for name in cell.split("|") if name.strip())
