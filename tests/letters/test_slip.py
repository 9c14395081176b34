"""Return slips and what comes back in them: rounds played through as people would."""

import email
import email.policy
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from guanbiao.commands import run
from guanbiao.forms.catalogue import Level
from guanbiao.letters.slip import owned, slip_pages
from guanbiao.report.answers import figures_key
from guanbiao.report.report import Report
from guanbiao.settings import Settings
from guanbiao.words.findings import Phrases
from guanbiao.words.letters import CHAT_MOST, SLIP_HEAD
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from schemas.catalogue import CATALOGUE
from tests.conftest import ROOT
from tests.drawing import (
    book,
    changed,
    printed,
    read_bytes,
)
from tests.drawing import report as drawn
from tests.stages import outputs_of, with_causes

SLIP = "核对单.xlsx"
ACTION, TEXT, WHO, APPROVED, ID = 12, 13, 14, 15, 16  # columns to answer in, and the id


def notices(found: Report) -> dict[str, bytes]:
    """The files for departments, by path."""
    return {name: content for name, content in outputs_of(found) if name.startswith("通知/")}


@pytest.fixture(scope="module")
def files(report: Report) -> dict[str, bytes]:
    return notices(with_causes(report))


def slip_of(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def rows(sheet: Worksheet) -> dict[str, int]:
    """The row of each finding by its id."""
    found = {}
    for row in range(4, sheet.max_row + 1):
        value = str(sheet.cell(row, ID).value or "")
        if re.fullmatch(r"F[0-9a-f]{10}-[0-9a-f]{8}", value):
            found[value.partition("-")[0]] = row
    return found


def test_every_department_with_a_finding_has_its_files(files: dict[str, bytes]) -> None:
    folders = {name.split("/")[1] for name in files}
    assert folders == {"业务中心", "全民阅读推广工作部", "网络服务部", "办公室"}
    assert {name.split("/")[2] for name in files} == {SLIP, "数据核对通知.docx", "微信通知.txt", "邮件草稿.eml"}


def test_every_mandatory_and_query_finding_is_on_its_owners_slip(report: Report, files: dict[str, bytes]) -> None:
    explained = with_causes(report)
    for department in CATALOGUE.departments:
        own = {each.id for each in owned(explained, department.name)}
        name = f"通知/{department.name}/{SLIP}"
        assert set(rows(slip_of(files[name])["问题清单"]) if name in files else {}) == own
    asked = {each.id for each in explained.findings if each.level in (Level.MANDATORY, Level.QUERY)}
    assert asked == {each.id for one in CATALOGUE.departments for each in owned(explained, one.name)}


def test_every_link_lands_on_its_cell_which_is_marked(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        if not name.endswith(SLIP):
            continue
        slip = slip_of(content)
        for row in rows(slip["问题清单"]).values():
            link = slip["问题清单"].cell(row, 4)
            if not link.hyperlink:
                continue
            match = re.fullmatch(r"'(.+)'!([A-Z]+\d+)", link.hyperlink.location or "")
            assert match
            target = slip[match[1]][match[2]]
            assert isinstance(target, Cell)
            assert target.comment is not None


def test_forms_are_rebuilt_at_their_addresses(files: dict[str, bytes]) -> None:
    own = load_workbook(ROOT / "inputs" / "2020" / "业务中心" / "流通与接待统计.xlsx")
    slip = slip_of(files[f"通知/业务中心/{SLIP}"])
    shared = set(own.sheetnames) & set(slip.sheetnames)
    assert shared
    for name in shared:
        one, other = own[name], slip[name]
        assert other.protection.sheet  # a figure is corrected in one's own file
        assert {str(each) for each in one.merged_cells.ranges} == {str(each) for each in other.merged_cells.ranges}
        for line in one.iter_rows():
            for cell in line:
                if cell.value is not None:
                    assert other[cell.coordinate].value == cell.value


def test_columns_are_as_wide_as_they_were(files: dict[str, bytes]) -> None:
    own = (ROOT / "inputs" / "2020" / "业务中心" / "流通与接待统计.xlsx").read_bytes()
    filed = {sheet.name: sheet.widths for sheet in read_bytes(own, "a.xlsx").sheets}
    slip = {sheet.name: sheet.widths for sheet in read_bytes(files[f"通知/业务中心/{SLIP}"], "b.xlsx").sheets}
    for name in filed.keys() & slip.keys():
        assert filed[name]
        for column, width in filed[name].items():
            assert slip[name][column] == pytest.approx(width, abs=0.8)


def test_only_the_answer_columns_are_unlocked_and_the_action_is_a_choice(files: dict[str, bytes]) -> None:
    sheet = slip_of(files[f"通知/业务中心/{SLIP}"])["问题清单"]
    assert sheet.protection.sheet
    row = next(iter(rows(sheet).values()))
    assert [at for at in range(1, 17) if not sheet.cell(row, at).protection.locked] == [ACTION, TEXT, WHO, APPROVED]
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"更正,说明"'
    assert tuple(cell.value for cell in sheet[3]) == SLIP_HEAD


def test_others_are_told_whom_to_talk_to(files: dict[str, bytes]) -> None:
    sheet = slip_of(files[f"通知/网络服务部/{SLIP}"])["涉及的其他核对"]
    assert any("业务中心 李艳" in str(row[3].value) for row in sheet.iter_rows(min_row=3))


def test_chat_and_mail(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        if name.endswith(".txt"):
            assert 20 < len(content.decode()) <= CHAT_MOST
        if name.endswith(".eml"):
            mail: Any = email.message_from_bytes(content, policy=email.policy.default)
            assert mail["X-Unsent"] == "1"
            assert mail["To"] is None  # no address is invented
            assert [part.get_filename() for part in mail.iter_attachments()] == [SLIP, "数据核对通知.docx"]


def test_the_notice_names_head_deadline_and_gravest(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["通知/业务中心/数据核对通知.docx"])) as archive:
        xml = archive.read("word/document.xml").decode()
    text = re.sub(r"<[^>]+>", "", xml)
    for words in ("关于核对2020年度统计数据的通知", "业务中心李艳：", "5个工作日内", "一、", "附件：核对单.xlsx"):
        assert words in text
    assert 'w:eastAsia="仿宋"' in xml


def test_forms_owed_have_a_reminder_of_their_own() -> None:
    files = notices(drawn(book(printed(7))))
    text = files["通知/办公室/微信催报.txt"].decode()
    assert text.startswith("【催报】")
    assert "3张未报" in text
    assert "通知/办公室/催报通知.docx" in files
    long = files["通知/业务中心/微信催报.txt"].decode()
    assert len(long) <= CHAT_MOST
    assert "17张未报" in long
    assert long.endswith("等），请5个工作日内报送。")


class Rounds:
    """A drop folder, runs over it, and slips filled in by hand."""

    def __init__(self, folder: Path) -> None:
        self.inputs, self.outputs, self.count = folder / "inputs", folder / "outputs", 0
        shutil.copytree(ROOT / "inputs", self.inputs)

    def go(self) -> dict[str, dict[str, Any]]:
        """Run; the findings by id."""
        run(Settings(self.inputs, self.outputs), CATALOGUE, lambda _: None)
        found = json.loads((self.outputs / "2020" / "findings.json").read_text("utf-8"))["findings"]
        return {each["id"]: each for each in found}

    def fill(self, department: str, write: Callable[[Worksheet, dict[str, int]], None]) -> None:
        """Open the department's slip, write into it, and drop it under a name of its own."""
        slip = load_workbook(self.outputs / "2020" / "通知" / department / SLIP)
        write(slip["问题清单"], rows(slip["问题清单"]))
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


def test_three_rounds(tmp_path: Path) -> None:
    rounds = Rounds(tmp_path)
    first = rounds.go()
    jump, alike, digit = of(first, "year_jump"), of(first, "columns_alike"), of(first, "06.合计")
    mandatory = of(first, "H05")

    def answer(sheet: Worksheet, at: dict[str, int]) -> None:
        for finding, text in ((jump, "因疫情分馆大多关闭"), (alike, "核实无误。"), (mandatory, "含未加工入藏的图书")):
            sheet.cell(at[finding["id"]], ACTION).value = "说明"
            sheet.cell(at[finding["id"]], TEXT).value = text
        sheet.cell(at[digit["id"]], ACTION).value = "更正"

    rounds.fill("业务中心", answer)
    rounds.correct("基本情况一览表.xlsx", {first_sheet(rounds, "基本情况一览表.xlsx"): {"D18": 908}})
    second = rounds.go()
    assert second[jump["id"]]["status"] == "explained"
    assert second[alike["id"]]["status"] == "open"
    assert [each["terms"][0]["raw"] for each in second.values() if each["rule"] == "answer_refused"] == ["核实无误。"]
    assert second[mandatory["id"]]["status"] == "open"  # explained, and not approved yet
    assert digit["id"] not in second
    page = load_workbook(rounds.outputs / "2020" / "鞍山市图书馆2020年度统计总表.xlsx")["与上次对照"]
    assert isinstance(page, Worksheet)
    lines = [[str(cell or "") for cell in row] for row in page.iter_rows(values_only=True)]
    assert lines[1][0].startswith("改动 1 个单元格；已解决 2 个问题")
    assert any(line[2:4] == ["9080", "908"] for line in lines)
    again = rounds.go()  # nothing filed anew: the same outputs, compared with the same run as before
    assert again == second

    def approve(sheet: Worksheet, at: dict[str, int]) -> None:
        assert sheet.cell(at[mandatory["id"]], TEXT).value == "含未加工入藏的图书"  # what was answered stands there
        sheet.cell(at[mandatory["id"]], APPROVED).value = "同意 馆长"

    rounds.fill("业务中心", approve)
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


def test_a_slip_is_known_by_its_content_and_its_forms_are_no_filings(tmp_path: Path) -> None:
    rounds = Rounds(tmp_path)
    before = rounds.go()
    rounds.fill("业务中心", lambda sheet, at: None)
    after = rounds.go()
    assert set(after) == set(before)
    whole = json.loads((rounds.outputs / "2020" / "findings.json").read_text("utf-8"))
    assert len(whole["filings"]) == 29
    assert next(each["status"] for each in whole["files"] if each["file"] == "回复1.xlsx") == "read"


def test_the_key_is_of_the_figures_alone(report: Report) -> None:
    explained = with_causes(report)
    again = with_causes(report)
    keys = {each.id: figures_key(each) for each in explained.findings}
    assert keys == {each.id: figures_key(each) for each in reversed(again.findings)}


def test_a_slip_of_a_department_without_findings_is_empty(report: Report) -> None:
    (page,) = slip_pages(report, "一卡通建设管理部", Phrases(CATALOGUE, 2020))
    assert page.name == "问题清单"


def test_the_same_forms_give_the_same_notices(report: Report, files: dict[str, bytes]) -> None:
    assert notices(with_causes(report)) == files


def test_names_that_excel_does_not_take_and_text_that_xml_cannot_hold() -> None:
    hostile = changed(printed(7, name="流/通[1]*" + "长" * 40), (4, 2, "坏\x0b\x01数"))
    twin = changed(printed(14, name="流/通[1]*" + "长" * 40), (4, 2, "=cmd|' /C calc'!A0"))
    found = with_causes(drawn(book(hostile, file="a.xlsx"), book(twin, file="b.xlsx")))
    outputs = dict(outputs_of(found))
    names = slip_of(outputs[f"通知/业务中心/{SLIP}"]).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 for name in names)
    assert all(outputs.values())
