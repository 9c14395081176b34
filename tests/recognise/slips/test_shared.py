"""What is said on one row and names others: of which questions it is, and what is left of it for its own."""

import pytest
from guanbiao.model.findings import Role, Term
from guanbiao.model.slips import Case, Line, Written
from guanbiao.recognise.slips.shared import asked_on, for_others
from msgspec.structs import replace

NAMES = ("1", "2", "3", "4", "5")
LINES = {name: Line(int(name), (f"{name}、合计不符", f"借阅!D{name}"), (Case(f"F{name}", "k"),)) for name in NAMES}
PROOF = Line(9, ("2.1、关系不符",), (Case("F2", "k"),))


def said(text: str, at: int | None = 3, action: str = "说明", *, anew: bool = True, who: str = "") -> Written:
    """Words in the row of a question; at None on a sheet with none."""
    line = LINES[str(at)] if at else None
    term = Term(Role.CELL, "", "", "", raw=text, sheet="问题清单", cell=f"F{(at or 11) + 1}")
    words = (action, text) if line else ("", "")
    return Written(line, *words, term, who, cells=(text,), anew=anew)


def shared(*written: Written, before: str = "") -> dict[str, tuple[str, tuple[str, ...]]]:
    """By number of a question ('' for none), what is said of it, and of which others it may be."""
    lines = {name: replace(line, text="早先说过" if name == before else "") for name, line in LINES.items()}
    rows: dict[int, Line | None] = {int(name): line for name, line in lines.items()}
    own = [replace(each, line=lines[each.line.shown[0][0]]) if each.line else each for each in written]
    found = {}
    for each in for_others(own, asked_on({**rows, 0: None, 9: PROOF}, lines | {"2.1": PROOF}, own)):
        what = each.text if each.line else each.term.raw
        name = each.line.shown[0][0] if each.line else ""
        if each.text or not each.line or each.also:
            found[name] = (what, tuple(other.shown[0][0] for other in each.also))
    return found


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("七月闭馆，第1题同此", "13"),
        ("因闭馆，其余同此", "12345"),
        ("以上各题均因闭馆", "123"),
        ("以上2题均因闭馆", "123"),
        ("以上3题均因闭馆", "123"),
        ("以下各题均因闭馆", "345"),
        ("各题均因闭馆", "12345"),
        ("第4题也是因为闭馆", "4"),
        ("第1、4题都是因闭馆", "14"),
        ("本题和第1题都是因闭馆", "13"),
    ],
)
def test_words_are_said_of_all_whom_they_name_for_certain(text: str, of: str) -> None:
    found = shared(said(text))
    assert {name: also for name, (what, also) in found.items() if what} == dict.fromkeys(of, ())


def test_where_the_count_does_not_fit_nobody_knows_of_which_it_is() -> None:
    found = shared(said("以上4题均因闭馆"))
    assert set(found) == {"3"}
    assert found["3"][1] == ("1", "2")
    assert set(shared(said("这五题均因闭馆"))) == set("12345")
    assert set(shared(said("这四题均因闭馆"))) == {"3"}
    wrong = shared(said("这三题均因闭馆"))
    assert (set(wrong), wrong["3"][1]) == ({"3"}, ("1", "2", "4", "5"))


def test_what_holds_for_the_next_so_many_is_said_of_just_these() -> None:
    assert set(shared(said("闭馆，以上1题同此"))) == {"2", "3"}
    assert set(shared(said("闭馆，以下1题同此"))) == {"3", "4"}
    assert set(shared(said("闭馆，以下2题同此"))) == {"3", "4", "5"}
    assert set(shared(said("闭馆，前2题同此", at=4))) == {"2", "3", "4"}
    assert set(shared(said("闭馆，下一题同此"))) == {"3", "4"}
    assert set(shared(said("闭馆，上一题同此", at=1))) == {"1"}


def test_questions_that_were_answered_by_themselves_are_left_out_where_all_are_named() -> None:
    found = shared(said("因闭馆，其余同此"), said("系统升级", at=5))
    assert (set(found), found["5"][0]) == (set("12345"), "系统升级")
    assert set(shared(said("因闭馆，其余同此"), before="4")) == {"1", "2", "3", "5"}
    assert set(shared(said("因闭馆，第5题同此"), said("系统升级", at=5))) == {"3", "5"}


def test_what_was_not_written_anew_names_nobody() -> None:
    assert set(shared(said("因闭馆，其余同此", anew=False))) == {"3"}
    assert for_others([said("各题均因闭馆")], asked_on({}, {}, [])) == [said("各题均因闭馆")]


def test_what_says_something_of_its_own_of_each_is_cut_before_it() -> None:
    found = for_others(
        [said("七月闭馆；第1题：系统升级；第2题：电表坏了", who="李四")], asked_on({1: LINES["1"]}, LINES, [])
    )
    assert [(each.line.shown[0][0] if each.line else "", each.text, each.action, each.who) for each in found] == [
        ("1", "系统升级", "说明", "李四"),
        ("2", "电表坏了", "说明", "李四"),
        ("3", "七月闭馆", "说明", "李四"),
    ]
    (other, own) = for_others([said("第1题：更正为 85", action="")], asked_on({1: LINES["1"]}, LINES, []))
    assert (other.line, other.action, other.text, other.has_figure, other.term.raw) == (
        *(LINES["1"], "更正", "更正为 85", True, "更正为 85"),
    )
    assert (own.line, own.text, own.action, own.has_figure, own.also) == (LINES["3"], "", "", False, (LINES["3"],))


def test_a_number_that_nobody_has_leaves_the_words_where_they_stand() -> None:
    found = shared(said("因闭馆，第7题同此"))
    assert found == {"3": ("因闭馆，第7题同此", ())}
    assert shared(said("因闭馆，第2题和第7题同此"))["3"][1] == ("2",)


def test_below_all_rows_those_above_the_rest_and_all_are_certain_and_others_are_not() -> None:
    loose = said("以上各题均因闭馆", at=None)
    assert set(shared(loose)) == set("12345")
    assert set(shared(replace(loose, cells=("各题均因闭馆",)))) == set("12345")
    assert set(shared(replace(loose, cells=("以上3题均因闭馆",)))) == {""}
    assert set(shared(replace(loose, cells=("以下各题均因闭馆",)))) == {""}
    assert set(shared(replace(loose, cells=("因闭馆，其余同此",)))) == {""}  # as what, nobody knows
    nowhere = replace(loose, term=replace(loose.term, cell=""))
    assert set(shared(nowhere)) == {""}  # nothing is above what stands nowhere
    both = replace(loose, cells=("各位老师：谢谢", "第2题：因闭馆"))
    found = shared(both)
    assert found == {"": ("各位老师：谢谢", ()), "2": ("因闭馆", ())}


def test_the_questions_on_a_sheet_are_those_of_problems_each_once_from_the_top() -> None:
    numbers = {"1": LINES["1"], "2": LINES["2"], "2.1": PROOF}
    rows = {7: LINES["2"], 5: LINES["1"], 3: LINES["2"], 8: PROOF, 9: None, 10: LINES["4"]}
    asked = asked_on(rows, numbers, [said("闭馆", at=4), said("", at=5, action=""), said("", at=2)])
    assert asked.order == [(3, LINES["2"]), (5, LINES["1"])]
    assert [*asked.answered] == [LINES["4"], LINES["2"]]
    told = {"1": replace(LINES["1"], action="说明"), "2": replace(LINES["2"], text="闭馆"), "3": LINES["3"]}
    assert [*asked_on({}, told, []).answered] == [told["1"], told["2"]]
