"""The taxonomy: skills and occupations as two plain tables, read, built and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentcast.errors import InputFileError, SchemaError
from talentcast.frames import require_columns

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.task_names import TaskNames

#: One row a skill. Aliases are separated by `|`.
SKILL_COLUMNS = (
    "id", "name_zh", "name_en", "kind", "category", "parent", "aliases_zh", "aliases_en",
    "source_id",
)  # fmt: skip

#: One row a skill category: which kind it belongs to and what it is called.
CATEGORY_COLUMNS = ("id", "kind", "name_zh", "name_en")

#: One row a word of English names of open skills (`task_names`).
WORD_COLUMNS = ("zh", "role", "name_en", "last_en", "doing_en")

#: Columns that an occupation table has at least.
OCCUPATION_COLUMNS = ("id", "title_zh", "title_en")

#: The kinds of skill (docs/skills.md).
KINDS = ("tool", "knowledge", "hard", "soft", "language", "certificate")

#: Start of the id of a skill that a pattern found and no table lists.
OPEN_PREFIX = "task:"

#: Starts of the ids of other names that no table lists, found by where they stand.
OPEN_TOOL_PREFIX = "tool:"
OPEN_KNOWLEDGE_PREFIX = "knowledge:"
OPEN_TRAIT_PREFIX = "soft:"
OPEN_CERTIFICATE_PREFIX = "certificate:"

_OPEN_KINDS = {
    OPEN_TOOL_PREFIX: "tool", OPEN_KNOWLEDGE_PREFIX: "knowledge", OPEN_TRAIT_PREFIX: "soft",
    OPEN_CERTIFICATE_PREFIX: "certificate",
}  # fmt: skip


@dataclass(frozen=True)
class Taxonomy:
    """Skills, occupations and the names of skill categories.

    Attributes
    ----------
    skills : DataFrame, columns `SKILL_COLUMNS`, all text
    occupations : DataFrame, at least `OCCUPATION_COLUMNS`, all text
    categories : DataFrame, columns `CATEGORY_COLUMNS`
    words : DataFrame, columns `WORD_COLUMNS`
        Of which names of skills that no table lists are made; may have no rows.
    notes : tuple of str
        What of a folder could surprise its user, as codes of `gap_notes.NOTES`.
    """

    skills: pd.DataFrame
    occupations: pd.DataFrame
    categories: pd.DataFrame
    words: pd.DataFrame
    notes: tuple[str, ...] = ()

    @cached_property
    def _skills(self) -> dict[str, tuple[str, str, str, str]]:
        columns = [self.skills[name] for name in ("name_zh", "name_en", "kind", "category")]
        return dict(zip(self.skills["id"], zip(*columns, strict=True), strict=True))

    @cached_property
    def _titles(self) -> dict[str, tuple[str, str]]:
        table = self.occupations
        return dict(
            zip(table["id"], zip(table["title_zh"], table["title_en"], strict=True), strict=True)
        )

    @cached_property
    def _task_names(self) -> TaskNames:
        from talentcast.matching.task_names import TaskNames

        return TaskNames(self.words, self.skills)

    def skill_names(self, skill_id: str) -> tuple[str, str]:
        """Return the Chinese and the English name of a skill.

        A skill that a pattern found (`task:工单管理`) is named by its surface; in English by what
        `words` make of it, if they make a name of it. An id that is not in the table names itself.
        """
        found = self._skills.get(skill_id)
        if found is not None:
            return found[0], found[1]
        surface = skill_id.partition(":")[2] or skill_id
        return surface, self._task_names.english(surface) or surface

    def skill_kind(self, skill_id: str) -> tuple[str, str]:
        """Return kind and category of a skill, also of one that a pattern found."""
        found = self._skills.get(skill_id)
        if found is not None:
            return found[2], found[3]
        if skill_id.startswith(OPEN_PREFIX):
            from talentcast.matching.patterns import task_category

            return "hard", task_category(skill_id.removeprefix(OPEN_PREFIX))
        prefix = skill_id[: skill_id.find(":") + 1]
        return _OPEN_KINDS.get(prefix, ""), ""

    def category_names(self, category: str) -> tuple[str, str]:
        """Return the Chinese and the English name of a skill category."""
        table = self.categories
        rows = table[table["id"] == category]
        if rows.empty:
            return category, category
        return str(rows["name_zh"].iloc[0]), str(rows["name_en"].iloc[0])

    def occupation_titles(self, occupation_id: str) -> tuple[str, str]:
        """Return the Chinese and the English title of an occupation."""
        return self._titles.get(occupation_id, (occupation_id, occupation_id))


def build_taxonomy(frames: Mapping[str, pd.DataFrame]) -> Taxonomy:
    """Build a taxonomy from its tables.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        `skills` (columns `SKILL_COLUMNS`; `id` and one name are enough, the rest may be left out),
        `occupations`, `skill_categories` and `task_words` (columns `WORD_COLUMNS`); at least one
        of the first two. Other tables are ignored.

    Returns
    -------
    Taxonomy
        New tables, all text, empty cells as empty strings, ids stripped.

    Raises
    ------
    SchemaError
        If there is no skill or occupation table, or one lacks its id.

    Examples
    --------
    >>> import pandas as pd
    >>> tax = build_taxonomy({"skills": pd.DataFrame({"id": ["tool.git"], "name_en": ["Git"]})})
    >>> tax.skill_names("tool.git"), tax.skill_kind("tool.git")
    (('Git', 'Git'), ('knowledge', ''))
    """
    if not any(name in frames for name in ("skills", "occupations")):
        got = ", ".join(sorted(frames)) or "none"
        raise SchemaError(
            f"taxonomy: got tables {got}; expected skills or occupations; add skills.csv"
        )
    return Taxonomy(
        skills=_skill_table(frames.get("skills")),
        occupations=_occupation_table(frames.get("occupations")),
        categories=_text_table(frames.get("skill_categories"), CATEGORY_COLUMNS),
        words=_text_table(frames.get("task_words"), WORD_COLUMNS),
    )


def _text_table(frame: pd.DataFrame | None, columns: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd

    if frame is None:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in columns})
    data = {name: _texts(frame[name]) for name in frame.columns}
    for name in columns:
        data.setdefault(name, [""] * len(frame))
    return pd.DataFrame(data, dtype="str")


def _texts(column: pd.Series[Any]) -> list[str]:
    return [value.strip() if isinstance(value, str) else _plain(value) for value in column]


def _plain(value: object) -> str:
    return "" if value is None or value != value else str(value)


def _fill_names(table: pd.DataFrame, zh: str, en: str) -> pd.DataFrame:
    names_zh, names_en = table[zh].tolist(), table[en].tolist()
    return table.assign(
        **{
            zh: [a or b for a, b in zip(names_zh, names_en, strict=True)],
            en: [b or a for a, b in zip(names_zh, names_en, strict=True)],
        }
    )


def _skill_table(frame: pd.DataFrame | None) -> pd.DataFrame:
    if frame is not None:
        require_columns(frame, ["id"], "taxonomy, skills")
    table = _fill_names(_text_table(frame, SKILL_COLUMNS), "name_zh", "name_en")
    table["kind"] = [kind or "knowledge" for kind in table["kind"]]
    return table


def _occupation_table(frame: pd.DataFrame | None) -> pd.DataFrame:
    if frame is not None:
        require_columns(frame, ["id"], "taxonomy, occupations")
    return _fill_names(_text_table(frame, OCCUPATION_COLUMNS), "title_zh", "title_en")


def read_taxonomy(directory: str | Path) -> Taxonomy:
    """Read the user's own taxonomy: a folder of CSV files in the bundled form.

    Parameters
    ----------
    directory : str or Path
        Holds `skills.csv`, `occupations.csv` or both, and `skill_categories.csv` and
        `task_words.csv` if wanted.

    Raises
    ------
    InputFileError
        If the folder or its tables are missing or can't be read.
    SchemaError
        If `taxonomy_check.check_taxonomy` finds an error; clashing aliases are only warnings.
    """
    from talentcast.matching.taxonomy_check import check_taxonomy

    taxonomy = read_as_is(directory)
    problems = check_taxonomy(taxonomy)
    refuse_errors(problems, str(directory))
    clashes = len(problems)
    return replace(taxonomy, notes=(f"alias_clashes:{clashes}",) if clashes else ())


def read_as_is(directory: str | Path) -> Taxonomy:
    """Read a folder as `read_taxonomy` does, with all its faults, for the check to find."""
    import pandas as pd

    folder = Path(directory)
    if not folder.is_dir():
        raise InputFileError(
            f"taxonomy {folder}: got no such folder; expected a folder with skills.csv or "
            "occupations.csv; check the path"
        )
    frames = {}
    for path in sorted(folder.glob("*.csv")):
        try:
            frames[path.stem] = pd.read_csv(
                path, dtype=str, keep_default_na=False, encoding="utf-8-sig"
            )
        except (UnicodeDecodeError, ValueError, OSError) as error:
            reason = str(error).strip().splitlines()[0]
            raise InputFileError(
                f"taxonomy {path.name}: got {reason}; expected CSV in UTF-8; save it again as such"
            ) from error
    if not any(name in frames for name in ("skills", "occupations")):
        raise InputFileError(
            f"taxonomy {folder}: got no skills.csv and no occupations.csv; expected one of them; "
            "see docs/skills.md for the columns"
        )
    return build_taxonomy(frames)


def refuse_errors(problems: pd.DataFrame, name: str) -> None:
    """Raise `SchemaError` with the first error that `check_taxonomy` found, if it found one."""
    errors = problems[problems["level"] == "error"]
    if errors.empty:
        return
    first = errors.iloc[0]
    more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
    raise SchemaError(
        f"taxonomy {name}: got {first['problem']} in {first['table']}: {first['id']} "
        f"({first['value']}){more}; expected none; correct the file "
        "(talentcast taxonomy check lists all)"
    )


def split_aliases(cell: str) -> list[str]:
    """Split a cell of aliases.

    Examples
    --------
    >>> split_aliases("Golang| Go语言 |")
    ['Golang', 'Go语言']
    """
    return [part for raw in cell.split("|") if (part := raw.strip())]
