"""Rounds of slips and answers, played through over a drop folder."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from guanbiao.commands import run
from guanbiao.screen import Progress
from guanbiao.settings import Settings
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from schemas.catalogue import CATALOGUE
from tests.conftest import ROOT
from tests.lay_out import SHAPES
from tests.slips import ACTION, APPROVAL, LIST, SLIP, TEXT, rows

APPROVER = CATALOGUE.compiles if CATALOGUE.compiles != "业务中心" else CATALOGUE.approves


def _all_but_the_forms(folder: str, names: list[str]) -> set[str]:
    """What of the checkout is no drop folder."""
    return set(names) - {"inputs"} if folder == str(ROOT) else set()


class Rounds:
    """A drop folder, runs over it, and slips filled in by hand."""

    def __init__(self, folder: Path, begun: Path | None = None) -> None:
        """Over the shipped forms, or from where others stand."""
        self.inputs, self.outputs, self.count = folder / "inputs", folder / "outputs", 0
        shutil.copytree(begun or ROOT, folder, ignore=_all_but_the_forms, dirs_exist_ok=True)

    def go(self) -> dict[str, dict[str, Any]]:
        """Run; the findings by id."""
        run(Settings(self.inputs, self.outputs), CATALOGUE, Progress(enabled=False))
        return self.found()

    def found(self) -> dict[str, dict[str, Any]]:
        """The findings of the last run by id."""
        found = json.loads((self.outputs / "2020" / "findings.json").read_text("utf-8"))["findings"]
        return {each["id"]: each for each in found}

    def fill(self, department: str, write: Callable[[Workbook], None], name: str = SLIP) -> None:
        """Open the department's slip, write into it, and drop it under a name of its own."""
        slip = load_workbook(self.outputs / "2020" / "通知" / department / name)
        write(slip)
        self.count += 1
        slip.save(self.inputs / f"回复{self.count}.xlsx")

    def correct(self, name: str, cells: dict[str, dict[str, str | float]]) -> None:
        """File a form again, corrected."""
        path = next(self.inputs.rglob(name))
        form = load_workbook(path)
        for sheet, changes in cells.items():
            for address, value in changes.items():
                form[sheet][address] = value
        form.save(path.with_name("更正 " + name))


def first_sheet(rounds: Rounds, name: str) -> str:
    return load_workbook(next(rounds.inputs.rglob(name))).sheetnames[0]


def of(findings: dict[str, dict[str, Any]], rule: str, column: str = "") -> dict[str, Any]:
    return next(each for each in findings.values() if each["rule"] == rule and column in each["column"])


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first run over the shipped forms has been."""
    folder = tmp_path_factory.mktemp("begun")
    Rounds(folder).go()
    return folder


def test_three_rounds(tmp_path: Path, begun: Path) -> None:
    rounds = Rounds(tmp_path, begun)
    first = rounds.found()
    jump, alike, digit = of(first, "year_jump"), of(first, "columns_alike"), of(first, "06.合计")
    mandatory = of(first, "H05")

    def answer(slip: Workbook) -> None:
        for finding, text in ((jump, "因疫情分馆大多关闭"), (alike, "核实无误。"), (mandatory, "含未加工入藏的图书")):
            slip[LIST].cell(rows(slip)[finding["id"]], ACTION).value = "说明"
            slip[LIST].cell(rows(slip)[finding["id"]], TEXT).value = text
        slip[LIST].cell(rows(slip)[digit["id"]], ACTION).value = "更正"

    rounds.fill("业务中心", answer)
    rounds.correct("基本情况一览表.xlsx", {first_sheet(rounds, "基本情况一览表.xlsx"): {"D18": 908}})
    second = rounds.go()
    assert second[jump["id"]]["status"] == "explained"
    assert second[alike["id"]]["status"] == "open"
    (refused,) = [each["message"] for each in second.values() if each["rule"] == "answer_refused"]
    assert "“核实无误。”" in refused
    assert second[mandatory["id"]]["status"] == "pending"  # explained, and not approved yet
    assert digit["id"] not in second
    page = load_workbook(rounds.outputs / "2020" / "鞍山市图书馆2020年度统计总表.xlsx")["与上次对照"]
    assert isinstance(page, Worksheet)
    lines = [[str(cell or "") for cell in row] for row in page.iter_rows(values_only=True)]
    assert lines[1][0].startswith("改动 1 个单元格，已解决 1 个问题，")  # one cause of two relations
    assert any(line[2:4] == ["9080", "908"] for line in lines)
    again = rounds.go()  # nothing filed anew: the same outputs, compared with the same run as before
    assert again == second

    def approve(sheet: Workbook) -> None:
        (row,) = [row for row in sheet["待审批"].iter_rows() if row[4].value == "含未加工入藏的图书"]
        row[5].value, row[6].value = "同意", "馆长办公会"

    rounds.fill(APPROVER, approve, APPROVAL)
    shutil.rmtree(rounds.outputs)  # answers lie in the drop folder
    third = rounds.go()
    assert third[mandatory["id"]]["status"] == "explained"
    assert third[jump["id"]]["status"] == "explained"

    path = "综合统计分析.xlsx"
    changed = load_workbook(next(rounds.inputs.rglob(path)))
    every = [(each.title, cell) for each in changed.worksheets for row in each.iter_rows() for cell in row]
    ((sheet, cell),) = [(title, each.coordinate) for title, each in every if each.value == 386185]
    rounds.correct(path, {sheet: {cell: 400000}})
    fourth = rounds.go()
    assert fourth[jump["id"]]["status"] == "lapsed"
    assert fourth[mandatory["id"]]["status"] == "explained"


def test_a_slip_is_known_by_its_content_and_its_forms_are_no_filings(tmp_path: Path, begun: Path) -> None:
    rounds = Rounds(tmp_path, begun)
    before = rounds.found()
    rounds.fill("业务中心", lambda slip: None)
    after = rounds.go()
    assert [each["rule"] for name, each in after.items() if name not in before] == ["slip_blank"]
    assert set(before) < set(after)
    whole = json.loads((rounds.outputs / "2020" / "findings.json").read_text("utf-8"))
    assert len(whole["filings"]) == len(SHAPES)
    assert next(each["status"] for each in whole["files"] if each["file"] == "回复1.xlsx") == "read"


def test_outputs_dropped_back_in_change_nothing_and_answers_among_them_count(tmp_path: Path, begun: Path) -> None:
    rounds = Rounds(tmp_path, begun)
    before = rounds.found()
    query = of(before, "columns_alike")

    def answer(slip: Workbook) -> None:
        slip[LIST].cell(rows(slip)[query["id"]], TEXT, "两项确实相同，已逐月核对")

    shutil.copytree(rounds.outputs / "2020", rounds.inputs / "结果")
    rounds.fill(query["department"], answer)
    after = rounds.go()
    added = {name: each for name, each in after.items() if name not in before}
    assert [each["rule"] for each in added.values()] == ["own_outputs"]
    assert {name: each["message"] for name, each in after.items() if name not in added} == {
        name: each["message"] for name, each in before.items()
    }
    assert after[query["id"]]["status"] == "explained"
    assert rounds.go().keys() == after.keys()
