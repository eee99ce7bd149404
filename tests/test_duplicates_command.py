"""`talentcast gaps --duplicates` and `--near`: every merged row is listed with what it went into."""

import csv
import json

import pandas as pd
import pytest

COLUMNS = ["职位名称", "公司名称", "工作城市", "发布日期", "职位描述"]
TEXT = (
    "负责后台服务的设计与开发，参与需求评审和技术方案的编写，保障系统稳定运行；"
    "熟悉常用的数据库和消息队列，能够独立定位线上问题并给出改进办法；"
    "有良好的沟通能力，愿意与产品和测试一起把事情做好，按时交付。"
)


def table(path, rows):
    pd.DataFrame(rows, columns=COLUMNS).to_csv(path, index=False)
    return path


def listed(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_each_merged_row_names_its_file_the_row_kept_and_the_kind(run, tmp_path):
    one = table(tmp_path / "one.csv", [
        ("Java开发", "甲公司", "北京", "2024-03-01", "甲"),
        ("会计", "乙公司", "北京", "2024-03-01", "乙"),
        ("Java开发", "甲公司", "北京", "2024-03-02", "甲"),
    ])  # fmt: skip
    two = table(tmp_path / "two.csv", [
        ("会计", "乙公司", "北京", "2024-04-10", "乙"),
        ("会计", "乙公司", "上海", "2024-04-10", "乙"),
        ("Java开发", "甲公司", "北京", "2024-06-15", "甲"),
    ])  # fmt: skip
    path = tmp_path / "merged.csv"
    code, out, err = run("gaps", one, two, "--duplicates", path, "--format", "json")
    assert code == 0, err
    quality = json.loads(out)["quality"]
    rows = listed(path)
    assert len(rows) == quality["duplicates"] == 2
    assert quality["rows"] == quality["used"] + quality["duplicates"] + quality["rejected"] == 6
    # One day later: a duplicate. Forty days later: a repost. Over sixty days later: a new vacancy.
    assert [(r["row"], r["kept_row"], r["kind"]) for r in rows] == [
        ("3", "1", "duplicate"), ("4", "2", "repost"),
    ]  # fmt: skip
    assert rows[1]["file"].endswith("two.csv")
    assert rows[1]["kept_file"].endswith("one.csv")
    assert {r["reason"] for r in rows} == {"employer_title_city"}
    assert rows[1]["date"] == "2024-04-10"
    # 乙公司 came back after 40 days; 甲公司 after 105, beyond the 90 of METHOD 2.1.
    assert quality["reposted"] == 1


def test_near_copies_are_merged_only_when_asked_for(run, tmp_path):
    pytest.importorskip("rensa")
    ads = table(tmp_path / "ads.csv", [
        ("后端开发工程师", "甲公司", "北京", "2024-03-01", TEXT),
        ("服务端开发工程师", "甲公司", "北京", "2024-03-05", TEXT + "欢迎投递。"),
        ("会计", "甲公司", "北京", "2024-03-05", "负责公司日常账务处理、纳税申报与报表编制。" * 5),
    ])  # fmt: skip
    code, out, _ = run("gaps", ads, "--format", "json")
    assert json.loads(out)["quality"]["duplicates"] == 0
    path = tmp_path / "merged.csv"
    code, out, err = run("gaps", ads, "--near", "--duplicates", path, "--format", "json")
    assert code == 0, err
    assert json.loads(out)["quality"]["duplicates"] == 1
    (row,) = listed(path)
    assert (row["row"], row["kept_row"], row["reason"]) == ("2", "1", "near_text")
    assert float(row["similarity"]) >= 0.9


def test_the_list_is_written_whole_or_not_at_all(run, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("x,y\n1,2\n", "utf-8")
    path = tmp_path / "merged.csv"
    code, out, _ = run("gaps", bad, "--duplicates", path, "--rejects", tmp_path / "rejects.csv")
    assert (code, out) == (2, "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.csv"]
    ads = table(tmp_path / "ads.csv", [("会计", "乙公司", "北京", "2024-03-01", "乙")])
    code, _, err = run("gaps", ads, "--duplicates", ads)
    assert code == 2
    assert "also an input" in err
    code, _, _ = run("gaps", ads, "--duplicates", path, "--format", "json")
    assert code == 0
    assert listed(path) == []
    assert path.read_text("utf-8").startswith("file,row,kept_file,kept_row,reason,kind")


def test_only_the_local_engine_lists_them(run, tmp_path):
    pytest.importorskip("pyspark")
    ads = table(tmp_path / "ads.csv", [("会计", "乙公司", "北京", "2024-03-01", "乙")])
    code, out, err = run("gaps", ads, "--near", "--engine", "spark")
    assert (code, out) == (2, "")
    assert "local" in err
