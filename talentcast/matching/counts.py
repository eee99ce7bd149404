"""Annotated advertisements to additive counts, and the sum of such counts.

Only counts cross batches. Each table is long: key columns, then sums that add up, so `merge` is
associative and commutative and one machine, several processes and a cluster give the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talentcast.errors import SchemaError
from talentcast.matching.count_columns import (
    bucket_column,
    district_name,
    encoded,
    key_columns,
    sum_columns,
)
from talentcast.matching.count_sums import add_up
from talentcast.matching.name_keys import HIDDEN
from talentcast.matching.taxonomy import (
    OPEN_CERTIFICATE_PREFIX,
    OPEN_KNOWLEDGE_PREFIX,
    OPEN_PREFIX,
    OPEN_TOOL_PREFIX,
    OPEN_TRAIT_PREFIX,
)

if TYPE_CHECKING:
    import pyarrow as pa

#: Columns of an annotated batch. Those of `OPTIONAL` may be absent.
ANNOTATED = (
    "row", "occupation", "seniority", "skills", "required", "city", "district", "industry",
    "education", "experience", "openings", "openings_assumed", "urgent", "day", "employer",
    "currency", "low", "high", "base_only",
)  # fmt: skip
OPTIONAL = (
    "copies", "source", "first_seen", "last_seen", "reposted", "title", "employer_size",
    "applicants", "poster",
)  # fmt: skip

#: Key and sums of each table.
TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "vacancies": (
        ("occupation", "city", "district", "industry", "education", "experience", "seniority",
         "source", "employer_size", "period", "bucket", "openings", "openings_assumed", "currency",
         "low", "high"),
        ("vacancies", "ads", "urgent", "base_only", "with_employer", "experience_months",
         "applicants", "with_applicants"),
    ),
    "skills": (("occupation", "skill", "bucket"), ("vacancies", "required")),
    "skill_trends": (("skill", "source", "period", "bucket"), ("vacancies",)),
    "group_skills": (("dimension", "group", "skill"), ("vacancies",)),
    "employers": (("occupation", "industry", "city", "district", "employer"),
                  ("vacancies", "paid")),
    "durations": (("occupation", "source", "bucket", "days", "last_seen", "reposted"),
                  ("vacancies",)),
    "titles": (("title",), ("vacancies",)),
}  # fmt: skip

#: Skills that a pattern found have no end of names, most of them met once: they are counted for
#: rankings, without employer bucket, and play no part in stars, moves and trends.
OPEN_BUCKET = -1
OPEN_PREFIXES = (
    OPEN_PREFIX, OPEN_TOOL_PREFIX, OPEN_KNOWLEDGE_PREFIX, OPEN_TRAIT_PREFIX,
    OPEN_CERTIFICATE_PREFIX,
)  # fmt: skip

_INTEGER_KEYS = {"period": "int16", "bucket": "int8", "openings": "int32", "employer": "int64",
                 "days": "int32", "last_seen": "int32"}  # fmt: skip
_BOOLEAN_KEYS = ("openings_assumed", "reposted")
_FLOAT_KEYS = ("low", "high")


@dataclass(frozen=True)
class Counts:
    """What is known about any number of advertisements: seven long tables that add up.

    `vacancies` holds each kept advertisement once (`vacancies` kept rows, `ads` with the copies
    merged into them); the rest are margins of it that need other keys.
    """

    vacancies: pa.Table
    skills: pa.Table
    skill_trends: pa.Table
    group_skills: pa.Table
    employers: pa.Table
    durations: pa.Table
    titles: pa.Table

    def to_tables(self) -> dict[str, pa.Table]:
        """Give the tables by name, for shipping between processes."""
        return {name: getattr(self, name) for name in TABLES}

    def __reduce__(self) -> tuple[Any, tuple[dict[str, bytes]]]:
        """Travel between processes as Arrow streams."""
        import pyarrow as pa

        streams = {}
        for name, table in self.to_tables().items():
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, table.schema) as writer:
                writer.write_table(table.combine_chunks())
            streams[name] = sink.getvalue().to_pybytes()
        return _from_streams, (streams,)

    @classmethod
    def from_tables(cls, tables: Mapping[str, pa.Table]) -> Counts:
        """Build counts from what `to_tables` gave, in any column order."""
        missing = sorted(set(TABLES) - set(tables))
        if missing:
            raise SchemaError(
                f"counts: got tables {', '.join(sorted(tables)) or 'none'}; expected "
                f"{', '.join(missing)} as well; pass what to_tables() returned"
            )
        return cls(**{name: _cast(tables[name], name) for name in TABLES})


def _from_streams(streams: Mapping[str, bytes]) -> Counts:
    import pyarrow as pa

    tables = {name: pa.ipc.open_stream(data).read_all() for name, data in streams.items()}
    return Counts.from_tables(tables)


def count(batch: pa.RecordBatch) -> Counts:
    """Count one annotated batch.

    Parameters
    ----------
    batch : RecordBatch
        One row a kept advertisement, columns `ANNOTATED` and any of `OPTIONAL`. Pay is monthly, in
        units of `currency`: null in both ends = no pay; null or infinite `high` beside a `low` =
        open above; null or 0 `low` beside a `high` = open below.

    Returns
    -------
    Counts
        An advertisement without an occupation is counted under a null occupation.

    Raises
    ------
    SchemaError
        If a column is missing.

    Source
    ------
    METHOD 2.5 (buckets), 2.1 (cells), 4 (pay).
    """
    missing = [name for name in ANNOTATED if name not in batch.schema.names]
    if missing:
        raise SchemaError(
            f"annotated batch: got columns {', '.join(batch.schema.names)}; expected "
            f"{', '.join(missing)} as well; annotate the batch first"
        )
    columns = key_columns(batch)
    size = batch.num_rows
    ones = _ones(size)
    sums = sum_columns(batch, ones)
    parts = {
        "vacancies": _grouped(columns, sums, "vacancies"),
        "employers": _employers(batch, columns, ones),
        "durations": _durations(batch, columns, ones),
        "titles": _titles(batch, ones),
    }
    return Counts(**parts, **_skills(batch, columns))


def count_stays(vacancies: pa.Table) -> Counts:
    """Count how long vacancies were on their site, and which came back.

    Parameters
    ----------
    vacancies : Table
        Columns of `SeenVacancies.stays`, one row a vacancy.

    Returns
    -------
    Counts
        All tables but `durations` are empty.

    Source
    ------
    METHOD 2.1 (H).
    """
    tables = {name: _empty(name) for name in TABLES}
    if vacancies.num_rows:
        batch = vacancies.combine_chunks().to_batches()[0]
        columns = {
            **{name: encoded(batch, name) for name in ("occupation", "source")},
            "bucket": bucket_column(batch["employer"], batch["row"]),
        }
        ones = _ones(batch.num_rows)
        tables["durations"] = _durations(batch, columns, ones)
    return Counts(**tables)


def merge(parts: Iterable[Counts]) -> Counts:
    """Add counts up; the order and the grouping of `parts` do not matter.

    Parameters
    ----------
    parts : iterable of Counts
        Tables that only an iterator holds are given up one by one, as they are added up.

    Returns
    -------
    Counts
        Empty tables if `parts` is empty.

    Examples
    --------
    >>> merge([]).vacancies.num_rows
    0
    """
    stacks = _stacks(parts)
    return Counts(**{name: _added(stacks.pop(name), name) for name in TABLES})


def _stacks(parts: Iterable[Counts]) -> dict[str, list[pa.Table]]:
    stacks: dict[str, list[pa.Table]] = {name: [] for name in TABLES}
    for part in parts:
        for name, stack in stacks.items():
            stack.append(getattr(part, name))
    return stacks


def _added(stack: list[pa.Table], name: str) -> pa.Table:
    if not stack:
        return _empty(name)
    if len(stack) == 1:
        return stack[0]
    return _cast(add_up(stack, *TABLES[name]), name)


def _skills(batch: pa.RecordBatch, columns: Mapping[str, Any]) -> dict[str, pa.Table]:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    lists = batch["skills"]
    if lists.null_count:
        lists = pc.if_else(lists.is_valid(), lists, pa.scalar([], pa.list_(pa.string())))
    parents = pc.list_parent_indices(lists)
    skill = pc.list_flatten(lists).cast(pa.string()).dictionary_encode()
    required = pc.fill_null(pc.list_flatten(batch["required"]), False).cast(pa.int64())
    if len(required) != len(skill):
        raise SchemaError(
            f"annotated batch: got {len(skill)} skills and {len(required)} required marks; "
            "expected one mark a skill; annotate the batch again"
        )
    ones = _ones(len(skill))
    own = ("occupation", "source", "period", "bucket")
    taken = {"skill": skill, **{name: columns[name].take(parents) for name in own}}
    is_open = _is_open(skill)
    trends = _grouped(taken, {"vacancies": ones}, "skill_trends", pc.invert(is_open))
    taken["bucket"] = pc.if_else(
        is_open, pa.scalar(OPEN_BUCKET, taken["bucket"].type), taken["bucket"]
    )
    skills = _grouped(taken, {"vacancies": ones, "required": required}, "skills")
    stacked = []
    for dimension in ("industry", "city", "district"):
        group = district_name(columns) if dimension == "district" else columns[dimension]
        # Without groups only the names of skills are kept, so that tables are ordered as with them.
        rows = 0 if group.null_count == len(group) else len(skill)
        keys = {
            "dimension": pa.DictionaryArray.from_arrays(np.zeros(rows, np.int32), [dimension]),
            "group": group.take(parents[:rows]),
            "skill": skill[:rows],
        }
        whole = _grouped(keys, {"vacancies": ones[:rows]}, "group_skills")
        stacked.append(whole.filter(pc.is_valid(whole["group"])))
    return {"skills": skills, "skill_trends": trends, "group_skills": _stacked(stacked)}


def _ones(size: int) -> pa.Array:
    import numpy as np
    import pyarrow as pa

    return pa.array(np.ones(size, np.int64))


def _is_open(skill: pa.DictionaryArray) -> pa.Array:
    """Tell for each mention whether a pattern, not the taxonomy, named the skill."""
    import pyarrow.compute as pc

    is_open = pc.match_substring_regex(skill.dictionary, f"^({'|'.join(OPEN_PREFIXES)})")
    return is_open.take(skill.indices)


def _employers(batch: pa.RecordBatch, columns: Mapping[str, Any], ones: pa.Array) -> pa.Table:
    """Count by employer; a name that hides who it is (`poster`) is no employer."""
    import pyarrow as pa
    import pyarrow.compute as pc

    is_named = columns["employer"].is_valid()
    if "poster" in batch.schema.names:
        is_hidden = pc.equal(batch["poster"], HIDDEN)
        is_named = pc.and_(is_named, pc.invert(pc.fill_null(is_hidden, False)))
    paid = columns["currency"].is_valid().cast(pa.int64())
    return _grouped(columns, {"vacancies": ones, "paid": paid}, "employers", is_named)


def _durations(batch: pa.RecordBatch, columns: Mapping[str, Any], ones: pa.Array) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    if not {"first_seen", "last_seen"} <= set(batch.schema.names):
        return _empty("durations")
    last = batch["last_seen"].cast(pa.int32())
    days = pc.subtract(last, batch["first_seen"].cast(pa.int32()))
    reposted = pa.array([None] * batch.num_rows, pa.bool_())
    if "reposted" in batch.schema.names:
        reposted = batch["reposted"]
    keys = {**columns, "days": days, "last_seen": last, "reposted": reposted}
    whole = _grouped(keys, {"vacancies": ones}, "durations")
    return whole.filter(pc.and_(pc.is_valid(whole["days"]), pc.greater_equal(whole["days"], 0)))


def _titles(batch: pa.RecordBatch, ones: pa.Array) -> pa.Table:
    import pyarrow.compute as pc

    if "title" not in batch.schema.names:
        return _empty("titles")
    title = encoded(batch, "title")
    whole = _grouped({"title": title}, {"vacancies": ones}, "titles", batch["occupation"].is_null())
    return whole.filter(pc.is_valid(whole["title"]))


def _grouped(
    keys: Mapping[str, Any], sums: Mapping[str, Any], name: str, keep: Any = None
) -> pa.Table:
    import pyarrow as pa

    key_names, sum_names = TABLES[name]
    columns = {key: keys[key] for key in key_names} | {item: sums[item] for item in sum_names}
    table = pa.table(columns)
    if keep is not None:
        table = table.filter(keep)
    return _cast(add_up([_cast(table, name)], key_names, sum_names), name)


def _stacked(tables: Sequence[pa.Table]) -> pa.Table:
    """Put tables under each other, their dictionaries made one."""
    # Not `unify_dictionaries`: pyarrow 26 ends with a segmentation fault where one is empty.
    import pyarrow as pa

    columns = {}
    for field in tables[0].schema:
        chunks = [chunk for table in tables for chunk in table[field.name].chunks]
        if pa.types.is_dictionary(field.type):
            columns[field.name] = _one_dictionary(chunks)
        else:
            columns[field.name] = pa.chunked_array(chunks, field.type).combine_chunks()
    return pa.table(columns)


def _one_dictionary(chunks: Sequence[pa.DictionaryArray]) -> pa.DictionaryArray:
    """Encode a column anew by mapping codes: the text of its rows is never written out."""
    import pyarrow as pa
    import pyarrow.compute as pc

    common = pc.unique(pa.chunked_array([part.dictionary for part in chunks], pa.string()))
    codes = [pc.index_in(part.dictionary, value_set=common).take(part.indices) for part in chunks]
    whole = pa.chunked_array(codes, pa.int32()).combine_chunks()
    return pa.DictionaryArray.from_arrays(whole, common)


def _schema(name: str) -> pa.Schema:
    import pyarrow as pa

    keys, sums = TABLES[name]
    types = {}
    for key in keys:
        if key in _INTEGER_KEYS:
            types[key] = pa.type_for_alias(_INTEGER_KEYS[key])
        elif key in _BOOLEAN_KEYS:
            types[key] = pa.bool_()
        elif key in _FLOAT_KEYS:
            types[key] = pa.float64()
        else:
            types[key] = pa.dictionary(pa.int32(), pa.string())
    return pa.schema([*types.items(), *((item, pa.int32()) for item in sums)])


def _empty(name: str) -> pa.Table:
    return _schema(name).empty_table()


def _cast(table: pa.Table, name: str) -> pa.Table:
    schema = _schema(name)
    return table.select(schema.names).cast(schema)
