"""The cycle collector rests inside a block and is afterwards as it was."""

from __future__ import annotations

import gc

import pytest

from musnad.collector import paused


@pytest.fixture(params=[True, False])
def enabled(request: pytest.FixtureRequest) -> bool:
    """Whether the collector is on before the block; on again after the test."""
    (gc.enable if request.param else gc.disable)()
    request.addfinalizer(gc.enable)
    return bool(request.param)


def test_the_collector_rests_inside_and_is_afterwards_as_it_was(enabled: bool) -> None:
    with paused():
        assert not gc.isenabled()
    assert gc.isenabled() is enabled


def test_a_mistake_inside_leaves_the_collector_as_it_was(enabled: bool) -> None:
    with pytest.raises(ValueError, match="no idea"), paused():
        raise ValueError("no idea")
    assert gc.isenabled() is enabled
