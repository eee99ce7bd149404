"""Certificates that no table lists: a name before 证 or 执照 that is asked for (塔机安拆证)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Codes, Mask, Numbers, is_one_of
from talentcast.matching.patterns import has_stop_word
from talentcast.matching.span_signs import CHINESE, LICENCE_END
from talentcast.matching.word_trees import WordTree, word_tree

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields

#: What stands in the clause before the last character of a certificate decides, and what behind.
_BEFORE, _BEHIND = 24, 4

#: Longest name before 证: 8 characters and what may stand before them.
_LONGEST_NAME = 8

#: How the name goes on behind 证, and what may stand behind the certificate.
_FOLLOWING = "者优或和及与等并更加为的即佳"
_ENDING = re.compile(rf"书?(?=[^\u4e00-\u9fff]|$|[{_FOLLOWING}]|上岗)")
_WISHES = "优先 更佳 更好 加分 为佳"
_WISHED = re.compile(r"书?(?:者?优先|更佳|更好|加分|为佳|的优先)")

#: Behind these a certificate is asked for; and they begin its name.
_CUES = "持有 持 具备 具有 拥有 有 取得 考取 考过 获得 需 须"
_CUE = re.compile("|".join(_CUES.split()))
_JOINED = re.compile(r"或者?|和|及|与|以上|以及|有效的?|相关的?|本人|国家|的")
_RUN = re.compile(r"[\u4e00-\u9fffa-z0-9+]+$")
_LIST_SIGN = "、/"

#: Words that end in 证, 照 or 格 and are no certificate of a skill: papers that everybody has,
#: papers of a firm or a good, verbs, and 证 alone behind words that name none.
_NO_LICENCE = re.compile(
    r"(?:身份|居住|暂住|毕业|学位|学历|工作|合格|房产|不动产|结婚|生育|准生|准考|出生|通行|学生|"
    r"会员|离职|户口|居民|军官|退伍|退役|残疾|残疾人|介绍|许可|生产许可|经营许可|注册|登记|使用|产权|"
    r"记账凭|会计凭|凭|荣誉|获奖|专利|著作权|双|多|两|三|本|此|该|各|各类|各种|无|所需|一|"
    r"保|验|认|论|签|取|公|查|求|核|举|佐|印|见|旁|实|物|例|辩|考|持|办|领|补|换|借|发|"
    r"专业|资格|等级|技能|职业|职业资格|职业技能|职业技能等级|从业|学术|培训|结业|体系|产品|质量|"
    r"行业|行业资格|认证|同级别|原创漏洞)证书?"
)
_NO_LICENCE_END = re.compile(r"(?:保|验|认|论|签|公|求|举|佐|印|凭|许可|合格|毕业|学位|身份)证书?$")

#: 保证, 验证, 认证 and the like, told by one character; and 资格, 执照, 驾照 by theirs.
_NOT_BEFORE_PAPER = "保验认论签求凭举佐印"
_BEFORE_OTHERS = "资执驾"

#: A certificate by its end; 照 and 资格 only in words for one.
_LICENCE = re.compile(
    r"[\u4e00-\u9fffa-z0-9+]{1,12}证书?|(?!营业)[\u4e00-\u9fffa-z0-9]{2,6}(?:执照|驾照)|"
    r"[\u4e00-\u9fff]{1,7}(?:师|员|从业|执业)资格"
)

#: What begins or ends the name of a certificate and is a stop word elsewhere.
_HEAD = re.compile(
    r"^(?:高级|中级|初级|特级)|"
    r"(?:从业|执业|职业|专业|技术|技能|上岗|操作)*(?:资格|等级)?(?:证书?|执照|驾照)?$"
)


@lru_cache(maxsize=1 << 15)
def licence(before: str, behind: str) -> tuple[int, int]:
    """Return how many characters of a certificate stand before a place and behind it, or 0, 0.

    Parameters
    ----------
    before : str
        What stands in the sentence up to 证, 照 or 格 and with it.
    behind : str
        The characters that follow.

    Examples
    --------
    >>> licence("持塔机安拆证", ",能"), licence("有内审员证", "书优先"), licence("持身份证", ",")
    ((5, 0), (4, 1), (0, 0))
    """
    ending = _ENDING.match(behind)
    run = _RUN.search(before)
    if ending is None or run is None:
        return 0, 0
    name, first = run.group(), run.start()
    is_asked = _WISHED.match(behind) is not None
    for cue in _CUE.finditer(name):
        is_asked, begin = True, cue.end()
        first = run.start() + begin
    name = before[first:]
    for joint in _JOINED.finditer(name):
        first = run.start() + len(run.group()) - len(name) + joint.end()
    if not is_asked:
        lead = before[: run.start()]
        is_asked = lead[-1:] in _LIST_SIGN and _CUE.search(before) is not None
    name = before[first:] + ending.group()
    if not is_asked or not is_licence(name):
        return 0, 0
    return len(before) - first, ending.end()


def is_licence(name: str) -> bool:
    """Say whether a word that ends in 证, 证书, 执照 or 资格 can name a certificate of a skill.

    Examples
    --------
    >>> is_licence("塔机安拆证"), is_licence("毕业证书"), is_licence("验证")
    (True, False, False)
    """
    if not _LICENCE.fullmatch(name) or _NO_LICENCE.fullmatch(name) or _NO_LICENCE_END.search(name):
        return False
    stem = _HEAD.sub("", name)
    is_name = len(stem) > 1 or (stem.isascii() and stem.isalpha())
    return is_name and len(stem) <= _LONGEST_NAME and not has_stop_word(stem)


def _may_end(sign: Codes, before: Codes) -> Mask:
    """Say which signs can end a certificate by the character before them."""
    return np.where(
        sign == ord("证"),
        ~is_one_of(_NOT_BEFORE_PAPER)[before],
        is_one_of(_BEFORE_OTHERS)[before],
    )


@cache
def _cues() -> WordTree:
    return word_tree(_CUES.split())


@cache
def _wishes() -> WordTree:
    return word_tree(_WISHES.split())


def find_licences(fields: Fields) -> tuple[Numbers, Numbers]:
    """Find the words for certificates that are asked for, listed or not.

    Parameters
    ----------
    fields : Fields

    Returns
    -------
    start, end : array of int
    """
    signs, text = fields.signs, fields.text
    last = signs.places(LICENCE_END)
    last = last[np.flatnonzero(_may_end(signs.codes[last], signs.codes[last - 1]))]
    follows = ~signs.has(CHINESE, last + 1) | is_one_of(_FOLLOWING + "书上")[signs.codes[last + 1]]
    last = last[np.flatnonzero(follows)]
    begin = np.maximum(signs.sentence_starts(last), last + 1 - _BEFORE)
    is_asked = signs.hold_words(_cues(), begin, last + 1)
    is_asked |= signs.hold_words(_wishes(), last + 1, last + 1 + _BEHIND)
    asked = np.flatnonzero(is_asked)
    begin, last = begin[asked], last[asked]
    spans = []
    for first, stop in zip(begin.tolist(), (last + 1).tolist(), strict=True):
        before, behind = licence(text[first:stop], text[stop : stop + _BEHIND])
        if before:
            spans.append((stop - before, stop + behind))
    start, end = np.array(spans, np.int64).reshape(-1, 2).T
    return start, end
