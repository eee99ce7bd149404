"""Members of a list beside a task: 放码 and 排料 in 女装打版、放码、排料."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Mask, Numbers, is_one_of
from talentcast.matching.duties import Pairs, are_pairs, name_sizes, pairs
from talentcast.matching.free_stretches import Covered
from talentcast.matching.patterns import stop_tree
from talentcast.matching.phrases import Phrases, WordEnds
from talentcast.matching.skill_words import (
    EMPTY_OBJECTS,
    NO_DUTY_ENDS,
    NO_DUTY_OBJECTS,
    NOT_TERMS,
    PEOPLE,
    STOP_WORDS,
)
from talentcast.matching.span_signs import CHINESE, LIST_COMMA, NO_CHINESE, WORD, TextSigns
from talentcast.matching.surface_table import HARD
from talentcast.matching.task_objects import object_lengths
from talentcast.matching.unlisted import verbs

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields
    from talentcast.matching.mentions import Mentions

#: A member has 2 to 6 Chinese characters.
_SHORTEST, _LONGEST = 2, 6

#: Everyday words that stand beside tasks and are none, and things by their last words.
_NO_MEMBERS = frozenset(
    "更新 存储 性能 协议 稳定 函数 上线 设置 修改 财务 行政 法律 商科 图像 视频 音频 文本 转换 "
    "远程 车辆 区域 电话 服务 网络 主机 终端 界面 功能 模块 接口 组件 架构 逻辑 玩法 角色 道具 "
    "场景 原理 技能 理念 案例 讲座 初试 复试 笔试 面试 外包 门户 手册 报警 局域网 互联网 反馈 "
    "提炼 申请 调整 匹配 减少 安全 排期 立项 落地 迭代 应用 镜像 拓扑 定位 解析 过滤 查询 注释 "
    "教育 政府 文学 经济 管理 会计 人力 行为 风险 效果 前端 后端 交互 视觉 策划 美术 程序 算法 "
    "模型 特征 索引 缓存 日志 用户 会员 订单 支付 物流 生产 计划 库存 销售 采购 市场 品牌 渠道 "
    "媒体 内容 活动 新闻 邮件 短信 大规模 高并发 高可用 稳定性 兼容性 安全性 可靠性 易用性 "
    "说话人 年度体检 病假 婚假 产假".split()
)
_THINGS = tuple(
    "系统 平台 产品 服务器 工具 设备 环境 方案 资源 行业 数据 产业 框架 引擎 机制 体验 性能 项目 "
    "规模 人群 反馈 权益 机构 渠道 客户 器 机 仪".split()
)

#: How often a member that was added lets the next one be added.
_ROUNDS = 4

_COMMA = ord("、")

#: Characters of most verbs, one of which with its object behind it is no name; of some stop words.
_PAIR = 2


@cache
def _no_members() -> Phrases:
    return Phrases(_NO_MEMBERS | NOT_TERMS | EMPTY_OBJECTS | NO_DUTY_OBJECTS)


@cache
def _no_ends() -> WordEnds:
    return WordEnds((*_THINGS, *NO_DUTY_ENDS, *PEOPLE))


def are_members(signs: TextSigns, start: Numbers, end: Numbers) -> Mask:
    r"""Say which members of a list, of two characters or more, can name something on their own.

    Examples
    --------
    >>> from talentcast.matching.span_signs import TextSigns
    >>> signs, start = TextSigns("放码、供应商、等问题\n"), np.array([0, 3, 7])
    >>> are_members(signs, start, np.array([2, 6, 10])).tolist()
    [True, False, False]
    """
    codes = signs.codes
    found: Mask = signs.first_in(NO_CHINESE, start, end) == end
    # A bare verb is plain activity (监控), and one with its object behind it is no name.
    for words in (verbs(), _no_members()):
        asked = np.flatnonzero(found)
        found[asked] = ~words.hold(codes, start[asked], end[asked])
    asked = np.flatnonzero(found)
    start, end = start[asked], end[asked]
    begins, ends = (verbs().hold(codes, at, at + _PAIR) for at in (start, end - _PAIR))
    is_member = (~begins | ends) & ~_no_ends().hold(codes, start, end)
    found[asked] = is_member & ~signs.hold_words(stop_tree(), start, end)
    return found


@cache
def _pair_stops() -> Pairs:
    return pairs(word for word in STOP_WORDS if len(word) == _PAIR)


@cache
def _single_stops() -> Mask:
    return is_one_of("".join(word for word in STOP_WORDS if len(word) == 1))


def find_members(
    fields: Fields, mentions: tuple[Mentions, ...], covered: Covered
) -> tuple[Numbers, Numbers]:
    """Find the members of lists that stand beside a task, or beside a member found so.

    Parameters
    ----------
    fields : Fields
    mentions : tuple of Mentions
    covered : Covered
        Where they stand.

    Returns
    -------
    start, end : array of int
    """
    codes = fields.signs.codes
    begins, ends = (
        np.concatenate(places)
        for places in zip(*(_beside_commas(fields.signs, one) for one in mentions), strict=True)
    )
    starts, stops = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for _ in range(_ROUNDS):
        spans = (
            _behind(fields, ends[codes[ends] == _COMMA] + 1),
            _before(fields, begins[codes[begins - 1] == _COMMA] - 1),
        )
        start, end = (np.concatenate(column) for column in zip(*spans, strict=True))
        new = np.flatnonzero(covered.leaves_free(start, end))
        new = new[are_members(fields.signs, start[new], end[new])]
        new = new[~_are_among(start[new], starts)]
        if not len(new):
            break
        # Of two that begin at one place the last one counts.
        begins, last = np.unique(start[new[::-1]], return_index=True)
        ends = end[new[::-1]][last]
        at = np.searchsorted(starts, begins)
        starts, stops = np.insert(starts, at, begins), np.insert(stops, at, ends)
    return starts, stops


def _are_among(places: Numbers, known: Numbers) -> Mask:
    """Say which places are among some that rise."""
    found: Mask = np.append(known, -1)[np.searchsorted(known, places)] == places
    return found


def _beside_commas(signs: TextSigns, mentions: Mentions) -> tuple[Numbers, Numbers]:
    """Return where tasks begin behind a comma of lists, and where they end before one."""
    tasks = np.flatnonzero(mentions.kind == HARD)
    start, end = mentions.start.take(tasks), mentions.end.take(tasks)
    behind, before = signs.has(LIST_COMMA, start, -1), signs.has(LIST_COMMA, end)
    return start[np.flatnonzero(behind)], end[np.flatnonzero(before)]


def _behind(fields: Fields, start: Numbers) -> tuple[Numbers, Numbers]:
    """Return the members that begin at some places, up to a sign or joint."""
    signs = fields.signs
    size = name_sizes(signs, start)
    start, end = start[size > 0], (start + size)[size > 0]
    whole = ~signs.has(WORD, end)
    return start[whole], end[whole]


def _before(fields: Fields, end: Numbers) -> tuple[Numbers, Numbers]:
    """Return the members that end at some places, from behind a sign or stop word."""
    signs = fields.signs
    end = end[signs.has(CHINESE, end - 1)]
    length = object_lengths(signs, end)
    some = (length >= _SHORTEST) & (length <= _LONGEST)
    end, start = end[some], end[some] - length[some]
    # The end of a longer run of characters is no member.
    is_whole = ~signs.has(CHINESE, start - 1) | _single_stops()[signs.codes[start - 1]]
    asked = np.flatnonzero(~is_whole)
    is_whole[asked] = are_pairs(fields, start[asked] - _PAIR, _pair_stops())
    return start[is_whole], end[is_whole]
