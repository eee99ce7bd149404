"""Machines and instruments that no table lists, told by their last word (砂磨机, 红外测温仪).

They count where the clause says that they are used or looked after: 操作, 使用, 维护, 熟悉.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import CHARACTERS, Mask, Numbers, is_one_of
from talentcast.matching.skill_words import NOT_TERMS, VERBS
from talentcast.matching.span_signs import CHINESE, DEVICE_END, SENTENCE_END
from talentcast.matching.task_objects import object_lengths
from talentcast.matching.unlisted import DEVICE_ENDS, verbs

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields
    from talentcast.matching.span_signs import TextSigns

#: Of `DEVICE_ENDS` these only behind some characters: most words with them name something else.
_ONLY_AFTER = {
    "计": "度量力压温频位率",
    "表": "用能压流力湿兆电",
    "尺": "卡分直卷角标塞",
    "塔": "却馏收淋喷",
    "刀": "车铣镗锉剖刮",
    "夹": "虎台",
    "阀": "压磁动止球蝶闸节安门减调",
    "柜": "电关制安全网变",
    "箱": "烘养发温燥湿热电制控烤验",
    "床": "车铣磨机镗刨钻冲",
}

#: And these are no machine before the last character.
_NEVER_AFTER = {
    "仪": "礼司",
    "机": "司手时危动商有随飞算主单待关开停装死转契投登接候乘换整空生客战良趁伺等拟虚量",
    "器": "机仪电容乐武瓷陶漆玉务览",
    "炉": "出",
    "枪": "手持",
    "镜": "眼墨",
}

#: What may stand behind the name.
_BEHIND = "和与及等的或并者进对完以后前中"

#: Characters of a verb behind the name.
_VERB = 2

#: Characters of a name before its last one, at least.
_SHORTEST_STEM = 2

#: How far before the name a cue may stand, and how far behind.
_BEFORE, _AFTER = 24, 10

_CUE = re.compile(
    r"使用|操作|操控|会用|运用|驾驶|维护|保养|维修|检修|维保|调试|校准|检定|点检|安装|拆装|清洗|"
    r"熟悉|熟练|掌握|精通|了解|懂|[能会](?![议员计力所])|接触过|用过"
)
_CUE_BEHIND = re.compile(
    r"[、和与及或等\u4e00-\u9fff]{0,4}?的?(?:正常|日常|安全|现场|基本)?"
    r"(?:使用|操作|运行|维护|保养|维修|检修|维保|调试|校准|点检|安装)"
)
#: What is sold, bought or made is no tool of the job.
_TRADED = re.compile(r"公司产品|销售|采购|代理|经销|研发|设计|制造|生产的?|售卖|推销|出口|进口")

#: A name that only says what kind of thing it is, or how many there are.
_PLAIN = re.compile(
    r"^(?:同|跨|多(?!功能)|上述|理解)|^(?:各类|各种|相关|常用|公司|现场|车间|专用|通用|大型|小型|新型|先进|精密|自动化?|电子|"
    r"机械|生产|检测|测试|检验|实验室?|办公|医疗|智能|进口|国产)*(?:仪器|机器|机械|量具|工具)?$"
)


@cache
def _ends_well() -> Mask:
    """Return for each of `DEVICE_ENDS` before which characters it can end a name."""
    table = np.zeros((len(DEVICE_ENDS), CHARACTERS), bool)
    for row, last in enumerate(DEVICE_ENDS):
        only = _ONLY_AFTER.get(last)
        table[row] = ~is_one_of(_NEVER_AFTER.get(last, "")) if only is None else is_one_of(only)
    return table


@cache
def _number_of_end() -> Numbers:
    numbers = np.zeros(CHARACTERS, np.int64)
    numbers[[ord(last) for last in DEVICE_ENDS]] = range(len(DEVICE_ENDS))
    return numbers


@lru_cache(maxsize=1 << 15)
def device(name: str) -> str:
    """Return the name of a machine or instrument without the verb before it, or nothing.

    Examples
    --------
    >>> device("砂磨机"), device("操作数控车床"), device("保养锅炉"), device("商务礼仪")
    ('砂磨机', '数控车床', '保养锅炉', '')
    """
    if name[-1] not in DEVICE_ENDS or not _ends_well()[DEVICE_ENDS.find(name[-1]), ord(name[-2])]:
        return ""
    while name[:2] in VERBS and len(name) > 2 + _SHORTEST_STEM:
        name = name[2:]
    is_verb = name[:2] in VERBS and len(name) == 2 + 1 and name[-1] in "炉箱柜表"
    if len(name) <= _SHORTEST_STEM or name in NOT_TERMS or is_verb or _PLAIN.match(name):
        return ""
    return name


@lru_cache(maxsize=1 << 15)
def is_used(before: str, behind: str) -> bool:
    """Say whether the clause around a name says that the thing is used or looked after.

    Examples
    --------
    >>> is_used("会操作", ","), is_used("负责", "的日常维护"), is_used("负责销售", ",")
    (True, True, False)
    """
    if _TRADED.search(before):
        return False
    return _CUE.search(before) is not None or _CUE_BEHIND.match(behind) is not None


def are_devices(signs: TextSigns, start: Numbers, end: Numbers) -> Mask:
    """Say which names of two characters or more are those of machines and instruments."""
    plain = signs.plain
    found = signs.has(DEVICE_END, end - 1)
    asked = np.flatnonzero(found)
    columns = (start[asked].tolist(), end[asked].tolist())
    found[asked] = [
        device(plain[first:last]) == plain[first:last] for first, last in zip(*columns, strict=True)
    ]
    return found


def find_devices(fields: Fields) -> tuple[Numbers, Numbers]:
    """Find the machines and instruments that are used, listed or not.

    Parameters
    ----------
    fields : Fields

    Returns
    -------
    start, end : array of int
    """
    signs, text = fields.signs, fields.text
    last = _ends(fields)
    length = object_lengths(signs, last)
    some = length >= _SHORTEST_STEM
    last, length = last[some], length[some]
    begin = signs.behind_last(SENTENCE_END, last)
    stop = signs.next_at(SENTENCE_END, last)
    spans = []
    columns = (begin, last - length, last + 1, stop)
    for first, start, end, until in zip(*(one.tolist() for one in columns), strict=True):
        name = device(text[start:end])
        if name:
            start = end - len(name)
            before = text[max(first, start - _BEFORE) : start]
            if is_used(before, text[end : min(until, end + _AFTER)]):
                spans.append((start, end))
    found, ends = np.array(spans, np.int64).reshape(-1, 2).T
    return found, ends


def _ends(fields: Fields) -> Numbers:
    """Return where the last characters of names may stand: before a sign, a joint or a verb."""
    signs = fields.signs
    codes = signs.codes
    last = signs.places(DEVICE_END)
    ends_well = _ends_well()[_number_of_end()[codes[last]], codes[last - 1]]
    last = last[np.flatnonzero(ends_well & signs.has(CHINESE, last, -1))]
    is_end = ~signs.has(CHINESE, last, 1) | signs.are_one_of(_BEHIND, last, 1)
    asked = np.flatnonzero(~is_end)
    behind = last[asked] + 1
    is_end[asked] = verbs().hold(codes, behind, np.minimum(behind + _VERB, len(codes)))
    found: Numbers = last[is_end]
    return found
