"""Notices, reminders, chat lines and mail drafts."""

import email
import email.policy
import io
import re
import time
import zipfile
from typing import Any

import pytest
from guanbiao.letters.docx import write_letter
from guanbiao.letters.drafts import Letter
from guanbiao.report.report import Report
from guanbiao.words.letters import CHAT_MOST

from schemas.catalogue import CATALOGUE
from tests.drawing import (
    book,
    printed,
)
from tests.drawing import report as drawn
from tests.slips import SLIP, notices
from tests.small.filed import LOANS, small_report
from tests.stages import with_causes


def test_every_department_with_a_finding_has_its_files(files: dict[str, bytes]) -> None:
    folders = {name.split("/")[1] for name in files}
    assert folders == {"借阅部", "办公室"}
    assert {name.split("/")[2] for name in files} == {SLIP, "数据核对通知.docx", "微信通知.txt", "邮件草稿.eml"}


def test_chat_and_mail(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        if name.endswith(".txt"):
            assert 20 < len(content.decode()) <= CHAT_MOST
        if name.endswith(".eml"):
            mail: Any = email.message_from_bytes(content, policy=email.policy.default)
            assert mail["X-Unsent"] == "1"
            assert mail["To"] is None  # no address is invented
            assert [part.get_filename() for part in mail.iter_attachments()] == [SLIP, "数据核对通知.docx"]


def test_the_notice_names_head_deadline_and_gravest(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["通知/借阅部/数据核对通知.docx"])) as archive:
        xml = archive.read("word/document.xml").decode()
    text = re.sub(r"<[^>]+>", "", xml)
    for words in ("关于核对2020年度统计数据的通知", "借阅部周明：", "5个工作日内", "一、", "附件：核对单.xlsx"):
        assert words in text
    assert 'w:eastAsia="仿宋"' in xml


def test_forms_owed_have_a_reminder_of_their_own() -> None:
    files = notices(small_report(LOANS))
    text = files["通知/办公室/微信催报.txt"].decode()
    assert text.startswith("【催报】")
    assert "3张未报" in text
    assert "通知/办公室/催报通知.docx" in files


def test_a_reminder_of_many_forms_names_as_many_as_fit_a_chat() -> None:
    owed = [form for form in CATALOGUE.forms if form.department == "业务中心" and form.id != "lending"]
    long = notices(drawn(book(printed(7))))["通知/业务中心/微信催报.txt"].decode()
    assert len(long) <= CHAT_MOST
    assert f"{len(owed)}张未报" in long
    assert long.endswith("等），请5个工作日内报送。")


def test_the_same_forms_give_the_same_notices(wrong: Report, files: dict[str, bytes]) -> None:
    assert notices(with_causes(wrong)) == files


def test_letters_are_written_whatever_the_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = Letter("通知", "业务中心：", ("请核对。",), ("业务中心",))
    now = write_letter(letter)
    then = time.gmtime(86400)
    monkeypatch.setattr(time, "localtime", lambda *_: then)
    assert write_letter(letter) == now
