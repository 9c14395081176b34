"""The README's commands are the ones that are checked, and links lead somewhere. Examples run in tests/door."""

import re
from pathlib import Path

from guanbiao.report.report import Report
from guanbiao.report.shown import Finished, shown_of
from guanbiao.screen import summary_of
from guanbiao.words.findings import Phrases

from schemas.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent
RUN = "python3 -m pip install uv && python3 -m uv run run.py"
TEST = "python3 -m pip install uv && python3 -m uv run --group dev pytest"


def test_the_two_commands_stand_in_the_readme_and_the_checks_call_the_second() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert RUN in readme
    assert TEST in readme
    assert TEST in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_links_of_the_documents_lead_somewhere() -> None:
    pages = (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
    links = [(page, to) for page in pages for to in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))]
    assert links
    assert not [(page.name, to) for page, to in links if not (page.parent / to).exists()]


def test_the_manual_quotes_what_the_run_says(explained: Report) -> None:
    manual = (ROOT / "docs" / "用户手册.md").read_text(encoding="utf-8")
    said = summary_of(Finished(shown_of(explained, Phrases(CATALOGUE, 2020)), Path("outputs/2020")))
    assert f"> {said}" in manual.splitlines()
    assert {int(count) for count in re.findall(r"(\d+) 张(?:官方报表|表。)", manual)} == {len(CATALOGUE.forms)}


def test_a_clerk_is_told_of_no_command() -> None:
    manual = (ROOT / "docs" / "用户手册.md").read_text(encoding="utf-8")
    before, _, _ = manual.partition("## 六、安装")
    assert "## 五、汇总部门" in before
    assert not [word for word in ("python", "run.py", ".exe", "```") if word in before.lower()]
