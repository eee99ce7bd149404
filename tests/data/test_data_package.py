"""The package describes its tables; each kind of damage to a copy is found."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from talentcast.data.bundle import FILES
from talentcast.data.package import REFRESH, require_valid, validate
from talentcast.errors import DataIntegrityError

ROOT = Path(__file__).resolve().parents[2]

#: Tables of names and codes: no figures, so neither unit nor status.
TAXONOMY = {
    "skills", "skill_categories", "task_words", "occupations", "occupation_groups", "places",
}  # fmt: skip


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(FILES, tmp_path / "files")


def described():
    package = json.loads((FILES / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def rewrite(folder, name, change):
    """Change the text of a table and describe its new size and hash, so that only the rest shows."""
    path = folder / described()[name]["path"]
    text = path.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    path.write_text(changed, encoding="utf-8", newline="")
    content = path.read_bytes()
    resource = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    describe(folder, name, lambda described: described.update(resource))


def describe(folder, name, change):
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    change(next(r for r in package["resources"] if r["name"] == name))
    path.write_text(json.dumps(package), encoding="utf-8")


def field(resource, name):
    return next(f for f in resource["schema"]["fields"] if f["name"] == name)


def test_bundled_package_is_valid():
    assert validate() == [], f"a table was edited? then run: {REFRESH}"
    require_valid()


def test_every_field_says_what_it_is_and_tables_refer_to_sources():
    for resource in described().values():
        for each in resource["schema"]["fields"]:
            assert each["unit"]
            assert len(each["description"]) > 5
        if resource["name"] != "sources":
            references = [key["reference"] for key in resource["schema"]["foreignKeys"]]
            assert {"resource": "sources", "fields": "source_id"} in references
            names = [each["name"] for each in resource["schema"]["fields"]]
            figures = set() if resource["name"] in TAXONOMY else {"unit", "status"}
            assert {"source_id"} | figures <= set(names)


def test_the_taxonomy_is_described_with_keys_and_references():
    resources = described()
    assert set(resources) >= TAXONOMY
    references = set()
    for name in TAXONOMY:
        assert resources[name]["path"] == f"taxonomy/{name}.csv"
        assert resources[name]["title"].isascii()
        assert not resources[name]["title_zh"].isascii()
        assert resources[name]["schema"]["primaryKey"] == ["zh" if name == "task_words" else "id"]
        for key in resources[name]["schema"]["foreignKeys"]:
            to = key["reference"]
            references.add((name, key["fields"], to["resource"] or name, to["fields"]))
    assert references == {(name, "source_id", "sources", "source_id") for name in TAXONOMY} | {
        ("skills", "category", "skill_categories", "id"), ("skills", "parent", "skills", "id"),
        ("occupations", "group", "occupation_groups", "id"), ("places", "parent", "places", "id"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("table", "column", "problem"),
    [("skills", "category", "is not in skill_categories.id"),
     ("skills", "parent", "is not in skills.id"),
     ("occupations", "group", "is not in occupation_groups.id"),
     ("places", "parent", "is not in places.id"),
     ("occupations", "source_id", "is not in sources.source_id")],
)  # fmt: skip
def test_a_taxonomy_row_that_refers_to_nothing_is_found(copy, table, column, problem):
    path = copy / described()[table]["path"]
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows.loc[0, column] = "nowhere"
    rewrite(copy, table, lambda _: rows.to_csv(index=False, lineterminator="\n"))
    assert validate(copy) == [f"{table}.{column}: 'nowhere' {problem}"]


def test_one_command_describes_edited_tables_anew(copy):
    path = copy / "taxonomy" / "skills.csv"
    before = (copy / "datapackage.json").read_text(encoding="utf-8")
    with path.open("a", encoding="utf-8") as file:
        file.write("tool.quill,羽毛笔,Quill,tool,programming_language,,,,talentcast_taxonomy\n")
    assert {p.partition(":")[0] for p in validate(copy)} == {"skills"}
    with pytest.raises(DataIntegrityError, match=f"run {REFRESH}"):
        require_valid(copy)
    command = [sys.executable, *REFRESH.split()[1:], "--to", str(copy)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "datapackage.json: skills changed\n"
    assert validate(copy) == []
    after = (copy / "datapackage.json").read_text(encoding="utf-8")
    lines = zip(before.splitlines(), after.splitlines(), strict=True)
    words = {a.split('"')[1] for a, b in lines if a != b}
    assert words == {"bytes", "hash", "rows"}


def test_the_command_refuses_columns_that_are_not_described(copy):
    path = copy / "taxonomy" / "occupation_groups.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name_zh", "label", 1), encoding="utf-8")
    before = (copy / "datapackage.json").read_bytes()
    command = [sys.executable, *REFRESH.split()[1:], "--to", str(copy)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "occupation_groups.csv: got columns id, label" in done.stderr
    assert (copy / "datapackage.json").read_bytes() == before


def test_a_changed_byte_is_found(copy):
    path = copy / "facts.csv"
    path.write_bytes(path.read_bytes().replace(b"807.3", b"807.4", 1))
    assert [p for p in validate(copy) if p.startswith("facts: hash")]
    with pytest.raises(DataIntegrityError, match="run python scripts/build_data.py --hashes"):
        require_valid(copy)


def test_an_orphan_source_is_refused(copy):
    rewrite(copy, "facts", lambda text: text.replace("news_forum_1", "news_forum_9", 1))
    assert validate(copy) == ["facts.source_id: 'news_forum_9' is not in sources.source_id"]


def test_a_source_without_figures_is_refused(copy):
    row = "nobody,Nobody,Nothing,,,,,\n"
    rewrite(copy, "sources", lambda text: text + row)
    describe(copy, "sources", lambda r: r.update(rows=r["rows"] + 1))
    assert validate(copy) == ["sources.source_id: 'nobody' is used by no row"]


def test_a_reference_to_no_series_is_refused(copy):
    rewrite(copy, "published", lambda text: text.replace("engineers,", "architects,", 1))
    assert validate(copy) == ["published.series: 'architects' is not in series.series"]


@pytest.mark.parametrize("word", ["unit", "description", "type"])
def test_a_field_without_words_is_found(copy, word):
    describe(copy, "facts", lambda r: field(r, "value").update({word: ""}))
    assert f"facts.value: no {word}" in validate(copy)


def test_an_unknown_status_is_found(copy):
    rewrite(copy, "published", lambda text: text.replace(",estimated,", ",guessed,", 1))
    (problem,) = validate(copy)
    assert problem.startswith("published.status: 'guessed' is none of observed, estimated")


def test_text_in_a_number_is_found(copy):
    rewrite(copy, "facts", lambda text: text.replace(",781.3,", ",about 781,", 1))
    assert validate(copy) == ["facts.value: 'about 781' in line 2 is no number"]


def test_an_empty_required_field_is_found(copy):
    rewrite(copy, "published", lambda text: text.replace(",10k persons,", ",,", 1))
    assert validate(copy) == ["published.unit: empty in line 2"]


def test_a_repeated_key_is_found(copy):
    rewrite(copy, "published", lambda text: text + text.splitlines(keepends=True)[1])
    describe(copy, "published", lambda r: r.update(rows=r["rows"] + 1))
    assert validate(copy) == ["published: key series, year, kind repeated in line 6"]


def test_rows_and_columns_are_counted(copy):
    describe(copy, "series", lambda r: r.update(rows=3))
    rewrite(copy, "quoted", lambda text: text.replace("series_id,", "series,", 1))
    problems = validate(copy)
    assert "series: 20 rows, described as 3" in problems
    assert any(p.startswith("quoted: columns ['series',") for p in problems)


def test_missing_and_undescribed_files_are_found(copy):
    (copy / "quoted.csv").rename(copy / "taxonomy" / "extra.csv")
    problems = validate(copy)
    assert "taxonomy/extra.csv: not described" in problems
    assert "quoted: quoted.csv is missing" in problems


def test_a_missing_or_broken_description_is_one_error(copy):
    (copy / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataIntegrityError, match="readable package description"):
        validate(copy)
    (copy / "datapackage.json").unlink()
    with pytest.raises(DataIntegrityError, match="readable package description"):
        validate(copy)
