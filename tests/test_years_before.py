"""The year before: kept and read again, beside this year's forms, damaged, and stated otherwise now.

Two years of the small library. Of 2020 its outputs are kept, or its forms lie in the same folder; either way the form of
2021 is held against the same figures, and the same is found."""

import io
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from guanbiao.flow.run import reports_from
from guanbiao.flow.run import run as run_all
from guanbiao.model.books import Book, Sheet
from guanbiao.model.causes import CauseKind
from guanbiao.outputs.archive import NOTHING_KEPT, Store, archive_of, stored
from guanbiao.outputs.blanks import write_blanks
from guanbiao.outputs.workspace import working_in
from guanbiao.processes.helper import here
from guanbiao.report.report import Report
from guanbiao.report.trend import trend
from guanbiao.settings import NothingToDo, Settings
from guanbiao.words.causes import cause_message
from guanbiao.words.findings import Phrases
from guanbiao.words.story import cause_brief
from guanbiao.workbook.official import consolidate
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.drawing import book, changed, judged
from tests.small.filed import COMPARED, YEAR
from tests.small.forms import loans_compared as compared
from tests.small.year_after import LIBRARY, NEXT
from tests.stages import keep

ROWS = {"总馆": 3, "少儿馆": 4, "合计": 5}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which 2020 is kept."""
    folder = tmp_path_factory.mktemp("outputs")
    keep(run([book(*YEAR)])[2020], folder)
    return folder


def run(books: Iterable[Book], store: Store = NOTHING_KEPT) -> dict[int, Report]:
    given = (list(books), Settings(Path("inputs"), Path("outputs")), LIBRARY)
    return {report.year: report for report in reports_from(*given, store=store)}


def after(outputs: Path, form: Sheet) -> Report:
    """2021, after 2020 was kept."""
    return run([book(form)], Store(outputs))[2021]


def together(form: Sheet, before: Iterable[Sheet] = YEAR) -> Report:
    """2021, with 2020 in the same folder."""
    return run([book(form), book(*before, file="2020/表.xlsx")])[2021]


def told(report: Report) -> list[tuple[str, str, str, float | None, float | None]]:
    """What was found about the form, without what is owed."""
    own = [each for each in report.findings if each.form == compared.id and each.rule != "form_owed"]
    return [(each.rule, each.row, each.column, each.reported, each.expected) for each in own]


def kinds(report: Report) -> list[str]:
    return [each.kind.value for each in report.causes]


def restated(*changes: tuple[str, int]) -> Sheet:
    """The form of 2021 with figures of 2020 changed, and all that follows in the form with them."""
    rows = {name: [38944, 40100] if name == "总馆" else [16545, 17005] for name in ("总馆", "少儿馆")}
    for name, figure in changes:
        rows[name][0] = figure
    rows["合计"] = [sum(each) for each in zip(*rows.values(), strict=True)]
    cells = [(ROWS[name], at, figure) for name, own in rows.items() for at, figure in enumerate(own, 1)]
    return changed(NEXT, *cells, *((ROWS[name], 3, own[1] - own[0]) for name, own in rows.items()))


def held(report: Report) -> dict[str, str]:
    """What the figures of the year before are held against, by rule."""
    found = (line for lines in judged(report).values() for line in lines)
    return {each["rule"]: each["expected"] for each in found if each["rule"] in ("X10", "X11", "X12")}


def test_a_year_that_agrees_with_the_one_that_was_kept_has_no_findings_but_says_where_that_is_from(
    outputs: Path,
) -> None:
    done, beside = after(outputs, NEXT), together(NEXT)
    assert told(done) == told(beside) == []
    (said,) = (each for each in done.findings if each.rule == "last_year_kept")
    assert "上年数取自已存的 2020 年度数据（outputs/2020/facts.parquet）" in Phrases(LIBRARY, 2021).message(said)
    assert not any(each.rule.startswith("last_year") for each in beside.findings)
    assert held(done) == held(beside) == {"X10": "55489", "X11": "38944", "X12": "16545"}


def test_a_restated_figure_is_no_error_in_adding_up_and_somebody_has_to_explain_it(outputs: Path) -> None:
    form = restated(("总馆", 39944))
    for done in (after(outputs, form), together(form)):
        (cause,) = done.causes
        assert cause.kind is CauseKind.RESTATED
        assert told(done) == [
            ("X10", "合计", "借阅册次/2020年", 56489, 55489),
            ("X11", "总馆", "借阅册次/2020年", 39944, 38944),
        ]
        (problem,) = (each for each in done.problems if each.cause)
        assert (problem.departments, problem.level.value, problem.blamed) == (("借阅部",), "mandatory", None)
        assert all(change.suggested is None for change in cause.changes)


def test_what_is_said_of_a_restated_figure_names_both_and_who_has_to_explain(outputs: Path) -> None:
    form, phrases = restated(("总馆", 39944)), Phrases(LIBRARY, 2021)
    done = after(outputs, form)
    said = next(phrases.message(each) for each in done.findings if each.rule == "X11")
    assert "填报 39944，已存的上年表02 借阅对照“总馆，借阅册次/2020年”为 38944，多 1000" in said
    assert "属追溯调整的，请借阅部说明" in said
    whole = cause_message(phrases, done.causes[0])
    assert "与已存的上年数据不同（如现列 56489，当时所报为 55489）" in whole
    assert "按当时所报的数改正" in whole
    said = cause_brief(phrases, done.causes[0])
    assert said.endswith("填报 56489，当时所报为 55489，另有 1 处：追溯调整，请说明原因和依据。")
    beside = next(Phrases(LIBRARY, 2021).message(each) for each in together(form).findings if each.rule == "X11")
    assert "填报 39944，上年表02 借阅对照“总馆，借阅册次/2020年”为 38944" in beside


@settings(max_examples=6, deadline=None)
@given(row=st.sampled_from(sorted(ROWS)), step=st.integers(-9_999, 9_999).filter(bool))
def test_a_slip_in_a_figure_of_last_year_is_known_by_what_was_filed_then(outputs: Path, row: str, step: int) -> None:
    right = {"总馆": 38944, "少儿馆": 16545, "合计": 55489}[row]
    form = changed(NEXT, (ROWS[row], 1, right + step))
    for done in (after(outputs, form), together(form)):
        (cause,) = done.causes
        (change,) = cause.changes
        assert (change.term.row, change.term.column, change.suggested) == (row, "借阅册次/2020年", right)
        assert not any(each.term.back for each in cause.changes)


@settings(max_examples=5, deadline=None)
@given(figures=st.dictionaries(st.sampled_from(["总馆", "少儿馆"]), st.integers(1, 99_999), min_size=1))
def test_whatever_was_restated_and_added_up_rightly_is_one_question(outputs: Path, figures: dict[str, int]) -> None:
    form = restated(*figures.items())
    done, beside = after(outputs, form), together(form)
    assert told(done) == told(beside)
    assert set(kinds(done)) | set(kinds(beside)) <= {"restated"}
    assert len(done.causes) == len(beside.causes) == bool(told(done))


def test_figures_of_last_year_left_blank_are_filled_as_they_were_filed_and_so_is_what_follows(outputs: Path) -> None:
    blank = changed(NEXT, *((row, column, None) for row in ROWS.values() for column in (1, 3)))
    done = after(outputs, blank)
    assert "last_year_filled" in [line[0] for line in told(done)]
    page = next(each for each in consolidate(done, Phrases(LIBRARY, 2021)).pages if each.name.startswith("02"))
    cells = {(cell.row, cell.column): cell for cell in page.cells if "filled" in cell.style}
    assert {cell.value for cell in cells.values()} == {38944, 16545, 55489, 1156, 460, 1616}
    taken = [cell for cell in cells.values() if not cell.formula]
    assert all("取自已存的 2020 年度数据" in cell.comment for cell in taken)
    assert not any(each.rule == "not_given" for each in done.findings)
    assert told(together(blank)) == told(done)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "edited": lambda folder: _swap(folder / "facts.parquet", -1),
    "shortened": lambda folder: (folder / "facts.parquet").write_bytes((folder / "facts.parquet").read_bytes()[:-9]),
    "doubts": lambda folder: _swap(folder / "findings.json", 40),
    "record": lambda folder: (folder / "manifest.json").unlink(),
    "other": lambda folder: (folder / "manifest.json").write_text("{}"),
}


def _swap(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_damaged_or_edited_is_told_and_not_used(outputs: Path, tmp_path: Path, damage: str) -> None:
    folder = copied(outputs, tmp_path)
    DAMAGES[damage](folder)
    done = after(tmp_path, restated(("总馆", 39944)))
    assert told(done) == []
    (said,) = (each for each in done.findings if each.rule.startswith("last_year"))
    assert (said.rule, said.level.value) == ("last_year_damaged", "query")
    assert trend(done, {}) == ()
    with pytest.raises(NothingToDo, match="2020 年度数据"):
        write_blanks(tmp_path, 2021, LIBRARY)


def copied(outputs: Path, to: Path) -> Path:
    folder = to / "2020"
    folder.mkdir()
    for path in (outputs / "2020").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_a_year_kept_before_there_were_hashes_is_used_and_says_so(outputs: Path, tmp_path: Path) -> None:
    manifest = copied(outputs, tmp_path) / "manifest.json"
    text = manifest.read_text("utf-8")
    manifest.write_text(text[: text.index(',\n "kept"')] + "\n}\n", "utf-8")
    done = after(tmp_path, NEXT)
    assert [each.rule for each in done.findings if each.rule.startswith("last_year")] == ["last_year_unsealed"]
    assert held(done)["X10"] == "55489"


def test_another_librarys_year_is_not_ours(outputs: Path, tmp_path: Path) -> None:
    assert stored(outputs, 2020, "别的图书馆") is None
    (tmp_path / "2020" / "云溪市图书馆").mkdir(parents=True)
    assert archive_of(tmp_path, 2020, "云溪市图书馆") is None
    (tmp_path / "2020" / "云溪市图书馆" / "facts.parquet").touch()
    (tmp_path / "2020" / "facts.parquet").touch()
    assert archive_of(tmp_path, 2020, "云溪市图书馆") == tmp_path / "2020" / "云溪市图书馆"
    assert archive_of(tmp_path, 2020, "别的图书馆") == tmp_path / "2020"


@pytest.mark.parametrize("row", ROWS)
def test_nobody_is_bound_to_a_figure_that_was_in_question_and_never_settled(row: str, tmp_path: Path) -> None:
    disputed = [changed(COMPARED, (ROWS[row], 2, 999)) if each is COMPARED else each for each in YEAR]
    keep(run([book(*disputed)])[2020], tmp_path)
    for done in (after(tmp_path, NEXT), together(NEXT, disputed)):
        assert told(done) == []
        assert done.unjudged


def test_the_headline_figures_of_a_year_that_was_kept_are_those_that_it_had(outputs: Path) -> None:
    done, archive = after(outputs, NEXT), Store(outputs).of(LIBRARY.library)(2020)
    assert archive is not None
    (kept,), (filed,) = trend(done, {2020: [archive]}), trend(done, {2020: [run([book(*YEAR)])[2020]]})
    assert [(each.year, each.figure, each.is_parted) for each in kept.points] == [
        (2020, 55489, False),
        (2021, 57105, False),
    ]
    assert kept == filed
    assert kept.change == pytest.approx(57105 / 55489 - 1)


def test_runs_one_after_another_show_how_the_figures_went_and_where_last_years_are_from(tmp_path: Path) -> None:
    def ran(*sheets: Sheet) -> dict[str, bytes]:
        with working_in(tmp_path) as workspace:
            given = (Settings(Path("inputs"), tmp_path), LIBRARY, lambda _: None, here)
            (done,) = run_all([book(*sheets)], workspace, *given)
        return {path.name: path.read_bytes() for path in done.folder.iterdir() if path.is_file()}

    alone = ran(*YEAR)
    assert "历年趋势" not in alone["核对报告.html"].decode()
    first, again = ran(NEXT), ran(NEXT)
    assert first == again
    page, workbook = first["核对报告.html"].decode(), next(each for name, each in first.items() if "总表" in name)
    assert page.count("<figure") == 1
    assert "借阅册次：2020 年 55489；2021 年 57105" in page
    assert "outputs/2020/facts.parquet" in page
    sheets = load_workbook(io.BytesIO(workbook))
    assert [cell.value for cell in sheets["历年趋势"][3]] == ["借阅册次", "册次", 55489, 57105, 57105 / 55489 - 1]
    assert any(cell.value == "上年数取自已存的 2020 年度数据。" for row in sheets["封面"] for cell in row)
    assert b"drawing" in workbook


def test_a_form_of_last_year_among_this_years_does_not_make_the_year_forgotten(outputs: Path, tmp_path: Path) -> None:
    whole = copied(outputs, tmp_path)
    (tmp_path / "aside").mkdir()
    whole.rename(tmp_path / "aside" / "0001")
    keep(run([book(YEAR[0])])[2020], tmp_path)
    (tmp_path / "aside").rename(tmp_path / "2020" / "历史")
    done = after(tmp_path, NEXT)
    assert held(done) == {"X10": "55489", "X11": "38944", "X12": "16545"}
    assert done.archive is not None
    assert done.archive.file == "outputs/2020/历史/0001/facts.parquet"
