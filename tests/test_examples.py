"""The examples in docstrings run, and say what they show."""

import doctest
import importlib
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.examples import namespace

PACKAGE = ROOT / "pipeline"
SHOWING = sorted(path for path in PACKAGE.rglob("*.py") if ">>>" in path.read_text("utf-8"))


def module_name(path: Path) -> str:
    """A module of the package as it is imported."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


@pytest.mark.parametrize("name", map(module_name, SHOWING))
def test_examples_say_what_they_show(name: str) -> None:
    module = importlib.import_module(name)
    runner = doctest.DocTestRunner()
    for example in doctest.DocTestFinder().find(module):
        example.globs.update(namespace(example.docstring or ""))
        runner.run(example)
    assert runner.tries
    assert not runner.failures
