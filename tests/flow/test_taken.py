"""How a drop folder is taken in: in memory or on the disk, with the same outputs; what is known is not read again."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from guanbiao import commands
from guanbiao.flow import job, taken
from guanbiao.intake.pool import read_all
from guanbiao.recognise.signs import signs_of
from guanbiao.screen import Progress, done_json
from guanbiao.settings import NothingToDo, Settings
from guanbiao.text.labels import fold
from guanbiao.text.titles import title_key

from tests.flow.many import Here, libraries, outputs
from tests.small.catalogue import SMALL


def dropped(folder: Path, count: int) -> Path:
    """A folder with the loans of some libraries as text, each in a folder of its library."""
    for book in libraries(count):
        rows = ("\t".join("" if cell is None else str(cell) for cell in row) for row in book.sheets[0].rows)
        own = folder / book.file.removesuffix(".xlsx")
        own.mkdir(parents=True)
        (own / "借阅.txt").write_text("\n".join(rows), "utf-8")
    return folder


def test_many_libraries_are_taken_in_on_the_disk_with_the_same_outputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, read = dropped(tmp_path / "in", 3), list[str]()

    def reading(copies: Iterable[tuple[str, str]], **given: Any) -> Iterable[tuple[str, Any]]:
        for sha256, parsed in read_all(copies, readers=1, **given):
            read.append(sha256)
            yield sha256, parsed

    def done(where: str) -> list[str]:
        read.clear()
        shown = commands.run(Settings(folder, tmp_path / where), SMALL, Progress(enabled=False))
        return [each.replace(str(tmp_path / where), "") for each in done_json(shown.finished)]

    monkeypatch.setattr(taken, "read_all", reading)
    monkeypatch.setattr(job, "_workers", lambda _: Here())
    few = done("few")
    assert not (tmp_path / "few" / ".guanbiao" / taken.LEDGER).exists()
    monkeypatch.setattr(taken, "FEW", 0)
    assert done("many") == few
    assert outputs(tmp_path / "few") == outputs(tmp_path / "many")
    assert len(read) == 3
    assert done("many") == few
    assert read == []
    changed = folder / "001" / "借阅.txt"
    changed.write_text(changed.read_text("utf-8").replace("12", "13"), "utf-8")
    done("many")
    assert len(read) == 1
    monkeypatch.setattr(taken, "FEW", 64)
    assert len(done("many")) == len(few)
    assert len(read) == 3


@pytest.mark.parametrize("left", [b"", b"no database at all, whatever wrote it", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_ledger_that_is_none_is_begun_anew(left: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taken, "FEW", 0)
    (tmp_path / taken.LEDGER).write_bytes(left)
    many = taken.take(dropped(tmp_path / "in", 3), tmp_path, SMALL, signs_of(SMALL))
    assert isinstance(many, taken.Many)
    assert len([*many.ledger.noted()]) == 3


def test_the_texts_of_many_libraries_are_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taken, "FEW", 0)
    monkeypatch.setattr(taken, "_AT_ONCE", 1)
    (room := tmp_path / "room").mkdir()
    many = taken.take(dropped(tmp_path / "in", 3), room, SMALL, signs_of(SMALL))
    assert isinstance(many, taken.Many)
    assert len({note.claims for _, note in many.ledger.noted()}) == 3
    assert [each.cache_info().currsize for each in (fold, title_key)] == [0, 0]
    asked = [file for file, _ in many.ledger.noted()]
    assert all(file.sha256 in many.store for file in asked)
    shutil.rmtree(many.store.folder)
    many.read(asked)
    assert all(file.sha256 in many.store for file in asked)


def test_a_cluster_that_nobody_answers_for_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = pytest.importorskip("guanbiao.processes.cluster")
    monkeypatch.setattr(cluster, "_CONNECTING", 0.1)
    monkeypatch.setattr(taken, "FEW", 0)
    asked = Settings(dropped(tmp_path / "in", 2), tmp_path / "out", cluster="tcp://127.0.0.1:1")
    with pytest.raises(NothingToDo, match="连不上集群 tcp://127"):
        commands.run(asked, SMALL, Progress(enabled=False))
