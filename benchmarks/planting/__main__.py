"""How well causes are found: `uv run --group dev python -m benchmarks.planting [years a kind]`.

In a year in which everything agrees, slips of each kind are planted at random places, one to three at a time. For each
kind it prints how many were detected (a relation does not hold, or something else must be corrected), and how many of
them are visible to any relation: of no other slip can the figures tell where it is; how often the
true cell stands first, the true figure in it, or the true figure among the alternatives; how often all cells of a slip
(at least 90 % of those that something tells) stand in one cause; how many causes a slip has; in how many years a cause
leaves open which side is wrong (`either`); how many figures get two suggestions that differ (`twice`) and how many
relations that a cause explains do not hold once all first suggestions are taken (`unmended`); and in how many years
a cause is called certain and is wrong: it changes a cell that is right as planted, or suggests a wrong figure. Each of
those is told with its name, under which it can be repeated:

    python -m benchmarks.planting 10 --kind "entry on the wrong side"     kinds by a part of their name
    python -m benchmarks.planting 10 --at-a-time 1                        only so many at a time
    python -m benchmarks.planting --repeat "20/entry on the wrong side/1/7"   one year: what was planted, what is said

In the end the goals; then the time of diagnosis: of the 2020 forms, and of a year with thirty planted errors."""

import argparse
import random
import sys
import time
from collections.abc import Sequence

from guanbiao.model.causes import Cause
from guanbiao.report.report import Report
from guanbiao.words.causes import cause_message
from guanbiao.words.findings import Phrases

from benchmarks.planting.bench import YEAR, Bench, Slip, bench_of, causes_of, filed
from benchmarks.planting.kinds import KINDS, Kind, Measure, drawn
from benchmarks.planting.score import Score, judge
from benchmarks.planting.single import SINGLE, mixed
from schemas.catalogue import CATALOGUE
from tests.consistent import consistent

MOST_CELLS = 8  # of a slip that are printed
COLUMNS = (
    "at a time  slips detected visible  cells  cell figure  or tied  one cause  causes either twice unmended wrong    s"
)
HEAD = f"{'kind':24} {COLUMNS}"


def main(argv: Sequence[str] | None = None) -> None:
    """Print the scores, the goals and the times, or one year."""
    asked = _parser().parse_args(argv)
    report = filed()
    bench = bench_of(consistent(report))
    if asked.repeat:
        _repeat(bench, asked.repeat)
        return
    kinds = [kind for kind in KINDS if not asked.kind or any(part in kind.name for part in asked.kind)]
    if not kinds:
        sys.exit("kinds are: " + ", ".join(kind.name for kind in KINDS))
    print(f"2020 as filed: {_seconds(report):.2f} s (goal: less than 1)\n\n{HEAD}")
    scores = {kind.name: _scores(kind, bench, asked.years, asked.at_a_time, asked.seed) for kind in kinds}
    _print_goals(kinds, scores)
    moves = mixed(30)(random.Random(30), bench.network)
    took = _seconds(bench.planted([bench.slip(moves)]))
    print(f"a year with 30 errors: {took:.2f} s (goal: less than 5)")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planting", description="How well causes are found.")
    parser.add_argument("years", nargs="?", type=int, default=10, help="years of each kind and number at a time")
    parser.add_argument("--kind", action="append", help="only kinds whose name holds this; may be given several times")
    parser.add_argument("--at-a-time", type=int, action="append", choices=(1, 2, 3), help="only so many at a time")
    parser.add_argument("--seed", type=int, default=20, help="another one draws other slips")
    parser.add_argument("--repeat", metavar="NAME", help="one year, by its name as it is printed")
    return parser


def _scores(kind: Kind, bench: Bench, years: int, only: Sequence[int] | None, seed: int) -> Score:
    """Of one kind, printed for each number at a time: the score of some years, in all."""
    whole = Score()
    for at_a_time in kind.times:
        if only and at_a_time not in only:
            continue
        score, told = Score(), []
        for number in range(years):
            name = f"{seed}/{kind.name}/{at_a_time}/{number}"
            slips = drawn(kind, bench, at_a_time, name)
            judged = judge(bench, slips)
            score.add(judged.score)
            told += [(name, slips, judged)] if judged.wrong else []
        _print_score(kind.name, at_a_time, score)
        for name, slips, judged in told:
            _print_year(name, bench, slips, judged.wrong)
        whole.add(score)
    return whole


def _print_score(name: str, at_a_time: int, score: Score) -> None:
    slips, cells, years = max(score.slips, 1), max(score.cells, 1), max(score.years, 1)
    print(f"{name:24} {at_a_time:9} {score.slips:6} {score.detected / slips:8.0%} {score.visible:7}", end="")
    print(f" {score.cells:6} {score.cell_first / cells:5.0%} {score.first / cells:6.0%}", end="")
    print(f" {(score.first + score.tied) / cells:8.0%} {score.one / slips:10.0%} {score.causes / slips:7.1f}", end="")
    print(
        f" {score.either:6} {score.twice:5} {score.unmended:8} {score.wrong:5} {score.seconds / years:4.2f}", flush=True
    )


def _repeat(bench: Bench, name: str) -> None:
    """Plant the year of this name again, and print all that is said of it."""
    _, wanted, at_a_time, _ = name.split("/")
    kind = next(kind for kind in KINDS if kind.name == wanted)
    slips = drawn(kind, bench, int(at_a_time), name)
    judged = judge(bench, slips)
    print(HEAD)
    _print_score(kind.name, int(at_a_time), judged.score)
    _print_year(name, bench, slips, judged.causes, most=1000)


def _print_year(
    name: str, bench: Bench, slips: Sequence[Slip], causes: Sequence[Cause], most: int = MOST_CELLS
) -> None:
    """What was planted in a year, and some causes."""
    print(f"  --repeat {name!r}")
    for slip in slips:
        for line in _planted(bench, slip, most):
            print(f"    planted: {line}")
    for cause in causes:
        sure = "certain" if cause.certain else "not certain"
        print(f"    said ({cause.kind}, {sure}): {cause_message(Phrases(CATALOGUE, YEAR), cause)}")
        for each in cause.changes[:most]:
            follows = ", follows" if each.follows else ""
            print(f"      {each.term.address} {each.term.value} → {each.suggested}{follows}")


def _planted(bench: Bench, slip: Slip, most: int) -> list[str]:
    """The edits of a slip, a line each."""
    lines = []
    for row in slip.rows:
        what = "taken out" if row.values is None else f"typed in {row.values}"
        lines.append(f"{bench.report.filings[row.filing].form}: row {row.at + 1} {what}")
    for at, text in slip.cells.items():
        lines.append(f"{'!'.join(bench.place_of(*at)[1:3])} → {text}")
    for node, value in slip.moves:
        lines.append(f"{'!'.join(bench.place(node)[1:3])} {bench.network.nodes[node].value} → {value}")
    return [*lines[:most], *([f"and {len(lines) - most} more"] if len(lines) > most else [])]


def _print_goals(kinds: Sequence[Kind], scores: dict[str, Score]) -> None:
    """What was reached of what is asked for, and the old sum: of all kinds of one figure, how many stand first."""
    print(f"\n{'goals':24} asked            reached  wrong and certain  of the slips that relations see, in one cause")
    for kind in kinds:
        score = scores[kind.name]
        reached, asked = "", ""
        if kind.goal:
            share = _reached(score, kind.goal[0])
            reached = f"{share:.1%}{' ' if share >= kind.goal[1] else '!'}"
            asked = f"{kind.goal[0]} {kind.goal[1]:.0%}"
        sure = f"{score.wrong:10} of {score.years}{'!' if score.wrong else ''}"
        seen = f"{score.told} of {score.visible}, of {score.slips} planted; {score.rivalled} as simply told otherwise"
        print(f"{kind.name:24} {asked:16} {reached:>7} {sure:18} {seen}")
    whole = Score()
    for name, score in scores.items():
        if name in SINGLE:
            whole.add(score)
    count = max(whole.cells, 1)
    print(f"kinds of one figure: first {whole.first / count:.1%}, or tied {(whole.first + whole.tied) / count:.1%}")
    wrong, years = sum(score.wrong for score in scores.values()), sum(score.years for score in scores.values())
    print(f"wrong and certain: {wrong} of {years} years (goal: 0)")
    for name, score in scores.items():
        if name.startswith("a year of"):
            print(
                f"{name}: {score.blamed} right cells blamed (goal: 0), {score.alone} by causes that name no wrong cell"
            )
    twice, unmended = (sum(getattr(each, name) for each in scores.values()) for name in ("twice", "unmended"))
    print(f"figures with two suggestions: {twice} (goal: 0); explained and not mended: {unmended} (goal: 0)")


def _reached(score: Score, measure: Measure) -> float:
    if measure is Measure.ONE:
        return score.one / max(score.slips, 1)
    return (score.cell_first if measure is Measure.CELL else score.first) / max(score.cells, 1)


def _seconds(report: Report) -> float:
    start = time.perf_counter()
    causes_of(report)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
