"""Blank forms of the year after a disputed one: what was in question stays open, and filled in rightly they agree."""

import io
from collections.abc import Mapping
from pathlib import Path

import polars as pl
from guanbiao.forms.catalogue import Form, shown_row
from guanbiao.model.books import Sheet
from guanbiao.model.findings import FindingStatus
from guanbiao.outputs.archive import stored, with_corrected
from guanbiao.outputs.tables import published_facts
from guanbiao.pages.blank import Blank, blank_form
from guanbiao.pages.blank_known import Doubts, Key, Known, Standing
from guanbiao.pages.blank_totals import totals, worth
from guanbiao.pages.xlsx import write_workbook
from guanbiao.report.report import Report
from guanbiao.text.cells import Position, Value
from guanbiao.text.years import for_year
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, codes, gathered, read_bytes, report
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, small_report, year_with
from tests.small.forms import loans_compared
from tests.stages import keep, kept_of, with_causes

COMPARING = ("holdings_three_years", "visits_three_years", "lending_three_years")
ADDED = "新增藏量册(件)"
TABLE = "lending_three_years"
CLEAN = replace(with_causes(year_with()), findings=())


def published(done: Report) -> tuple[Known, Doubts]:
    """What the outputs of a year tell the year after."""
    kept = kept_of(done)
    return kept.known, kept.doubts


def figures(done: Report) -> dict[Key, float]:
    """The figures of a year by form, row and column."""
    facts = published_facts(done).filter(pl.col("value").is_not_null())
    return {line[:3]: line[3] for line in facts.select("form", "row", "column", "value").iter_rows()}


def filled(form: Form, blank: Blank, year: int, truth: Mapping[Key, float]) -> Sheet:
    """A blank form as it comes back: what is open filled in rightly, formulas calculated. Figures of the year are those
    of the year before."""
    cells = {(cell.row, cell.column): cell for cell in blank.page.cells}
    typed: dict[Position, float] = {}
    for key, at in blank.places.items():
        if cells[at].formula:
            continue
        if "entry" in cells[at].style:
            own, before = (
                (form.id, shown_row(form, key.row, each), for_year(key.column, each)) for each in (year, year - 1)
            )
            if (wanted := truth.get(own, truth.get(before))) is not None:
                typed[at] = wanted
        elif isinstance(value := cells[at].value, int | float):
            typed[at] = value
    added = totals(form, blank.places)
    rows: list[list[Value]] = [[None] * len(blank.page.widths) for _ in range(max(at[0] for at in cells) + 1)]
    for (row, column), cell in cells.items():
        is_sum = bool(cell.formula)
        rows[row][column] = worth((row, column), added, typed) if is_sum else typed.get((row, column), cell.value)
    return Sheet(form.name, rows)


@settings(max_examples=8, deadline=None)
@given(
    errors=st.dictionaries(
        st.tuples(st.integers(3, 5), st.integers(1, 3)), st.integers(-99_999, 99_999), min_size=1, max_size=3
    )
)
def test_whatever_was_wrong_last_year_a_blank_form_filled_in_rightly_agrees(
    errors: dict[tuple[int, int], int],
) -> None:
    disputed = with_causes(year_with(changed(COMPARED, *((*at, value) for at, value in errors.items()))))
    known, doubts = published(disputed)
    blank = blank_form(loans_compared, 2021, known, 0, doubts)
    sheet = filled(loans_compared, blank, 2021, figures(CLEAN))
    assert codes(small_report(sheet, year=2021).findings, "loans_compared") == []


def test_the_blank_forms_after_2020_filled_in_rightly_agree(explained: Report, agreeing: Report) -> None:
    known, doubts = published(explained)
    forms = [CATALOGUE.by_id[name] for name in COMPARING]
    blanks = [blank_form(form, 2021, known, 0, doubts) for form in forms]
    truth = figures(agreeing)
    holdings = {year: truth[COMPARING[0], year, "总馆藏数量册(件)"] for year in ("2019", "2020")}
    truth[COMPARING[0], "2020", ADDED] = holdings["2020"] - holdings["2019"]
    truth[COMPARING[0], "2021", ADDED] = 0
    sheets = [filled(form, blank, 2021, truth) for form, blank in zip(forms, blanks, strict=True)]
    done = report(book(*sheets), year=2021)
    assert [codes(done.findings, form.id) for form in forms] == [[], [], []]
    assert set(done.counted) == set(COMPARING)


def test_what_is_open_is_marked_left_out_or_to_be_overwritten_and_says_why(explained: Report) -> None:
    form = CATALOGUE.by_id[TABLE]
    known, doubts = published(explained)
    blank = blank_form(form, 2021, known, 0, doubts)
    content = write_workbook((blank.page,), "x")
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]

    def cell(row: str, column: str) -> tuple[object, bool, str]:
        at = next(place for key, place in blank.places.items() if key[1:3] == (row, column))
        own = sheet.cell(at[0] + 1, at[1] + 1)
        return own.value, bool(own.protection.locked), own.comment.text if own.comment else ""

    value, locked, said = cell("少儿外借部", "流通册次/{year-1}年")
    assert (value, locked) == (None, False)
    assert "51444" in said
    assert "212965" in said
    assert cell("成人外借部", "流通册次/{year-1}年")[:2] == (93734, False)  # takes part in a total that is off
    value, locked, said = cell("合计", "流通册次/{year-1}年")
    assert str(value).startswith("=SUM(")
    assert not locked
    assert "公式" in said
    assert cell("成人外借部", "数量变动/{year-1}年比{year-2}年")[1:] == (
        True,
        "",
    )  # follows, and nothing is wrong with it
    assert [each.rule for each in gathered(read_bytes(content)).findings if each.level != "info"] == []


def test_what_was_explained_is_carried_over_for_good_and_says_so(explained: Report) -> None:
    answered = tuple(replace(each, status=FindingStatus.EXPLAINED) for each in explained.findings)
    known, doubts = published(replace(explained, findings=answered))
    assert {each.standing for each in doubts.values()} == {Standing.EXPLAINED}
    form = CATALOGUE.by_id[TABLE]
    blank = blank_form(form, 2021, known, 0, doubts)
    cells = {(cell.row, cell.column): cell for cell in blank.page.cells}
    (at,) = (place for key, place in blank.places.items() if key[1:3] == ("合计", "流通册次/{year-1}年"))
    assert (cells[at].value, "entry" in cells[at].style) == (438711, False)
    assert "已作说明" in cells[at].comment


def test_a_year_without_findings_leaves_nothing_open() -> None:
    assert kept_of(CLEAN).doubts == {}
    assert published(CLEAN)[1] == {}


def test_what_was_corrected_is_carried_over_and_says_what_was_filed(tmp_path: Path) -> None:
    """Out of the runs that are kept; one that cannot be read any more is passed over."""
    disputed = with_causes(year_with(changed(COMPARED, (3, 2, 38494))))
    keep(disputed, tmp_path)
    (tmp_path / "2020").rename(tmp_path / "0001")
    keep(CLEAN, tmp_path)
    (tmp_path / "2020/历史/0000").mkdir(parents=True)
    (tmp_path / "0001").rename(tmp_path / "2020/历史/0001")
    (tmp_path / "2020/历史/0000/findings.json").write_bytes(b"{}")
    found = stored(tmp_path, 2020, SMALL.library)
    assert found
    kept = with_corrected(found, tmp_path)
    (key,) = kept.doubts
    assert kept.doubts[key].standing is Standing.CORRECTED
    assert "上年原报 38494，核对后更正为 38944" in kept.doubts[key].text
    blank = blank_form(loans_compared, 2021, kept.known, 0, kept.doubts)
    marked = [cell for cell in blank.page.cells if cell.comment]
    assert [(cell.value, "entry" in cell.style) for cell in marked] == [(38944, False)]
