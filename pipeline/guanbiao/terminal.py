"""What a run shows to somebody who sits at a terminal, when it is done: its problems form by form, in colours, and what
to do next. Programs read the lines of `screen` instead, and nothing of this is loaded for them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from guanbiao.forms.levels import Level
from guanbiao.screen import summary_of, summed_lines
from guanbiao.text.shown import in_one_line
from guanbiao.words.terminal import (
    NEXT,
    NEXT_SUMMED,
    NO_FORM,
    PROOF_COUNT,
    level_counts,
    next_step,
)
from guanbiao.words.workbook import LEVELS

if TYPE_CHECKING:
    from guanbiao.report.shown import Finished, Ran, Told

_FEW = 3  # libraries and years whose problems are shown one by one; of more, each has its report
_COLOURS = {Level.MANDATORY: "bold red", Level.QUERY: "yellow", Level.INFO: "cyan"}
_IN = 4  # columns that sentences stand in
_LEAST = 16  # columns of a sentence, however narrow the terminal is
_PIECES = re.compile(r"\s+|[“‘（《〔]*(?:[!-~]+|\S)[，。；：、？！）”’》〕…]*")


def tell_done(done: "Ran", *, quiet: bool) -> None:
    """Tell of a run: of each year its problems, which `quiet` leaves out, its summary as programs read it, and what to
    do next."""
    console, finished = Console(highlight=False, markup=False, emoji=False), iter(done.finished)
    first = list(islice(finished, _FEW + 1))
    for at, each in enumerate((*first, *finished)):
        if not quiet and len(first) <= _FEW:
            console.print(*_problems(each.shown.problems, console.width), sep="", end="", soft_wrap=True)
        console.print(Text(in_one_line(summary_of(each)), "bold"), soft_wrap=True)
        if not done.summed and at < _FEW:
            _say_next(_next(each), console)
    for line in summed_lines(done):
        console.print(Text(line, "bold"), soft_wrap=True)
    for folder in done.summed.values():
        _say_next(NEXT.format(steps=NEXT_SUMMED.format(folder=_near(folder))), console)


def _say_next(text: str, console: Console) -> None:
    for line in wrapped(in_one_line(text), max(console.width, _LEAST)):
        console.print(Text(line, "green"), soft_wrap=True)


def _next(each: "Finished") -> str:
    year = each.shown.year
    return next_step(_near(each.folder), year.answers, year.forms - year.filed)


def _near(folder: Path) -> str:
    """A folder as it is called from the current one, where it lies in that."""
    try:
        return str(folder.absolute().relative_to(Path.cwd()))
    except (OSError, ValueError):
        return str(folder)


def _problems(problems: "Sequence[Told]", width: int) -> Iterator[Text]:
    """The problems form by form: how many of each level, and each with its place and its sentence."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for problem in problems:
        groups[problem.about].append(problem)
    for about in sorted(groups):
        counts = level_counts(Counter(each.level for each in groups[about]))
        yield Text.assemble(
            in_one_line(about or NO_FORM), *((f"  {said}", _COLOURS[each]) for each, said in counts), "\n", style="bold"
        )
        for problem in groups[about]:
            yield _problem(problem, width)
        yield Text("\n")


def _problem(problem: "Told", width: int) -> Text:
    """A problem: its level and place, how many findings prove it, and below its sentence, without the form's name."""
    place, line = in_one_line(problem.place), in_one_line(problem.lines[0])
    said = line.removeprefix(f"{place} ").partition(" ")[2].removeprefix(problem.about)
    proof = len(problem.lines) - 1
    head = Text.assemble("  ", (LEVELS[problem.level], _COLOURS[problem.level]), f" {place}")
    head.append(PROOF_COUNT.format(count=proof) if proof else "", "dim")
    sentence = "\n".join(" " * _IN + each for each in wrapped(said, max(width - _IN, _LEAST)))
    return Text.assemble(head, "\n", sentence, "\n")


def wrapped(text: str, width: int) -> Iterator[str]:
    """A text in lines of so many columns, of which a Chinese character takes two: cut between any two of these,
    not in a number or a word, nor before a mark that may not begin a line.

    >>> list(wrapped("填报 708877，5 项之和为 785697。", 13))
    ['填报 708877，', '5 项之和为', '785697。']
    """
    line = ""
    for piece in (part for each in _PIECES.findall(text) for part in chop_cells(each, width)):
        if line and cell_len(line) + cell_len(piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line:
        yield line.rstrip()
