"""The outputs folder as a place to work in: drafts, what stood in place until a moment ago, the history, the journal."""

import ctypes
import errno
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from guanbiao.intake.snapshot import ROOM
from guanbiao.outputs import publish as publishing
from guanbiao.outputs.publish import MANIFEST, exchange, place, publish, set_apart
from guanbiao.outputs.workspace import Busy, OutputsError, Workspace, working_in
from guanbiao.words.report import HISTORY

OF_MANY = "2020/海城市图书馆"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with working_in(tmp_path / "outputs" / "of" / "ours") as held:
        yield held


def below(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def put(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_a_room_is_made_and_what_is_in_it_is_empty(workspace: Workspace) -> None:
    put(workspace.fresh("snapshot/deep"), a="1")
    assert below(workspace.fresh("snapshot")) == {}
    draft = workspace.draft(OF_MANY)
    assert draft.parent == workspace.room / "new"
    assert below(draft) == {}
    with pytest.raises(FileExistsError):  # what may have stood in place is thrown away by nobody
        workspace.draft(OF_MANY)


def test_the_outputs_of_each_of_many_libraries_have_a_history(workspace: Workspace) -> None:
    for text in "123":
        made = publish(workspace, OF_MANY, {"a": text.encode(), MANIFEST: b"{}"}.items())
        assert made == workspace.outputs / OF_MANY
    assert below(workspace.outputs / "2020") == {
        f"海城市图书馆/{folder}{name}": "{}" if name == MANIFEST else text
        for folder, text in (("", "3"), (f"{HISTORY}/0001/", "1"), (f"{HISTORY}/0002/", "2"))
        for name in ("a", MANIFEST)
    }
    assert not (workspace.room / "new").exists()
    assert not (workspace.room / "aside").exists()


def test_the_journal_has_a_line_for_each_step_with_the_hash_of_its_manifest(workspace: Workspace) -> None:
    for content in (b"{}", b"[]"):
        publish(workspace, OF_MANY, {MANIFEST: content}.items())
    hashes = [hashlib.sha256(content).hexdigest() for content in (b"{}", b"[]")]
    journal = (workspace.room / "journal.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in journal] == [{"outputs": OF_MANY, "manifest": each} for each in hashes]
    assert "海城市图书馆" in journal[0]  # for people, too


def test_a_journal_that_cannot_be_written_takes_nothing_from_what_is_done(workspace: Workspace) -> None:
    (workspace.room / "journal.jsonl").mkdir()
    publish(workspace, "2020", {"a": b"1"}.items())
    assert below(workspace.outputs / "2020") == {"a": "1"}


def test_what_another_process_wrote_is_put_in_place_as_it_is(workspace: Workspace) -> None:
    publish(workspace, OF_MANY, {"a": b"1"}.items())
    draft = put(workspace.fresh("work") / "7", a="2")
    assert place(workspace, draft, OF_MANY, "hash") == workspace.outputs / OF_MANY
    assert below(workspace.outputs / OF_MANY) == {"a": "2", f"{HISTORY}/0001/a": "1"}
    assert not draft.exists()
    assert json.loads((workspace.room / "journal.jsonl").read_text("utf-8").splitlines()[-1])["manifest"] == "hash"
    with pytest.raises(OutputsError) as refused:
        place(workspace, draft, OF_MANY, "hash")
    assert str(refused.value) == str(workspace.outputs / OF_MANY)
    assert below(workspace.outputs / OF_MANY)["a"] == "2"


@pytest.mark.parametrize("in_one_step", [True, False])
def test_outputs_of_one_library_are_set_apart_once_there_are_several(
    workspace: Workspace, in_one_step: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not in_one_step:
        monkeypatch.setattr(publishing, "exchange", lambda *_: False)
    for text in "12":
        publish(workspace, "2020", {"a": text.encode(), MANIFEST: b"{}"}.items())
    set_apart(workspace, "2020")
    texts = {"0001": "1", "0002": "2"}
    kept = {f"{HISTORY}/{number}/a": text for number, text in texts.items()}
    kept |= {f"{HISTORY}/{number}/{MANIFEST}": "{}" for number in texts}
    assert below(workspace.outputs / "2020") == kept
    set_apart(workspace, "2020")  # nothing stands there any more
    set_apart(workspace, "2021")
    assert below(workspace.outputs / "2020") == kept
    assert not (workspace.outputs / "2021").exists()
    assert not (workspace.room / "new").exists()


def test_what_a_program_holds_is_not_set_apart_and_stays(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(workspace, "2020", {MANIFEST: b"{}"}.items())

    def held(*_: object) -> Path:
        raise OSError(errno.EACCES, "held")

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_swap", held)
        with pytest.raises(OutputsError, match="2020"):
            set_apart(workspace, "2020")
    assert below(workspace.outputs / "2020") == {MANIFEST: "{}"}
    assert not (workspace.room / "new").exists()


def test_an_error_that_waiting_does_not_mend_is_not_waited_for(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def full(*_: object) -> Path:
        tries.append(1)
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(publishing, "_swap", full)
    with pytest.raises(OutputsError):
        publish(workspace, "2020", {"a": b"1"}.items())
    assert len(tries) == 1


def test_two_folders_change_places_or_stay_where_they_are(tmp_path: Path) -> None:
    one, other = put(tmp_path / "一", a="1"), put(tmp_path / "二", a="2")
    texts = [{"a": "1"}, {"a": "2"}]
    has_step = exchange(one, other)
    assert has_step or not sys.platform.startswith("linux")
    assert [below(one), below(other)] == (texts[::-1] if has_step else texts)
    assert exchange(one, tmp_path / "三") is False
    assert one.is_dir()


@pytest.mark.parametrize(("platform", "step"), [("darwin", "renamex_np"), ("linux", "renameat2")])
@pytest.mark.parametrize("said", [0, -1])
def test_each_system_is_asked_by_its_own_name(
    platform: str, step: str, said: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    class Library:
        def __getattr__(self, name: str) -> Callable[..., int]:
            def called(*given: int) -> int:
                asked.append((name, given[-1]))
                return said

            return called

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library())
    assert exchange(tmp_path / "一", tmp_path / "二") is (said == 0)
    assert asked == [(step, 2)]


def test_without_such_a_step_of_the_system_nothing_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = put(tmp_path / "一", a="1"), put(tmp_path / "二", a="2")

    def refused(error: type[Exception]) -> None:
        def load(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(ctypes, "CDLL", load)
        assert exchange(one, other) is False

    for error in (OSError, AttributeError, TypeError):
        refused(error)
    assert below(one) == {"a": "1"}


def test_a_second_move_that_fails_puts_back_what_stood_there(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(workspace, "2020", {"a": b"1"}.items())
    monkeypatch.setattr(publishing, "exchange", lambda *_: False)
    real = Path.rename

    def broken(self: Path, target: Path) -> Path:
        if self.parent.name == "new":
            raise OSError(errno.EIO, "broken")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", broken)
    with pytest.raises(OutputsError):
        publish(workspace, "2020", {"a": b"2"}.items())
    assert below(workspace.outputs / "2020") == {"a": "1"}
    assert not (workspace.room / "aside").exists()


def test_what_was_left_in_the_room_finds_its_place_and_the_rest_goes(tmp_path: Path) -> None:
    """What lay aside, and what a draft has changed places with, known by its history: where nothing stands there in its
    place, else in the history of what does, as the newest, after the history that it holds itself."""
    put(tmp_path / ROOM / "aside" / "2018", a="alone")
    put(tmp_path / ROOM / "aside" / "2017", a="old")
    put(tmp_path / "2017", a="now")
    put(tmp_path / ROOM / "aside" / "2019", a="old")
    put(tmp_path / "2019" / HISTORY / "0007", a="older")
    put(tmp_path / "2019" / HISTORY / "备注", a="someone's")
    put(tmp_path / ROOM / "new" / "2020⁄海城市图书馆", a="swapped")
    put(tmp_path / ROOM / "new" / "2020⁄海城市图书馆" / HISTORY / "0001", a="first")
    put(tmp_path / "2020" / "海城市图书馆", a="now")
    put(tmp_path / ROOM / "new" / "2021", a="draft")
    put(tmp_path / ROOM / "taken", a="file")
    put(tmp_path / ROOM, loose="kept")
    with working_in(tmp_path) as workspace:
        assert not (workspace.room / "new").exists()
    own = {name: text for name, text in below(tmp_path).items() if name != f"{ROOM}/lock"}
    assert own == {
        "2017/a": "now",
        f"2017/{HISTORY}/0001/a": "old",
        "2018/a": "alone",
        f"2019/{HISTORY}/0007/a": "older",
        f"2019/{HISTORY}/0008/a": "old",
        f"2019/{HISTORY}/备注/a": "someone's",
        "2020/海城市图书馆/a": "now",
        f"2020/海城市图书馆/{HISTORY}/0001/a": "first",
        f"2020/海城市图书馆/{HISTORY}/0002/a": "swapped",
        f"{ROOM}/loose": "kept",
    }
    assert sorted(each.name for each in (tmp_path / ROOM).iterdir()) == ["lock", "loose"]


def test_drafts_that_hold_what_has_stood_in_place_are_not_thrown_away(workspace: Workspace) -> None:
    put(workspace.draft("2020") / HISTORY / "0001", a="1")
    workspace.discard()
    assert (workspace.room / "new" / "2020").is_dir()
    put(workspace.room / "aside" / "2019", a="1")
    workspace.discard()
    assert below(workspace.room / "aside") == {"2019/a": "1"}


def test_an_outputs_folder_that_is_a_file_or_held_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(OutputsError) as refused, working_in(tmp_path / "file"):
        pass
    assert str(refused.value) == str(tmp_path / "file")
    with working_in(tmp_path / "held"):
        with pytest.raises(Busy) as busy, working_in(tmp_path / "held"):
            pass
        assert str(busy.value) == str(tmp_path / "held")
    with working_in(tmp_path / "held"):  # and it is let go
        assert [each.name for each in (tmp_path / "held").iterdir()] == [ROOM]


def test_what_cannot_find_its_place_when_a_run_begins_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / ROOM / "aside" / "2018", a="alone")
    real = Path.rename

    def held(self: Path, target: Path) -> Path:
        if self.name == "2018":
            raise OSError(errno.EACCES, "held")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", held)
        with pytest.raises(OutputsError), working_in(tmp_path):
            pass
    assert below(tmp_path / ROOM / "aside") == {"2018/a": "alone"}
    with working_in(tmp_path):
        assert below(tmp_path / "2018") == {"a": "alone"}


def test_what_a_program_holds_in_the_room_keeps_nothing_else_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("一", "二", "三"):
        put(tmp_path / ROOM / name, a="1")
    first, real = next(each.name for each in (tmp_path / ROOM).iterdir()), os.rmdir

    def held(path: str, **given: int) -> None:
        if Path(path).name == first:
            raise PermissionError(errno.EACCES, "held")
        real(path, **given)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rmdir", held)
        with working_in(tmp_path):
            assert [each.name for each in (tmp_path / ROOM).iterdir() if each.is_dir()] == [first]
    with working_in(tmp_path):
        assert not [each for each in (tmp_path / ROOM).iterdir() if each.is_dir()]
