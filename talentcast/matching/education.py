"""Education that an ad asks for: the lowest level accepted, as stated."""

from __future__ import annotations

import re

from talentcast.matching.pattern_starts import (
    SPACES,
    Beginnings,
    Places,
    has_match,
    matches,
    product,
)

#: Levels from the lowest to the highest.
EDUCATION_LEVELS = (
    "none", "junior_middle", "high_school", "vocational", "college", "bachelor", "master", "doctor",
)  # fmt: skip
#: Years of schooling (METHOD 3); junior middle school ends compulsory schooling after nine.
_YEARS = {
    "none": 0.0, "junior_middle": 9.0, "high_school": 12.0, "vocational": 12.0, "college": 15.0,
    "bachelor": 16.0, "master": 19.0, "doctor": 22.0,
}  # fmt: skip
_RANK = {level: rank for rank, level in enumerate(EDUCATION_LEVELS)}

#: A cell is at most this long; longer strings are ad text and need a word of context.
CELL_LENGTH = 30

_ZH_LEVELS = (
    r"(?P<doctor>博士后?(?:研究生)?)"
    r"|(?P<master>硕士(?:研究生)?|研究生(?!院)|(?<![a-z])e?mba(?![a-z])|硕(?=博))"
    r"|(?P<bachelor>大学本科|统本|本科|学士|大学(?=以上|及以上|或以上|毕业|学历|文化))"
    r"|(?P<college>大学专科|大专|专科|高职|高专)"
    r"|(?P<vocational>(?<!其)中专(?![门业注])|(?<!其)中技(?!术)|中职|职高|技校|职业高中)"
    r"|(?P<high_school>高中)|(?P<junior_middle>初中(?!级|高级))|(?P<none>小学)"
)
_EN_LEVELS = (
    r"|(?<![a-z])(?:(?P<doctor_en>(?:ph\.?\s?d\.?s?|doctorate|doctoral|doctor(?:'?s)?(?=\s+degree))"
    r"(?:\s+degree)?)"
    r"|(?P<master_en>master'?s?(?:\s+(?:university\s+)?(?:degree|of\s|in\s|level)|'s"
    r"|(?=\s*(?:/|or|and)\s*"
    r"(?:ph|doct))|(?=\s*$))|masters|m\.s\.|m\.?sc\.?|(?:graduate|advanced)\s+degree"
    r"|post-?graduate(?:\s+(?:degree|diploma))?)"
    r"|(?P<bachelor_en>bachelor'?s?(?:\s+degree)?|b\.s\.|b\.a\.|b\.?sc\.?"
    r"|b\.\s?ed\.?(?=[\s/,])|bed(?=/)"
    r"|ba(?=\s+(?:degree|in\s)|/)|ba/bs|bs/ba|bs/ms|bs(?=\s+(?:degree|in\s))|b\.?tech|b\.e\."
    r"|(?:undergraduate|college|university|first)\s+degree|(?:4"
    r"|four)[- ]year\s+(?:college\s+)?degree"
    r"|degree\s+in)"
    r"|(?P<college_en>associate'?s?\s+degree|associate's\b|2[- ]year\s+degree|hnd"
    r"|(?:college|advanced|higher)\s+diploma|diploma\s+in)"
    r"|(?P<vocational_en>(?:vocational|trade|technical)\s+(?:school|certificate|diploma"
    r"|qualification))"
    r"|(?P<high_school_en>(?:high|secondary)\s*school\s+(?:diploma|degree|graduat\w*"
    r"|education|certificate"
    r"|completion|or\b|level\s+education|equivalent)|g\.?e\.?d\.?(?=[\s,;.)]|$)))(?![a-z])"
)
LEVEL = re.compile(_ZH_LEVELS + _EN_LEVELS)
_NO_LEVEL = re.compile(
    r"学历(?:要求)?[:： ]*(?:不限|无要求|不作要求)|不限学历|无学历要求|no\s+(?:degree"
    r"|education)\s+(?:is\s+)?(?:required|necessary|requirement)"
)
#: What matches of `LEVEL` and of `_NO_LEVEL` begin with.
LEVEL_BEGINNINGS = Beginnings(
    tuple(
        "博士 硕士 研究生 硕博 统本 本科 学士 大专 专科 高职 高专 中专 中技 中职 职高 技校 职业高 "
        "高中 初中 小学 emb mba ph. phd doc mas m.s msc gra adv pos bac b.s b.a bsc b.e bed ba/ "
        "bs/ b.t bte und col uni fir fou deg ass hnd hig dip voc tra tec sec ged ge. g.e".split()
    )
    + product(["大学"], "本专以及或毕学文")
    + product(["4", "2"], "- ")
    + product("ph b. ba bs".split(), SPACES)
)
NO_LEVEL_BEGINNINGS = Beginnings(
    ("不限学", "无学历") + product(["学历"], "要不无:： ") + product(["no"], SPACES)
)
_NO_LEVEL_CELL = re.compile(r"不限|无要求|不要求|其他|any|not\s+required|no\s+requirement|none")
_ZH_AFTER = re.compile(
    r"\s*(?:[/、或和及与者]*\s*(?:以上|及|或|学历|毕业|文凭|学位|在读|应届)"
    r"|[^,。;\n]{0,14}?(?:及以上|以上|学历|毕业|学位|文凭)|[^,。;\n]{0,24}?(?:专业|背景))"
)
_ZH_BEFORE = re.compile(
    r"(?:学历|学位|教育程度|文化程度|教育背景)[^,。;\n]{0,8}$|专业的?$"
    r"|(?:统招|全日制|一本|二本|放宽[至到为]?|国家承认|正规)[^,。;\n]{0,4}$"
)
_CLAUSE_START = re.compile(r"(?:^|[\n:：,;。、)）】])\s*$|\d\s*[.、)）]\s*$")
_CLAUSE_STOP = re.compile(r"\s*(?:[,;。、/\n]|$)")
PREFERRED = re.compile(
    r"优先|更佳|为佳|加分|尤佳|(?:is\s+|strongly\s+|highly\s+)?(?:preferred|a\s+plus|desired"
    r"|desirable|nice\s+to\s+have|advantage)"
)
#: Words between a level and 优先.
_LEVEL_REST = re.compile(r"^(?:[及或以上学历学位毕业生者 ]|degree)+")
CLAUSE_END = re.compile(r"[,，。;；\n]|\.\s")


def education_years(level: str | None) -> float | None:
    """Years of schooling of a level; None where none is stated.

    Source
    ------
    METHOD.md section 3.

    Examples
    --------
    >>> education_years("bachelor"), education_years(None)
    (16.0, None)
    """
    return None if level is None else _YEARS.get(level)


def parse_education(text: str, levels: Places = None, no_levels: Places = None) -> str | None:
    """Lowest level of education that is accepted, as stated.

    Parameters
    ----------
    text : str
        An education cell ("本科及以上", "学历不限") or ad text, in which a level counts only beside
        words such as 学历, 以上 or degree. Levels that are merely preferred don't count.
    levels, no_levels : sequence of int, optional
        Every place of the text in lower case where a level, or the statement that none is asked
        for, can begin (`LEVEL_BEGINNINGS`, `NO_LEVEL_BEGINNINGS`), for texts beyond `CELL_LENGTH`.

    Returns
    -------
    str or None
        One of `EDUCATION_LEVELS`; None where nothing is stated.

    Examples
    --------
    >>> parse_education("大专及以上学历，本科优先"), parse_education("学历不限")
    ('college', 'none')
    >>> parse_education("Bachelor's degree required, Master's preferred")
    'bachelor'
    """
    return education_in(text.lower(), levels, no_levels)


def education_in(text: str, levels: Places = None, no_levels: Places = None) -> str | None:
    """Lowest level of education that is accepted, in lower case already; as `parse_education`.

    Examples
    --------
    >>> education_in("phd or master's degree")
    'master'
    """
    folded = text.replace("’", "'").replace("，", ",")
    is_cell = len(folded.strip()) <= CELL_LENGTH
    lowest: str | None = None
    for match in matches(LEVEL, folded, levels):
        level = str(match.lastgroup).removesuffix("_en")
        if not _is_required(match, folded, is_cell):
            continue
        if lowest is None or _RANK[level] < _RANK[lowest]:
            lowest = level
    if lowest is not None:
        return lowest
    if has_match(_NO_LEVEL, folded, no_levels) or (
        is_cell and _NO_LEVEL_CELL.search(folded) and "经验" not in folded
    ):
        return "none"
    return None


def _is_required(match: re.Match[str], text: str, is_cell: bool) -> bool:
    start, end = match.span()
    cut = CLAUSE_END.search(text, end)
    clause_rest = text[end : cut.start() if cut else len(text)]
    if PREFERRED.match(_LEVEL_REST.sub("", clause_rest)) or (
        match.lastgroup and match.lastgroup.endswith("_en") and PREFERRED.search(clause_rest[:60])
    ):
        return False
    before = text[max(0, start - 14) : start]
    if before.endswith("优先") or before.rstrip().endswith(("preferred:", "desired:")):
        return False
    if is_cell or (match.lastgroup and match.lastgroup.endswith("_en")):
        return True
    if _ZH_AFTER.match(clause_rest) or _ZH_BEFORE.search(before):
        return True
    return bool(_CLAUSE_START.search(before) and _CLAUSE_STOP.match(text, end))
