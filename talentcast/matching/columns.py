"""Decide which column of a table is what, by its name and by what it holds.

A name that is known decides, unless the cells clearly say otherwise (names lie: a `company_name`
full of job titles). Columns without a known name are told by their cells alone. Whatever was
decided against a name is said in a warning; `mapping` overrules everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from talentcast.errors import SchemaError
from talentcast.matching.column_plan import ColumnPlan, mapped_roles
from talentcast.matching.contents import MIN_CELLS, Content, describe
from talentcast.matching.header_names import guess_roles, header_key, is_collection_date
from talentcast.matching.headers import NEED_PROOF, QUIET
from talentcast.matching.pay_columns import header_unit
from talentcast.matching.roles import clashes, evidence, holds

#: Roles filled by several columns at once.
SEVERAL = frozenset(("text_part", "attributes", "tags"))

#: When an ad was first and last seen on its site: one says nothing without the other.
STAYS = ("first_seen", "last_seen")

#: The order in which roles choose; what is easy to recognise first.
ORDER = (
    "salary_low", "salary_high", "salary_mid", "salary_period", "salary_currency", "posting_id",
    *STAYS, "date", "attributes", "text", "text_part", "salary", "openings", "education",
    "experience", "title", "employer", "place", "place_part", "industry", "category", "tags",
    *sorted(QUIET),
)  # fmt: skip

#: Content alone decides from this share of cells on (a name is worth more than half of them).
STRONG = 0.6
#: A named column whose cells fit less than this gives way to an unnamed one that fits strongly.
WEAK = 0.15

#: Between columns named alike, cells that fit better than this count no more: few employers have
#: a legal form in their name.
ENOUGH = {"employer": 0.25}


def find_columns(
    header: Sequence[str],
    sample: Sequence[Sequence[str | None]],
    *,
    mapping: Mapping[str, str] | None = None,
    named: bool = True,
    file: str = "table",
    lang: str = "en",
) -> ColumnPlan:
    """Find the columns of a table of job ads.

    Parameters
    ----------
    header : sequence of str
        Distinct names.
    sample : sequence of rows of cells
    mapping : mapping of canonical column to header, optional
        Overrules what is found; several headers may be joined with ``+``.
    named : bool
        Whether the header was found in the table; if not, that columns are told by what they
        hold needs no warning each.
    file : str
        Name of the input for messages.
    lang : {"en", "zh"}
        Language of the warnings.

    Returns
    -------
    ColumnPlan

    Raises
    ------
    SchemaError
        If `mapping` names an unknown column, or no column holds titles or descriptions.

    Examples
    --------
    >>> plan = find_columns(["职位名称", "薪资"], [["会计", "5千/月"]])
    >>> plan.names()
    {'title': ['职位名称'], 'salary': ['薪资']}
    """
    plan = ColumnPlan(tuple(header), lang=lang)
    plan.roles.update(mapped_roles(plan.header, mapping or {}, file))
    contents = [describe([row[place] for row in sample]) for place in range(len(header))]
    finder = _Finder(plan, contents)
    finder.assign(named=named)
    half = plan.roles.keys() & set(STAYS)
    if len(half) == 1:
        raise SchemaError(_half_a_stay(half.pop(), file))
    if not plan.roles.keys() & {"title", "text", "text_part"}:
        raise SchemaError(_nothing_usable(plan, file))
    return plan


def _nothing_usable(plan: ColumnPlan, file: str) -> str:
    names = ", ".join(plan.header[:30]) + (", …" if len(plan.header) > 30 else "")
    why = f" ({' '.join(plan.warnings)})" if plan.warnings else ""
    return (
        f"{file}: got the columns {names}; expected one of job titles or descriptions{why}; "
        "say which one it is with --map title=COLUMN"
    )


def _half_a_stay(role: str, file: str) -> str:
    other = next(one for one in STAYS if one != role)
    return (
        f"{file}: got a column for {role} and none for {other}; expected both, since one does not "
        f"say how long an ad was up; add --map {other}=COLUMN, or leave {role} out"
    )


class _Finder:
    """Fills a plan role by role; `free` holds the columns that may be told by content alone."""

    def __init__(self, plan: ColumnPlan, contents: Sequence[Content]) -> None:
        self.plan = plan
        self.contents = contents
        self.taken = {place for places in plan.roles.values() for place in places}
        self.guesses = [guess_roles(name) for name in plan.header]
        self.free = {
            place
            for place, guesses in enumerate(self.guesses)
            if place not in self.taken and not guesses
        }
        self.lying: dict[int, str] = {}
        self.named = True

    def assign(self, *, named: bool) -> None:
        """Fill the roles: by name, then by content, then say what was decided against a name."""
        self.named = named
        for role in ORDER:
            if role not in self.plan.roles and not self._is_spoken_for(role):
                self._take_named(role)
            if role == "date":
                self._settle_stay()
        self._move_attributes()
        for role in ORDER:
            if role in QUIET:
                continue
            if role not in self.plan.roles or role in ("title", "employer"):
                self._take_by_content(role)
        self._settle_text()
        self._look_for_currency()
        self._warn()

    def _is_spoken_for(self, role: str) -> bool:
        """Tell whether the user mapped the text or place that this role is a part of."""
        partner = {"text_part": "text", "place_part": "place", "tags": "text"}.get(role)
        return partner is not None and bool(set(self.plan.roles.get(partner, ())) & self.taken)

    def _score(self, role: str, place: int) -> float:
        content = self.contents[place]
        name = self.guesses[place].get(role, 0.0)
        most = max((other.filled for other in self.contents), default=0)
        fits = min(evidence(role, content), ENOUGH.get(role, STRONG))
        return name + 0.3 * fits + 0.5 * (content.filled / most if most else 0)

    def _take_named(self, role: str) -> None:
        fitting = []
        for place, guesses in enumerate(self.guesses):
            if role not in guesses or place in self.taken or self._used(place):
                continue
            content = self.contents[place]
            if role in QUIET and not holds(role, content):
                continue
            if clashes(role, content):
                self.lying[place] = role
                self.free.add(place)
            elif header_key(self.plan.header[place]) in NEED_PROOF and not holds(role, content):
                continue
            elif content.filled or role in ("title", "text", "salary"):
                fitting.append(place)
        if not fitting:
            return
        best = max(fitting, key=lambda place: (self._score(role, place), -place))
        self.plan.roles[role] = tuple(fitting) if role in SEVERAL else (best,)

    def _used(self, place: int) -> bool:
        return any(place in places for places in self.plan.roles.values())

    def _move_attributes(self) -> None:
        """Read a column that holds several things in one cell as attributes."""
        moved = []
        for role in ("education", "experience", "openings", "place"):
            place = self.plan.place(role)
            if place is None or place in self.taken:
                continue
            if self.contents[place].share("attributes") >= STRONG:
                del self.plan.roles[role]
                moved.append(place)
                self.plan.warn("several_in_one_cell", column=self.plan.header[place])
        for place in self.plan.roles.get("tags", ()):
            if self.contents[place].share("attributes") >= STRONG and place not in self.taken:
                moved.append(place)
        if "tags" in self.plan.roles:
            left = tuple(place for place in self.plan.roles.pop("tags") if place not in moved)
            self.plan.roles.update({"tags": left} if left else {})
        if moved:
            self.plan.roles["attributes"] = (*self.plan.roles.get("attributes", ()), *moved)

    def _take_by_content(self, role: str) -> None:
        current = self.plan.place(role)
        if current is not None and (
            current in self.taken or evidence(role, self.contents[current]) >= WEAK
        ):
            return
        candidates = [
            place
            for place in sorted(self.free)
            if not self._used(place)
            and self.contents[place].filled >= (1 if len(self.contents) < 3 else MIN_CELLS)
            and holds(role, self.contents[place])
            and (current is None or evidence(role, self.contents[place]) >= STRONG)
        ]
        if not candidates:
            return
        best = max(candidates, key=lambda place: (evidence(role, self.contents[place]), -place))
        if current is not None:
            header = self.plan.header
            self.plan.warn("used_instead", column=header[current], role=role, other=header[best])
        self.plan.roles[role] = (best,)
        if self.guesses[best] or current is not None or not self.named:
            return
        self.plan.warn("judged_by_cells", column=self.plan.header[best], role=role)

    def _settle_stay(self) -> None:
        """See that first and last day stand together; they date ads that nothing else dates."""
        roles = self.plan.roles
        stay = {role: roles[role] for role in STAYS if role in roles}
        if len(stay) == 1 and not self.taken.intersection(*stay.values()):
            del roles[next(iter(stay))]
        if stay:
            roles.setdefault("date", next(iter(stay.values())))
        place = self.plan.place("date")
        if place is None or roles.keys() & set(STAYS):
            return
        if is_collection_date(self.plan.header[place]):
            roles.update(dict.fromkeys(STAYS, (place,)))

    def _settle_text(self) -> None:
        """Skill tags stand in for a description only where there is none."""
        roles = self.plan.roles
        if "tags" in roles and roles.keys() & {"text", "text_part"}:
            del roles["tags"]
        elif "tags" in roles:
            names = ", ".join(self.plan.header[place] for place in roles["tags"])
            self.plan.warn("tags_as_text", names=names)

    def _look_for_currency(self) -> None:
        """Bare figures under an English name state no currency; say so."""
        roles, header = self.plan.roles, self.plan.header
        places = [*roles.get("salary_low", ()), *roles.get("salary_high", ())]
        if not places or roles.keys() & {"salary", "salary_currency"}:
            return
        names = self.plan.headers("salary_low", "salary_high")
        figures = all(self.contents[place].share("number") >= STRONG for place in places)
        if figures and names.isascii() and not header_unit(names)[1]:
            self.plan.warn("no_currency", names=", ".join(header[place] for place in places))

    def _warn(self) -> None:
        for place, role in self.lying.items():
            used = [name for name, places in self.plan.roles.items() if place in places]
            column = self.plan.header[place]
            if used:
                self.plan.warn("misnamed_used", column=column, role=role, other=used[0])
            else:
                self.plan.warn("misnamed_unused", column=column, role=role)
