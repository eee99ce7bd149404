"""What stands around a name and decides whether it counts: clauses, cues, word boundaries."""

from __future__ import annotations

import re

from talentcast.matching.skill_words import MAJOR_NOT

#: After normalisation, so full-width signs are half-width here.
CLAUSE_END = re.compile(r"[,;。!?\n]")
SENTENCE_END = re.compile(r"[;。!?\n]|\.\s|\d{1,2}[、.)](?!\d)")

#: Ends of a sentence beside 。 ; and the line end.
_INNER_END = re.compile(r"[!?]|\d[、.)](?!\d)|\.\s")

#: A clause that begins like this has its own verb: an earlier clause is not its list.
_OWN_VERB = re.compile(
    r"\s*(?:\d{1,2}[、.)])?\s*(?:有|具|熟|了解|掌握|会|能|持|拥|精通|使用|懂|参与|做过|对|"
    r"并|同时|如|若|曾|从事|"
    r"接触|愿意|良好|较|英语|本科|硕士|研究生|男|女|\d|擅长|善于|学习|适应|负责|在|可|优秀|以)"
)

#: Fields of study in a list are short and have no verb of knowing.
_MAJOR_PART = 12
_MAJOR_LISTS = 8
_STUDIED = re.compile(r"熟悉|了解|掌握|精通|熟练|具备|经验|负责|能力|使用")
_MAJOR_NOT = re.compile("|".join(MAJOR_NOT))

_KNOW_AFTER = re.compile(
    r"(?:专业|相关|基本|基础|方面)?的?(?:知识|基础|原理|理论|技术|协议|工艺|常识)|"
    r"[^,;。\n]{0,12}(?:有[^,;。\n]{0,6})?(?:了解|理解|认识|熟悉|掌握|研究)"
)
_ABILITY_AFTER = re.compile(
    r"(?:方面|领域|相关|行业|岗位|类)?的?(?:工作)?(?:能力|经验|技能|技巧|功底|基础|水平|"
    r"知识|经历|技术|工艺)"
)
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

_CHINESE = re.compile("[\u3400-\u9fff]")

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
    for match in _INNER_END.finditer(plain, start, position):
        start = match.end()
    return start


def preferred_start(plain: str, position: int) -> int:
    """Return from where "preferred" at a position holds.

    That is its clause; before it also the clauses that are only items of its list.

    Examples
    --------
    >>> preferred_start("熟悉x,有经验者优先", 9), preferred_start("熟悉x,y,z者优先", 9)
    (4, 0)
    """
    floor = sentence_start(plain, position)
    start = max(floor, clause_start(plain, position))
    while start > floor and plain[start - 1] == "," and not _OWN_VERB.match(plain, start):
        start = max(floor, clause_start(plain, start - 1))
    return start


def is_inside_word(plain: str, start: int, end: int) -> bool:
    """Say whether an ASCII surface is only part of a longer word (Java in JavaScript)."""
    if start:
        before = plain[start - 1]
        if before.isascii() and (before.isalnum() or before == "_") and plain[start].isalnum():
            return True
    if end >= len(plain) or not plain[end - 1].isalnum():
        return False
    after = plain[end]
    if not after.isascii():
        return False
    if after.isalpha() or after == "_":
        plural = after == "s" and end - start > 4 and not plain[end + 1 : end + 2].isalpha()
        return not plural
    if after.isdigit():
        return end - start < 3 or not plain[end - 1].isalpha()
    return False


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


def has_know_cue(plain: str, start: int, end: int, known: int) -> bool:
    """Say whether an everyday word (网络, 安全) is named as something to know.

    `known` is the end of the last cue word before it.
    """
    if 0 <= known <= start and not CLAUSE_END.search(plain, known, start):
        return True
    return bool(_KNOW_AFTER.match(plain, end))


def has_attitude_cue(plain: str, start: int, end: int, *, is_duty: bool) -> bool:
    """Say whether a plain word (沟通, 主动) is asked for as a trait."""
    begin = clause_start(plain, start)
    stop = CLAUSE_END.search(plain, end)
    clause = plain[begin : stop.start() if stop else len(plain)]
    return bool((_ATTITUDE_STRONG if is_duty else _ATTITUDE_CUE).search(clause))


def is_english_negation(plain: str, end: int) -> bool:
    """Say whether "no" or "without" before a place takes back a requirement."""
    stop = SENTENCE_END.search(plain, end)
    rest = plain[end : stop.start() if stop else len(plain)]
    return any(word in rest for word in ("required", "necessary", "need"))


def has_no_chinese(plain: str) -> bool:
    """Say whether a text holds no Chinese character; dashes, bullets and accents do not matter."""
    return plain.isascii() or _CHINESE.search(plain) is None


def has_ability_cue(plain: str, start: int, end: int, known: int) -> bool:
    """Say whether a plain activity (安装, 销售) is stated as an ability or as experience."""
    if 0 <= known <= start and not CLAUSE_END.search(plain, known, start):
        return True
    return bool(_ABILITY_AFTER.match(plain, end))


def is_major(plain: str, end: int) -> bool:
    """Say whether 专业 at a place means a field of study."""
    return not _MAJOR_NOT.match(plain, end)


def majors_start(plain: str, position: int) -> int:
    """Return where the list of fields of study before 专业 begins."""
    floor = sentence_start(plain, position)
    start = max(floor, clause_start(plain, position))
    for _ in range(_MAJOR_LISTS):
        if start <= floor or plain[start - 1] != ",":
            break
        before = max(floor, clause_start(plain, start - 1))
        part = plain[before : start - 1]
        if len(part) > _MAJOR_PART or _STUDIED.search(part):
            break
        start = before
    return start
