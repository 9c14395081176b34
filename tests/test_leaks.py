"""Nothing typed is ever executed or leaked: what hostile texts in a form become in every output."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from guanbiao.recognise.recognise import recognise

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed
from tests.stages import gather, outputs_of, reports_of, with_causes

ATTACKS = (
    "=cmd|'/c calc'!A1",
    "+1+cmd|'/c calc'!A1",
    "-2+3",
    "@SUM(1,1)",
    "{=1+1}",
    "http://attacker.example/x",
    "\\\\attacker.example\\share\\x.xlsx",
    "mailto:somebody@attacker.example",
    "internal:Sheet1!A1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "</w:t><w:p>",
)
PHONE = "13800000000"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The outputs over a register whose texts attack, a head with a telephone number, and a broken total."""
    branches = printed(21)
    head = next(at for at, row in enumerate(branches.rows) if "单位名称" in row)
    name = list(branches.rows[head]).index("单位名称")
    attacked = [(head + 1 + at, name, text) for at, text in enumerate(ATTACKS)]
    phone = [(head + 1, list(branches.rows[head]).index("建设时间"), f"电话 {PHONE}")]
    lending = changed(printed(7), (5, 2, f"约 1 万，问 {PHONE}"))
    books = [book(changed(branches, *attacked, *phone), file="=1+1,分馆.xlsx"), book(lending, file="流通.xlsx")]
    done = gather(recognise(books, CATALOGUE), CATALOGUE)
    (report,) = reports_of(done, [2020], CATALOGUE)
    return dict(outputs_of(with_causes(report)))


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_who_owes_forms_is_reminded_among_the_outputs(files: dict[str, bytes]) -> None:
    owing = {form.department for form in CATALOGUE.forms if form.number not in (7, 21)}
    assert {f"通知/{name}/催报通知.docx" for name in owing} <= files.keys()
    assert {f"通知/{name}/微信催报.txt" for name in owing} <= files.keys()


def test_attacks_stand_in_the_workbook_as_texts(files: dict[str, bytes]) -> None:
    (name,) = [each for each in files if each.endswith("总表.xlsx")]
    whole = parts(files[name])
    texts = whole["xl/sharedStrings.xml"]
    for attack in ATTACKS:
        escaped = attack.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert f">{escaped}</t>" in texts


def test_no_workbook_runs_or_reaches_anything(files: dict[str, bytes]) -> None:
    workbooks = [name for name in files if name.endswith(".xlsx")]
    assert workbooks
    for name in workbooks:
        whole = parts(files[name])
        formulas = [text for part in whole.values() for text in re.findall(r"<f>(.*?)</f>", part)]
        assert not [text for text in formulas if "cmd" in text or "attacker" in text]
        assert not [part for part in whole if "externalLink" in part or "connections" in part or "vba" in part.lower()]
        assert "attacker" not in "".join(content for part, content in whole.items() if part.endswith(".rels"))


def test_no_cell_of_a_csv_begins_like_a_formula(files: dict[str, bytes]) -> None:
    rows = list(csv.reader(io.StringIO(files["relations.csv"].decode("utf-8-sig"))))
    texts = [cell for row in rows for cell in row if not re.fullmatch(r"-?[\d.]+", cell)]
    assert texts
    assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_report_shows_attacks_and_runs_none(files: dict[str, bytes]) -> None:
    page = files["核对报告.html"].decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "attacker" not in "".join(re.findall(r"""(?:src|href)=["'][^"']*""", page))


def test_telephone_numbers_are_nowhere_but_in_what_is_filed(files: dict[str, bytes]) -> None:
    own = "通知/一卡通建设管理部/"
    readers = {name for name in files if name in ("核对报告.html", "run.log") or name.startswith("通知/")}
    assert readers
    for name in readers:
        if name.startswith(own) or (name.startswith("通知/业务中心/") and name.endswith(".xlsx")):
            continue  # their own forms, as they filed them
        content = files[name]
        whole = "".join(parts(content).values()) if content[:2] == b"PK" else content.decode("utf-8", "replace")
        assert PHONE not in whole, name
    assert "138****0000" in files["run.log"].decode()


def test_no_name_of_an_output_is_made_of_a_name_that_was_dropped(files: dict[str, bytes]) -> None:
    assert not [name for name in files if "=" in name or ".." in Path(name).parts or name.startswith("/")]
