"""A plugin of pytest: of the tests asked for, only those that reach the shipped catalogue are run."""

from collections.abc import Iterator, Mapping
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from schemas.catalogue import CATALOGUE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests to which it is all one what the shipped catalogue holds."""
    seen: dict[int, bool] = {}
    items[:] = [item for item in items if any(_reaches(each, seen) for each in _runs(item))]


def _runs(item: pytest.Item) -> Iterator[Any]:
    """A test, what it is given, and what makes its fixtures."""
    assert isinstance(item, pytest.Function)
    yield item.function
    yield from item.callspec.params.values() if hasattr(item, "callspec") else ()
    for definitions in item._fixtureinfo.name2fixturedefs.values():
        yield from (each.func for each in definitions)


def _reaches(thing: Any, seen: dict[int, bool]) -> bool:
    """Whether something of the tests is the catalogue, holds it, or names what reaches it."""
    if thing is CATALOGUE:
        return True
    if id(thing) not in seen:
        seen[id(thing)] = False  # whatever calls itself reaches no more by that
        seen[id(thing)] = any(_reaches(each, seen) for each in _within(thing))
    return seen[id(thing)]


def _within(thing: Any) -> Iterator[Any]:
    """What a function of the tests names, or a container holds."""
    if isinstance(thing, FunctionType) and thing.__module__.startswith("tests"):
        yield from (thing.__globals__[name] for name in _names(thing.__code__) if name in thing.__globals__)
        yield from (cell.cell_contents for cell in thing.__closure__ or ())
        yield getattr(getattr(thing, "hypothesis", None), "inner_test", None)
    elif isinstance(thing, type | ModuleType) and getattr(thing, "__module__", thing.__name__).startswith("tests"):
        yield from vars(thing).values()
    elif isinstance(thing, Mapping):
        yield from thing.values()
    elif isinstance(thing, list | tuple | set | frozenset):
        yield from thing


def _names(code: CodeType) -> Iterator[str]:
    """The names of a function and of those inside it."""
    yield from code.co_names
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _names(each)
