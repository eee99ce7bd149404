"""What the command line needs beyond the public functions: texts, files of texts, any table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from talentcast import jobs
from talentcast.api.calls import match, parse_salary
from talentcast.errors import InputFileError, OutputError
from talentcast.render.write import format_of, write_text, write_whole

if TYPE_CHECKING:
    import pandas as pd


def frame_text(frame: pd.DataFrame, format: str) -> str:
    """Write any table as csv, json or md."""
    from talentcast.render.documents import dump
    from talentcast.render.sheets import frame_markdown

    if format == "csv":
        return str(frame.to_csv(index=False, lineterminator="\n"))
    if format == "json":
        return dump(frame.to_dict("records"))
    return frame_markdown(frame)


def save_frame(frame: pd.DataFrame, path: Path) -> None:
    """Write any table to a file; the ending gives the format."""
    from talentcast.render.sheets import write_workbook

    kind = format_of(path)
    if kind == "xlsx":
        write_workbook(path, {"table": frame})
    elif kind in ("csv", "json", "md"):
        write_text(path, frame_text(frame, kind))
    else:
        raise OutputError(
            f"{path}: got the ending {path.suffix!r}; expected csv, json, md or xlsx; rename it"
        )


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
    """Explain one ad given as text, or every ad of a file (one JSON line an ad)."""
    from talentcast.render.documents import dump

    path = _existing_file(source)
    if path is None:
        explained = match(source, title=title or "", taxonomy=taxonomy)
        if out is not None or format in ("json", "jsonl"):
            _put(dump(explained, indent=None if format == "jsonl" else 2), out, stream)
        else:
            from talentcast.render.terminal import console, print_match

            print_match(console(stream), explained, title or "", source, lang=lang)
        return
    lines = (
        dump(line, indent=None)
        for line in jobs.match_file(path, mapping=mapping, taxonomy=taxonomy)
    )
    if out is None:
        stream.writelines(lines)
    else:
        write_whole(out, lambda temporary: _write_lines(temporary, lines))


def salary_command(source: str, *, format: str | None, lang: str, stream: TextIO) -> None:
    """Parse one pay text, or a file with one a line."""
    import pandas as pd

    from talentcast.render.documents import dump
    from talentcast.render.terminal import console, print_salaries

    path = _existing_file(source)
    texts = [source] if path is None else _lines(path)
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
    if "\n" in source or len(source) > 1000:
        return None
    path = Path(source)
    if path.is_file():
        return path
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


def _lines(path: Path) -> list[str]:
    from talentcast.matching import textfiles

    encoding = textfiles.detect_file_encoding(path, textfiles.sample_bytes(path))
    blocks = textfiles.line_blocks(path, encoding, textfiles.Damage())
    lines = [line.rstrip("\r\n") for block in blocks for line in block]
    if not any(line.strip() for line in lines):
        raise InputFileError(f"{path}: got an empty file; expected one pay text a line; fill it")
    return lines


def _put(text: str, out: Path | None, stream: TextIO) -> None:
    if out is None:
        stream.write(text)
    else:
        write_text(out, text)


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        target.writelines(lines)
