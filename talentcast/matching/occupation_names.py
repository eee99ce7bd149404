"""The occupation that a user names, by id, title or alias."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from talentcast.errors import UnknownNameError
from talentcast.matching.taxonomy import split_aliases
from talentcast.matching.text import key

if TYPE_CHECKING:
    import pandas as pd

#: Near names that are suggested where none fits.
SUGGESTED = 5

_COLUMNS = ("id", "title_zh", "title_en", "aliases_zh", "aliases_en")


def find_occupation(name: str, occupations: pd.DataFrame) -> str:
    """Give the id of an occupation; case, width and blanks do not count.

    Parameters
    ----------
    name : str
        Id, title or alias in Chinese or English.
    occupations : DataFrame, columns id, title_zh, title_en and aliases

    Raises
    ------
    UnknownNameError
        If there is none of this name; the nearest titles are suggested.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"id": ["nurse"], "title_zh": ["护士"], "title_en": ["Nurse"],
    ...                       "aliases_zh": ["护理师|临床护士"], "aliases_en": [""]})
    >>> find_occupation("临床护士", table), find_occupation("NURSE", table)
    ('nurse', 'nurse')
    """
    wanted = key(name)
    for column in _COLUMNS:
        if not wanted or column not in occupations.columns:
            continue
        for own, cell in zip(occupations["id"], occupations[column], strict=True):
            if any(key(part) == wanted for part in split_aliases(str(cell))):
                return str(own)
    near = _near(name, occupations) if wanted else []
    advice = f"such as {', '.join(near)}" if near else "as talentcast gaps lists them"
    raise UnknownNameError(
        f"transitions: got no occupation named {name!r}; expected an id or a title, {advice}; "
        "choose one"
    )


def _near(name: str, occupations: pd.DataFrame) -> list[str]:
    from talentcast.matching.occupations import OccupationIndex
    from talentcast.matching.titles import has_chinese

    found = OccupationIndex(occupations).rank_titles([name], top=SUGGESTED)[0]
    column = "title_zh" if has_chinese(name) else "title_en"
    titles = dict(zip(occupations["id"], occupations[column].astype(str), strict=True))
    return [titles[own] for own in found] or _alike(name, list(titles.values()))


def _alike(name: str, titles: list[str]) -> list[str]:
    """Titles that differ in a few letters: what a slip of the finger leaves."""
    by_key = {key(title): title for title in titles}
    return [by_key[near] for near in get_close_matches(key(name), by_key, n=SUGGESTED, cutoff=0.75)]
