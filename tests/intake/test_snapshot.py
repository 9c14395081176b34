"""The drop folder copied: files that change, files too large, names of all kinds."""

import hashlib
import os
from pathlib import Path

import pytest
from guanbiao.intake.read import read_folder
from guanbiao.intake.snapshot import content_of, readable, snapshot

from tests.intake.hostile.build import parts, zipped


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


def test_names_that_are_not_utf8_are_read_as_chinese() -> None:
    name = "馆藏.xlsx".encode("gb18030").decode("utf-8", "surrogateescape")
    assert readable(name) == "馆藏.xlsx"
    assert readable("馆藏.xlsx") == "馆藏.xlsx"


def test_folders_may_lie_in_folders_a_thousand_deep(tmp_path: Path) -> None:
    folders = [Path(f"{tmp_path}{'/d' * depth}") for depth in range(1, 1501)]
    for each in folders:
        each.mkdir()
    Path(folders[-1], "表.csv").write_text("1,2")
    (book,) = read_folder(tmp_path)
    assert book.file == "d/" * 1500 + "表.csv"
    assert book.status.value == "read"
    Path(folders[-1], "表.csv").unlink()
    for each in reversed(folders):
        each.rmdir()


def test_a_file_is_at_hand_as_long_as_it_is_what_was_read(tmp_path: Path) -> None:
    file = tmp_path / "报告.docx"
    file.write_bytes(b"87")
    read = hashlib.sha256(b"87").hexdigest()
    (tmp_path / "link.docx").symlink_to(file)
    os.mkfifo(tmp_path / "pipe.docx")
    assert content_of(tmp_path, "报告.docx", read) == b"87"
    assert not any(content_of(tmp_path, name, read) for name in ("link.docx", "pipe.docx", "none.docx", "?", "\0", ""))
    file.write_bytes(b"88")
    assert content_of(tmp_path, "报告.docx", read) == b""
