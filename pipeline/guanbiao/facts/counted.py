"""Which filing of each form counts in a year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from guanbiao.model.filings import Filing, FilingStatus

Statuses = Mapping[int, FilingStatus]
CHOSEN = ("official", "modified", "path", "shown", "place")  # by what one filing counts before another, in this order


def counted_filings(filings: Sequence[Filing], years: Iterable[int]) -> dict[int, Statuses]:
    """By year, what becomes of each filing in it: in every year that a filing is of, and in those asked for."""
    every = {filing.period for filing in filings if filing.period is not None}.union(years)
    return {year: choose(filings, year) for year in sorted(every)}


def counted_at(status: Statuses) -> list[int]:
    """The positions of the filings that count in a year."""
    return [at for at, what in status.items() if what is FilingStatus.COUNTED]


def choose(filings: Sequence[Filing], year: int) -> dict[int, FilingStatus]:
    """What becomes of each filing in a year: one with the official title counts before one with another, then the one
    modified last, of equals the last by path, and in one file a sheet that is shown before one that is hidden, then the
    last."""
    status = {}
    by_form: dict[str, list[int]] = defaultdict(list)
    for at, filing in enumerate(filings):
        if filing.period == year:
            by_form[filing.form].append(at)
        else:
            status[at] = FilingStatus.NO_YEAR if filing.period is None else FilingStatus.OTHER_YEAR
    for places in by_form.values():
        *older, newest = sorted(places, key=lambda at: newness(filings[at], at))
        status |= dict.fromkeys(older, FilingStatus.OLDER) | {newest: FilingStatus.COUNTED}
    return dict(sorted(status.items()))


def newness(filing: Filing, at: int) -> tuple[bool, int, str, bool, int]:
    """What one filing counts before another by, in the order of `CHOSEN`."""
    is_shown = all(note.code != "hidden_sheet" for note in filing.sheet.notes)
    return filing.official, int(filing.book.modified), filing.book.file, is_shown, at
