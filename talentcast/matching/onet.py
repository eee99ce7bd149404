"""O*NET text files turned into the tables of a taxonomy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from talentcast.errors import SchemaError
from talentcast.matching.taxonomy_files import (
    SHORTEST_ALIAS,
    Files,
    Frames,
    add_table,
    join_aliases,
    occupation_frame,
    read_table,
    skill_frame,
    unknown_file,
)

#: Makers that O*NET writes before the name of their product.
_MAKERS = (
    "Adobe "
    "Systems", "Adobe", "Microsoft", "Oracle", "IBM", "Apache", "Atlassian", "Autodesk", "SAP",
    "Google", "Dassault Systemes", "ESRI", "Intuit", "Amazon", "Apple", "Cisco Systems", "Cisco",
    "Hewlett "
    "Packard", "HP", "Siemens", "Bentley", "Bentley Systems", "National Instruments", "Red Hat",
    "Sybase", "The MathWorks", "Symantec", "Citrix", "Hyperion Solutions", "PTC",
)  # fmt: skip

#: What O*NET adds to the name of a product.
_SOFTWARE = re.compile(r"\s+(?:software|systems|system|applications|application|tools)$", re.I)


def import_onet(files: Files) -> Frames:
    """Read O*NET text files into the tables of a taxonomy.

    Parameters
    ----------
    files : sequence of paths
        Any of `Technology Skills.txt`, `Occupation Data.txt` and `Alternate Titles.txt` (tab
        separated); alternate titles need the occupation data beside them.

    Returns
    -------
    dict of str to DataFrame
        `skills` (tools; the maker's name and "software" dropped in an alias) and `occupations`.

    Raises
    ------
    SchemaError
        If a file is none of these.
    """
    frames: Frames = {}
    titles: dict[str, list[str]] = {}
    occupations: list[tuple[str, str, str]] = []
    for path in files:
        table = read_table(path, "\t")
        columns = set(table.columns)
        if {"Example", "Commodity Title"} <= columns:
            add_table(frames, "skills", skill_frame(_onet_tools(table["Example"])), path)
        elif {"O*NET-SOC Code", "Alternate Title"} <= columns:
            for code, title in zip(table["O*NET-SOC Code"], table["Alternate Title"], strict=True):
                titles.setdefault(code, []).append(title)
        elif {"O*NET-SOC Code", "Title", "Description"} <= columns:
            named = ("O*NET-SOC Code", "Title", "Description")
            occupations = list(zip(*(table[name] for name in named), strict=True))
        else:
            raise unknown_file(
                path, table, "Technology Skills, Occupation Data or Alternate Titles"
            )
    if titles and not occupations:
        raise SchemaError(
            "taxonomy: got alternate titles alone; expected the occupation data of O*NET as well; "
            "name that file too"
        )
    if occupations:
        frames["occupations"] = occupation_frame(
            {
                "id": f"onet.{code}",
                "title_en": title,
                "aliases_en": join_aliases(titles.get(code, []), title),
                "onet_soc": code,
                "description": description,
                "source_id": "onet",
            }
            for code, title, description in occupations
        )
    return frames


def _onet_tools(names: Iterable[str]) -> Iterator[dict[str, str]]:
    for name in sorted(set(names)):
        if not name:
            continue
        slug = re.sub(r"[^a-z0-9+#]+", "_", name.lower()).strip("_")
        short = _product(name)
        yield {
            "id": f"onet.{slug}",
            "name_en": name,
            "kind": "tool",
            "aliases_en": "" if short == name else short,
            "source_id": "onet",
        }


def _product(name: str) -> str:
    for maker in sorted(_MAKERS, key=len, reverse=True):
        rest = name.removeprefix(maker + " ")
        if rest != name:
            short = _SOFTWARE.sub("", rest)
            return short if len(short) >= SHORTEST_ALIAS and not short.islower() else name
    return _SOFTWARE.sub("", name)
