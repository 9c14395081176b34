"""How long it takes, as ratios measured in one run: `uv run python -m benchmarks.timing`.

1. The whole sample run in a process of its own, against importing polars, pandera.polars, xlsxwriter and calamine.
2. read + recognise + extract + check + reconcile of 100 copies of the forms (2,900 files) in one process, its
   libraries loaded, against a bare calamine read of the same files; of one year, and of 100 years.
3. The whole safe intake of 100 different years, snapshot, gate and reader processes, against the same bare read.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = "import polars, pandera.polars, xlsxwriter, python_calamine"
YEARS = 100
_YEAR = re.compile(r"20(18|19|20)")


def timed(command: list[str]) -> float:
    """The wall time of a command in seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def whole_process(times: int = 7) -> None:
    """Print the first ratio, of medians: both are timed in turns, so that both meet the same weather."""
    taken = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as outputs:
            run = timed([sys.executable, "run.py", "--quiet", "--outputs", outputs])
        taken.append((run, timed([sys.executable, "-c", LIBRARIES])))
    run, imports = map(statistics.median, zip(*taken, strict=True))
    print(f"sample run {run:.2f} s, imports alone {imports:.2f} s: {run / imports:.2f} times (goal: at most 3)")


def write_years(folder: Path, *, same_year: bool) -> int:
    """One file a form and year under `folder`, 100 times over: of 100 years, or all of one; the number of files."""
    from tests import lay_out

    printed = lay_out.table
    for back in range(YEARS):
        shift = 0 if same_year else back
        lay_out.table = lambda number, shift=shift: [  # type: ignore[misc]
            [_YEAR.sub(lambda match: str(int(match[0]) - shift), text) for text in row] for row in printed(number)
        ]
        own = folder / f"{2020 - back}"
        own.mkdir()
        for number in lay_out.SHAPES:
            content = lay_out.workbook_bytes((("Sheet1", (number,), (1, 1)),))
            (own / f"{number:02d}.xlsx").write_bytes(content)
    lay_out.table = printed
    return YEARS * len(lay_out.SHAPES)


def bare(folder: Path) -> int:
    """The cells under a folder as calamine reads them, and nothing else."""
    from python_calamine import CalamineWorkbook

    cells = 0
    for path in sorted(folder.rglob("*.xlsx")):
        with CalamineWorkbook.from_path(str(path)) as book:
            for name in book.sheet_names:
                cells += sum(map(len, book.get_sheet_by_name(name).to_python(skip_empty_area=False)))
    return cells


def stages(folder: Path) -> None:
    """Print the second ratio: everything in this process, every copy read and reconciled as a file of its own."""
    from guanbiao.checks import validate  # noqa: F401  loaded before the clock starts, as in a run by the helper
    from guanbiao.flow.run import wanted_years
    from guanbiao.intake.parse import parse
    from guanbiao.model.books import Book
    from guanbiao.processes.serving import seldom_collected
    from guanbiao.recognise.recognise import recognise
    from guanbiao.settings import Settings

    from schemas.catalogue import CATALOGUE
    from tests.stages import gather, reports_of

    def read(path: Path) -> Book:
        name, parsed = path.relative_to(folder).as_posix(), parse(path.read_bytes())
        return Book(name, name, 0.0, parsed.status, sheets=parsed.sheets)

    def whole() -> int:
        done = recognise([read(path) for path in sorted(folder.rglob("*.xlsx"))], CATALOGUE)
        gathered = gather(done, CATALOGUE)
        years = wanted_years(done, Settings(folder, folder), CATALOGUE)
        reports = list(reports_of(gathered, years, CATALOGUE))
        return sum(len(report.findings) for report in reports)

    seldom_collected()
    base, cells = clock(lambda: bare(folder))
    taken, findings = clock(whole)
    print(f"{cells} cells; bare read {base:.2f} s, all stages {taken:.2f} s, {findings} findings")
    print(f"{taken / base:.2f} times (goal: at most 8); peak memory {peak_megabytes()} MB")


def intake(folder: Path) -> None:
    """Print the third ratio."""
    from guanbiao.intake.read import read_folder
    from guanbiao.recognise.signs import signs_of

    from schemas.catalogue import CATALOGUE

    base, _ = clock(lambda: bare(folder))
    taken, _ = clock(lambda: len(read_folder(folder, signs=signs_of(CATALOGUE))))
    print(
        f"{files} files: bare read {base:.2f} s, safe intake {taken:.2f} s: {taken / base:.2f} times (goal: at most 4)"
    )


def clock(job: Callable[[], int]) -> tuple[float, int]:
    """How long a job takes, in seconds, and what it returns."""
    start = time.perf_counter()
    result = job()
    return time.perf_counter() - start, result


def peak_megabytes() -> str:
    """The most memory this process ever held, where the system tells."""
    try:
        import resource
    except ImportError:
        return "?"
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit)


if __name__ == "__main__":
    whole_process()
    for same_year in (True, False):
        with tempfile.TemporaryDirectory() as name:
            files = write_years(Path(name), same_year=same_year)
            print(f"{files} files, " + ("100 copies of one year" if same_year else "100 years"))
            stages(Path(name))
            if not same_year:
                intake(Path(name))
