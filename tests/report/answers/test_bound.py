"""Answers bound to findings, function by function: the newest words stand, other figures lapse, a habit is one answer."""

import pytest
from guanbiao.forms.levels import Level, Source
from guanbiao.model.findings import Answered, Finding, FindingStatus, Role, Term, Untaken
from guanbiao.model.slips import Case, Line, Returned, SlipKind, Written
from guanbiao.report.answers.bound import Answer, answers_in, merged, weighed, with_states
from guanbiao.report.answers.empty import Explained
from guanbiao.report.answers.keys import earlier_keys, figures_key
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from tests.small.catalogue import SMALL

AT = Term(Role.CELL, "", "", "", raw="", file="a.xlsx", sheet="问题清单", cell="F5")
TO_CORRECT, EXPLAINED = "更正", "说明"
HELD = Explained((), {}, Phrases(SMALL, 2020))


def cell(value: float, form: str = "loans", row: str = "2", column: str = "合计", **more: str) -> Term:
    return Term(Role.REPORTED, form, row, column, value, f"{value:g}", "a.xlsx", "借阅", more.get("cell", "D4"))


def found(value: float = 87.0, level: Level = Level.MANDATORY, **more: object) -> Finding:
    whole = Finding("X1", Source.WITHIN, level, form="loans", row="2", column="合计", reported=value)
    return replace(whole, **{"terms": (cell(value),), **more})


def said(of: Finding, action: str = "", text: str = "", **more: object) -> Answer:
    return replace(Answer(of.id, figures_key(of), action, text, "", AT), **more)


def written(line: Line | None, action: str = "", text: str = "", **more: object) -> Written:
    return replace(Written(line, action, text, AT), **more)


def slip(*rows: Written, kind: SlipKind = SlipKind.SLIP) -> Returned:
    return Returned("a.xlsx", 1.0, None, kind, 2020, "借阅部", rows)


@pytest.mark.parametrize(
    ("action", "text", "figure", "fault", "untaken", "explains"),
    [
        (TO_CORRECT, "应为 3", True, None, None, False),
        (TO_CORRECT, "", False, None, Untaken.NO_FIGURE, False),
        (TO_CORRECT, "会改", False, Untaken.EMPTY, Untaken.NO_FIGURE, False),
        (EXPLAINED, "闭馆", False, None, None, True),
        (EXPLAINED, "无误", False, Untaken.EMPTY, Untaken.EMPTY, False),
        ("", "无误", True, Untaken.EMPTY, Untaken.EMPTY, False),
        (EXPLAINED, "", False, Untaken.EMPTY, Untaken.EMPTY, False),
        ("", "", False, Untaken.EMPTY, None, False),  # a name alone
    ],
)
def test_what_counts_as_a_correction_or_a_reason(
    action: str, text: str, figure: bool, fault: Untaken | None, untaken: Untaken | None, explains: bool
) -> None:
    answer = said(found(), action, text, has_figure=figure, fault=fault)
    assert (answer.untaken, answer.explains, answer.corrects) == (untaken, explains, action == TO_CORRECT)
    assert not answer.is_withdrawn
    assert replace(answer, cleared="闭馆").is_withdrawn is (action == text == "")


def test_answers_come_oldest_first_causes_before_single_relations_and_what_was_issued_before_all() -> None:
    one, both = (
        Line(at, (), cases) for at, cases in enumerate([(Case("F1", "a"),), (Case("F1", "a"), Case("F2", "b"))])
    )
    printed = replace(both, text="印好的")
    older = slip(written(None, text="无行"), written(one, text="单条", who="李四"), written(both, text="整体"))
    newer = slip(
        written(printed, text="印好的", anew=False, cleared="删了"), written(one, "更正", "新", has_figure=True)
    )
    answers = list(answers_in([older, slip(written(one, text="批"), kind=SlipKind.APPROVAL), newer]))
    assert [(each.finding, each.key, each.text) for each in answers] == [
        *(("F1", "a", "印好的"), ("F2", "b", "印好的")),
        *(("F1", "a", "整体"), ("F2", "b", "整体")),
        *(("F1", "a", "单条"), ("F1", "a", "新")),
    ]
    assert [(each.known, each.cleared) for each in answers[:2]] == [("印好的", "删了")] * 2
    assert (answers[4].who, answers[5].action, answers[5].has_figure, answers[5].known) == ("李四", "更正", True, "")


@pytest.mark.parametrize(
    ("before", "after", "stands"),
    [
        ({"text": "甲"}, {"text": "乙"}, {"text": "乙"}),
        ({"text": "甲", "action": EXPLAINED}, {"text": "乙"}, {"text": "乙"}),
        ({"text": "甲", "who": "李"}, {"text": "乙"}, {"text": "乙", "who": "李"}),
        ({"text": "甲", "who": "李"}, {"text": "乙", "who": "王"}, {"text": "乙", "who": "王"}),
        ({"text": "甲"}, {"action": TO_CORRECT}, {"text": "甲", "action": TO_CORRECT}),
        ({"text": "甲", "action": EXPLAINED}, {"who": "王"}, {"text": "甲", "action": EXPLAINED, "who": "王"}),
        ({"text": "3", "has_figure": True}, {"action": TO_CORRECT}, {"text": "3", "has_figure": True, "action": TO_CORRECT}),
        ({"text": "3", "has_figure": True}, {"text": "乙"}, {"text": "乙"}),
        ({"text": "甲"}, {"text": "3", "has_figure": True}, {"text": "3", "has_figure": True}),
        ({"text": "甲", "fault": Untaken.ASKS}, {"text": "乙"}, {"text": "乙"}),
        ({"text": "甲"}, {"text": "乙", "fault": Untaken.EMPTY}, {"text": "乙", "fault": Untaken.EMPTY}),
        ({"text": "甲", "fault": Untaken.ASKS}, {"who": "王", "fault": Untaken.EMPTY}, {"text": "甲", "who": "王", "fault": Untaken.ASKS}),
        ({"text": "甲"}, {"cleared": "甲"}, {"cleared": "甲"}),
        ({"text": "甲"}, {"cleared": "作废"}, {"cleared": "甲"}),
        ({"action": TO_CORRECT}, {"cleared": "作废"}, {"cleared": TO_CORRECT}),
        ({"cleared": "甲"}, {"cleared": "作废"}, {"cleared": "作废"}),
        ({"cleared": "甲", "action": EXPLAINED, "who": "李"}, {"text": "乙"}, {"text": "乙"}),
    ],
)  # fmt: skip
def test_of_two_answers_to_the_same_figures_the_newer_words_stand(
    before: dict[str, object], after: dict[str, object], stands: dict[str, object]
) -> None:
    finding = found()
    one, two = said(finding, **before), said(finding, **after)  # type: ignore[arg-type]
    assert merged([one, two]) == {finding.id: [replace(said(finding), **stands)]}


def test_the_place_of_words_goes_with_them_and_other_figures_stay_apart() -> None:
    finding, other = found(), found(88.0)
    first, second = replace(AT, cell="F5"), replace(AT, cell="F9")
    one, late = said(finding, text="甲", term=first), said(finding, action=TO_CORRECT, term=second)
    assert [each.term for each in merged([one, late])[finding.id]] == [first]
    assert [each.term for each in merged([late, one])[finding.id]] == [first]
    past = said(other, text="乙")
    assert finding.id == other.id
    assert [each.text for each in merged([one, past])[finding.id]] == ["甲", "乙"]
    assert [each.text for each in merged([one, past, late])[finding.id]] == ["乙", "甲"]
    assert merged([]) == {}


@pytest.mark.parametrize("level", [Level.MANDATORY, Level.QUERY])
def test_the_state_that_an_answer_gives(level: Level) -> None:
    finding, past = found(level=level), said(found(88.0), EXPLAINED, "闭馆", who="李四")
    waits = FindingStatus.PENDING if level is Level.MANDATORY else FindingStatus.EXPLAINED

    def state(*answers: Answer) -> tuple[FindingStatus, Answered]:
        ((done,), _) = with_states([finding], {finding.id: answers} if answers else {})
        return done.status, done.answer

    assert state() == (FindingStatus.NEW, Answered())
    assert state(said(finding, EXPLAINED, "装修", who="王")) == (waits, Answered(EXPLAINED, "装修", "王"))
    assert state(past, said(finding, EXPLAINED, "装修"))[1] == Answered(EXPLAINED, "装修")
    assert state(past) == (FindingStatus.LAPSED, Answered(lapsed="说明；闭馆；李四"))
    given = said(finding, TO_CORRECT, "应为 3", has_figure=True)
    assert state(given) == (FindingStatus.CORRECTING, Answered(TO_CORRECT, "应为 3"))
    assert state(past, given) == (
        FindingStatus.CORRECTING,
        Answered(TO_CORRECT, "应为 3", lapsed="说明；闭馆；李四"),
    )
    owed = said(finding, TO_CORRECT)
    assert state(owed) == (FindingStatus.NEW, Answered(TO_CORRECT, untaken=Untaken.NO_FIGURE))
    assert state(past, owed)[0] is FindingStatus.NEW
    empty = said(finding, EXPLAINED, "无误", fault=Untaken.EMPTY)
    assert state(empty) == (FindingStatus.NEW, Answered(EXPLAINED, "无误", untaken=Untaken.EMPTY))
    assert state(past, empty)[0] is FindingStatus.LAPSED
    assert state(said(found(88.0), TO_CORRECT, "应为 3", has_figure=True))[0] is FindingStatus.NEW
    assert state(replace(past, fault=Untaken.EMPTY))[0] is FindingStatus.NEW
    gone = said(finding, cleared="闭馆", fault=Untaken.EMPTY)
    assert state(gone) == (FindingStatus.NEW, Answered(withdrawn="闭馆"))
    kept = said(finding, EXPLAINED, "另有原因", cleared="闭馆")
    assert state(kept)[1] == Answered(EXPLAINED, "另有原因")


def test_of_several_answers_to_figures_before_the_last_that_says_anything_has_lapsed() -> None:
    finding = found()
    past = [
        said(found(value), text=text, who=who) for value, text, who in ((1, "甲", ""), (2, "乙", ""), (3, "", "李"))
    ]
    ((done,), untaken) = with_states([finding], {finding.id: past})
    assert (done.answer.lapsed, untaken) == ("乙", [])
    ((done,), _) = with_states([finding], {finding.id: past[2:]})
    assert done.answer.lapsed == "李"


def test_answers_that_do_not_count_are_told_with_their_finding() -> None:
    finding, other = found(), found(row="3")
    empty, none = said(finding, text="无误", fault=Untaken.EMPTY), said(other, EXPLAINED, "闭馆")
    past = said(found(88.0), text="属实", fault=Untaken.EMPTY)
    assert with_states([finding, other], {finding.id: [empty], other.id: [none]})[1] == [(finding, empty)]
    assert with_states([finding], {finding.id: [past]})[1] == [(finding, past)]
    assert with_states([finding], {finding.id: [past, said(finding, EXPLAINED, "闭馆")]})[1] == []
    back = said(finding, cleared="闭馆")
    assert with_states([finding], {finding.id: [back]})[1] == [(finding, back)]
    assert with_states([finding], {finding.id: [said(finding, who="李")]})[1] == []


def habit(*values: float, level: Level = Level.QUERY) -> Finding:
    """What several cells show, as one finding."""
    parts = tuple(
        found(value, level, row=str(at), terms=(cell(value, row=str(at)),), habit="h")
        for at, value in enumerate(values)
    )
    terms = tuple(term for part in parts for term in part.terms)
    return found(values[0], level, row="", column="", reported=None, terms=terms, habit="h", parts=parts)  # fmt: skip


def test_what_was_said_of_each_cell_is_said_of_the_habit() -> None:
    whole = habit(1, 2)
    own = [
        said(part, EXPLAINED, text, who=who)
        for part, text, who in zip(whole.parts, ("甲", "乙"), ("李", "李"), strict=True)
    ]
    given = {part.id: [answer] for part, answer in zip(whole.parts, own, strict=True)}
    ((done,), untaken) = with_states([whole], given)
    assert (done.status, done.answer, untaken) == (FindingStatus.EXPLAINED, Answered(EXPLAINED, "甲；乙", "李"), [])
    some = {name: answers for name, answers in given.items() if name == whole.parts[0].id}
    ((done,), _) = with_states([whole], some)
    assert (done.status, done.answer.lapsed) == (FindingStatus.LAPSED, "说明；甲；李")
    mixed = given | {whole.parts[1].id: [said(whole.parts[1], TO_CORRECT, "3", has_figure=True)]}
    ((done,), _) = with_states([whole], mixed)
    assert done.status in (FindingStatus.NEW, FindingStatus.LAPSED)
    assert "甲；3" in done.answer.lapsed
    both = {part.id: [said(part, TO_CORRECT, "3", has_figure=True)] for part in whole.parts}
    ((done,), _) = with_states([whole], both)
    assert (done.status, done.answer.text) == (FindingStatus.CORRECTING, "3")
    ((done,), _) = with_states([whole], given | {whole.id: [said(whole, EXPLAINED, "整体")]})
    assert done.answer.text == "整体"  # what was said of it as it is now stands last
    part = whole.parts[0]
    ((done,), _) = with_states([part], {replace(part, parts=(part,)).id: [said(part, EXPLAINED, "整体")]})
    assert (done.status, done.answer.lapsed) == (FindingStatus.LAPSED, "说明；整体")


def test_a_fault_of_some_is_no_fault_of_all() -> None:
    whole = habit(1, 2)
    faults = (Untaken.EMPTY, None), (Untaken.ASKS, Untaken.EMPTY)
    states = []
    for pair in faults:
        given = {
            part.id: [said(replace(part, reported=9.0), text="甲", fault=fault, key="past")]
            for part, fault in zip(whole.parts, pair, strict=True)
        }
        ((done,), _) = with_states([whole], given)
        states.append((done.status, done.answer.lapsed))
    assert states == [(FindingStatus.LAPSED, "甲"), (FindingStatus.NEW, "甲")]


def test_answers_under_earlier_ids_and_keys_are_those_of_today() -> None:
    finding = found(again=0)
    twin = replace(finding, again=1, reported=12.0, terms=(cell(12.0),))
    plain = said(finding, text="七月闭馆装修")
    assert [*weighed([plain], [finding, twin], HELD)] == [replace(plain, fault=None)]
    of_twin = replace(plain, key=figures_key(twin))  # the order of the two has changed since
    (meant,) = weighed([of_twin], [finding, twin], HELD)
    assert (meant.finding, meant.key) == (twin.id, figures_key(twin))
    (earlier,) = weighed([replace(plain, key=min(earlier_keys(finding)))], [finding, twin], HELD)
    assert (earlier.finding, earlier.key) == (finding.id, figures_key(finding))
    (past,) = weighed([replace(plain, key="past")], [finding, twin], HELD)
    assert (past.finding, past.key) == (finding.id, "past")
    (gone,) = weighed([replace(plain, finding="F0")], [finding, twin], HELD)
    assert (gone.finding, gone.key) == ("F0", plain.key)
    assert [*weighed([], [finding], HELD)] == []
    whole = habit(1, 2)
    (of_part,) = weighed([said(whole.parts[1], text="七月闭馆装修")], [whole], HELD)
    assert of_part.finding == whole.parts[1].id
    (empty,) = weighed([replace(plain, text="")], [finding], HELD)
    assert empty.fault is Untaken.EMPTY
