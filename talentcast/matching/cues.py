"""What stands around a name and decides whether it counts: clauses, cues, word boundaries."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

import numpy as np

from talentcast.matching.characters import Mask, Numbers, is_digit
from talentcast.matching.skill_words import MAJOR_NOT
from talentcast.matching.span_signs import CLAUSE_BREAK, COLON, NO_SPACE, TextSigns
from talentcast.matching.word_trees import WordTree, word_tree

#: After normalisation, so full-width signs are half-width here.
CLAUSE_END = re.compile(r"[,;。!?\n]")
SENTENCE_END = re.compile(r"[;。!?\n]|\.\s|\d{1,2}[、.)](?!\d)")

#: Ends of a sentence beside 。 ; and the line end.
INNER_END = re.compile(r"[!?]|\d[、.)](?!\d)|\.\s")

#: A clause that begins like this has its own verb: an earlier clause is not its list. So has one
#: that begins with a digit.
_OWN_VERBS = (
    "有 具 熟 了解 掌握 会 能 持 拥 精通 使用 懂 参与 做过 对 并 同时 如 若 曾 从事 接触 愿意 良好 "
    "较 英语 本科 硕士 研究生 男 女 擅长 善于 学习 适应 负责 在 可 优秀 以"
)

#: A clause that begins like this says what the applicant must know, have, be or do: what an
#: employer offers elsewhere in the sentence takes nothing of it back.
_ASKING = (
    "熟 精通 掌握 了解 会 懂 善于 擅长 具备 具有 有 拥有 持 要求 需 须 必须 负责 从事 做过 干过 "
    "使用 操作 良好 较 优秀 吃苦 吃得 肯 认真 责任心 责任感 沟通能力 沟通协 亲和力 形象 性格 "
    "年龄 男 女 学历 本科 大专 中专 高中 初中 英语 普通话 身体 能吃苦 能独立 能熟练 能适应 "
    "能接受 能操作 能看 能承受 能用 能做 能抗 能开 能写 能讲 至少 适应 服从 热爱 喜欢 爱好 "
    "工作认真 工作细 工作踏 工作积 做事 协助 参与 完成"
)

#: Not so one that begins like this.
_OFFERING = (
    "有机会 有五险 有社保 有带薪 有免费 有年终 有节 有餐 有补 有提成 有专 有培训 有系统 有完善 "
    "有定期 有宿舍 有住 有班车 有老 有师 有团 会定期 会不定期 会有 会提供 会安排 会组织 会给 "
    "会为 需要你"
)

#: Fields of study in a list are short and have no verb of knowing.
_MAJOR_PART = 12
MAJOR_LISTS = 8
_STUDIED = "熟悉 了解 掌握 精通 熟练 具备 经验 负责 能力 使用"

_NO_MAJOR = " ".join(MAJOR_NOT)

#: What stands behind a word that is something to know, or an ability.
_KNOW_KINDS = ("", "专业", "相关", "基本", "基础", "方面")
_KNOW_WORDS = "知识 基础 原理 理论 技术 协议 工艺 常识"
_KNOWING = "了解 理解 认识 熟悉 掌握 研究"
_ABILITY_KINDS = ("", "方面", "领域", "相关", "行业", "岗位", "类")
_ABILITY_WORDS = "能力 经验 技能 技巧 功底 基础 水平 知识 经历 技术 工艺"
_OF = ("", "的")
_KNOW_AFTER = " ".join(map("".join, product(_KNOW_KINDS, _OF, _KNOW_WORDS.split())))
_ABILITY_AFTER = " ".join(
    map("".join, product(_ABILITY_KINDS, _OF, ("", "工作"), _ABILITY_WORDS.split()))
)

#: A word of knowing may also follow within so many characters of a clause, farther behind 有.
_KNOWING_REACH, _KNOWING_FAR = 12, 19
_FAR_KNOWING = re.compile(rf"[^,;。\n]{{0,12}}有[^,;。\n]{{0,6}}(?:{'|'.join(_KNOWING.split())})")

_ATTITUDE_CUES = (
    "能力 精神 意识 善于 良好 较强 优秀 具有 具备 态度 性格 出色 乐于 强 为人 做事 工作认 工作细 "
    "工作仔 工作主 工作积 工作严 工作耐 工作热 者优先"
)
_ATTITUDE_LAST = ord("性")
_STRONG_ATTITUDE_CUES = "能力 精神 意识 善于 态度 乐于"

#: Programming languages and formats that stand beside C, R and Go in a list.
_LANGUAGES = (
    r"(?:c\+\+|c#|java|python|go|golang|php|ruby|perl|matlab|sas|spss|sql|scala|javascript|"
    r"js|shell|"
    r"fortran|julia|rust|lua|c|r|vb|\.net|html|stata|hive|spark|hadoop|kotlin|swift|delphi|"
    r"汇编|labview|"
    r"excel|objective-c|verilog|node|tableau|mysql|linux|erlang|typescript|simulink|less|sass|css)"
)
_JOIN = r"\s*(?:[、/,，;\\|&]|和|或者?|及|与|以及|and|or)\s*"
_JOIN_LAST = "、/,，;\\|&和或者及与dr"
_LIST_AFTER = re.compile(_JOIN + _LANGUAGES + r"(?![a-z])")
_LIST_BEFORE = re.compile(r"(?<![a-z])" + _LANGUAGES + r"\d?(?:语言)?" + _JOIN + r"$")
_LANGUAGE_AFTER = re.compile(
    r"\s*(?:语言|编程|程序|开发|语法|代码|programming|language|lang\b)|\(嵌入式\)"
)
_KNOW_BEFORE = re.compile(r"(?:熟悉|掌握|精通|熟练|使用|了解|擅长|会|运用|懂)\s*$")

#: One of these stands behind such a language, or one of those before it, beside blanks.
AFTER_LANGUAGE = "、/,，;\\|&和或及与以aon语编程开代pl("
BEFORE_LANGUAGE = "、/,，;\\|&和或者及与dr悉握通练用解长会懂"

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


def have_own_verb(signs: TextSigns, start: Numbers) -> Mask:
    r"""Say which clauses have their own verb: an earlier clause is not their list.

    Examples
    --------
    >>> from talentcast.matching.span_signs import TextSigns
    >>> have_own_verb(TextSigns("英语,会计,2年\n"), np.array([0, 3, 6])).tolist()
    [True, True, True]
    """
    first = np.minimum(signs.next_at(NO_SPACE, start), len(signs.codes) - 1)
    found: Mask = is_digit()[signs.codes[first]]
    return found | signs.begin_with_words(_tree(_OWN_VERBS), first)


def ask_themselves(signs: TextSigns, start: Numbers) -> Mask:
    r"""Say which clauses ask something of the applicant by their first words, also behind a label.

    Examples
    --------
    >>> from talentcast.matching.span_signs import TextSigns
    >>> ask_themselves(TextSigns("要求:会开叉车,包吃住,java培训\n"), np.array([0, 8, 12])).tolist()
    [True, False, False]
    """
    end = signs.next_at(CLAUSE_BREAK, start)
    label = signs.first_in(COLON, start, end)
    found = np.zeros(len(start), bool)
    for place in (start, np.where(label < end, label + 1, start)):
        first = np.minimum(signs.next_at(NO_SPACE, place), len(signs.codes) - 1)
        asks = signs.begin_with_words(_tree(_ASKING), first)
        found |= asks & ~signs.begin_with_words(_tree(_OFFERING), first)
    return found


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
    if window.rstrip()[-1:] in _JOIN_LAST and _LIST_BEFORE.search(window):
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


def have_attitude(signs: TextSigns, begin: Numbers, end: Numbers, is_duty: Mask) -> Mask:
    r"""Say in which clauses a plain word (沟通, 主动) is asked for as a trait.

    Examples
    --------
    >>> from talentcast.matching.span_signs import TextSigns
    >>> signs, begin = TextSigns("为人主动,主动汇报,主动性\n"), np.array([0, 5, 10])
    >>> have_attitude(signs, begin, np.array([4, 9, 13]), np.zeros(3, bool)).tolist()
    [True, False, True]
    """
    found = signs.hold_words(_tree(_ATTITUDE_CUES), begin, end)
    found |= (signs.codes[end - 1] == _ATTITUDE_LAST) & (end > begin)
    found[is_duty] = signs.hold_words(_tree(_STRONG_ATTITUDE_CUES), begin[is_duty], end[is_duty])
    return found


def precede_knowing(signs: TextSigns, end: Numbers) -> Mask:
    r"""Say which words stand before one that makes them something to know, or before 了解.

    Examples
    --------
    >>> from talentcast.matching.span_signs import TextSigns
    >>> signs = TextSigns("网络的基础,网络有所了解,网络游戏\n")
    >>> precede_knowing(signs, np.array([2, 8, 15])).tolist()
    [True, True, False]
    """
    found = signs.begin_with_words(_tree(_KNOW_AFTER), end)
    clause_end = signs.next_at(CLAUSE_BREAK, end)
    size = _tree(_KNOWING).longest
    near, far = (
        np.minimum(clause_end, end + reach + size) for reach in (_KNOWING_REACH, _KNOWING_FAR)
    )
    asked = np.flatnonzero(~found & signs.hold_words(_tree(_KNOWING), end, far))
    is_near = signs.hold_words(_tree(_KNOWING), end[asked], near[asked])
    found[asked] = is_near
    asked = asked[~is_near]
    places = end[asked].tolist()
    found[asked] = [bool(_FAR_KNOWING.match(signs.plain, place)) for place in places]
    return found


def precede_ability(signs: TextSigns, end: Numbers) -> Mask:
    """Say which words stand before one that makes them an ability (沟通能力, 销售类的工作经验)."""
    return signs.begin_with_words(_tree(_ABILITY_AFTER), end)


def is_english_negation(plain: str, end: int) -> bool:
    """Say whether "no" or "without" before a place takes back a requirement."""
    stop = SENTENCE_END.search(plain, end)
    rest = plain[end : stop.start() if stop else len(plain)]
    return any(word in rest for word in ("required", "necessary", "need"))


def are_majors(signs: TextSigns, end: Numbers) -> Mask:
    r"""Say where 专业 that ends at a place means a field of study.

    Examples
    --------
    >>> from talentcast.matching.span_signs import TextSigns
    >>> are_majors(TextSigns("法律专业,专业知识\n"), np.array([4, 7])).tolist()
    [True, False]
    """
    return ~signs.begin_with_words(_tree(_NO_MAJOR), end)


def name_majors(signs: TextSigns, start: Numbers, end: Numbers) -> Mask:
    r"""Say which clauses before that of 专业 can be a field of study: short, no verb.

    Examples
    --------
    >>> from talentcast.matching.span_signs import TextSigns
    >>> name_majors(TextSigns("会计,熟悉会计\n"), np.array([0, 3]), np.array([2, 7])).tolist()
    [True, False]
    """
    return (end - start <= _MAJOR_PART) & ~signs.hold_words(_tree(_STUDIED), start, end)


@cache
def _tree(words: str) -> WordTree:
    return word_tree(words.split())
