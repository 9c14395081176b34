"""Many libraries: `uv run python -m benchmarks.libraries 100 [forms]`, or 1000.

So many libraries are drawn, each with its own name and figures and as many of the forms as asked for (all 29 where none
is said), and run three times: with one worker process, with two, and once more though nothing changed. Printed are the
seconds a library, the ratio of two processes to one (goal: at least 1.8), the most memory of the process that hands
out and puts in place (goal: within 10 % between 100 and 1,000 libraries), and what share a bare calamine read of the
same files would take."""

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from guanbiao.text.libraries import called

from benchmarks.timing import ROOT, bare, clock

PLACES = ROOT / "pipeline" / "guanbiao" / "text" / "places.txt"
_FIGURE = re.compile(r"\d{3,}")
_YEAR = re.compile(r"(19|20)\d\d")
_RUN = """
import json, resource, sys, time
from pathlib import Path
from guanbiao.catalogues import load_catalogue
from guanbiao.commands import run
from guanbiao.screen import Progress
from guanbiao.settings import Settings
folder, outputs, processes = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
begun = time.perf_counter()
done = run(Settings(folder, outputs, processes=processes), load_catalogue(), Progress(enabled=False))
taken, most = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([taken, most, sum(1 for _ in done.finished), done.kept]))
"""


def names(count: int) -> list[str]:
    """So many libraries' names, none of which may mean another's: the shipped one's first."""
    places = (place for line in PLACES.read_text("utf-8").splitlines() for place in line.split()[1:])
    stems: dict[str, str] = {"鞍山": "鞍山市"}
    for place in places:
        if place[-1] in "市县":
            stems.setdefault(called(place).stem, place)
    return [f"{place}图书馆" for place in list(stems.values())[:count]]


def drawn(cell: str, at: int, library: str) -> str:
    """A cell of a form as another library would have it: its name, and figures so many times as large."""
    place = library.removesuffix("图书馆")
    text = cell.replace("鞍山市图书馆", library).replace("鞍山市", place).replace("鞍山地区", f"{place[:-1]}地区")
    is_figure = _FIGURE.fullmatch(text) and not _YEAR.fullmatch(text)
    return str(int(text) * (at % 9 + 1)) if is_figure else text


def write_libraries(folder: Path, count: int, forms: int) -> None:
    """A folder a library, a file a form."""
    from tests import lay_out

    printed = lay_out.table
    for at, library in enumerate(names(count)):
        lay_out.table = lambda number, at=at, library=library: [  # type: ignore[misc]
            [drawn(cell, at, library) for cell in row] for row in printed(number)
        ]
        own = folder / library.removesuffix("图书馆")
        own.mkdir(parents=True)
        for number in list(lay_out.SHAPES)[:forms]:
            (own / f"{number:02d}.xlsx").write_bytes(lay_out.workbook_bytes((("Sheet1", (number,), (1, 1)),)))
    lay_out.table = printed


def measured(folder: Path, outputs: Path, processes: int) -> tuple[float, float, int, int]:
    """Seconds, megabytes at most, years made, and libraries that were not redone, of a run in a process of its own."""
    command = [sys.executable, "-c", _RUN, str(folder), str(outputs), str(processes)]
    done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    seconds, most, made, kept = json.loads(done.stdout.splitlines()[-1])
    return seconds, most, made, kept


def main(count: int, forms: int = 29) -> None:
    """Draw the libraries, run, print."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "inputs")
        began = time.perf_counter()
        write_libraries(folder, count, forms)
        print(f"{count} libraries of {forms} forms drawn in {time.perf_counter() - began:.0f} s", flush=True)
        base, _ = clock(lambda: bare(folder))
        taken = {}
        for processes in (1, 2):
            outputs = Path(place, f"outputs-{processes}")
            taken[processes], most, made, _ = measured(folder, outputs, processes)
            said = f"{taken[processes] / count:.2f} s a library, {made} years made, {most:.0f} MB at most"
            print(f"{processes} processes: {taken[processes]:.1f} s, {said}", flush=True)
        print(f"2 to 1: {taken[1] / taken[2]:.2f} (goal: at least 1.8); bare reading {base / taken[1]:.1%}", flush=True)
        again, most, _, kept = measured(folder, Path(place, "outputs-2"), 2)
        print(f"once more: {again:.1f} s, {kept} not redone, {most:.0f} MB at most", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
