"""The house: imports run downwards only, libraries have their homes, schemas hold no logic, sizes stay small."""

import ast
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LAYERS = (
    ("books", "phrase_start", "phrase_checks", "messages", "exits"),
    ("pipes",),
    ("aide",),
    ("intake.limits", "intake.wire"),
    ("intake.kinds", "intake.gate", "intake.stale"),
    ("intake.raw",),
    ("intake.engines", "intake.ooxml", "intake.opendoc", "intake.text"),
    ("intake.xlsb",),
    ("intake.markup", "intake.xls"),
    ("intake.package",),
    ("intake.parse", "intake.walk"),
    ("intake.worker",),
    ("intake.pool",),
    ("read", "workspace", "settings", "watch"),
    ("doctor",),
    ("phrase_machine",),
    ("labels", "expr"),
    ("blocks",),
    ("form",),
    ("rulebook",),
    ("spec",),
    ("grammar", "dates", "model"),
    ("header", "lines", "page", "phrase_intake"),
    ("drafts", "web", "workbook"),
    ("letters", "validate"),
    ("tasks",),
    ("agreement", "body", "phrase", "titles"),
    ("body_grid", "body_register", "body_card", "regions"),
    ("recognise", "extract", "phrase_causes", "phrase_slips"),
    ("repeats", "relations", "disclose"),
    ("check", "plausible", "layout", "formulas"),
    ("meet",),
    ("reconcile", "headlines"),
    ("gaps",),
    ("annual", "verdicts", "network"),
    ("evidence", "search", "shares"),
    ("lists",),
    ("patterns",),
    ("guesses",),
    ("settle",),
    ("diagnose",),
    ("phrase_relations",),
    ("consolidate", "answers"),
    ("ledger", "coverage", "slip"),
    ("front", "indicators", "phrase_report"),
    ("export", "publish", "notify"),
    ("changes", "blank"),
    ("changes_page",),
    ("page_report",),
    ("outputs", "handout"),
    ("flow",),
    ("commands",),
    ("cli",),
    ("start",),
)
HOMES = {
    "python_calamine": {"intake.engines"},
    "openpyxl": {"intake.engines", "intake.ooxml", "intake.stale"},
    "xlrd": {"intake.xls"},
    "lxml": {"intake.markup"},
    "msoffcrypto": {"intake.gate"},
    "olefile": {"intake.gate"},
    "psutil": {"intake.pool"},
    "filelock": {"workspace"},
    "packaging": {"doctor"},
    "watchfiles": {"watch"},
    "pandera": {"validate"},
    "xlsxwriter": {"workbook"},
    "typer": {"cli"},
    "docx": {"letters"},
    "jinja2": {"web"},
    "polars": {
        *("drafts", "tasks"),  # for their types only
        *("extract", "validate", "check", "repeats", "plausible", "disclose", "relations", "meet", "reconcile"),
        *("gaps", "verdicts", "network", "shares", "consolidate", "coverage", "headlines", "export", "changes"),
    },
}
EVERYWHERE = {"pipeline", "msgspec"}  # nouns are msgspec's Structs
PIPELINE = sorted(path for path in (ROOT / "pipeline").rglob("*.py") if path.name != "__init__.py")
SCHEMAS = sorted((ROOT / "schemas").rglob("*.py"))
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}


def own_name(path: Path) -> str:
    """A module of the pipeline as it is imported, without the package's name."""
    return ".".join(path.relative_to(ROOT / "pipeline").with_suffix("").parts)


def imports(path: Path) -> set[str]:
    """The modules a file imports, dotted."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_module_has_its_layer() -> None:
    assert {own_name(path) for path in PIPELINE} == set(RANK)


@pytest.mark.parametrize("path", PIPELINE, ids=own_name)
def test_imports_run_downwards_only(path: Path) -> None:
    names = {name.removeprefix("pipeline.") for name in imports(path) if name.startswith("pipeline.")}
    own = names & RANK.keys() | {name.rpartition(".")[0] for name in names} & RANK.keys()
    assert all(RANK[name] < RANK[own_name(path)] for name in own), own
    assert not [name for name in imports(path) if name.startswith(("schemas", "tests"))]


@pytest.mark.parametrize("path", PIPELINE, ids=own_name)
def test_each_library_has_its_home(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        assert library in EVERYWHERE | sys.stdlib_module_names or own_name(path) in HOMES[library], name


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_schemas_are_data(path: Path) -> None:
    logic = (ast.FunctionDef, ast.If, ast.For, ast.While, ast.Lambda, ast.ClassDef, ast.comprehension, ast.IfExp)
    assert not [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, logic)]
    assert {name.split(".")[0] for name in imports(path)} <= {"pipeline", "schemas"}
    assert {name for name in imports(path) if name.startswith("pipeline.")} <= {
        name for name in imports(path) if name.startswith("pipeline.spec.")
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
