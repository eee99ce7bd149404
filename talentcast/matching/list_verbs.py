"""Verbs of the trades that stand alone in a list of duties (收货、复核): tasks of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Mask, Numbers, is_one_of
from talentcast.matching.duties import is_led
from talentcast.matching.surfaces import Code

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks
    from talentcast.matching.surface_table import SurfaceTable

#: Verbs that say what is done without an object. General ones (测试, 安装) need theirs.
LIST_VERBS = frozenset(
    (
        "复核 上架 入库 出库 打包 出货 上新 离心 搅拌 杀菌 打孔 打样 报价 招聘 盘点 清点 消毒 "
        "灭菌 称量 称重 配料 投料 灌装 贴标 装箱 拣选 分拣 装卸 搬运 码放 喷漆 喷涂 打磨 抛光 "
        "折弯 冲压 电镀 铸造 锻造 切割 注塑 压铸 组装 装配 装夹 对刀 换模 试模 调机 上料 下料 "
        "拍摄 修图 调色 录制 配音 摄像 编剧 采写 采编 组稿 审稿 排版 校对 制版 装订 缝制 裁剪 "
        "熨烫 打版 打样 修剪 养护 灌溉 除草 采收 采摘 收割 饲养 喂养 防疫 接种 注射 穿刺 缝合 "
        "输液 换药 包扎 导诊 分诊 挂号 随访 回访 宣教 巡查 巡检 巡逻 巡更 巡视 值守 监盘 探伤 "
        "取样 制样 采样 化验 校准 标定 检定 送检 首检 抽检 接线 布线 放线 放样 支护 掘进 爆破 "
        "浇筑 砌筑 吊装 敷设 铺设 粉刷 绑扎 烘烤 烘干 腌制 熬制 切配 宰杀 备餐 送餐 点餐 迎宾 "
        "摆台 收银 陈列 导购 铺货 补货 订货 保洁 清扫 打扫 洗涤 消杀 清运 报关 报检 订舱 清关 "
        "跟单 理赔 核保 承保 查勘 定损 记账 结算 对账 开票 催收 放款 开户 面签 立案 应诉 授课 "
        "备课 阅卷 命题 教研 答疑 揽收 派送 配送 押运 带看 签约 过户 卸货 检修 抢修 维保 拆装 "
        "纯化 发酵 制备 复测 验收 检漏 冶炼 查验 核验 扫描 打印 邮寄 接待 登记 点检 送样 分装 "
        "审方 调配 照护 陪护 护理 治疗 急救 抢救 摄影 美容 美发 驾驶 录入 打字 送货 调剂 诊疗 "
        "机修"
    ).split()
)

_LIST, _OTHER_LEFT, _OTHER_RIGHT = "、和及与或", ",;:。\n()", ",;。\n等"


def stand_alone(fields: Fields, start: Numbers, end: Numbers) -> Mask:
    """Say which verbs are a whole member of a list.

    Parameters
    ----------
    fields : Fields
    start, end : array of int, length n
        Where such verbs stand.

    Returns
    -------
    array of bool, length n
    """
    signs = fields.signs
    before, behind = signs.codes[start - 1], signs.codes[end]
    goes_on = is_one_of(_LIST)[behind]
    opens = is_one_of(_LIST)[before]
    alone: Mask = opens & (goes_on | is_one_of(_OTHER_RIGHT)[behind])
    return alone | (goes_on & (is_one_of(_OTHER_LEFT)[before] | is_led(fields, start)))


def find_list_verbs(
    fields: Fields, table: SurfaceTable, marks: Marks
) -> tuple[Numbers, Numbers, Numbers]:
    """Find verbs that are a whole member of a list and no names of skills.

    Parameters
    ----------
    fields : Fields
    table : SurfaceTable
    marks : Marks

    Returns
    -------
    start, end, number : array of int
        The verbs, and their surfaces.
    """
    verbs = np.flatnonzero(marks.code == Code.VERB.value)
    verbs = verbs[table.is_list_verb.take(marks.number[verbs])]
    others = np.flatnonzero(table.is_list_verb.take(marks.duties[0]))
    number, start, end = (
        np.append(duties[others], own[verbs])
        for duties, own in zip(marks.duties, (marks.number, marks.start, marks.end), strict=True)
    )
    alone = stand_alone(fields, start, end)
    return start[alone], end[alone], number[alone]
