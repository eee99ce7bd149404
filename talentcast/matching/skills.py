"""Skills named in an ad, with evidence: text, position, required or preferred, confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from talentcast.matching.english_tables import KnownNames
from talentcast.matching.scan import Scanner
from talentcast.matching.surfaces import surface_tokens
from talentcast.matching.text import normalise, normalise_all

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.reading import Reading
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
    known : DataFrame, optional
        The table of skills whose English names help to read English texts, that of `taxonomy` if
        not given; one of them that the taxonomy lacks counts as an unlisted name
        (`tool:kubernetes`).

    Examples
    --------
    >>> import pandas as pd
    >>> from talentcast.matching.taxonomy import build_taxonomy
    >>> skills = pd.DataFrame({"id": ["tool.java"], "name_en": ["Java"], "kind": ["tool"]})
    >>> index = SkillIndex(build_taxonomy({"skills": skills}))
    >>> [(m.skill_id, m.start) for m in index.find("", "熟悉Java，负责工单管理")]
    [('tool.java', 2), ('task:工单管理', 9)]
    """

    def __init__(self, taxonomy: Taxonomy, known: pd.DataFrame | None = None) -> None:
        names = KnownNames(taxonomy.skills if known is None else known)
        self._scanner = Scanner(surface_tokens(taxonomy), names)

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
        return [*self._mentions(title, "title"), *self._mentions(text, "text")]

    def ids(self, title: str, text: str) -> list[tuple[str, bool]]:
        """Return each skill of an ad once, and whether it is required anywhere in it.

        Parameters
        ----------
        title, text : str

        Returns
        -------
        list of (str, bool)
        """
        found = self.ids_all([title], [text], [normalise(text)])
        return list(found[0].items())

    def ids_all(
        self, titles: Sequence[str], texts: Sequence[str], plain: Sequence[str]
    ) -> list[dict[str, bool]]:
        """Return the skills of each ad of a batch.

        Parameters
        ----------
        titles, texts : sequence of str, length n
            As given; either may be empty.
        plain : sequence of str, length n
            The texts in normal form.

        Returns
        -------
        list of dict of str to bool
            Each skill once, and whether it is required anywhere in the ad.
        """
        own = list(dict.fromkeys(titles))
        readings = self._scanner.scan_all(own, normalise_all(own), is_title=True)
        named = {title: _add_ids({}, reading) for title, reading in zip(own, readings, strict=True)}
        readings = self._scanner.scan_all(texts, plain, is_title=False)
        return [
            _add_ids(named[title].copy(), reading)
            for title, reading in zip(titles, readings, strict=True)
        ]

    def _mentions(self, given: str, field: Literal["title", "text"]) -> list[Mention]:
        if not given:
            return []
        scanned = self._scanner.scan_all([given], [normalise(given)], is_title=field == "title")
        reading = next(scanned)
        mentions = [
            Mention(
                token.skill_id,
                given[start:end],
                field,
                start,
                end,
                reading.is_required(start),
                token.confidence,
                token.kind,
                token.category,
            )
            for start, end, token in reading.found
        ]
        return sorted(mentions, key=lambda m: (m.start, -m.end))


def _add_ids(ids: dict[str, bool], reading: Reading) -> dict[str, bool]:
    spans = reading.preferred_spans
    for start, _, token in reading.found:
        if ids.get(token.skill_id):
            continue
        for begin, end in spans:
            if begin <= start < end:
                ids[token.skill_id] = False
                break
        else:
            ids[token.skill_id] = True
    return ids
