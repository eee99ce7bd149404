"""What the codes in tables mean, in Chinese and English: flags, kinds, periods, levels, units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from talentcast.render.words import LANGUAGES

_Words = Mapping[str, tuple[str, str]]

#: Flags of an occupation (`matching.gap_notes.FLAGS`), the gravest first.
OCCUPATION_FLAGS: _Words = {
    "counts_only": ("仅计数", "counts only"),
    "one_employer": ("单一雇主过半", "one employer > 50 %"),
    "one_component": ("指数仅一个分量", "index of one component"),
    "very_weak": ("很弱", "very weak"),
    "weak": ("偏弱", "weak"),
    "large_employer": ("雇主集中", "large employer"),
    "pay_withheld": ("不给薪酬", "no pay median"),
    "large_payer": ("标薪雇主集中", "one employer's pay > 25 %"),
    "few_pay": ("标薪广告少", "few ads with pay"),
    "shrunk_pay": ("薪酬向大类收缩", "pay drawn to group"),
    "at_least": ("薪酬为下限", "pay at least"),
    "at_most": ("薪酬为上限", "pay at most"),
    "base_pay": ("多为底薪", "mostly base pay"),
    "selective_disclosure": ("标薪有选择", "selective pay"),
    "no_supply": ("无求职人数", "no seekers given"),
    "gated": ("供给充足，封顶三星", "supply ample, 3 stars at most"),
    "assumed_openings": ("人数含“若干”", "openings partly guessed"),
    "hidden_employers": ("雇主多隐名", "many hidden employers"),
    "not_clustered": ("未按雇主聚类", "not clustered"),
    "unvalidated": ("归类未验证", "unvalidated"),
}

#: Flags of a pay text (`matching.salary_record.FLAGS`).
PAY_FLAGS: _Words = {
    "no_pay": ("无薪酬", "no pay"),
    "missing": ("空", "empty"),
    "negotiable": ("面议", "negotiable"),
    "several": ("不止一个薪酬", "several figures"),
    "open_above": ("无上限", "no upper bound"),
    "open_below": ("无下限", "no lower bound"),
    "uncapped": ("上不封顶", "uncapped"),
    "swapped": ("上下限对调", "bounds swapped"),
    "one_number": ("单一数值", "one figure"),
    "approximate": ("约数", "approximate"),
    "base_only": ("仅底薪", "base pay only"),
    "commission": ("有提成", "commission"),
    "total_given": ("含浮动薪酬", "includes variable pay"),
    "trial_only": ("仅试用期", "trial pay only"),
    "trial_and_regular": ("试用与转正并列", "trial and regular"),
    "per_piece": ("计件或计次", "by the piece"),
    "pre_tax": ("税前", "before tax"),
    "after_tax": ("税后", "after tax"),
    "employer_estimate": ("雇主估计", "employer's estimate"),
    "employer_stated": ("雇主提供", "stated by employer"),
    "site_estimate": ("网站估计", "site's estimate"),
    "months_assumed": ("按12个月计", "12 months assumed"),
    "months_range": ("月数为区间，取小", "range of months, lower taken"),
    "period_assumed": ("周期为推断", "period assumed"),
    "currency_assumed": ("币种为推断", "currency assumed"),
    "wide": ("跨度大", "wide range"),
    "absurd": ("数值不合理", "implausible"),
}

_PERIODS: _Words = {
    "month": ("月", "month"),
    "year": ("年", "year"),
    "day": ("日", "day"),
    "hour": ("小时", "hour"),
    "week": ("周", "week"),
}

_LEVELS: _Words = {
    "none": ("不限", "none"),
    "junior_middle": ("初中", "junior middle school"),
    "high_school": ("高中", "high school"),
    "vocational": ("中专中技", "vocational"),
    "college": ("大专", "college"),
    "bachelor": ("本科", "bachelor"),
    "master": ("硕士", "master"),
    "doctor": ("博士", "doctor"),
}

_SENIORITIES: _Words = {
    "intern": ("实习", "intern"),
    "junior": ("初级", "junior"),
    "mid": ("中级", "mid"),
    "senior": ("高级", "senior"),
    "lead": ("主管", "lead"),
    "manager": ("经理", "manager"),
    "director": ("总监", "director"),
    "executive": ("高管", "executive"),
}

_UNITS: _Words = {
    "10k persons": ("万人", "10k persons"),
    "persons": ("人", "persons"),
    "percentage points": ("百分点", "percentage points"),
    "% a year": ("%/年", "% a year"),
    "100m CNY": ("亿元", "100m CNY"),
    "100m USD": ("亿美元", "100m USD"),
    "100m persons": ("亿人", "100m persons"),
    "CNY/month": ("元/月", "CNY/month"),
    "CNY/month (year/12)": ("元/月，年薪÷12", "CNY/month, a year's pay / 12"),
    "10k CNY per person": ("万元/人", "10k CNY per person"),
    "10k persons per million persons": ("万人/百万人", "10k persons per million persons"),
    "persons per 10k persons": ("人/万人", "persons per 10k persons"),
    "enterprises per 10k persons": ("家/万人", "enterprises per 10k persons"),
    "patents per 10k persons": ("件/万人", "patents per 10k persons"),
    "10k patents": ("万件", "10k patents"),
    "men per 100 women": ("女=100", "men per 100 women"),
    "entities": ("家", "entities"),
    "institutions": ("所", "institutions"),
    "items": ("项", "items"),
    "questionnaires": ("份", "questionnaires"),
    "years of age": ("岁", "years of age"),
    "models": ("个模型", "models"),
    "mentions": ("次", "mentions"),
    "person-times": ("人次", "person-times"),
    "multiple": ("倍", "multiple"),
    "index": ("指数", "index"),
    "ratio": ("比值", "ratio"),
}

#: Components of the index and the parts that they are made of.
_COMPONENTS: _Words = {
    "demand": ("需求增长", "demand"),
    "hard_to_fill": ("招聘难度", "hard to fill"),
    "days_open": ("在线天数", "days open"),
    "reposts": ("再次发布", "reposts"),
    "price": ("薪酬上涨", "price"),
    "tightness": ("供求紧度", "tightness"),
    "pay_premium": ("薪酬溢价", "pay premium"),
    "urgency": ("急招程度", "urgency"),
    "urgent_wording": ("急招用语", "urgent wording"),
    "openings": ("招聘人数", "openings"),
}

_EVIDENCE: _Words = {
    "normal": ("充足", "normal"),
    "flagged": ("偏少", "weak"),
    "very_weak": ("很少", "very weak"),
    "withheld": ("不给", "withheld"),
}

_LIST_CHANGES: _Words = {
    "entry": ("进入", "entry"),
    "exit": ("退出", "exit"),
    "stays": ("保持", "stays"),
}

#: Column of a table -> what its codes mean.
COLUMN_VALUES: Mapping[str, _Words] = {
    "severity": {
        "contradiction": ("矛盾", "contradiction"),
        "vintage": ("版本混用", "vintage"),
        "definition": ("口径不同", "definition"),
        "unexplained": ("未说明", "unexplained"),
        "rounding": ("四舍五入", "rounding"),
        "ok": ("通过", "ok"),
    },
    "status": {
        "observed": ("实测", "observed"),
        "estimated": ("估计", "estimated"),
        "imputed": ("推算", "imputed"),
        "simulated": ("模拟", "simulated"),
    },
    "kind": {
        "actual": ("实际", "actual"),
        "observed": ("实际", "observed"),
        "estimate": ("估计", "estimate"),
        "forecast": ("预测", "forecast"),
        "survey": ("调查", "survey"),
        "target": ("目标", "target"),
        "derived": ("推算", "derived"),
        "count": ("规模", "count"),
        "share": ("占比", "share"),
        "hard": ("任务技能", "hard"),
        "soft": ("软技能", "soft"),
        "tool": ("工具与技术", "tool"),
        "knowledge": ("知识", "knowledge"),
        "language": ("语言", "language"),
        "certificate": ("证书", "certificate"),
    },
    "unit": _UNITS,
    "salary_unit": _UNITS,
    "component": _COMPONENTS,
    "part": _COMPONENTS,
    "evidence": _EVIDENCE,
    "list_status": _LIST_CHANGES,
    "period": _PERIODS,
    "education": _LEVELS,
    "seniority": _SENIORITIES,
}

#: Parts of what an input is called (`quality.encoding`) in Chinese.
_ENCODING_PARTS = (
    ("byte order mark", "带 BOM"),
    ("workbook, sheet ", "工作簿，工作表 "),
    ("workbook", "工作簿"),
    ("HTML table", "网页表格"),
    ("GB18030 read as Latin-1", "曾被误作 Latin-1 的 GB18030"),
    ("UTF-8 read as Latin-1", "曾被误作 Latin-1 的 UTF-8"),
    ("UTF-8 read as GB18030", "曾被误作 GB18030 的 UTF-8"),
)


def value_word(column: str, value: object, lang: str) -> str:
    """Say a code of a table's column in `lang`; what is no known code stands for itself.

    Examples
    --------
    >>> value_word("status", "observed", "zh"), value_word("unit", "km", "zh")
    ('实测', 'km')
    """
    entry = COLUMN_VALUES.get(column, {}).get(str(value))
    return str(value) if entry is None else entry[LANGUAGES.index(lang)]


def flag_words(flags: Iterable[str], words: _Words, lang: str) -> list[str]:
    """Say flags in `lang`, in the order of `words`; what follows a colon in a flag is kept.

    Examples
    --------
    >>> flag_words(["shrunk_pay", "very_weak"], OCCUPATION_FLAGS, "zh")
    ['很弱', '薪酬向大类收缩']
    """
    place = {name: index for index, name in enumerate(words)}
    said = []
    for flag in sorted(flags, key=lambda flag: place.get(flag.partition(":")[0], len(place))):
        name, _, about = flag.partition(":")
        text = words[name][LANGUAGES.index(lang)] if name in words else name
        said.append(f"{text} {about}".rstrip())
    return said


def encoding_words(label: str, lang: str) -> str:
    """Say how an input was read.

    Examples
    --------
    >>> encoding_words("utf-8 (byte order mark)", "zh")
    'utf-8 (带 BOM)'
    """
    if lang == "zh":
        for theirs, ours in _ENCODING_PARTS:
            label = label.replace(theirs, ours)
    return label
