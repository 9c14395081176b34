"""Publishing: the old outputs or the new ones, whole, whatever happens; one run at a time."""

import cProfile
import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from guanbiao.intake.snapshot import ROOM
from guanbiao.outputs import publish as publishing
from guanbiao.outputs.publish import MANIFEST, exchange, publish, written
from guanbiao.outputs.workspace import Busy, OutputsError, Workspace, mixed, working_in
from guanbiao.words.report import HISTORY
from guanbiao.words.screen import os_reason

from tests.conftest import ROOT


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with working_in(tmp_path) as held:
        yield held


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_exchange(*_: object) -> bool:
    return False


@pytest.fixture(params=[exchange, without_exchange], ids=["one step", "two moves"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "exchange", request.param)


def test_files_are_known_by_their_manifest_wherever_it_is_written(tmp_path: Path) -> None:
    kept = {"a.csv": b"1", MANIFEST: b"{}", "b.csv": b"2"}
    for order in (list(kept), [MANIFEST, "b.csv", "a.csv"]):
        assert written(tmp_path, ((name, kept[name]) for name in order)) == hashlib.sha256(b"{}").hexdigest()
    assert files(tmp_path) == kept


@pytest.mark.usefixtures("steps")
def test_every_run_before_is_kept(workspace: Workspace) -> None:
    for at in range(4):
        assert (
            publish(workspace, "2020", {"a": b"%d" % at, "通知/办公室/b": b"b"}.items()) == workspace.outputs / "2020"
        )
    kept = {
        f"{HISTORY}/{number}/{name}": content
        for number, content in (("0001", b"0"), ("0002", b"1"), ("0003", b"2"))
        for name in ("a",)
    }
    kept |= {f"{HISTORY}/{number}/通知/办公室/b": b"b" for number in ("0001", "0002", "0003")}
    assert files(workspace.outputs / "2020") == {"a": b"3", "通知/办公室/b": b"b"} | kept


@pytest.mark.usefixtures("steps")
def test_what_cannot_be_written_leaves_the_old_outputs_whole(workspace: Workspace) -> None:
    publish(workspace, "2020", {"a": b"1"}.items())
    with pytest.raises(OutputsError):
        publish(workspace, "2020", {"a": b"2", "a/b": b"3"}.items())
    assert files(workspace.outputs / "2020") == {"a": b"1"}
    publish(workspace, "2020", {"a": b"4"}.items())
    assert files(workspace.outputs / "2020") == {"a": b"4", f"{HISTORY}/0001/a": b"1"}


@pytest.mark.parametrize("count", [1, 20])
def test_a_full_disk_leaves_the_old_outputs_whole(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    publish(workspace, "2020", {"a": b"1"}.items())

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputsError) as refused:
        publish(workspace, "2020", ((f"{at}", b"2") for at in range(count)))
    assert isinstance(refused.value.__cause__, OSError)
    assert files(workspace.outputs / "2020") == {"a": b"1"}
    assert not (workspace.room / "new").exists()


def test_a_run_that_was_cut_short_between_two_moves_is_put_right(tmp_path: Path) -> None:
    with working_in(tmp_path) as workspace:
        publish(workspace, "2020", {"a": b"1"}.items())
        (workspace.room / "aside").mkdir()
        (tmp_path / "2020").rename(workspace.room / "aside" / "2020")
        (workspace.fresh("new") / "half").write_bytes(b"half")
    with working_in(tmp_path) as workspace:
        assert files(tmp_path / "2020") == {"a": b"1"}
        assert sorted(path.name for path in workspace.room.iterdir()) == ["journal.jsonl", "lock"]


@pytest.mark.usefixtures("steps")
@pytest.mark.parametrize("runs", [1, 3])
def test_a_kill_at_any_step_leaves_the_old_outputs_or_the_new_ones_and_all_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: int
) -> None:
    moments: list[Path] = []

    def photographed(act: Callable[..., object]) -> Callable[..., object]:
        def acted(*given: Path, **more: bool) -> object:
            done = act(*given, **more)
            moments.append(Path(shutil.copytree(tmp_path / "out", tmp_path / f"moment {len(moments)}")))
            return done

        return acted

    with working_in(tmp_path / "out") as workspace:
        for at in range(runs):
            publish(workspace, "2020", {"a": b"%d" % at}.items())
        old = files(tmp_path / "out" / "2020")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", photographed(Path.rename))
            patch.setattr(Path, "mkdir", photographed(Path.mkdir))
            patch.setattr(publishing, "exchange", photographed(publishing.exchange))
            publish(workspace, "2020", {"a": b"new"}.items())
    new = files(tmp_path / "out" / "2020")
    assert len(new) == len(old) + 1
    ends = []
    for moment in moments:
        with working_in(moment):
            ends.append(files(moment / "2020"))
        assert [path.name for path in moment.iterdir()].count("2020") == 1
    assert [end for end in ends if end not in (old, new)] == []
    assert [end == new for end in ends] == sorted(end == new for end in ends)


def test_history_costs_the_same_however_much_of_it_there_is(workspace: Workspace) -> None:
    def calls() -> int:
        profile = cProfile.Profile()
        profile.runcall(publish, workspace, "2020", {"a": b"1", "通知/b": b"2"}.items())
        return sum(
            each.callcount for each in profile.getstats() if "posix." in str(each.code) or "nt." in str(each.code)
        )

    counts = [calls() for _ in range(6)]
    assert len(set(counts[2:])) == 1


def test_an_interrupt_between_two_moves_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "exchange", without_exchange)
    real = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if self.parent.name == "new":
            raise KeyboardInterrupt
        return real(self, target)

    with working_in(tmp_path) as workspace:
        publish(workspace, "2020", {"a": b"1"}.items())
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", interrupted)
        with pytest.raises(KeyboardInterrupt), working_in(tmp_path) as workspace:
            publish(workspace, "2020", {"a": b"2"}.items())
    assert files(tmp_path / "2020") == {"a": b"1"}


@pytest.mark.usefixtures("steps")
@pytest.mark.parametrize("frees", [True, False])
def test_outputs_that_a_program_holds_are_waited_for_then_written_beside(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, frees: bool
) -> None:
    publish(workspace, "2020", {"a": b"1"}.items())
    tries = []

    def held(_: Workspace, fresh: Path, name: str) -> Path:
        tries.append(name)
        if frees and len(tries) > 3:
            return real(workspace, fresh, name)
        problem = PermissionError(errno.EACCES, "sharing violation")
        problem.winerror = 32  # type: ignore[attr-defined]
        raise problem

    real = publishing._swap
    monkeypatch.setattr(publishing, "_swap", held)
    monkeypatch.setattr(publishing, "_PATIENCE", 0.5)
    place = publish(workspace, "2020", {"a": b"2"}.items())
    assert place.name == ("2020" if frees else "2020-2")
    assert (place / "a").read_bytes() == b"2"
    assert len(tries) > 3
    if not frees:
        assert files(workspace.outputs / "2020") == {"a": b"1"}
        assert publish(workspace, "2020", {"a": b"3"}.items()).name == "2020-3"


def test_the_journal_is_the_last_word_of_a_step(workspace: Workspace) -> None:
    publish(workspace, "2020", {"manifest.json": b"{}"}.items())
    lines = (workspace.room / "journal.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["outputs"] for line in lines] == ["2020"]


def test_a_second_run_in_the_same_outputs_is_turned_away(workspace: Workspace) -> None:
    with pytest.raises(Busy), working_in(workspace.outputs):
        raise AssertionError
    told = subprocess.run(
        [sys.executable, "run.py", "--outputs", str(workspace.outputs)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("正在运行")


def test_outputs_inside_the_drop_folder_are_not_read_as_filings(tmp_path: Path) -> None:
    from guanbiao.intake.read import read_folder

    with working_in(tmp_path / "结果") as workspace:
        publish(workspace, "2020", {"a.csv": b"1,2"}.items())
    (tmp_path / "表.csv").write_bytes(b"1,2")
    assert [book.file for book in read_folder(tmp_path)] == ["表.csv"]
    assert ROOM.startswith(".")


@pytest.mark.parametrize(
    ("inputs", "outputs", "wrong"),
    [
        ("收表", "收表", True),
        ("收表", "收表/办公室", True),  # its filings would be taken for outputs
        ("收表", "收表/结果", False),
        ("收表", "收表/新建", False),
        ("收表", "没有", False),
        ("结果/2020/收表", "结果", True),  # a run replaces 结果/2020
        ("结果/收表", "结果", False),
        ("收表", "结果", False),
    ],
)
def test_outputs_are_kept_apart_from_filings(tmp_path: Path, inputs: str, outputs: str, wrong: bool) -> None:
    for folder in ("收表/办公室/2020", "收表/结果/.guanbiao", "收表/新建", "结果/2020/收表", "结果/收表"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "收表" / "新建" / ".DS_Store").write_bytes(b"")
    assert mixed(tmp_path / inputs, tmp_path / outputs) is wrong


def test_a_drop_folder_that_something_was_once_written_to_is_read(tmp_path: Path) -> None:
    from guanbiao.intake.read import read_folder

    (tmp_path / "表.csv").write_bytes(b"1,2")
    with working_in(tmp_path):
        assert [book.file for book in read_folder(tmp_path)] == ["表.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("begun", ["lock", "new"])
def test_an_interrupted_run_says_so_in_one_sentence(tmp_path: Path, begun: str) -> None:
    """When it has just begun, and when it writes."""
    folders = ("--inputs", str(ROOT / "inputs" / "2020" / "办公室"), "--outputs", str(tmp_path / "out"))
    command = [sys.executable, "run.py", "--quiet", *folders]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as run:
        while not (tmp_path / "out" / ROOM / begun).exists() and run.poll() is None:
            time.sleep(0.01)
        run.send_signal(signal.SIGINT)
        said, complaint = run.communicate()
    assert (run.returncode, said, complaint) in (
        (130, "", "已中断：没有做完的，原有的结果没有改动。\n"),
        (0, said, ""),  # it was done before
    )
    room = tmp_path / "out" / ROOM
    assert not room.exists() or {path.name for path in room.iterdir()} <= {"lock", "journal.jsonl"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_room_that_is_a_link_is_refused_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    theirs, outputs = tmp_path / "theirs", tmp_path / "outputs"
    (theirs / "folder").mkdir(parents=True)
    (theirs / "folder" / "file").write_bytes(b"x")
    outputs.mkdir()
    (outputs / ROOM).symlink_to(theirs)
    with pytest.raises(OutputsError) as refused, working_in(outputs):
        pass
    assert isinstance(refused.value.__cause__, OSError)
    assert "链接" in os_reason(refused.value.__cause__)
    assert files(theirs) == {"folder/file": b"x"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", ["new", "aside", "snapshot", "journal.jsonl"])
def test_links_in_the_room_lead_nowhere(tmp_path: Path, name: str) -> None:
    theirs, outputs = tmp_path / "theirs", tmp_path / "outputs"
    (theirs / "2020" / HISTORY).mkdir(parents=True)
    (theirs / "2020" / "file").write_bytes(b"x")
    (outputs / ROOM).mkdir(parents=True)
    (outputs / ROOM / name).symlink_to(theirs)
    with working_in(outputs) as held:
        held.fresh("snapshot")
        publish(held, "2020", {"a": b"1"}.items())
    assert files(theirs) == {"2020/file": b"x"}
    assert files(outputs / "2020") == {"a": b"1"}
