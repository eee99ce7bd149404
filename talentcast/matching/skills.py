"""Skills named in an ad, with evidence: text, position, required or preferred, confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pyarrow as pa

from talentcast.matching.english_tables import KnownNames
from talentcast.matching.mentions import token_of
from talentcast.matching.scan import Scanner
from talentcast.matching.skill_lists import skill_lists
from talentcast.matching.surfaces import surface_tokens
from talentcast.matching.text import normalise, normalise_all

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.characters import Mask
    from talentcast.matching.marks import Fields
    from talentcast.matching.mentions import Mentions, SkillNumbers
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
        self._ids = pa.array(self._scanner.table.skill_ids, pa.string())

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
        plain = [normalise(title), normalise(text)]
        names = self._scanner.numbers()
        scanned = self._scanner.scan([title, text], plain, [True, False], names)
        return [mention for one in scanned for mention in self._evidence(names, *one)]

    def ids(self, title: str, text: str) -> list[tuple[str, bool]]:
        """Return each skill of an ad once, and whether it is required anywhere in it.

        Parameters
        ----------
        title, text : str

        Returns
        -------
        list of (str, bool)
        """
        found, required = self.ids_all([title], [text], [normalise(text)])
        return list(zip(found[0].as_py(), required[0].as_py(), strict=True))

    def ids_all(
        self, titles: Sequence[str], texts: Sequence[str], plain: Sequence[str]
    ) -> tuple[pa.ListArray, pa.ListArray]:
        """Return the skills of each ad of a batch.

        Parameters
        ----------
        titles, texts : sequence of str, length n
            As given; either may be empty.
        plain : sequence of str, length n
            The texts in normal form.

        Returns
        -------
        ListArray of string, ListArray of bool
            Each skill of an ad once, in the order in which they were found, and whether it is
            required anywhere in the ad.
        """
        names = self._scanner.numbers()
        given, both = [""] * (2 * len(titles)), [""] * (2 * len(titles))
        given[::2], given[1::2] = titles, texts
        both[::2], both[1::2] = normalise_all(titles), plain
        nothing = np.zeros(0, np.int64)
        ads, skills, required, first = [nothing], [nothing], [np.zeros(0, bool)], 0
        for fields, mentions, is_required in self._scanner.scan(
            given, both, [True, False] * len(titles), names
        ):
            ads.append((mentions.field + first) // 2)
            skills.append(mentions.skill)
            required.append(is_required)
            first += len(fields.plain)
        return skill_lists(
            len(titles),
            (np.concatenate(ads), np.concatenate(skills), np.concatenate(required)),
            pa.concat_arrays([self._ids, names.opened.identities()]),
        )

    def _evidence(
        self, names: SkillNumbers, fields: Fields, found: Mentions, required: Mask
    ) -> list[Mention]:
        table, begin = self._scanner.table, fields.begins[found.field]
        columns = (
            found.field,
            found.start - begin,
            found.end - begin,
            found.how,
            found.number,
            required,
        )
        mentions = []
        for field, start, end, how, number, is_required in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            token = token_of(table, names, how, number, fields.plain[field][start:end])
            mentions.append(
                Mention(
                    token.skill_id,
                    fields.given[field][start:end],
                    "title" if fields.is_title[field] else "text",
                    start,
                    end,
                    is_required,
                    token.confidence,
                    token.kind,
                    token.category,
                )
            )
        return sorted(mentions, key=lambda m: (m.field != "title", m.start, -m.end))
