"""Rows of slips found again: by their sentence, by place and figures, by where they stand, and when they are of none."""

import pytest
from guanbiao.model.slips import Case, Line
from guanbiao.recognise.slips.known import Lines, covering, norm, place_of, shown_on

A, B, C = (Case(f"F{at}", f"k{at}") for at in range(3))
HEAD = Line(4, ("1、借阅册次合计填报的数不对，应为八十五", "借阅!D5 等 2 处", "87", "85"), (A, B))
PROOF = Line(5, ("1.1、二月合计不等于总馆与少儿馆之和", "借阅!D5", "87", "85"), (A,))
OTHER = Line(6, ("2、三月总馆比前后各月多出许多倍", "借阅!B6", "3055", ""), (C,))
LINES = (HEAD, PROOF, OTHER)


@pytest.mark.parametrize(
    ("value", "same"),
    [
        ("438,711", "438711"),
        (438711.0, "438711"),
        (True, "true"),
        ("-1,085.50", "-1085.5"),
        ("３、合计", "合计"),
        ("3.12、合计", "合计"),
        ("1234、合计", "1234、合计"),
        ("12、", ""),
        ("12册", "12册"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_values_are_compared_by_figure_and_texts_without_their_number(value: str | float, same: str) -> None:
    assert norm(value) == same


def test_a_line_is_known_by_its_sentence_wherever_it_stands_and_by_its_place_else() -> None:
    lines = Lines(LINES)
    assert [lines.line_of(shown_on(line)) for line in LINES] == [*LINES]
    assert [lines.line_of({norm(line.shown[0])}, 99) for line in LINES] == [*LINES]
    assert [lines.line_of(shown_on(line) - {norm(line.shown[0])}) for line in LINES] == [*LINES]
    assert lines.line_of(shown_on(HEAD) - {norm(HEAD.shown[0])}, by_place=False) is None
    assert lines.line_of({norm(OTHER.shown[0])}, by_place=False) is OTHER
    assert lines.line_of({"别的话"}, 4) is None
    assert lines.line_of(set()) is None


def test_a_place_alone_is_of_the_line_that_is_of_all_that_the_others_there_are_of() -> None:
    """Where slips are typed anew, by their first place; two problems at one place are nobody's."""
    placed = Lines(LINES, as_placed=False)
    assert placed.line_of({norm("借阅!D5"), "87", "85"}) is HEAD
    assert Lines(LINES).line_of({norm("借阅!D5"), "87", "85"}) is PROOF  # as it was issued, which shows just that
    assert placed.at_place("借阅!D5") is HEAD
    assert placed.at_place("借阅!B6") is OTHER
    assert placed.at_place("借阅!B7") is None
    assert placed.line_of({norm("借阅!D5"), norm("借阅!B6")}) is None
    again = Line(7, ("3、这一处另有一个问题要问清楚的", "借阅!B6", "3055", "3000"), (A,))
    both = Lines((OTHER, again), as_placed=False)
    assert both.at_place("借阅!B6") is None
    assert both.line_of({norm("借阅!B6"), "3055", "3000"}) is again
    assert both.line_of({norm("借阅!B6"), "3055"}) is OTHER


def test_where_a_row_stands_counts_where_two_of_its_texts_are_there() -> None:
    lines = Lines(LINES)
    assert lines.line_of({"3055", "少儿馆漏报"}, 6) is None
    own = Line(7, ("3、七月少儿馆没有填", "借阅!C9", "12", "3", "四"), (C,))
    assert Lines((own,)).line_of({"12", "3", "改为十三"}, 7) is own
    assert Lines((own,)).line_of({"12", "3", "改为十三"}, 8) is None
    assert Lines((own,), as_placed=False).line_of({"12", "3", "改为十三"}, 7) is None


def test_a_row_with_the_sentences_of_two_problems_is_of_none_but_of_a_problem_and_its_proof_of_the_fuller() -> None:
    lines = Lines(LINES)
    assert lines.line_of({norm(HEAD.shown[0]), norm(OTHER.shown[0])}) is None
    assert lines.line_of({norm(HEAD.shown[0]), norm(PROOF.shown[0]), norm("借阅!D5 等 2 处")}) is HEAD
    twice = (OTHER, Line(9, (OTHER.shown[0], "借阅!B9", "4015", ""), (B,)))
    assert [Lines(twice).line_of(shown_on(each)) for each in twice] == [*twice]


def test_a_sentence_that_is_written_on_is_still_its_line() -> None:
    lines = Lines(LINES)
    assert lines.line_of({norm(OTHER.shown[0]) + "因系统升级"}) is OTHER
    assert lines.line_of({"答：" + norm(OTHER.shown[0])}) is OTHER
    short = Line(1, ("1、合计不符呢对吗", "借阅!D5"), (A,))  # eight characters are a sentence
    shorter = Line(2, ("2、合计不符呢对", "借阅!D6"), (B,))
    assert Lines((short,)).line_of({"合计不符呢对吗因漏报"}) is None
    long = Line(1, ("1、合计不符呢对吗呀", "借阅!D5"), (A,))
    assert Lines((long,)).line_of({"合计不符呢对吗呀因漏报"}) is long
    assert Lines((shorter, long)).line_of({"合计不符呢对吗呀因漏报"}) is long
    longer = Line(3, ("3、合计不符呢对吗呀因何", "借阅!D7"), (C,))
    assert Lines((long, longer)).line_of({"合计不符呢对吗呀因何漏报"}) is longer


def test_the_same_sentence_with_other_figures_is_alike_unless_two_are() -> None:
    first = Line(1, ("1、表07 一月合计填报 12，应为 15", "借阅!D3"), (A,))
    second = Line(2, ("2、表07 二月合计填报 12，应为 15", "借阅!D4"), (B,))
    lines = Lines((first, second))
    assert lines.like({"表07一月合计填报13,应为1500"}) is first
    assert lines.like({norm("表07 二月合计填报 1，应为 2"), "七月闭馆"}) is second
    assert lines.like({"表07三月合计填报13,应为15"}) is None
    assert lines.like([norm(each.shown[0]) for each in (first, second)]) is None
    assert Lines((Line(1, ("1、合计3",), ()),)).like({"合计4"}) is None  # too short to be a sentence


def test_rows_that_hold_nothing_but_what_was_issued_are_what_remains() -> None:
    filed = (frozenset({"一月", "120"}), frozenset({"合计"}), frozenset({"这是一行很长的注释"}))
    lines = Lines(LINES, filed=filed)
    assert lines.remains({0: {"3055"}, 1: {norm("借阅!B6"), "3055"}, 2: {"3055", "漏报"}}) == {0, 1}
    assert lines.remains({3: {"一月", "120"}, 7: {"一月"}}) == {3}
    assert lines.remains({3: {"合计"}}) == set()
    assert lines.remains({3: {"合计"}, 4: {"一月", "120"}}) == {3, 4}
    assert lines.remains({4: {"合计"}, 3: {"合计"}, 5: {"一月", "120"}, 7: {"合计"}}) == {3, 4, 5}
    assert lines.remains({6: {"合计"}, 7: {"合计"}, 5: {"一月", "120"}}) == {5, 6, 7}
    assert lines.remains({9: {"这是一行很长的注释"}}) == {9}


def test_what_a_line_shows_and_where_it_says_that_it_is() -> None:
    assert shown_on(OTHER) == {norm(OTHER.shown[0]), norm("借阅!B6"), "3055"}
    assert [place_of(line) for line in (HEAD, Line(1, ("1、问",), ()), Line(1, ("1、问", ""), ()))] == [
        norm("借阅!D5"),
        "",
        "",
    ]
    assert covering(()) is None
    assert covering((PROOF, HEAD)) is HEAD
    assert covering((PROOF, OTHER)) is None
    assert covering((HEAD, OTHER)) is None
