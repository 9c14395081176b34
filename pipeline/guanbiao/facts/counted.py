"""Which filing of each form counts in a year, and by what it goes before the others."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from guanbiao.forms.vocabulary import Vocabulary
from guanbiao.model.books import Book
from guanbiao.model.filings import Filing, FilingStatus
from guanbiao.text.cells import Value
from guanbiao.text.years import years_in

Statuses = Mapping[int, FilingStatus]
_FEWER = 0.5  # of the figures of the fullest copy: one with fewer is a copy that nobody finished


class Choice(StrEnum):
    """What one filing of a form counts before another by, in this order: it holds figures; it is at least half as full
    as the fullest, and no part of that; neither its sheet nor its file is named as an example, a draft, or of another
    year; its figures are not one and the same; its sheet is shown; its title reads as declared; it was modified last;
    of those modified at once any, the same whatever the files are called; of one file it stands last."""

    FILLED = "filled"
    FULLER = "fuller"
    NAMED = "named"
    VARIED = "varied"
    SHOWN = "shown"
    OFFICIAL = "official"
    MODIFIED = "modified"
    CONTENT = "content"
    PLACE = "place"


class Standing(Struct, frozen=True, order=True):
    """How a filing stands among those of its form, field by field in the order of Choice: the greatest one counts."""

    filled: bool
    fuller: bool
    named: bool
    varied: bool
    shown: bool
    official: bool
    modified: int
    content: str
    place: int

    def before(self, other: "Standing") -> Choice:
        """What this one counts before another by."""
        return next(each for each in Choice if getattr(self, each.value) != getattr(other, each.value))


def counted_filings(filings: Sequence[Filing], years: Iterable[int], words: Vocabulary) -> dict[int, Statuses]:
    """By year, what becomes of each filing in it, in every year that a filing on a shown sheet is of and in those asked
    for. A hidden sheet of another year is held against nothing."""
    return {year: choose(filings, year, words) for year in sorted(shown_years(filings).union(years))}


def shown_years(filings: Sequence[Filing]) -> set[int]:
    """The years that filings on sheets that are shown are of."""
    return {filing.period for filing in filings if filing.period is not None and filing.sheet.is_shown}


def counted_at(status: Statuses) -> list[int]:
    """The positions of the filings that count in a year."""
    return [at for at, what in status.items() if what is FilingStatus.COUNTED]


def choose(filings: Sequence[Filing], year: int, words: Vocabulary) -> dict[int, FilingStatus]:
    """What becomes of each filing in a year: of several of one form that with the greatest standing counts."""
    status = {}
    by_form: dict[str, list[int]] = defaultdict(list)
    for at, filing in enumerate(filings):
        if filing.period == year:
            by_form[filing.form].append(at)
        else:
            status[at] = FilingStatus.NO_YEAR if filing.period is None else FilingStatus.OTHER_YEAR
    for places in by_form.values():
        counted, *older = ranked(filings, places, words)
        status |= dict.fromkeys(older, FilingStatus.OLDER) | {counted: FilingStatus.COUNTED}
    return dict(sorted(status.items()))


def ranked(filings: Sequence[Filing], places: Sequence[int], words: Vocabulary) -> dict[int, Standing]:
    """How several filings of one form stand among each other, by position, the one that counts first. One alone is not
    looked into."""
    figures = {at: filings[at].figures if len(places) > 1 else [] for at in places}
    fullest, aside = max(figures.values(), key=len), words.all_set_aside
    contents = _contents(filings[at].book for at in places)
    found = {at: _standing(filings[at], at, own, fullest, aside, contents) for at, own in figures.items()}
    return dict(sorted(found.items(), key=lambda each: each[1], reverse=True))


def _contents(books: Iterable[Book]) -> dict[str, str]:
    """What tells several files apart whatever they are called, by file; nothing where there is but one."""
    by_file = {book.file: book for book in books}
    return {file: book.content + book.sha256 for file, book in by_file.items() if len(by_file) > 1}


def _standing(
    filing: Filing,
    at: int,
    figures: Sequence[Value],
    fullest: Sequence[Value],
    aside: Sequence[str],
    contents: Mapping[str, str],
) -> Standing:
    return Standing(
        filled=bool(figures),
        fuller=len(figures) >= _FEWER * len(fullest) and not _is_less(figures, fullest),
        named=not is_set_aside(filing, aside),
        varied=not filing.repeats_one,
        shown=filing.sheet.is_shown,
        official=filing.official,
        modified=int(filing.book.modified),
        content=contents.get(filing.book.file, ""),
        place=at,
    )


def _is_less(figures: Sequence[Value], fullest: Sequence[Value]) -> bool:
    """Whether all figures of a copy stand in the fullest one, which has more."""
    return len(figures) < len(fullest) and Counter(figures) <= Counter(fullest)


def is_set_aside(filing: Filing, words: Sequence[str]) -> bool:
    """Whether the name of a filing's sheet or file says, in one of the words, that it is none that should count: an
    example, a draft; or that it is of another year and not of this one."""
    names = filing.sheet.name, filing.book.file.rpartition("/")[2]
    return any(_is_aside(name, filing.period, tuple(words)) for name in names)


@lru_cache(maxsize=8192)
def _is_aside(name: str, period: int | None, words: tuple[str, ...]) -> bool:
    years = years_in(name)
    return any(word in name for word in words) or bool(years and period not in years)
