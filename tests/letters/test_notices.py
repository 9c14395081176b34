"""Notices, reminders, chat lines and mail drafts."""

import email
import email.policy
import io
import re
import time
import zipfile
from typing import Any

import pytest
from guanbiao.forms.catalogue import SpecError
from guanbiao.letters.docx import write_letter
from guanbiao.letters.notices import chats, packets, reminders
from guanbiao.model.findings import FindingStatus
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from guanbiao.words.letters import CHAT_MOST
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import (
    book,
    printed,
)
from tests.drawing import report as drawn
from tests.slips import SLIP, notices
from tests.small.filed import LOANS, YEAR, small_report
from tests.stages import with_causes


def test_every_department_with_a_finding_has_its_files(files: dict[str, bytes]) -> None:
    folders = {name.split("/")[1] for name in files}
    assert folders == {"借阅部", "办公室"}
    assert {name.split("/")[2] for name in files} == {SLIP, "数据核对通知.docx", "微信通知.txt", "邮件草稿.eml"}


def test_chat_and_mail(files: dict[str, bytes]) -> None:
    assert {".txt", ".eml"} <= {name[-4:] for name in files}
    for name, content in files.items():
        if name.endswith(".txt"):
            assert 20 < len(content.decode()) <= CHAT_MOST
        if name.endswith(".eml"):
            mail: Any = email.message_from_bytes(content, policy=email.policy.default)
            assert mail["X-Unsent"] == "1"
            assert mail["To"] is None  # no address is invented
            assert [part.get_filename() for part in mail.iter_attachments()] == [SLIP, "数据核对通知.docx"]
            kinds = [each.get_content_type() for each in mail.iter_attachments()]
            assert all(f"\r\nContent-Type: {kind}\r\n".encode() in content for kind in kinds)  # each in one piece
            assert len(kinds) == 2


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


def settled(found: Report, department: str, *statuses: FindingStatus) -> Report:
    """A report in which the findings of a department's problems have these states in turn."""
    own = [each for problem in found.asked_of(department) for each in problem.findings]
    states = {each.id: statuses[at % len(statuses)] for at, each in enumerate(own)}
    return replace(
        found, findings=tuple(replace(each, status=states.get(each.id, each.status)) for each in found.findings)
    )


def written(found: Report) -> dict[str, str]:
    """The texts that departments get, without their slips, by path."""
    phrases = Phrases(found.catalogue, found.year)
    letters = {f"{each.folder}/{each.names[1]}": each.letter for each in packets(found, phrases)}
    letters |= {each.path: each.letter for each in reminders(found)}
    return {path: text_of(write_letter(letter)) for path, letter in letters.items()} | dict(chats(found, phrases))


def text_of(letter: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(letter)) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode()).strip()


def test_who_has_settled_all_is_thanked_and_asked_nothing(wrong: Report) -> None:
    done = settled(wrong, "办公室", FindingStatus.EXPLAINED, FindingStatus.PENDING)
    got = {path: text for path, text in written(done).items() if "/办公室/" in path}
    assert set(got) == {"通知/办公室/感谢信.docx", "通知/办公室/微信通知.txt"}
    for text in got.values():
        assert "全部答复" in text
        assert "1 处已说明，2 处待审批" in text
        assert not re.search("工作日|更正或说明|核对单", text)
    assert "由汇总部门审批" in got["通知/办公室/感谢信.docx"]
    assert "通知/借阅部/数据核对通知.docx" in written(done)


def test_what_was_corrected_is_thanked_for_too(wrong: Report) -> None:
    clean = replace(small_report(*YEAR), corrected={"借阅部": 3})
    assert {path: "3 处已更正" in text for path, text in written(clean).items()} == {
        "通知/借阅部/感谢信.docx": True,
        "通知/借阅部/微信通知.txt": True,
    }


def test_a_notice_names_what_is_open_and_counts_the_rest(wrong: Report) -> None:
    states = (FindingStatus.CORRECTING, FindingStatus.EXPLAINED)
    half = settled(wrong, "办公室", *states)
    problems = half.asked_of("办公室")
    notice, chat = (written(half)[f"通知/办公室/{name}"] for name in ("数据核对通知.docx", "微信通知.txt"))
    explained = sum(each.status is FindingStatus.EXPLAINED for each in problems)
    progress = f"{explained} 处已说明，{len(problems) - explained} 处待更正。"
    assert 0 < explained < len(problems)
    assert f"截至目前，{progress}" in notice
    assert f"目前 {progress}" in chat
    assert len(chat) <= CHAT_MOST
    told = {each.first.cell: each.status for each in problems}
    assert {cell for cell in told if cell in notice} == {
        cell for cell, status in told.items() if status is not FindingStatus.EXPLAINED
    }


def test_who_filed_nothing_is_only_reminded() -> None:
    got = [path for path in written(small_report(LOANS)) if "/办公室/" in path]
    assert got == ["通知/办公室/催报通知.docx", "通知/办公室/微信催报.txt"]


def test_who_approves_stands_in_the_letter_and_cannot_be_who_compiles(wrong: Report) -> None:
    named = replace(wrong, catalogue=replace(wrong.catalogue, approves="馆长 王某", compiles="办公室"))
    assert all(text.startswith("签发人：馆长 王某") for path, text in written(named).items() if path.endswith("docx"))
    assert not [text for text in written(wrong).values() if "签发人" in text]
    with pytest.raises(SpecError, match="办公室"):
        replace(wrong.catalogue, approves="办公室", compiles="办公室")


def test_letters_are_written_whatever_the_clock_says(wrong: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = next(packets(wrong, Phrases(wrong.catalogue, wrong.year))).letter
    now, then = write_letter(letter), time.gmtime(86400)
    monkeypatch.setattr(time, "localtime", lambda *_: then)
    assert write_letter(letter) == now
