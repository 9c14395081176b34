"""How well causes are found: `uv run python -m benchmarks.planting [cases a kind]`.

In a year in which everything agrees, errors of each kind are planted in cells that at least two relations touch, one
to three at a time; for each kind it prints how often the true cell and the true figure stand first, how often they
are among the ties, and how often a wrong cell was named alone. Then the time of diagnosis: of the 2020 forms, and of
a year with thirty planted errors."""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl
from guanbiao.causes.assemble import network_of
from guanbiao.causes.network import Move, Network, cell_key
from guanbiao.intake.read import read_folder
from guanbiao.model.causes import Cause, Change
from guanbiao.recognise.recognise import recognise
from guanbiao.report.report import Report
from guanbiao.text.cells import a1
from msgspec import Struct
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.consistent import consistent
from tests.stages import Gathered, gather, reports_of, with_causes

ROOT = Path(__file__).resolve().parent.parent
YEAR = 2020
Slip = Callable[[random.Random, Network], list[Move]]


class Bench(Struct, frozen=True):
    """A consistent year, its filings and tables, and its network of relations."""

    gathered: Gathered
    network: Network

    def planted(self, changes: Sequence[Move]) -> Report:
        """The year with some figures replaced."""
        keys = ["filing", "at_row", "at_column", "measure"]
        lines = [(*cell_key(self.network.nodes[node].line), value) for node, value in changes]
        kinds = [pl.Int32, pl.Int32, pl.Int32, pl.String, pl.Float64]
        new = pl.DataFrame(lines, schema=dict(zip([*keys, "new"], kinds, strict=True)), orient="row")

        def changed(frame: pl.DataFrame) -> pl.DataFrame:
            joined = frame.join(new, on=keys, how="left", maintain_order="left")
            return joined.with_columns(
                value=pl.coalesce("new", "value"),
                state=pl.when(pl.col("new").is_not_null()).then(pl.lit("number")).otherwise("state"),
            ).drop("new")

        own = self.gathered.tables
        tables = replace(own, facts=changed(own.facts), typed=changed(own.typed))
        return next(reports_of(replace(self.gathered, tables=tables), [YEAR], CATALOGUE))


def bench_of(gathered: Gathered) -> Bench:
    """The bench of a year."""
    report = next(reports_of(gathered, [YEAR], CATALOGUE))
    return Bench(gathered, network_of(report.reconciled, YEAR, CATALOGUE))


def causes_of(report: Report) -> list[Cause]:
    """The causes of a report."""
    return list(with_causes(report).causes)


def _cells(net: Network, *, least: int = 10, twins: bool = False) -> list[int]:
    """The figures that at least two relations touch: those that stand in the same relations as some other figure do
    (`twins`, such as the entries of one list: no relation tells them apart), or those that do not."""
    alike = Counter(net.at)
    return [
        at
        for at, node in enumerate(net.nodes)
        if len(net.at[at]) >= 2 and abs(node.value) >= least and node.is_whole and (alike[net.at[at]] > 1) == twins
    ]


def _single(change: Callable[[random.Random, Network, int], float | None], least: int, twins: bool = False) -> Slip:
    def slip(dice: random.Random, net: Network) -> list[Move]:
        for _ in range(200):
            node = dice.choice(_cells(net, least=least, twins=twins))
            value = change(dice, net, node)
            if value is not None and value != net.nodes[node].value:
                return [(node, value)]
        return []

    return slip


def _swapped(dice: random.Random, net: Network, node: int) -> float | None:
    digits = list(f"{abs(net.nodes[node].value):.0f}")
    at = dice.randrange(len(digits) - 1)
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    return None if digits[0] == "0" else float("".join(digits))


def _one_wrong(dice: random.Random, net: Network, node: int) -> float | None:
    digits = list(f"{abs(net.nodes[node].value):.0f}")
    at = dice.randrange(len(digits))
    digits[at] = dice.choice("123456789")
    return float("".join(digits))


def _one_more(dice: random.Random, net: Network, node: int) -> float | None:
    digits = f"{abs(net.nodes[node].value):.0f}"
    at = dice.randrange(1, len(digits) + 1)
    return float(digits[:at] + dice.choice("0123456789") + digits[at:])


def _one_less(dice: random.Random, net: Network, node: int) -> float | None:
    digits = f"{abs(net.nodes[node].value):.0f}"
    at = dice.randrange(len(digits))
    rest = digits[:at] + digits[at + 1 :]
    return None if rest.startswith("0") else float(rest)


def _sign(_: random.Random, net: Network, node: int) -> float | None:
    line = net.nodes[node].line
    return -net.nodes[node].value if (line.form, line.column) in net.signed else None


def _ten_thousands(_: random.Random, net: Network, node: int) -> float | None:
    return round(net.nodes[node].value / 10_000, 2) if net.nodes[node].value >= 10_000 else None


def _part(times: int) -> Callable[[random.Random, Network, int], float | None]:
    """A total without one of its parts (-1), or with one twice (+1)."""

    def change(dice: random.Random, net: Network, node: int) -> float | None:
        links = [net.links[at] for at in net.at[node] if net.links[at].left == node and len(net.links[at].weights) > 2]
        parts = [
            other
            for link in links
            for other, weight in link.weights.items()
            if other != node and weight == -link.weights[node] and net.nodes[other].value
        ]
        value = net.nodes[node].value + times * net.nodes[dice.choice(parts)].value if parts else None
        return None if value is None or value < 0 else value

    return change


def _not_updated(_: random.Random, net: Network, node: int) -> float | None:
    for at in net.at[node]:
        link = net.links[at]
        entries = [other for other in link.weights if other != node and net.nodes[other].line.row is None]
        if link.left == node and len(entries) > 1:
            last = max(entries, key=lambda other: net.nodes[other].line.at_row)
            return net.nodes[node].value - net.nodes[last].value
    return None


def _copied(dice: random.Random, net: Network, node: int) -> float | None:
    own = net.nodes[node].line
    others = [
        other
        for other in _cells(net, least=1000)
        if (net.nodes[other].line.form, net.nodes[other].line.column) != (own.form, own.column)
    ]
    return net.nodes[dice.choice(others)].value


def _last_year(_: random.Random, net: Network, node: int) -> float | None:
    line = net.nodes[node].line
    before = line.column.replace("{year}", "{year-1}")
    other = net.columns.get((line.form, before), {}).get(line.row or "") if before != line.column else None
    return None if other is None or line.column.count("year") > 1 else net.nodes[other].value


def _left_blank(_: random.Random, net: Network, node: int) -> float | None:
    return 0.0 if net.nodes[node].value >= 0 else None


def _column(dice: random.Random, net: Network) -> list[Move]:
    """A column of months overwritten by another one, its total too. Two in one form leave no equation to tell them
    apart, so a year has one of them in a form."""
    months = {
        key: rows
        for key, rows in net.columns.items()
        if len(rows) >= 12 and key[0] in ("visits", "lending", "lending_by_window")
    }
    for _ in range(200):
        one, other = dice.sample(sorted(months), 2)
        changes = [
            (node, net.nodes[months[other][row]].value)
            for row, node in months[one].items()
            if row in months[other] and net.nodes[node].value != net.nodes[months[other][row]].value
        ]
        if len(changes) >= 6:
            return changes
    return []


def _rows(dice: random.Random, net: Network) -> list[Move]:
    """Two rows of a form with each other's figures, where something tells them apart."""
    for _ in range(200):
        form = dice.choice(
            ["lending", "lending_by_window", "activities_summary", "visits_three_years", "lending_three_years"]
        )
        columns = {key[1]: rows for key, rows in net.columns.items() if key[0] == form}
        one, other = dice.sample(sorted({row for rows in columns.values() for row in rows} - TOTALS), 2)
        changes = [
            change
            for rows in columns.values()
            if one in rows and other in rows and net.nodes[rows[one]].value != net.nodes[rows[other]].value
            for change in ((rows[one], net.nodes[rows[other]].value), (rows[other], net.nodes[rows[one]].value))
        ]
        if len(changes) >= 4 and len(net.after_all(changes)) >= 2:
            return changes
    return []


def _group(dice: random.Random, net: Network) -> list[Move]:
    """The totals of three months without the same two columns."""
    columns = [key for key in net.columns if key[0] == "visits" and key[1] != "合计"]
    for _ in range(200):
        gone = dice.sample(columns, 2)
        changes = []
        for month in dice.sample([str(each) for each in range(1, 13)], 3):
            lacking = sum(net.nodes[net.columns[key][month]].value for key in gone if month in net.columns[key])
            node = net.columns["visits", "合计"][month]
            if lacking:
                changes.append((node, net.nodes[node].value - lacking))
        if len(changes) == 3:
            return changes
    return []


TWINS = "digit among twins"
TOTALS = {"合计", "累计", "比较"}
SLIPS: dict[str, Slip] = {
    "digits swapped": _single(_swapped, 100),
    "one digit wrong": _single(_one_wrong, 10),
    "a digit too many": _single(_one_more, 10),
    "a digit lost": _single(_one_less, 100),
    "sign": _single(_sign, 10),
    "ten thousands": _single(_ten_thousands, 10_000),
    "part left out": _single(_part(-1), 10),
    "part twice": _single(_part(1), 10),
    "total not updated": _single(_not_updated, 10),
    "copied figure": _single(_copied, 1000),
    "last year's figure": _single(_last_year, 10),
    "left blank": _single(_left_blank, 10),
    "column copied": _column,
    "rows swapped": _rows,
    "columns left out": _group,
    TWINS: _single(_one_wrong, 10, twins=True),
}
SINGLE = [*SLIPS.values()][:12]  # those of one figure each


class Score(Struct):
    """Of one kind: how many were planted, stood first, stood among the ties; wrong cells named alone."""

    planted: int = 0
    first: int = 0
    tied: int = 0
    wrong: int = 0


def judge(bench: Bench, changes: Sequence[Move], score: Score) -> None:
    """Plant changes in a year and add to a score how the causes of it name them."""
    causes = causes_of(bench.planted(changes))
    truth = {node: bench.network.nodes[node].value for node, _ in changes}
    places = {_place(bench, node): value for node, value in truth.items()}
    first = {(_of(each), each.suggested) for cause in causes for each in cause.changes if not each.follows}
    tied = {(_of(each), each.suggested) for cause in causes for some in cause.alternatives for each in some}
    score.planted += len(places)
    score.first += sum(each in first for each in places.items())
    score.tied += sum(each not in first and each in tied for each in places.items())
    alone = [cause for cause in causes if cause.certain]
    score.wrong += any(_of(each) not in places for cause in alone for each in cause.changes if not each.follows)


def _place(bench: Bench, node: int) -> tuple[str, str, str, str]:
    line = bench.network.nodes[node].line
    filing = bench.gathered.filings[line.filing]
    return filing.book.file, filing.sheet.name, a1(line.at_row, line.at_column), line.measure or ""


def _of(change: Change) -> tuple[str, str, str, str]:
    term = change.term
    return term.file, term.sheet, term.cell, term.measure


def scores(bench: Bench, cases: int, seed: int = 20) -> Iterator[tuple[str, int, Score]]:
    """By kind and number of errors at a time, the score of `cases` years."""
    for name, slip in SLIPS.items():
        for at_a_time in (1, 2, 3):
            dice, score = random.Random(f"{seed}{name}{at_a_time}"), Score()
            for _ in range(cases):
                changes = _planted(slip, dice, bench.network, at_a_time)
                if changes:
                    judge(bench, list(changes.items()), score)
            yield name, at_a_time, score


def _planted(slip: Slip, dice: random.Random, net: Network, times: int) -> dict[int, float]:
    """Several slips of a kind; those of whole rows and columns in forms of their own."""
    changes: dict[int, float] = {}
    forms: set[str] = set()
    for _ in range(times):
        some = slip(dice, net)
        own = {net.nodes[node].line.form for node, _ in some}
        if len(some) == 1 or own.isdisjoint(forms):
            changes |= dict(some)
            forms |= own
    return changes


def main(cases: int) -> None:
    """Print the scores and the times."""
    filed = gather(recognise(read_folder(ROOT / "inputs"), CATALOGUE), CATALOGUE)
    report = next(reports_of(filed, [YEAR], CATALOGUE))
    print(f"2020 as filed: {_seconds(report):.2f} s (goal: less than 1)")
    bench = bench_of(gather(recognise(consistent(report), CATALOGUE), CATALOGUE))
    whole = Counter[str]()
    print(f"{'kind':20} at a time  planted  first  first or tied  wrong alone")
    for name, at_a_time, score in scores(bench, cases):
        count = max(score.planted, 1)
        either = (score.first + score.tied) / count
        print(f"{name:20} {at_a_time:9} {score.planted:8} {score.first / count:6.0%} {either:14.0%} {score.wrong:12}")
        if name == TWINS:
            continue
        whole.update(planted=score.planted, first=score.first, tied=score.tied, wrong=score.wrong)
    count = whole["planted"]
    print(
        f"all: first {whole['first'] / count:.1%} (goal 95 %), or tied {(whole['first'] + whole['tied']) / count:.1%}"
    )
    dice = random.Random(30)
    changes = dict(change for at in range(30) for change in SINGLE[at % len(SINGLE)](dice, bench.network))
    print(f"a year with 30 errors: {_seconds(bench.planted(list(changes.items()))):.2f} s (goal: less than 5)")


def _seconds(report: Report) -> float:
    start = time.perf_counter()
    causes_of(report)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
