"""The examples that the modules of the room draw run as they stand."""

import doctest
from types import ModuleType

import pytest
from guanbiao.causes import network, search, slips


@pytest.mark.parametrize("module", [network, search, slips], ids=lambda module: module.__name__)
def test_the_example_of_a_module_runs(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted
    assert not results.failed
