"""What is told of a header that is not its form's: which labels, and when the form lies on its side."""

import pytest
from guanbiao.forms.catalogue import Level
from guanbiao.model.books import Sheet
from guanbiao.model.details import OfHeader
from guanbiao.model.findings import Finding
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, codes, printed, recognised, report
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, COMPARED, LOANS, STAFF, TALKS, small_report


def turned(base: Sheet, above: int = 1) -> Sheet:
    """A sheet whose table below its first rows lies on its side."""
    rows = [[*row] for row in base.rows[above:]]
    across = max(len(row) for row in rows)
    filled = [[*row, *[None] * (across - len(row))] for row in rows]
    return replace(base, rows=[*base.rows[:above], *([*row] for row in zip(*filled, strict=True))])


def mismatch(base: Sheet) -> tuple[Finding, OfHeader, str]:
    """The only thing said of a sheet's header, what it knows, and its sentence."""
    done = small_report(base)
    (found,) = [each for each in done.findings if each.rule == "header_mismatch"]
    assert isinstance(found.detail, OfHeader)
    return found, found.detail, Phrases(SMALL, 2020).message(found)


def test_a_foreign_header_says_what_is_missing_and_what_stands_there() -> None:
    _, header, said = mismatch(Sheet("x", [LOANS.rows[0], ["姓名", "电话", "地址"], ["张", 1, 2]]))
    assert header == OfHeader(("总馆", "少儿馆", "合计", "备注"), (("姓名", "A2"), ("电话", "B2"), ("地址", "C2")))
    assert "（缺少“总馆”、“少儿馆”、“合计”、“备注”；多出“姓名”（A2）、“电话”（B2）、“地址”（C2））" in said


def test_labels_under_another_group_are_said_to_be_there() -> None:
    _, header, said = mismatch(changed(COMPARED, (1, 1, "接待人次"), (1, 3, "增减")))
    assert header.regrouped == ("借阅册次/2019年", "借阅册次/2020年")
    assert header.renamed == (("2020年比2019年", "增减"),)
    assert not header.missing
    assert not header.extra
    assert "“借阅册次/2019年”、“借阅册次/2020年”在别的栏目下面" in said
    assert "“2020年比2019年”（写的是“增减”）" in said


@pytest.mark.parametrize("order", [(1, 2, 3), (2, 1, 3), (3, 1, 2), (3, 2, 1)])
def test_columns_whose_group_is_not_named_are_known_by_their_own_labels(order: tuple[int, ...]) -> None:
    whole = [[*row, *[None] * (4 - len(row))] for row in changed(COMPARED, (2, 3, None)).rows]
    rows = [whole[0], *([row[0], *(row[at] for at in order)] for row in whole[1:])]
    rows[1] = [None if cell == "借阅册次" else cell for cell in rows[1]]
    done, plain = small_report(Sheet("对照", rows)), small_report(COMPARED)
    assert set(done.counted) == set(plain.counted) == {"loans_compared"}
    assert codes(done.findings) == codes(plain.findings)
    figures = [
        each.tables.facts.sort("row", "column").select("row", "column", "value").rows() for each in (done, plain)
    ]
    assert figures[0] == figures[1]


def test_a_long_list_of_labels_is_cut_and_counted() -> None:
    base = printed(23)
    rows = [base.rows[0], [f"栏{no}" for no in range(30)], [*range(30)]]
    (found,) = [each for each in recognised(book(Sheet("x", rows))).findings if each.rule == "header_mismatch"]
    assert isinstance(found.detail, OfHeader)
    assert len(found.detail.extra) == 30
    said = Phrases(CATALOGUE, 2020).message(found)
    assert "“栏5”（F2） 等 30 栏" in said
    assert "栏6" not in said


def test_a_title_that_is_merely_like_one_is_a_question_with_the_same_labels() -> None:
    found, header, _ = mismatch(
        changed(LOANS, (0, 0, "借阅册次统计（2020年）"), *((1, at, f"栏{at}") for at in range(1, 5)))
    )
    assert found.level is Level.QUERY
    assert header.missing == ("总馆", "少儿馆", "合计", "备注")
    assert ("栏1", "B2") in header.extra


@pytest.mark.parametrize("base", [LOANS, COMPARED, TALKS, STAFF], ids=lambda sheet: sheet.name)
def test_a_form_on_its_side_says_so_and_what_to_do(base: Sheet) -> None:
    _, header, said = mismatch(turned(base))
    assert header.swapped == "A"
    assert "行列颠倒" in said
    assert "转置" in said


def test_a_label_or_two_make_no_header_of_a_form_on_its_side() -> None:
    assert mismatch(turned(BUDGET, 2))[1].swapped == "A"
    (found,) = [each for each in recognised(book(turned(printed(2)))).findings if each.form == "lending_by_window"]
    assert found.rule == "header_mismatch"


@pytest.mark.parametrize("number", range(1, 30))
def test_every_printed_form_on_its_side_is_told_or_read_never_both(number: int) -> None:
    form = next(form for form in CATALOGUE.forms if form.number == number)
    done = report(book(turned(printed(number))), book(printed(2 if number != 2 else 3), file="b.xlsx"))
    told = [each for each in done.findings if each.rule == "header_mismatch"]
    assert bool(told) is (form.id not in done.counted)
    assert all(isinstance(each.detail, OfHeader) for each in told)


def test_labels_that_moved_are_told_beside_those_that_are_missing() -> None:
    rows = [
        [row[0], row[3], row[2], "x" if at == 1 else 1, *row[4:]] if 0 < at < 15 else row
        for at, row in enumerate(LOANS.rows)
    ]
    (found,) = [each for each in small_report(replace(LOANS, rows=rows)).findings if each.rule == "header_differs"]
    assert {part.rule for part in found.parts} >= {"column_moved", "column_missing"}
    assert "换了位置" in Phrases(SMALL, 2020).message(found)


def test_columns_in_another_order_alone_are_nobodys_business() -> None:
    rows = [[row[0], row[2], row[1], *row[3:]] if 0 < at < 15 else row for at, row in enumerate(LOANS.rows)]
    assert not [each for each in small_report(replace(LOANS, rows=rows)).findings if each.rule != "form_owed"]
