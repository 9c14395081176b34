"""Several libraries in one folder: each has the whole contract for itself."""

import json
import os
from pathlib import Path

import polars as pl
from guanbiao.flow import job
from guanbiao.flow.reports import Job
from guanbiao.flow.run import run
from guanbiao.flow.summed import sum_up
from guanbiao.model.books import Book, Sheet
from guanbiao.outputs.workspace import working_in
from guanbiao.processes.helper import here
from guanbiao.report.shown import Ran
from guanbiao.settings import Settings

from tests.drawing import book
from tests.small.catalogue import SMALL
from tests.small.filed import YEAR

OURS, THEIRS = SMALL.library, "河口县图书馆"


def of(library: str, times: int, file: str) -> Book:
    """All forms of a library in one file, its figures so many times as large; only some titles name it."""
    sheets = []
    for each in YEAR:
        rows = [[cell * times if type(cell) is int else cell for cell in row] for row in each.rows]
        rows[0] = [cell and str(cell).replace(OURS, library) for cell in rows[0]]
        sheets.append(Sheet(each.name, rows))
    return book(*sheets, file=file)


def done(folder: Path, *books: Book) -> dict[str, Path]:
    """Run the job; the folders of the libraries."""
    with working_in(folder) as workspace:
        every = run(books, workspace, Settings(folder, folder), SMALL, lambda _: None, here)
    return {each.report.catalogue.library: each.folder for each in every}


def facts(folder: Path) -> pl.DataFrame:
    """The figures of a library, without where they stand."""
    return pl.read_parquet(folder / "facts.parquet").drop("file", "sheet", "cell")


def test_each_library_has_what_it_would_have_alone(tmp_path: Path) -> None:
    ours, theirs = of(OURS, 1, "a.xlsx"), of(THEIRS, 3, "b.xlsx")
    both = done(tmp_path / "both", ours, theirs)
    assert both == {name: tmp_path / "both" / "2020" / name for name in (OURS, THEIRS)}
    for library, own in ((OURS, ours), (THEIRS, theirs)):
        alone = done(tmp_path / library, own)[library]
        files = [{path.relative_to(each).as_posix() for path in each.rglob("*")} for each in (alone, both[library])]
        assert {name for name in files[0] if name.split("/")[0] != THEIRS} == files[1]
        assert facts(alone).equals(facts(both[library]))
        found = [json.loads((each / "findings.json").read_text("utf-8")) for each in (alone, both[library])]
        assert found[0] == found[1]
        assert found[0]["library"] == library


def test_a_library_that_is_alone_no_more_keeps_what_it_had(tmp_path: Path) -> None:
    alone = done(tmp_path, of(OURS, 1, "a.xlsx"))[OURS]
    assert alone == tmp_path / "2020"
    both = done(tmp_path, of(OURS, 2, "a.xlsx"), of(THEIRS, 3, "b.xlsx"))
    assert not (alone / "manifest.json").exists()
    assert (alone / "历史" / "0001" / "findings.json").is_file()
    assert "与上次对照" in (both[OURS] / "核对报告.html").read_text("utf-8")
    assert "与上次对照" not in (both[THEIRS] / "核对报告.html").read_text("utf-8")
    again = done(tmp_path, of(OURS, 1, "a.xlsx"))[OURS]
    assert again == tmp_path / "2020"
    assert not (again / THEIRS).exists()
    assert (again / "历史").is_dir()


def test_libraries_are_summed_up_and_what_is_gone_counts_no_more(tmp_path: Path) -> None:
    def ran(*books: Book) -> Ran:
        with working_in(tmp_path) as workspace:
            return job.done(books, workspace, Job(Settings(tmp_path, tmp_path), SMALL), lambda *_: None)

    first = ran(of(OURS, 1, "a.xlsx"), of(THEIRS, 3, "b.xlsx"))
    folder = first.summed[2020]
    assert folder == tmp_path / "2020" / "汇总"
    assert {path.name for path in folder.iterdir()} == {"云溪市2020年度汇总表.xlsx", "汇总报告.html", "libraries.json"}
    said = json.loads((folder / "libraries.json").read_text("utf-8"))
    (total,) = [
        each for each in said["sums"] if (each["form"], each["row"], each["column"]) == ("loans", "全年", "合计")
    ]
    assert (total["value"], total["libraries"]) == (4 * 55489, 2)
    assert {each["library"]: each["filed"] for each in said["libraries"]} == {OURS: 6, THEIRS: 6}
    dataset = pl.scan_parquet(tmp_path / "facts", hive_partitioning=True).collect()
    assert set(dataset["library"]) == {OURS, THEIRS}
    with working_in(tmp_path) as workspace:
        sum_up(first, workspace, SMALL, lambda _: None)
        assert len(list(folder.iterdir())) == 3
        facts = next((tmp_path / "facts").rglob("*.parquet"))
        os.utime(
            facts, (facts.stat().st_mtime + 1,) * 2
        )  # a library was worked out, and the run killed before it was summed up
        sum_up(first, workspace, SMALL, lambda _: None)
        assert len(list(folder.iterdir())) == 4  # 历史 comes with another one
        sum_up(Ran(list(first.finished)[:1], failed={THEIRS: ""}), workspace, SMALL, lambda _: None)
    said = json.loads((folder / "libraries.json").read_text("utf-8"))
    assert [each["library"] for each in said["libraries"]] == [OURS]
    assert len(list((tmp_path / "facts").rglob("*.parquet"))) == 2
    again = ran(of(OURS, 1, "a.xlsx"), of("清河县图书馆", 2, "c.xlsx"))
    said = json.loads((again.summed[2020] / "libraries.json").read_text("utf-8"))
    assert [each["library"] for each in said["libraries"]] == [OURS, "清河县图书馆"]
    assert ran(of(OURS, 1, "a.xlsx")).summed == {}
    assert list((tmp_path / "facts").rglob("*.parquet")) == []
