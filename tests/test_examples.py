"""Each example runs as a reader would run it, and prints what its comments promise."""

import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_there_are_examples_and_each_is_tried_here():
    assert {path.stem for path in EXAMPLES.glob("*.py")} == {
        "headcount_forecast",
        "shortage_study",
    }


@pytest.mark.parametrize(
    ("name", "promised"),
    [
        (
            "shortage_study",
            [
                "341 ads used of 360 rows, 19 repeated",
                "salary_median",
                "to ",
                "not advised, pay",
                "grade C",
            ],
        ),
        ("headcount_forecast", ["192.99", "blue_book_2025", "2029", "cover95"]),
    ],
)
def test_example_runs(name, promised, capsys):
    runpy.run_path(str(EXAMPLES / f"{name}.py"), run_name="__main__")
    printed = capsys.readouterr().out
    for words in promised:
        assert words in printed
