"""The words and regular expressions that pay strings are read with.

All of them work on text that `salary_numbers.normalize` made: NFKC, lower case, simplified
characters, Chinese numerals before a unit turned into digits.
"""

from __future__ import annotations

import re

#: Factors of units that multiply a number.
UNITS = {
    "k": 1e3,
    "thousand": 1e3,
    "千": 1e3,
    "仟": 1e3,
    "w": 1e4,
    "万": 1e4,
    "百": 1e2,
    "百万": 1e6,
    "lakh": 1e5,
    "lakhs": 1e5,
    "lac": 1e5,
    "lacs": 1e5,
    "lpa": 1e5,
    "l": 1e5,
    "crore": 1e7,
    "crores": 1e7,
    "cr": 1e7,
    "m": 1e6,
    "million": 1e6,
    "millions": 1e6,
}

#: Units that count years of pay in India: "6-8 LPA" is lakh per annum.
LAKH_UNITS = frozenset(("lakh", "lakhs", "lac", "lacs", "lpa", "l", "crore", "crores", "cr"))

#: Spellings of currencies, by ISO 4217 code; longer spellings are tried first.
CURRENCY_WORDS = {
    "CNY": ("人民币", "元人民币", "rmb", "cny", "元", "块钱", "块", "¥"),
    "HKD": ("港币", "港元", "hk$", "hkd"),
    "TWD": ("新台币", "台币", "nt$", "ntd", "twd"),
    "USD": ("美元", "美金", "us$", "us $", "usd", "$", "us dollars", "dollars"),
    "EUR": ("欧元", "€", "eur", "euro", "euros"),
    "GBP": ("英镑", "£", "gbp"),
    "JPY": ("日元", "日币", "円", "jpy"),
    "KRW": ("韩元", "₩", "krw"),
    "SGD": ("新币", "新加坡元", "s$", "sgd", "sg$"),
    "MYR": ("马币", "rm", "myr"),
    "AUD": ("澳元", "澳币", "a$", "au$", "aud"),
    "CAD": ("加元", "加币", "c$", "ca$", "cad"),
    "NZD": ("nz$", "nzd"),
    "CHF": ("瑞士法郎", "chf", "fr."),
    "INR": ("卢比", "₹", "inr", "rs.", "rs"),
    "THB": ("泰铢", "฿", "thb"),
    "IDR": ("idr", "rp.", "rp"),
    "VND": ("₫", "vnd"),
    "PHP": ("₱", "php"),
    "BRL": ("r$", "brl"),
    "AED": ("迪拉姆", "aed"),
    "SAR": ("sar",),
    "QAR": ("qar",),
    "SEK": ("sek", "kr"),
    "NOK": ("nok",),
    "DKK": ("dkk",),
    "PLN": ("zł", "pln"),
    "CZK": ("kč", "czk"),
    "ZAR": ("zar",),
    "NGN": ("₦", "ngn"),
    "KES": ("ksh", "kes"),
    "ETB": ("birr", "etb"),
    "MXN": ("mxn", "mx$"),
    "RUB": ("卢布", "₽", "rub"),
    "TRY": ("₺",),
    "COP": ("cop",),
    "CLP": ("clp",),
    "ILS": ("₪",),
}

CURRENCY_OF = {word: code for code, words in CURRENCY_WORDS.items() for word in words}

#: Currencies whose written numbers put a dot between thousands.
DOT_GROUP_CURRENCIES = frozenset(("EUR", "BRL", "IDR", "VND", "TRY", "DKK", "COP", "CLP"))

#: Currencies in which a pay figure without a period is a year's when it is at least this large
#: (roughly twice the largest usual month's pay), and a month's below; dollar-like ones also have
#: an hour's limit. Others are taken as a month's. Conventions of the national job sites.
YEAR_FROM = {
    "USD": 10_000.0,
    "GBP": 10_000.0,
    "EUR": 10_000.0,
    "CAD": 10_000.0,
    "AUD": 10_000.0,
    "NZD": 10_000.0,
    "CHF": 15_000.0,
    "INR": 200_000.0,
    "JPY": 1_500_000.0,
    "KRW": 15_000_000.0,
    "SGD": 25_000.0,
    "ILS": 80_000.0,
}
HOUR_UNDER = {
    "USD": 200.0,
    "GBP": 200.0,
    "EUR": 200.0,
    "CAD": 200.0,
    "AUD": 200.0,
    "NZD": 200.0,
    "CHF": 200.0,
}

#: A month's contract pay outside these bounds is flagged `absurd`: orders of magnitude only.
MONTHLY_BOUNDS = {
    "JPY": (10_000.0, 30_000_000.0),
    "KRW": (100_000.0, 300_000_000.0),
    "IDR": (100_000.0, 3_000_000_000.0),
    "VND": (500_000.0, 3_000_000_000.0),
    "INR": (1_000.0, 10_000_000.0),
    "CNY": (300.0, 500_000.0),
    "COP": (50_000.0, 300_000_000.0),
    "NGN": (5_000.0, 30_000_000.0),
    "RUB": (3_000.0, 10_000_000.0),
}
DEFAULT_MONTHLY_BOUNDS = (50.0, 500_000.0)


def _alternatives(words: object) -> str:
    ordered = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(
        re.escape(word) + (r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else "")
        for word in ordered
    )


_PREFIX_WORDS = [
    word for word in CURRENCY_OF if word not in ("元", "块", "块钱", "dollars", "us dollars")
]
#: The characters that spellings begin with: other places are left at once.
_CURRENCY_FIRST = "".join(sorted({re.escape(word[0]) for word in CURRENCY_OF}))
CURRENCY_PREFIX = f"(?=[{_CURRENCY_FIRST}])(?:{_alternatives(_PREFIX_WORDS)})"
CURRENCY_SUFFIX = f"(?=[{_CURRENCY_FIRST}])(?:{_alternatives(CURRENCY_OF)})"

NUMBER = r"\d{1,3}(?:[ ']\d{3})+(?![\d'])|\d(?:[\d,.]*\d)?|\.\d+"
UNIT = (
    r"百万|[万千仟]|百(?!分)|thousand|millions?|lakhs?|lacs?|lpa|crores?|cr(?![a-z])"
    r"|k(?!r(?!mb)|[b-gi-oqs-tv-zč])|w(?![a-z])|[ml](?![a-z²2])"
)
DASH = (
    r"(?:[-~–—−―‐‒〜∼⁓=至到]{1,3}|(?:to|bis|and|und|et|à|a|up\s+to)(?![a-z])|&"
    r"|[,;]?\s*(?:max(?:imum)?|最高|上限)[.:]?(?![a-z])|\.{3}|→)"
)

_PERIOD_NOUN = r"月|年(?!假|会)|天|日|周|星期|小时|工时|时薪|时|钟头"
_PERIOD_WORD = (
    r"months?|mth|mo|mon|years?|yr|y|annum|hours?|hr|h|weeks?|wk|days?|d|m|w|ora|mes|año"
    r"|jahr|monat|stunde|std|tag|woche|an|mois|mês|månad|heure|jour|semaine|anno|mese"
)
PIECE = (
    r"半天|项目|班|晚|夜|公里|吨|字|千字|平米|方|户|局|首|集|分钟|亩|棵|次|单|件|节课|节|课时"
    r"|课|场|篇|条|台|套|趟|票|piece|lesson|class|project|article|session|miles?|words?|pages?"
)
#: A period as it stands right behind an amount.
PERIOD = (
    rf"(?:/\s*人)?(?:[/每一]|per\s*|p\.)\s*个?\s*(?:{_PERIOD_NOUN})(?!\d\d)"
    rf"|(?:(?:brutto|gross|netto|net|brut)\s*)?(?:/|per\b|an?\b|each\b|every\b|pro\b|par\b"
    rf"|por\b|im\b|al\b|de l'|all')\s*(?:{_PERIOD_WORD})(?![a-z\d])\.?"
    r"|\(?(?:monthly|annually|annual|yearly|hourly|daily|weekly|per diem|p\.?\s?a\.?(?![a-z])"
    r"|pcm|p\.?\s?m\.?(?![a-z])|p\.?\s?h\.?(?![a-z])|p\.?d\.?(?![a-z])|mensuel|annuel"
    r"|jährlich|monatlich)\)?"
    r"|\(?(?:年薪|月薪|时薪|日薪|周薪|日结|周结)"
    rf"|(?<=[元块])\s*(?:{_PERIOD_NOUN})(?!结)"
    r"|(?<=[万k千])\s*年(?![会终薪假底])"
    rf"|(?:[/每一]\s*个?|per\s+)(?:{PIECE})"
)
OPEN_UP = (
    r"不低于|不少于|不得低于|至少|最低|起薪|高于|超过|超|过|上(?=1万)|逾|大于|多于|from"
    r"|starting\s+(?:at|from|salary)|starts\s+at"
    r"|at\s+least|min(?:imum)?(?:\s+of)?|over|above|more\s+than|>=?|≥|ab|à\s+partir\s+de"
)
OPEN_DOWN = (
    r"不超过|不高于|最高可?达?|最多|低于|少于|小于|上限|可达到?|高达|up\s*to|under|below"
    r"|less\s+than|max(?:imum)?(?:\s+of)?"
    r"|at\s+most|<=?|≤|bis\s+zu|bis|jusqu'à"
)
ABOUT = r"约|大约|大概|差不多|将近|近|about|around|approx(?:imately)?\.?|circa|ca\.|~"
POST_UP = (
    r"以上|及以上|起步|起|[-~–—至到]\s*(?:上?不封顶|无上限)|or\s+more|and\s+up|and\s+above|plus(?=\s*(?:$|[,;.)/]|per|an?\s))"
    r"|\+(?=\s*(?:$|[/,;。)(|]|以上|每|per|an?\s|上不))"
)
POST_DOWN = r"及?以下|以内|之内|封顶|or\s+less|max(?:imum)?(?![a-z])"
POST_ABOUT = r"左右|上下|多"

#: What stands directly before an amount: an open end or "about", and a currency.
BEFORE = re.compile(
    rf"(?:(?<![a-z])(?P<open>{OPEN_UP}|{OPEN_DOWN}|{ABOUT})\s*[:：]?\s*)?"
    rf"(?:(?<![a-z])(?P<currency>{CURRENCY_PREFIX}))?\s*$"
)

#: One amount or range with all that may stand directly behind its parts.
AMOUNT = re.compile(
    rf"(?<![\d.])(?<!\d,)(?<!\d, )(?P<a>{NUMBER})\s*(?P<ua>{UNIT})?"
    rf"(?:(?<=[万w千])(?P<ta>\d{{1,4}})(?![\d.]))?"
    rf"\s*(?P<c2>{CURRENCY_SUFFIX})?\s*(?P<p1>{PERIOD})?"
    rf"(?:\s*{DASH}\s*(?P<c3>{CURRENCY_PREFIX})?\s*(?P<b>{NUMBER})\s*(?P<ub>{UNIT})?"
    rf"(?:(?<=[万w千])(?P<tb>\d{{1,4}})(?![\d.]))?\s*(?P<c4>{CURRENCY_SUFFIX})?)?"
    rf"\s*(?P<o1>{POST_UP}|{POST_DOWN}|{POST_ABOUT})?\s*(?P<p2>{PERIOD})?\s*"
    rf"(?P<o2>{POST_UP}|{POST_DOWN}|{POST_ABOUT})?"
)

#: Months of pay a year: 14薪, 13-16薪, x14, 12+2薪.
MONTHS = re.compile(
    r"(?P<times>[x×*])?\s*(?<![\d.])(?P<m>\d{1,2})(?:\+(?P<extra>\d))?(?:\s*[-~–—至到]\s*(?P<n>\d{1,2}))?"
    r"\s*(?:个月)?(?:薪(?!酬|资)|个月(?:工资|薪水|薪资)|\s*months?\s*(?:salary|pay))"
    r"|(?P<times2>[x×*])\s*(?P<m2>1[2-9]|2[0-4])(?!\d)\s*(?:个月|months?|月)?"
)
