from pathlib import Path

import pytest

from talentcast.errors import OutputError
from talentcast.render.write import check_writable, format_of, write_text, write_whole


def test_nothing_is_left_behind_when_filling_fails(tmp_path):
    target = tmp_path / "out.csv"
    target.write_text("old")

    def fail(path: Path) -> None:
        path.write_text("half")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        write_whole(target, fail)
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_write_text_is_utf8_with_plain_line_ends(tmp_path):
    write_text(tmp_path / "a.md", "紧缺\n")
    assert (tmp_path / "a.md").read_bytes() == "紧缺\n".encode()


@pytest.mark.parametrize("name", ["a", "a.docx"])
def test_unknown_ending_names_the_known_ones(name):
    with pytest.raises(OutputError, match=r"\.xlsx"):
        format_of(Path(name))


def test_missing_folder_is_said_before_work_starts(tmp_path):
    with pytest.raises(OutputError, match="does not exist"):
        check_writable(tmp_path / "no" / "a.csv")
    with pytest.raises(OutputError, match="got a folder"):
        check_writable(tmp_path)
