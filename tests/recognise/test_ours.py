"""Our own outputs, dropped back in, are no filings."""

import io
import json

import pytest
from guanbiao.model.books import Book, FileStatus
from guanbiao.model.findings import Finding
from guanbiao.recognise.ours import without_own
from guanbiao.words.findings import Phrases

from tests.drawing import book, changed, read_bytes
from tests.slips import SLIP, TEXT, opened, rows
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, small, year_with
from tests.stages import outputs_of

OUTPUTS = dict(outputs_of(year_with(changed(LOANS, (2, 3, 9999)), without=["人员"])))
SLIPS = [name for name in OUTPUTS if name.endswith(SLIP)]
OTHERS = [name for name in OUTPUTS if not name.endswith((SLIP, "总表.xlsx"))]


def own(names: list[str]) -> list[Book]:
    """Outputs as they are read from a drop folder, under names that say nothing."""
    return [read_bytes(OUTPUTS[name], f"复件{at}") for at, name in enumerate(names)]


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [Phrases(SMALL, 2020).message(each) for each in findings]


def test_the_workbook_dropped_back_in_is_set_aside_whatever_it_is_called() -> None:
    content = next(content for name, content in OUTPUTS.items() if name.endswith("总表.xlsx"))
    own, form = read_bytes(content, "别的名字.xlsx"), book(LOANS)
    kept = without_own([own, form])
    assert [(each.status, each.reason) for each in kept] == [(FileStatus.IGNORED, "own_workbook"), (form.status, "")]
    assert [each.form for each in small(*kept).filings] == ["loans"]


def test_these_are_all_the_files_of_a_year() -> None:
    endings = {name.rpartition("/")[2] for name in OTHERS}
    assert endings >= {"findings.json", "relations.csv", "facts.parquet", "manifest.json", "run.log", "核对报告.html"}
    assert endings >= {"数据核对通知.docx", "微信通知.txt", "邮件草稿.eml", "催报通知.docx", "微信催报.txt"}
    assert "通知/借阅部/核对报告.html" in OTHERS
    assert SLIPS


@pytest.mark.parametrize("name", OTHERS)
def test_every_other_file_of_a_year_is_known_by_what_stands_in_it(name: str) -> None:
    (kept,) = without_own(own([name]))
    assert (kept.status, kept.reason, kept.sheets, kept.notes) == (FileStatus.IGNORED, "own_output", (), ())


def test_all_that_was_dropped_back_in_is_worth_one_sentence() -> None:
    form = book(LOANS)
    with_own, without = small(form, *own(list(OUTPUTS))), small(form)
    (added,) = [each for each in with_own.findings if each not in without.findings]
    assert [each for each in with_own.findings if each is not added] == list(without.findings)
    assert (added.rule, added.level.value, added.department) == ("own_outputs", "info", "")
    (sentence,) = said((added,))
    assert f"有 {len(OUTPUTS)} 个文件（复件0、复件1、复件2 等）是本程序自己写出的结果，不是报表，已放在一边" in sentence
    assert [each.form for each in with_own.filings] == [each.form for each in without.filings]


def test_a_single_output_is_named_and_nothing_more() -> None:
    (sentence,) = said(small(*own(["run.log"])).findings)
    assert "有 1 个文件（复件0）是" in sentence


def test_a_slip_that_somebody_wrote_in_stays_an_answer() -> None:
    blank = read_bytes(OUTPUTS[SLIPS[0]], "核对单.xlsx")
    slip = opened(OUTPUTS[SLIPS[0]])
    slip.worksheets[0].cell(next(iter(rows(slip).values())), TEXT, "按实际借出册次统计")
    buffer = io.BytesIO()
    slip.save(buffer)
    answered = read_bytes(buffer.getvalue(), "回复.xlsx")
    kept = without_own([answered, blank, *own(["run.log"])])
    assert [each.reason for each in kept] == ["", "own_slip", "own_output"]
    assert kept[0] == answered


def test_a_blank_slip_that_came_back_alone_is_read_as_a_slip() -> None:
    blank = read_bytes(OUTPUTS[SLIPS[0]], "核对单.xlsx")
    assert without_own([blank]) == [blank]
    assert small(blank).findings == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("relations.csv", "单位,人数\n外借部,5\n".encode()),
        ("run.log", "外借部 今日接待 20 人\n".encode()),
        ("findings.json", json.dumps({"contract": 1, "library": "别馆"}, indent=1).encode()),
        ("manifest.json", json.dumps({"program": "别的程序", "version": "1", "period": 2020}, indent=1).encode()),
        ("微信通知.txt", "【数据核对】您好：请报送报表。\n".encode()),
        ("核对报告.html", "<html><body><h1>2020年度统计数据核对报告</h1><p>见附件</p></body></html>".encode()),
        ("facts.parquet", b"PAR1\x15\x02period form row\x10\x00\x00\x00PAR1"),
    ],
)
def test_a_file_of_that_name_with_other_content_is_not_ours(name: str, content: bytes) -> None:
    theirs = read_bytes(content, name)
    assert without_own([theirs]) == [theirs]


def test_words_of_ours_on_a_workbook_with_forms_do_not_make_it_ours() -> None:
    page = read_bytes(OUTPUTS["核对报告.html"]).sheets[0]
    theirs = book(page, LOANS)
    assert without_own([theirs]) == [theirs]
