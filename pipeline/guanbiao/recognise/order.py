"""The order of what was read: by form and by content, never by the names of files. Whatever a file is called, its forms
stand at the same place among all others, and so does what is found in them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.books import Book, FileStatus
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.text.cells import at_address

_ENDINGS = tuple(FileStatus)
_NO_FORM = 999  # what is of no form comes after what is of any


class Read(Struct, frozen=True):
    """A book as it ended, the filings on its sheets, and what is wrong with them."""

    book: Book
    filings: Sequence[Filing] = ()
    findings: Sequence[Finding] = ()


def in_place(every: Iterable[Read], catalogue: Catalogue) -> list[Read]:
    """What was read of each file, in the order of the forms that it holds, then by how it ended; of files that are
    alike in that by what they hold. The findings about a file stand in the order of their forms and sheets."""
    numbers = {form.id: form.number for form in catalogue.forms}
    alike: dict[tuple[object, ...], list[Read]] = defaultdict(list)
    for each in every:
        forms = sorted((numbers[filing.form], filing.period or 0) for filing in each.filings)
        alike[forms == [], tuple(forms), _ENDINGS.index(each.book.status), each.book.reason].append(each)
    ordered = (each for key in sorted(alike) for each in _by_content(alike[key]))
    return [replace(each, findings=_findings_in_place(each.findings, numbers)) for each in ordered]


def filings_in_place(every: Iterable[Filing], catalogue: Catalogue) -> list[Filing]:
    """The filings in the order of their forms; those of one form as their files stand, and within one in its order."""
    numbers = {form.id: form.number for form in catalogue.forms}
    ordered = sorted(every, key=lambda filing: numbers[filing.form])
    return [replace(filing, order=at) for at, filing in enumerate(ordered)]


def _by_content(alike: list[Read]) -> list[Read]:
    if len(alike) == 1:
        return alike
    return sorted(alike, key=lambda each: (each.book.content if each.filings else "", each.book.sha256, each.book.file))


def _findings_in_place(findings: Sequence[Finding], numbers: Mapping[str, int]) -> list[Finding]:
    def place(finding: Finding) -> tuple[int, list[tuple[str, int]], tuple[int, int]]:
        first = finding.first
        at = at_address(first.cell) if first.cell else (-1, -1)
        return numbers.get(finding.form, _NO_FORM), as_counted(first.sheet), at

    return sorted(findings, key=place)


def as_counted(name: str) -> list[tuple[str, int]]:
    """A key by which names stand as people count: 表2 before 表10."""
    pieces = (each.groups("") for each in re.finditer(r"(\D*)(\d{0,18})", name))
    return [(words, int(digits or -1)) for words, digits in pieces]
