"""The command, run from anywhere: where it reads and writes, whose catalogue it takes, what it makes of a wrong word.
Once it is a process of its own, as it is in a checkout in test_cli; then it runs within that of the tests."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.door.foreign import filed, written
from tests.within import called

COMMAND = (sys.executable, "-m", "guanbiao")


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command in a folder, its output captured."""
    places = {"PYTHONPATH": str(ROOT / "pipeline")}
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **places},
        check=False,
    )


def test_folders_are_those_of_the_current_folder(tmp_path: Path) -> None:
    done = called(home=None, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        f"没有可处理的文件：请把各部门的报表放进 {tmp_path / 'inputs'} 后再运行。\n",
    )
    filed(tmp_path / "inputs")
    library = str(written(tmp_path / "海城"))
    done = run("--catalogue", library, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("2021 年：收到 1/1 张报表")
    assert (tmp_path / "outputs" / "2021" / "海城市图书馆2021年度统计总表.xlsx").is_file()


def test_options_count_before_a_command_as_well_as_behind_it(tmp_path: Path) -> None:
    library = str(written(tmp_path / "海城"))
    before = ("--outputs", "甲", "--catalogue", library, "forms", "--year", "2022")
    assert called(*before, home=None, cwd=tmp_path).returncode == 0
    assert (tmp_path / "甲" / "空白表" / "2022" / "流通部" / "01 外借.xlsx").is_file()
    both = ("--outputs", "乙", "--year", "2023", "forms", "--catalogue", library, "--outputs", "丙")
    assert called(*both, home=None, cwd=tmp_path).returncode == 0
    assert not (tmp_path / "乙").exists()
    assert (tmp_path / "丙" / "空白表" / "2023").is_dir()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("form",), "没有 form 这个命令，是不是 forms？全部命令请用 --help 查看。"),
        (("explian", "a.xlsx"), "没有 explian 这个命令，是不是 explain？全部命令请用 --help 查看。"),
        (("xyzzy",), "没有 xyzzy 这个命令。全部命令请用 --help 查看。"),
        (("--input", "a"), "没有 --input 这个选项，是不是 --inputs？可用的选项请用 --help 查看。"),
        (("watch", "--evry", "3"), "没有 --evry 这个选项，是不是 --every？可用的选项请用 --help 查看。"),
        (("--zzz",), "没有 --zzz 这个选项。可用的选项请用 --help 查看。"),
        (("explain",), "命令行的选项有误：explain。可用的选项请用 --help 查看。"),
        (("--catalogue", "没有", "forms", "--year", "2021"), "没有找到报表声明 没有：请用 --catalogue 指定一个文件夹、.py 文件或模块名。"),
    ],
)  # fmt: skip
def test_a_wrong_word_is_told_with_the_likeliest_right_one(typed: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = called(*typed, home=None, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{said}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_declaration_is_one_sentence_on_the_screen(tmp_path: Path) -> None:
    library = written(tmp_path / "海城")
    file = library / "forms" / "loans.py"
    file.write_text(file.read_text("utf-8").replace("Blank.NONE", "Blank.NOON"), "utf-8")
    done = called("--catalogue", str(library), home=None, cwd=tmp_path)
    said = "报表声明 海城/forms/loans.py 第 19 行有误：没有“NOON”这个名称，是不是 NONE。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_whoever_signs_as_head_by_the_librarys_own_word_gets_the_findings(tmp_path: Path) -> None:
    filed(tmp_path / "inputs")
    assert called("--catalogue", str(written(tmp_path / "海城")), home=None, cwd=tmp_path).returncode == 0
    whole = json.loads((tmp_path / "outputs" / "2021" / "findings.json").read_text("utf-8"))
    assert {each["head"] for each in whole["findings"]} == {"王某"}
    assert all(each["rule"] != "cell_stray" for each in whole["findings"])
