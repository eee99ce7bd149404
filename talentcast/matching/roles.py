"""What the cells of a column say for and against each role it could play."""

from __future__ import annotations

from collections.abc import Callable

from talentcast.matching.contents import MIN_CELLS, Content

#: A share from which cells contradict a name.
MOST = 0.6

#: Of this many cells, titles do not repeat each other as labels do.
MANY = 50

#: A table is put together from at most so many sites, whose names are shorter than this
#: (characters); of so few cells all may differ.
MOST_SITES, LONG_SITE, FEW = 20, 30, 6

#: Names of employers are shorter than this (characters).
LONG_NAME = 60

_Measure = Callable[[Content], float]


def evidence(role: str, content: Content) -> float:
    """Share of cells that look like the role; 0.5 where the role has no look of its own.

    Examples
    --------
    >>> from talentcast.matching.contents import describe
    >>> evidence("date", describe(["2024-05-01", "05-02", "?"]))
    0.6666666666666666
    """
    measure = _EVIDENCE.get(role)
    return measure(content) if measure else 0.5


def holds(role: str, content: Content) -> bool:
    """Tell whether the cells alone are reason enough to give a column this role."""
    test = _HOLDS.get(role)
    return test is not None and test(content)


def clashes(role: str, content: Content) -> bool:
    """Tell whether the cells clearly contradict a name that says `role`."""
    if content.filled < MIN_CELLS:
        return False
    if role != "posting_id" and content.share("url") >= MOST:
        return True
    test = _CLASHES.get(role)
    return test is not None and test(content)


def _is_prose(content: Content) -> bool:
    return content.share("long") >= MOST


def _is_figures(content: Content) -> bool:
    return content.share("number") >= MOST


def _text_evidence(content: Content) -> float:
    return 0.5 * content.share("long") + 0.5 * content.share("duties")


def _title_clash(content: Content) -> bool:
    share = content.share
    if share("title") >= 0.3 and not _is_prose(content):
        return False
    return (
        _is_prose(content)
        or _is_figures(content)
        or share("date") >= MOST
        or share("salary") >= MOST
        or share("employer") >= MOST
        or share("place") >= MOST
        or share("education") >= 0.8
    )


def _employer_clash(content: Content) -> bool:
    share = content.share
    return (
        _is_prose(content)
        or _is_figures(content)
        or share("salary") >= MOST
        or share("date") >= MOST
        or (share("title") >= MOST and share("employer") < 0.15)
        or share("place") >= 0.9
    )


def _place_clash(content: Content) -> bool:
    share = content.share
    return (
        _is_figures(content)
        or share("salary") >= MOST
        or share("date") >= MOST
        or share("education") >= MOST
        or (_is_prose(content) and share("place") < 0.3)
        or (share("employer") >= 0.8 and share("place") < 0.1)
        or (share("title") >= 0.8 and share("place") < 0.1)
    )


def _salary_clash(content: Content) -> bool:
    return _is_prose(content) or (content.share("salary") < 0.1 and content.share("number") < 0.1)


def _bound_clash(content: Content) -> bool:
    return content.share("number") < 0.3 and content.share("salary") < 0.3


def _education_clash(content: Content) -> bool:
    share = content.share
    return (
        _is_figures(content)
        or _is_prose(content)
        or share("salary") >= MOST
        or share("date") >= 0.8
        or (share("experience") >= MOST and share("education") < 0.1)
    )


def _experience_clash(content: Content) -> bool:
    share = content.share
    return (
        share("year") >= MOST
        or _is_prose(content)
        or share("salary") >= MOST
        or share("date") >= 0.8
        or (share("education") >= MOST and share("experience") < 0.1)
    )


def _openings_clash(content: Content) -> bool:
    share = content.share
    return share("size") >= 0.3 or share("headcount") + share("number") < 0.3


def _label_clash(content: Content) -> bool:
    share = content.share
    return _is_prose(content) or content.share("number") >= 0.8 or share("salary") >= MOST


def _text_clash(content: Content) -> bool:
    share = content.share
    return (
        _is_figures(content)
        or share("salary") >= MOST
        or share("date") >= MOST
        or (share("place") >= MOST and share("long") < 0.1)
        or _is_label(content)
    )


def _is_label(content: Content) -> bool:
    """Tell short words that keep coming back, such as full-time, from short descriptions."""
    is_short = content.length < 12 and content.share("long") < 0.05
    return is_short and content.distinct < 0.5 and content.share("duties") < 0.05


def _tags_clash(content: Content) -> bool:
    return _is_figures(content) or content.share("duties") >= MOST


_CLASHES: dict[str, Callable[[Content], bool]] = {
    "title": _title_clash,
    "employer": _employer_clash,
    "place": _place_clash,
    "place_part": lambda content: _is_figures(content) or _is_prose(content),
    "salary": _salary_clash,
    "salary_low": _bound_clash,
    "salary_high": _bound_clash,
    "salary_mid": _bound_clash,
    "salary_period": lambda content: content.share("period") < 0.3,
    "salary_currency": lambda content: content.share("currency") < 0.5,
    "date": lambda content: content.share("date") < 0.3 and content.share("year") < MOST,
    "first_seen": lambda content: content.share("date") < MOST,
    "last_seen": lambda content: content.share("date") < MOST,
    "education": _education_clash,
    "experience": _experience_clash,
    "openings": _openings_clash,
    "industry": _label_clash,
    "category": _label_clash,
    "text": _text_clash,
    "text_part": _text_clash,
    "tags": _tags_clash,
    "attributes": lambda content: content.share("attributes") < 0.1,
    "posting_id": lambda content: _is_prose(content) or content.distinct < 0.5,
}

_EVIDENCE: dict[str, _Measure] = {
    "title": lambda content: content.share("title") * (0.5 + 0.5 * content.distinct),
    "employer": lambda content: content.share("employer"),
    "place": lambda content: content.share("place"),
    "salary": lambda content: max(content.share("salary"), 0.5 * content.share("number")),
    "date": lambda content: content.share("date"),
    "education": lambda content: content.share("education"),
    "experience": lambda content: content.share("experience"),
    "openings": lambda content: max(content.share("headcount"), 0.5 * content.share("small")),
    "text": _text_evidence,
    "attributes": lambda content: content.share("attributes"),
}


def _holds_title(content: Content) -> bool:
    share = content.share
    return (
        share("title") >= 0.5
        and share("employer") < 0.5
        and (content.distinct >= 0.1 or content.filled < MANY)
        and share("list") < 0.3
        and not _is_prose(content)
        and not _is_figures(content)
    )


def _holds_employer(content: Content) -> bool:
    share = content.share
    if content.length >= LONG_NAME or share("list") >= 0.3 or _is_prose(content):
        return False
    return (
        share("employer") >= 0.3
        and share("employer") > 2 * share("title")
        and (content.distinct >= 0.2 or share("employer") >= 0.8)
    )


def _holds_pay(content: Content) -> bool:
    share = content.share
    return (
        share("salary") >= MOST
        and share("pay mark") >= 0.3
        and share("list") < 0.3
        and content.length < 40
    )


def _holds_source(content: Content) -> bool:
    """Tell a few short names that keep coming back from links, pay, places and dates."""
    share = content.share
    names = content.distinct * content.filled
    others = ("url", "number", "salary", "date", "place", "education", "experience", "title")
    return (
        names <= MOST_SITES
        and (content.distinct <= 0.5 or content.filled <= FEW)
        and content.length < LONG_SITE
        and not _is_prose(content)
        and all(share(kind) < MOST for kind in others)
    )


_HOLDS: dict[str, Callable[[Content], bool]] = {
    "source": _holds_source,
    "employer_size": lambda content: content.share("size") >= 0.5 or _is_figures(content),
    "applicants": lambda content: content.share("number") + content.share("headcount") >= MOST,
    "title": _holds_title,
    "employer": _holds_employer,
    "place": lambda content: content.share("place") >= MOST and content.length < 40,
    "salary": _holds_pay,
    "date": lambda content: content.share("date") >= 0.8,
    "education": lambda content: (
        content.share("education") >= 0.7
        and content.share("attributes") < 0.5
        and content.length < 20
        and content.share("title") < 0.5
    ),
    "experience": lambda content: (
        content.share("experience") >= 0.7
        and content.share("attributes") < 0.5
        and content.length < 20
        and content.share("title") < 0.5
    ),
    "openings": lambda content: content.share("headcount") >= MOST,
    "text": lambda content: _is_prose(content) and content.share("duties") >= 0.4,
    "attributes": lambda content: content.share("attributes") >= MOST,
}
