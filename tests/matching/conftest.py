"""Shared by tests: compiled parts with and without them, and scripts of benchmarks/."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from talentcast.matching import spans


@pytest.fixture(params=["compiled", "plain"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer questions about many places by the compiled part, then by numpy."""
    if request.param == "plain":
        monkeypatch.setattr(spans, "compiled", None)
    elif spans.compiled is None:
        pytest.skip("was not compiled")


@pytest.fixture(scope="module")
def load_benchmark() -> Iterator[Callable[..., ModuleType]]:
    """Load scripts of benchmarks/, each with those before it at hand; return the last one."""
    loaded: dict[str, ModuleType] = {}

    def load(*names: str) -> ModuleType:
        for name in names:
            path = Path(__file__).parents[2] / "benchmarks" / f"{name}.py"
            spec = importlib.util.spec_from_file_location(name, path)
            loaded[name] = importlib.util.module_from_spec(spec)
            sys.modules[name] = loaded[name]
            spec.loader.exec_module(loaded[name])
        return loaded[names[-1]]

    yield load
    for name in loaded:
        del sys.modules[name]
