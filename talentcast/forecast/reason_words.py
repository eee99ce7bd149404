"""What models say of themselves, in Chinese: notes, steps and items of an explanation."""

from __future__ import annotations

import re

#: English note of a model (a pattern) and its Chinese.
NOTES: tuple[tuple[str, str], ...] = (
    (r"its forecast of next year; the median of the four is kept",
     "对下一年的预测；取四者的中位数"),
    (r"weight of that scale", "该尺度的权重"),
    (r"mean weight of the newest value", "最近值的平均权重"),
    (r"weight of the newest value", "最近值的权重"),
    (r"mean share of the slope kept each year", "斜率每年保留的平均比例"),
    (r"share of the mean change kept", "平均变化保留的比例"),
    (r"moves next year's point by this many of its standard deviations",
     "对下一年点预测的修正，单位为其标准差"),
    (r"share by which the ensemble missed the last value from (\d+) years",
     r"回测：\1 年前预测最近值的相对误差"),
    (r"forecast as log odds of this whole", "按占该总体的对数几率预测"),
    (r"did not fit; random walk with drift instead", "无法拟合，改用带漂移的随机游走"),
    (r"stays at the last value, (.+)", r"保持最近值 \1"),
    (r"two values only: the last one is repeated, the interval is a wide guess",
     "仅有两年数据：重复最近值，区间只是宽泛猜测"),
    (r"yearly change: half the fitted slope", "年变化：拟合斜率的一半"),
    (r"yearly change, logs?", "年变化（对数）"),
    (r"yearly change, (.+)", r"年变化，\1"),
    (r"mean of (\d+) yearly changes", r"\1 个年变化的平均"),
    (r"value (\d+) of (\d+) is out of line and was replaced; check it",
     r"\2 个值中的第 \1 个异常，已被替换；请核对"),
    (r"level jump between values (\d+) and (\d+) of (\d+); earlier ones moved",
     r"\3 个值中第 \1 与第 \2 个之间水平突变；此前的值已平移"),
    (r"(.+) with drift", r"\1，带漂移"),
)  # fmt: skip

#: Steps of an explanation.
STEPS = {
    "member": "成员模型", "shrinkage": "收缩", "backtest": "回测", "interval": "区间",
    "warning": "警告", "jump": "水平突变", "outlier": "异常值", "select": "指标筛选",
    "weight": "权重", "elasticity": "弹性", "drift": "漂移", "deviation": "偏离",
    "growth": "历史增长", "ahead": "未来贡献", "combine": "合成", "leave out": "去一检验",
    "reconcile": "加总一致", "borrow": "借用增速", "driver": "驱动占比", "indicators": "指标",
}  # fmt: skip

#: Items and methods.
ITEMS = {
    "smoothing": "平滑", "smoothing, log scale": "平滑（对数尺度）", "cautious drift": "谨慎漂移",
    "shrunk drift": "收缩漂移", "shrunk_drift": "收缩漂移", "drift": "漂移", "naive": "最近值",
    "theta": "Theta", "learned correction": "学习所得修正", "latest error": "最近一次回测误差",
    "alpha": "新值权重 α", "phi": "斜率保留 φ", "logit": "对数几率", "two points": "仅两点",
    "index": "指数", "walk": "游走", "indicator path": "指标路径", "own path": "自身路径",
    "lasso": "lasso",
}  # fmt: skip

METHODS = {
    "auto": "自动", "ensemble": "集成", "smoothing": "平滑", "shrunk_drift": "收缩漂移",
    "theta": "Theta", "drift": "漂移", "naive": "最近值", "boosting": "提升树", "arima": "ARIMA",
    "ets": "ETS", "structural": "结构模型", "prophet": "Prophet", "interpolated": "内插",
    "indicators": "指标", "retrained": "重新训练", "nothing learned": "不用学习部分",
    "whole less other parts": "总量减其余部分", "ratio of two series": "两指标之比",
    "driven share": "随驱动指标变动的占比", "borrowed growth": "借用增速",
    "share of whole": "占总量的份额", "indicators + auto": "指标 + 自动",
    "auto (retrained)": "自动（重新训练）",
    "auto (nothing learned)": "自动（不用学习部分）",
}  # fmt: skip

_VALUE = re.compile(r"value (\d+)")
_ANCHOR = re.compile(r"(anchor|indicator) (.+)")


def note_in(note: str, lang: str) -> str:
    """Say a model's note in `lang`; one without a known translation stands as it is.

    Examples
    --------
    >>> note_in("share of the mean change kept", "zh"), note_in("stays at the last value, 5", "zh")
    ('平均变化保留的比例', '保持最近值 5')
    """
    if lang != "zh":
        return note
    for english, chinese in NOTES:
        found = re.fullmatch(english, note)
        if found:
            return found.expand(chinese)
    return note


def step_in(step: str, lang: str) -> str:
    """Name a step of an explanation.

    Examples
    --------
    >>> step_in("shrinkage", "zh"), step_in("shrinkage", "en")
    ('收缩', 'shrinkage')
    """
    return STEPS.get(step, step) if lang == "zh" else step


def item_in(item: str, lang: str) -> str:
    """Name an item of an explanation.

    Examples
    --------
    >>> item_in("value 6", "zh"), item_in("anchor 2010", "zh"), item_in("x_gdp_ph", "zh")
    ('第 6 个值', '锚点 2010', 'x_gdp_ph')
    """
    if lang != "zh":
        return item
    value, anchor = _VALUE.fullmatch(item), _ANCHOR.fullmatch(item)
    if value:
        return f"第 {value[1]} 个值"
    if anchor:
        return f"{'锚点' if anchor[1] == 'anchor' else '指标'} {anchor[2]}"
    return ITEMS.get(item, METHODS.get(item, item))


def method_in(method: str, lang: str) -> str:
    """Name a method, alone or with what goes before it.

    Examples
    --------
    >>> method_in("indicators + auto", "zh"), method_in("indicators + theta", "zh")
    ('指标 + 自动', '指标 + Theta')
    """
    if lang != "zh":
        return method
    if method in METHODS:
        return METHODS[method]
    return " + ".join(METHODS.get(part, part) for part in method.split(" + "))
