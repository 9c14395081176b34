"""Whose form it is: a form of another library is none of ours, and displaces none.

A title says whose it is by the name that it begins with; where it names nobody, the other titles of its file do, then
the names of the file and its folders. Names that any library may be called by (本馆, 市图书馆) are ours."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from guanbiao.facts.terms import title_term
from guanbiao.model.books import Book
from guanbiao.model.details import OfLibrary
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.recognise.titles import Names
from guanbiao.text.titles import title_key
from guanbiao.words.codes import CODES

_NAMED = re.compile(r"^(?:关于|附件\d*|附)?([\u4e00-\u9fff]{1,10}?[市县区省州盟旗](?:少年儿童|少儿|公共|中心)?图书馆)")
_ANYBODY = re.compile(r"^(?:我|本|该|各|全|县级?|市级?|区级?|省级?)+(?:少年儿童|少儿|公共|中心)?图书馆$")


def parted(book: Book, filings: Sequence[Filing], names: Names) -> tuple[list[Filing], list[Finding]]:
    """The filings of a book that are ours, and a finding for each that is another library's."""
    stated = (library_in(filing.title, names) for filing in filings)
    beside = next(filter(None, (*stated, *_in_path(book.file, names))), "")
    ours, findings = [], []
    for filing in filings:
        whose = library_in(filing.title, names) or ("" if names_us(filing.title, names) else beside)
        if whose:
            findings.append(_of_other(filing, whose))
        else:
            ours.append(filing)
    return ours, findings


def names_us(text: str, names: Names) -> bool:
    """Whether a title names our own library, in full or for short."""
    key = title_key(text)
    return any(name in key for name in names.library)


def library_in(text: str, names: Names) -> str:
    """The other library that a title begins with; '' for ours, and for none."""
    found = _NAMED.match(key := title_key(text))
    if found is None or names_us(text, names):
        return ""
    name = found[1]
    is_form = any(form.startswith(name) for form in names.forms) or key in names.forms
    return "" if is_form or _ANYBODY.match(name) else name


def _in_path(file: str, names: Names) -> Iterator[str]:
    """The libraries that the names of a file and of its folders say, the nearest first."""
    path = PurePosixPath(file)
    return (library_in(part, names) for part in (path.stem, *reversed(path.parts[:-1])))


def _of_other(filing: Filing, library: str) -> Finding:
    terms = (title_term(filing),)
    return Finding(*CODES["form_other_library"].identity, form=filing.form, terms=terms, detail=OfLibrary(library))
