"""What only the declaration of its place makes of a text: negative figures, and words for nothing."""

import pytest
from guanbiao.forms.catalogue import Vocabulary
from guanbiao.model.books import Sheet
from guanbiao.model.findings import Finding
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from tests.drawing import book, changed
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, LOANS, OUTLINE, TALKS, small, small_report
from tests.stages import gather, reports_of


def fact(done: Report, form: str, row: str, column: str) -> tuple[str, float | None, str]:
    """State, value and text of the figure at a place."""
    line = done.tables.facts.filter(form=form, row=row, column=column).row(0, named=True)
    return line["state"], line["value"], line["raw"]


def unreadable(base: Sheet, row: int, column: int, value: Value) -> tuple[Finding, str]:
    """The only finding of an unreadable figure, and its sentence."""
    done = small_report(changed(base, (row, column, value)))
    (found,) = [each for each in done.findings if each.rule == "unreadable"]
    return found, Phrases(SMALL, 2020).message(found)


@pytest.mark.parametrize("typed", ["(1266)", "（1,266）", "△1266", "(1266册次)"])
def test_a_negative_figure_of_a_signed_column_is_one_however_it_is_written(typed: str) -> None:
    done = small_report(changed(COMPARED, (3, 3, typed)))
    assert fact(done, "loans_compared", "总馆", "{year}年比{year-1}年") == ("number", -1266, typed)
    assert not [each for each in done.findings if each.rule != "form_owed"]


def test_a_wrong_negative_figure_is_held_against_the_sum() -> None:
    done = small_report(changed(COMPARED, (3, 3, "(1000)")))
    (found,) = [each for each in done.findings if each.row == "总馆"]
    assert (found.reported, found.expected) == (-1000, -1266)


@pytest.mark.parametrize("typed", ["(3120)", "△3120"])
def test_where_nothing_may_be_negative_the_sentence_says_how_to_write_it(typed: str) -> None:
    found, said = unreadable(LOANS, 2, 1, typed)
    assert found.first.raw == typed
    assert found.reported is None
    assert "此处不应为负" in said
    assert said.endswith("如 3120。")


def test_a_filled_triangle_may_mean_either_and_is_asked() -> None:
    _, said = unreadable(COMPARED, 3, 3, "▲1266")
    assert "增加的请写 1266，减少的请写 -1266" in said


def test_a_filled_triangle_where_nothing_may_be_negative_is_to_be_left_out() -> None:
    _, said = unreadable(LOANS, 2, 1, "▲3120")
    assert said.endswith("请只写数字，如 3120。")


def test_a_sentence_for_a_card_names_how_to_write_it_too() -> None:
    _, said = unreadable(OUTLINE, 2, 2, "约38944")
    assert said.endswith("请只写 38944。")


@pytest.mark.parametrize("typed", ["×", "零", "闭馆", "未开放", "（闭馆）", "因疫情闭馆", "未开展"])
def test_a_word_for_nothing_counts_none_where_a_blank_does(typed: str) -> None:
    done = small_report(changed(LOANS, (2, 1, typed)))
    assert fact(done, "loans", "1", "总馆") == ("none", None, typed)
    assert "unreadable" not in {each.rule for each in done.findings}
    (sum_of_month,) = [each for each in done.findings if each.row == "1" and each.column == "合计"]
    assert (sum_of_month.reported, sum_of_month.expected) == (4330, 1210)


@pytest.mark.parametrize(("base", "place"), [(TALKS, (2, 4)), (COMPARED, (3, 1)), (LOANS, (14, 1))])
@pytest.mark.parametrize("typed", ["×", "闭馆"])
def test_a_word_for_nothing_is_no_figure_where_a_blank_means_nothing(
    base: Sheet, place: tuple[int, int], typed: str
) -> None:
    _, said = unreadable(base, *place, typed)
    assert said.endswith("确实没有的请填 0。")


@pytest.mark.parametrize(
    ("typed", "advice"),
    [("十八", "阿拉伯数字填写，如 18。"), ("约18", "如确为 18，请只写 18。"), ("18余", "如确为 18，请只写 18。")],
)
def test_what_is_likely_meant_is_named_and_never_taken(typed: str, advice: str) -> None:
    found, said = unreadable(LOANS, 2, 1, typed)
    assert said.endswith(advice)
    assert found.reported is None


def test_a_catalogue_adds_words_for_nothing_of_its_own() -> None:
    own = replace(SMALL, vocabulary=Vocabulary(nones=("馆舍 维修",)))
    drawn = book(changed(LOANS, (2, 1, "馆舍维修")))
    done = next(reports_of(gather(small(drawn), own), [2020], own))
    assert fact(done, "loans", "1", "总馆")[0] == "none"
    assert fact(small_report(drawn), "loans", "1", "总馆")[0] == "unreadable"


@pytest.mark.parametrize("typed", ["251 241", "2\u00a0514", "12 345 册"])
def test_digits_with_a_space_between_them_may_be_two_figures(typed: str) -> None:
    found, said = unreadable(LOANS, 2, 1, typed)
    assert (found.first.cell, found.first.raw) == ("B3", typed)
    assert "一个数还是两个数" in said


def test_a_form_that_writes_all_its_thousands_with_spaces_is_read() -> None:
    spaced = [
        [f"{cell:,}".replace(",", " ") if isinstance(cell, int) and cell > 999 else cell for cell in row]
        for row in LOANS.rows
    ]
    done = small_report(replace(LOANS, rows=spaced))
    plain = small_report(LOANS)
    assert [each.rule for each in done.findings] == [each.rule for each in plain.findings]
    assert done.tables.facts["value"].to_list() == plain.tables.facts["value"].to_list()
    below = small_report(changed(replace(LOANS, rows=spaced), (2, 1, "-26 764")))
    assert below.tables.facts["value"].to_list()[0] == -26764  # with a sign it is written like the others
    for bare, has_thousands in ((3805, True), (1000, True), (999, False)):  # the last is written alike in both ways
        other = small_report(changed(replace(LOANS, rows=spaced), (2, 1, bare)))
        assert ("unreadable" in [each.rule for each in other.findings]) is has_thousands
