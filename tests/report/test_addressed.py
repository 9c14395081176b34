"""Whose a finding is, and what it is called from run to run."""

from guanbiao.model.books import Sheet

from tests.drawing import book, changed
from tests.small.filed import BUDGET, COMPARED, LOANS, TALKS, small_report
from tests.stages import with_causes

WRONG = changed(LOANS, (14, 3, 55498))


def test_a_finding_goes_to_the_department_and_the_head_that_the_form_names() -> None:
    named = changed(WRONG, (15, 2, "部门负责人：吴桐"))
    found = [small_report(each).findings for each in (named, changed(BUDGET, (5, 1, 1)))]
    heads = [next((each.department, each.head) for each in some if each.reported is not None) for some in found]
    assert heads == [("借阅部", "吴桐"), ("办公室", "陈静")]  # the form's own word goes before the catalogue's


def test_a_broken_file_goes_to_the_department_in_whose_folder_it_lies() -> None:
    done = small_report(book(BUDGET), book(Sheet("x", [["备忘"]]), file="2020/活动部/备忘.xlsx"))
    finding = next(each for each in done.findings if each.rule == "file_no_form")
    assert finding.department == "活动部"


def test_ids_stay_when_figures_and_order_change() -> None:
    first = small_report(book(WRONG), book(COMPARED, file="b.xlsx"))
    second = small_report(book(COMPARED, file="b.xlsx"), book(changed(LOANS, (14, 3, 999)), file="c.xlsx"))
    ids = [
        {each.id for each in done.findings if each.kind in ("within", "cross") and each.form == "loans"}
        for done in (first, second)
    ]
    assert ids[0] == ids[1] != set()
    assert len({each.id for each in first.findings}) == len(first.findings)


def test_no_id_hangs_on_the_file_nor_on_where_the_form_stands_in_it() -> None:
    base = changed(WRONG, (6, 8, "备忘"), (7, 8, "备忘"))
    moved = Sheet("别处", [[], [], *([None, *row] for row in base.rows)])
    here, there = (
        with_causes(small_report(book(each, TALKS, file=file)))
        for each, file in ((base, "a/表.xlsx"), (moved, "改名.xlsx"))
    )
    assert {each.id for each in here.findings} == {each.id for each in there.findings}
    assert {each.id for each in here.causes} == {each.id for each in there.causes} != set()
    (stray,) = [each for each in here.findings if each.rule == "cell_stray"]
    assert len({part.id for part in stray.parts}) == 2
