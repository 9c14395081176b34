"""Totals that their formulas make wrong, in real workbooks: each is one cause, which says what the formula does."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from guanbiao.causes.formulas.workings import Workings
from guanbiao.model.books import Book, FileStatus, Sheet, value_at
from guanbiao.model.causes import Cause, CauseKind, OfFormula
from guanbiao.report.report import Report
from guanbiao.text.cells import Value, at_address
from guanbiao.text.sums import addition
from guanbiao.words.causes import cause_message
from guanbiao.words.findings import Phrases
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from tests.drawing import read_bytes
from tests.intake.hostile.build import zipped
from tests.planting import detail_of, suggested
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, COMPARED, LOANS, OUTLINE, TALKS, YEAR, small_report
from tests.stages import with_causes

Formula = tuple[str, float]  # its text, and the result that the file holds


class Typed(Struct, frozen=True):
    """A sheet as somebody made it: the drawn one with formulas, other values and hidden rows."""

    sheet: Sheet
    formulas: Mapping[str, Formula] = {}
    values: Mapping[str, Value] = {}
    hidden: Sequence[int] = ()
    filtered: str = ""
    beside: Mapping[str, Value] = {}  # what stands on a sheet of its own


def workbook(*typed: Typed) -> Book:
    """Sheets as a workbook, read back."""
    return read_bytes(written(*typed))


def written(*typed: Typed) -> bytes:
    """Sheets as an .xlsx."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for each in typed:
            _write(book.add_worksheet(each.sheet.name), each)
        for each in typed:
            if each.beside:
                _put(book.add_worksheet("明细"), each.beside)
    return file.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, typed: Typed) -> None:
    for row, cells in enumerate(typed.sheet.rows):
        for column, value in enumerate(cells):
            sheet.write(row, column, value) if not isinstance(value, str) else sheet.write_string(row, column, value)
    _put(sheet, typed.values)
    for address, (text, value) in typed.formulas.items():
        sheet.write_formula(*at_address(address), f"={text}", None, value)
    if typed.filtered:
        sheet.autofilter(typed.filtered)
    for row in typed.hidden:
        sheet.set_row(row - 1, None, None, {"hidden": True})


def _put(sheet: xlsxwriter.worksheet.Worksheet, values: Mapping[str, Value]) -> None:
    for address, value in values.items():
        place = at_address(address)
        sheet.write_string(*place, value) if isinstance(value, str) else sheet.write(*place, value)


def year(*typed: Typed, alone: bool = False) -> Report:
    """The year of the small library with some sheets as they were typed, or these alone."""
    own = {each.sheet.name for each in typed}
    others = () if alone else [each for each in YEAR if each.name not in own]
    return with_causes(small_report(workbook(*typed), *others))


def of_kind(report: Report, kind: CauseKind) -> Cause:
    return next(cause for cause in report.causes if cause.kind is kind)


def said(cause: Cause) -> str:
    return cause_message(Phrases(SMALL, 2020), cause)


def drawn(address: str) -> float:
    """A figure of the loans as drawn."""
    value = value_at(LOANS.rows, *at_address(address))
    assert isinstance(value, int)
    return value


PLANTED = {
    "texts of a column": (
        Typed(LOANS, {"B15": ("SUM(B3:B14)", 38944 - 3120 - 4015)}, {"B3": "3120", "B9": "4015"}),
        ("text_skipped", "B15", 38944, "B3、B9 是文本，求和公式跳过了它（=SUM(B3:B14)）"),
    ),
    "texts of a row": (
        Typed(LOANS, {"D4": ("SUM(B4:C4)", 2890)}, {"C4": "1105 册"}),
        ("text_skipped", "D4", 3995, "C4 是文本，求和公式跳过了它"),
    ),
    "texts of a list": (
        Typed(TALKS, {"E8": ("SUM(E3:E7)", 448 - 86)}, {"E4": "86人次"}),
        ("text_skipped", "E8", 448, "E4 是文本，求和公式跳过了它"),
    ),
    "a whole column of texts": (
        Typed(LOANS, {"C15": ("SUM(C3:C14)", 0)}, {f"C{row}": str(LOANS.rows[row - 1][2]) for row in range(3, 15)}),
        ("text_skipped", "C15", 16545, "C3:C14 是文本，求和公式跳过了它"),
    ),
    "a list added one by one": (
        Typed(TALKS, {"E8": ("E3+E4+E5+E6", 401)}),
        ("range_too_short", "E8", 448, "公式没有包括 E7"),
    ),
    "a column that ends too early": (
        Typed(LOANS, {"C15": ("SUM($C$3:$C$12)", 16545 - 1156 - 1243)}),
        ("range_too_short", "C15", 16545, "公式没有包括 C13:C14（=SUM($C$3:$C$12)），请把求和范围改为 C3:C14"),
    ),
    "a column that starts too late": (
        Typed(BUDGET, {"B6": ("B5", 7.3)}),
        ("range_too_short", "B6", 49.8, "公式没有包括 B4（=B5），请把求和范围改为 B4:B5"),
    ),
    "a row that lacks one": (
        Typed(LOANS, {"D14": ("B14", 3033)}),
        ("range_too_short", "D14", 4276, "公式没有包括 C14"),
    ),
    "a list that went on": (
        Typed(TALKS, {"E8": ("SUM(E3:E5)", 270)}),
        ("range_too_short", "E8", 448, "公式没有包括 E6:E7（=SUM(E3:E5)），请把求和范围改为 E3:E7"),
    ),
    "a hole in the ranges": (
        Typed(LOANS, {"B15": ("SUM(B3:B6,B8:B10)+B11+B12+B13+B14", 38944 - 3204)}),
        ("range_too_short", "B15", 38944, "公式没有包括 B7"),
    ),
    "a column that adds itself": (
        Typed(LOANS, {"B15": ("SUM(B3:B15)", 0)}),
        ("circular_formula", "B15", 38944, "公式把自己也加进去了（=SUM(B3:B15)），请把求和范围改为 B3:B14"),
    ),
    "a whole column": (
        Typed(TALKS, {"E8": ("SUM(E:E)", 0)}),
        ("circular_formula", "E8", 448, "公式把自己也加进去了（=SUM(E:E)）"),
    ),
    "a row that adds itself": (
        Typed(LOANS, {"D3": ("SUM(B3:D3)", 0)}),
        ("circular_formula", "D3", 4330, "公式把自己也加进去了"),
    ),
    "a row that adds the total beside it": (
        Typed(LOANS, {"D4": ("SUM(B4:C4)+D3", 3995 + 4330)}),
        ("range_too_wide", "D4", 3995, "公式多加了 D3（=SUM(B4:C4)+D3），请把求和范围改为 B4:C4"),
    ),
    "a part twice": (
        Typed(LOANS, {"B15": ("SUM(B3:B14)+B14", 38944 + 3033)}),
        ("range_too_wide", "B15", 38944, "公式多加了 B14"),
    ),
    "a list with its serial numbers": (
        Typed(TALKS, {"E8": ("SUM(A3:E7)", 448 + 15)}, {f"A{row}": row - 2 for row in range(3, 8)}),
        ("range_too_wide", "E8", 448, "公式多加了 A3:A7"),
    ),
    "a list under a filter": (
        Typed(TALKS, {"E8": ("SUBTOTAL(9,E3:E7)", 448 - 86 - 64)}, hidden=(4, 5), filtered="A2:E7"),
        ("filtered_out", "E8", 448, "筛选掉的 4:5 行没有算进去（=SUBTOTAL(9,E3:E7)）"),
    ),
    "a column with rows hidden by hand": (
        Typed(LOANS, {"B15": ("SUBTOTAL(109,B3:B14)", 38944 - 2890)}, hidden=(4,)),
        ("filtered_out", "B15", 38944, "隐藏的 4 行没有算进去"),
    ),
    "an aggregate": (
        Typed(LOANS, {"C15": ("AGGREGATE(9,5,C3:C14)", 16545 - 1105)}, hidden=(4,)),
        ("filtered_out", "C15", 16545, "隐藏的 4 行没有算进去"),
    ),
    "a column never calculated": (
        Typed(LOANS, {"B15": ("SUM(B3:B14)", 38000)}),
        ("stale_formula", "B15", 38944, "公式（=SUM(B3:B14)）没有重新计算"),
    ),
    "a row never calculated": (
        Typed(COMPARED, {"D4": ("C4-B4", 1000)}),
        ("stale_formula", "D4", -1266, "公式（=C4-B4）没有重新计算"),
    ),
}


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "with other forms"])
@pytest.mark.parametrize("case", PLANTED)
def test_a_formula_that_is_off_says_why(case: str, alone: bool) -> None:
    typed, (kind, cell, due, words) = PLANTED[case]
    cause = of_kind(year(typed, alone=alone), CauseKind(kind))
    (root,) = [each for each in cause.changes if not each.follows]
    assert (root.term.cell, root.suggested) == (cell, due)
    assert words in said(cause)
    assert cause.certain
    assert not cause.alternatives


SKIPPED = Typed(LOANS, {"B15": ("SUM(B3:B14)", 38944 - 3120), "D15": ("B15+C15", 55489 - 3120)}, {"B3": "3120"})


@pytest.mark.parametrize("other", [38944, 38944 - 3120, 40000, 0])
def test_a_text_that_was_skipped_is_the_cause_whatever_other_forms_say(other: int) -> None:
    """The other forms state the true figure, the one with the text skipped, or none of these."""
    compared = Typed(COMPARED, values={"C4": other, "C6": other + 16545, "D4": other - 40210, "D6": other - 39542})
    outline = Typed(OUTLINE, values={"C3": f"{other}册次"})
    causes = year(SKIPPED, compared, outline).causes
    cause = next(each for each in causes if ("loans", "全年", "总馆") in suggested(each))
    assert (cause.kind, suggested(cause), cause.certain) == ("text_skipped", {("loans", "全年", "总馆"): 38944}, True)
    assert "B3 是文本" in said(cause)
    figures = [cell for each in causes for cell in suggested(each)]
    assert ("loans", "1", "总馆") not in figures
    assert ("loans", "全年", "合计") not in figures  # it follows
    assert len(figures) == len(set(figures))


@pytest.mark.parametrize("other", [38944 + 1000, 0])
def test_a_formula_with_the_right_result_is_not_blamed_for_what_other_forms_say(other: int) -> None:
    formulas = {
        **{f"{column}15": (f"SUM({column}3:{column}14)", drawn(f"{column}15")) for column in "BCD"},
        **{f"D{row}": (f"SUM(B{row}:C{row})", drawn(f"D{row}")) for row in range(3, 15)},
    }
    compared = Typed(COMPARED, values={"C4": other, "C6": other + 16545, "D4": other - 40210, "D6": other - 39542})
    outline = Typed(OUTLINE, values={"C3": f"{other}册次"})
    causes = year(Typed(LOANS, formulas), compared, outline).causes
    assert causes
    for each in causes:
        roots = [change for change in each.changes if not change.follows and change.term.form == "loans"]
        assert not [change for change in roots if change.term.cell in formulas]
        assert not (roots and each.certain)
        assert not isinstance(each.detail, OfFormula)


def test_totals_of_one_line_with_the_same_fault_are_one_cause() -> None:
    short = {"B15": 38944 - 3033, "C15": 16545 - 1243, "D15": 55489 - 4276}
    typed = Typed(LOANS, {cell: (f"SUM({cell[0]}3:{cell[0]}13)", value) for cell, value in short.items()})
    report = year(typed)
    cause = of_kind(report, CauseKind.RANGE_TOO_SHORT)
    assert suggested(cause) == {
        ("loans", "全年", "总馆"): 38944,
        ("loans", "全年", "少儿馆"): 16545,
        ("loans", "全年", "合计"): 55489,
    }
    assert "公式没有包括 B14、C14、D14（如 B15 的 =SUM(B3:B13)）" in said(cause)
    assert len(report.causes) == 1


def test_several_faults_of_one_formula_are_told_together() -> None:
    typed = Typed(LOANS, {"B15": ("SUM(B3:B13)", 38944 - 3033 - 4015)}, {"B9": "4015"})
    cause = of_kind(year(typed), CauseKind.TEXT_SKIPPED)
    assert (detail_of(cause, OfFormula).texts, detail_of(cause, OfFormula).left_out) == ("B9", "B14")
    assert "B9 是文本，求和公式跳过了它；公式没有包括 B14" in said(cause)


def test_a_subtotal_among_the_rows_is_added_beside_its_parts() -> None:
    rows = [list(row) for row in LOANS.rows]
    half: list[Value] = ["上半年小计", 18586, 7701, 26287, None]
    with_half = Sheet(LOANS.name, [*rows[:8], half, *rows[8:]])
    formulas = {"B16": ("SUM(B3:B15)", 38944 + 18586)}
    for typed in (Typed(with_half, formulas), Typed(with_half, {**formulas, "B9": ("SUM(B3:B8)", 18586)})):
        cause = of_kind(year(typed), CauseKind.RANGE_TOO_WIDE)
        assert "公式多加了 B9" in said(cause)
        assert suggested(cause) == {("loans", "全年", "总馆"): 38944}


def test_a_circle_through_another_formula_is_named() -> None:
    typed = Typed(LOANS, {"B15": ("D15-C15", 0), "D15": ("SUM(B15:C15)", 0)})
    causes = [each for each in year(typed).causes if each.kind is CauseKind.CIRCULAR_FORMULA]
    assert causes
    assert all("的公式又加了此格" in said(each) for each in causes)


def test_a_number_among_formulas_was_typed_over_one() -> None:
    formulas = {f"D{row}": (f"SUM(B{row}:C{row})", drawn(f"D{row}")) for row in range(3, 15) if row != 8}
    down = year(Typed(LOANS, formulas, {"D8": 4761}))
    cause = of_kind(down, CauseKind.TYPED_OVER)
    assert suggested(cause) == {("loans", "6", "合计"): 4716}
    assert "D3:D7、D9:D14" in said(cause)
    sums = {"C15": ("SUM(C3:C14)", 16545), "D15": ("SUM(D3:D14)", 55489)}
    across = year(Typed(LOANS, sums, {"B15": 39844}), alone=True)
    assert suggested(of_kind(across, CauseKind.TYPED_OVER)) == {("loans", "全年", "总馆"): 38944}
    plain = year(Typed(LOANS, {}, {"B15": 39844}), alone=True)
    assert not [each for each in plain.causes if each.kind is CauseKind.TYPED_OVER]


@pytest.mark.parametrize(("formula", "result"), [("COUNTA(B2:B7)", 6), ("COUNT(A3:A6)", 4), ("ROWS(B3:B8)", 6)])
def test_a_formula_that_miscounts_a_list_is_the_cause(formula: str, result: int) -> None:
    report = year(Typed(TALKS, {"B8": (formula, result)}))
    cause = of_kind(report, CauseKind.FORMULA_DIFFERS)
    assert suggested(cause) == {("talks", "合计", "时间"): 5}
    assert "此格是公式" in said(cause)


@pytest.mark.parametrize("text", ["SUM('D:/报表/[上报.xlsx]借阅'!B3:B14)", "[上报.xlsx]借阅!B15"])
def test_a_formula_over_another_workbook_says_so(text: str) -> None:
    cause = of_kind(year(Typed(LOANS, {"B15": (text, 37000)})), CauseKind.OTHER_WORKBOOK)
    assert "另一个工作簿（上报.xlsx）" in said(cause)


@pytest.mark.parametrize(
    ("formula", "result", "words"),
    [
        ("SUM(E2:E3)", 178, "公式没有包括 讲座!E3:E5（=SUM(E2:E3)），请把求和范围改为 讲座!E3:E5、E2:E3"),
        ("SUM(E2:E3,讲座!E3:E4)", 384, "公式没有包括 讲座!E5"),
    ],
)
def test_a_list_that_goes_on_on_another_sheet(formula: str, result: int, words: str) -> None:
    first = Sheet("讲座", TALKS.rows[:5])
    second = Sheet("讲座（续）", [TALKS.rows[1], *TALKS.rows[5:]])
    cause = next(iter(year(Typed(first), Typed(second, {"E4": (formula, result)})).causes))
    assert (cause.kind, suggested(cause)) == (CauseKind.RANGE_TOO_SHORT, {("talks", "合计", "人次"): 448})
    assert words in said(cause)


def test_another_workbook_is_named_as_its_link_says() -> None:
    """Excel numbers other workbooks in formulas, and says in a part of its own which files they are."""
    content = written(Typed(LOANS, {"B15": ("SUM([1]借阅!B3:B14)", 37000)}))
    numbered = of_kind(with_causes(small_report(read_bytes(content))), CauseKind.OTHER_WORKBOOK)
    assert "取的是另一个工作簿的数" in said(numbered)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rId{{}}" Type="{kind}/{{}}" Target="{{}}"/>'
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    target = "file:///D:/%E6%8A%A5%E8%A1%A8/%E4%B8%8A%20%E6%8A%A5.xlsx"
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    parts["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        head + link.format(1, "externalLinkPath", target) + "</Relationships>"
    )
    book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    parts[links] = parts[links].replace(
        "</Relationships>", link.format(99, "externalLink", "externalLinks/externalLink1.xml") + "</Relationships>"
    )
    reference = '<externalReferences><externalReference r:id="rId99"/></externalReferences>'
    parts[book] = parts[book].replace("</sheets>", f"</sheets>{reference}")
    named = of_kind(with_causes(small_report(read_bytes(zipped(parts)))), CauseKind.OTHER_WORKBOOK)
    assert "（=SUM([上 报.xlsx]借阅!B3:B14)）取的是另一个工作簿（上 报.xlsx）的数" in said(named)


def test_parts_on_another_sheet_of_the_workbook_are_looked_up() -> None:
    """A total that repeats another sheet's adds none of its own parts: nothing is said of it that is not so."""
    typed = Typed(LOANS, {"B15": ("明细!A1", 38000)}, beside={"A1": 38000})
    kinds = {cause.kind for cause in year(typed).causes}
    assert kinds
    assert not kinds & {CauseKind.RANGE_TOO_SHORT, CauseKind.RANGE_TOO_WIDE, CauseKind.STALE_FORMULA}


UNEXPLAINED = {
    "a constant besides": ("SUM(B3:B14)+5", 38949),
    "another function": ("MAX(B3:B14)", 4102),
    "a factor": ("SUM(B3:B14)*2", 77888),
    "a row nobody declares": ("SUM(B3:B14)+B17", 38944 + 7),
    "neither the old nor the new": ("SUM(B3:B13)", 12345),
}


@pytest.mark.parametrize("case", UNEXPLAINED)
def test_what_is_not_proven_is_not_said(case: str) -> None:
    causes = year(Typed(LOANS, {"B15": UNEXPLAINED[case]}, {"B17": 7})).causes
    assert not [each for each in causes if isinstance(each.detail, OfFormula)]


WORKED_OUT_ANEW = {"a column never calculated", "a row never calculated", "an aggregate"}  # as LibreOffice saves them
OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
@pytest.mark.parametrize("family", ["xls", "ods"])
def test_other_families_of_files_say_why_as_well(family: str, tmp_path: Path) -> None:
    cases = {name: PLANTED[name] for name in PLANTED if name not in WORKED_OUT_ANEW}
    assert cases
    for at, (typed, _) in enumerate(cases.values()):
        (tmp_path / f"{at}.xlsx").write_bytes(written(typed))
    command = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", family]
    files = [str(tmp_path / f"{at}.xlsx") for at in range(len(cases))]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=600)
    for at, (kind, cell, due, words) in enumerate(expected for _, expected in cases.values()):
        book = read_bytes((tmp_path / f"{at}.{family}").read_bytes(), f"{at}.{family}")
        cause = of_kind(with_causes(small_report(book)), CauseKind(kind))
        assert [(each.term.cell, each.suggested) for each in cause.changes if not each.follows] == [(cell, due)]
        assert words.partition("（")[0] in said(cause)


def test_formulas_of_many_cells_are_looked_at_no_longer_than_is_bearable() -> None:
    """A book in which thousands of formulas add tens of thousands of cells each: after a while nothing is told."""
    sheet = Sheet("大", [[1] * 19] * 1_000, formulas={f"T{row}": "SUM(A1:S1000)" for row in range(1, 1_001)})
    book = Workings(Book("大.xlsx", "", 0.0, FileStatus.READ, "", (sheet,)))
    adds = addition("SUM(A1:S1000)")
    assert adds
    told = [book.shares(("大", row, 19), adds, shown_only=False) is not None for row in range(150)]
    assert told[0]
    assert not told[-1]
    assert told == sorted(told, reverse=True)


FIGURE = st.integers(min_value=1, max_value=99_999)


@settings(deadline=None, max_examples=40)
@given(
    figures=st.lists(FIGURE, min_size=12, max_size=12),
    first=st.integers(0, 11),
    last=st.integers(0, 11),
    texts=st.sets(st.integers(0, 11), max_size=3),
)
def test_whatever_a_range_skips_or_leaves_out_is_named_and_nothing_else(
    figures: list[int], first: int, last: int, texts: set[int]
) -> None:
    if first > last:
        first, last = last, first
    added = [at for at in range(first, last + 1) if at not in texts]
    values: dict[str, Value] = {f"B{at + 3}": str(each) if at in texts else each for at, each in enumerate(figures)}
    values |= {f"D{at + 3}": each + drawn(f"C{at + 3}") for at, each in enumerate(figures)}
    whole, shown = sum(figures), sum(figures[at] for at in added)
    formulas = {"B15": (f"SUM(B{first + 3}:B{last + 3})", shown), "D15": ("B15+C15", shown + 16545)}
    causes = [each for each in year(Typed(LOANS, formulas, values), alone=True).causes if suggested(each)]
    skipped = {f"B{at + 3}" for at in texts if first <= at <= last}
    left_out = {f"B{at + 3}" for at in range(12) if not first <= at <= last}
    if whole == shown:
        assert not causes
        return
    detail = detail_of(next(each for each in causes if ("loans", "全年", "总馆") in suggested(each)), OfFormula)
    assert _cells(detail.texts) == skipped
    assert _cells(detail.left_out) == left_out
    assert not detail.added


def _cells(addresses: str) -> set[str]:
    found = set()
    for each in filter(None, addresses.split("、")):
        first, _, last = each.partition(":")
        found |= {f"B{row}" for row in range(int(first[1:]), int((last or first)[1:]) + 1)}
    return found
