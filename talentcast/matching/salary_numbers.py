"""Numbers as pay strings write them: Chinese numerals, separators of several countries, units."""

from __future__ import annotations

import html
import re
import unicodedata

#: Traditional characters met in pay strings, and their simplified forms.
_TRADITIONAL = str.maketrans(
    "萬億週時個幣單雙稅後約無獎補貼試轉職資務業總綜險餘間課節費計議給級過達號歲幾兩經驗萊實習學歷專碩際飯電話檢於滿額項幹塊圓員發麵應屆畢須條團隊適當報臺",
    "万亿周时个币单双税后约无奖补贴试转职资务业总综险余间课节费计议给级过达号岁几两经验莱实习学历专硕际饭电话检于满额项干块元员发面应届毕须条团队适当报台",
)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL_RUN = re.compile(
    "[零〇一二两三四五六七八九十百千万]{2,}"
    r"|(?<!\d)[一二两三四五六七八九十百千万](?=[到至~kw块元起以左-]|[^\u4e00-\u9fff]|$)"
)
_TWO_DIGITS = re.compile("([一二两三四五六七八])([二两三四五六七八九])(千|万|百)$")
#: A numeral of one digit is pay only beside a unit or in a range: 三到五万, never 五险一金.
_BESIDE = frozenset("到至-~kw块元")
_PAY_CHARACTERS = frozenset("薪入资过上破超达酬近逾约")

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}$")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}$")
_DOT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+$")
#: No pay has more digits than this; longer runs are telephone or account numbers.
_MAX_DIGITS = 12


def normalize(text: str) -> str:
    """Fold width, case, traditional characters and numerals of a pay string.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        NFKC, lower case; Chinese numerals that carry a unit become digits.

    Examples
    --------
    >>> normalize("月薪一万五到两万")
    '月薪15000到2万'
    >>> normalize("１５－２５Ｋ")
    '15-25k'
    """
    if text.isascii():
        folded = text.lower()
        return html.unescape(folded) if "&" in folded else folded
    if "&" in text:
        text = html.unescape(text)
    folded = unicodedata.normalize("NFKC", text).lower().translate(_TRADITIONAL)
    if _INVISIBLE.search(folded):
        folded = _INVISIBLE.sub("", folded)
    return _NUMERAL_RUN.sub(_replace_numeral, folded)


def _replace_numeral(match: re.Match[str]) -> str:
    run, text = match.group(), match.string
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end()] if match.end() < len(text) else ""
    if before.isdigit():
        return _after_digit(run)
    if len(run) == 1:
        return _single_numeral(run, before, after)
    if run == "万一":
        return run
    pair = _TWO_DIGITS.search(run)
    if pair and _DIGITS[pair[1]] < _DIGITS[pair[2]] and pair.start() == 0:
        return f"{_DIGITS[pair[1]]}-{_DIGITS[pair[2]]}{pair[3]}"
    if run[0] in "万千百" and not (before in _PAY_CHARACTERS or match.start() == 0):
        return run
    if not any(character in "百千万" for character in run):
        value = numeral_value(run)
        return str(value) if value is not None and after in _BESIDE | {"薪"} else run
    if len(run) == 2 and run[0] in _DIGITS and run[1] in "百千万":
        return f"{_DIGITS[run[0]]}{run[1]}"
    value = numeral_value(run)
    if value is None:
        return run
    if run[-1] == "万" and value % 10_000 == 0:
        return f"{value // 10_000}万"
    return str(value)


def _after_digit(run: str) -> str:
    """`1万五` and `8千五`: the unit stays, the numeral behind it becomes a digit."""
    if len(run) == 2 and run[0] in "万千" and run[1] in _DIGITS:
        return f"{run[0]}{_DIGITS[run[1]]}"
    return run


def _single_numeral(run: str, before: str, after: str) -> str:
    if run in _DIGITS:
        return str(_DIGITS[run]) if after and after in _BESIDE and before != "第" else run
    if run == "十":
        return "10" if after and after in _BESIDE else run
    if (
        before
        and before in _PAY_CHARACTERS
        and not ("\u4e00" <= after <= "\u9fff" and after not in "元块起以左")
    ):
        return f"1{run}"
    return f"1{run}" if after == "元" and not before.isalpha() else run


def numeral_value(run: str) -> int | None:
    """Value of a Chinese numeral, short forms included; None where it is none.

    Examples
    --------
    >>> [numeral_value(run) for run in ("一万五", "二十五万", "三千二百", "十三", "万八")]
    [15000, 250000, 3200, 13, 18000]
    """
    total = section = 0
    digit: int | None = None
    last = 1
    for character in run:
        if character in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[character]
            if digit == 0:
                last = 10
        elif character == "万":
            section += digit or 0
            total += (section or 1) * 10_000
            section, digit, last = 0, None, 10_000
        else:
            scale = _SCALES[character]
            section += (1 if digit is None or digit == 0 else digit) * scale
            digit, last = None, scale
    if digit is not None:
        section += digit * (last // 10 if last >= 100 else 1)
    return total + section


def to_number(digits: str, *, dot_groups: bool = False) -> float | None:
    """Value of a run of digits with separators; None for dates, telephone numbers and the like.

    Parameters
    ----------
    digits : str
        Digits with `,`, `.`, blanks or apostrophes.
    dot_groups : bool
        Whether `45.000` is forty-five thousand, as German writes it.

    Examples
    --------
    >>> [to_number(text) for text in ("120,000.00", "6,00,000", "12,50", "45 000", "1.5")]
    [120000.0, 600000.0, 12.5, 45000.0, 1.5]
    >>> to_number("45.000", dot_groups=True)
    45000.0
    """
    if digits.isdigit():
        if len(digits) > _MAX_DIGITS or (digits[0] == "0" and len(digits) > 1):
            return None
        return float(digits)
    plain = digits.replace(" ", "").replace("'", "")
    if plain[0] == ".":
        plain = f"0{plain}"
    has_comma, has_dot = "," in plain, "." in plain
    if has_comma and has_dot:
        if plain.rindex(".") > plain.rindex(","):
            plain = plain.replace(",", "")
        else:
            plain = plain.replace(".", "").replace(",", ".")
    elif has_comma:
        if _THOUSANDS.fullmatch(plain):
            plain = plain.replace(",", "")
        elif _DECIMAL_COMMA.fullmatch(plain):
            plain = plain.replace(",", ".")
        else:
            return None
    elif has_dot and _DOT_GROUPS.fullmatch(plain) and (dot_groups or plain.count(".") > 1):
        plain = plain.replace(".", "")
    whole, _, decimals = plain.partition(".")
    if not whole.isdigit() or (decimals and not decimals.isdigit()) or len(whole) > _MAX_DIGITS:
        return None
    if whole[0] == "0" and len(whole) > 1:
        return None
    return float(plain)
