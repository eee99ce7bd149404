"""Shared by the tests of compiled parts: each runs with them and without."""

import pytest

from talentcast.matching import spans


@pytest.fixture(params=["compiled", "plain"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer questions about many places by the compiled part, then by numpy."""
    if request.param == "plain":
        monkeypatch.setattr(spans, "compiled", None)
    elif spans.compiled is None:
        pytest.skip("was not compiled")
