"""Many libraries: the same bytes wherever they are worked out, whatever ends meanwhile; only what changed is redone."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from guanbiao import commands
from guanbiao.exits import FAULT
from guanbiao.flow.run import run
from guanbiao.flow.spread import Spread
from guanbiao.flow.summed import sum_up
from guanbiao.model.books import Book
from guanbiao.outputs.workspace import working_in
from guanbiao.processes.helper import here
from guanbiao.processes.workers import Local
from guanbiao.report.shown import Ran
from guanbiao.settings import NothingToDo, Settings
from msgspec.structs import replace

from tests.drawing import book, changed, sheet
from tests.flow.many import Here, go, libraries, of, outputs
from tests.reports import report_book, report_docx
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS

FEW = libraries(4)
STRANGER = book(sheet("| 赤江县图书馆值班表 | |\n| 周一 | 王 |", "值班"), file="赤江县图书馆/值班.xlsx")
REPORTS = [
    report_book(report_docx(changed(LOANS, (2, 1, 9)), title=("云溪市图书馆2020年度工作报告",)), "总结.docx"),
    report_book(report_docx(LOANS, title=("赤江县图书馆2020年度工作报告",)), "赤江.docx"),
    report_book(report_docx(LOANS, title=("河口县图书馆2020年度工作报告",)), "河口.docx"),
]
EVERY = [*FEW, STRANGER, *REPORTS]


@pytest.fixture(scope="module")
def in_memory(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The outputs of a few libraries, as the run in memory makes them."""
    folder = tmp_path_factory.mktemp("memory")
    with working_in(folder) as workspace:
        run(EVERY, workspace, Settings(folder, folder), SMALL, lambda _: None, here)
    return outputs(folder)


def names(done: Spread) -> list[str]:
    """The libraries of which something is shown."""
    return [each.shown.year.library for each in done]


def test_units_make_what_the_run_in_memory_makes(tmp_path: Path, in_memory: dict[str, bytes]) -> None:
    seen: list[tuple[int, int]] = []
    done = go(tmp_path, EVERY, Here(), lambda *each: seen.append(each))
    assert outputs(tmp_path) == in_memory
    assert seen[0] == (0, 4)
    assert seen[-1] == (4, 4)
    assert names(done)[0] == SMALL.library
    assert {each.folder for each in done} == {path.parent for path in (tmp_path / "2020").glob("*/manifest.json")}


def test_each_library_has_its_own_annual_report(in_memory: dict[str, bytes]) -> None:
    def found(library: str, code: str) -> list[str]:
        whole = json.loads(in_memory[f"2020/{library}/findings.json"])
        return [each["terms"][0]["file"] for each in whole["findings"] if each["rule"] == code]

    assert found(SMALL.library, "report_table_differs") == ["总结.docx"]
    assert found(SMALL.library, "report_other_library") == ["河口.docx"]
    assert found("赤江县图书馆", "report_table_differs") == ["赤江.docx"]
    assert found("赤河县图书馆", "report_table_differs") == []


def test_a_second_run_redoes_what_changed(tmp_path: Path) -> None:
    go(tmp_path, FEW, Here())
    first = outputs(tmp_path)
    again = go(tmp_path, FEW, Here())
    assert (again.kept, len(names(again))) == (4, 4)
    changed = [*(each for each in FEW if each.file != "003.xlsx"), of("赤湖县图书馆", 7, "003.xlsx")]
    assert go(tmp_path, changed, Here()).kept == 3
    differ = {name for name, content in outputs(tmp_path).items() if first.get(name) != content}
    assert differ
    assert [name for name in differ if "赤湖县图书馆" not in name] == []
    (tmp_path / "2020" / SMALL.library / "核对报告.html").unlink()
    assert go(tmp_path, changed, Here()).kept == 3
    assert (tmp_path / "2020" / SMALL.library / "核对报告.html").is_file()
    assert go(tmp_path, changed, Here(), redo=True).kept == 0


def test_a_library_that_filed_nothing_and_did_not_change_hides_no_change_of_another(tmp_path: Path) -> None:
    """As many libraries are not worked out again as are summed up: the one that filed nothing is among them."""
    silent = book(sheet("| 值班表 |\n| 1月 | 张三 |"), file="紫河县图书馆/值班.xlsx")
    summed = tmp_path / "2020" / "汇总" / "libraries.json"

    def total(*books: Book) -> int:
        ran = go(tmp_path, [*books, silent], Here())
        with working_in(tmp_path) as workspace:
            sum_up(Ran(ran, ran.kept), workspace, SMALL, lambda _: None)
        sums = json.loads(summed.read_text("utf-8"))["sums"]
        return int(next(each["value"] for each in sums if (each["form"], each["row"]) == ("loans", "全年")))

    first = total(*FEW)
    assert total(*FEW) == first
    assert total(*FEW[:3], of("赤湖县图书馆", 7, "003.xlsx")) == first + 4 * 38944


def test_when_a_file_was_changed_matters_only_where_something_stands_twice(tmp_path: Path) -> None:
    def touched(own: Book) -> Book:
        return replace(own, modified=own.modified + 3600)

    go(tmp_path / "once", FEW, Here())
    assert go(tmp_path / "once", [touched(FEW[0]), *map(touched, FEW[1:])], Here()).kept == len(FEW)
    twice = [*FEW, of("赤湖县图书馆", 9, "003b.xlsx")]
    go(tmp_path / "twice", twice, Here())
    newest = [touched(each) if each.file == FEW[3].file else each for each in twice]
    assert go(tmp_path / "twice", newest, Here()).kept == len(FEW) - 1
    go(tmp_path / "anew", newest, Here())
    twice_over, anew = (
        {name: each for name, each in outputs(tmp_path / folder).items() if name.startswith("facts/")}
        for folder in ("twice", "anew")
    )
    assert twice_over == anew


def test_a_library_that_is_gone_is_told_no_more(tmp_path: Path) -> None:
    go(tmp_path, FEW, Here())
    assert len(names(go(tmp_path, FEW[:3], Here()))) == 3


def test_a_worker_that_ends_costs_a_try_and_a_unit_that_fails_its_own_outputs(
    tmp_path: Path, in_memory: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Local(2, "guanbiao.flow.unit")) as workers:

        def end_one(done: int, _: int) -> None:
            process = workers._slots[0]._process
            if done == 1 and process:
                process.kill()

        go(tmp_path / "ended", EVERY, workers, end_one)
    assert outputs(tmp_path / "ended") == in_memory
    with closing(Local(1, "guanbiao.flow.unit")) as workers:
        done = go(tmp_path / "failed", FEW, workers, broken=FEW[2].sha256)
    (library,) = done.failed
    assert "ValidationError" in done.failed[library]
    assert len(names(done)) == 3
    assert library not in names(done)
    asked = Settings(tmp_path, tmp_path / "failed")
    assert commands.tell_besides(Ran(done, failed=done.failed), asked) == FAULT
    assert library in capsys.readouterr().err
    assert "ValidationError" in next((asked.outputs / ".guanbiao").glob(f"{library}*")).read_text("utf-8")
    again = go(tmp_path / "failed", FEW, Here())
    assert not again.failed
    assert (again.kept, len(names(again))) == (3, 4)  # what failed is tried again, and it alone


def test_a_run_that_is_stopped_leaves_nothing_half_and_what_is_done_stands(tmp_path: Path) -> None:
    def stop(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go(tmp_path, FEW, Here(), stop)
    assert len([*(tmp_path / "2020").glob("*/manifest.json")]) == 2
    assert {path.name for path in (tmp_path / ".guanbiao").iterdir()} == {"libraries.db", "journal.jsonl", "lock"}
    assert go(tmp_path, FEW, Here()).kept == 2


def test_where_nobody_filed_anything_it_is_said_of_each_file(tmp_path: Path) -> None:
    with pytest.raises(NothingToDo, match=r"没有识别到任何一张官方报表.*\n.*值班"):
        go(tmp_path, [STRANGER], Here())
    with pytest.raises(NothingToDo, match="没有 2019 年的报表"):
        go(tmp_path, FEW, Here(), year=2019)
