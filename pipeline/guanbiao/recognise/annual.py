"""The annual reports among the books of a drop folder: text documents with running text, whose tables are read as forms
are and count as none.

A report is of the library and the year that its title names; where that says no year, of the one that most of its own
tables are of, else of the one that its file's name says, else of the only one that forms are of."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from msgspec import Struct

from guanbiao.facts.terms import file_term
from guanbiao.model.books import Book
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.recognise.libraries import Known, said_by_path
from guanbiao.recognise.names import Names
from guanbiao.recognise.stated import named_in
from guanbiao.text.reports import ReportTitle, report_title
from guanbiao.text.years import years_in
from guanbiao.words.codes import CODES

_NONE = ReportTitle("")


class AnnualReport(Struct, frozen=True):
    """An annual report that was dropped: its book, its title, the library that it is of (None: that cannot be told),
    its year (0: nobody says), the forms that its tables are, and what kept others from being one."""

    book: Book
    title: str
    library: str | None
    year: int
    filings: tuple[Filing, ...] = ()
    findings: tuple[Finding, ...] = ()


def is_report(book: Book) -> bool:
    """Whether a book is an annual report: of no other document is the running text read."""
    return bool(book.paragraphs)


def title_of(book: Book) -> ReportTitle:
    """The title of a report."""
    return report_title(str(book.detail.get("opening", "")).split("\n")) or _NONE


def library_said(book: Book, names: Names) -> tuple[str, ...]:
    """The names by which a report says whose it is: that in its title, else that in its path; '' for none."""
    named = named_in(title_of(book).text, names)
    return (named,) if named else (*said_by_path(book.file), "")


def annual_report(
    book: Book, names: Names, known: Known, read: tuple[Iterable[Filing], Iterable[Finding]], forms_of: Set[int]
) -> AnnualReport:
    """A report with the forms in it, as they were read; `forms_of` are the years of the forms in its drop folder."""
    filings, findings = tuple(read[0]), tuple(read[1])
    title, said = title_of(book), library_said(book, names)[0]
    library = (known.meant(said) if said else known.own) or (said or None)
    year = title.year or _year_of(filings, book.file, forms_of)
    return AnnualReport(book, title.text, library, year, filings, findings)


def without_forms(reports: Iterable[AnnualReport]) -> Iterator[Finding]:
    """What is said of reports beside which no form lies."""
    for each in reports:
        terms, content = (file_term(each.book.file),), each.book.sha256
        yield Finding(*CODES["report_alone"].identity, terms=terms, content=content)


def _year_of(filings: Sequence[Filing], file: str, forms_of: Set[int]) -> int:
    own = Counter(filing.period for filing in filings if filing.period)
    named = years_in(file.rpartition("/")[2])
    most = max(own, key=lambda year: (own[year], year or 0), default=None)
    return most or (named[0] if named else next(iter(forms_of)) if len(forms_of) == 1 else 0)


def report_that_counts(reports: Iterable[AnnualReport], library: str, year: int) -> AnnualReport | None:
    """Of the reports of a library and year the one that was modified last."""
    own = [each for each in reports if each.library == library and each.year == year]
    return max(own, key=lambda each: (int(each.book.modified), each.book.sha256), default=None)
