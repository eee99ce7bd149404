"""What stands around a name and decides whether it counts: clauses, cues, word boundaries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talentcast.matching.skill_words import MAJOR_NOT

if TYPE_CHECKING:
    from talentcast.matching.surfaces import Token

    Found = tuple[int, int, Token]

#: After normalisation, so full-width signs are half-width here.
CLAUSE_END = re.compile(r"[,;。!?\n]")
SENTENCE_END = re.compile(r"[;。!?\n]|\.\s|\d{1,2}[、.)](?!\d)")

#: Ends of a sentence beside 。 ; and the line end.
INNER_END = re.compile(r"[!?]|\d[、.)](?!\d)|\.\s")

#: A clause that begins like this has its own verb: an earlier clause is not its list.
_OWN_VERB = re.compile(
    r"\s*(?:\d{1,2}[、.)])?\s*(?:有|具|熟|了解|掌握|会|能|持|拥|精通|使用|懂|参与|做过|对|"
    r"并|同时|如|若|曾|从事|"
    r"接触|愿意|良好|较|英语|本科|硕士|研究生|男|女|\d|擅长|善于|学习|适应|负责|在|可|优秀|以)"
)

#: Fields of study in a list are short and have no verb of knowing.
_MAJOR_PART = 12
MAJOR_LISTS = 8
_STUDIED = re.compile(r"熟悉|了解|掌握|精通|熟练|具备|经验|负责|能力|使用")
_MAJOR_NOT = re.compile("|".join(MAJOR_NOT))

#: What stands behind a word that is something to know, or an ability.
_KNOW_KINDS = "专业|相关|基本|基础|方面"
_KNOW_WORDS = "知识|基础|原理|理论|技术|协议|工艺|常识"
_KNOWING = "了解|理解|认识|熟悉|掌握|研究"
_ABILITY_KINDS = "方面|领域|相关|行业|岗位|类"
_ABILITY_WORDS = "能力|经验|技能|技巧|功底|基础|水平|知识|经历|技术|工艺"
KNOW_AFTER = re.compile(
    rf"(?:{_KNOW_KINDS})?的?(?:{_KNOW_WORDS})|"
    rf"[^,;。\n]{{0,12}}(?:有[^,;。\n]{{0,6}})?(?:{_KNOWING})"
)
ABILITY_AFTER = re.compile(rf"(?:{_ABILITY_KINDS})?的?(?:工作)?(?:{_ABILITY_WORDS})")


def _firsts(*words: str) -> str:
    return "".join(sorted({word[0] for word in "|".join(words).split("|")}))


#: What both begin with; or how a word of knowing ends, and within how many characters.
KNOW_AFTER_FIRST = _firsts(_KNOW_KINDS, "的", _KNOW_WORDS)
KNOW_AFTER_LAST = _firsts(*(word[::-1] for word in _KNOWING.split("|")))
KNOW_AFTER_REACH = 21
ABILITY_AFTER_FIRST = _firsts(_ABILITY_KINDS, "的", "工作", _ABILITY_WORDS)

_ATTITUDE_CUE = re.compile(
    r"能力|精神|意识|善于|良好|较强|优秀|具有|具备|态度|性格|出色|乐于|强|性$|为人|做事|"
    r"工作[认细仔主积严耐热]|者优先"
)
_ATTITUDE_STRONG = re.compile(r"能力|精神|意识|善于|态度|乐于")

#: Programming languages and formats that stand beside C, R and Go in a list.
_LANGUAGES = (
    r"(?:c\+\+|c#|java|python|go|golang|php|ruby|perl|matlab|sas|spss|sql|scala|javascript|"
    r"js|shell|"
    r"fortran|julia|rust|lua|c|r|vb|\.net|html|stata|hive|spark|hadoop|kotlin|swift|delphi|"
    r"汇编|labview|"
    r"excel|objective-c|verilog|node|tableau|mysql|linux|erlang|typescript|simulink|less|sass|css)"
)
_JOIN = r"\s*(?:[、/,，;\\|&]|和|或者?|及|与|以及|and|or)\s*"
_LIST_AFTER = re.compile(_JOIN + _LANGUAGES + r"(?![a-z])")
_LIST_BEFORE = re.compile(r"(?<![a-z])" + _LANGUAGES + r"\d?(?:语言)?" + _JOIN + r"$")
_LANGUAGE_AFTER = re.compile(
    r"\s*(?:语言|编程|程序|开发|语法|代码|programming|language|lang\b)|\(嵌入式\)"
)
_KNOW_BEFORE = re.compile(r"(?:熟悉|掌握|精通|熟练|使用|了解|擅长|会|运用|懂)\s*$")

#: How far list neighbours are looked for.
_REACH = 24


def clause_start(plain: str, position: int) -> int:
    """Return where the clause of a position begins.

    Examples
    --------
    >>> clause_start("熟悉java,有经验者优先", 12)
    7
    """
    return 1 + max(
        plain.rfind(",", 0, position),
        plain.rfind(";", 0, position),
        plain.rfind("。", 0, position),
        plain.rfind("\n", 0, position),
    )


def sentence_start(plain: str, position: int) -> int:
    """Return where the sentence or numbered item of a position begins."""
    start = 1 + max(
        plain.rfind("。", 0, position),
        plain.rfind(";", 0, position),
        plain.rfind("\n", 0, position),
    )
    for match in INNER_END.finditer(plain, start, position):
        start = match.end()
    return start


def has_own_verb(plain: str, start: int) -> bool:
    """Say whether the clause at a place has its own verb: an earlier clause is not its list."""
    return _OWN_VERB.match(plain, start) is not None


def is_listed_language(plain: str, start: int, end: int) -> bool:
    """Say whether a lone C, R or Go stands where only a programming language can.

    Examples
    --------
    >>> is_listed_language("熟悉c、java", 2, 3), is_listed_language("c端用户", 0, 1)
    (True, False)
    """
    if plain[end : end + 1] in {"+", "#", "&", "'", "."} and plain[end : end + 1] != "":
        return False
    if _LIST_AFTER.match(plain, end) or _LANGUAGE_AFTER.match(plain, end):
        return True
    window = plain[max(0, start - _REACH) : start]
    if _LIST_BEFORE.search(window):
        return True
    if plain[end : end + 1].isalpha():
        return False
    return bool(_KNOW_BEFORE.search(window))


def is_name_in_english(given: str, plain: str, start: int, end: int) -> bool:
    """Say whether an English word (Excel, Spring) is meant as a name.

    Beside Chinese it is. Inside English it needs a capital that does not come from the beginning
    of a sentence, or a list around it.
    """
    left = (
        plain[:start].rstrip(" ")[-1:] if start < 40 else plain[start - 40 : start].rstrip(" ")[-1:]
    )
    right = plain[end : end + 8].lstrip(" ")[:1]
    letters = (left.isascii() and left.isalnum()) or (right.isascii() and right.isalpha())
    word = given[start:end]
    if not letters:
        return not plain.isascii() or not word.islower()
    if not word[0].isupper():
        return False
    return word.isupper() or left not in {"", ".", "!", "?", "\n", ":", "-", "·"} or right == ","


def has_attitude(plain: str, begin: int, end: int, is_duty: bool) -> bool:
    """Say whether a plain word (沟通, 主动) is asked for as a trait, by its clause."""
    return bool((_ATTITUDE_STRONG if is_duty else _ATTITUDE_CUE).search(plain, begin, end))


def is_english_negation(plain: str, end: int) -> bool:
    """Say whether "no" or "without" before a place takes back a requirement."""
    stop = SENTENCE_END.search(plain, end)
    rest = plain[end : stop.start() if stop else len(plain)]
    return any(word in rest for word in ("required", "necessary", "need"))


def is_major(plain: str, end: int) -> bool:
    """Say whether 专业 at a place means a field of study."""
    return not _MAJOR_NOT.match(plain, end)


def names_majors(plain: str, start: int, end: int) -> bool:
    """Say whether a clause before that of 专业 can be a field of study: short, no verb."""
    return end - start <= _MAJOR_PART and not _STUDIED.search(plain, start, end)
