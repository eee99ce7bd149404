"""The collector of cycles rests while a batch is read, and is left as it was found."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from talentcast.engines.memory import without_collection


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


def test_the_collector_runs_again_after_an_error() -> None:
    gc.enable()
    with pytest.raises(ZeroDivisionError), without_collection():
        1 / gc.isenabled()  # noqa: B018
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    with without_collection(), without_collection():
        pass
    assert not gc.isenabled()


def test_a_function_can_be_marked_and_keeps_its_name() -> None:
    gc.enable()

    @without_collection()
    def state() -> bool:
        return gc.isenabled()

    assert (state(), state(), gc.isenabled()) == (False, False, True)
    assert state.__name__ == "state"
