"""What the estimates say in words: notes on a run, and flags of a row, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

#: Code to sentence, Chinese and English; `{0}` is what follows the colon in the code.
NOTES: Mapping[str, tuple[str, str]] = {
    "undated": (
        "广告无日期：仅能给出单次快照的筛查分（C 级），不能计算需求增长",
        "The ads carry no dates: a screening score from one snapshot (grade C), no growth",
    ),
    "partly_dated": (
        "不足八成的广告有日期：按单次快照处理（C 级）",
        "Less than 80 % of the ads carry a date: treated as one snapshot (grade C)",
    ),
    "one_window": (
        "日期不足以构成两个等长时段：按单次快照处理（C 级）",
        "The dates do not make two windows of equal length: treated as one snapshot (grade C)",
    ),
    "few_in_window": (
        "较晚时段只有 {0} 个分组（少于 8）：按单次快照处理（C 级）",
        "The later window holds only {0} kinds of row (fewer than 8): treated as one snapshot "
        "(grade C)",
    ),
    "no_reference_at_all": (
        "没有一个职业达到 10 条广告：不给指数，仅给原始分量",
        "No occupation has the 10 ads that a reference occupation needs: no index, raw components "
        "only",
    ),
    "windows_too_thin": (
        "两个时段的广告太少或差别不足以比较：按单次快照处理（C 级）",
        "The two windows hold too little to compare occupations: treated as one snapshot (grade C)",
    ),
    "no_growth": (
        "日期不足以比较两个时段：不计算需求增长",
        "The dates do not allow two windows to be compared: no growth",
    ),
    "common_sources": (
        "来源构成变动超过 10 个百分点：仅用两个时期都有的来源比较：{0}",
        "Shares of sites moved by more than 10 points: compared on ads of sites present in both "
        "periods alone: {0}",
    ),
    "sources_assumed": (
        "广告未注明来源平台：增长仅在两个时段来自相同平台时成立；有此列可用 --map source=列名",
        "The ads do not name their site: growth holds only if both windows are from the same "
        "sites; name their column with --map source=COLUMN",
    ),
    "sites_differ": (
        "两个时期的来源占比变动超过 10 个百分点，共同来源亦然：不比较指数、榜单、增长与技能",
        "Shares of sites moved by more than 10 points between the periods, among those in both "
        "too: indices, lists, growth and skills are not compared",
    ),
    "sources_changed": (
        "两个时段的来源占比变动超过 10 个百分点：不计算增长",
        "Shares of sources moved by more than 10 points between the windows: no growth",
    ),
    "windows": ("比较的两个时段：{0}", "Windows compared: {0}"),
    "half_span": (
        "日期不足 24 个月：两个时段各取跨度的一半，即 {0} 个月（通常为 12 个月）；"
        "可用 --window-months 指定",
        "The dates span less than 24 months: each window is half of the span, {0} months instead "
        "of 12; --window-months sets the length",
    ),
    "seasons": (
        "两个 {0} 个月的时段不是一年中的相同月份：增长混有季节因素",
        "Windows of {0} months are different months of the year: growth mixes in seasons",
    ),
    "window_too_long": (
        "--window-months 要求的时段（月数）超过日期跨度的一半：{0}；按单次快照处理（C 级）",
        "--window-months asks for windows that are longer than half of the months of the dates "
        "({0}): treated as one snapshot (grade C)",
    ),
    "stays": (
        "招聘难度：{0} 个空缺的首次与最后出现日期；最后一天仍在的视为未关闭",
        "Hard to fill: days on the site of {0} vacancies, from the first to the last day seen; "
        "those seen on the last day of the data count as still open",
    ),
    "no_stays": (
        "有首末出现日期，但过半空缺只见于一天，或多数在最后一天仍在：不能计算在线时长",
        "First and last days are given, but half of the vacancies were seen on one day only, or "
        "most were still up on the last: time on the site can't be told",
    ),
    "no_reposts": (
        "再次发布不计入招聘难度：不足 30 例，或相邻观察日相隔 14 天以上，看不出是否曾下线",
        "Reposts are left out of hard to fill: fewer than 30, or days of observation lie 14 or "
        "more apart, so that it can't be seen whether an ad was down",
    ),
    "small_reference": (
        "参照职业仅 {0} 个（少于 20）：指数可信度较低",
        "Small reference set: {0} occupations (fewer than 20), so the index is less certain",
    ),
    "weak_reference": (
        "达到 50 条广告、10 家单位的职业太少：参照职业放宽到 {0} 条广告",
        "Too few occupations have 50 ads and 10 employers: the reference takes those with {0} ads",
    ),
    "no_reference": (
        "达到 10 条广告的参照职业仅 {0} 个（需 8 个）：不给指数，仅给原始分量",
        "{0} of the 8 reference occupations needed have 10 ads: no index, raw components only",
    ),
    "single_component": (
        "指数仅由一个分量构成：{0}；应有两个，故证据很弱，不排名、不比较先后、不给供需星级",
        "The index is made of one component alone: {0}; it should have two, so it is very weak, "
        "without ranks, pairs and stars of supply and demand",
    ),
    "no_components": (
        "广告中既无薪酬也无紧急用语或招聘人数：无法计算指数",
        "The ads hold neither pay nor urgent wording nor openings: no index",
    ),
    "no_spread": (
        "各职业在分量 {0} 上没有超出抽样误差的差别：不计入指数",
        "Occupations do not differ in {0} beyond sampling error: left out of the index",
    ),
    "not_clustered": (
        "多数广告没有单位名称：区间按单条广告计算（偏窄），不适用单位数规则",
        "Most ads name no employer: intervals are not clustered (too narrow), and the rules on "
        "numbers of employers are skipped",
    ),
    "other_currency": (
        "另有其他币种的薪酬，未折算、未计入：{0}",
        "Pay in other currencies is neither converted nor counted: {0}",
    ),
    "no_units": (
        "没有一条广告给出所要的分组：{0}",
        "No ad says what the rows should be ({0}): name its column with --map, or change --by",
    ),
    "months_stated": (
        "薪酬为月均（年薪÷12）：标薪广告中写明发薪月数或年薪的占 {0}，其余按 12 个月计",
        "Pay is the monthly equivalent (a year's pay / 12): of the ads with pay, {0} state the "
        "months paid or a year's pay, the others count as 12 months",
    ),
    "no_pay": ("广告中没有可读的薪酬", "The ads hold no readable pay"),
    "unmatched": (
        "以下各行不在广告中，其人数未使用：{0}",
        "Figures for rows that no ad belongs to are not used: {0}",
    ),
    "ratio_used": (
        "求职数据既有人数又有比值：采用比值",
        "The seekers file holds persons and a ratio: the ratio is used",
    ),
    "dominant_employer": (
        "一家单位发布了全部广告的 {0} %：结果主要反映这家单位",
        "One employer posts {0} % of all ads: the results largely describe that employer",
    ),
    "tightness_months": (
        "求人倍率的空缺取自 {0} 的广告（每条广告计一个空缺）：求职人数应为同一时期",
        "Vacancies per seeker count the vacancies of {0} (one an ad): seekers should be those of "
        "the same months",
    ),
    "tightness_undated": (
        "求人倍率的空缺为全部广告（无日期，每条广告计一个空缺）：求职人数应为同一时期",
        "Vacancies per seeker count all vacancies, which are undated (one an ad): seekers should "
        "be those of the same period",
    ),
    "stock_only": (
        "仅给出存量：紧缺度以空缺/在岗人数计，不能与供求平衡比较",
        "Only a stock is given: tightness is vacancies per person employed, which can't be read "
        "against balance",
    ),
    "vacancy_shares": (
        "未给出存量：转行难度以广告占比为权重",
        "No stock is given: the difficulty of moving in is weighted by shares of vacancies",
    ),
    "not_in_reference": (
        "分量 {0} 不在所存参照中：不计入指数",
        "The stored reference has no {0}: left out of the index",
    ),
    "stored_reference": (
        "指数按所存参照归一化，只可与同一平台、同一参照的结果比较：{0}",
        "The index is normalised by the stored reference, and compares with others of it from the "
        "same sites alone: {0}",
    ),
    "periods": ("比较的两个时期：{0}", "Periods compared: {0}"),
    "periods_undated": (
        "两份数据的日期不全：假定 --compare 的一份较早；时期长短不明，只比较占比",
        "Not all ads carry dates: those of --compare are taken to be earlier; the lengths of the "
        "periods are not known, and only shares are compared",
    ),
    "periods_unequal": (
        "两个时期长短不同（{0} 个月）：广告数不可直接相比，只比较占比；季节因素可能混入",
        "The periods are of unequal length ({0} months): numbers of ads do not compare, only "
        "shares do; seasons may be mixed in",
    ),
    "periods_overlap": (
        "两个时期重叠 {0} 个月：重叠部分的广告两边都计",
        "The periods overlap by {0} month(s): ads of those count in both",
    ),
    "sources_unknown": (
        "数据未注明来源平台：只有两份数据来自相同平台时，比较才有意义",
        "The ads do not name their site: the comparison holds only if both files are from the same",
    ),
    "weak_list": (
        "两个时期共有的指数分量仅一个：{0}；应有两个，故紧缺榜与指数之差证据很弱，进出榜均不作确定",
        "The periods have one component of the index in common: {0}; it should have two, so the "
        "list and changes of the index are very weak, and no entry or exit is called sure",
    ),
    "no_common_index": (
        "两个时期没有共同的指数分量：不比较指数",
        "The periods have no part of the index in common: indices are not compared",
    ),
    "alias_clashes": (
        "自有分类中有 {0} 个名称属于两个条目，归入以其为本名的一个，否则归入靠前的一个；"
        "talentcast taxonomy check 可列出",
        "In your taxonomy {0} names belong to two entries; their own entry or else the first gets "
        "them (talentcast taxonomy check lists them)",
    ),
    "bundled_skills": (
        "自有分类没有技能表：技能用内置表",
        "Your taxonomy has no table of skills: the bundled one is used",
    ),
    "bundled_occupations": (
        "自有分类没有职业表：职业用内置表",
        "Your taxonomy has no table of occupations: the bundled one is used",
    ),
}

#: Flags of a row, Chinese and English.
FLAGS: Mapping[str, tuple[str, str]] = {
    "counts_only": ("不同广告不足 10 条，仅计数", "Fewer than 10 different ads: counts only"),
    "very_weak": ("证据很弱", "Very weak evidence"),
    "weak": ("样本偏少", "Small sample"),
    "one_component": ("指数仅有一个分量：不排名、不给供需星级",
                      "Index of one component: no rank, no stars of supply and demand"),
    "one_employer": ("一家单位占半数以上，不给指数与薪酬",
                     "One employer posts more than half: index and pay withheld"),
    "large_employer": ("一家单位占四分之一以上", "One employer posts more than a quarter"),
    "large_payer": ("标薪广告四分之一以上来自一家单位",
                    "One employer posts more than a quarter of the ads with pay"),
    "few_pay": ("有薪酬的广告偏少", "Few ads state pay"),
    "shrunk_pay": ("薪酬中位数向职业大类收缩", "Median pay is drawn towards that of the group"),
    "pay_withheld": ("有薪酬的广告太少，不给中位数", "Too few ads state pay: no median"),
    "at_least": ("中位数落在“以上”区间：≥", "The median lies in an open range: at least"),
    "at_most": ("中位数落在“以下”区间：≤", "The median lies in an open range: at most"),
    "base_pay": ("薪酬多为底薪", "Pay is mostly base pay"),
    "selective_disclosure": ("是否标薪与广告构成有关", "Whether pay is stated depends on the mix"),
    "not_clustered": ("区间未按单位聚类", "Intervals not clustered by employer"),
    "hidden_employers": ("四分之一以上的广告隐去单位名称：区间按一家单位计，偏宽",
                         "More than a quarter of the ads hide their employer: intervals take them "
                         "for one, and are rather too wide"),
    "no_supply": ("未给出求职人数", "No figure for seekers"),
    "gated": ("供给充足，供需星级不超过 3 星", "Supply exceeds demand: at most 3 stars"),
    "unvalidated": ("该大类的职业归类未经验证", "Classification not validated for this group"),
    "assumed_openings": ("招聘人数含“若干”", "Openings include a guess for “several”"),
}  # fmt: skip


#: Notes on why there is one window only; with supply known they do not lower the grade.
ONE_WINDOW = frozenset(
    ("undated", "partly_dated", "one_window", "window_too_long", "few_in_window",
     "windows_too_thin")
)  # fmt: skip

#: Components of the index in Chinese.
COMPONENTS_ZH = {
    "demand": "需求增长",
    "hard_to_fill": "招聘难度",
    "price": "薪酬上涨",
    "tightness": "供求紧度",
    "pay_premium": "薪酬溢价",
    "urgency": "急招程度",
}


def describe(code: str, lang: str) -> str:
    """Put a note or a flag in words; an unknown code stands for itself.

    Parameters
    ----------
    code : str
        As in `NOTES` or `FLAGS`, with what it is about after a colon.
    lang : {"zh", "en"}

    Examples
    --------
    >>> describe("single_component:urgency", "en")  # doctest: +ELLIPSIS
    'The index is made of one component alone: urgency; it should have two, ...'
    >>> "急招程度" in describe("single_component:urgency", "zh")
    True
    """
    name, _, about = code.partition(":")
    pair = NOTES.get(name) or FLAGS.get(name)
    if pair is None:
        return code
    if lang == "zh":
        about = ", ".join(COMPONENTS_ZH.get(part, part) for part in about.split(", "))
        return pair[0].format(about.replace("months", "个月"))
    return pair[1].format(about)
