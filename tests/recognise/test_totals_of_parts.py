"""Where each part of a form has a total of its own, the last of them is no total of the whole."""

from guanbiao.model.books import Sheet
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from tests.drawing import book, codes, printed, report
from tests.recognise.test_rows import facts

LECTURES = 8


def parts_with_totals(*, grand: Value = None) -> Sheet:
    """A grid in two halves, each with a total of its own row's label, and maybe one of all below."""
    base = printed(7)
    months = [list(row) for row in base.rows[4:16]]
    for row in months:
        row[1:5] = [None, *(value or 0 for value in row[2:5])]
    halves = [months[:6], months[6:]]
    sums = [["累计", None, *(sum(int(str(row[at])) for row in half) for at in (2, 3, 4))] for half in halves]
    rows = [*base.rows[:4], *halves[0], sums[0], *halves[1], sums[1]]
    whole = [int(str(one)) + int(str(other)) for one, other in zip(sums[0][2:], sums[1][2:], strict=True)]
    return replace(base, rows=[*rows, *([[grand, None, *whole]] if grand else []), *base.rows[17:]])


def test_totals_of_both_halves_are_no_total_of_the_year() -> None:
    done = report(book(parts_with_totals()))
    assert codes(done.findings).count("row_missing") == 1
    assert "07.累计" not in codes(done.findings)
    (finding,) = [each for each in done.findings if each.rule == "page_sums"]
    assert len(finding.terms) == 2


def test_the_total_of_all_below_totals_of_both_halves_is_the_total() -> None:
    done = report(book(parts_with_totals(grand="累计")))
    assert not {"row_missing", "07.累计"} & set(codes(done.findings))


def listed_in_parts(*last: Value) -> Sheet:
    """A list whose first 17 entries have a total of their own, as have the others."""
    base = printed(LECTURES)
    own, others = base.rows[3:20], base.rows[20:44]
    sums = [["合计", len(part), None, None, None, sum(int(str(row[5])) for row in part)] for part in (own, others)]
    rows = [*base.rows[:20], sums[0], *others, sums[1], *([list(last)] if last else []), *base.rows[45:]]
    return replace(base, rows=rows)


def test_totals_of_the_parts_of_a_list_are_no_total_of_it() -> None:
    done = report(book(listed_in_parts()))
    found = codes(done.findings)
    assert (found.count("row_missing"), found.count("page_sums")) == (1, 1)
    assert not [code for code in found if code.startswith("08.合计")]


def test_below_the_totals_of_parts_another_word_says_the_total() -> None:
    done = report(book(listed_in_parts("总计", 41, None, None, None, 14719)))
    assert facts(done) == facts(report(book(printed(LECTURES))))
    assert "row_missing" not in codes(done.findings)


def test_the_rows_of_one_habit_are_named_with_their_sheets_where_there_are_several() -> None:
    base = printed(7)
    months = [list(row) for row in base.rows[4:16]]
    halves = [
        replace(base, name=name, rows=[*base.rows[:4], *part, ["本季", 1, 2, 3, 4]])
        for name, part in (
            ("上半年", months[:6]),
            ("下半年", months[6:]),
        )
    ]
    done = report(book(*halves))
    (finding,) = [each for each in done.findings if each.rule == "row_unknown"]
    sentence = Phrases(done.catalogue, 2020).message(finding)
    assert "“上半年”A11" in sentence
    assert "“下半年”A11" in sentence


def test_totals_of_blocks_beside_each_other_are_no_total_of_the_list() -> None:
    base = printed(LECTURES)
    blocks = base.rows[3:24], base.rows[24:44]
    sums = [["合计", len(part), None, None, None, sum(int(str(row[5])) for row in part)] for part in blocks]
    beside = [[*one, *(blocks[1][at] if at < len(blocks[1]) else [])] for at, one in enumerate(blocks[0])]
    rows = [*base.rows[:2], [*base.rows[2]] * 2, *beside, [*sums[0], *sums[1]], *base.rows[45:]]
    found = codes(report(book(replace(base, rows=rows))).findings)
    assert (found.count("row_missing"), found.count("page_sums")) == (1, 1)
    assert not [code for code in found if code.startswith("08.合计") or code == "row_unknown"]
