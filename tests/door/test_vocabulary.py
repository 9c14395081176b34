"""Words that a library adds to those by which forms are read, and the department in whose name it writes."""

from collections.abc import Sequence

import pytest
from guanbiao.facts.extract import extract
from guanbiao.forms.catalogue import (
    Catalogue,
    Department,
    Form,
    Grid,
    Level,
    Register,
    SpecError,
    Total,
    Vocabulary,
    number,
    rows,
    text,
)
from guanbiao.forms.vocabulary import HEADS, SIGNATURES, TOTALS
from guanbiao.letters.approval import approvals
from guanbiao.letters.notices import packets, reminders
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Answered, FindingStatus
from guanbiao.recognise.lines import footer_lines, is_line, words_of
from guanbiao.recognise.recognise import recognise
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from guanbiao.text.figures import State, read_figure
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE

OWN = Vocabulary(units=("卷",), signatures=("核稿",), heads=("科室主任",), totals=("终 计",))


def test_the_usual_words_stay_whatever_is_added() -> None:
    assert set(SIGNATURES) < set(OWN.all_signatures)
    assert OWN.all_heads == ("科室主任", *HEADS)
    assert OWN.all_totals == (*TOTALS, "终计")
    assert Vocabulary() == CATALOGUE.vocabulary


@pytest.mark.parametrize("label", ["核稿", "科室主任"])
def test_a_signature_by_a_librarys_own_word_is_a_line_and_says_who(label: str) -> None:
    cells = [(0, f"{label[0]} {label[1:]}：王某")]
    assert not is_line(cells, words_of(Vocabulary()))
    assert is_line(cells, words_of(OWN))
    (line,) = footer_lines(7, cells, words_of(OWN))
    assert (line.role, line.label, line.value) == ("signature", label, "王某")


def test_a_unit_of_its_own_makes_a_text_a_figure() -> None:
    assert read_figure("12卷").state is State.UNREADABLE
    (quantity,) = read_figure("12卷", OWN.units).quantities
    assert (quantity.value, quantity.unit) == (12, "卷")
    assert read_figure("12册", OWN.units) == read_figure("12册")


GRID = Form("g", 1, "甲", "海城市图书馆甲统计表（{year}年）", "", "流通部", (Grid(("月份",), (number("外借"), number("阅览")), rows("1", "2", "合计")),))  # fmt: skip
LIST = Form("l", 2, "乙", "海城市图书馆乙登记表（{year}年）", "", "流通部", (Register(columns=(text("书名", required=True), number("册数")), totals=(Total("总计", sums=("册数",)),)),))  # fmt: skip


def filed(form: Form, vocabulary: Vocabulary, body: Sequence[Sequence[Value]], head: list[str]) -> tuple[Filing, float]:
    """The filing of a form in a drawn sheet, and the sum of the figures that are facts."""
    sheet = Sheet("表", [[form.title.format(year=2021)], head, *body])
    catalogue = Catalogue("海城市图书馆", (form,), (Department("流通部"),), (), vocabulary=vocabulary)
    (filing,) = recognise([Book("a.xlsx", "", 0.0, FileStatus.READ, sheets=(sheet,))], catalogue).filings
    return filing, float(extract([filing], catalogue).facts["value"].sum())


def rows_of(form: Form, vocabulary: Vocabulary, body: Sequence[Sequence[Value]], head: list[str]) -> dict[str, str]:
    """The keys or roles of the rows found in a drawn sheet, by label."""
    filing, _ = filed(form, vocabulary, body, head)
    return {row.label: row.key or row.role for block in filing.blocks for row in block.rows}


@pytest.mark.parametrize(("vocabulary", "total"), [(Vocabulary(), 2), (OWN, 14)])
def test_a_figure_with_a_unit_of_its_own_is_a_fact(vocabulary: Vocabulary, total: float) -> None:
    assert filed(GRID, vocabulary, [["1月", "12卷", 2]], ["月份", "外借", "阅览"])[1] == total


@pytest.mark.parametrize(("vocabulary", "found"), [(Vocabulary(), {}), (OWN, {"终计": "合计"})])
def test_a_total_of_a_grid_by_a_librarys_own_word(vocabulary: Vocabulary, found: dict[str, str]) -> None:
    body: list[list[Value]] = [["1月", 1, 2], ["2月", 3, 4], ["终计", 4, 6]]
    assert rows_of(GRID, vocabulary, body, ["月份", "外借", "阅览"]) == {"1月": "1", "2月": "2", **found}


@pytest.mark.parametrize(("vocabulary", "role"), [(Vocabulary(), "entry"), (OWN, "总计")])
def test_a_total_of_a_list_by_a_librarys_own_word(vocabulary: Vocabulary, role: str) -> None:
    found = rows_of(LIST, vocabulary, [["甲书", 1], ["乙书", 2], ["终计", 3]], ["书名", "册数"])
    assert found == {"甲书": "entry", "乙书": "entry", "终计": role}


def signed(report: Report) -> set[str]:
    letters = [
        *(each.letter for each in packets(report, Phrases(report.catalogue, 2020))),
        *(each.letter for each in reminders(report)),
    ]
    return {str(letter.fields["发文机关"]) for letter in letters}


@pytest.mark.parametrize(
    ("compiles", "name"), [("业务中心", "鞍山市图书馆业务中心"), ("办公室", "鞍山市图书馆办公室"), ("", "鞍山市图书馆")]
)
def test_notices_go_out_in_the_name_of_the_department_that_compiles(compiles: str, name: str, report: Report) -> None:
    other = replace(report, catalogue=replace(CATALOGUE, compiles=compiles))
    assert signed(other) == {name}
    explained = [each for each in other.findings if each.department != compiles and each.level is Level.MANDATORY][:1]
    said = [
        replace(each, status=FindingStatus.PENDING, answer=Answered("说明", "疫情闭馆", "李某")) for each in explained
    ]
    pending = replace(other, findings=(*said, *(each for each in other.findings if each not in explained)))
    names = {each.path.split("/")[1] for each in approvals(pending, Phrases(other.catalogue, 2020))}
    assert names == {compiles or "汇总部门"}


def test_the_department_that_compiles_is_a_declared_one() -> None:
    with pytest.raises(SpecError, match="统计科"):
        replace(CATALOGUE, compiles="统计科")
