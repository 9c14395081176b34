"""Which column is which where labels are other than declared, and what is said of those that are none of the form's."""

import pytest
from guanbiao.model.books import Sheet
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases

from schemas.catalogue import CATALOGUE
from tests.drawing import book, codes, printed, recognised, report

LENDING, PAPERS = printed(7), printed(28)


def called(sheet: Sheet, **labels: str) -> list[list[Value]]:
    """The rows of a sheet, some labels called otherwise: by the label without white space."""
    return [[labels.get("".join(str(cell).split()), cell) for cell in row] for row in sheet.rows]


def test_a_total_that_is_called_otherwise_is_not_taken_for_the_labels_of_rows() -> None:
    rows = called(LENDING, 类目月份="项目", 合计="总人次数")
    rows = [[*row[:1], 3, *row[2:]] if at > 3 else row for at, row in enumerate(rows)]
    (filing,) = recognised(book(Sheet("s", rows))).filings
    assert [row.key for row in filing.blocks[0].rows][:3] == ["1", "2", "3"]
    assert filing.blocks[0].columns[0] == 1


def test_a_column_that_is_not_taken_is_named_with_all_that_it_holds() -> None:
    rows = [[*row, *[None] * (6 - len(row))] for row in LENDING.rows]
    rows = [[*row, "核对人" if at == 3 else "王某" if 5 < at < 9 else None] for at, row in enumerate(rows)]
    done = report(book(Sheet("s", rows)))
    (said,) = [Phrases(CATALOGUE, 2020).message(each) for each in done.findings if each.rule == "column_unknown"]
    assert "“核对人”（G4:G9）" in said


@pytest.mark.parametrize("labels", [{"序号": "No.", "作者": "论文作者"}, {"题名": "论文题目", "刊物名称": "发表刊物"}])
def test_several_labels_in_other_words_are_read(labels: dict[str, str]) -> None:
    done = report(book(Sheet("s", called(PAPERS, **labels))))
    assert "column_missing" not in codes(done.findings)
    assert "header_differs" not in codes(done.findings)
