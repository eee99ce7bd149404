"""Inputs that can't be read: one line that says what was got, expected, and what to do."""

import gzip
import os
import struct
import zipfile
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from talentcast.errors import InputFileError, SchemaError, TalentcastError
from talentcast.matching.postings import read_postings
from talentcast.matching.rejects import Reject

CSV = "职位名称,公司名称,薪资\n" + "会计,甲公司,5千/月\n" * 2000


def consume(source, **options) -> int:
    return sum(batch.num_rows for batch in read_postings(source, **options))


def message_of(error: type[TalentcastError], source, **options) -> str:
    with pytest.raises(error) as caught:
        consume(source, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert "got" in message
    assert "expected" in message
    assert message.count(";") >= 2
    return message


def xlsx(path: Path, frame: pd.DataFrame) -> bytes:
    frame.to_excel(path, index=False)
    return path.read_bytes()


FRAME = pd.DataFrame({"职位名称": ["会计"] * 50, "薪资": ["5千/月"] * 50})
NOISE = bytes(range(256)) * 40

BROKEN = {
    "empty.csv": (b"", "empty file"),
    "blank.csv": (b"\xef\xbb\xbf\r\n \r\n", "empty file"),
    "empty.csv.gz": (gzip.compress(b""), "empty file"),
    "header.csv": ("职位名称,薪资\n".encode(), "header and no rows"),
    "header.jsonl": (b"[]", "empty list"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + NOISE, "PNG image"),
    "paper.csv": (b"%PDF-1.7\n" + NOISE, "PDF"),
    "noise.csv": (NOISE, "binary data"),
    "program.csv": (b"\x7fELF" + NOISE, "program"),
    "cut.csv.gz": (gzip.compress(CSV.encode())[:-40], "ends too early"),
    "crc.csv.gz": (gzip.compress(CSV.encode())[:-8] + b"\0" * 8, "damaged file"),
    "parquet.csv": (b"PAR1" + NOISE, "damaged Parquet"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "can't be read"),
    "locked.xlsx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "bad.json": (b'[{"title": "Cook"},\n{"title": "Nurse"},\n{"title": oops}]', "line 3"),
    "cut.json": (b'[{"title": "Cook"},\n{"title": "Nurse"', "line 2"),
    "open.json": (b'[{"title": "Cook"},\n{"title": "Nurse"}\n', "ends too early"),
    "numbers.json": (b"[1, 2, 3]", "not an object"),
    "page.html": (b"<!DOCTYPE html><html><p>hello</p></html>", "without a table"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    content, told = BROKEN[name]
    path = tmp_path / name
    path.write_bytes(content)
    message = message_of(InputFileError, path)
    assert told in message
    assert name in message


def test_a_missing_file(tmp_path: Path) -> None:
    assert "does not exist" in message_of(InputFileError, tmp_path / "none.csv")


def test_a_folder_without_tables(tmp_path: Path) -> None:
    (tmp_path / "readme.md").write_text("hello")
    assert ".csv" in message_of(InputFileError, tmp_path)


def test_no_path_at_all() -> None:
    assert "no input" in message_of(InputFileError, [])


def test_one_missing_file_among_others_is_told_before_any_row(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text(CSV, encoding="utf-8")
    with pytest.raises(InputFileError, match="none.csv"):
        read_postings([path, tmp_path / "none.csv"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text(CSV, encoding="utf-8")
    path.chmod(0)
    assert "permission" in message_of(InputFileError, path)


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_cut_workbook(tmp_path: Path, keep: float) -> None:
    path = tmp_path / "ads.xlsx"
    data = xlsx(path, FRAME)
    path.write_bytes(data[: int(len(data) * keep)])
    assert "ads.xlsx" in message_of(InputFileError, path)


def test_a_workbook_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "ads.xlsx"
    xlsx(path, pd.DataFrame())
    assert "without rows" in message_of(InputFileError, path)


def test_a_workbook_with_a_header_only(tmp_path: Path) -> None:
    path = tmp_path / "ads.xlsx"
    xlsx(path, FRAME.head(0))
    assert "no rows" in message_of(InputFileError, path)


def test_an_archive_is_not_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "ads.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ads.csv", CSV)
    assert "ZIP archive" in message_of(InputFileError, path)


def test_a_cut_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "ads.parquet"
    FRAME.to_parquet(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert "damaged Parquet" in message_of(InputFileError, path)


def test_a_parquet_file_damaged_inside(tmp_path: Path) -> None:
    path = tmp_path / "ads.parquet"
    FRAME.to_parquet(path, compression=None)
    data = bytearray(path.read_bytes())
    data[4:60] = struct.pack("56B", *[255] * 56)
    path.write_bytes(bytes(data))
    assert "damaged Parquet" in message_of(InputFileError, path)


def test_a_workbook_packed_with_gzip(tmp_path: Path) -> None:
    path = tmp_path / "ads.xlsx.gz"
    path.write_bytes(gzip.compress(xlsx(tmp_path / "ads.xlsx", FRAME)))
    assert "unpack" in message_of(InputFileError, path)


def test_an_empty_frame() -> None:
    assert "no rows" in message_of(InputFileError, FRAME.head(0))


def test_something_else_entirely() -> None:
    assert "int" in message_of(InputFileError, 5)


def test_no_usable_column(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("year,value\n" + "2020,153.2\n" * 9, encoding="utf-8")
    message = message_of(SchemaError, path)
    assert "year, value" in message
    assert "--map title=" in message


def test_a_title_column_of_the_wrong_type(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text("职位名称,薪资\n" + "12,5千/月\n" * 9, encoding="utf-8")
    assert "职位名称" in message_of(SchemaError, path)


def test_not_one_usable_row(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text("职位名称,公司名称,薪资\n" + ",甲公司,5千/月\n" * 9, encoding="utf-8")
    assert "no title and no text (9)" in message_of(InputFileError, path)


def test_a_mapping_to_a_missing_column(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text(CSV, encoding="utf-8")
    assert "公司名称" in message_of(SchemaError, path, mapping={"employer": "公司名"})


def test_batches_of_no_rows(tmp_path: Path) -> None:
    assert "at least 1" in message_of(SchemaError, FRAME, batch_rows=0)


def damaged(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice([1, 3, 10])):
        place = random.randrange(len(changed))
        kind = random.randrange(3)
        if kind == 0:
            changed[place] = random.randrange(256)
        elif kind == 1:
            changed[place:place] = random.choice([b'"', b",", b"\n", b"\0", b"{", b"]", b"\\"])
        else:
            del changed[place : place + random.randrange(1, 30)]
    return bytes(changed)


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.json", "a.jsonl", "a.parquet", "a.xlsx"])
def test_random_damage_gives_rows_or_one_line(tmp_path: Path, name: str) -> None:
    frame = pd.concat([FRAME, FRAME.assign(薪资='约"5千",/月\n面议')])
    path = tmp_path / name
    writers = {
        "csv": lambda: frame.to_csv(path, index=False),
        "gz": lambda: frame.to_csv(path, index=False),
        "json": lambda: frame.to_json(path, orient="records", indent=1, force_ascii=False),
        "jsonl": lambda: frame.to_json(path, orient="records", lines=True, force_ascii=False),
        "parquet": lambda: frame.to_parquet(path),
        "xlsx": lambda: frame.to_excel(path, index=False),
    }
    writers[name.rpartition(".")[2]]()
    data, random = path.read_bytes(), Random(1)
    outcomes: list[str] = []
    for _ in range(40):
        path.write_bytes(damaged(data, random))
        rejects: list[Reject] = []
        try:
            reader = read_postings(path, on_reject=rejects.append)
            rows = [row for batch in reader for row in batch["row"].to_pylist()]
        except TalentcastError as error:
            outcomes.append(str(error))
        else:
            rows += [reject.row for reject in rejects]
            assert sorted(rows) == list(range(1, reader.report.rows + 1))
            outcomes.append("rows")
    assert len(outcomes) == 40
    assert not any("\n" in outcome for outcome in outcomes)


def test_text_of_another_encoding_inside_parquet(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    raw = pa.array(["会计".encode("gb18030"), b"Cook", b"Nurse"], pa.binary())
    parquet.write_table(
        pa.table({"title": raw.view(pa.string())}), tmp_path / "ads.parquet", store_schema=False
    )
    titles = [t for b in read_postings(tmp_path / "ads.parquet") for t in b["title"].to_pylist()]
    assert titles[1:] == ["Cook", "Nurse"]
