"""The house: imports run downwards only, libraries have their homes, schemas hold no logic, sizes stay small."""

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Rooms from the ground up. A room imports from rooms below it and from itself, where no two modules import each other.
ROOMS = (
    ("text", "processes", "exits", "settings"),
    ("forms",),
    ("model",),
    ("words", "facts", "intake"),
    ("recognise", "checks", "reconcile", "pages"),
    ("causes",),
    ("report",),
    ("workbook", "letters"),
    ("outputs", "watch"),
    ("flow", "doctor", "handout"),
    ("commands",),
    ("cli",),
    ("start",),
)
HOMES = {
    "python_calamine": {"intake.formats.engines"},
    "openpyxl": {"intake.formats.engines", "intake.formats.ooxml", "intake.stale"},
    "xlrd": {"intake.formats.xls"},
    "lxml": {"intake.formats.markup"},
    "msoffcrypto": {"intake.gate"},
    "olefile": {"intake.gate"},
    "psutil": {"intake.pool"},
    "filelock": {"outputs.workspace"},
    "packaging": {"doctor"},
    "watchfiles": {"watch"},
    "pandera": {"checks.validate", "checks.proof"},
    "xlsxwriter": {"pages.xlsx"},
    "typer": {"cli"},
    "docx": {"letters.docx"},
    "jinja2": {"outputs.web"},
    "polars": {"facts", "checks", "reconcile", "causes", "report", "workbook", "outputs", "letters"},  # rooms
}
EVERYWHERE = {"guanbiao", "msgspec"}  # nouns are msgspec's Structs
PACKAGE = ROOT / "pipeline" / "guanbiao"
PIPELINE = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
SCHEMAS = sorted((ROOT / "schemas").rglob("*.py"))
FLOOR = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}


def own_name(path: Path) -> str:
    """A module of the package as it is imported, without the package's name."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


NAMES = {own_name(path) for path in PIPELINE}


def room_of(name: str) -> str:
    """The room of a module: its folder, or itself where it stands in none."""
    return name.partition(".")[0]


def imports(path: Path) -> set[str]:
    """The modules a file imports, dotted."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own_imports(path: Path) -> set[str]:
    """The modules of the package that a file imports."""
    names = {name.removeprefix("guanbiao.") for name in imports(path) if name.startswith("guanbiao.")}
    return names & NAMES | {name.rpartition(".")[0] for name in names} & NAMES


def test_every_room_has_its_floor_and_its_purpose() -> None:
    assert {room_of(name) for name in NAMES} == set(FLOOR)
    assert len(ROOMS) <= 13
    for folder in (path for path in PACKAGE.rglob("*") if path.is_dir() and any(path.glob("*.py"))):
        assert (ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or "").count(".") >= 2


@pytest.mark.parametrize("path", PIPELINE, ids=own_name)
def test_imports_run_downwards_room_by_room(path: Path) -> None:
    own = room_of(own_name(path))
    others = {name for name in own_imports(path) if room_of(name) != own}
    assert not [name for name in others if FLOOR[room_of(name)] >= FLOOR[own]]
    assert not [name for name in imports(path) if name.startswith(("schemas", "tests"))]


def test_no_two_modules_import_each_other() -> None:
    TopologicalSorter({own_name(path): own_imports(path) for path in PIPELINE}).prepare()


@pytest.mark.parametrize("path", PIPELINE, ids=own_name)
def test_each_library_has_its_home(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        homes = {own_name(path), room_of(own_name(path))}
        assert library in EVERYWHERE | sys.stdlib_module_names or homes & HOMES[library], name


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_schemas_are_data(path: Path) -> None:
    logic = (ast.FunctionDef, ast.If, ast.For, ast.While, ast.Lambda, ast.ClassDef, ast.comprehension, ast.IfExp)
    assert not [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, logic)]
    assert {name.split(".")[0] for name in imports(path)} <= {"guanbiao", "schemas"}
    assert {name for name in imports(path) if name.startswith("pipeline.")} <= {
        name for name in imports(path) if name.startswith("guanbiao.forms.catalogue.")
    }


@pytest.mark.parametrize("path", [*PIPELINE, *SCHEMAS], ids=lambda path: path.stem)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 350
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    assert not [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > 40]


@pytest.mark.parametrize("path", PIPELINE, ids=lambda path: path.stem)
def test_public_names_say_what_they_are(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    defined = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    nested = {
        inner
        for node in defined
        if isinstance(node, ast.FunctionDef) or node.name.startswith("_")
        for inner in ast.walk(node)
        if inner is not node
    }
    public = [node for node in defined if not node.name.startswith("_") and node not in nested]
    assert not [node.name for node in public if not ast.get_docstring(node)]


def test_one_bare_exception_at_the_one_place() -> None:
    caught = [
        (path.stem, ast.unparse(node.type) if node.type else "")
        for path in PIPELINE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (not node.type or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]
    assert caught == [("parse", "BaseException")]


def test_only_phrase_and_the_styles_speak_chinese_to_users() -> None:
    silent = {
        "flow",
        "cli",
        "commands",
        "doctor",
        "front",
        "export",
        "consolidate",
        "layout",
        "verdicts",
        "annual",
        "check",
        "publish",
    }
    for path in PIPELINE:
        if path.stem in silent - {"publish", "annual"}:
            constants = [
                node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)
            ]
            words = [
                node.value
                for node in constants
                if isinstance(node.value, str) and any("\u4e00" <= each <= "\u9fff" for each in node.value)
            ]
            docstrings = {
                ast.get_docstring(node, clean=False)
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            }
            assert not [word for word in words if word not in docstrings], path.stem
