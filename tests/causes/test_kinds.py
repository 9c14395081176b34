"""Slips of many cells, each planted in the year that agrees: one cause, which names its cells and the true figures, and
is not certain where no figures can tell which side is wrong."""

from collections.abc import Mapping, Sequence

import pytest
from guanbiao.model.causes import Cause, Change
from guanbiao.report.report import Report
from guanbiao.words.causes import cause_message
from guanbiao.words.findings import Phrases

from benchmarks.planting.bench import YEAR, Bench, Blanked, Place, RowEdit, Slip
from benchmarks.planting.forms import entered, readded
from schemas.catalogue import CATALOGUE
from tests.planting import fact
from tests.stages import with_causes

Figure = tuple[str, str, str]  # form, column, row
MONTHS = [str(month) for month in range(1, 13)]
ON_SITE, ONLINE = "图书馆一楼报告厅", "鞍山市图书馆网站、微博"
LENT = ("lending", "少儿外借")
ROWS = "成人外借部", "少儿外借部"


def node_of(bench: Bench, figure: Figure) -> int:
    form, column, row = figure
    return bench.network.columns[form, column][row]


def value_of(bench: Bench, figure: Figure) -> float:
    return bench.network.nodes[node_of(bench, figure)].value


def typed(bench: Bench, figures: Mapping[Figure, float | None]) -> Slip:
    """The slip of typing these figures over, of those that are others."""
    return _moved(bench, [(node_of(bench, figure), value) for figure, value in figures.items()])


def _moved(bench: Bench, moves: Sequence[Blanked]) -> Slip:
    nodes = bench.network.nodes
    return bench.slip([(node, value) for node, value in moves if (value or 0.0) != nodes[node].value])


def scaled(bench: Bench, form: str, factor: float) -> Slip:
    """Every figure of a form in another unit."""
    own = [(at, node.value) for at, node in enumerate(bench.network.nodes) if node.line.form == form]
    return _moved(bench, [(at, round(value * factor, 6)) for at, value in own])


def caused(bench: Bench, slip: Slip) -> list[Cause]:
    """The causes that a year has with a slip in it and not without."""
    return fresh(bench, with_causes(bench.planted([slip])))


def fresh(bench: Bench, report: Report) -> list[Cause]:
    return [cause for cause in report.causes if cause.id not in bench.usual]


def only(bench: Bench, slip: Slip) -> Cause:
    (cause,) = caused(bench, slip)
    return cause


def said(cause: Cause) -> str:
    return cause_message(Phrases(CATALOGUE, YEAR), cause)


def place_of(change: Change) -> Place:
    term = change.term
    return term.file, term.sheet, term.cell, term.measure


def blamed(way: Sequence[Change]) -> dict[Place, float | None]:
    """The cells of one way to mend, without those that follow, and what they should be."""
    return {place_of(each): each.suggested for each in way if not each.follows}


def is_first(cause: Cause, slip: Slip) -> bool:
    """Whether what a cause says first is exactly the slip, with the true figures."""
    return blamed(cause.changes) == {place: value or 0.0 for place, value in slip.truth.items()}


# An entry on the wrong side of a division.

MISPLACED: dict[str, dict[str, str]] = {
    "on site as online": {"E4": ONLINE},
    "one of many of 66 people": {"E8": ONLINE},
    "online as on site": {"E33": ON_SITE},
    "two as online": {"E4": ONLINE, "E6": ONLINE},
    "two as on site": {"E22": ON_SITE, "E33": ON_SITE},
    "one each way": {"E4": ONLINE, "E22": ON_SITE},
}


@pytest.mark.parametrize("case", MISPLACED)
def test_a_lecture_in_the_wrong_place_is_its_place(case: str, bench: Bench) -> None:
    cause = only(bench, _placed(bench, MISPLACED[case]))
    cells = {(each.term.form, each.term.cell): each.suggested for each in cause.changes}
    assert (cause.kind, cause.certain) == ("entry_misplaced", False)
    assert cells == {("lectures", cell): None for cell in MISPLACED[case]}
    assert all(f"!{cell}）" in said(cause) for cell in MISPLACED[case])
    assert "地点" in said(cause)


def _placed(bench: Bench, places: Mapping[str, str]) -> Slip:
    """The lectures with other places, by their cells in column E."""
    filing = fact(bench.report, "lectures", "合计", "人次").filing
    return Slip(cells={(filing, int(cell[1:]) - 1, 4): text for cell, text in places.items()})


# Whole forms.


def test_a_form_of_another_year_is_told_with_the_forms_that_it_is_at_odds_with(bench: Bench) -> None:
    net = bench.network
    own = {node: float(round(net.nodes[node].value * 0.87)) for node in entered(net, "lending")}
    slip = bench.slip(list(readded(net, "lending", own).items()))
    cause = only(bench, slip)
    others = "lending_by_window", "lending_three_years", "overview"
    (way,) = [each for each in (cause.changes, *cause.alternatives) if {one.term.form for one in each} == {"lending"}]
    (other,) = [each for each in (cause.changes, *cause.alternatives) if each is not way]
    assert (cause.kind, cause.certain) == ("form_differs", False)
    assert all(slip.truth[place] == value for place, value in blamed(way).items())
    stated = [(*LENT, month) for month in MONTHS] + [("lending", column, "累计") for column in ("成人外借", "分馆")]
    wrong = {bench.place(node_of(bench, each)) for each in stated if value_of(bench, each)}
    assert wrong <= blamed(way).keys()
    assert {each.term.form for each in other} == set(others)
    assert Phrases(CATALOGUE, YEAR).table("lending") in said(cause)
    assert all(f"表{CATALOGUE.by_id[form].number:02d}" in said(cause) for form in others)


@pytest.mark.parametrize("factor", [10, 100])
def test_a_form_in_another_unit_is_one_cause(factor: int, bench: Bench) -> None:
    slip = scaled(bench, "lending_three_years", factor)
    cause = only(bench, slip)
    assert (cause.kind, cause.certain) == ("other_unit", False)
    assert is_first(cause, slip)


def test_a_form_in_ten_thousands_explains_its_fractions(bench: Bench) -> None:
    slip = scaled(bench, "lending", 1 / 10_000)
    report = with_causes(bench.planted([slip]))
    (cause,) = fresh(bench, report)
    assert (cause.kind, cause.certain) == ("other_unit", False)
    assert cause.explains == tuple(each.id for each in report.findings if each.rule == "fraction")
    assert is_first(cause, slip)


def test_forms_in_units_of_their_own_are_a_cause_each(bench: Bench) -> None:
    slips = [scaled(bench, "lending_by_window", 10), scaled(bench, "lending", 100)]
    causes = fresh(bench, with_causes(bench.planted(slips)))
    assert [(cause.kind, cause.certain) for cause in causes] == [("other_unit", False)] * 2
    assert sorted(map(len, (cause.changes for cause in causes))) == sorted(len(slip.truth) for slip in slips)
    assert blamed([*causes[0].changes, *causes[1].changes]) == {**slips[0].truth, **slips[1].truth}


def test_of_a_few_figures_at_odds_no_other_year_is_said(bench: Bench) -> None:
    net, column = bench.network, ("lending_three_years", "流通册次/{year}年")
    own = {net.columns[column][row]: net.nodes[net.columns[column][row]].value - 1234 for row in ROWS}
    cause = only(bench, bench.slip(list(readded(net, "lending_three_years", own).items())))
    assert (cause.kind, cause.certain, len(cause.roots)) == ("figures_differ", False, 3)
    assert "另一" not in said(cause)


# Columns that moved.


def test_all_columns_a_month_too_high_are_one_cause(bench: Bench) -> None:
    columns = [key for key, rows in bench.network.columns.items() if key[0] == "visits" and "12" in rows]
    below = {month: str(int(month) + 1) for month in MONTHS}
    slip = typed(
        bench,
        {
            (*key, month): value_of(bench, (*key, below[month])) if below[month] in MONTHS else None
            for key in columns
            for month in MONTHS
        },
    )
    cause = only(bench, slip)
    assert not cause.certain
    assert {place_of(each) for each in cause.changes} | {
        place_of(each) for way in cause.alternatives for each in way
    } >= {bench.place(node_of(bench, (*key, "12"))) for key in columns}


@pytest.mark.parametrize("first", [None, 22875.0], ids=["with nothing above", "with December above"])
def test_a_column_a_month_too_low_is_one_cause(first: float | None, bench: Bench) -> None:
    above = [first, *(value_of(bench, (*LENT, month)) for month in MONTHS[:-1])]
    slip = typed(bench, {(*LENT, month): value for month, value in zip(MONTHS, above, strict=True)})
    cause = only(bench, slip)
    assert (cause.kind, cause.certain) == ("shifted", False)
    assert is_first(cause, slip)


def test_columns_moved_alike_are_one_cause_though_the_other_form_was_moved_too(bench: Bench) -> None:
    down = {
        (form, column, month): value_of(bench, (form, column, MONTHS[(at - by) % 12]))
        for by, columns in (
            (1, (("lending_by_window", "成人外借"), ("lending_by_window", "少儿外借"))),
            (-1, (("lending", "成人外借"),)),
        )
        for form, column in columns
        for at, month in enumerate(MONTHS)
    }
    slip = typed(bench, down)
    causes = caused(bench, slip)
    assert [cause.kind for cause in causes] == ["shifted", "shifted"]
    assert {place_of(each): each.suggested for cause in causes for each in cause.changes} == slip.truth


ACROSS: dict[str, tuple[str, tuple[str, ...], list[str]]] = {
    "with totals": ("lending", ("成人外借", "少儿外借", "分馆"), [*MONTHS, "累计"]),
    "months alone": ("lending", ("成人外借", "少儿外借", "分馆"), MONTHS),
}


@pytest.mark.parametrize("case", ACROSS)
def test_two_columns_that_stand_one_too_far_right_are_one_cause(case: str, bench: Bench) -> None:
    form, columns, rows = ACROSS[case]
    figures: dict[Figure, float | None] = {
        (form, column, row): value_of(bench, (form, left, row)) if left else None
        for left, column in zip(("", *columns), columns, strict=False)
        for row in rows
        if row in bench.network.columns[form, column]
    }
    slip = typed(bench, figures)
    cause = only(bench, slip)
    assert (cause.kind, cause.certain) == ("shifted_across", False)
    assert is_first(cause, slip)


BOOKED = [
    ("lending", "少儿外借", "7", "8"),
    ("lending", "成人外借", "11", "12"),
    ("lending_by_window", "少儿外借", "7", "8"),
]


@pytest.mark.parametrize(("form", "column", "month", "following"), BOOKED)
def test_half_a_month_in_the_next_is_one_cause(
    form: str, column: str, month: str, following: str, bench: Bench
) -> None:
    own, other = (form, column, month), (form, column, following)
    half = value_of(bench, own) // 2
    slip = typed(bench, {own: half, other: value_of(bench, other) + value_of(bench, own) - half})
    cause = only(bench, slip)
    assert not cause.certain
    assert is_first(cause, slip)


def test_half_a_month_in_the_next_of_one_of_two_forms_names_both(bench: Bench) -> None:
    slip = typed(
        bench, {("lending_by_window", "少儿外借", month): wrong for month, wrong in (("7", 11235), ("8", 37983))}
    )
    cause = only(bench, slip)
    assert cause.kind == "booked_next"
    assert all(Phrases(CATALOGUE, YEAR).table(form) in said(cause) for form in ("lending_by_window", "lending"))


def test_half_a_month_of_the_totals_in_the_next_may_be_theirs_or_any_columns(bench: Bench) -> None:
    own, other = ("lending", "合计", "7"), ("lending", "合计", "8")
    half = value_of(bench, own) // 2
    slip = typed(bench, {own: half, other: value_of(bench, other) + value_of(bench, own) - half})
    cause = only(bench, slip)
    assert (cause.kind, cause.certain) == ("booked_next", False)
    assert slip.truth in [{place_of(each): each.suggested for each in way} for way in cause.alternatives]


def test_two_columns_in_each_others_place_below_totals_that_are_right_are_one_cause(bench: Bench) -> None:
    columns = "少儿服务窗口/少儿阅览室", "阅览部/报刊阅览室"
    pairs = zip(columns, reversed(columns), strict=True)
    slip = typed(
        bench,
        {("visits", one, month): value_of(bench, ("visits", other, month)) for one, other in pairs for month in MONTHS},
    )
    cause = only(bench, slip)
    assert (cause.kind, cause.certain) == ("shifted_across", False)
    assert is_first(cause, slip)


def test_a_column_of_nonsense_is_one_cause(bench: Bench) -> None:
    column = "代检索课题/外借部/项"
    wrong = {
        month: float(7 * int(month) % 11 + 20)
        for month in MONTHS
        if value_of(bench, ("reference_searches", column, month))
    }
    figures = {
        ("reference_searches", column, row): value for row, value in {**wrong, "合计": sum(wrong.values())}.items()
    }
    slip = typed(bench, figures)
    cause = only(bench, slip)
    assert (cause.kind, cause.certain) == ("column_differs", False)
    assert is_first(cause, slip)


def test_two_forms_that_state_the_same_and_were_filed_again_alone_are_a_cause_each(bench: Bench) -> None:
    net = bench.network
    slips = []
    for form, column, months in (("lending", "少儿外借", "159"), ("lending_by_window", "成人外借", "3678")):
        wrong = {net.columns[form, column][month]: value_of(bench, (form, column, month)) + 911.0 for month in months}
        slips.append(bench.slip(list(readded(net, form, wrong).items())))
    report = with_causes(bench.planted(slips))
    blamed_by = [{place_of(each) for each in cause.changes} for cause in fresh(bench, report)]
    assert len(blamed_by) == 2
    for slip in slips:
        seen = [places for places in blamed_by if len(places & slip.truth.keys()) >= 4]
        assert len(seen) == 1


OVERWRITTEN = ("成人服务窗口/外借部", "少儿服务窗口/少儿外借部")


@pytest.mark.parametrize(("form", "total"), [("lending", "累计"), ("lending_by_window", "比较")])
def test_two_columns_overwritten_by_those_of_another_form_are_one_cause(form: str, total: str, bench: Bench) -> None:
    slip = typed(
        bench,
        {
            (form, column, row): value_of(bench, ("visits", source, "累计" if row == total else row))
            for column, source in zip(("成人外借", "少儿外借"), OVERWRITTEN, strict=True)
            for row in (*MONTHS, total)
            if row in bench.network.columns[form, column]
        },
    )
    cause = only(bench, slip)
    assert (cause.kind, cause.certain) == ("columns_overwritten", False)
    assert is_first(cause, slip)


# Single figures, and entries.


def test_errors_on_both_sides_of_a_column_are_told_on_both(bench: Bench) -> None:
    wrong = {
        ("lending_by_window", "少儿外借", "5"): 41787.0,
        ("lending_by_window", "少儿外借", "6"): 41708.0,
        (*LENT, "11"): 35282.0,
    }
    slip = typed(bench, wrong)
    changes = [each for cause in caused(bench, slip) for each in cause.changes]
    assert blamed(changes) == slip.truth
    assert {each.term.cell: each.suggested for each in changes} == {"C7": 14787, "C8": 14708, "D15": 25282}


IMPOSSIBLE = [
    (*LENT, "7"),
    ("lending", "分馆", "9"),
    ("visits", "少儿服务窗口/少儿阅览室", "9"),
    ("visits", "分馆", "8"),
]


@pytest.mark.parametrize("figure", IMPOSSIBLE)
@pytest.mark.parametrize("with_totals", [True, False], ids=["added up anew", "alone"])
def test_less_than_nothing_in_a_month_comes_first(figure: Figure, with_totals: bool, bench: Bench) -> None:
    node = node_of(bench, figure)
    moves = readded(bench.network, figure[0], {node: -1.0}) if with_totals else {node: -1.0}
    assert (len(moves) > 1) is with_totals
    slip = bench.slip(list(moves.items()), [node])
    cause = only(bench, slip)
    assert blamed(cause.changes) == {bench.place(node): value_of(bench, figure)}
    assert {place_of(each): each.suggested for each in cause.changes if each.follows} == {
        place: value for place, value in slip.truth.items() if place != bench.place(node)
    }


def test_an_entry_that_stands_in_two_lists_is_told_with_the_other_list(bench: Bench) -> None:
    lecture = fact(bench.report, "lectures", "合计", "人次")
    events = fact(bench.report, "reading_events", "合计", "人次")
    says = list(bench.report.filings[lecture.filing].sheet.rows[6])
    counted = {("reading_events", "活动内容", "合计"): 1.0, ("reading_events", "人次", "合计"): 70.0}
    slip = Slip(
        moves=tuple((node_of(bench, each), value_of(bench, each) + more) for each, more in counted.items()),
        rows=(RowEdit(events.filing, events.at_row, (17, *says[1:])),),
    )
    assert says[5] == 70
    cause = only(bench, slip)
    cells = {(each.term.form, each.term.cell): each.suggested for each in cause.changes}
    assert (cause.kind, cause.certain) == ("entry_elsewhere", False)
    assert cells == {("reading_events", "F20"): 0, ("reading_events", "C21"): 16, ("reading_events", "F21"): 960}
    assert "也列在" + Phrases(CATALOGUE, YEAR).table("lectures") in said(cause)
