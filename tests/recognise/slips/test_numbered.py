"""Words of no row that name their question by its number: when the numbers are questions, and what is said of each."""

import pytest
from guanbiao.model.findings import Role, Term
from guanbiao.model.slips import Case, Line, Written
from guanbiao.recognise.slips.numbered import by_number, numbered_lines
from msgspec.structs import replace

LINES = tuple(
    Line(at, (f"{name}、不符",), (Case(f"F{name}", "k"),)) for at, name in enumerate(("1", "2", "2.1", "3", "12"))
)
NUMBERS = numbered_lines(LINES)
AT = Term(Role.CELL, "", "", "", sheet="问题清单", cell="A20")


def said(*cells: str) -> Written:
    return Written(None, "", "", replace(AT, raw="；".join(cells)), cells=cells)


def answers(*written: Written, lines: tuple[Line, ...] = LINES) -> list[tuple[str, str]]:
    """The number of its question ('' for none) and the words of each answer."""
    found = by_number(written, numbered_lines(lines))
    return [
        (each.line.shown[0].split("、")[0] if each.line else "", each.text or each.action or "；".join(each.cells))
        for each in found
    ]


def test_lines_are_known_by_the_numbers_printed_before_them() -> None:
    assert [*NUMBERS] == ["1", "2", "2.1", "3", "12"]
    assert [*NUMBERS.values()] == [*LINES]
    assert numbered_lines([Line(1, ("详情：不符",), ()), Line(2, (), ())]) == {}


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("第3题：七月闭馆",), [("3", "七月闭馆")]),
        (("3、七月闭馆",), [("3", "七月闭馆")]),
        (("2.1：七月闭馆",), [("2.1", "七月闭馆")]),
        (("第2题和第12题：七月闭馆",), [("2", "七月闭馆"), ("12", "七月闭馆")]),
        (("3", "七月闭馆"), [("3", "七月闭馆")]),
        (("第3题", "120"), [("3", "120")]),
        (("3", "120"), [("", "3；120")]),
        (("1.七月闭馆\n2.馆务会纪要在办公室",), [("", "1.七月闭馆\n2.馆务会纪要在办公室")]),  # two reasons, it may be
        (("1.七月闭馆\n2.系统升级\n3.电表坏了",), [("", "1.七月闭馆\n2.系统升级\n3.电表坏了")]),
        (("1：已更正为 120\n2：说明：停电",), [("1", "已更正为 120"), ("2", "停电")]),
        (("2.系统升级\n3.电表坏了",), [("2", "系统升级"), ("3", "电表坏了")]),
        (("王老师：您好\n第1题：闭馆；第2题：停电\n谢谢",), [("1", "闭馆"), ("2", "停电")]),
        (("说明情况如此\n第1题：闭馆",), [("", "说明情况如此"), ("1", "闭馆")]),
        (("第9题：闭馆",), [("", "第9题：闭馆")]),
        (("第1题",), []),
        (("第1题：说明",), [("1", "说明")]),
        (("2：85\n3：86",), [("", "2：85\n3：86")]),
        (("没有数",), [("", "没有数")]),
    ],
)
def test_answers_by_number(cells: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert answers(said(*cells)) == found


def test_as_many_numbers_as_there_are_questions_are_the_questions() -> None:
    three = tuple(line for line in LINES if line.shown[0][0] in "123")[:4]
    text = said("1.七月闭馆\n2.系统升级\n3.电表坏了")
    assert answers(text, lines=three) == [("1", "七月闭馆"), ("2", "系统升级"), ("3", "电表坏了")]
    assert answers(replace(text, cells=("1.七月闭馆\n2.系统升级",)), lines=three) == [("", "1.七月闭馆\n2.系统升级")]
    assert answers(text, lines=()) == [("", text.cells[0])]


def test_what_is_of_a_line_already_stays_before_the_rest() -> None:
    own = replace(said("第1题：闭馆"), line=LINES[1], text="甲")
    named = replace(said(), who="李四")
    assert by_number([said("第3题：停电"), own, named], NUMBERS)[:2] == [own, named]
    (_, _, last) = by_number([said("第3题：停电"), own, named], NUMBERS)
    assert (last.line, last.text, last.term.raw, last.term.cell) == (LINES[3], "停电", "停电", "A20")
    (before, _) = by_number([said("补充如下文\n第3题：停电")], NUMBERS)
    assert (before.term.raw, before.cells) == ("补充如下文", ("补充如下文",))
