"""The pay that a job title states: 急聘Java开发（15-25K）, 年薪20万IT项目经理."""

from __future__ import annotations

import re

from talentcast.matching.salaries import Salary, find_salary, parse_salary

#: A title without this states no pay.
_MAY_STATE = re.compile(r"\d\s*(?:[kKwW千万元+]|/)|\d.{0,3}[$£€₹]|[$£€₹]\s*\d")

_SIGN = r"[-~～–—－至到]"
_UNIT = r"(?:[kKwW](?![a-zA-Z])|[千万]元?|元)"
_NUMBER = r"(?<![\d.a-zA-Z])\d{1,5}(?:\.\d{1,2})?"

#: A range with a unit of pay, or a bound that is open above; other numbers of a title are years,
#: versions, places of work.
_AMOUNT = re.compile(
    rf"{_NUMBER}\s*{_UNIT}?\s*{_SIGN}\s*\d{{1,5}}(?:\.\d{{1,2}})?\s*{_UNIT}(?:\s*/\s*[月年天])?"
    rf"|{_NUMBER}\s*{_UNIT}\s*(?:起|以上|\+)"
)

#: Right behind an amount these say that it counts something else: 4K-8K超高清, 10万+粉丝.
_NOT_PAY = re.compile(
    r"\s*(?:超?高清|分辨率|显示|视频|像素|[的个]?(?:人|户|客户|资产|粉丝|用户|台|吨|亩|平|级|字))"
)

_NOTHING = Salary("", flags=("no_pay",))


def find_title_salary(title: str) -> Salary:
    """Read the pay that a title states; nothing where it is not clearly so.

    Parameters
    ----------
    title : str

    Returns
    -------
    Salary
        Nulls and the flag `no_pay` without pay, or where the amount is no one's pay.

    Examples
    --------
    >>> pay = find_title_salary("急聘直播运营8-12K（五险一金）")
    >>> pay.low, pay.high
    (8000.0, 12000.0)
    >>> find_title_salary("4K-8K超高清工程师").flags, find_title_salary("2024届校招").flags
    (('no_pay',), ('no_pay',))
    """
    if _MAY_STATE.search(title) is None:
        return _NOTHING
    stated = find_salary(title)
    if stated.low is not None or stated.high is not None:
        return stated
    amount = _AMOUNT.search(title)
    if amount is None or _NOT_PAY.match(title, amount.end()):
        return _NOTHING
    pay = parse_salary(amount.group())
    return _NOTHING if "absurd" in pay.flags else pay
