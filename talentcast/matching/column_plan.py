"""What `columns.find_columns` finds: which column plays which role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from talentcast.errors import SchemaError
from talentcast.frames import POSTING_TEXT
from talentcast.matching.reader_sentences import sentence

#: Roles that `mapping` may name besides the columns of `frames.POSTING_TEXT`.
EXTRA_ROLES = ("salary_period", "salary_currency")


@dataclass
class ColumnPlan:
    """Which columns play which role.

    Attributes
    ----------
    header : tuple of str
    roles : mapping of role to column places
        Roles of `frames.POSTING_TEXT` and the helper roles of `headers.HEADERS`.
    warnings : list of str
        One sentence for each decision that a person should look at.
    lang : {"en", "zh"}
        Language of the warnings.
    """

    header: tuple[str, ...]
    roles: dict[str, tuple[int, ...]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    lang: str = "en"

    def warn(self, key: str, **values: str) -> None:
        """Add one of `reader_sentences.SENTENCES`."""
        self.warnings.append(sentence(key, self.lang, **values))

    def place(self, role: str) -> int | None:
        """Place of the (first) column of a role."""
        places = self.roles.get(role, ())
        return places[0] if places else None

    def headers(self, *roles: str) -> str:
        """Names of the columns of some roles, with a space between."""
        return " ".join(self.header[place] for role in roles for place in self.roles.get(role, ()))

    def names(self) -> dict[str, list[str]]:
        """Map each column of `frames.POSTING_TEXT` that was found to the headers it came from."""
        sources = {
            "text": ("text", "text_part", "tags"),
            "place": ("place", "place_part"),
            "salary": (
                "salary", "salary_low", "salary_high", "salary_mid", "salary_period",
                "salary_currency",
            ),
        }  # fmt: skip
        found: dict[str, list[str]] = {}
        for column in POSTING_TEXT:
            places = [
                place
                for role in sources.get(column, (column,))
                for place in self.roles.get(role, ())
            ]
            if places:
                found[column] = [self.header[place] for place in places]
        return found

    def unused(self) -> list[str]:
        """Headers of the columns that play no role."""
        used = {place for places in self.roles.values() for place in places}
        return [name for place, name in enumerate(self.header) if place not in used]


def mapped_roles(
    header: tuple[str, ...], mapping: Mapping[str, str], file: str
) -> dict[str, tuple[int, ...]]:
    """Look up the columns that the user named for each role.

    Parameters
    ----------
    header : tuple of str
    mapping : mapping of canonical column to header
        Several headers may be joined with ``+``.
    file : str
        For messages.

    Returns
    -------
    dict of role to places in `header`

    Raises
    ------
    SchemaError
        If a role or a header is unknown; the message names what is near.

    Examples
    --------
    >>> mapped_roles(("岗位", "职责", "要求"), {"text": "职责+要求"}, "ads.csv")
    {'text': (1, 2)}
    """
    allowed = (*POSTING_TEXT, *EXTRA_ROLES)
    roles: dict[str, tuple[int, ...]] = {}
    for role, wanted in mapping.items():
        if role not in allowed:
            near = get_close_matches(role, allowed, 3, 0.5) or list(allowed)
            raise SchemaError(
                f"mapping: got the unknown column {role!r}; expected one of {', '.join(near)}; "
                "write for example title=职位名称"
            )
        names = [wanted] if wanted in header else [part.strip() for part in wanted.split("+")]
        for name in names:
            if name not in header:
                near = get_close_matches(name, header, 3, 0.4) or list(header[:20])
                raise SchemaError(
                    f"{file}: got no column {name!r} for {role}; expected one of "
                    f"{', '.join(near)}; name one of the file's columns"
                )
        roles[role] = tuple(header.index(name) for name in names)
    return roles
