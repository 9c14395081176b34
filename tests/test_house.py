"""The house: imports run downwards only, libraries have their homes, schemas hold no logic, sizes stay small.

Each test looks through all modules, and says in one assertion which of them are not so, and in what."""

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

from tests.asserted import idle_tests
from tests.conftest import ROOT

# Rooms from the ground up. A room imports from rooms below it and from itself, where no two modules import each other.
ROOMS = (
    ("text", "processes", "exits", "settings", "version"),
    ("forms",),
    ("model",),
    ("words", "facts", "intake"),
    ("recognise", "checks", "reconcile", "pages", "documents", "catalogues"),
    ("causes", "prose"),
    ("report",),
    ("workbook", "letters", "consolidate", "chapter"),
    ("outputs", "watch", "surroundings"),
    ("flow", "doctor", "screen", "mishaps", "service", "standby"),
    ("learn", "serve", "terminal"),
    ("commands", "paging", "api", "asked", "options"),
    ("cli",),
    ("start",),
)
HOMES = {
    "python_calamine": {"intake.formats.engines"},
    "openpyxl": {"intake.formats.engines", "intake.formats.ooxml", "intake.stale", "text.sums"},
    "stdnum": {"text.personal"},
    "xlrd": {"intake.formats.xls", "intake.formats.xls_formulas"},
    "lxml": {  # python-docx would write all parts of a document anew
        "intake.formats.markup",
        "intake.formats.open_report",
        "intake.formats.word",
        "intake.formats.word_text",
        "outputs.annotated",
        "outputs.annotated_open",
        "outputs.anchors",
        "outputs.packages",
        "outputs.table_cells",
    },
    "msoffcrypto": {"intake.gate"},
    "olefile": {"intake.gate"},
    "psutil": {"intake.pool"},
    "filelock": {"outputs.workspace", "serve.only"},
    "packaging": {"doctor"},
    "distributed": {"processes.cluster"},
    "rich": {"screen", "terminal"},
    "watchfiles": {"watch"},
    "pandera": {"checks.validate", "checks.proof"},
    "xlsxwriter": {
        "pages.sheet",
        "pages.xlsx",
        "pages.charts",
        "chapter.charts",
    },  # a chart of Word is one of Excel, with its workbook
    "typer": {"cli", "options"},
    "starlette": {"serve"},
    "uvicorn": {"serve.server"},
    "limits": {"serve.pace"},
    "docx": {"documents.template", "chapter.parts"},  # parts of the file, and the parser that they are read by
    "docxtpl": {"documents.template"},  # one place for letters and the chapter: both are filled in from templates
    "jinja2": {"outputs.html", "documents.template", "serve.pages"},
    "polars": {
        "facts",
        "checks",
        "reconcile",
        "causes",
        "prose",
        "report",
        "workbook",
        "outputs",
        "letters",
        "consolidate",
        "chapter",
    },  # rooms
}
# Modules that know Chinese because forms and letters in Chinese are what they read: none of it is shown to anybody.
READING = {
    "text.amounts": "numerals and words of quantities in running text",
    "text.clauses": "words of sentences around figures: what compares, tells of shares and changes",
    "text.counters": "what counts things in running text",
    "text.dates": "words of dates and hours",
    "intake.formats.open_text": "names of styles",
    "intake.formats.word_text": "names of styles",
    "text.figures": "words of sums, and of correction",
    "text.tokens": "units and scales",
    "text.intervals": "words beside figures that are not exact",
    "text.labels": "names of months and years",
    "text.libraries": "how libraries are named",
    "text.magnitudes": "numbers in running text, in digits and numerals",
    "text.named": "figures in names, ordinals, versions, ages",
    "text.numerals": "Chinese numerals",
    "text.periods": "words of periods and dates",
    "text.places": "kinds of places",
    "text.personal": "words before a telephone number, and what counts things",
    "text.phones": "words around a telephone number, and before its extension",
    "text.phrases": "words that hold sentences together, names, what figures are of",
    "text.remarks": "words of correction in remarks beside cells",
    "text.traditional": "traditional characters and the simplified ones for them",
    "text.reports": "words of the title of an annual report, numbers of headings, words above and below a table",
    "text.titles": "words of the year in a title",
    "text.units": "units and their scales, and the word before them",
    "text.wide": "a comma of clauses",
    "text.writing": "numerals, and words of figures that are not exact",
    "text.years": "years and parts of a year in numerals",
    "learn.hints": "words of titles and headers, names of rows that a print leaves without any",
    "forms.prose": "sentences of shares and of changes over the years",
    "forms.empty": "phrases that give no reason",
    "forms.rows": "words of rows that are no entries",
    "forms.vocabulary": "labels of signatures, of heads, words for totals",
    "recognise.body.numbering": "how numbers of columns are written",
    "recognise.libraries": "what a library is called",
    "recognise.lines": "labels of units and remarks",
    "recognise.names": "how our own library is named",
    "recognise.stated": "labels of who files a form, seals",
    "recognise.slips.earlier": "labels of slips that were issued before",
    "report.answers.bound": "answers that say nothing",
    "causes.kinds.lists": "units in which entries are counted",
}
# Single texts elsewhere, each with its reason.
PLAIN = {
    "facts.measures": ("项",),  # the measure that has no name of its own
    "forms.blocks": ("完成指标",),  # what official forms print, so what declarations start from
    "forms.columns": ("序号",),
    "reconcile.judge": (".算式",),  # part of a rule's code
    "text.cells": ("#未计算", "（图片）"),  # what a formula without a result, or of a picture, reads as
    "intake.formats.markup": ("网页",),  # a sheet's name where the file has none
    "intake.formats.text": ("文本",),
    "intake.formats.document": ("第", "个表格"),
    "intake.formats.numbers": ("general|通用格式|@|%|[ymdhse]", "[万亿千]|0{2,}"),  # as formats of Excel write them
}
# Modules that may write `Any` or `dict[str, object]`, and what forces them.
LOOSE = {
    "chapter.charts": "options within options, as xlsxwriter takes them",
    "cli": "typer's options",
    "options": "typer's options",
    "facts.frames": "rows of a polars frame",
    "forms.equations": "an operator that rules are written with takes what it is given",
    "intake.formats.markup": "lxml has no types",
    "intake.formats.open_report": "lxml has no types",
    "intake.formats.open_text": "lxml has no types",
    "intake.formats.page_styles": "lxml has no types",
    "intake.formats.word": "lxml has no types",
    "intake.formats.word_tables": "lxml has no types",
    "intake.formats.word_text": "lxml has no types",
    "intake.formats.xls": "xlrd has no types",
    "intake.formats.xls_formulas": "xlrd has no types",
    "intake.formats.xls_remarks": "xlrd has no types",
    "pages.charts": "options of xlsxwriter, which has no types",
    "pages.sheet": "cells of xlsxwriter, which has no types",
    "serve.pages": "what templates are given",
    "processes.helper": "functions of any result, run elsewhere",
    "processes.workers": "functions of any result, run elsewhere",
    "processes.cluster": "functions of any result, run elsewhere",
}
EVERYWHERE = {"guanbiao", "msgspec"}  # nouns are msgspec's Structs
PACKAGE = ROOT / "pipeline" / "guanbiao"
EVERY = sorted(PACKAGE.rglob("*.py"))
PACKAGES = [path for path in EVERY if path.name == "__init__.py"]
PIPELINE = [path for path in EVERY if path.name not in ("__init__.py", "__main__.py")]
SCHEMAS = sorted((ROOT / "schemas").rglob("*.py"))
_CHINESE = re.compile("[\u3400-\u9fff]")
FLOOR = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}


@cache
def tree_of(path: Path) -> ast.Module:
    """A file's tree."""
    return ast.parse(path.read_text("utf-8"))


def own_name(path: Path) -> str:
    """A module of the package as it is imported, without the package's name."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


NAMES = {own_name(path) for path in PIPELINE}


def room_of(name: str) -> str:
    """The room of a module: its folder, or itself where it stands in none."""
    return name.partition(".")[0]


@cache
def imports(path: Path) -> set[str]:
    """The modules a file imports, dotted."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def texts(tree: ast.Module) -> Iterator[str]:
    """The texts of a module that are no docstrings, those inside f-strings too."""
    homes = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)]
    firsts = [node.body[0] for node in homes if node.body]
    docstrings = {first.value for first in firsts if isinstance(first, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node.value


@cache
def lengths_of(path: Path) -> dict[str, int]:
    """The lines of each function of a file, by its name and place."""
    functions = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef))
    return {f"{node.name}:{node.lineno}": (node.end_lineno or 0) - node.lineno + 1 for node in functions}


def own_imports(path: Path) -> set[str]:
    """The modules of the package that a file imports."""
    names = {name.removeprefix("guanbiao.") for name in imports(path) if name.startswith("guanbiao.")}
    return names & NAMES | {name.rpartition(".")[0] for name in names} & NAMES


Found = dict[str, object]


def wrong_in(paths: Iterable[Path], wrong: Callable[[Path], object]) -> Found:
    """By its name, what is wrong with each of some files; {} where nothing is. There are some."""
    found = {str(path.relative_to(ROOT)): wrong(path) for path in paths}
    assert found
    return {name: each for name, each in found.items() if each}


def test_every_room_has_its_floor_and_its_purpose() -> None:
    assert {room_of(name) for name in NAMES} == set(FLOOR)
    assert len(ROOMS) <= 14  # the last one, `learn`, tries what it drafts by the stages of a run
    for folder in (path for path in PACKAGE.rglob("*") if path.is_dir() and any(path.glob("*.py"))):
        purpose = ast.get_docstring(tree_of(folder / "__init__.py")) or ""
        assert len(re.findall(r"[.?!](?=\s|$)", purpose)) >= 2, folder.name


def test_imports_run_downwards_room_by_room() -> None:
    def upwards(path: Path) -> list[str]:
        own = room_of(own_name(path))
        others = {name for name in own_imports(path) if room_of(name) != own}
        outside = [name for name in imports(path) if name.startswith(("schemas", "tests"))]
        return [*outside, *(name for name in others if FLOOR[room_of(name)] >= FLOOR[own])]

    assert wrong_in(PIPELINE, upwards) == {}


def test_no_two_modules_import_each_other() -> None:
    TopologicalSorter({own_name(path): own_imports(path) for path in PIPELINE}).prepare()


def test_each_library_has_its_home() -> None:
    def abroad(path: Path) -> list[str]:
        homes, foreign = {own_name(path), room_of(own_name(path))}, {name.split(".")[0] for name in imports(path)}
        foreign -= EVERYWHERE | sys.stdlib_module_names
        return [name for name in foreign if not homes & HOMES.get(name, set())]

    assert wrong_in(PIPELINE, abroad) == {}


def test_schemas_are_data() -> None:
    logic = (ast.FunctionDef, ast.If, ast.For, ast.While, ast.Lambda, ast.ClassDef, ast.comprehension, ast.IfExp)

    def more_than_data(path: Path) -> list[str]:
        found = [ast.unparse(node) for node in ast.walk(tree_of(path)) if isinstance(node, logic)]
        strange = [name for name in imports(path) if name.split(".")[0] not in ("guanbiao", "schemas")]
        ours = [name for name in imports(path) if name.startswith("guanbiao.")]
        words = ("guanbiao.forms.catalogue.", "guanbiao.forms.prose.")
        return [*found, *strange, *(name for name in ours if not name.startswith(words))]

    assert wrong_in(SCHEMAS, more_than_data) == {}


def test_modules_and_functions_stay_small() -> None:
    def long(path: Path) -> dict[str, int]:
        whole = {"": path.read_text("utf-8").count("\n")}
        functions = {name: length for name, length in lengths_of(path).items() if length > 40}
        return functions | {name: length for name, length in whole.items() if length > 300}

    assert wrong_in([*PIPELINE, *SCHEMAS], long) == {}


def test_public_names_say_what_they_are() -> None:
    def silent(path: Path) -> list[str]:
        tree = tree_of(path)
        defined = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        nested = {
            inner
            for node in defined
            if isinstance(node, ast.FunctionDef) or node.name.startswith("_")
            for inner in ast.walk(node)
            if inner is not node
        }
        public = [node for node in defined if not node.name.startswith("_") and node not in nested]
        found = [node.name for node in public if not ast.get_docstring(node)]
        return found if ast.get_docstring(tree) else ["the module", *found]

    assert wrong_in(PIPELINE, silent) == {}


def test_bare_exceptions_where_files_are_read_and_where_the_process_ends() -> None:
    caught = [
        (path.stem, ast.unparse(node.type) if node.type else "")
        for path in PIPELINE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler)
        and (not node.type or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]
    assert caught == [("parse", "BaseException"), ("start", "BaseException")]


def test_only_words_speaks_to_users() -> None:
    def chinese(path: Path) -> set[str]:
        name = own_name(path)
        if room_of(name) == "words" or name in READING:
            return set()
        return {text for text in texts(tree_of(path)) if _CHINESE.search(text)} - set(PLAIN.get(name, ()))

    assert wrong_in(EVERY, chinese) == {}


def test_modules_that_only_mark_a_folder_hold_no_code() -> None:
    def code(path: Path) -> bool:
        return [type(node) for node in tree_of(path).body] != [ast.Expr]

    assert wrong_in((path for path in PACKAGES if path.parent != PACKAGE), code) == {}


def test_any_stands_only_where_json_or_a_library_forces_it() -> None:
    def loose(path: Path) -> set[str]:
        nodes = [] if own_name(path) in LOOSE else list(ast.walk(tree_of(path)))
        named = {node.id for node in nodes if isinstance(node, ast.Name)}
        of_keys = (node for node in nodes if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple))
        return named & {"Any"} | {ast.unparse(node) for node in of_keys} & {"dict[str, object]", "Mapping[str, object]"}

    assert wrong_in(EVERY, loose) == {}


def test_the_lists_of_exceptions_name_modules_that_there_are() -> None:
    assert not (READING.keys() | PLAIN.keys() | LOOSE.keys()) - {own_name(path) for path in EVERY}


def test_functions_are_short_on_the_whole() -> None:
    lengths = [length for path in EVERY for length in lengths_of(path).values()]
    assert median(lengths) <= 8
    assert max(lengths) <= 40


def test_no_test_may_end_without_having_asserted_anything() -> None:
    every = sorted((ROOT / "tests").rglob("test_*.py"))
    assert wrong_in(every, lambda path: idle_tests(path.read_text("utf-8"))) == {}


def test_a_test_that_asserts_of_nothing_at_all_is_told() -> None:
    idle = (
        "for each in found(): assert each",
        "for each in [*found()]: assert each",
        "assert all(each for each in found())",
        "both = one & other\n    for each in both: assert each",
        "for each in [each for each in (1, 2) if each > 2]: assert each",
    )
    biting = (
        "assert found()\n    for each in found(): assert each",
        "for each in (1, 2): assert each",
        "assert all(each for each in KINDS)",
        "(one,) = found()",
        "with pytest.raises(ValueError): found()",
    )
    assert {len(idle_tests(f"def test_it():\n    {body}\n")) for body in idle} == {1}
    assert {len(idle_tests(f"def test_it():\n    {body}\n")) for body in biting} == {0}


def test_every_room_has_its_tests() -> None:
    """Rooms without a folder of tests: declarations of nouns, tried wherever they are used."""
    rooms = {path.parent.name for path in PACKAGES if path.parent.parent == PACKAGE}
    tested = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert rooms - tested <= {"model"}
