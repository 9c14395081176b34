"""Labels and titles in traditional characters, with units behind them, and called by other words for the same."""

import pytest
from guanbiao.forms.vocabulary import Vocabulary
from guanbiao.model.books import Sheet
from guanbiao.recognise.aliases import by_other_words
from guanbiao.recognise.lines import USUAL
from guanbiao.recognise.recognise import recognise
from guanbiao.report.report import Report
from guanbiao.text.traditional import simplified
from msgspec.structs import replace

from tests.drawing import book, changed, codes
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, COMPARED, LOANS, OUTLINE, STAFF, TALKS, YEAR, small_report
from tests.stages import gather, reports_of

TO = str.maketrans(
    "图书馆册统计总数对录览读资万备与当门会厅时间题负责项标证阅场联单",
    "圖書館冊統計總數對錄覽讀資萬備與當門會廳時間題負責項標證閱場聯單",
)


def traditional(base: Sheet) -> Sheet:
    """A sheet as somebody with a traditional keyboard would label it."""
    return replace(
        base, rows=[[each.translate(TO) if isinstance(each, str) else each for each in row] for row in base.rows]
    )


def rules(done: Report) -> set[str]:
    return set(codes(done.findings)) - {"form_owed"}


def figures(done: Report) -> list[tuple[object, ...]]:
    return done.tables.facts.select("form", "row", "column", "measure", "state", "value").rows()


@pytest.mark.parametrize("base", [LOANS, COMPARED, OUTLINE, STAFF, BUDGET, TALKS], ids=lambda base: base.name)
def test_traditional_labels_and_titles_are_those_that_they_mean(base: Sheet) -> None:
    done, plain = small_report(traditional(base)), small_report(base)
    assert done.filings[0].title == str(base.rows[0][0]).translate(TO)
    assert figures(done) == figures(plain)
    assert (rules(done), done.filings[0].official) == (rules(plain), True)


def test_signatures_in_traditional_characters_are_read() -> None:
    (filing,) = small_report(changed(LOANS, (15, 0, "填表人：趙強"), (15, 2, "部門負責人：周明"))).filings
    assert (filing.signed("填表人"), filing.signed("部门负责人")) == ("趙強", "周明")


@pytest.mark.parametrize(
    ("place", "label", "declared"),
    [((1, 1), "日期", "时间"), ((1, 4), "参加人次", "人次"), ((1, 4), "人数", "人次"), ((1, 2), "讲座题目", "题目")],
)
def test_other_words_for_a_label_are_taken_and_told(place: tuple[int, int], label: str, declared: str) -> None:
    done = small_report(changed(TALKS, (*place, label)))
    (found,) = [each for each in done.findings if each.rule != "form_owed"]
    assert (found.rule, found.column, found.first.raw) == ("column_renamed", declared, label)
    assert figures(done) == figures(small_report(TALKS))


def test_most_labels_may_be_called_otherwise_under_an_official_title() -> None:
    labels = ("编号", "日期", "主题", "活动地点", "参加人数", "电话")
    done = small_report(changed(TALKS, *((1, at, label) for at, label in enumerate(labels))))
    assert rules(done) == {"column_renamed"}
    assert figures(done) == figures(small_report(TALKS))


def test_a_word_that_may_mean_two_labels_or_columns_means_none() -> None:
    assert by_other_words({0: "日期", 1: "举办日期"}, ["时间"], {}, USUAL) == {}
    assert by_other_words({0: "日期"}, ["时间", "活动时间"], {}, USUAL) == {}
    assert by_other_words({0: "展览/人数", 1: "讲座/人数"}, ["讲座/人次", "展览/人次"], {}, USUAL) == {0: 1, 1: 0}


def test_a_label_that_stands_there_is_never_taken_by_another_word() -> None:
    done = small_report(changed(TALKS, (1, 6, "人数"), (2, 6, 99)))
    assert rules(done) == {"column_unknown"}
    assert figures(done) == figures(small_report(TALKS))


def test_a_catalogue_adds_words_of_its_own() -> None:
    renamed = changed(LOANS, (1, 1, "中心馆"), (1, 2, "儿童馆"))
    own = replace(SMALL, vocabulary=Vocabulary(aliases=(("总馆", "中心馆"), ("少儿馆", "儿童馆"))))
    done = next(reports_of(gather(recognise([book(renamed)], own), own), [2020], own))
    assert figures(done) == figures(small_report(LOANS))
    assert rules(small_report(renamed)) & {"column_missing", "header_differs"}


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ((1, 1), "总馆（册次）"),
        ((1, 3), "合计(册次)"),
        ((14, 0), "全年（册次）"),
        ((0, 0), "云溪市图书馆借阅册次统计表（2020年）（册次）"),
    ],
)
def test_a_unit_that_agrees_behind_a_label_changes_nothing(place: tuple[int, int], label: str) -> None:
    done = small_report(changed(LOANS, (*place, label)))
    assert rules(done) - {"title_unlike"} <= rules(small_report(LOANS))
    assert figures(done) == figures(small_report(LOANS))


def test_the_declared_forms_hold_no_character_that_would_be_changed() -> None:
    texts = [str(cell) for each in YEAR for row in each.rows for cell in row if cell is not None]
    assert [text for text in texts if simplified(text) != text] == []
