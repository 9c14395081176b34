"""A header of several levels that is printed in fewer rows is the same header; one of something else is not."""

from collections.abc import Sequence

import pytest
from guanbiao.model.books import Sheet
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import book, changed, codes, printed, report
from tests.recognise.test_rows import facts

SUMMARY, COMPARED, VISITS, SEARCHES = 1, 5, 14, 22


def with_header(number: int, top: int, depth: int, header: Sequence[Value]) -> Sheet:
    """A form whose header is another row."""
    base = printed(number)
    return replace(base, rows=[*base.rows[:top], list(header), *base.rows[top + depth :]])


@pytest.mark.parametrize("between", ["", "/", "\n", "—", "（{}）"])
def test_the_labels_of_a_column_may_stand_in_one_cell(between: str) -> None:
    ways = [
        (head + (between.format(last) if "{" in between else between + last))
        for head in ("讲座、报告会", "展览", "其他活动")
        for last in ("期", "人次")
    ]
    done = report(book(with_header(SUMMARY, 1, 2, ["形式", *ways, "总计"])))
    plain = report(book(printed(SUMMARY)))
    assert facts(done) == facts(plain)
    assert codes(done.findings) == codes(plain.findings)


def test_the_lower_label_may_go_before_the_upper_one() -> None:
    years = [f"{year}年流通册次" for year in (2019, 2018, 2020)]
    header = ["部门", *years, "2019年比2018年", "2020年比2019年", "备注"]
    done = report(book(with_header(COMPARED, 1, 2, header)))
    assert facts(done) == facts(report(book(printed(COMPARED))))
    assert not {"header_differs", "column_missing"} & set(codes(done.findings))


def test_a_label_above_all_columns_may_be_left_out() -> None:
    base, plain = printed(SEARCHES), facts(report(book(printed(SEARCHES))))
    done = report(book(replace(base, rows=[*base.rows[:2], *base.rows[3:]])))
    assert facts(done) == plain
    pairs = [f"{place}{what}" for place in ("阅览部", "外借部", "网络服务部", "合计") for what in ("用户数", "项")]
    done = report(book(with_header(SEARCHES, 2, 3, ["月份", *pairs])))
    assert facts(done) == plain


def test_below_the_label_of_another_table_they_are_no_header_of_this_one() -> None:
    done = report(book(changed(printed(SEARCHES), (2, 1, "参考咨询"))))
    plain = report(book(printed(SEARCHES)))
    assert facts(done) == facts(plain) or "header_mismatch" in codes(done.findings)
    assert not report(book(replace(printed(SEARCHES), rows=_below_another()))).filings


def _below_another() -> list[list[Value]]:
    base = printed(SEARCHES)
    pairs = [f"{place}{what}" for place in ("阅览部", "外借部", "网络服务部", "合计") for what in ("用户数", "项")]
    return [list(row) for row in (*base.rows[:2], [None, "读者投诉"], ["月份", *pairs], *base.rows[5:])]
