"""Every kind of file ends as it must, harms no other, and changes nothing."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from guanbiao.intake.read import read_folder
from guanbiao.model.books import Book
from guanbiao.recognise.recognise import Recognised, recognise
from guanbiao.words.files import reason_of

from schemas.catalogue import CATALOGUE
from tests.conftest import ROOT
from tests.intake.hostile.kinds import KINDS, NO_FORM, READ, ROWS, content

NUMBERS = [[value for value in row if isinstance(value, int | float)] for row in ROWS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("收")
    for name in KINDS:
        (place / name).write_bytes(content(name))
    (place / "链接.xlsx").symlink_to(place / "普通.xlsx")
    (place / "断链.xlsx").symlink_to(place / "没有")
    (place / "回环").symlink_to(place, target_is_directory=True)
    if hasattr(os, "mkfifo"):
        os.mkfifo(place / "管道.xlsx")
    (place / "文件夹.xlsx").mkdir()
    for name in ("~$普通.xlsx", ".~普通.xlsx", "存盘.tmp", "Thumbs.db", ".DS_Store"):
        (place / name).write_bytes(b"litter")
    return place


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


@pytest.fixture(scope="module")
def done(folder: Path) -> Recognised:
    before = hashes(folder)
    found = recognise(read_folder(folder), CATALOGUE)
    assert hashes(folder) == before
    return found


@pytest.fixture(scope="module")
def books(done: Recognised) -> dict[str, Book]:
    return {book.file: book for book in done.books}


def test_there_are_at_least_sixty_kinds() -> None:
    assert len(KINDS) >= 60
    assert len({content(name) for name in KINDS}) == len(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_a_file_ends_as_it_must(name: str, books: dict[str, Book]) -> None:
    kind, book = KINDS[name], books[name]
    assert (book.status.value, book.reason if kind.reason else "") == (kind.status, kind.reason), book.reason
    notes = {note.code for note in (*book.notes, *(note for sheet in book.sheets for note in sheet.notes))}
    assert set(kind.notes) <= notes, notes
    assert all(character not in reason_of(book) for character in "{}")


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.status == READ and not kind.is_report])
def test_what_is_read_is_the_form_and_its_figures(name: str, done: Recognised, books: dict[str, Book]) -> None:
    assert "lending" in {filing.form for filing in done.filings if filing.book.file == name}
    figures = [
        [value for value in row if isinstance(value, int | float)] for row in books[name].sheets[0].rows[: len(ROWS)]
    ]
    different = [at for at, row in enumerate(NUMBERS) if at < len(figures) and row != figures[at]]
    assert different == ([4] if kind_changes_a_cell(name) else [])


def kind_changes_a_cell(name: str) -> bool:
    """Whether the kind is made by writing C5 otherwise, or by hiding it."""
    return name.partition(".")[0] in ("错误值", "未计算", "旧结果", "文本数字", "长数字", "合并下", "控制符")


@pytest.mark.parametrize(
    ("name", "status", "reason"),
    [
        ("链接.xlsx", "refused", "link"),
        ("断链.xlsx", "refused", "link"),
        ("回环", "refused", "link"),
        ("管道.xlsx", "refused", "no_file"),
        *[
            (name, "ignored", "temporary")
            for name in ("~$普通.xlsx", ".~普通.xlsx", "存盘.tmp", "Thumbs.db", ".DS_Store")
        ],
    ],
)
def test_what_is_no_file_of_anybodys_is_not_read(name: str, status: str, reason: str, books: dict[str, Book]) -> None:
    assert (books[name].status.value, books[name].reason) == (status, reason)


def test_the_whole_run_tells_of_every_file_without_a_traceback(folder: Path, tmp_path: Path) -> None:
    before = hashes(folder)
    told = subprocess.run(
        [sys.executable, "run.py", "--inputs", str(folder), "--outputs", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert "Traceback" not in told.stdout
    for name, kind in KINDS.items():
        if kind.status in ("refused", NO_FORM):
            assert f"{name} file_{kind.status} " in told.stdout
    assert hashes(folder) == before
