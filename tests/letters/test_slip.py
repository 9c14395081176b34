"""Return slips: findings to answer, forms rebuilt as filed."""

import re

import pytest
from guanbiao.forms.catalogue import Level
from guanbiao.letters.slip import slip_of
from guanbiao.model.findings import Finding
from guanbiao.pages.xlsx import write_workbook
from guanbiao.recognise.slips.record import SHEET
from guanbiao.recognise.slips.returned import returned
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from guanbiao.words.slips import SLIP_HEAD
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from tests.conftest import ROOT
from tests.drawing import book, changed, read_bytes
from tests.slips import ACTION, APPROVAL, LIST, SLIP, TEXT, WHO, heads, notices, opened, rows, saved
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, LOANS, STAFF, small_report, year_with
from tests.stages import outputs_of, with_causes


def asked(report: Report, department: str) -> list[Finding]:
    """The findings that a department has to answer."""
    return [each for problem in report.asked_of(department) for each in problem.findings]


def test_every_mandatory_and_query_finding_is_on_its_owners_slip(wrong: Report, files: dict[str, bytes]) -> None:
    for department in SMALL.departments:
        own = {each.id for each in asked(wrong, department.name)}
        name = f"通知/{department.name}/{SLIP}"
        assert set(rows(opened(files[name])) if name in files else {}) == own
    every = {each.id for each in wrong.findings if each.level in (Level.MANDATORY, Level.QUERY)}
    assert every == {each.id for one in SMALL.departments for each in asked(wrong, one.name)} != set()


def test_every_link_lands_on_its_cell_which_is_marked(files: dict[str, bytes]) -> None:
    seen = 0
    for name, content in files.items():
        if not name.endswith(SLIP):
            continue
        slip = opened(content)
        for row in (*rows(slip).values(), *heads(slip).values()):
            link = slip[LIST].cell(row, 2)
            if not link.hyperlink:
                continue
            seen += 1
            match = re.fullmatch(r"'(.+)'!([A-Z]+\d+)", link.hyperlink.location or "")
            assert match
            target = slip[match[1]][match[2]]
            assert isinstance(target, Cell)
            assert target.comment is not None
    assert seen


@pytest.fixture(scope="module")
def sample(explained: Report) -> dict[str, bytes]:
    return notices(explained)


def test_forms_are_rebuilt_at_their_addresses(sample: dict[str, bytes]) -> None:
    own = load_workbook(ROOT / "inputs" / "2020" / "业务中心" / "流通与接待统计.xlsx")
    slip = opened(sample[f"通知/业务中心/{SLIP}"])
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


def test_columns_are_as_wide_as_they_were(sample: dict[str, bytes]) -> None:
    own = (ROOT / "inputs" / "2020" / "业务中心" / "流通与接待统计.xlsx").read_bytes()
    filed = {sheet.name: sheet.widths for sheet in read_bytes(own, "a.xlsx").sheets}
    slip = {sheet.name: sheet.widths for sheet in read_bytes(sample[f"通知/业务中心/{SLIP}"], "b.xlsx").sheets}
    both = filed.keys() & slip.keys()
    assert both
    for name in both:
        assert filed[name]
        for column, width in filed[name].items():
            assert slip[name][column] == pytest.approx(width, abs=0.8)


def test_pages_to_answer_in_leave_room_for_a_wider_font(sample: dict[str, bytes]) -> None:
    """A4 across holds 107 letters where the font that widths are counted in is not there: ten points become nine."""
    pages = [content for name, content in sample.items() if name.endswith((SLIP, APPROVAL))]
    assert len(pages) > 1
    for content in pages:
        widths = next(iter(read_bytes(content, "a.xlsx").sheets)).widths
        assert 90 < sum(widths.values()) <= 107 / 0.9 + len(widths)


def test_only_the_answer_columns_are_unlocked_and_the_action_is_a_choice(files: dict[str, bytes]) -> None:
    slip = opened(files[f"通知/借阅部/{SLIP}"])
    sheet = slip[LIST]
    assert not sheet.protection.sheet  # or Excel would not unfold its rows
    row = next(iter(rows(slip).values()))
    assert [at for at in range(1, 7) if not sheet.cell(row, at).protection.locked] == [ACTION, TEXT]
    assert not sheet[WHO].protection.locked
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"更正,说明"'
    assert tuple(cell.value for cell in sheet[4]) == SLIP_HEAD


def test_proof_is_folded_below_its_problem(files: dict[str, bytes]) -> None:
    slip = opened(files[f"通知/办公室/{SLIP}"])
    folded = {at for at, row in slip[LIST].row_dimensions.items() if row.hidden}
    assert folded
    assert not folded.intersection(heads(slip).values())
    assert {row for name, row in rows(slip).items() if heads(slip)[name] != row} <= folded


def test_others_are_told_whom_to_talk_to(files: dict[str, bytes]) -> None:
    sheet = opened(files[f"通知/借阅部/{SLIP}"])["涉及的其他核对"]
    assert any("办公室 陈静" in str(row[3].value) for row in sheet.iter_rows(min_row=3))


def test_a_slip_of_a_department_without_findings_is_empty() -> None:
    page, record = slip_of(year_with(), "活动部", Phrases(SMALL, 2020)).pages
    assert (page.name, record.hidden) == ("问题清单", True)


def test_names_that_excel_does_not_take_and_text_that_xml_cannot_hold() -> None:
    name = "流/通[1]*" + "长" * 40
    hostile = replace(changed(LOANS, (4, 2, "坏\x0b\x01数")), name=name)
    twin = replace(changed(COMPARED, (4, 2, "=cmd|' /C calc'!A0")), name=name)
    found = with_causes(small_report(book(hostile, file="a.xlsx"), book(twin, file="b.xlsx")))
    outputs = dict(outputs_of(found))
    names = opened(outputs[f"通知/借阅部/{SLIP}"]).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 for name in names)
    assert all(outputs.values())


@pytest.mark.parametrize("lost", [False, True])
def test_of_a_sheet_that_others_filed_on_too_only_the_own_form_is_attached(lost: bool) -> None:
    """And what is changed in it is known, whatever the slip lost; nothing of the others' is."""
    loans, staff = changed(LOANS, (5, 2, 12)), changed(STAFF, (3, 2, "41%"))
    found = with_causes(small_report(book(replace(loans, rows=[*loans.rows, [], *staff.rows], name="合表"))))
    slip = slip_of(found, "办公室", Phrases(SMALL, 2020))
    made = opened(write_workbook(slip.pages, "", slip.properties))
    held = {str(cell.value) for row in made["合表"].iter_rows() for cell in row if cell.value is not None}
    own, others = ({str(value) for row in each.rows for value in row if value is not None} for each in (staff, loans))
    assert held == own
    assert others - own
    made["合表"].cell(len(loans.rows) + 5, 2).value = 999
    if lost:
        del made[SHEET]
    (back,) = returned([*found.books, saved(made, "a.xlsx")])
    assert [each.after for each in back.changed] == [999]
    assert [each.text for each in back.written if each.anew] == []
