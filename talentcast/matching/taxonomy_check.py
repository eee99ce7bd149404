"""What is wrong with a taxonomy: clashes, orphans, cycles, empty or unknown entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talentcast.matching.task_names import ROLES
from talentcast.matching.taxonomy import KINDS, split_aliases
from talentcast.matching.text import key

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.taxonomy import Taxonomy

#: What `check_taxonomy` returns, one row a problem. `level`: error | warning.
PROBLEM_COLUMNS = ("level", "table", "id", "problem", "value")

#: level, table, id, problem, value.
Problem = tuple[str, str, str, str, str]


def check_taxonomy(taxonomy: Taxonomy) -> pd.DataFrame:
    """List what is wrong with a taxonomy.

    Parameters
    ----------
    taxonomy : Taxonomy

    Returns
    -------
    DataFrame, columns `PROBLEM_COLUMNS`
        Errors: empty or duplicate id, empty name, unknown kind, missing parent, cycle of parents,
        an unknown category where a category table is given, and an empty or duplicate word or an
        unknown role in the words of names of open skills. Warnings: an alias that belongs
        to two skills (the one whose own name it is gets it, else the first in the table), a title
        shared by two occupations.

    Examples
    --------
    >>> import pandas as pd
    >>> from talentcast.matching.taxonomy import build_taxonomy
    >>> tax = build_taxonomy({"skills": pd.DataFrame(
    ...     {"id": ["a", "b"], "name_en": ["A1", "B1"], "parent": ["b", "a"]})})
    >>> check_taxonomy(tax)[["id", "problem"]].values.tolist()
    [['a', 'cycle of parents'], ['b', 'cycle of parents']]
    """
    import pandas as pd

    problems = [
        *_id_problems(taxonomy.skills, "skills", "name_zh"),
        *_id_problems(taxonomy.occupations, "occupations", "title_zh"),
        *_word_problems(taxonomy.words),
        *_kind_problems(taxonomy),
        *_parent_problems(taxonomy.skills),
        *_clashes(taxonomy.skills, "skills", "name_zh", "name_en"),
        *_clashes(taxonomy.occupations, "occupations", "title_zh", "title_en"),
    ]
    return pd.DataFrame(problems, columns=list(PROBLEM_COLUMNS))


def _id_problems(table: pd.DataFrame, name: str, label: str) -> list[Problem]:
    found: list[Problem] = []
    seen: set[str] = set()
    for number, (identity, text) in enumerate(zip(table["id"], table[label], strict=True), 2):
        if not identity:
            found.append(("error", name, f"line {number}", "empty id", text))
        elif identity in seen:
            found.append(("error", name, identity, "duplicate id", f"line {number}"))
        if not text:
            found.append(("error", name, identity, "empty name", f"line {number}"))
        seen.add(identity)
    return found


def _word_problems(table: pd.DataFrame) -> list[Problem]:
    found: list[Problem] = []
    seen: set[str] = set()
    columns = (table[name] for name in ("zh", "name_en", "role"))
    for number, (zh, name, role) in enumerate(zip(*columns, strict=True), 2):
        word = zh or f"line {number}"
        if not zh:
            found.append(("error", "task_words", word, "empty word", name))
        elif key(zh) in seen:
            found.append(("error", "task_words", word, "duplicate word", f"line {number}"))
        if not name:
            found.append(("error", "task_words", word, "empty name", f"line {number}"))
        if role not in ROLES:
            found.append(("error", "task_words", word, "unknown role", role))
        seen.add(key(zh))
    return found


def _kind_problems(taxonomy: Taxonomy) -> list[Problem]:
    known = set(taxonomy.categories["id"])
    found: list[Problem] = []
    table = taxonomy.skills
    for identity, kind, category in zip(table["id"], table["kind"], table["category"], strict=True):
        if kind not in KINDS:
            found.append(("error", "skills", identity, "unknown kind", kind))
        if known and category and category not in known:
            found.append(("error", "skills", identity, "unknown category", category))
    return found


def _parent_problems(table: pd.DataFrame) -> list[Problem]:
    parents = {i: p for i, p in zip(table["id"], table["parent"], strict=True) if p}
    ids = set(table["id"])
    found: list[Problem] = []
    for identity, parent in parents.items():
        if parent not in ids:
            found.append(("error", "skills", identity, "missing parent", parent))
            continue
        path, here = {identity}, parent
        while here in parents and here not in path:
            path.add(here)
            here = parents[here]
        if here == identity:
            found.append(("error", "skills", identity, "cycle of parents", parent))
    return found


def _clashes(table: pd.DataFrame, name: str, zh: str, en: str) -> list[Problem]:
    owner: dict[str, str] = {}
    found: list[Problem] = []
    for names in ((zh, en), ("aliases_zh", "aliases_en")):  # own names come before aliases
        columns = [table[c] for c in names if c in table.columns]
        for identity, *cells in zip(table["id"], *columns, strict=True):
            for label in dict.fromkeys(part for cell in cells for part in split_aliases(cell)):
                first = owner.setdefault(key(label), identity)
                if first != identity:
                    found.append(("warning", name, identity, f"alias of {first} too", label))
    return found
