"""Every sentence that the forecast half says to people, in English and Chinese."""

from __future__ import annotations

from typing import Any

SENTENCES: dict[str, tuple[str, str]] = {
    # reading a panel
    "left_out": (
        "left out: {error}",
        "已剔除：{error}",
    ),
    "more_left_out": (
        "{count} more series were left out for the same kinds of reasons",
        "另有 {count} 个序列因同类原因被剔除",
    ),
    "empty_values": (
        "empty values were left out{where}",
        "空值已略去{where}",
    ),
    "rows": (
        " (row {rows})",
        "（第 {rows} 行）",
    ),
    "mixed_magnitudes": (
        "figures with and without 万 were brought to single units",
        "带“万”与不带“万”的数值已统一为个位单位",
    ),
    "mixed_percent": (
        "shares were given as 0-1 ({years}) and as 0-100; all were brought to percent",
        "占比既有 0-1（{years}）又有 0-100 的写法，已统一为百分数",
    ),
    "vintages_apart": (
        "figures of several vintages or definitions ({column}) are series of their own, never "
        "mixed; `backtest` sees at each origin only what was published by then",
        "不同版本或口径（{column}）的数据各为一个序列，绝不混用；"
        "`backtest` 在每个起点只使用当时已公布的数据",
    ),
    "gap_filled": (
        "no figures for {years}: filled on the log scale, intervals widened",
        "{years} 年无数据：按对数尺度内插，区间已相应放宽",
    ),
    "gaps_filled_many": (
        "gaps in years were filled on the log scale in {count} series; their intervals are widened",
        "{count} 个序列的缺失年份已按对数尺度内插，其区间相应放宽",
    ),
    # projecting
    "break": (
        "the definition changed in {year}: earlier figures are another series; the forecast "
        "starts from {year} with the earlier growth",
        "{year} 年统计口径变化：此前数据为另一口径；预测以 {year} 年为起点，沿用此前增速",
    ),
    "short": (
        "{count} figures only: the forecast rests on little, read the interval rather than "
        "the point",
        "仅有 {count} 个数据点：预测依据有限，请看区间而非点值",
    ),
    "few_figures": (
        "figures are not yearly: intervals are widened {factor} times for the years filled in",
        "数据并非逐年：因内插年份，区间放宽为 {factor} 倍",
    ),
    "borrowed": (
        "one figure only ({year}): growth borrowed from {lender}; the interval adds a "
        "difference in growth of {spread} points a year, which no data confirm",
        "仅有 {year} 年一个数据：增速借自 {lender}；区间另计每年 {spread} 个百分点的增速差异"
        "，无数据可验证",
    ),
    "driven": (
        "one figure only ({year}): the share is taken to follow {driver} by half, which no "
        "data confirm; the interval is wide",
        "仅有 {year} 年一个数据：假设占比随 {driver} 变动一半，无数据可验证；区间较宽",
    ),
    "other_definition": (
        "not the same thing as {other}, which has another definition; the two are never joined",
        "与 {other} 口径不同，两者从不衔接",
    ),
    "vintages": (
        "{note}",
        "各年数值基于不同的 GDP 版本",
    ),
    "reconciled": (
        "made to add up with {others}; known figures are kept",
        "已与 {others} 加总一致；已知数值保持不变",
    ),
    "own_estimate": (
        "the {year} figure is the documents' own estimate, published without an error",
        "{year} 年数值为文件自身的估计，未公布误差",
    ),
    "published_gap": (
        "the documents project {theirs} for {year}, ours is {ours}: they assume {their_step} "
        "a year after {base}, against {last_step} a year from {before} to {base}; ours "
        "assumes {our_step}",
        "文件预测 {year} 年为 {theirs}，本工具为 {ours}：其假设 {base} 年后每年增加 "
        "{their_step}，而 {before}-{base} 年每年仅增加 {last_step}；本工具假设每年 {our_step}",
    ),
    "published_inside": (
        "their figure lies inside our 80 % interval",
        "其数值落在本工具的 80% 区间内",
    ),
    "published_between": (
        "their figure lies outside our 80 % but inside our 95 % interval",
        "其数值在本工具 80% 区间之外、95% 区间之内",
    ),
    "published_outside": (
        "their figure lies outside our 95 % interval",
        "其数值在本工具 95% 区间之外",
    ),
    "target": (
        "target {value} by {year} (needs {needed} % a year from {base}): probability "
        "{probability} of being reached in time",
        "目标 {year} 年达到 {value}（自 {base} 年起每年需 {needed}%）：按期达到的概率为 "
        "{probability}",
    ),
    "target_met": (
        "target {value} by {year}: the latest figure ({base}) already meets it; probability "
        "{probability} of still meeting it in {year}",
        "目标 {year} 年达到 {value}：最新数据（{base} 年）已达标；{year} 年仍达标的概率为 "
        "{probability}",
    ),
    "target_met_later": (
        "target {value} by {year}: the latest figure ({base}) already meets it; {year} is beyond "
        "the forecast, which ends in {to}",
        "目标 {year} 年达到 {value}：最新数据（{base} 年）已达标；{year} 年超出预测期"
        "（至 {to} 年）",
    ),
    "target_later": (
        "target {value} by {year} (needs {needed} % a year from {base}): beyond the forecast, "
        "which ends in {to}",
        "目标 {year} 年达到 {value}（自 {base} 年起每年需 {needed}%）：超出预测期（至 {to} 年）",
    ),
    "jump": (
        "the level jumps in {year}: a change of definition or scope? earlier years were "
        "moved to it",
        "{year} 年水平突变：口径是否变化？此前年份已平移至新水平",
    ),
    "outlier": (
        "{year} is far out of line and was not used; check it",
        "{year} 年数值异常，未被使用；请核对",
    ),
    "two_points": (
        "two years only: the last value is repeated, the interval is a wide guess",
        "仅有两年数据：重复最近值，区间只是宽泛猜测",
    ),
    "method_needs": (
        "too short for {method}: forecast with {used}",
        "数据过短，无法使用 {method}：改用 {used}",
    ),
    # anchors and indicators
    "indicated": (
        "years between figures are estimated with {count} indicators weighed on {regions} "
        "provinces (cross-validated error {gain} of using none, largely through a history that "
        "the provinces share); they shape the path, {rest} % of the growth is carried by none",
        "数据年份之间由 {count} 个指标估计，权重来自 {regions} 个省份的面板（交叉验证误差为不用"
        "指标时的 {gain} 倍，且多来自各省共同的历史）；指标只影响路径形状，{rest}% 的增长没有"
        "指标可解释",
    ),
    "lasso": (
        "cross-validated error relative to no indicator; {changes} three-year changes of "
        "engineers in public units, {regions} provinces, penalty {penalty}",
        "相对于不用指标的交叉验证误差；{regions} 省公有单位工程技术人员三年变化 {changes} 个"
        "，惩罚 {penalty}",
    ),
    "weight": (
        "kept; percent of engineers for one percent more; standard error before shrinkage {error}",
        "保留；指标每增 1% 工程师变化的百分比；收缩前标准误 {error}",
    ),
    "equal_weight": (
        "the same weight for each indicator: so few figures cannot weigh them",
        "各指标权重相同：数据点太少，无法分别估计",
    ),
    "own_indicators": (
        "years between figures and half of the forecast follow an index of {count} of your "
        "indicators ({names}), with equal weights",
        "数据年份之间及预测的一半依据自有的 {count} 个指标（{names}）的等权指数",
    ),
    "weight_zero": (
        "kept by the lasso, but not told apart from zero by the regression: weight 0",
        "lasso 保留，但回归中与零无显著差异：权重为 0",
    ),
    "named": (
        "{name}: {note}",
        "{name}：{note}",
    ),
    "drop_lasso": (
        "dropped by the lasso",
        "被 lasso 剔除",
    ),
    "drop_coverage": (
        "not weighed: no figures in most years in which the provinces' engineers are known",
        "未赋权：在有省级工程师数据的多数年份缺少该指标",
    ),
    "drop_same": (
        "not weighed: moves as {why} does",
        "未赋权：与 {why} 几乎同步",
    ),
    "elasticity": (
        "elasticity of engineers to the index after seeing the anchors, standard deviation "
        "{spread}",
        "结合锚点后工程师对指数的弹性，标准差 {spread}",
    ),
    "drift": (
        "growth a year that the indicators do not carry, log percent",
        "指标未能解释的年增长（对数百分点）",
    ),
    "deviation": (
        "yearly deviation from index and drift, log percent: the width between anchors",
        "偏离指数与趋势的年度标准差（对数百分点），决定锚点间区间宽度",
    ),
    "growth": (
        "percent of the growth from {first} to {last} carried by this indicator",
        "{first}-{last} 年增长中由该指标带动的百分比",
    ),
    "growth_rest": (
        "percent of that growth carried by no indicator",
        "同期增长中没有指标可解释的百分比",
    ),
    "ahead": (
        "log percent that this indicator adds from {last} to {to} on the indicator path",
        "指标路径上该指标在 {last}-{to} 年的贡献（对数百分点）",
    ),
    "combine": (
        "weight {weight}; value in {to}",
        "权重 {weight}；{to} 年数值",
    ),
    "left_out_effect": (
        "change of the {to} figure without it",
        "去掉它之后 {to} 年数值的变化",
    ),
    # users' own panels
    "too_short": (
        "left out: fewer than the {count} years that the method needs",
        "已剔除：少于该方法所需的 {count} 年",
    ),
    "has_year": (
        "already has {year}: nothing to forecast",
        "已有 {year} 年数据：无需预测",
    ),
    "too_old": (
        "ends in {year}, more than 50 years before: not forecast",
        "止于 {year} 年，超过 50 年：不预测",
    ),
    # back-testing
    "vintages_seen": (
        "{count} vintages: each origin sees only what had been published when its last year first "
        "came out; errors are measured against the latest vintage",
        "共 {count} 个版本：每个起点只使用其最后一年首次发布时已公布的数据；误差以最新版本为准",
    ),
    "retrain_helped": (
        "Retraining helped: {own} of the last value's error, against {shipped} with the shipped "
        "models and {plain} with nothing learned (better than either in {sure} % of resamples "
        "of the series); its 95 % intervals held {cover} %. Use the retrained models.",
        "重新训练有效：误差为“最近值”的 {own} 倍，内置模型为 {shipped}，不用学习部分为 {plain}"
        "（对序列重抽样，{sure}% 的情形优于两者）；95% 区间包含 {cover}%。可使用重新训练的模型。",
    ),
    "retrain_same": (
        "Retraining made no clear difference: {own} of the last value's error, against {shipped} "
        "with the shipped models and {plain} with nothing learned (better than either in {sure} % "
        "of resamples of the series); its 95 % intervals held {cover} %. Keep the shipped models.",
        "重新训练没有明显差别：误差为“最近值”的 {own} 倍，内置模型为 {shipped}，不用学习部分为 "
        "{plain}（对序列重抽样，{sure}% 的情形优于两者）；95% 区间包含 {cover}%。"
        "建议沿用内置模型。",
    ),
    "retrain_hurt": (
        "Retraining did harm: {own} of the last value's error, against {shipped} with the shipped "
        "models and {plain} with nothing learned (better than either in only {sure} % of resamples "
        "of the series); its 95 % intervals held {cover} %. Keep the shipped models.",
        "重新训练反而变差：误差为“最近值”的 {own} 倍，内置模型为 {shipped}，不用学习部分为 {plain}"
        "（对序列重抽样，仅 {sure}% 的情形优于两者）；95% 区间包含 {cover}%。请沿用内置模型。",
    ),
    "retrain_honest": (
        "The models judged here were trained without the last {origins} figures of any series, the "
        "ones they are judged on ({rows} training rows of {series} series).",
        "此处评判的模型在训练时未见任何序列的最后 {origins} 个数据，即用于评判的数据"
        "（{series} 个序列，{rows} 行训练样本）。",
    ),
    "few_forecasts": (
        " Only {count} forecasts could be compared: too few to choose a method by.",
        "仅有 {count} 个预测可比较：不足以据此选择方法。",
    ),
    "verdict_none": (
        "No method could be compared with the last value.",
        "没有方法可与“最近值”相比较。",
    ),
    "verdict_naive": (
        "On your data nothing beats the last value (best: {best}, {owa} of its error).",
        "在你的数据上，没有方法优于“最近值”（最好的是 {best}，误差为其 {owa} 倍）。",
    ),
    "verdict_best": (
        "On your data {best} is best: {owa} of the last value's error.",
        "在你的数据上 {best} 最好：误差为“最近值”的 {owa} 倍。",
    ),
    "verdict_cover": (
        " Its 95 % intervals held {cover} % of the figures.",
        "{best} 的 95% 区间包含了 {cover}% 的实际值。",
    ),
}


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
