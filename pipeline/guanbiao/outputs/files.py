"""The files of a year's folder: what departments get, the consolidated workbook, the report, the exports."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

import polars as pl
from msgspec import Struct

from guanbiao.letters.notices import chats, packets, reminders
from guanbiao.outputs.export import facts_parquet, findings_json, relations_csv, run_log
from guanbiao.outputs.html import report_facts
from guanbiao.outputs.manifest import Input, manifest_json
from guanbiao.outputs.writers import Draft, Files, WebPage, write
from guanbiao.pages.page import Page
from guanbiao.pages.xlsx import write_workbook
from guanbiao.report.changes import Changes
from guanbiao.report.report import Report
from guanbiao.words import findings as phrase
from guanbiao.words.findings import Phrases
from guanbiao.words.report import REPORT_FILE
from guanbiao.workbook.changes import changes_page
from guanbiao.workbook.coverage import coverage_page
from guanbiao.workbook.front import front_pages, provenance_page
from guanbiao.workbook.indicators import indicators_page
from guanbiao.workbook.ledger import ledger_page
from guanbiao.workbook.official import consolidate

Hand = Callable[[Draft], Callable[[], Files]]


class Edition(Struct, frozen=True):
    """What a year's folder is made from: the report, its sentences, the facts as they are published, the files that
    went in, and what changed since last time, if there was one."""

    report: Report
    phrases: Phrases
    facts: pl.DataFrame
    inputs: tuple[Input, ...]
    changes: Changes | None = None


def files_of(edition: Edition, hand: Hand = lambda draft: partial(write, draft)) -> Iterator[tuple[str, bytes]]:
    """The files of a year's folder, by name. What has to be written for departments is handed over at once (`hand`
    gives what gives its files); the rest is made when it is asked for."""
    handed = [hand(draft) for draft in _drafts(edition)]
    own = chain(_workbook(edition), _exports(edition))
    return chain(own, (each for files in reversed(handed) for each in files().items()))


def _drafts(edition: Edition) -> Iterator[Draft]:
    report, phrases = edition.report, edition.phrases
    yield from packets(report, phrases)
    yield from reminders(report)
    yield WebPage(REPORT_FILE, report_facts(report, phrases, edition.changes))


def workbook_pages(edition: Edition) -> tuple[Page, ...]:
    """The pages of the consolidated workbook, in their order."""
    report, phrases, changes = edition.report, edition.phrases, edition.changes
    official = consolidate(report, phrases)
    return (
        *front_pages(report, official, phrases),
        *official.pages,
        *([changes_page(report, changes, phrases)] if changes else []),
        ledger_page(report, official, phrases),
        indicators_page(report, official, phrases),
        coverage_page(report, phrases),
        provenance_page(report, phrases),
    )


def _workbook(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The consolidated workbook: as long in the writing as all the rest, and too much to be handed over."""
    name = phrase.workbook_name(edition.report.catalogue.library, edition.report.year)
    yield name, write_workbook(workbook_pages(edition), name.removesuffix(".xlsx"))


def _exports(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The files that need no writer."""
    report, phrases = edition.report, edition.phrases
    yield "findings.json", findings_json(report, phrases)
    yield "relations.csv", relations_csv(report)
    yield "facts.parquet", facts_parquet(edition.facts)
    yield "manifest.json", manifest_json(report.year, edition.inputs)
    yield "run.log", run_log(report, phrases)
    yield from ((name, text.encode()) for name, text in chats(report))
