"""Shares typed without their sign of per cent: which figures are such, how they count, and what is told."""

import pytest
from guanbiao.facts.shares import _lacking
from guanbiao.forms.catalogue import Adds, Catalogue, Department, Form, Grid, number, rows
from guanbiao.model.books import Sheet
from guanbiao.model.findings import Finding, Verdict
from guanbiao.pages.formulas import expression
from guanbiao.pages.page import Placed
from guanbiao.recognise.recognise import recognise
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from guanbiao.text.figures import read_figure
from guanbiao.words.causes import cause_message
from guanbiao.words.findings import Phrases
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing import book, changed
from tests.small.catalogue import SMALL
from tests.small.filed import STAFF, small_report
from tests.stages import gather, reports_of, with_causes
from tests.terms import term

CLERKS, GRADUATES = (3, 2), (4, 2)  # where their shares stand
SHARES = Form(
    id="shares",
    number=1,
    name="构成",
    title="云溪市图书馆读者构成表（{year}年）",
    section="概况",
    department="办公室",
    blocks=(
        Grid(
            stub=("类别",),
            columns=(number("占比", "%", share=True),),
            rows=rows("成人", "少儿", "其他", "全部"),
            down=(Adds("全部", ("成人", "少儿", "其他")),),
        ),
    ),
)


def filed(*shares: Value) -> Sheet:
    """The small staff form with other shares of its clerks and graduates."""
    return changed(STAFF, *((*at, share) for at, share in zip((CLERKS, GRADUATES), shares, strict=False)))


def about_signs(done: Report) -> list[Finding]:
    return [each for each in done.findings if each.rule == "percent_sign"]


def lacking(*texts: str) -> list[float]:
    """The shares that a column's texts are in which the sign is lacking."""
    figures = [(at, text, read_figure(text).quantities[0].value) for at, text in enumerate(texts)]
    return [share for _, share in sorted(_lacking(figures))]


@pytest.mark.parametrize("said", [(1, 2, "占比（%）"), (1, 2, "占比(单位：%)")])
def test_a_percentage_under_a_heading_that_says_so_needs_no_sign(said: tuple[int, int, Value]) -> None:
    done = small_report(changed(filed(39.6, 60.4), said))
    assert not about_signs(done)
    assert about_signs(small_report(filed(39.6, 60.4)))


@pytest.mark.parametrize("typed", [39.6, "39.6", "３９．６", " 39.6 "])
def test_a_percentage_without_its_sign_counts_as_one_and_is_asked_about(typed: Value) -> None:
    done = small_report(filed(typed))
    (found,) = about_signs(done)
    assert (found.level.value, found.first.cell) == ("query", "C4")
    assert found.first.value == pytest.approx(0.396)
    assert [each.rule for each in done.findings if each.form == "staff"] == ["percent_sign"]
    said = Phrases(SMALL, 2020).message(found)
    assert "疑漏写百分号" in said
    assert "%" in said


def test_a_habit_is_one_question_that_names_the_cells() -> None:
    (found,) = about_signs(small_report(filed(39.6, 73)))
    assert [each.cell for each in found.terms] == ["C4", "C5"]
    assert "C4、C5" in Phrases(SMALL, 2020).message(found)


@pytest.mark.parametrize("typed", [0.396, "39.6%", "39.6％", "39.6 %"])
def test_a_share_and_a_percentage_with_its_sign_are_as_they_were(typed: Value) -> None:
    done = small_report(filed(typed))
    assert [each.rule for each in done.findings if each.form == "staff"] == []


def test_a_wrong_percentage_is_told_and_mended_in_per_cent() -> None:
    done = with_causes(small_report(filed(41.2)))
    phrases = Phrases(SMALL, 2020)
    (found,) = [each for each in done.findings if each.rule == "X09"]
    assert found.verdict is Verdict.BROKEN
    assert found.reported == pytest.approx(0.412)
    assert "填报 41.2%" in phrases.message(found)
    (cause,) = [each for each in done.causes if found.id in each.explains]
    assert "41.2% 改为 39.6%" in cause_message(phrases, cause)


@pytest.mark.parametrize("typed", [0, 1, "0%"])
def test_none_and_the_whole_are_no_rounded_shares_of_anything_else(typed: Value) -> None:
    done = with_causes(small_report(filed(typed)))
    (found,) = [each for each in done.findings if each.rule == "X09"]
    (cause,) = [each for each in done.causes if found.id in each.explains]
    assert cause.changes[0].suggested == 0.4
    assert about_signs(done) == []


def test_what_no_share_can_be_is_told_as_such() -> None:
    done = small_report(filed(396))
    assert {"out_of_range", "percent_sign"} <= {each.rule for each in done.findings}


@pytest.mark.parametrize(
    ("column", "shares"),
    [
        (("86", "13", "1"), [0.86, 0.13, 0.01]),
        (("69", "1"), [0.69, 0.01]),
        (("86%", "13%", "1"), [0.01]),
        (("69%", "31%", "1"), []),
        (("0.69", "0.31", "1"), []),
        (("1",), []),
        (("1", "1"), []),
        (("0.5", "60"), [0.6]),
        (("1.5",), [0.015]),
        (("100",), [1.0]),
        (("0", "0.69"), []),
        (("69册",), []),
        (("1,200",), [12.0]),
    ],
)
def test_which_bare_figures_lack_their_sign(column: tuple[str, ...], shares: list[float]) -> None:
    assert lacking(*column) == pytest.approx(shares)


@given(st.lists(st.floats(0, 10_000, allow_nan=False).map(lambda figure: f"{figure:.4f}"), max_size=6))
def test_a_share_is_never_made_larger_than_it_was_typed(column: list[str]) -> None:
    assert max(lacking(*column), default=0.0) <= max(map(float, column), default=0.0)


def test_shares_that_add_up_without_their_signs_hold() -> None:
    catalogue = Catalogue("云溪市图书馆", (SHARES,), (Department("办公室"),), ())
    drawn: list[list[Value]] = [["云溪市图书馆读者构成表（2020年）", None], ["类别", "占比"]]
    drawn += [["成人", 70], ["少儿", 29.5], ["其他", "0.5%"], ["全部", "100％"]]
    done = next(reports_of(gather(recognise([book(Sheet("构成", drawn))], catalogue), catalogue), [2020], catalogue))
    assert [each.rule for each in done.findings] == ["percent_sign"]


@pytest.mark.parametrize(
    ("value", "figure", "formula"),
    [
        (69, 0.69, "'表'!B2/IF(ABS('表'!B2)>1,100,1)"),
        (1, 0.01, "'表'!B2/IF(ABS('表'!B2)>=1,100,1)"),
        (0.69, 0.69, "'表'!B2"),
        (1, 1.0, "'表'!B2"),
        (0, 0.0, "'表'!B2"),
    ],
)
def test_a_live_formula_reads_a_percentage_as_it_counts(value: float, figure: float, formula: str) -> None:
    assert expression([term(figure=figure)], lambda _: ("表", Placed(1, 1, value, "number"))) == formula
