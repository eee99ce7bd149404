"""Patterns of what is not the job in a title, and the signs that their matches cannot do without.

A title that has none of a pattern's signs is not searched for it (`title_marks`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from talentcast.matching.pattern_starts import DIGITS, OTHER_DIGITS, SPACES, Beginnings
from talentcast.matching.title_marks import Marks
from talentcast.matching.title_words import (
    BENEFITS,
    CITIES,
    ENGLISH_NOISE,
    RANKS_EN,
    RANKS_ZH,
    TITLE_MANAGERS,
)


def _begins(first: str, pattern: str) -> str:
    """Let a pattern begin only where one of some characters stands, to leave other places at once.

    `first`, the inside of a set of characters, names all that matches of the pattern begin with.
    """
    return f"(?=[{first}])(?:{pattern})"


def _first(words: Iterable[str]) -> str:
    """Return the characters that words begin with, as the inside of a set."""
    return "".join(sorted({re.escape(word[0]) for word in words}))


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of the longest word that fits.

    Words of one first character stand together: the others are passed over at once.
    """
    behind: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        behind[word[0]].append(re.escape(word[1:]))
    groups = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in behind.items())
    return f"(?:{'|'.join(groups)})"


_CITY = _any_of(CITIES)
BRACKET = re.compile(
    r"[(\[{【〔「『<《〈]([^()\[\]{}【】〔〕「」『』<>《》〈〉]*)[)\]}】〕」』>》〉]?"
)
CLOSING = re.compile(r"[)\]}】〕」』>》〉]")
PAY = re.compile(
    _begins(
        r"综平无保底月年日时起税薪\d.ru$£€",
        r"(?:综合|平均|无责|保底|底|月|年|日|时|起|税后|税前)?薪(?:资|酬|水)?(?:待遇)?[:：]?"
        r"(?:[\d.,]+\s*[kw千万元]?\s*[-~到至]?\s*[\d.,]*\s*[kw千万元]?\+?|过万|上万|过千|面议|可议)"
        r"(?:[/每](?:月|年|天|日|小时|h)|以上|左右|起|\+)?"
        r"|[\d.]+\s*[kw千万]?\s*[-~到至]\s*[\d.]+\s*(?:k|w|千|万|元|块)(?![a-z])"
        r"(?:[/每](?:月|年|天|日|小时)|以上|左右|起|·?\d\d薪)?"
        r"|\d{4,6}\s*[-~到至]\s*\d{4,6}(?:元?/?月)?"
        r"|\d+(?:\.\d+)?\s*(?:k|w|千|万|元)(?:[/每](?:月|年|天|日|小时)|以上|左右|起|\+)+"
        r"|(?<![a-z\d])\d{1,2}k(?![a-z\d])|月入(?:过万|上万|\d+[kw万千]?\+?)|年入\d+万|\d{2}薪"
        r"|(?:rm|usd|\$|£|€)\s?[\d,.]+k?(?:\s*[-~]\s*(?:rm|usd|\$|£|€)?\s?[\d,.]+k?)?"
        r"(?:\s*(?:/|per )\s*(?:hr|hour|day|week|month|year|annum)|\s?p(?:h|a))?(?![a-z])",
    )
)
NUMBER = re.compile(
    r"(?:^|(?<=[\s\-_#(/|]))#?(?:no\.?|id|ref|job|req)?[:#]?\s?[a-z]{0,4}-?\d{4,}[a-z]?"
    r"(?:[-_][a-z]{0,4}\d+)*(?=$|[\s\-_)/|,])"
)
YEARS = re.compile(
    _begins(
        r"\d招一二三两上abc",
        r"\d\d\s*(?:[-~到至]\s*\d\d\s*)?周?岁(?:以[下上内])?|上\d\d?休\d\d?"
        r"|(?<![a-z\d])[abc][1-3](?:\s*[/、]\s*[abc][1-3])*(?:驾?照|证|本)?(?![a-z\d])"
        r"|\d(?:st|nd|rd) shift|\d+ ?pqe|\d+ sessions"
        r"|(?:20)?\d\d届|20\d\d年?|\d+[-~到至]\d+年(?:以上)?(?:工作)?(?:经验)?|\d+年(?:以上)?(?:工作)?经验"
        r"|招?\d+[名人位]|[一二三两]名",
    )
)
BENEFIT = re.compile(_any_of(BENEFITS))
RECRUITING = re.compile(
    r"(?:^\S{0,24}(?:公司|集团|医院|学校|酒店|\.{3}))?"
    r"(?:诚聘|急聘|急招|直招|招聘|高薪诚聘|招募|热招|诚招|聘请)"
    r"(?!专员|经理|主管|顾问|助理|总监|师|生|商|标|投|岗|hr|文员|实习|负责人|运营|组长|专家|工作"
    r"|讲师|用|工|官|执行|bd|客服|销售|渠道|培训|猎头|部|及|与|/|、|行政|人事|专业|员|会(?!计)|产品|平台"
    r"|网站|系统|$|[\s\-_(])"
)
CITY_EDGE = re.compile(
    _begins(
        _first(CITIES),
        rf"^{_CITY}(?:市|地区|区)?(?=.{{2,}})(?!大学|银行|菜)|{_CITY}(?:市|地区)?$",
    )
)
#: What a place ends in that has no city in it.
PLACE_LAST = frozenset("市省区县镇")
ONLY_PLACE = re.compile(
    rf"^(?:{_CITY}(?:市|省|地区)?[\s、,/\-]*)+(?:[一-鿿]{{1,3}}区)?$|^[一-鿿]{{1,4}}[市省区县镇]$"
)
SPLIT = re.compile(
    _begins(
        r"\s_|/、,，;；\\·•&+\-–—:",
        r"\s*(?:[_|/、,，;；\\·•]+|(?<=[^\x00-\x7f])\s*[&+]|(?<![+a-z])\+(?!\+)|\s[&+]\s)\s*|\s+[-–—:]\s*|\s*[-–—:]\s+|(?<=[^\x00-\x7f])-|-(?=[^\x00-\x7f])|\s{2,}|(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])",
    )
)
GRADE = re.compile(
    r"(?<![a-z])(?:gs|gg|ga|wg|wl|ws|nf|zp|za|ct|cl|fv|ad|es|nh|nd|vn)-?\d{1,2}"
    r"(?:\s*[/-]\s*(?:gs-?)?\d{1,2})*(?![\da-z])"
    r"|(?<![a-z\d])[ptdm]\d{1,2}(?:\s*[-/+]\s*[ptdm]?\d{1,2})?\+?(?![\da-z])"
)
#: The number of an ad behind a Chinese title (会计2).
AD_NUMBER = re.compile(r"(?<=[一-鿿])\d{1,3}$")
#: What a level at the end of a title ends in.
LEVEL_LAST = frozenset("iv12345")
LEVEL = re.compile(r"[\s\-,]+(?:level\s*)?(iv|v|i{1,3}|[1-5])(?:\s*[/-]\s*(?:iv|v|i{1,3}|[1-5]))*$")
#: Rank words, as groups: what is split by them holds them too.
RANK_ZH = re.compile(f"({_any_of(RANKS_ZH)})")
RANK_EN = re.compile(
    _begins(
        _first(RANKS_EN),
        r"(?<![a-z&])(" + _any_of(RANKS_EN) + r"\.?)(?![a-z&]|\s+of\b)",
    )
)
NOISE_EN = re.compile(
    _begins(_first(ENGLISH_NOISE), r"(?<![a-z])" + _any_of(ENGLISH_NOISE) + r"(?![a-z])")
)
MANAGER = re.compile(
    _begins(
        "总董创合院校首经主店厂组班队领负cdhmsft",
        r"(总经理|总裁|董事长|ceo|cto|cfo|coo|cio|cmo|创始人|合伙人|院长|校长|首席)"
        r"|(总监|director|head of|chief)"
        r"|(经理|主管|主任|店长|厂长|组长|班长|领班|队长|负责人|manager|supervisor|supervisory|foreman"
        r"|team lead)(?!助理|秘书|assistant)",
    )
)
EXEMPT = re.compile(_any_of(TITLE_MANAGERS))
#: What the tail of a piece ends in.
TAIL_LAST = frozenset("向位岗类面")
TAIL = re.compile(r"(?:方向|岗位|职位|岗|类|方面)$")
FIGURE = re.compile(r"[\d薪名]|[月年]入")
#: Signs that a title may begin or end with and that say nothing.
EDGES = " -_/|,;:：·、，。!！~*&\\'\"?？…=@^"


def _words(words: Iterable[str]) -> Beginnings:
    """Two characters that each word begins with; one, where white space may change the second."""
    known = sorted(words)
    return Beginnings(
        tuple(word[:2] for word in known if len(word) > 1 and not word[1].isspace()),
        "".join(word[0] for word in known if len(word) < 2 or word[1].isspace()),
    )


#: What each pattern cannot match without.
MARKS = Marks(
    {
        "bracket": Beginnings((), "(【)]}】〕」』>》〉"),
        "digit": Beginnings((), DIGITS + OTHER_DIGITS),
        "money": Beginnings(("月入", "年入"), "薪.,"),
        "persons": Beginnings((), "名"),
        "benefit": _words(BENEFITS),
        "recruiting": _words("诚聘 急聘 急招 直招 招聘 招募 热招 诚招 聘请".split()),
        "city": _words(CITIES),
        "noise": _words(ENGLISH_NOISE),
        "rank_zh": _words(RANKS_ZH),
        "rank_en": _words(RANKS_EN),
        "manager": _words(
            "总经理 总裁 董事长 ceo cto cfo coo cio cmo 创始人 合伙人 院长 校长 首席 总监 经理 "
            "主管 主任 店长 厂长 组长 班长 领班 队长 负责人 "
            "director head chief manager supervisor foreman team".split()
        ),
        "break": Beginnings((), "_|/、,，;；\\·•&+-–—:" + SPACES),
    }
)

#: Marks without which a title is not looked at for brackets, figures, places and so on. That of
#: brackets decides: an opening one that is never closed is no bracket, but for `(` and `【`.
BRACKETED, CITY_MARK, BREAK = MARKS.bit("bracket"), MARKS.bit("city"), MARKS.bit("break")
DIGIT, FIGURED = MARKS.bit("digit"), MARKS.bit("digit", "money", "persons")
RANKED_ZH, RANKED_EN = MARKS.bit("rank_zh"), MARKS.bit("rank_en")
RANKED = RANKED_ZH | RANKED_EN
NOISY, MANAGING = MARKS.bit("noise"), MARKS.bit("manager")

_PAY = (PAY, MARKS.bit("digit", "money"))
_NUMBER = (NUMBER, DIGIT)
_YEARS = (YEARS, MARKS.bit("digit", "persons"))
_BENEFIT = (BENEFIT, MARKS.bit("benefit"))
_RECRUITING = (RECRUITING, MARKS.bit("recruiting"))
_GRADE = (GRADE, DIGIT)
_AD_NUMBER = (AD_NUMBER, DIGIT)
_NOISE = (NOISE_EN, NOISY)

#: What is taken out, in this order, and the marks of which each pattern needs one: of titles with
#: figures, of other titles, of what stands in brackets.
TAKEN = (_PAY, _NUMBER, _YEARS, _BENEFIT, _RECRUITING, _GRADE, _AD_NUMBER)
TAKEN_WORDS = (_BENEFIT, _RECRUITING)
TAKEN_IN_BRACKETS = (_PAY, _YEARS, _BENEFIT, _RECRUITING, _GRADE, _NOISE)

#: Marks of which one is needed for anything to be taken out.
TAKEN_MARKS = FIGURED | MARKS.bit("benefit", "recruiting")
