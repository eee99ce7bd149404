"""Every sentence that the forecast half says to people, in English and Chinese."""

from __future__ import annotations

from typing import Any

SENTENCES: dict[str, tuple[str, str]] = {
    # reading a panel
    "left_out": ("left out: {error}", "已剔除：{error}"),
    "more_left_out": (
        "{count} more series were left out for the same kinds of reasons",
        "另有 {count} 个序列因同类原因被剔除",
    ),
    "empty_values": ("empty values were left out{where}", "空值已略去{where}"),
    "rows": (" (row {rows})", "（第 {rows} 行）"),
    "mixed_magnitudes": (
        "figures with and without 万 were brought to single units",
        "带“万”与不带“万”的数值已统一为个位单位",
    ),
    "mixed_percent": (
        "shares were given as 0-1 ({years}) and as 0-100; all were brought to percent",
        "占比既有 0-1（{years}）又有 0-100 的写法，已统一为百分数",
    ),
    "gap_filled": (
        "no figures for {years}: filled on the log scale, intervals widened",
        "{years} 年无数据：按对数尺度内插，区间已相应放宽",
    ),
    "gaps_filled_many": (
        "gaps in years were filled on the log scale in {count} series; their intervals are widened",
        "{count} 个序列的缺失年份已按对数尺度内插，其区间相应放宽",
    ),
}  # fmt: skip


def sentence(key: str, lang: str = "en", /, **values: Any) -> str:
    """Say one of `SENTENCES`.

    Parameters
    ----------
    key : str
    lang : {"en", "zh"}
    **values
        What the sentence names.

    Examples
    --------
    >>> sentence("rows", "zh", rows="3, 4")
    '（第 3, 4 行）'
    """
    english, chinese = SENTENCES[key]
    return (chinese if lang == "zh" else english).format(**values)
