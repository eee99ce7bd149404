"""What the command line needs beyond the public functions: texts, files of texts, any table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from talentcast import jobs
from talentcast.api.calls import match, parse_salary
from talentcast.errors import InputFileError, SchemaError
from talentcast.render.write import (
    check_apart,
    check_format,
    check_writable,
    format_of,
    write_text,
    write_whole,
)

if TYPE_CHECKING:
    import pandas as pd


#: What any table can be written as.
_TABLE_FORMATS = ("csv", "json", "md", "xlsx")

#: Endings of files that may hold the text of one ad.
_TEXT_ENDINGS = (".txt", ".text", ".md", "")

#: Bytes; a longer argument is a text, not a path (file systems stop at 255 a name, 4096 a path).
_LONGEST_PATH = 1000


def frame_text(frame: pd.DataFrame, format: str) -> str:
    """Write any table as csv, json or md."""
    from talentcast.render.documents import dump
    from talentcast.render.sheets import frame_markdown

    if format == "csv":
        return str(frame.to_csv(index=False, lineterminator="\n"))
    if format == "json":
        return dump(frame.to_dict("records"))
    return frame_markdown(frame)


def save_frame(frame: pd.DataFrame, path: Path, *, format: str | None = None) -> None:
    """Write any table to a file; the ending gives the format unless one is stated."""
    from talentcast.render.sheets import write_workbook

    kind = format or format_of(path, _TABLE_FORMATS)
    if kind == "xlsx":
        write_workbook(path, {"table": frame})
    else:
        write_text(path, frame_text(frame, kind))


def match_command(
    source: str,
    *,
    title: str | None,
    mapping: Mapping[str, str] | None,
    taxonomy: Path | None,
    out: Path | None,
    format: str | None,
    lang: str,
    stream: TextIO,
) -> None:
    """Explain one ad given as text, or every ad of a file (one JSON line an ad).

    With a title, or as a table, a file of text is one ad.
    """
    path = _existing_file(source)
    if out is not None:
        check_format(out, format, ("json", "jsonl"))
        check_writable(out)
        check_apart([out], [path] if path else [])
        format = format or format_of(out, ("json", "jsonl"))
    if path is None or title is not None or format == "table":
        text = source if path is None else _one_ad(path, "--title" if title else "--format table")
        _match_text(text, title or "", taxonomy, (out, format, lang), stream)
        return
    pieces = _as_json(jobs.match_file(path, mapping=mapping, taxonomy=taxonomy), format or "jsonl")
    if out is None:
        stream.writelines(pieces)
    else:
        write_whole(out, lambda temporary: _write_lines(temporary, pieces))


def _match_text(
    text: str,
    title: str,
    taxonomy: Path | None,
    where: tuple[Path | None, str | None, str],
    stream: TextIO,
) -> None:
    out, format, lang = where
    explained = match(text, title=title, taxonomy=taxonomy)
    if format in ("json", "jsonl"):
        _put("".join(_as_json([explained], format, alone=True)), out, stream)
        return
    from talentcast.render.ads import print_match
    from talentcast.render.terminal import console

    names = jobs.taxonomy_names(taxonomy, lang=lang)
    print_match(console(stream), explained, (title, text), names, lang=lang)


def _as_json(
    records: Iterable[Mapping[str, Any]], format: str, *, alone: bool = False
) -> Iterator[str]:
    """Serialise records as lines, or as one array; one record alone as one object."""
    from talentcast.render.documents import dump

    if format == "jsonl" or alone:
        yield from (dump(item, indent=None if format == "jsonl" else 2) for item in records)
        return
    before = "[\n"
    for item in records:
        yield before + dump(item, indent=None).rstrip("\n")
        before = ",\n"
    yield "\n]\n" if before.startswith(",") else "[]\n"


def salary_command(source: str, *, format: str | None, lang: str, stream: TextIO) -> None:
    """Parse one pay text, or a file with one a line."""
    import pandas as pd

    from talentcast.render.ads import print_salaries
    from talentcast.render.documents import dump
    from talentcast.render.terminal import console

    path = _existing_file(source)
    texts = [source] if path is None else _lines(path, "one pay text a line")
    parsed = [parse_salary(text).to_dict() for text in texts]
    if format == "json":
        stream.write(dump(parsed))
    elif format == "jsonl":
        stream.writelines(dump(item, indent=None) for item in parsed)
    elif format == "csv":
        rows = [{**item, "flags": "; ".join(item["flags"])} for item in parsed]
        stream.write(pd.DataFrame(rows).to_csv(index=False, lineterminator="\n"))
    else:
        print_salaries(console(stream), parsed, lang=lang)


def _existing_file(source: str) -> Path | None:
    """Take `source` as a file if it is one, as text if it does not look like a path."""
    if "\n" in source or "\0" in source or len(source.encode()) > _LONGEST_PATH:
        return None
    path = Path(source)
    if not source.strip():
        return None
    if path.is_file():
        return path
    if path.is_dir():
        raise InputFileError(
            f"{source}: got a folder; expected a file or a text; name one of its files"
        )
    looks_like_path = path.suffix.lower() in {
        ".csv",
        ".tsv",
        ".txt",
        ".xlsx",
        ".xls",
        ".json",
        ".jsonl",
        ".ndjson",
        ".parquet",
        ".gz",
    }
    if looks_like_path and " " not in source:
        raise InputFileError(
            f"{source}: got no such file; expected a file or a text; check the path"
        )
    return None


def _one_ad(path: Path, option: str) -> str:
    """Read a file that holds the text of one ad."""
    if path.suffix.lower() not in _TEXT_ENDINGS:
        raise SchemaError(
            f"{path}: got {option} for a file of ads; expected a text or a .txt file with the text "
            "of one ad; leave it out, or name the column of titles with --map title=COLUMN"
        )
    return "\n".join(_lines(path, "the text of one ad"))


def _lines(path: Path, expected: str) -> list[str]:
    from talentcast.matching import inputs, textfiles

    inputs.refuse_binary(path, textfiles.sample_bytes(path), expected)
    encoding = textfiles.detect_file_encoding(path, textfiles.sample_bytes(path))
    blocks = textfiles.line_blocks(path, encoding, textfiles.Damage())
    lines = [line.rstrip("\r\n") for block in blocks for line in block]
    if not any(line.strip() for line in lines):
        raise InputFileError(f"{path}: got an empty file; expected {expected}; fill it")
    return lines


def _put(text: str, out: Path | None, stream: TextIO) -> None:
    if out is None:
        stream.write(text)
    else:
        write_text(out, text)


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        target.writelines(lines)
