"""What a constant of causes/ is worth: `uv run python -m benchmarks.tuning search.LOOSE=1.5 groups.STEPS_A_GROUP=100`.

For each setting, and first for none: of 80 errors planted at once in each of ten years that agree, how many stand first
and how many are among the ties; of the 2020 forms, how many causes there are, how many of them the search did not see
whole, how many alternatives they have, and how many differ from those without the setting. Then the time of both."""

import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from guanbiao.model.causes import Cause

from benchmarks.planting.bench import Bench, bench_of, causes_of, filed
from benchmarks.planting.score import Score, judge
from benchmarks.planting.single import mixed
from tests.consistent import consistent

YEARS, AT_ONCE = 10, 80


@contextmanager
def set_to(setting: str) -> Iterator[None]:
    """A constant (`module.NAME=value`) set in every module of the room that knows it; nothing where it is ''."""
    place, _, value = setting.partition("=")
    name = place.rpartition(".")[2]
    room = [module for own, module in sys.modules.items() if own.startswith("guanbiao.causes.")]
    before = [(module, getattr(module, name)) for module in room if name and hasattr(module, name)]
    if setting and not before:
        sys.exit(f"no constant {name}")
    for module, old in before:
        setattr(module, name, type(old)(value))
    yield
    for module, old in before:
        setattr(module, name, old)


def planted(bench: Bench) -> Score:
    """How many of many errors planted at once are found, over several years."""
    score = Score()
    for year in range(YEARS):
        moves = mixed(AT_ONCE)(random.Random(f"{AT_ONCE}{year}"), bench.network)
        score.add(judge(bench, [bench.slip(moves)]).score)
    return score


def main(settings: Sequence[str]) -> None:
    """Print a line for each setting."""
    report = filed()
    bench = bench_of(consistent(report))
    usual: list[Cause] = causes_of(report)
    print(f"{'':28} first   or tied  time | 2020: causes  unseen  alternatives  others  time")
    for setting in ["", *settings]:
        with set_to(setting):
            start = time.perf_counter()
            score = planted(bench)
            middle = time.perf_counter()
            causes = causes_of(report)
            end = time.perf_counter()
        first, tied = score.first / score.cells, (score.first + score.tied) / score.cells
        unseen = sum(not each.complete for each in causes)
        ways = sum(len(each.alternatives) for each in causes)
        others = sum(each not in usual for each in causes)
        print(f"{setting:28} {first:6.2%} {tied:7.2%} {middle - start:6.2f} | {len(causes):12}", end="")
        print(f" {unseen:7} {ways:13} {others:7} {end - middle:5.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
