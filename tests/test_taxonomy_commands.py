"""`talentcast taxonomy import` and `check`, and what gaps and match do with the folder."""

import json

import pandas as pd
import pytest

LABELS = (
    "id,description,hierarchy_levels,type\n"
    "u1,Python (computer programming),\"[['K', 'K06', 'K061', 'K0613']]\",preferredLabel\n"
    "u2,manage staff,\"[['S', 'S4', 'S4.8', 'S4.8.1']]\",preferredLabel\n"
    "u2,staff managing,\"[['S', 'S4', 'S4.8', 'S4.8.1']]\",altLabels\n"
)
JOBS = (
    "conceptUri,iscoGroup,preferredLabel,altLabels,description\n"
    'http://x/o/o1,110,air marshal,"wing leader\nflight boss","Commands\nan air force."\n'
    "http://x/o/o2,2221,nurse,staff nurse,Cares for patients.\n"
)


@pytest.fixture
def esco(tmp_path):
    (tmp_path / "labels.csv").write_text(LABELS, "utf-8")
    (tmp_path / "jobs.csv").write_text(JOBS, "utf-8")
    return [tmp_path / "labels.csv", tmp_path / "jobs.csv"]


def test_imported_esco_reads_ads(run, esco, tmp_path):
    code, out, _ = run("taxonomy", "import", "esco", *esco, "--out", tmp_path / "t", "--lang", "en")
    # Names by hand: 3 of Python and staff, plus "Python" without its qualifier; 3 + 2 titles.
    assert (code, out) == (0, f"{tmp_path / 't'}: 2 occupations, 2 skills, 9 names and aliases\n")
    jobs = pd.read_csv(tmp_path / "t/occupations.csv", dtype=str)
    assert jobs["isco08"].tolist() == ["0110", "2221"]
    assert jobs["description"].tolist() == ["Commands an air force.", "Cares for patients."]
    ads = tmp_path / "ads.csv"
    ads.write_text("title,description\nStaff nurse,You manage staff and write Python\n", "utf-8")
    code, out, _ = run("match", ads, "--taxonomy", tmp_path / "t")
    found = json.loads(out)
    assert found["occupation"]["id"] == "esco.o2"
    assert {skill["id"] for skill in found["skills"]} == {"esco.u1", "esco.u2"}
    code, out, _ = run("gaps", ads, "--taxonomy", tmp_path / "t", "--format", "json")
    assert [row["id"] for row in json.loads(out)["occupations"]] == ["esco.o2"]


def test_a_folder_is_written_whole_or_not_at_all(run, esco, tmp_path):
    before = sorted(tmp_path.iterdir())
    cases = [
        ("esco", [tmp_path / "none.csv"], "no such file"),
        ("esco", [esco[0], esco[0]], "second table of skills"),
        ("onet", esco[:1], "expected Technology Skills"),
        ("csv", esco[1:], "expected name_zh or name_en"),
    ]
    for kind, files, said in cases:
        code, out, err = run("taxonomy", "import", kind, *files, "--out", tmp_path / "t")
        assert (code, out) == (2, "")
        assert said in err
        assert err.count("\n") == 1
        assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_holds_something_is_left_alone(run, esco, tmp_path):
    (tmp_path / "t").mkdir()
    (tmp_path / "t/skills.csv").write_text("id,name_zh\nmine,我的\n", "utf-8")
    code, _, err = run("taxonomy", "import", "esco", *esco, "--out", tmp_path / "t")
    assert code == 2
    assert "not empty" in err
    assert (tmp_path / "t/skills.csv").read_text("utf-8") == "id,name_zh\nmine,我的\n"


def test_own_tables_in_gb18030_under_own_names(run, tmp_path):
    (tmp_path / "jobs.csv").write_bytes("工种,别名\n拔罐师,火罐技师\n".encode("gb18030"))
    (tmp_path / "skills.csv").write_bytes("技能,类型\n拔火罐,hard\n".encode("gb18030"))
    call = ("taxonomy", "import", "csv", tmp_path / "jobs.csv", tmp_path / "skills.csv")
    code, _, _ = run(*call, "--map", "title_zh=工种", "--out", tmp_path / "t")
    assert code == 0
    code, out, _ = run("match", "会拔火罐", "--title", "火罐技师", "--taxonomy", tmp_path / "t",
                       "--format", "json")  # fmt: skip
    assert json.loads(out)["occupation"]["title_zh"] == "拔罐师"
    assert [skill["id"] for skill in json.loads(out)["skills"]] == ["hard.拔火罐"]
    code, _, err = run(
        *call, "--map", "title_zh=工种", "--map", "kind=没有", "--out", tmp_path / "u"
    )
    assert code == 2
    assert "没有" in err


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,A1,b\nb,B1,a\n", "cycle of parents"),
        ("a,A1,nobody\n", "missing parent"),
        ("a,A1,\na,B1,\n", "duplicate id"),
    ],
)
def test_what_makes_a_taxonomy_unusable_is_listed_and_refused(run, tmp_path, rows, said):
    (tmp_path / "t").mkdir()
    (tmp_path / "t/skills.csv").write_text("id,name_en,parent\n" + rows, "utf-8")
    code, out, err = run("taxonomy", "check", tmp_path / "t", "--format", "csv")
    assert code == 2
    assert said in out
    assert err.count("\n") == 1
    ads = tmp_path / "ads.csv"
    ads.write_text("title\nNurse\n", "utf-8")
    for call in (("gaps", ads), ("match", "A1")):
        code, out, err = run(*call, "--taxonomy", tmp_path / "t")
        assert (code, out) == (2, "")
        assert said in err
    code, _, err = run("taxonomy", "import", "csv", tmp_path / "t/skills.csv", "-o", tmp_path / "u")
    assert code == 2
    assert said in err
    assert not (tmp_path / "u").exists()


def test_clashing_names_are_listed_and_said_where_used(run, tmp_path):
    (tmp_path / "t").mkdir()
    (tmp_path / "t/skills.csv").write_text(
        "id,name_en,aliases_en\nx,Alpha,Gamma\ny,Beta,gamma\n", "utf-8"
    )
    code, out, _ = run("taxonomy", "check", tmp_path / "t", "--format", "json")
    assert code == 0
    assert [(row["level"], row["id"]) for row in json.loads(out)] == [("warning", "y")]
    ads = tmp_path / "ads.csv"
    ads.write_text("title,description\nNurse,You know Gamma\n", "utf-8")
    code, out, _ = run(
        "gaps", ads, "--taxonomy", tmp_path / "t", "--format", "json", "--lang", "en"
    )
    found = json.loads(out)
    assert any("1 names belong to two entries" in text for text in found["warnings"])
    # The folder has no occupations: the bundled ones are used, and that is said.
    assert any("no table of occupations" in text for text in found["warnings"])
    assert found["occupations"][0]["title_en"] == "Nurse"


def test_a_sound_taxonomy_has_nothing_wrong(run, esco, tmp_path):
    run("taxonomy", "import", "esco", *esco, "--out", tmp_path / "t")
    code, out, _ = run("taxonomy", "check", tmp_path / "t", "--lang", "en")
    assert (code, out) == (0, "Nothing wrong found\n")
    code, _, err = run("taxonomy", "check", tmp_path / "none")
    assert code == 2
    assert "no such folder" in err
