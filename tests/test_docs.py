"""The examples of the documents run, and the README's commands are the ones that are checked."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN = "python3 -m pip install uv && python3 -m uv run run.py"
TEST = "python3 -m pip install uv && python3 -m uv run pytest"


def test_the_examples_of_the_architecture_run_in_their_order() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 4
    namespace: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/architecture.md", "exec"), namespace)


def test_the_two_commands_stand_in_the_readme_and_the_checks_call_the_second() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert RUN in readme
    assert TEST in readme
    assert TEST in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_links_of_the_documents_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)
