"""Load, import and check taxonomies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from talentcast.errors import SchemaError

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.taxonomy import Taxonomy

#: What `import_taxonomy` reads.
TAXONOMY_KINDS = ("esco", "onet", "csv")

#: How columns with names begin.
_LABELS = ("name_", "title_", "aliases_")


def load_taxonomy(folder: str | Path | None = None) -> Taxonomy:
    """Build the bundled taxonomy, or the user's own from a folder; a missing half is bundled."""
    from talentcast import data as bundled
    from talentcast.matching.taxonomy import build_taxonomy, read_taxonomy

    if folder is None:
        return build_taxonomy(bundled.load_taxonomy())
    own = read_taxonomy(folder)
    missing = [name for name in ("skills", "occupations") if getattr(own, name).empty]
    if not missing:
        return own
    ours = build_taxonomy(bundled.load_taxonomy())
    tables = {name: getattr(ours, name) for name in missing}
    if "skills" in missing:
        tables["categories"] = ours.categories
        tables["words"] = ours.words if own.words.empty else own.words
    notes = (*own.notes, *(f"bundled_{name}" for name in missing))
    return replace(own, **tables, notes=notes)


def taxonomy_names(folder: str | Path | None = None, *, lang: str) -> dict[str, str]:
    """Name every skill category and occupation in `lang`, by id."""
    taxonomy = load_taxonomy(folder)
    categories, occupations = taxonomy.categories, taxonomy.occupations
    names = dict(zip(categories["id"], categories[f"name_{lang}"], strict=True))
    titles = dict(zip(occupations["id"], occupations[f"title_{lang}"], strict=True))
    return {**names, **titles}


def import_taxonomy(
    kind: str, files: Sequence[str | Path], *, columns: Mapping[str, str] | None = None
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Turn files into the tables of a taxonomy; list what is questionable in them.

    Raises `SchemaError` if the tables hold an error, which would make them unusable.
    """
    from talentcast.matching.onet import import_onet
    from talentcast.matching.taxonomy import build_taxonomy, refuse_errors
    from talentcast.matching.taxonomy_check import check_taxonomy
    from talentcast.matching.taxonomy_import import import_csv, import_esco

    if kind not in TAXONOMY_KINDS:
        raise SchemaError(
            f"taxonomy: got the kind {kind!r}; expected one of {', '.join(TAXONOMY_KINDS)}; "
            "choose one"
        )
    if columns and kind != "csv":
        raise SchemaError(
            f"taxonomy: got a mapping of columns for {kind}, whose columns are known; expected one "
            "for csv alone; leave it out"
        )
    if kind == "csv":
        frames = import_csv(files, columns=columns)
    else:
        frames = import_esco(files) if kind == "esco" else import_onet(files)
    problems = check_taxonomy(build_taxonomy(frames))
    refuse_errors(problems, ", ".join(Path(path).name for path in files))
    return frames, problems


def check_own_taxonomy(folder: str | Path) -> pd.DataFrame:
    """List what is wrong with the user's own taxonomy."""
    from talentcast.matching.taxonomy import read_as_is
    from talentcast.matching.taxonomy_check import check_taxonomy

    return check_taxonomy(read_as_is(folder))


def taxonomy_sizes(folder: str | Path) -> dict[str, int]:
    """Count the skills, the occupations, and the names of both in a taxonomy."""
    from talentcast.matching.taxonomy import read_as_is, split_aliases

    own, names = read_as_is(folder), 0
    for table in (own.skills, own.occupations):
        labels = [name for name in table.columns if str(name).startswith(_LABELS)]
        for row in table[labels].itertuples(index=False):
            names += len({name for cell in row for name in split_aliases(cell)})
    return {"skills": len(own.skills), "occupations": len(own.occupations), "names": names}
