"""The report of 2020 as its readers get it: every file names the cells and the figures of the causes, as findings.json
has them, and none tells what a cause explains as if it were a problem of its own."""

import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from docx import Document
from guanbiao.forms.equations import Figure
from guanbiao.model.causes import CauseKind
from guanbiao.report.report import Report
from guanbiao.report.told import lines
from guanbiao.text.years import for_year
from guanbiao.words.findings import Phrases
from openpyxl import Workbook, load_workbook

from schemas.catalogue import CATALOGUE
from tests.slips import LIST, SLIP, issued, opened, rows
from tests.stages import outputs_of

DEPARTMENT = "业务中心"
ID_OF_OURS = re.compile(r"\b[FC][0-9a-f]{10}\b")
CONTRADICTED = ("-270166",)  # what a relation gives where the cause of that very cell says otherwise
WHERE, FILED, DUE = 2, 3, 4  # columns of the slip
Entry = dict[str, Any]


@pytest.fixture(scope="module")
def files(explained: Report) -> dict[str, bytes]:
    return dict(outputs_of(explained))


@pytest.fixture(scope="module")
def found(files: dict[str, bytes]) -> Entry:
    whole: Entry = json.loads(files["findings.json"])
    return whole


@pytest.fixture(scope="module")
def findings(found: Entry) -> dict[str, Entry]:
    return {each["id"]: each for each in found["findings"]}


@pytest.fixture(scope="module")
def book(files: dict[str, bytes]) -> Workbook:
    name = next(name for name in files if name.endswith("总表.xlsx"))
    return load_workbook(io.BytesIO(files[name]), data_only=True)


@pytest.fixture(scope="module")
def page(files: dict[str, bytes]) -> str:
    return files["核对报告.html"].decode()


def roots(cause: Entry) -> list[Entry]:
    return [cell for cell in cause["cells"] if not cell.get("follows")]


def figure(value: float | None, cell: Entry) -> str:
    """A figure as the form prints it: shares in per cent."""
    if cell["form"] == "staff" and cell["column"] == "占比" and value is not None:
        return f"{round(value * 100, 2):g}%"
    return f"{value:g}" if value is None or abs(value) < 100 else f"{value:.0f}"


def both(cell: Entry) -> list[str]:
    """What a cell holds and should hold, in words; what it holds is 没有填 for a blank."""
    return [figure(cell["reported"], cell) if cell["reported"] else "", figure(cell["suggested"], cell)]


def in_order(found: Entry, findings: dict[str, Entry], department: str = "") -> list[Entry]:
    """The causes that a department owns, mandatory ones first, else as they stand."""
    own = [each for each in found["causes"] if department in ("", each["department"])]
    rank = {"mandatory": 0, "query": 1, "info": 2}
    return sorted(own, key=lambda each: min(rank[findings[one]["level"]] for one in each["explains"]))


def cells_of(book: Workbook, name: str) -> Iterator[str]:
    return (str(cell.value) for row in book[name].iter_rows() for cell in row if cell.value is not None)


def letter(files: dict[str, bytes], department: str) -> list[str]:
    return [each.text for each in Document(io.BytesIO(files[f"通知/{department}/数据核对通知.docx"])).paragraphs]


def test_the_notice_names_the_first_causes_with_cell_and_figures(
    files: dict[str, bytes], found: Entry, findings: dict[str, Entry]
) -> None:
    text = letter(files, DEPARTMENT)
    named = [each for each in text if re.match("[一二三四]、", each)]
    assert len(named) >= 3
    for said, cause in zip(named, in_order(found, findings, DEPARTMENT), strict=False):
        first = roots(cause)[0]
        assert f"（{first['cell']}）" in said
        assert all(each in said for each in both(first))
        assert ("，应为" in said) is cause["certain"]
    own = [each for each in found["causes"] if DEPARTMENT in each["departments"]]
    assert f"（{len(own)} 处原因，涉及 {sum(len(each['explains']) for each in own)} 条关系）" in "".join(text)


def test_the_chat_line_names_the_first_cause(files: dict[str, bytes], found: Entry, findings: dict[str, Entry]) -> None:
    for department in (DEPARTMENT, "办公室"):
        said = files[f"通知/{department}/微信通知.txt"].decode()
        first = roots(in_order(found, findings, department)[0])[0]
        assert f" {first['cell']} 填报 {both(first)[0]}" in said
        assert f"应为 {both(first)[1]}；" in said
        assert "条关系" in said


def test_no_letter_says_0_of_anything_or_what_a_cause_contradicts_or_an_id_of_ours(files: dict[str, bytes]) -> None:
    assert {"通知.txt", "通知.docx"} <= {name[-6:] for name in files} | {name[-7:] for name in files}
    for name, content in files.items():
        if name.endswith("通知.txt"):
            texts = [content.decode()]
        elif name.endswith("通知.docx"):
            texts = [each.text for each in Document(io.BytesIO(content)).paragraphs]
        else:
            continue
        whole = "\n".join(texts)
        assert not re.search(r"(?<!\d)0 ?[个处张]", whole), name
        assert not ID_OF_OURS.search(whole)
        assert not [each for each in CONTRADICTED if each in whole]


def test_the_slip_has_each_cause_in_order_with_every_cell_it_blames(
    files: dict[str, bytes], found: Entry, findings: dict[str, Entry]
) -> None:
    sheet = opened(files[f"通知/{DEPARTMENT}/{SLIP}"])[LIST]
    first = [str(row[0].value) for row in sheet.iter_rows() if str(row[0].value).startswith("详情：")]
    own = [each for each in in_order(found, findings) if DEPARTMENT in each["departments"]]
    assert len(first) == len(own)
    for said, cause in zip(first, own, strict=True):
        assert not ID_OF_OURS.search(said)
        for cell in roots(cause):
            assert f"{cell['sheet']}!{cell['cell']}" in said
            assert all(each in said for each in both(cell))


def test_what_proves_a_cause_says_nothing_against_it_on_the_slip(
    files: dict[str, bytes], found: Entry, findings: dict[str, Entry]
) -> None:
    by_finding = {name: cause for cause in found["causes"] for name in cause["explains"]}
    seen = 0
    for name, content in files.items():
        if not name.endswith(SLIP):
            continue
        slip = opened(content)
        assert not [
            row for row in slip[LIST].iter_rows() if ID_OF_OURS.search(" ".join(str(cell.value) for cell in row))
        ]
        for own, row in rows(slip).items():
            cause, finding, due = by_finding.get(own), findings[own], slip[LIST].cell(row, DUE).value
            if cause and due is not None:
                at = {(term["sheet"], term["cell"]) for term in finding["terms"] if term["role"] == "reported"}
                assert due in [cell["suggested"] for cell in cause["cells"] if (cell["sheet"], cell["cell"]) in at]
                seen += 1
    assert seen


def test_a_figure_that_follows_is_told_as_its_cause_has_it(files: dict[str, bytes], findings: dict[str, Entry]) -> None:
    slip = opened(files[f"通知/{DEPARTMENT}/{SLIP}"])
    lines = (line for line in issued(slip).lines if line.shown[1:2] == ("流通册次对照!F9",) and len(line.cases) == 1)
    line = next(lines)
    assert findings[line.cases[0].finding]["expected"] == -270166
    assert line.shown[3] != "-270166"


def test_headline_figures_are_marked_where_causes_blame_them(book: Workbook, found: Entry) -> None:
    moved = {
        (cell["form"], cell["row"], cell["column"], cell.get("measure", ""))
        for cause in found["causes"]
        for cell in cause["cells"]
        if cell["suggested"] != cell["reported"]
    }
    sheet = book["指标对照"]
    head = [str(cell.value) for cell in sheet[2]]
    forms = {f"表{form.number:02d} {form.name}": form.id for form in CATALOGUE.forms}
    rows = {str(row[0].value).partition("（")[0]: row for row in sheet.iter_rows(min_row=3)}
    for indicator in CATALOGUE.indicators:
        blamed = set()
        for total in indicator.stated:
            figures = [each for _, each in total.terms if isinstance(each, Figure)]
            places = {
                (each.form, for_year(each.row, 2020), for_year(each.column, 2020), each.measure) for each in figures
            }
            blamed |= {total.terms[0][1].form} if places & moved else set()
        marked = {
            forms[name]
            for name, cell in zip(head, rows[indicator.name], strict=True)
            if name in forms and cell.fill.patternType
        }
        assert marked == blamed or not blamed, indicator.name
    red = {cell.value for row in rows.values() for cell in row if cell.fill.patternType}
    assert {51444, 36705} <= red
    assert red.isdisjoint({212965, 132012})


def test_the_cover_begins_with_the_first_causes(book: Workbook, found: Entry, findings: dict[str, Entry]) -> None:
    texts = list(cells_of(book, "封面"))
    named = [text for text in texts if re.match(r"\d\. ", text)]
    assert len(named) == 5
    for said, cause in zip(named, in_order(found, findings), strict=False):
        first = roots(cause)[0]
        assert f"（{first['cell']}）" in said
        assert all(each in said for each in both(first))
    explained = sum(len(each["explains"]) for each in found["causes"])
    verdict = next(text for text in texts if text.startswith("有 "))
    assert f"{len(found['causes'])} 处原因，涉及 {explained} 条关系" in verdict


def test_the_cover_says_why_relations_could_not_be_judged(book: Workbook, found: Entry) -> None:
    said = next(text for text in cells_of(book, "封面") if text.startswith("无法审核的"))
    total, *parts = map(int, re.findall(r"(\d+) 条", said))
    assert total == sum(parts) == found["summary"]["relations"]["unverifiable"]
    assert "2019 年的报表" in said
    assert "合计没有填" in said


class Bars(HTMLParser):
    """The titles of the drawn differences."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.depth = 0
        self.titles: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "g"
        if tag == "title" and self.depth:
            self.titles.append("")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "g"

    def handle_data(self, data: str) -> None:
        if self.depth and self.titles and self.titles[-1] == "":
            self.titles[-1] = data


def test_the_largest_differences_are_those_of_the_causes(page: str, found: Entry) -> None:
    sizes = []
    for cause in found["causes"]:
        known = [cell for cell in roots(cause) if cell["suggested"] is not None]
        if known:
            most = max(known, key=lambda cell: abs((cell["reported"] or 0) - cell["suggested"]))
            sizes.append((abs((most["reported"] or 0) - most["suggested"]), most, CauseKind(cause["kind"]).is_either))
    largest = sorted(sizes, key=lambda each: -each[0])[:8]
    titles = Bars(page).titles
    assert len(titles) >= len(largest) > 0
    for (size, cell, is_either), said in zip(largest, titles, strict=False):
        assert f" {cell['cell']}" in said
        assert f"{size:.0f}" in said
        assert is_either or all(each in said for each in both(cell))  # of either side no figure is called right


def test_the_lists_have_a_row_a_problem_with_its_proof_folded_below(
    page: str, book: Workbook, found: Entry, findings: dict[str, Entry]
) -> None:
    alone = [each for each in findings.values() if not each["cause"]]
    sheet = book["问题清单"]
    told = [row for row in sheet.iter_rows(min_row=2) if row[0].value is not None]
    assert len(told) == len(found["causes"]) + len(alone)
    folded = [row for row in sheet.iter_rows(min_row=2) if row[0].value is None]
    assert len(folded) == len(findings) - len(alone)
    assert all(sheet.row_dimensions[row[0].row or 0].hidden for row in folded)
    assert not any(sheet.row_dimensions[row[0].row or 0].hidden for row in told)
    assert len(re.findall(r'<tr id="[FC]', page)) == len(told)
    assert not ID_OF_OURS.search(re.sub(r"<[^>]*>", " ", page))


def test_the_screen_tells_causes_and_their_proof_below(explained: Report, found: Entry) -> None:
    said = list(lines(explained.problems, Phrases(CATALOGUE, 2020)))
    assert sum(each.startswith("  ") for each in said) == sum(len(each["explains"]) for each in found["causes"])
    first, cell = found["causes"][0], found["causes"][0]["cells"][0]
    assert said[0].startswith(f"{cell['file']}!{cell['cell']} {first['kind']} ")
    assert first["message"] in said[0]
