"""Shared: where the development data is, and a skip with a reason where it is not."""

import os
import sys
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[2] / "shared" / "data"
DEV_DATA = Path(os.environ.get("TALENTCAST_DEV_DATA", _BESIDE))


@pytest.fixture(scope="session")
def dev_data() -> Path:
    return DEV_DATA


def pytest_collection_modifyitems(items):
    if DEV_DATA.is_dir():
        return
    reason = "development data not found; set TALENTCAST_DEV_DATA to its folder"
    for item in items:
        if "development_data" in item.keywords:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line in this process; give exit code, output and errors."""
    from talentcast.cli import main

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["talentcast", *map(str, arguments)])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call
