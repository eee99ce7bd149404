"""Skills named in an ad, with evidence: text, position, required or preferred, confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from talentcast.matching.scan import Found, Scanner
from talentcast.matching.surfaces import surface_tokens
from talentcast.matching.text import normalise

if TYPE_CHECKING:
    from talentcast.matching.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Mention:
    """One skill at one place of an ad.

    Attributes
    ----------
    skill_id : str
        Id in the taxonomy; `task:<surface>` for a task that a pattern found, `tool:<surface>` for
        an unlisted name in a list of tools.
    text : str
        As written in the ad.
    field : "title" or "text"
    start, end : int
        Characters of the field as given.
    required : bool
        False where the clause itself or its heading says that it is only preferred.
    confidence : float, 0 to 1
    kind, category : str
    """

    skill_id: str
    text: str
    field: Literal["title", "text"]
    start: int
    end: int
    required: bool
    confidence: float
    kind: str
    category: str


class SkillIndex:
    """A dictionary of skills and the patterns around it, built once, read by any number of ads.

    Parameters
    ----------
    taxonomy : Taxonomy

    Examples
    --------
    >>> import pandas as pd
    >>> from talentcast.matching.taxonomy import build_taxonomy
    >>> skills = pd.DataFrame({"id": ["tool.java"], "name_en": ["Java"], "kind": ["tool"]})
    >>> index = SkillIndex(build_taxonomy({"skills": skills}))
    >>> [(m.skill_id, m.start) for m in index.find("", "熟悉Java和JavaScript，负责工单管理")]
    [('tool.java', 2), ('task:工单管理', 20)]
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._scanner = Scanner(surface_tokens(taxonomy))

    def find(self, title: str, text: str) -> list[Mention]:
        """Find every mention in an ad, in order, title first.

        Parameters
        ----------
        title, text : str
            As given; either may be empty.

        Returns
        -------
        list of Mention
        """
        mentions: list[Mention] = []
        for field, given in (("title", title), ("text", text)):
            for found in self._scan(given, is_title=field == "title"):
                mentions.append(_mention(found, given, "title" if field == "title" else "text"))
        return mentions

    def ids(self, title: str, text: str) -> list[tuple[str, bool]]:
        """Return each skill of an ad once, and whether it is required anywhere in it.

        Parameters
        ----------
        title, text : str

        Returns
        -------
        list of (str, bool)
        """
        ids: dict[str, bool] = {}
        for found in self._scan(title, is_title=True):
            ids[found[2]] = True
        for found in self._scan(text, is_title=False):
            identity = found[2]
            ids[identity] = ids.get(identity, False) or found[3]
        return list(ids.items())

    def _scan(self, given: str, *, is_title: bool) -> Iterable[Found]:
        if not given:
            return ()
        return self._scanner.scan(given, normalise(given), is_title=is_title)


def _mention(found: Found, given: str, field: Literal["title", "text"]) -> Mention:
    start, end, identity, required, confidence, kind, category = found
    return Mention(
        identity, given[start:end], field, start, end, required, confidence, kind, category
    )
