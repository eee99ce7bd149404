"""English text as sequences of words, and what a learned reader looks at in each (`english_model`).

A feature is a short string. Those that hold letters of a word are hashed, so that the table of
coefficients holds no words of the texts that it was learned from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

#: A word with the signs inside it (C++, Node.js, CI/CD), or one sign. Commas are no words: they
#: only cut (SkillSpan's texts have lost theirs).
TOKEN = re.compile(r"([^\s\x00-\x1f,()\[\]{}|*•·\"“”]+|[()\[\]{}|*•·])")
#: Signs that are words of their own.
SINGLE = "()[]{}|*•·"
#: Emoji and other scripts: no name goes on across them.
ODD = re.compile(r"[^\x21-\x7e]+$")

AFTER_WORD = ".;:!?'’"
BEFORE_WORD = "'‘"
CUTS = ',;:!?"“”'

#: A full stop behind these ends no sentence.
SHORT_FORMS = frozenset("e.g i.e eg ie etc incl vs approx no st".split())

#: What stands beyond the ends of a sequence.
EDGE = "<>"

#: How far other names and capitals are counted, in words, and how many at most.
NEAR_NAMES, NEAR_CAPITALS, MOST = 6, 4, 4

#: Longest shape, and characters of a word's ends that are looked at.
SHAPE, END, SHORT_END = 8, 3, 2
LONGEST = 12

#: Words of asking; what follows in the sentence is likely a skill.
ASKING = frozenset(
    "experience experienced knowledge familiar familiarity proficient proficiency understanding "
    "skill skills skilled expert expertise degree background fluent know know-how using use "
    "certified certification required requirements qualifications technologies stack tools "
    "languages frameworks with including like as".split()
)
#: Who the sentence is about.
THEY, YOU = frozenset("we our us ours its".split()), frozenset("you your you'll you’ll".split())

#: Steps of the distance to the last word of asking.
DISTANCES = (2, 5, 10)

_UPPER, _LOWER, _DIGITS = re.compile("[A-Z]+"), re.compile("[a-z]+"), re.compile(r"\d+")
_DIGIT = re.compile(r"\d")


#: Words of every English text, the least share of them, and how much of a text is looked at; fewer
#: words than `_FEWEST` say nothing.
_ENGLISH = frozenset(
    "the and of to with you your our are for will that this from by or experience".split()
)
_LEAST_SHARE, _LOOKED_AT, _FEWEST = 0.05, 3000, 30


class Word(NamedTuple):
    """A word of a text.

    Attributes
    ----------
    start, end : int
        Characters of the text.
    text : str
        As given.
    sign : str
        A sign that was written right behind it (`:` or `;`), or nothing.
    is_cut : bool
        Whether no name can go on from the word before.
    """

    start: int
    end: int
    text: str
    sign: str
    is_cut: bool


def is_english(plain: str) -> bool:
    """Say whether a text in Latin letters may be English; a short one may.

    Examples
    --------
    >>> is_english("wir suchen einen entwickler mit erfahrung in der cloud " * 9)
    False
    >>> is_english("python, sql")
    True
    """
    words = plain[:_LOOKED_AT].split()
    if len(words) < _FEWEST:
        return True
    left = _LEAST_SHARE * len(words)
    for word in words:
        if word in _ENGLISH:
            left -= 1
            if left <= 0:
                return True
    return False


def sequences(given: str) -> list[list[Word]]:
    """Split a text into sentences, each a list of words and signs.

    Examples
    --------
    >>> [[word.text for word in words] for words in sequences("Java, e.g. Spring. We ship C++;")]
    [['Java', 'e.g', '.', 'Spring', '.'], ['We', 'ship', 'C++']]
    """
    found: list[list[Word]] = []
    begin = 0
    for line in given.split("\n"):
        found += _sentences(given, begin, begin + len(line))
        begin += len(line) + 1
    return found


def _sentences(given: str, begin: int, stop: int) -> list[list[Word]]:
    found: list[list[Word]] = []
    words: list[Word] = []
    last, is_odd = begin, False
    for match in TOKEN.finditer(given, begin, stop):
        start, end = match.span()
        body = given[start:end].rstrip(AFTER_WORD)
        stops = given[start + len(body) : end]
        is_cut = any(sign in CUTS for sign in given[last:start]) or bool(words and words[-1].sign)
        is_cut = is_cut or is_odd or ODD.match(body) is not None
        is_odd = ODD.match(body) is not None
        last, dot = end, start + len(body)
        if body:
            start += len(body) - len(body.lstrip(BEFORE_WORD))
            end = start + len(body.lstrip(BEFORE_WORD))
            sign = next((sign for sign in stops if sign in CUTS), "")
            if end > start:
                words.append(Word(start, end, given[start:end], sign, is_cut))
        if stops.startswith("."):
            words.append(Word(dot, dot + 1, ".", "", False))
            following = given[last : last + 2].lstrip()
            if not body or (body.lower() not in SHORT_FORMS and not following.islower()):
                found.append(words)
                words = []
    return [*found, words] if words else found


def shape(word: str) -> str:
    """Return what kinds of characters a word is made of.

    Examples
    --------
    >>> shape("JavaScript"), shape("S3"), shape("node.js")
    ('AaAa', 'A0', 'a.a')
    """
    if word == EDGE:
        return EDGE
    if word.isascii() and word.islower() and word.isalpha():
        return "a"
    kinds = _DIGITS.sub("0", _LOWER.sub("a", _UPPER.sub("A", word)))
    return kinds[:SHAPE]


def _hashed(name: str, text: str) -> str:
    return f"{name}={hash_of(text):08x}"


def hash_of(text: str) -> int:
    """Return the number that stands for letters of a word in the table of coefficients."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def plain_digits(word: str) -> str:
    """Return a word in lower case with 0 for every digit."""
    small = word.lower()
    return small if small.isalpha() else _DIGIT.sub("0", small)


def word_features(word: str, sign: str, place: int) -> tuple[str, ...]:
    """Return what a word says about the word `place` words before it (0: itself, 2 at most).

    Examples
    --------
    >>> word_features("Java", "", 2)
    ('word+2=7f1ae6d2',)
    >>> len(word_features("Java", ":", 0))
    7
    """
    plain = plain_digits(word)
    where = f"{place:+d}" if place else ""
    own = _hashed(f"word{where}", plain)
    if abs(place) > 1:
        return (own,)
    end = _hashed(f"end{where}", plain[-END:])
    if place:
        return own, end, f"shape{where}={shape(word)}"
    return (
        own,
        end,
        _hashed("begin", plain[:END]),
        _hashed("short_end", plain[-SHORT_END:]),
        f"shape={shape(word)}",
        f"length={min(len(word), LONGEST)}",
        *((f"sign={sign}",) if sign else ()),
    )


def name_features(before: str, here: str, after: str, form: str) -> tuple[str, ...]:
    """Return what the tables say about a word and its neighbours (`tags`).

    Examples
    --------
    >>> name_features("", "U tool", "", "Aa")
    ('name=U tool', 'name_shape=U tool Aa', 'name-1= U tool', 'name+1=U tool ')
    """
    return (
        f"name={here}",
        f"name_shape={here} {form}",
        f"name-1={before} {here}",
        f"name+1={here} {after}",
    )


#: What `cues_before` says: how far the last word of asking is, in steps, and who is spoken of.
CUES = tuple(f"{steps} {who}" for steps in "-0123" for who in ("-", "they", "you"))


def cues_before(words: Sequence[Word]) -> list[str]:
    """Say for each word how near a word of asking stands before it, and who is spoken of.

    Examples
    --------
    >>> cues_before(sequences("our experience with Java")[0])
    ['- -', '- they', '0 they', '0 they']
    """
    found, distance, who = [], -1, "-"
    for word in words:
        steps = "-" if distance < 0 else str(sum(distance > step for step in DISTANCES))
        found.append(f"{steps} {who}")
        plain = word.text.lower()
        distance = 0 if plain in ASKING else distance + (distance >= 0)
        who = "they" if plain in THEY else "you" if plain in YOU else who
    return found


def cue_features(cue: str, first: str) -> tuple[str, ...]:
    """Return what stands before a word in its sentence: cues, and the first word.

    Examples
    --------
    >>> cue_features("0 they", "Our")
    ('cue=0 they', 'first=5089c8ac')
    """
    return f"cue={cue}", _hashed("first", plain_digits(first))


def line_features(before: str, here: str, line: str, tools: int, capitals: int) -> tuple[str, ...]:
    """Return what the shapes around a word and its line say."""
    return (
        "any",
        f"shapes={before} {here}",
        f"line={line}",
        f"tools={tools}",
        f"capitals={capitals}",
    )


def line_class(words: Sequence[Word]) -> str:
    """Return how long a sequence is and how much of it is capitalised, in steps."""
    size = len(words)
    share = sum(word.text[0].isupper() for word in words) / size
    length = (size > 3) + (size > 8) + (size > 25)
    return f"{length} {(share >= 0.3) + (share >= 0.6)}"


def near_counts(marks: Sequence[bool], reach: int) -> list[int]:
    """Count for each place the marks up to `reach` places away, without its own, up to 4.

    Examples
    --------
    >>> near_counts([True, False, True], 1)
    [0, 2, 0]
    """
    sums = [0]
    for mark in marks:
        sums.append(sums[-1] + mark)
    size = len(marks)
    return [
        min(sums[min(size, i + reach + 1)] - sums[max(0, i - reach)] - mark, MOST)
        for i, mark in enumerate(marks)
    ]


def tools_near(tags: Sequence[str]) -> list[int]:
    """Count the tools of the tables near each word."""
    return near_counts(["tool" in tag and tag[0] in "UB" for tag in tags], NEAR_NAMES)


def capitals_near(words: Sequence[Word]) -> list[int]:
    """Count the capitalised words near each word."""
    return near_counts([word.text[0].isupper() for word in words], NEAR_CAPITALS)
