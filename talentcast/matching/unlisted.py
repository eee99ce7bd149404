"""Names that no table lists, found by where they stand: behind 熟悉, in a list of known names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.patterns import stop_tree
from talentcast.matching.phrases import Phrases
from talentcast.matching.skill_words import NOT_TERMS, VERBS

if TYPE_CHECKING:
    from talentcast.matching.span_signs import TextSigns

#: Words for a kind of knowledge that end a Chinese name behind a cue.
NAMED_KINDS = (
    "原理|协议|标准|规范|流程|理论|算法|工艺|法规|结构|模型|机制|政策|制度|软件|架构|法|知识|技术|"
    "系统|设备|规则|仪|机|学|规程|条例|规定|办法|指南|图纸|材料|特性|要点|体系"
)

#: The last characters of those words.
NAMED_ENDS = "理议准范程论法艺规构型制策度件识术统备则仪机学例定南纸料性点系"

#: What may follow the name, beside what is not Chinese.
NAMED_NEXT = "和与及或等并者优"

#: Last characters of the names of machines, instruments and vessels (`devices`).
DEVICE_ENDS = "仪机器炉泵床釜罐秤尺计表钳枪镜箱柜阀塔锯钻刀夹"

#: One of these ends the object behind a verb, and the verb of the next duty may follow (`duties`).
OBJECT_JOINTS = "和与及并等或以"

#: Between two such names.
NAMED_JOINTS = "和与及"

#: Longest name with what stands before and behind it.
NAMED_REACH = 16

#: How many Chinese characters a term has.
SHORTEST_TERM, LONGEST_TERM = 2, 8

#: Shortest Latin name; a single letter is a language or nothing (`cues.is_listed_language`).
SHORTEST = 2


def are_terms(signs: TextSigns, start: Numbers, end: Numbers) -> Mask:
    r"""Say which Chinese members of lists may be knowledge or bare verbs.

    Examples
    --------
    >>> import numpy as np
    >>> from talentcast.matching.span_signs import TextSigns
    >>> signs, start = TextSigns("输液泵、客户、负责\n"), np.array([0, 4, 7])
    >>> are_terms(signs, start, np.array([3, 6, 9])).tolist()
    [True, False, False]
    """
    size = end - start
    found = (size >= SHORTEST_TERM) & (size <= LONGEST_TERM)
    found &= ~_not_terms().hold(signs.codes, start, end)
    found &= ~signs.hold_words(stop_tree(), start, end)
    return found | verbs().hold(signs.codes, start, end)


@cache
def verbs() -> Phrases:
    """Return the verbs that end tasks."""
    return Phrases(VERBS)


@cache
def _not_terms() -> Phrases:
    return Phrases(NOT_TERMS)


def is_written_plainly(word: str) -> bool:
    """Say whether a Latin name among English words is written as an everyday word.

    Examples
    --------
    >>> is_written_plainly("Team"), is_written_plainly("GraphQL"), is_written_plainly("AWS")
    (True, False, False)
    """
    return not word.isupper() and word[1:] == word[1:].lower()
