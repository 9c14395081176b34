"""Single mutations of the program, and whether its nearest tests see them: `uv run --group dev --group bench python -m
benchmarks.mutations [how many] [seed] [aim …]`.

Drawn at random, as many from each aim: one operator, comparison, number, condition, loop or exception is another. A
mutant is tried by the tests that are named like its module, then by those that import it and those of its room; one
that they all pass has survived, and is printed. Some survivors are no other program than before: that is for a reader
to judge. What is said to people, annotations and bounds are left alone: no test should hold them."""

import ast
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path("pipeline", "guanbiao")
AIMS = {
    "extract": ("facts/**/*.py",),
    "reconcile": ("reconcile/**/*.py",),
    "causes": ("causes/**/*.py",),
    "answers": ("report/answers/*.py", "recognise/slips/*.py"),
    "publish": ("outputs/publish.py", "outputs/workspace.py", "outputs/files.py", "outputs/manifest.py"),
    "recognise": ("recognise/**/*.py",),
    "checks": ("checks/**/*.py",),
    "intake": ("intake/**/*.py",),
    "letters": ("letters/**/*.py",),
    "consolidate": ("consolidate/**/*.py", "flow/*.py"),
    "learn": ("learn/*.py",),
    "prose": ("prose/*.py",),
    "pages": ("pages/*.py", "workbook/*.py", "chapter/*.py"),
    "serve": ("serve/*.py",),
}
FIRST = ("extract", "reconcile", "causes", "answers", "publish")  # aims where none are named
AT_ONCE = 2
SECONDS = 240  # of processor time, for the tests of a mutant: one that loops for ever is seen by that
ASLEEP = 4 * SECONDS  # by the clock: so is one that waits for ever
# Of the operators that can take another's place, the one that most nearly does.
SWAPS = {"Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_Mul", "BitOr_BitAnd", "BitAnd_BitOr"}
COMPARISONS = {
    *("Eq_NotEq", "NotEq_Eq", "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt", "Lt_GtE", "GtE_Lt", "Is_IsNot", "IsNot_Is")
}
OTHERS = {
    *("ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "AddNot", "ReplaceUnaryOperator_Delete_Not"),
    *("ReplaceAndWithOr", "ReplaceOrWithAnd", "NumberReplacer", "ReplaceUnaryOperator_USub_UAdd"),
    *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop", "ExceptionReplacer"),
}
WANTED = (
    OTHERS
    | {f"ReplaceBinaryOperator_{swap}" for swap in SWAPS}
    | {f"ReplaceComparisonOperator_{swap}" for swap in COMPARISONS}
)
_IN_ROOM = 2  # parts of the path of a module that stands in its room itself
_ALIKE = 5  # letters that names have in common: merged.py, test_merges.py
Place = tuple[int, int]
Span = tuple[Place, Place]


@dataclass(frozen=True)
class Mutant:
    """One mutation of one module: what is done, the how-many-eth place where it can be, and where that is."""

    path: Path
    operator: str
    occurrence: int
    line: int

    def source(self) -> str:
        """The module with the mutation."""
        from cosmic_ray.mutating import mutate_code
        from cosmic_ray.plugins import get_operator

        return str(mutate_code((ROOT / self.path).read_text("utf-8"), get_operator(self.operator)(), self.occurrence))

    def __str__(self) -> str:
        before = (ROOT / self.path).read_text("utf-8").splitlines()
        after = self.source().splitlines()
        changed = [(old, new) for old, new in zip(before, after, strict=False) if old != new]
        lines = "".join(f"\n    - {old.strip()}\n    + {new.strip()}" for old, new in changed)
        return f"{self.path}:{self.line} {self.operator.removeprefix('core/')}{lines}"


def left_alone(source: str) -> list[Span]:
    """Where nothing is mutated: annotations, decorators, how a class is made, bounds and other constants of the module,
    what is raised."""
    lines = source.splitlines()
    found: list[ast.AST] = []
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            found += [*node.decorator_list, *([node.returns] if node.returns else [])]
        elif isinstance(node, ast.ClassDef):
            found += [*node.decorator_list, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            found.append(node.annotation)
        elif isinstance(node, ast.Raise | ast.Assert):
            found.append(node)
    found += [node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [_span(node, lines) for node in found]


def _span(node: ast.AST, lines: list[str]) -> Span:
    """Where a node stands, in characters."""

    def place(line: int, offset: int) -> Place:
        return line, len(lines[line - 1].encode()[:offset].decode())

    assert isinstance(node, ast.expr | ast.stmt)
    end = place(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
    return place(node.lineno, node.col_offset), end


def mutants_of(path: Path) -> list[list[Mutant]]:
    """All mutants of a module, those of one place together."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    source = (ROOT / path).read_text("utf-8")
    nodes, alone = list(ast_nodes(get_ast(source))), left_alone(source)
    found: defaultdict[Span, list[Mutant]] = defaultdict(list)
    for name in operator_names():
        if name.removeprefix("core/") not in WANTED:
            continue
        operator = get_operator(name)()
        places = (place for node in nodes for place in operator.mutation_positions(node))
        for occurrence, (start, end) in enumerate(places):
            if not any(first <= start < last for first, last in alone):
                found[start, end].append(Mutant(path, name, occurrence, start[0]))
    return list(found.values())


def drawn(aim: str, times: int, seed: int) -> list[Mutant]:
    """So many mutants of an aim, each at a place of its own."""
    paths = sorted({path for pattern in AIMS[aim] for path in (ROOT / PACKAGE).glob(pattern)})
    places = [place for path in paths for place in mutants_of(path.relative_to(ROOT))]
    chance = random.Random(f"{seed}/{aim}")
    return [chance.choice(place) for place in chance.sample(places, min(times, len(places)))]


@cache
def _imported() -> dict[Path, str]:
    """The tests, and what they say."""
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    return {path.relative_to(ROOT): path.read_text("utf-8") for path in tests}


def nearest(path: Path) -> list[list[Path]]:
    """The tests of a module: those named like it or its folder, then those that import it, or a module of its folder
    within a room, and those of its room."""
    own = path.relative_to(PACKAGE)
    name = ".".join(("guanbiao", *own.with_suffix("").parts))
    names = {part.removesuffix(".py")[:_ALIKE] for part in own.parts[1:]}
    room = Path("tests", own.parts[0])
    named = [test for test in _imported() if any(each in test.stem for each in names)]
    folder = ".".join(("guanbiao", *own.parts[:-1]))
    wanted = (f"from {name} import", *([f"from {folder}."] if len(own.parts) > _IN_ROOM else []))
    importing = [test for test, said in _imported().items() if any(each in said for each in wanted)]
    rest = [test for test in _imported() if test.is_relative_to(room)]
    wider = [test for test in dict.fromkeys((*importing, *rest)) if test not in named]
    return [tests for tests in (named, wider) if tests]


class Copies:
    """Copies of the checkout, one for each mutant that is tried at a time."""

    def __init__(self, folder: Path) -> None:
        self.free: SimpleQueue[Path] = SimpleQueue()
        for number in range(AT_ONCE):
            shutil.copytree(ROOT, folder / str(number), ignore=_no_work)
            (folder / str(number) / "outputs").mkdir()
            self.free.put(folder / str(number))

    def killed(self, mutant: Mutant) -> str:
        """The name of the test that saw the mutant, '' where none did."""
        copy = self.free.get()
        try:
            (copy / mutant.path).write_text(mutant.source(), "utf-8")
            return next(filter(None, (_seen(copy, tests) for tests in nearest(mutant.path))), "")
        finally:
            shutil.copy2(ROOT / mutant.path, copy / mutant.path)
            self.free.put(copy)


def _no_work(folder: str, names: list[str]) -> set[str]:
    """What a copy does without: outputs, environments and caches."""
    return {name for name in names if folder == str(ROOT) and (name.startswith(".") or name == "outputs")}


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def _seen(copy: Path, tests: list[Path]) -> str:
    """The first test that fails in a copy, '' where none does."""
    options = ["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--hypothesis-seed=0", "--no-header", "--tb=no"]
    done = subprocess.run(
        ["timeout", "--signal=KILL", str(ASLEEP), sys.executable, "-m", "pytest", *options, *map(str, tests)],
        cwd=copy,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        preexec_fn=_limited,
    )
    if done.returncode < 0:
        return f"signal {-done.returncode}"
    failed = (line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR")))
    return next(failed, "ended") if done.returncode else ""


def told(aims: tuple[str, ...], times: int, seed: int) -> Iterator[str]:
    """The kill rate of each aim, and its survivors."""
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(AT_ONCE) as pool:
        copies = Copies(Path(name))
        for aim in aims:
            mutants = drawn(aim, -(-times // len(aims)), seed)
            seen = list(pool.map(copies.killed, mutants))
            yield f"{aim}: {sum(map(bool, seen))} of {len(seen)} killed"
            yield from (f"  survived: {mutant}" for mutant, by in zip(mutants, seen, strict=True) if not by)


def main(times: str = "50", seed: str = "0", *aims: str) -> None:
    """Try so many mutants, print what became of them."""
    for line in told(aims or FIRST, int(times), int(seed)):
        print(line, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
