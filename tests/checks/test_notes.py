"""What reading brought to light of a sheet becomes findings, each with its cell."""

import pytest
from guanbiao.checks.notes import sheet_findings
from guanbiao.facts.extract import extract
from guanbiao.recognise.recognise import recognise
from guanbiao.words.findings import Phrases

from schemas.catalogue import CATALOGUE
from tests.drawing import read_bytes, report
from tests.intake.hostile.build import cell, parts, zipped
from tests.intake.hostile.kinds import ROWS, content


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
    assert list(sheet_findings(filings, extract(filings, CATALOGUE))) == []


def xlsx_rows() -> str:
    from tests.intake.hostile.build import sheet_data

    return sheet_data(ROWS)
