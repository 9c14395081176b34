"""A file explained: titles, headers, the year, and why each sheet was taken or not, as recognition decides it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from guanbiao.commands import explain_file
from guanbiao.intake.read import read_file, read_folder
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.explained import HeldSheet
from guanbiao.model.filings import Dated
from guanbiao.recognise.explain import explain
from guanbiao.recognise.recognise import recognise
from guanbiao.settings import Settings
from guanbiao.words.explain import explained_lines

from schemas.catalogue import CATALOGUE
from tests.conftest import ROOT

TITLE = "2020年下半年开馆文献流通册次统计比较 单位（册次）"
HEAD = [None, "成人外借", "少儿外借"]
BODY = [["7月", 1, 2], ["8月", 3, 4], ["9月", 5, 6]]


def held(*rows: Sequence[object]) -> HeldSheet:
    """One drawn sheet, explained."""
    book = Book("a.xlsx", "", 0.0, FileStatus.READ, sheets=(Sheet("甲", [list(row) for row in rows]),))  # type: ignore[arg-type]
    explained = explain(book, CATALOGUE)
    assert explained_lines(explained, CATALOGUE)
    return explained.sheets[0]


def test_a_sheet_as_declared_is_taken_with_its_header_and_year() -> None:
    (title,) = held([TITLE], HEAD, *BODY).titles
    assert title.filing
    assert (title.cell, title.official, title.filing.period, title.filing.dated) == ("A1", True, 2020, Dated.TITLE)
    (header,) = title.candidates[0].headers
    assert (header.row, header.score, header.found, header.missing) == (1, 1.0, ("成人外借", "少儿外借"), ())


def test_labels_that_are_missing_extra_renamed_or_moved_are_named() -> None:
    rows = (
        ["鞍山市图书馆2020年文献流通册次统计表"],
        ["月份", "成人外借", "少儿外借", "合计", "新增"],
        ["1月", 1, 2, 3, 4],
    )
    (title,) = held(*rows).titles
    lending = next(each for each in title.candidates if each.form == "lending")
    (header,) = lending.headers
    assert (header.row, header.found, header.moved) == (1, ("合计", "成人外借", "少儿外借"), ("合计",))
    assert header.missing or header.renamed
    assert ("新增", "E2") in header.extra


def test_a_title_over_another_table_says_why_it_was_not_taken() -> None:
    (title,) = held([TITLE], ["甲", "乙", "丙"], ["x", 1, 2], ["成人外借", 3, 4]).titles
    assert title.filing is None
    assert title.problem
    assert title.problem.rule == "header_mismatch"
    (header,) = title.candidates[0].headers
    assert (header.row, header.found, header.missing) == (-1, ("成人外借",), ("少儿外借",))


def lines(*rows: Sequence[object]) -> list[str]:
    """What is said of one drawn sheet."""
    book = Book("a.xlsx", "", 0.0, FileStatus.READ, sheets=(Sheet("甲", [list(row) for row in rows]),))  # type: ignore[arg-type]
    return explained_lines(explain(book, CATALOGUE), CATALOGUE)


def test_a_header_below_other_figures_is_said_to_be_a_part_of_a_larger_form() -> None:
    sheet = held(["无题", 1], HEAD, *BODY)
    assert (sheet.is_part, sheet.untitled, sheet.nearest[0].form) == (True, None, "lending_by_window")
    assert any("上方还有数字" in line for line in lines(["无题", 1], HEAD, *BODY))


def test_what_tells_like_titles_apart_is_said() -> None:
    rows = (["举办2020年全民阅读活动一览表（讲座、续）"], ["序号", "甲"], [1, 2])
    assert "讲座" in held(*rows).titles[0].telling
    assert any("能区分报表的用词" in line for line in lines(*rows))


def test_a_title_without_any_table_says_so() -> None:
    sheet = held([TITLE], ["没有表格"])
    assert sheet.titles[0].filing is None
    assert sheet.problem
    assert sheet.problem.rule == "title_alone"


def test_a_sheet_without_a_title_names_the_nearest_forms() -> None:
    sheet = held(["随便"], ["月份", "成人外借", "别的", "其他"], ["1月", 1, 2, 3])
    assert sheet.titles == ()
    assert [each.agreement for each in sheet.nearest] == sorted(
        (each.agreement for each in sheet.nearest), reverse=True
    )
    assert sheet.problem
    assert sheet.problem.rule == "sheet_no_form"


def test_every_shipped_file_is_explained_as_it_is_recognised() -> None:
    books = read_folder(ROOT / "inputs")
    assert books
    for book in books:
        explained = explain(book, CATALOGUE)
        titles = [title for sheet in explained.sheets for title in sheet.titles]
        found = [title.filing for title in titles if title.filing] + [
            s.untitled for s in explained.sheets if s.untitled
        ]
        expected = recognise([book], CATALOGUE).filings
        assert sorted((each.form, each.area) for each in found) == sorted((each.form, each.area) for each in expected)
        text = "\n".join(explained_lines(explained, CATALOGUE))
        assert text.count("认定为") == len(expected)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("坏.xlsx", b"PK\x03\x04 broken", "坏.xlsx：文件已损坏"),
        ("空.xlsx", b"", "空.xlsx：文件是空的"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n", "图.xlsx：是图片"),
        ("~$锁.xlsx", b"x", "~$锁.xlsx：临时文件"),
    ],
)
def test_a_file_that_is_refused_says_why(
    name: str, content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert explain_file(tmp_path / name, Settings(tmp_path / "in", tmp_path / "out"), CATALOGUE) == 0
    assert capsys.readouterr().out.startswith(said)


def test_a_file_that_is_not_there_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain_file(tmp_path / "无.xlsx", Settings(tmp_path, tmp_path), CATALOGUE) == 2
    assert capsys.readouterr().err.startswith("没有 ")


def test_a_file_in_the_drop_folder_keeps_its_path_there_and_any_other_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = ROOT / "inputs" / "2020" / "办公室" / "人员构成.xlsx"
    settings = Settings(ROOT / "inputs", tmp_path)
    assert explain_file(inside, settings, CATALOGUE) == 0
    assert capsys.readouterr().out.startswith("2020/办公室/人员构成.xlsx：")
    copy = tmp_path / "别处.xlsx"
    copy.write_bytes(inside.read_bytes())
    assert explain_file(copy, settings, CATALOGUE) == 0
    assert capsys.readouterr().out.startswith("别处.xlsx：1 张工作表，认出 1 张报表。")
    assert read_file(copy, "x").sheets == read_file(inside, "y").sheets
