"""One sentence on one row that names other questions: it is of these where it is certain which they are, else it is told
that it may be."""

import pytest
from guanbiao.letters.slip import slip_of
from guanbiao.model.books import Book
from guanbiao.pages.xlsx import write_workbook
from guanbiao.recognise.slips.record import SHEET
from guanbiao.recognise.slips.returned import returned
from guanbiao.report.answers.answered import answered
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from guanbiao.words.naming import named_in
from msgspec.structs import replace
from openpyxl import Workbook

from tests.drawing import changed
from tests.slips import LIST, TEXT, issued, opened, saved
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, year_with
from tests.stages import with_causes

WHY = "七月闭馆装修，见馆务会纪要"
BELOW = 0  # a row below the list
OWN = "借阅部"


@pytest.fixture(scope="module")
def report() -> Report:
    """A year with three questions for a department."""
    return with_causes(year_with(changed(LOANS, (5, 2, 12), (9, 1, 2))))


@pytest.fixture(scope="module")
def content(report: Report) -> bytes:
    made = slip_of(report, OWN, Phrases(SMALL, 2020))
    return write_workbook(made.pages, "", made.properties)


def questions(slip: Workbook) -> dict[int, tuple[int, frozenset[str]]]:
    """The row of each question and its findings, by its number."""
    found = {}
    for line in issued(slip).lines:
        number, mark, _ = line.shown[0].partition("、")
        if mark and number.isdigit():
            found[int(number)] = (line.at + 1, frozenset(case.finding for case in line.cases))
    return found


def with_slip(report: Report, book: Book) -> Report:
    return answered(report, returned([book]), Phrases(SMALL, 2020))


def filled(slip: Workbook, said: dict[int, str]) -> Workbook:
    """A slip with words on the rows of questions, by number."""
    sheet, own = slip[LIST], questions(slip)
    for number, words in said.items():
        at, column = (own[number][0], TEXT) if number else (sheet.max_row + 2, 1)
        sheet.cell(at, column).value = words
    return slip


def answers(report: Report, slip: Workbook) -> dict[int, str]:
    """What each question was answered with, by number."""
    by_id = {each.id: each.answer.text for each in report.findings}
    of = {number: {by_id[name] for name in names} for number, (_, names) in questions(slip).items()}
    return {number: texts.pop() for number, texts in of.items() if len(texts) == 1 and texts != {""}}


def told(report: Report) -> list[str]:
    phrases = Phrases(SMALL, 2020)
    known = ("answer_names_others", "words_unplaced")
    return [phrases.message(each) for each in report.findings if each.rule in known]


CERTAIN = [
    ({1: f"第1至第3题都是因为{WHY}"}, {1, 2, 3}),
    ({2: f"2、3同上一行原因：{WHY}"}, {2, 3}),
    ({3: f"以上各题均因{WHY}"}, {1, 2, 3}),
    ({3: f"以上三题均因{WHY}"}, {1, 2, 3}),
    ({1: f"{WHY}，其余同此"}, {1, 2, 3}),
    ({1: f"{WHY}。第3题也是这个原因"}, {1, 3}),
    ({1: f"{WHY}，下一题同此"}, {1, 2}),
    ({1: f"与第3题同因：{WHY}"}, {1, 3}),
    ({2: f"第1题：{WHY}；本题也是"}, {1, 2}),
    ({2: f"各题均因{WHY}"}, {1, 2, 3}),
    ({BELOW: f"以上各题均因{WHY}"}, {1, 2, 3}),
    ({BELOW: f"1-3题都是因为{WHY}"}, {1, 2, 3}),
    ({BELOW: f"其余各题均因{WHY}", 2: "因四月停电，见值班记录"}, {1, 3}),
]


@pytest.mark.parametrize(("said", "of"), CERTAIN)
def test_what_is_certain_is_said_of_each(said: dict[int, str], of: set[int], report: Report, content: bytes) -> None:
    slip = opened(content)
    done = with_slip(report, saved(filled(opened(content), said), "a.xlsx"))
    assert {number for number, words in answers(done, slip).items() if WHY in words} == of
    assert told(done) == []


@pytest.mark.parametrize(("said", "of"), [CERTAIN[0], CERTAIN[2], CERTAIN[4]])
def test_it_is_certain_on_slips_that_lost_their_record_too(
    said: dict[int, str], of: set[int], report: Report, content: bytes
) -> None:
    book = saved(filled(opened(content), said), "a.xlsx")
    sheets = tuple(each for each in book.sheets if each.name != SHEET)
    done = with_slip(report, replace(book, sheets=sheets, properties={}))
    assert {number for number, words in answers(done, opened(content)).items() if WHY in words} == of


UNCERTAIN = [
    ({1: f"{WHY}，第3题的数含少儿馆"}, "第3题"),
    ({1: f"{WHY}。第2、9题同此"}, "第2题"),
    ({3: f"以上均因{WHY}"}, "第1题"),
    ({3: f"以上5题均因{WHY}"}, "第1题"),
    ({3: f"其余各条均因{WHY}"}, "第2题"),
    ({3: f"第1题：{WHY}"}, "第3题"),  # and nothing of its own
]


@pytest.mark.parametrize(("said", "named"), UNCERTAIN)
def test_what_is_not_certain_is_told_with_each_question(
    said: dict[int, str], named: str, report: Report, content: bytes
) -> None:
    done = with_slip(report, saved(filled(opened(content), said), "a.xlsx"))
    (message,) = told(done)
    assert (WHY in message, f"{named}（" in message) == (True, True)
    assert len([words for words in answers(done, opened(content)).values() if WHY in words]) == 1


@pytest.mark.parametrize(
    "said", ["与第3题无关，因七月闭馆装修", "1、2月闭馆装修", "其余月份均因闭馆装修", "因下面漏雨，1、停电2、闭馆"]
)
def test_what_names_no_question_is_of_its_row_alone_and_nothing_is_told(
    said: str, report: Report, content: bytes
) -> None:
    done = with_slip(report, saved(filled(opened(content), {1: said}), "a.xlsx"))
    assert answers(done, opened(content)) == {1: said}
    assert told(done) == []


def test_what_may_count_something_else_names_no_question() -> None:
    texts = "第1、2季度均因闭馆 第3次普查均因人手不足 第2条、第3条线路均停运 2、3月均因疫情闭馆 以上活动均因下雨取消 上一年同此口径"
    texts += " 下面3个分馆均因拆迁 答题活动第1题均因故障 其余分馆同上月 3、5层均因漏水闭馆"
    assert [text for text in texts.split() if named_in(text)] == []
    for text in ("1 " * 15_000, "1 第1题 " * 4_000, "本题和第1题和" * 3_000, "第1题" + "均也都" * 8_000):
        named_in(text)  # however long, in no time


def test_what_is_said_of_a_question_itself_stands_before_what_names_it(report: Report, content: bytes) -> None:
    said = {1: "因四月停电，见值班记录", 3: f"以上各题均因{WHY}"}
    done = with_slip(report, saved(filled(opened(content), said), "a.xlsx"))
    assert answers(done, opened(content)) == {1: said[1], 2: said[3], 3: said[3]}
    said = {1: "因四月停电，见值班记录", 3: f"第1至3题均因{WHY}"}
    done = with_slip(report, saved(filled(opened(content), said), "a.xlsx"))
    assert answers(done, opened(content)) == {1: said[1], 2: said[3], 3: said[3]}
    assert told(done) == []
