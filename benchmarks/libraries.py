"""Many libraries: `uv run python -m benchmarks.libraries 100 [forms]`, or 1000.

So many libraries are drawn, each with its own name and as many of the forms as asked for (all 29 where none is said):
a year in which all figures agree, with some wrong ones of each library's own. They are run three times: with one worker
process, with two, and once more though nothing changed. Printed are the seconds a library, the ratio of two processes
to one (goal: at least 1.8), the most memory of the process that hands out and puts in place (goal: within 10 % between
100 and 1,000 libraries), and what share a bare calamine read of the same files would take."""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from guanbiao.intake.read import read_folder
from guanbiao.model.filings import Filing
from guanbiao.text.cells import Value
from guanbiao.text.libraries import called

from benchmarks.timing import ROOT, bare, clock
from tests.consistent import consistent, report_of

PLACES = ROOT / "pipeline" / "guanbiao" / "text" / "places.txt"
_WRONG, _LEAST = 3, 3000  # figures of a library that are typed wrong; none below, which may be a year or a number
_RUN = """
import json, sys, time
from pathlib import Path
from guanbiao.catalogues import load_catalogue
from guanbiao.commands import run
from guanbiao.screen import Progress
from guanbiao.settings import Settings
folder, outputs, processes = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
begun = time.perf_counter()
done = run(Settings(folder, outputs, processes=processes), load_catalogue(), Progress(enabled=False))
taken = time.perf_counter() - begun
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
most = int(status["VmHWM"].split()[0]) / 1024  # what getrusage says begins with the memory of who started the process
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


def agreeing() -> list[Filing]:
    """The forms of a year in which all figures agree, in their order."""
    books = read_folder(ROOT / "inputs")
    return sorted(report_of(consistent(report_of(books))).filings, key=lambda each: (each.form, each.order))


def drawn(value: Value, library: str) -> Value:
    """What a cell holds, where the forms are another library's."""
    place = library.removesuffix("图书馆")
    if not isinstance(value, str):
        return value
    text = value.replace("鞍山市图书馆", library).replace("鞍山市", place)
    return text.replace("鞍山地区", f"{place[:-1]}地区")


def rows_of(filing: Filing, library: str) -> list[list[Value]]:
    """The rows of a form as a library would file it."""
    top, left, bottom, right = filing.area
    return [[drawn(value, library) for value in row[left : right + 1]] for row in filing.sheet.rows[top : bottom + 1]]


def typed_wrong(tables: Sequence[list[list[Value]]], at: int) -> None:
    """Some figures of a library typed over, the same for the same number: two digits of each change their places."""
    places = [
        (row, column)
        for rows in tables
        for row in rows
        for column, value in enumerate(row)
        if type(value) is int and value >= _LEAST and len(set(str(value)[:2])) == 2
    ]
    for row, column in random.Random(at).sample(places, min(_WRONG, len(places))):
        digits = str(row[column])
        row[column] = int(digits[1] + digits[0] + digits[2:])


def write_form(path: Path, rows: Sequence[Sequence[Value]], filing: Filing) -> None:
    """A workbook with one form, its merged cells as they are."""
    top, left, bottom, right = filing.area
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(filing.sheet.name)
        for first, start, last, end in filing.sheet.merges:
            if top <= first and last <= bottom and left <= start and end <= right:
                sheet.merge_range(first - top, start - left, last - top, end - left, "")
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at, column, value)


def write_libraries(folder: Path, count: int, forms: int) -> None:
    """A folder a library, a file a form."""
    filings = agreeing()[:forms]
    for at, library in enumerate(names(count)):
        own = folder / library.removesuffix("图书馆")
        own.mkdir(parents=True)
        tables = [rows_of(filing, library) for filing in filings]
        typed_wrong(tables, at)
        for number, (filing, rows) in enumerate(zip(filings, tables, strict=True), 1):
            write_form(own / f"{number:02d}.xlsx", rows, filing)


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
