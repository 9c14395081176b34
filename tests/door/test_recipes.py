"""The recipes of CONTRIBUTING.md run, in the order in which they stand there, and there are six."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
FILE = re.compile(r"# (\S+\.py)\n")


def test_there_is_a_recipe_for_each_of_the_six_walks() -> None:
    walks = ["Add a form", "Add a rule", "Add an output", "Add a library", "Change a sentence", "Mend a header"]
    assert re.findall(r"^## (.*)$", TEXT, re.MULTILINE) == walks
    assert all("```python" in part for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:])


def test_the_recipes_run_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, object] = {"__name__": "recipes"}
    for block in BLOCKS:
        file = FILE.match(block)
        if file:
            Path(file[1]).parent.mkdir(parents=True, exist_ok=True)
            Path(file[1]).write_text(block, "utf-8")
        else:
            exec(compile(block, "CONTRIBUTING.md", "exec"), namespace)
    assert {"donations", "catalogue", "report"} <= namespace.keys()
