"""findings.json and facts.parquet without what is about persons, which is what they hold unless it is asked for."""

from collections.abc import Callable, Iterable

import polars as pl
from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue
from guanbiao.outputs.contract import (
    CauseEntry,
    ChangeEntry,
    FileEntry,
    FilingEntry,
    FindingEntry,
    FindingsFile,
    TermEntry,
)
from guanbiao.text.personal import hidden, masked

_TYPED = ("row", "column", "raw", "file", "sheet")
_BETWEEN = "\0"


def reserved_file(found: FindingsFile, catalogue: Catalogue) -> FindingsFile:
    """What findings.json says, with what is about persons masked in all that was typed: texts, labels, names."""
    return replace(
        found,
        files=tuple(map(_file, found.files)),
        filings=tuple(map(_filing, found.filings)),
        findings=tuple(_finding(each, catalogue) for each in found.findings),
        causes=tuple(map(_cause, found.causes)),
    )


def _file(entry: FileEntry) -> FileEntry:
    return replace(entry, file=masked(entry.file), message=masked(entry.message))


def _filing(entry: FilingEntry) -> FilingEntry:
    return replace(entry, title=masked(entry.title), file=masked(entry.file), sheet=masked(entry.sheet))


def _finding(entry: FindingEntry, catalogue: Catalogue) -> FindingEntry:
    terms = tuple(_term(each, catalogue) for each in entry.terms)
    return replace(entry, terms=terms, row=masked(entry.row), column=masked(entry.column))


def _term(entry: TermEntry, catalogue: Catalogue) -> TermEntry:
    own = hidden if (entry.form, entry.column) in catalogue.personal else masked
    texts = {name: masked(getattr(entry, name)) for name in ("row", "column", "file", "sheet")}
    return replace(entry, raw=own(entry.raw), **texts)


def _cause(entry: CauseEntry) -> CauseEntry:
    alternatives = tuple(map(_changes, entry.alternatives))
    return replace(entry, cells=_changes(entry.cells), alternatives=alternatives, message=masked(entry.message))


def _changes(entries: Iterable[ChangeEntry]) -> tuple[ChangeEntry, ...]:
    names = ("file", "sheet", "row", "column")
    return tuple(replace(each, **{name: masked(getattr(each, name)) for name in names}) for each in entries)


def reserved_facts(facts: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The facts with what is about persons masked in all that was typed: texts, labels, names."""
    columns = [form + _BETWEEN + key for form, key in catalogue.personal]
    is_personal = pl.concat_str("form", "column", separator=_BETWEEN).is_in(columns)
    own = facts.filter(is_personal)["raw"].unique()
    hides = pl.when(is_personal).then(pl.col("raw").replace(_changed(own, hidden))).otherwise("raw").alias("raw")
    typed = {name: _changed(facts[name].unique(), masked) for name in _TYPED}
    return facts.with_columns(hides).with_columns(pl.col(name).replace(each) for name, each in typed.items() if each)


def _changed(texts: pl.Series, mask: Callable[[str], str]) -> dict[str, str]:
    """The texts that are others when masked, with what they become."""
    return {text: said for text in texts if text and (said := mask(text)) != text}
