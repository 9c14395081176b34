"""Which years before are at hand for the headline figures over the years."""

from pathlib import Path

from guanbiao.facts.archived import Archive
from guanbiao.flow.run import at_hand
from guanbiao.outputs.archive import Store
from guanbiao.report.report import Report

from tests.small.filed import YEAR, small_report
from tests.stages import keep


def years_of(found: dict[int, list[Report | Archive]]) -> dict[int, list[str]]:
    """By year, of what kind what is known of it is."""
    return {year: ["run" if isinstance(each, Report) else "kept" for each in own] for year, own in found.items()}


def test_a_year_that_is_whole_in_the_run_needs_no_archive_and_one_in_part_has_both(tmp_path: Path) -> None:
    whole, part = small_report(*YEAR), small_report(YEAR[0])
    assert not whole.owed
    assert part.owed
    keep(whole, tmp_path)
    later = small_report(*YEAR, year=2021)
    store = Store(tmp_path)
    for before, known in ((whole, ["run"]), (part, ["run", "kept"])):
        found = at_hand(later, [before, later], store)
        assert years_of(found)[2020] == known
    assert years_of(at_hand(later, [later], store))[2020] == ["kept"]
    assert years_of(at_hand(whole, [whole], store)) == {2020: ["run"]}  # nothing is before its own year
