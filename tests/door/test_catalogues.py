"""Catalogues from folders, files and modules; what is wrong in one is a sentence that says where."""

import re
from pathlib import Path

import pytest
from guanbiao.catalogues import CatalogueError, load_catalogue

from schemas.catalogue import CATALOGUE
from tests.conftest import ROOT
from tests.door.foreign import written


def test_the_shipped_catalogue_is_the_one_of_the_checkout() -> None:
    assert load_catalogue() == CATALOGUE
    assert load_catalogue(ROOT / "schemas") == CATALOGUE


@pytest.mark.parametrize("source", ["", "catalogue.py"])
def test_a_folder_or_a_file_declares_a_catalogue_with_relative_imports(source: str, tmp_path: Path) -> None:
    assert load_catalogue(written(tmp_path / "海城") / source).library == "海城市图书馆"


def test_a_folder_may_declare_it_in_its_init(tmp_path: Path) -> None:
    folder = written(tmp_path / "lib")
    (folder / "catalogue.py").rename(folder / "__init__.py")
    assert load_catalogue(folder).library == "海城市图书馆"


def test_a_module_is_found_by_its_name_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "a_library_of_tests")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    assert load_catalogue("a_library_of_tests").library == "海城市图书馆"
    assert load_catalogue("a_library_of_tests.catalogue").library == "海城市图书馆"


def test_two_catalogues_are_loaded_side_by_side_and_anew(tmp_path: Path) -> None:
    one, other = written(tmp_path / "one" / "schemas"), written(tmp_path / "other" / "schemas")
    text = (other / "catalogue.py").read_text("utf-8")
    (other / "catalogue.py").write_text(text.replace('library="海城市图书馆"', 'library="营口市图书馆"'), "utf-8")
    assert [load_catalogue(each).library for each in (one, other)] == ["海城市图书馆", "营口市图书馆"]
    (one / "catalogue.py").write_text(text.replace("海城市图书馆", "盘锦市市图书馆"), "utf-8")
    assert load_catalogue(one).library == "盘锦市市图书馆"


MISTAKES = {
    "label": ("catalogue.py", 'loans["全年", "成人"]', 'loans["全年", "成年"]', "lib/catalogue.py 第 11 行", "成年"),
    "keyword": ("catalogue.py", "departments=", "departements=", "lib/catalogue.py 第 7 行", "“departements”"),
    "import": ("forms/loans.py", "import Adds,", "import Addz,", "lib/forms/loans.py 第 3 行", "“Addz”这个名称，是不是 Adds。"),
    "name": ("forms/loans.py", "stub=", "stub=rowz and ", "lib/forms/loans.py 第 14 行", "“rowz”这个名称，是不是 rows。"),
    "attribute": ("forms/loans.py", "Blank.NONE", "Blank.NON", "lib/forms/loans.py 第 19 行", "“NON”这个名称，是不是 NONE。"),
    "module": ("catalogue.py", ".forms.loans", ".forms.loan", "lib/catalogue.py 第 5 行", "“forms.loan”这个模块"),
    "syntax": ("catalogue.py", "rules=(", "rules=((", "lib/catalogue.py 第 ", "写法有误"),
    "compiler": ("catalogue.py", '"综合部",\n', '"宗合部",\n', "lib/catalogue.py 第 7 行", "宗合部"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_wrong_declaration_is_one_sentence_with_file_line_and_word(mistake: str, tmp_path: Path) -> None:
    name, right, wrong, place, word = MISTAKES[mistake]
    file = written(tmp_path / "lib") / name
    assert right in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(right, wrong, 1), "utf-8")
    with pytest.raises(CatalogueError) as said:
        load_catalogue(tmp_path / "lib")
    assert re.fullmatch(r"报表声明 .*。", str(said.value))
    assert place in str(said.value)
    assert word in str(said.value)


@pytest.mark.parametrize("source", ["没有的文件夹", "nowhere.to_be_found", "no/such.py"])
def test_a_catalogue_that_is_not_there_is_said_to_be_missing(source: str) -> None:
    with pytest.raises(CatalogueError, match=r"没有找到报表声明 .*：请用 --catalogue .*。"):
        load_catalogue(source)


def test_a_folder_without_a_catalogue_says_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="没有名为 CATALOGUE 的报表声明"):
        load_catalogue(tmp_path)


def test_templates_beside_a_catalogue_are_its_own(tmp_path: Path) -> None:
    folder = written(tmp_path / "海城")
    assert load_catalogue(folder).templates == ""
    (folder / "templates").mkdir()
    assert (
        load_catalogue(folder).templates
        == load_catalogue(folder / "catalogue.py").templates
        == str(folder / "templates")
    )
