"""The words that people read, in Chinese and English."""

from __future__ import annotations

LANGUAGES = ("zh", "en")

_WORDS: dict[str, tuple[str, str]] = {
    # forecast
    "forecast_title": ("人才预测", "Talent forecast"),
    "series": ("指标", "Series"),
    "unit": ("单位", "Unit"),
    "trend": ("走势", "Trend"),
    "last": ("最近值", "Last known"),
    "year": ("年份", "Year"),
    "kind": ("性质", "Kind"),
    "value": ("数值", "Value"),
    "method": ("方法", "Method"),
    "published": ("文献预测", "Documents' own"),
    "source": ("来源", "Source"),
    "actual": ("实际", "actual"),
    "estimate": ("估计", "estimate"),
    "forecast": ("预测", "forecast"),
    "interval80": ("80% 区间", "80 % interval"),
    "interval95": ("95% 区间", "95 % interval"),
    "lo80": ("80%下限", "lo80"),
    "hi80": ("80%上限", "hi80"),
    "lo95": ("95%下限", "lo95"),
    "hi95": ("95%上限", "hi95"),
    "notes": ("说明", "Notes"),
    "more_series": (
        "另有 {n} 个指标未显示；用 --format csv 或 --out 输出全部",
        "{n} more series not shown; --format csv or --out FILE gives all",
    ),
    "explanation": ("依据", "Why"),
    "step": ("步骤", "Step"),
    "item": ("项目", "Item"),
    "note": ("备注", "Note"),
    "10k persons": ("万人", "10k persons"),
    "persons": ("人", "persons"),
    "series_id": ("指标编号", "Series"),
    "origins": ("起点数", "Origins"),
    "forecasts": ("预测数", "Forecasts"),
    "mase": ("MASE", "MASE"),
    "smape": ("sMAPE %", "sMAPE %"),
    "owa": ("OWA", "OWA"),
    "cover80": ("80%区间覆盖率", "80 % cover"),
    "cover95": ("95%区间覆盖率", "95 % cover"),
    "msis95": ("95%区间得分", "MSIS 95"),
    "points": ("数值", "points"),
    # gaps
    "gaps_title": ("招聘需求与技能匹配", "Demand, shortage and pay from job ads"),
    "occupation": ("职业", "Occupation"),
    "industry": ("行业", "Industry"),
    "city": ("城市", "City"),
    "district": ("区县", "District"),
    "none_occupation": ("没有可归类的职业", "No ad could be given an occupation"),
    "none_industry": (
        "广告没有行业列，无法按行业分组；可用 --map industry=列名 指定",
        "The ads name no industry; name its column with --map industry=COLUMN",
    ),
    "none_city": (
        "广告没有可识别的城市；可用 --map place=列名 指定",
        "The ads name no known city; name the column with --map place=COLUMN",
    ),
    "none_district": (
        "广告没有可识别的区县；可用 --map place=列名 指定",
        "The ads name no known district; name the column with --map place=COLUMN",
    ),
    "small_other": ("不同广告不足 10 条（仅计数）", "Below 10 different ads (counts only)"),
    "ads": ("广告数", "Ads"),
    "vacancies": ("去重后", "Vacancies"),
    "employers": ("单位数", "Employers"),
    "share": ("占比（去重）", "Share of vacancies"),
    "index": ("紧缺指数", "Index"),
    "index90": ("指数 [90%]", "Index [90 %]"),
    "grade": ("证据级别", "Evidence grade"),
    "stars": ("星级", "Stars"),
    "salary": ("薪酬中位数 [90%]", "Median pay [90 %]"),
    "disclosed": ("标薪比例", "With pay"),
    "top_skills": ("主要技能", "Top skills"),
    "flags": ("标记", "Flags"),
    "caution": ("可靠性", "Caution"),
    "no_index": ("没有职业有指数", "No occupation has an index"),
    "skill": ("技能", "Skill"),
    "category": ("类别", "Category"),
    "kind_soft": ("软技能", "Soft skills"),
    "kind_tool": ("工具与技术", "Tools and technologies"),
    "kind_knowledge": ("知识", "Knowledge"),
    "kind_language": ("语言", "Languages"),
    "kind_certificate": ("证书", "Certificates"),
    "skills_title": ("技能需求排序", "Skill ranking"),
    "small_title": (
        "不同广告不足 10 条的职业（仅计数）",
        "Occupations below 10 different ads (counts only)",
    ),
    "unclassified": ("未能归类的职位名称", "Titles left unclassified"),
    "title": ("职位名称", "Title"),
    "quality": ("数据质量", "Input quality"),
    "rows": ("行数", "Rows"),
    "rows_read": ("读入行数", "Rows read"),
    "name": ("名称", "Name"),
    "status": ("状态", "Status"),
    "source_id": ("来源", "Source"),
    "locator": ("位置", "Locator"),
    "used": ("采用", "Used"),
    "reposted": ("再次发布", "Reposted"),
    "posting_intensity": ("发布强度", "Ads per vacancy"),
    "duplicates": ("重复", "Duplicates"),
    "rejected": ("剔除", "Rejected"),
    "with_salary": ("含薪酬", "With pay"),
    "classified": ("已归类", "Classified"),
    "evidence_grade": ("证据级别", "Evidence grade"),
    "by": ("分组", "Rows are"),
    "reasons": ("剔除原因", "Reasons"),
    "clustered": ("按单位聚类", "Clustered"),
    "encoding": ("编码", "Encoding"),
    "columns": ("识别的列", "Columns found"),
    "role_posting_id": ("编号", "id"),
    "role_date": ("日期", "date"),
    "role_first_seen": ("首次出现", "first seen"),
    "role_last_seen": ("最后出现", "last seen"),
    "role_title": ("职位", "title"),
    "role_text": ("描述", "text"),
    "role_employer": ("单位", "employer"),
    "role_place": ("地点", "place"),
    "role_industry": ("行业", "industry"),
    "role_category": ("类别", "category"),
    "role_education": ("学历", "education"),
    "role_experience": ("经验", "experience"),
    "role_openings": ("人数", "openings"),
    "role_salary": ("薪酬", "salary"),
    "role_salary_low": ("薪酬下限", "salary_low"),
    "role_salary_high": ("薪酬上限", "salary_high"),
    "role_attributes": ("属性", "attributes"),
    "wording_A": (
        "证据级别 A：已知求职人数，可说比平衡（每名求职者 1 个空缺）更紧或更松；50 为典型值；"
        "不代表短缺人数",
        "Evidence grade A: seekers are known, so “tighter / looser than balance” (1 vacancy per "
        "seeker) can be said; 50 = typical; not a number of people short",
    ),
    "wording_A_stock": (
        "证据级别 A（仅存量）：紧度为空缺与在岗人数之比，只能比较职业之间的松紧，"
        "不能与供求平衡对照；50 为典型值；不代表绝对短缺",
        "Evidence grade A (stock only): vacancies per person employed tell which occupation is "
        "tighter, not on which side of balance it is; 50 = typical; not an absolute shortage",
    ),
    "wording_B": (
        "证据级别 B：“比此处其他职业更紧”，50 为典型值；不代表绝对短缺",
        "Evidence grade B: “tighter than other occupations here”, 50 = typical; "
        "not an absolute shortage",
    ),
    "wording_C": (
        "证据级别 C：单次快照的相对筛查分，50 为典型值；不代表短缺人数，也不代表绝对短缺",
        "Evidence grade C: a relative screening score from one snapshot, 50 = typical; "
        "neither a number of people short nor an absolute shortage",
    ),
    "list_comma": ("、", ", "),
    "components_all": ("指数由以下分量构成：{present}", "Index made of: {present}"),
    "components_missing": (
        "指数由以下分量构成：{present}；数据不足以给出：{missing}",
        "Index made of: {present}; the input can't show: {missing}",
    ),
    "growth_label": (
        "增长（需求、薪酬、技能）：{now} 与 {before} 相比，各 {months} 个月",
        "Growth (demand, price, skills): {now} against {before}, {months} months each",
    ),
    "growth_label_seasons": (
        "增长（需求、薪酬、技能）：{now} 与 {before} 相比，各 {months} 个月，月份不同，含季节因素",
        "Growth (demand, price, skills): {now} against {before}, {months} months each, which are "
        "different months of the year, so that seasons are mixed in",
    ),
    "pay_label": (
        "薪酬：广告标示的{basis}（{unit}）中位数及 90% 区间，时期 {period}；其后为上下限"
        "（各广告下限与上限的中位数）、位置带（假定薪酬位于各区间四分之一与四分之三处的中位数）；"
        "非市场工资或实发工资，不用于预测个人薪酬",
        "Pay: median of posted {basis} ({unit}) with 90 % interval, ads of {period}; then the "
        "bounds (medians of lower and of upper ends) and the placement band (medians if pay sat a "
        "quarter or three quarters up each range); not market or paid wages, no prediction for a "
        "person",
    ),
    "contract": ("合同月薪", "contract pay"),
    "monthly_equivalent": ("月均薪酬", "monthly equivalents"),
    "undated_ads": ("不详（无日期）", "no known date"),
    "stars_label": (
        "星级：本工具自行评定，非官方目录，不构成目录或落户资格依据；缺任一维度则不给总星级；"
        "最可能的星级不足 60% 时给范围",
        "Stars: this tool's own rating, not an official catalogue nor eligibility for one; none "
        "where a dimension is missing, a range where no number of stars has 60 %",
    ),
    "order_label": (
        "名次：区间重叠时先后不作数；{pairs} 对职业中 {sure} 对的先后在 95% 以上的重抽样中成立",
        "Order: it means nothing where intervals overlap; of {pairs} pairs of rows, {sure} are in "
        "this order in at least 95 % of replicates",
    ),
    "refusals": (
        "广告不能回答：短缺人数、变动原因（如“因为 AI”）、实发工资、官方星级与落户资格、"
        "对个人的评分",
        "Ads can't answer: how many people are short, causes of change (“because of AI”), paid "
        "wages, official stars and eligibility (落户), scores of persons",
    ),
    "bounds": ("上下限中位数", "Bounds"),
    "placement": ("位置带", "Placement band"),
    "pay_basis": ("标薪数·单位·占比", "n · employers · share"),
    "seeker_ratio": ("求人倍率 [90%]", "Vacancies per seeker [90 %]"),
    "supply": ("供给数据", "Supply known"),
    "period_of_ads": ("广告时期", "Period of the ads"),
    "windows": ("比较时段", "Windows compared"),
    "months_stated": ("写明发薪月数或年薪", "Months paid stated"),
    "salary_basis": ("薪酬口径", "Pay is"),
    "coverage": ("分量覆盖", "Coverage"),
    "role_source": ("来源平台", "site"),
    "role_employer_size": ("单位规模", "employer size"),
    "role_applicants": ("投递人数", "applicants"),
    # salary, match
    "text": ("原文", "Text"),
    "low": ("下限", "Low"),
    "high": ("上限", "High"),
    "period": ("周期", "Period"),
    "currency": ("币种", "Currency"),
    "months": ("月数", "Months"),
    "pay": ("薪酬", "Pay"),
    "monthly": ("合同月薪", "Contract pay a month"),
    "annual": ("年薪", "Annual"),
    "confidence": ("置信度", "Confidence"),
    "required": ("要求", "Required"),
    "preferred": ("优先", "preferred"),
    "evidence": ("证据", "Evidence"),
    "seniority": ("级别", "Seniority"),
    "education": ("学历", "Education"),
    "experience": ("经验(年)", "Experience (years)"),
    "openings": ("招聘人数", "Openings"),
    "urgent": ("急招", "Urgent"),
    "place": ("地点", "Place"),
    "date": ("日期", "Date"),
    "alternatives": ("备选", "Alternatives"),
    # data
    "table": ("表", "Table"),
    "description": ("内容", "Description"),
    "rule": ("规则", "Rule"),
    "severity": ("性质", "Severity"),
    "subject": ("对象", "Subject"),
    "got": ("所印", "Got"),
    "expected": ("应为", "Expected"),
    "message": ("说明", "Message"),
    "locators": ("位置", "Locators"),
    "findings": ("发现", "Found"),
    # two periods
    "comparison_title": ("与较早时期相比", "Compared with the earlier period"),
    "list_status": ("紧缺榜", "Shortage list"),
    "list_entry": ("进入", "entry"),
    "list_exit": ("退出", "exit"),
    "list_stays": ("保持", "stays"),
    "sure": ("（确定）", "(sure)"),
    "unsure": ("（不确定）", "(not sure)"),
    "index_before": ("原指数", "Index before"),
    "index_now": ("现指数", "Index now"),
    "index_change90": ("指数变化 [90%]", "Change [90 %]"),
    "demand_change90": ("需求占比变化 [90%]", "Share of demand [90 %]"),
    "price_change90": ("同类薪酬变化 [90%]", "Pay, like for like [90 %]"),
    "vacancies_before_now": ("去重后广告数", "Vacancies"),
    "emerging": ("新兴技能", "Emerging skills"),
    "fading": ("减弱技能", "Fading skills"),
    "comparison_label": (
        "紧缺榜为相对指数居前者，不代表绝对短缺；两期指数（C 级）按较早一期的参照归一化；"
        "薪酬变化为同城市、学历、经验内相对市场的变化；“确定”指 95% 以上的重抽样中成立",
        "The list is the top of a relative index (grade C), no shortage in absolute terms; both "
        "indices on the scale of the earlier period; pay within city, education and experience "
        "against the market there; “sure” holds in 95 % of replicates",
    ),
    # transitions
    "moves_title": ("可转岗位", "Moves from"),
    "advice": ("建议", "Advice"),
    "advised": ("建议", "advised"),
    "comma": ("；", "; "),
    "against_skills": ("共有技能少", "too few shared skills"),
    "against_education": ("学历差超过一级", "education more than one step apart"),
    "against_pay": ("薪酬降幅超过四分之一", "pay falls by more than a quarter"),
    "against_profile": ("目标职业技能信息少", "its ads name few skills"),
    "no_education_known": ("学历不详", "education not stated"),
    "no_pay_known": ("薪酬不详", "pay not known"),
    "similarity": ("技能覆盖", "Skills met"),
    "pay_now": ("该职业薪酬", "Median pay there"),
    "pay_change90": ("薪酬变化 [90%]", "Pay change [90 %]"),
    "education_step": ("学历级差", "Education step"),
    "missing_skills": ("欠缺技能", "Missing skills"),
    "more_moves": (
        "另有 {n} 个未显示；用 --format csv 或 --out 输出全部",
        "{n} more not shown; --format csv or --out FILE gives all",
    ),
    "moves_pay": (
        "薪酬：广告标示的合同月薪（{unit}）中位数，非实发工资；各职业的区间、上下限与位置带见 "
        "talentcast gaps",
        "Pay: medians of posted contract pay ({unit}), not paid wages; their intervals, bounds and "
        "placement bands are in talentcast gaps",
    ),
    "moves_label": (
        "依据：广告中的技能、学历与薪酬。建议须同时满足：技能覆盖居前 5%、学历差不超过一级、"
        "薪酬不低于原来的四分之三；不是对个人的预测",
        "From the skills, education and pay that ads state. Advised: skills met in the top 5 % of "
        "all pairs, education at most one step apart, pay at least three quarters of the old; "
        "no prediction for a person",
    ),
    # taxonomy
    "taxonomy_written": (
        "{folder}：职业 {occupations} 个，技能 {skills} 个，名称与别名共 {names} 个",
        "{folder}: {occupations} occupations, {skills} skills, {names} names and aliases",
    ),
    "taxonomy_clashes": (
        "{n} 个名称属于两个条目，归入以其为本名的一个或靠前的一个；"
        "talentcast taxonomy check {folder} 可列出",
        "{n} names belong to two entries; their own entry or else the first gets them; "
        "talentcast taxonomy check {folder} lists them",
    ),
    "taxonomy_clean": ("未发现问题", "Nothing wrong found"),
    "level": ("级别", "Level"),
    "problem": ("问题", "Problem"),
    "no_findings": ("未发现矛盾", "No contradictions found"),
}


def word(key: str, lang: str) -> str:
    """Return the word or sentence `key` in `lang`; a key without entry stands for itself.

    Examples
    --------
    >>> word("year", "zh"), word("year", "en"), word("km", "en")
    ('年份', 'Year', 'km')
    """
    entry = _WORDS.get(key)
    return key if entry is None else entry[LANGUAGES.index(lang)]
