"""What the figures of a cell measure, and what is counted one by one."""

import polars as pl
import pytest
from guanbiao.facts.extract import extract
from guanbiao.facts.frames import FactLine, lines
from guanbiao.facts.measures import name_measures
from guanbiao.facts.possible import may_be_negative, must_not_be_negative
from guanbiao.facts.whole import adds_up_whole, has_fraction, must_be_whole, out_of_unit, unit_finder
from guanbiao.forms.levels import Level, Source
from guanbiao.model.books import Sheet
from guanbiao.model.findings import Finding, Role, Term
from guanbiao.text.cells import Value
from guanbiao.text.tokens import Quantity
from msgspec.structs import replace

from tests.drawing import changed
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, COMPARED, LOANS, OUTLINE, STAFF, TALKS, small_filings


@pytest.mark.parametrize(
    ("measures", "text", "names"),
    [
        ((), "12", [""]),
        ((), "12册 5人", ["", "项1"]),
        (("场", "人次"), "5场 448人次", ["场", "人次"]),
        (("场", "人次"), "448人次 5场", ["人次", "场"]),
        (("场", "人次"), "5 448", ["场", "人次"]),
        (("场", "人次"), "5场 448", ["场", "人次"]),
        (("场", "人次"), "5", ["项1"]),
        (("场", "人次"), "5 册", ["项1"]),
        (("场", "人次"), "5场 9册 448人次", ["场", "项1", "人次"]),
        (("场", "人次"), "5场 6场", ["场", "项1"]),
        (("场", "人次"), "5场 6册 7套", ["场", "项1", "项2"]),
        (("场",), "5场", ["场"]),
        (("场",), "", []),
    ],
)
def test_each_quantity_of_a_cell_is_known_by_its_unit_or_its_place(
    measures: tuple[str, ...], text: str, names: list[str]
) -> None:
    quantities = [Quantity(float(number), unit) for number, unit in _parts(text)]
    assert name_measures(measures, quantities) == names


def _parts(text: str) -> list[tuple[str, str]]:
    """`5场 448 册` as (figure, unit)."""
    words = text.split()
    found = []
    for word in words:
        figure = "".join(each for each in word if each.isdecimal())
        if figure:
            found.append((figure, word.removeprefix(figure)))
        else:
            found[-1] = (found[-1][0], word)
    return found


def test_what_stands_aside_in_brackets_or_is_a_term_is_known_by_its_label() -> None:
    aside = Quantity(3.0, "人", "其中", "aside")
    assert name_measures(("人", "(其中)/人"), [Quantity(9.0, "人"), aside])[0] == "人"
    term = Quantity(4.0, "", "成人", "term")
    assert name_measures(("成人", "少儿"), [term, Quantity(5.0, "", "少儿", "term")]) == ["成人", "少儿"]
    assert name_measures((), [term]) == [""]
    assert name_measures(("册",), [Quantity(5.0, "册(件)")]) == ["册"]
    assert name_measures(("册",), [Quantity(5.0, "册次")]) == ["项1"]


def facts(of: Sheet) -> pl.DataFrame:
    return extract(small_filings(of), SMALL).facts


def test_figures_of_compound_cells_are_one_a_measure_in_their_order() -> None:
    typed = changed(OUTLINE, (2, 5, "448人次 5场"), (4, 2, "约2万"))
    found = facts(typed).filter(pl.col("row").is_in(["讲座", "持证读者"]))
    assert found.select("row", "measure", "value", "unit", "state").rows() == [
        ("讲座", "人次", 448.0, "人次", "number"),
        ("讲座", "场", 5.0, "场", "number"),
        ("持证读者", "", None, "人", "unreadable"),
    ]
    blank = facts(changed(OUTLINE, (2, 5, None))).filter(row="讲座")
    assert blank["state"].to_list() == ["blank", "blank"]


def lines_of(*sheets: Sheet) -> dict[tuple[str, str, str], FactLine]:
    found = extract([each for one in sheets for each in small_filings(one)], SMALL).facts
    return {(line.form, line.row, line.column): line for line in lines(found, FactLine)}


def test_the_unit_of_a_figure_is_typed_or_declared() -> None:
    own = lines_of(LOANS, TALKS, STAFF, BUDGET)
    unit_of, is_whole, unsigned = unit_finder(SMALL), must_be_whole(SMALL), must_not_be_negative(SMALL)
    loan, paid = own["loans", "2", "总馆"], own["budget", "图书", "经费"]
    assert (unit_of(loan), unit_of(replace(loan, unit="")), unit_of(replace(loan, unit="万册"))) == (
        "册次",
        "册次",
        "万册",
    )
    assert unit_of(replace(loan, unit="", measure="讲座/场")) == "场"
    assert unit_of(replace(loan, unit="", column="没有")) == ""
    assert (unit_of(replace(paid, unit="")), is_whole(paid), is_whole(loan)) == ("万元", False, True)
    assert is_whole(own["staff", "在职", "人数"])
    assert not is_whole(own["staff", "其中：馆员", "占比"])
    assert unsigned(loan)  # type: ignore[arg-type]
    assert not unsigned(replace(loan, column="备注"))  # type: ignore[arg-type]
    compared = lines_of(COMPARED)["loans_compared", "总馆", "{year}年比{year-1}年"]
    assert not unsigned(compared)  # type: ignore[arg-type]
    assert may_be_negative(SMALL)(compared)  # type: ignore[arg-type]
    assert not may_be_negative(SMALL)(loan)  # type: ignore[arg-type]


def test_a_sum_of_what_is_counted_is_whole() -> None:
    term = Term(Role.REPORTED, "loans", "2", "合计")
    sums = Finding("X1", Source.WITHIN, Level.MANDATORY, terms=(term,))
    money = replace(sums, terms=(replace(term, form="budget", column="经费"),))
    assert adds_up_whole(sums, SMALL)
    assert not adds_up_whole(money, SMALL)
    assert adds_up_whole(replace(money, unit="册"), SMALL)
    assert adds_up_whole(replace(money, terms=(*money.terms, term)), SMALL)
    assert not adds_up_whole(replace(sums, terms=(term, replace(term, power=-1))), SMALL)
    assert not adds_up_whole(replace(sums, terms=()), SMALL)


@pytest.mark.parametrize(
    ("value", "has"), [(1.0, False), (1.5, True), (1.00001, True), (1 + 1e-9, False), (-0.25, True)]
)
def test_a_fraction_is_more_than_floats_are_off(value: float, has: bool) -> None:
    assert pl.DataFrame({"value": [value]}).select(has_fraction()).item() is has


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ([(2, 1, 0.31), (3, 1, 0.28), (4, 1, 1.5)], set()),  # few of the many
        ([(row, 1, 0.5 + row) for row in range(2, 15)], {1}),
        ([(row, 1, 0.5 + row) for row in range(2, 9)], {1}),
        ([(row, 1, 0.5 + row) for row in range(2, 8)], set()),  # less than half
        ([(14, 1, None), *((row, 1, 0.5 + row) for row in range(2, 8))], {1}),  # just half
        ([(14, 1, None), *((row, 1, None) for row in range(5, 14)), *((row, 1, 0.5) for row in (2, 3, 4))], {1}),
        ([(row, 1, 0.5 + row) for row in range(2, 15)] + [(row, 2, 0.5 + row) for row in range(2, 15)], {1, 2, 3}),
        ([(row, column, None) for row in range(5, 15) for column in (1, 2, 3)] + [(2, 1, 0.5), (3, 1, 0.5)], set()),
        ([(row, 1, 0 if row > 4 else 0.5) for row in range(2, 15)], {1}),  # noughts say nothing
    ],
)
def test_columns_in_which_most_counts_have_a_fraction_were_written_in_another_unit(
    cells: list[tuple[int, int, Value]], columns: set[int]
) -> None:
    found = out_of_unit(facts(changed(LOANS, *cells)), SMALL)
    assert set(found["at_column"].to_list()) == columns
    assert found.columns == ["filing", "at_row", "at_column"]
    halves = [(row, 1, 0.5 + row) for row in (3, 4, 5)]
    assert out_of_unit(facts(changed(BUDGET, *halves)), SMALL).is_empty()  # money has fractions
