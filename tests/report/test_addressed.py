"""Whose a finding is, and what it is called from run to run."""

from guanbiao.model.books import Sheet

from tests.drawing import (
    book,
    changed,
    printed,
    report,
)
from tests.stages import with_causes


def test_a_finding_goes_to_the_department_and_the_head_that_the_form_names() -> None:
    broken = changed(printed(7), (16, 1, 1))
    done = report(book(broken))
    finding = next(each for each in done.findings if each.rule == "07.合计")
    assert (finding.department, finding.head) == ("业务中心", "李艳")


def test_a_broken_file_goes_to_the_department_in_whose_folder_it_lies() -> None:
    done = report(book(printed(24)), book(Sheet("x", [["备忘"]]), file="2020/办公室/备忘.xlsx"))
    finding = next(each for each in done.findings if each.rule == "file_no_form")
    assert finding.department == "办公室"


def test_ids_stay_when_figures_and_order_change() -> None:
    first = report(book(changed(printed(7), (16, 1, 1))), book(printed(14), file="b.xlsx"))
    second = report(book(printed(14), file="b.xlsx"), book(changed(printed(7), (16, 1, 999)), file="c.xlsx"))
    ids = [
        {each.id for each in done.findings if each.kind in ("within", "cross") and each.form == "lending"}
        for done in (first, second)
    ]
    assert ids[0] == ids[1]
    assert len({each.id for each in first.findings}) == len(first.findings)


def test_no_id_hangs_on_the_file_nor_on_where_the_form_stands_in_it() -> None:
    base = changed(printed(7), (16, 1, 1), (6, 8, "备忘"), (7, 8, "备忘"))
    moved = Sheet("别处", [[], [], *([None, *row] for row in base.rows)])
    here, there = (
        with_causes(report(book(each, file=file))) for each, file in ((base, "a/表.xlsx"), (moved, "改名.xlsx"))
    )
    assert {each.id for each in here.findings} == {each.id for each in there.findings}
    assert {each.id for each in here.causes} == {each.id for each in there.causes} != set()
    assert len([each for each in here.findings if each.rule == "cell_stray"]) == 2
