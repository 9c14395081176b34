"""The command line as people and scripts meet it: exit codes, redirected output, other locales, kept history. What
hangs on the process (streams, memory, locales) is tried in one of its own; the rest within that of the tests."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from guanbiao.cli import main
from guanbiao.processes.helper import here
from guanbiao.text.labels import fold
from guanbiao.words.report import HISTORY

from schemas.catalogue import CATALOGUE
from tests.conftest import ROOT
from tests.lay_out import SHAPES
from tests.within import called

WORKBOOK = "鞍山市图书馆2020年度统计总表.xlsx"


def run(*arguments: str, within: int = 0, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """run.py in a process of its own, its output captured (so: redirected); `within` so many bytes of memory."""
    limited = ("prlimit", f"--as={within}") if within and shutil.which("prlimit") else ()
    return subprocess.run(
        [*limited, sys.executable, str(ROOT / "run.py"), *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The shipped forms, run from elsewhere, in a gigabyte, on a system without Chinese."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    return run("--outputs", "out", within=1 << 30, cwd=elsewhere, LC_ALL="C"), elsewhere / "out" / "2020"


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drop folder with one of the shipped files."""
    folder = tmp_path_factory.mktemp("few")
    shutil.copy(next((ROOT / "inputs").rglob("基本情况一览表.xlsx")), folder)
    return folder


def test_the_shipped_forms_give_all_outputs(done: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    result, folder = done
    assert result.returncode == 0, result.stderr
    names = {path.name for path in folder.iterdir()}
    machine = {"findings.json", "relations.csv", "facts.parquet", "manifest.json", "run.log"}
    assert [path.name for path in folder.parent.parent.iterdir()] == ["out"]
    assert names == {WORKBOOK, "核对报告.html", "业务统计分析（草稿）.docx", "通知", *machine}


def test_findings_are_lines_and_the_summary_is_last(done: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    lines = done[0].stdout.splitlines()
    cell = "2020/业务中心/综合统计分析.xlsx!C15"
    cause = next(at for at, line in enumerate(lines) if line.startswith(f"{cell} column_copied "))
    assert lines[cause + 1].startswith(f"  {cell} L02 ")  # the relations that prove a cause stand in below it
    assert lines[-1].startswith(f"2020 年：收到 {len(SHAPES)}/{len(CATALOGUE.forms)} 张报表")
    assert done[0].stderr == ""


def test_findings_json_keeps_its_contract(done: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    whole = json.loads((done[1] / "findings.json").read_text("utf-8"))
    assert (whole["contract"], whole["library"], whole["period"]) == (1, "鞍山市图书馆", 2020)
    assert set(whole) == {"contract", "library", "period", "summary", "files", "filings", "findings", "causes"}
    assert set(whole["files"][0]) == {"file", "sha256", "status", "message"}
    assert set(whole["filings"][0]) == {"form", "title", "department", "file", "sha256", "sheet", "range", "status"}
    keys = "id rule kind level verdict status department head form row column reported expected difference unit cause terms message"
    assert all(set(finding) == set(keys.split()) for finding in whole["findings"])
    terms = [term for finding in whole["findings"] for term in finding["terms"]]
    assert all(
        {"role", "form", "row", "column", "value", "raw", "file", "sheet", "cell"} <= set(term) for term in terms
    )
    assert len({finding["id"] for finding in whole["findings"]}) == len(whole["findings"])
    assert sum(whole["summary"]["by_level"].values()) == len(whole["findings"])
    relations = list(csv.DictReader(io.StringIO((done[1] / "relations.csv").read_text("utf-8-sig"))))
    assert sum(whole["summary"]["relations"].values()) == len(relations)
    broken = [line for line in relations if line["verdict"] == "broken"]
    assert len(broken) == sum(
        each["kind"] in ("within", "cross") and each["verdict"] == "broken" for each in whole["findings"]
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_run_writes_the_same_and_keeps_the_first(
    done: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path
) -> None:
    shutil.copytree(done[1].parent, tmp_path, dirs_exist_ok=True)
    first = contents(tmp_path / "2020")
    arguments = ("--outputs", str(tmp_path), "--quiet", "--inputs", str(ROOT / "inputs"))
    assert called(*arguments, "--prove").returncode == 0  # proving the frames changes nothing, nor does another system
    second = contents(tmp_path / "2020")
    assert {name: content for name, content in second.items() if not name.startswith(HISTORY)} == first
    assert contents(tmp_path / "2020" / HISTORY / "0001") == first
    assert sorted(path.name for path in tmp_path.iterdir()) == [".guanbiao", "2020"]


def test_strict_quiet_json_version_and_help() -> None:
    assert run("--version").stdout.startswith("guanbiao ")
    assert "不带参数时读取" in fold(run("--help").stdout)


def test_strict_ends_with_one_when_a_mandatory_finding_is_open(few: Path, tmp_path: Path) -> None:
    result = called("--strict", "--quiet", "--inputs", str(few), "--outputs", str(tmp_path))
    assert (result.returncode, len(result.stdout.splitlines())) == (1, 1)


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_json_on_the_screen_is_json(quiet: tuple[str, ...], few: Path, tmp_path: Path) -> None:
    (summary,) = json.loads(called("--json", *quiet, "--inputs", str(few), "--outputs", str(tmp_path)).stdout)
    assert (summary["period"], summary["filed"]) == (2020, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--inputs", "/nonexistent"),
        *(("--year", year) for year in ("1999", "abc", "0", "1899", "3000", "-2020")),
        ("forms", "--year", "0"),
        ("--no-such-option",),
    ],
)
def test_a_job_that_cannot_be_done_ends_with_two_and_a_sentence(arguments: tuple[str, ...], tmp_path: Path) -> None:
    result = called(*arguments, "--outputs", str(tmp_path))
    assert result.returncode == 2
    (sentence,) = result.stderr.splitlines()
    assert re.fullmatch(r".*[\u4e00-\u9fff].*。", sentence)


def test_outputs_among_filings_end_with_two_and_leave_no_trace(tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_bytes(b"1,2")
    result = called("--inputs", str(tmp_path), "--outputs", str(tmp_path / "x" / ".."))
    assert result.returncode == 2
    assert re.fullmatch(r"报表文件夹 .* 不能混在一起，.*。\n", result.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["表.csv"]


def test_a_system_without_chinese_is_no_hindrance(tmp_path: Path) -> None:
    result = run("forms", "--year", "2021", "--outputs", str(tmp_path), LC_ALL="C", PYTHONUTF8="0")
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "空白表" / "2021").is_dir()


def test_where_no_form_is_found_each_file_says_why(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "空.xlsx").write_bytes(b"")
    (tmp_path / "别的.csv").write_text("甲,乙\n1,2\n")
    result = called("--inputs", str(tmp_path), "--outputs", str(tmp_path / "out" / "x"))
    assert result.returncode == 2
    said, *files = result.stderr.splitlines()
    assert "没有识别到任何一张官方报表" in said
    reasons = ("别的.csv 没有找到任何一张官方报表", "坏.xlsx 文件已损坏", "空.xlsx 文件是空的")
    assert [line.startswith(reason) for line, reason in zip(files, reasons, strict=True)] == [True] * 3


def test_a_folder_that_may_not_be_read_is_said_to_be_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def closed(_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.R_OK)
    monkeypatch.setattr(os, "scandir", closed)
    monkeypatch.setattr(sys, "argv", ["run.py", "--inputs", str(tmp_path)])
    assert main(ROOT, here) == 2
    assert re.fullmatch(r".* 打不开：没有读取权限.*。\n", capsys.readouterr().err)


def test_unwritable_outputs_end_with_two(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = called("--outputs", str(tmp_path / "file"))
    assert result.returncode == 2
    assert result.stderr.startswith("结果无法写入")
    assert len(result.stderr.splitlines()) == 1


def test_a_wrong_declaration_ends_with_two_and_names_form_and_label(tmp_path: Path) -> None:
    for name in ("run.py", "pipeline", "schemas"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    rules = tmp_path / "schemas" / "rules" / "lending.py"
    rules.write_text(
        rules.read_text("utf-8").replace('lending["累计", "成人外借"]', 'lending["累计", "成年外借"]', 1), "utf-8"
    )
    result = subprocess.run(
        [sys.executable, "run.py"], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 2
    assert "lending" in result.stderr
    assert "成年外借" in result.stderr
    assert "Traceback" not in result.stderr


def test_bad_files_cost_themselves_and_nothing_else(tmp_path: Path) -> None:
    inputs, good = tmp_path / "in", ROOT / "inputs" / "2020" / "办公室"
    shutil.copytree(good, inputs / "任意" / "深处")
    (inputs / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    (inputs / "空.xlsx").write_bytes(b"")
    (inputs / "~$锁.xlsx").write_bytes(b"x")
    result = called("--inputs", str(inputs), "--outputs", str(tmp_path / "out"))
    assert result.returncode == 0
    assert "坏.xlsx file_refused" in result.stdout
    assert "空.xlsx file_refused" in result.stdout
    whole = json.loads((tmp_path / "out" / "2020" / "findings.json").read_text("utf-8"))
    assert {each["file"]: each["status"] for each in whole["files"] if "/" not in each["file"]} == {
        "坏.xlsx": "refused",
        "空.xlsx": "refused",
        "~$锁.xlsx": "ignored",
    }
    assert {filing["form"] for filing in whole["filings"]} == {"staff", "web_media", "print_media"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_what_cannot_be_said_is_done_all_the_same(few: Path, tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, str(ROOT / "run.py"), "--inputs", str(few), "--outputs", str(tmp_path)]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (result.returncode, result.stderr) == (120, "")
    assert (tmp_path / "2020" / "findings.json").exists()
