"""The names users import, the commands they type, and what both cost to start."""

import importlib
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import talentcast

ROOT = Path(__file__).parents[1]
HEAVY = (
    "pandas",
    "numpy",
    "pyarrow",
    "matplotlib",
    "sklearn",
    "lightgbm",
    "statsmodels",
    "prophet",
)


@pytest.mark.parametrize("name", talentcast.__all__)
def test_every_public_name_loads(name):
    assert getattr(talentcast, name) is not None


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_like_it"):
        talentcast.nothing_like_it  # noqa: B018


def test_import_loads_no_heavy_library():
    code = (
        f"import sys, talentcast, talentcast.cli; print([m for m in {HEAVY} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_of_every_command_and_its_place_in_the_readmes():
    import typer.main

    from talentcast.cli import app

    command = typer.main.get_command(app)
    english = (ROOT / "README.md").read_text(encoding="utf-8")
    chinese = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    for name, sub in command.commands.items():
        assert sub.help, name
        assert f"talentcast {name}" in english, name
        assert f"talentcast {name}" in chinese, name
        for inner, subsub in getattr(sub, "commands", {}).items():
            assert subsub.help, inner
            assert f"talentcast {name} {inner}" in english, inner


def test_the_page_of_commands_is_what_their_help_says():
    made = runpy.run_path(str(ROOT / "scripts" / "build_cli_docs.py"))["page"]()
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert page == made, "run python scripts/build_cli_docs.py"
    assert "## talentcast taxonomy import" in page
    assert "| `--seekers` |" in page


def test_readmes_name_the_two_make_targets_first():
    for name in ("README.md", "README.zh-CN.md"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        demo = next(i for i, line in enumerate(lines) if "make demo" in line)
        test = next(i for i, line in enumerate(lines) if "make test" in line)
        assert demo < test < 15


def test_documents_that_the_readme_links_exist():
    import re

    for name in ("README.md", "README.zh-CN.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / name).read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{name}: {target}"


def test_every_package_module_imports():
    for path in sorted((ROOT / "talentcast").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if not name.endswith("__main__"):
            importlib.import_module(name.removesuffix(".__init__"))


def test_forecast_stays_the_function_after_its_namesake_is_imported():
    importlib.import_module("talentcast.forecast.panel")
    from talentcast.forecast.panel import read_panel

    assert callable(read_panel)
    assert talentcast.forecast.__name__ == "forecast"
    assert talentcast.forecast is importlib.import_module("talentcast.api").forecast
