"""Taking files in: the snapshot, what readers hide, duplicates and versions."""

import os
import re
from contextlib import suppress
from pathlib import Path

import pytest
from guanbiao.checks.notes import about_sheets
from guanbiao.facts.extract import extract
from guanbiao.intake.formats.ooxml import box
from guanbiao.intake.formats.text import decoded, typed
from guanbiao.intake.kinds import Kind, kind_of
from guanbiao.intake.limits import CELL_BOX, Refused
from guanbiao.intake.parse import parse
from guanbiao.intake.read import read_folder
from guanbiao.intake.snapshot import readable, snapshot
from guanbiao.intake.stale import stale
from guanbiao.model.books import Book, FileStatus, Note
from guanbiao.recognise.files import without_copies
from guanbiao.recognise.recognise import recognise
from guanbiao.text.phones import hidden, masked
from guanbiao.words.checks import CHECK
from guanbiao.words.findings import Phrases, number
from guanbiao.words.intake import CHOSEN, DATED, INTAKE, REASONS, told
from hypothesis import given
from hypothesis import strategies as st

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed, read_bytes, report
from tests.intake.hostile.build import cell, parts, with_part, xlsx, zipped
from tests.intake.hostile.kinds import KINDS, ROWS, content
from tests.stages import gather, reports_of

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def test_no_sentence_about_a_finding_has_an_english_word_of_ours() -> None:
    names = {"Excel", "WPS", "Numbers", "OpenDocument", "UTF", "PDF", "XML", "DOCTYPE", "MB", "xlsx", "fods"}
    typed = {"run", "py", "doctor", "Ctrl", "End"}
    for sentence in (*REASONS.values(), *INTAKE.values(), *CHECK.values(), *DATED.values(), *CHOSEN.values()):
        assert set(re.findall("[A-Za-z]+", re.sub(r"\{.*?\}", "", sentence))) <= names | typed, sentence


def test_every_reason_and_note_has_its_sentence() -> None:
    reasons = {kind.reason for kind in KINDS.values() if kind.reason} | {"crashed", "limit_time", "limit_memory"}
    assert reasons <= REASONS.keys()
    assert {f"note_{note}" for kind in KINDS.values() for note in kind.notes} <= INTAKE.keys()


# the snapshot


def test_a_file_that_changes_while_it_is_read_is_read_again_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "表.csv").write_text("a,1\n" * 1000)
    (tmp_path / "别的.csv").write_text("b,2")
    real = os.fstat
    times: list[int] = []

    def touched(number: int) -> os.stat_result:
        if len(times) < 4:
            times.append(number)
            os.utime(tmp_path / "表.csv", (len(times), len(times)))
        return real(number)

    monkeypatch.setattr(os, "fstat", touched)
    books = {each.file: each for each in read_folder(tmp_path)}
    assert {name: each.status for name, each in books.items()} == {"表.csv": "read", "别的.csv": "read"}
    assert [note.code for note in books["表.csv"].notes] == ["changed"]
    assert books["表.csv"].sheets[0].rows[:2] == [["a", 1], ["a", 1]]


def test_a_file_that_never_stops_changing_is_refused_and_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guanbiao.intake.snapshot.AGAIN_AFTER", (0.01, 0.01))
    (tmp_path / "表.csv").write_text("a,1")
    (tmp_path / "别的.csv").write_text("b,2")
    real, changing = os.fstat, (tmp_path / "表.csv").stat().st_ino
    times: list[int] = []

    def touched(number: int) -> os.stat_result:
        found = real(number)
        if found.st_ino == changing:
            times.append(number)
            os.utime(tmp_path / "表.csv", (len(times), len(times)))
        return found

    monkeypatch.setattr(os, "fstat", touched)
    books = {each.file: (each.status.value, each.reason) for each in read_folder(tmp_path)}
    assert books == {"表.csv": ("refused", "changing"), "别的.csv": ("read", "")}


def test_only_the_copy_is_read(tmp_path: Path) -> None:
    inputs, private = tmp_path / "in", tmp_path / "copy"
    inputs.mkdir()
    private.mkdir()
    (inputs / "a.csv").write_text("1,2")
    (dropped,) = snapshot(inputs, private)
    (inputs / "a.csv").write_text("3,4")
    assert Path(dropped.copy).parent == private
    assert Path(dropped.copy).read_text() == "1,2"


def test_a_file_too_large_to_be_a_form_is_not_even_copied(tmp_path: Path) -> None:
    inputs, private = tmp_path / "in", tmp_path / "copy"
    inputs.mkdir()
    private.mkdir()
    with (inputs / "录像.xlsx").open("wb") as stream:
        stream.truncate(600 << 20)
    (found,) = read_folder(inputs, private)
    assert (found.reason, dict(found.detail)) == ("limit_file", {"found": 600, "most": 512})
    assert list(private.rglob("*")) == []


def test_names_do_nothing_to_a_screen() -> None:
    assert readable("a\x1b[31m\nb.xlsx") == "a?[31m?b.xlsx"
    assert readable("馆藏　统计.xlsx".replace("　", " ")) == "馆藏 统计.xlsx"


def test_names_that_climb_are_names_only(tmp_path: Path) -> None:
    (tmp_path / "..表..xlsx").write_bytes(zipped(parts("", sheets=("../../越界",))))
    (found,) = read_folder(tmp_path)
    assert (found.file, found.sheets[0].name) == ("..表..xlsx", "../../越界")


# texts


@given(st.text(alphabet=st.characters(codec="gb18030", exclude_categories=["C"]), min_size=1))
def test_a_text_is_read_in_whatever_usual_encoding_it_is(text: str) -> None:
    text = f"馆藏,{text}"
    assert decoded(text.encode("utf-8")) == text
    assert decoded(text.encode("utf-8-sig")) == text
    assert decoded(text.encode("utf-16")) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12.0), ("-3.50", -3.5), ("0", 0.0), ("007", "007"), ("1,234", "1,234"), ("2020.01.10", "2020.01.10")]
    + [("1234567890123456", "1234567890123456"), ("=1+1", "=1+1"), ("+5", "+5"), ("1e5", "1e5")],
)
def test_a_text_is_a_number_only_where_it_can_be_nothing_else(text: str, value: object) -> None:
    assert typed(text) == value


@given(st.binary(max_size=400))
def test_any_bytes_are_of_some_kind_or_refused(data: bytes) -> None:
    with suppress(Refused):
        assert kind_of(data or b"a") in Kind
    found = parse(data)
    assert found.status is FileStatus.READ or told(found.reason, found.detail)


# what readers hide


def with_styles(data: str, *, from_1904: bool = False) -> list[object]:
    base = parts(f'<row r="1">{data}</row>')
    if from_1904:
        base = with_part(base, BOOK, "<sheets>", '<workbookPr date1904="1"/><sheets>')
    return list(read_bytes(zipped(base)).sheets[0].rows[0])


def test_chinese_date_formats_are_dates_by_their_format_alone() -> None:
    cells = '<c r="A1" s="1"><v>43840</v></c><c r="B1" s="2"><v>43840</v></c><c r="C1" s="3"><v>43840.5</v></c>'
    cells += '<c r="D1"><v>43840</v></c><c r="E1" s="4"><v>0.375</v></c>'
    assert with_styles(cells) == ["2020-01-10", "2020-01-10", "2020-01-10 12:00:00", 43840, "09:00:00"]


@pytest.mark.parametrize("from_1904", [False, True])
def test_the_second_engine_reads_the_same_dates(from_1904: bool) -> None:
    base = parts(
        '<row r="1"><c r="A1" s="1"><v>42378</v></c><c r="B1" s="4"><v>0.375</v></c><c r="C1"><v>5</v></c></row>'
    )
    if from_1904:
        base = with_part(base, BOOK, "<sheets>", '<workbookPr date1904="1"/><sheets>')
    first, second = (parse(zipped(base), cautious=cautious).sheets[0].rows for cautious in (False, True))
    assert second == first == [["2020-01-10" if from_1904 else "2016-01-09", "09:00:00", 5]]


def test_workbooks_that_count_from_1904_mean_the_same_days() -> None:
    cells = '<c r="A1" s="1"><v>42378</v></c><c r="B1" s="2"><v>42378</v></c>'
    assert with_styles(cells, from_1904=True) == ["2020-01-10", "2020-01-10"]


def test_days_before_the_one_that_never_was_are_dates_too() -> None:
    assert with_styles('<c r="A1" s="1"><v>59</v></c><c r="B1" s="1"><v>61</v></c>') == ["1900-02-28", "1900-03-01"]


def test_a_serial_that_is_no_day_stays_a_number() -> None:
    assert with_styles('<c r="A1" s="1"><v>99999999</v></c>') == [99999999]


@pytest.mark.parametrize(
    ("formula", "shown", "due"),
    [
        ("A1+B1", 3, None),
        ("A1+B1", 4, 3),
        ("SUM(A1:C1)", 6, None),
        ("SUM(A1:C1)", 5, 6),
        ("sum($A$1:$C$1)-B1", 5, 4),
        ("SUM(A1,B1:C1,10)", 16, None),
        ("ROUND(A1/3,2)", 0.33, None),
        ("ROUND(B1*0.125,2)", 0.25, None),
        ("(A1+B1)*C1", 8, 9),
        ("-A1+C1", 2, None),
        ("IF(A1>0,1,2)", 99, None),
        ("Sheet3!A1+1", 99, None),
        ("Sheet2!A1+1", 8, None),
        ("Sheet2!A1+1", 9, 8),
        ("SUM('上 半年'!A1:B1)", 10, 9),
        ("AVERAGE(A1:D1)", 2, None),
        ("AVERAGE(A1:D1)", 3, 2),
        ("COUNT(A1:D1)", 4, 3),
        ("MAX(A1:C1)-MIN(A1:C1)", 2, None),
        ("SUM(A1*2,B1)", 4, None),
        ("AVERAGE(D1:D1)", 99, None),
        ("PRODUCT(D1:D1)", 0, None),
        ("ROUND(0.1+0.2-0.25,1)", 0.1, None),
        ("VLOOKUP(A1,B1:C1,2)", 99, None),
        ("A1&B1", 99, None),
        ("A1/0", 99, None),
        ("SUM(A1:", 99, None),
        ("D1+1", 99, None),
        ("((((", 99, None),
        ("", 99, None),
    ],
)
def test_a_cached_total_is_held_against_its_formula(formula: str, shown: float, due: float | None) -> None:
    others = {"SHEET2": [[7]], "上 半年": [[4, 5]]}
    notes = list(stale([((0, 4), formula)], [[1, 2, 3, "字", shown]], others))
    assert [(note.cell, note.shown, note.expected) for note in notes] == (
        [("E1", shown, due)] if due is not None else []
    )


def test_shared_formulas_are_held_against_their_cached_totals_too() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>2</v></c></row>'
    rows += '<row r="2"><c r="A2"><v>5</v></c><c r="B2"><f t="shared" si="0"/><v>11</v></c></row>'
    (sheet,) = read_bytes(zipped(parts(rows))).sheets
    assert sheet.notes == (Note("stale", "B2", "=A2*2", 11, 10),)


def messages(data: bytes) -> list[str]:
    return [Phrases(CATALOGUE, 2020).message(each) for each in report(read_bytes(data)).findings]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("旧结果.xlsx", "C5 的公式 =1+1 按表中现有数字应得 2，文件里存的却是 3"),
        ("隐藏行.xlsx", "有隐藏的行（6:6）"),
        ("筛选.xlsx", "有被筛选隐藏的行（6:6）"),
        ("隐藏列.xlsx", "有隐藏的列（B:B）"),
        ("合并下.xlsx", "合并单元格下面还有看不见的内容，未采用（共 1 处：C5）"),
        ("文本数字.xlsx", "有以文本形式存放的数字，已按数字读取（共 1 处：C5）"),
        ("长数字.xlsx", "有超过 15 位的数字"),
        ("未计算.xlsx", "公式从未计算过，没有结果；请用 Excel/WPS 打开保存一次"),
        ("错误值.xlsx", "单元格是错误值 #REF!"),
        ("控制符.xlsx", "有看不见的控制字符，已去掉（共 1 处：C5）"),
    ],
)
def test_what_was_hidden_is_told_with_its_cell(name: str, said: str) -> None:
    assert any(said in message for message in messages(content(name)))


def test_a_note_is_told_only_where_a_form_stands_on_it() -> None:
    far = "".join(f'<row r="{at}" hidden="1">{cell(at - 1, 0, "别的")}</row>' for at in range(300, 303))
    base = parts(xlsx_rows() + far)
    (sheet,) = read_bytes(zipped(base)).sheets
    assert [note.code for note in sheet.notes] == ["hidden_rows"]
    done = recognise([read_bytes(zipped(base))], CATALOGUE)
    filings = [each for each in done.filings if each.area[2] < 290]
    assert list(about_sheets(filings, extract(filings, CATALOGUE))) == []


def xlsx_rows() -> str:
    from tests.intake.hostile.build import sheet_data

    return sheet_data(ROWS)


@pytest.mark.parametrize(
    ("data", "cells"),
    [
        ('<row r="2"><c r="C2"><v>1</v></c></row>', 6),
        ('<row r="1"><c r="B900"><v>1</v></c></row>', 1800),
        ('<row r="1"><c r="XFD1048576" s="1"/></row>', 1 << 34),
        ("", 0),
    ],
)
def test_a_sheet_is_at_least_as_small_as_its_addresses_say(data: str, cells: int) -> None:
    assert box(data.encode()) == cells


@pytest.mark.parametrize("data", ["<row><c><v>1</v></c></row>", "<row><c s='1' r='A1'><v>1</v></c></row>"])
def test_cells_without_a_plain_address_are_looked_at_closely(data: str) -> None:
    assert box(data.encode()) > CELL_BOX


# duplicates and versions


def test_the_same_content_twice_counts_once_and_the_other_is_named() -> None:
    one, other = book(printed(7), file="甲.xlsx", modified=5), book(printed(7), file="乙.xlsx", modified=9)
    one = Book("甲.xlsx", other.sha256, 5, FileStatus.READ, sheets=other.sheets)
    done = recognise([one, other], CATALOGUE)
    assert [(each.file, each.status.value) for each in done.books] == [("甲.xlsx", "ignored"), ("乙.xlsx", "read")]
    assert [filing.book.file for filing in done.filings] == ["乙.xlsx"]
    (found,) = [each for each in done.findings if each.rule == "file_ignored"]
    assert "与 乙.xlsx 内容完全相同" in Phrases(CATALOGUE, 2020).message(found)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), max_size=12))
def test_of_every_content_exactly_the_newest_copy_is_kept(files: list[tuple[int, int]]) -> None:
    sheets = (printed(7),)
    books = [
        Book(f"{at:02d}.xlsx", str(content), modified, FileStatus.READ, sheets=sheets)
        for at, (content, modified) in enumerate(files)
    ]
    kept = [each for each in without_copies(books) if each.sheets]
    newest = {each.sha256: each.file for each in sorted(books, key=lambda each: (each.modified, each.file))}
    assert {each.sha256: each.file for each in kept} == newest


def test_a_corrected_form_replaces_the_older_one_which_is_named() -> None:
    old = book(printed(7), file="流通.xlsx", modified=100)
    new = book(changed(printed(7), (4, 2, 11800)), file="流通（更正）.xlsx", modified=200)
    done = gather(recognise([new, old], CATALOGUE), CATALOGUE)
    (report,) = reports_of(done, [2020], CATALOGUE)
    assert report.counted["lending"].book.file == "流通（更正）.xlsx"
    (found,) = [each for each in report.findings if each.rule == "form_twice"]
    said = Phrases(CATALOGUE, 2020).message(found)
    assert said.index("流通（更正）.xlsx") < said.index("流通.xlsx")


def test_a_sheet_that_is_shown_goes_before_one_that_is_hidden() -> None:
    done = gather(recognise([read_bytes(content("隐藏表.xlsx"))], CATALOGUE), CATALOGUE)
    assert [filing.sheet.name for filing in done.filings] == ["甲", "乙"]
    (report,) = reports_of(done, [2020], CATALOGUE)
    assert report.counted["lending"].sheet.name == "甲"


# nothing leaks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系人 13800000000。", "联系人 138****0000。"),
        ("电话：5550000", "电话：55****00"),
        ("0412-5550000转8", "0412-55****00转8"),
        ("累计填报 438711，应为 413653", "累计填报 438711，应为 413653"),
        ("2020.01.10", "2020.01.10"),
        ("合计 12345678 册", "合计 12345678 册"),
        ("a13800000000f", "a13800000000f"),
    ],
)
def test_telephone_numbers_are_masked_and_figures_are_not(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert masked(masked(text)) == shown


def test_a_telephone_column_shows_two_digits() -> None:
    assert hidden("0412-5550000") == "****-*****00"


def test_an_xlsx_of_nothing_but_formulas_never_runs_one() -> None:
    (sheet,) = read_bytes(xlsx([["=1+1", "+1", "-1", "@SUM(A1)", "{=1}"]])).sheets
    assert sheet.rows == [["=1+1", "+1", "-1", "@SUM(A1)", "{=1}"]]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1e-7, "0.0000001"), (-0.00001234567, "-0.0000123"), (0.9999999, "1"), (0.1 + 0.2, "0.3"), (12.5, "12.5")],
)
def test_a_figure_that_is_not_nothing_is_shown_as_such(value: float, shown: str) -> None:
    assert number(value) == shown
