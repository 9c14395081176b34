"""勾稽关系: live formulas that say what the program says, recalculated from scratch by LibreOffice where there is one."""

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from guanbiao.report.report import Report
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from tests.drawing import changed, only, two_years
from tests.small.filed import STAFF, year_with
from tests.stages import outputs_of, with_causes

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""  # 0: always
LEDGER, FIRST = "勾稽关系", 3
Judged = tuple[str, object, object, object, object]


@pytest.fixture(scope="module")
def outputs(report: Report) -> dict[str, bytes]:
    return dict(outputs_of(with_causes(report)))


@pytest.fixture(scope="module")
def content(outputs: dict[str, bytes]) -> bytes:
    return next(content for name, content in outputs.items() if name.endswith("总表.xlsx"))


def corrected(content: bytes) -> bytes:
    """The workbook with three figures typed over."""
    book = load_workbook(io.BytesIO(content))
    book["02 窗口流通册次比较"]["C3"] = 22637  # of the children's column: January, and the whole year
    book["02 窗口流通册次比较"]["C15"] = 212965
    cells = [cell for row in book["06 基本情况一览表"].iter_rows() for cell in row]
    (lent,) = [cell for cell in cells if cell.value == "360577(93734+分馆 266843)"]
    lent.value = "360577(93734+分馆 132012)"
    book["29 人员构成"]["C6"] = 5  # of up to 35 years of age: 4 were filed
    typed_over = io.BytesIO()
    book.save(typed_over)
    return typed_over.getvalue()


@pytest.fixture(scope="module")
def filed(content: bytes) -> dict[str, bytes]:
    """Workbooks as the program writes them."""
    return {
        "as filed": content,
        "last year": workbook_of(with_causes(two_years(only(5)))),
        "no sign": workbook_of(with_causes(year_with(changed(STAFF, (3, 2, 41.2))))),
    }


@pytest.fixture(scope="module")
def again(filed: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same recalculated, and the first of them corrected."""
    return recalculated({**filed, "corrected": corrected(filed["as filed"])}, tmp_path_factory.mktemp("recalculated"))


def ledger(content: bytes) -> list[Judged]:
    """Rule, reported, expected, difference and verdict of each row, as values."""
    rows = shown(content, LEDGER)[FIRST - 1 :]
    return [(str(row[1]), _none(row[6]), _none(row[8]), _none(row[9]), row[10]) for row in rows]


def shown(content: bytes, sheet: str) -> Sequence[Sequence[object]]:
    """The values on a sheet of a workbook, as they were worked out by whoever saved it."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def _none(value: object) -> object:
    """A blank, whichever way it was written; 0 stays 0."""
    return None if value == "" else value


def recalculated(contents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Workbooks, by name, after a hard recalculation by LibreOffice (one start for all), no cached value used."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is not installed")
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
    files = {name: folder / f"{at}.xlsx" for at, name in enumerate(contents)}
    for name, file in files.items():
        file.write_bytes(contents[name])
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([*command, *map(str, files.values())], check=True, capture_output=True, timeout=600)
    return {name: (folder / "out" / file.name).read_bytes() for name, file in files.items()}


def workbook_of(found: Report) -> bytes:
    """The consolidated workbook of a report."""
    return next(content for name, content in outputs_of(found) if name.endswith("总表.xlsx"))


def same(one: Judged, other: Judged) -> bool:
    figures = zip(one[1:4], other[1:4], strict=True)
    return one[4] == other[4] and all(
        left == right or (isinstance(left, int | float) and isinstance(right, int | float) and abs(left - right) < 1e-5)
        for left, right in figures
    )


def test_every_relation_has_its_row_with_the_verdict_of_the_csv(content: bytes, outputs: dict[str, bytes]) -> None:
    lines = list(csv.DictReader(io.StringIO(outputs["relations.csv"].decode("utf-8-sig"))))
    words = {"holds": "相符", "broken": "不符", "unverifiable": "无法审核"}
    assert [(each[0], each[4]) for each in ledger(content)] == [
        (line["rule"], words[line["verdict"]]) for line in lines
    ]


def test_libreoffice_comes_to_the_same_verdicts_and_differences(content: bytes, again: dict[str, bytes]) -> None:
    before, after = ledger(content), ledger(again["as filed"])
    assert [pair for pair in zip(before, after, strict=True) if not same(*pair)] == []


def test_a_corrected_figure_turns_its_verdicts(content: bytes, again: dict[str, bytes]) -> None:
    before, after = ledger(content), ledger(again["corrected"])
    turned = [(one[0], other[4]) for one, other in zip(before, after, strict=True) if one[4] != other[4]]
    assert ("L02", "相符") in turned
    assert ("L04", "相符") in turned
    assert ("L10", "相符") in turned  # the branches' part is read out of the text that was typed over
    assert ("02.比较", "不符") in turned


def test_the_figures_of_charts_are_the_same_and_follow_what_is_corrected(
    content: bytes, again: dict[str, bytes]
) -> None:
    filed, same, corrected = map(charted, (content, again["as filed"], again["corrected"]))
    assert filed == same
    assert [pair for pair in zip(filed, corrected, strict=True) if pair[0] != pair[1]] == [
        (("35岁及以下", 4), ("35岁及以下", 5))
    ]


def charted(content: bytes) -> list[tuple[object, ...]]:
    """The lines of the tables behind the charts, without what they leave blank."""
    return [tuple(each for each in row if each != "") for row in shown(content, "图表")]


def test_blanks_that_count_as_none_are_told_of_where_there_are_some(report: Report, content: bytes) -> None:
    blanks = report.reconciled.relations_of(2020)["blanks"].to_list()
    said = [str(row[11]) for row in shown(content, LEDGER)[FIRST - 1 :]]
    told = [int(found[1]) if (found := re.search(r"(\d+) 个空格按 0 计", text)) else 0 for text in said]
    assert told == blanks
    assert 0 < sum(map(bool, told)) < len(told)


def test_entries_that_are_counted_are_a_count_of_their_cells(content: bytes) -> None:
    page = load_workbook(io.BytesIO(content))[LEDGER]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=FIRST)]
    counted = ["条数" in str(row[4]) for row in rows]
    assert counted == ["COUNTA(" in str(row[8]) for row in rows]
    assert any(counted)


def test_links_of_both_sides_land_on_official_sheets(content: bytes) -> None:
    book: Workbook = load_workbook(io.BytesIO(content))
    links = [cell.hyperlink.location for row in book[LEDGER].iter_rows(min_row=FIRST) for cell in row if cell.hyperlink]
    assert len(links) > 900
    for link in links:
        match = re.fullmatch(r"'(.+)'!([A-Z]+\d+)", link or "")
        assert match
        assert match[1] in book.sheetnames


def test_no_formula_is_longer_than_excel_takes(content: bytes) -> None:
    sheet = load_workbook(io.BytesIO(content))[LEDGER]
    formulas = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert max(map(len, formulas)) < 8192


def test_what_is_held_against_last_year_recalculates_to_the_same(
    filed: dict[str, bytes], again: dict[str, bytes]
) -> None:
    before = [each for each in ledger(filed["last year"]) if each[0].startswith("Y") and each[4] != "无法审核"]
    after = [each for each in ledger(again["last year"]) if each[0].startswith("Y")]
    assert len(before) == 18
    assert before == [each for each in after if each[4] != "无法审核"]


def test_a_percentage_without_its_sign_recalculates_to_the_same(
    filed: dict[str, bytes], again: dict[str, bytes]
) -> None:
    (before,) = [each for each in ledger(filed["no sign"]) if each[0] == "X09"]
    (after,) = [each for each in ledger(again["no sign"]) if each[0] == "X09"]
    assert before[1:3] == (0.412, 0.395833)
    assert same(before, after)
