"""Delimited text: delimiters, quotation marks, rows that are not as they should be."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentcast.matching.delimited import Dialect, find_dialect, split_leniently, split_rows

COMMA = Dialect(",")


def rows_of(text: str, width: int = 0, size: int = 10_000) -> list[tuple[int, list[str] | None]]:
    lines = io.StringIO(text, newline="\n").readlines()
    blocks = [lines[start : start + size] for start in range(0, len(lines), size)]
    return [(row.line, row.cells) for row in split_rows(blocks, COMMA, width)]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "\x01"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [["title", "pay", "text"], ["cook, head", "10-15k", "a; b, c"], ["nurse", "9k", "d|e"]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    lines = io.StringIO(out.getvalue()).readlines()
    assert find_dialect(lines) == Dialect(delimiter)


def test_a_tab_file_with_bare_quotation_marks_is_read_without_quoting() -> None:
    lines = [f'"{n} inch\tx{n}\ty\n' for n in range(20)]
    dialect = find_dialect(lines)
    assert dialect == Dialect("\t", quoted=False)
    cells = [row.cells for row in split_rows([lines], dialect, 3)]
    assert cells[3] == ['"3 inch', "x3", "y"]


cell = st.text(st.sampled_from('ab,;"\n 职\t|'), max_size=12)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=30),
    st.integers(1, 7),
)
def test_what_the_csv_module_writes_is_read_back(table: list[list[str]], size: int) -> None:
    # three lines in a row with two commas each would look like rows that a stray mark swallowed
    table = [[cell.replace(",,", ";") for cell in row] for row in table]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    assert [cells for _, cells in rows_of(out.getvalue(), 3, size)] == table


def test_lines_count_physical_lines() -> None:
    text = 'a,b\n1,"x\ny\nz"\n\n2,w\n'
    assert rows_of(text, 2) == [(1, ["a", "b"]), (2, ["1", "x\ny\nz"]), (6, ["2", "w"])]


def test_an_unclosed_mark_costs_one_row() -> None:
    text = "1,a,x\n" + '2,"b,x\n' + "".join(f"{n},c,x\n" for n in range(3, 2000))
    rows = rows_of(text, 3)
    assert rows[1] == (2, None)
    assert [cells[0] for _, cells in rows if cells] == ["1", *map(str, range(3, 2000))]


def test_an_unclosed_mark_before_quoted_rows_costs_one_row() -> None:
    text = '1,"a",x\n2,"b,x\n3,"c",x\n4,"d",x\n'
    assert rows_of(text, 3) == [
        (1, ["1", "a", "x"]), (2, None), (3, ["3", "c", "x"]), (4, ["4", "d", "x"]),
    ]  # fmt: skip


def test_two_stray_marks_do_not_swallow_the_rows_between() -> None:
    text = '1,"a,x,p\n2,b,x,q\n3,c,x,r\n4,d",x,s\n5,e,x,t\n'
    rows = rows_of(text, 4)
    assert [cells[0] for _, cells in rows if cells and len(cells) == 4] == ["2", "3", "4", "5"]


def test_marks_inside_a_quoted_cell() -> None:
    text = '1,"the "best" job, really",x\n2,b,y\n'
    assert rows_of(text, 3)[0] == (1, ["1", 'the "best" job, really', "x"])


def test_marks_inside_a_cell_of_several_lines() -> None:
    text = '1,"said "hi" and\nmore, text\nend",x\n2,b,y\n'
    assert rows_of(text, 3) == [
        (1, ["1", 'said "hi" and\nmore, text\nend', "x"]), (4, ["2", "b", "y"]),
    ]  # fmt: skip


def test_a_long_cell_of_many_lines_is_one_cell() -> None:
    body = "\n".join(f"line {n}" for n in range(4000)) + "x" * 1_000_000
    assert rows_of(f'1,"{body}",x\n2,b,y\n', 3, size=100)[0] == (1, ["1", body, "x"])


def test_lenient_splitting_keeps_doubled_marks() -> None:
    assert split_leniently('"a ""b"" c",d,', ",") == ['a "b" c', "d", ""]
    assert split_leniently('"",x', ",") == ["", "x"]
    assert split_leniently('"open,x', ",") is None
