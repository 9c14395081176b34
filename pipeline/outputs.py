"""The files of a year's folder: what departments get, the consolidated workbook, the report, the exports."""

from collections.abc import Iterator
from itertools import chain

from pipeline import phrase
from pipeline.aide import Submit, here
from pipeline.annual import Report
from pipeline.changes import Changes
from pipeline.changes_page import changes_page
from pipeline.consolidate import consolidate
from pipeline.coverage import coverage_page
from pipeline.export import facts_parquet, findings_json, manifest_json, relations_csv, run_log
from pipeline.front import front_pages, provenance_page
from pipeline.indicators import indicators_page
from pipeline.ledger import ledger_page
from pipeline.notify import chats, packets, reminders
from pipeline.page import Page
from pipeline.page_report import report_facts
from pipeline.phrase import Phrases
from pipeline.phrase_report import REPORT_FILE
from pipeline.tasks import press_letter, press_packet, press_page
from pipeline.workbook import write_workbook


def outputs_of(report: Report, changes: Changes | None = None, submit: Submit = here) -> Iterator[tuple[str, bytes]]:
    """The files of a year's folder, by name; with what changed since last time, if there was one. What has to be
    written for departments is handed over at once; the rest is made when it is asked for."""
    phrases = Phrases(report.catalogue, report.year)
    pressed = [submit(press_packet, packet) for packet in packets(report, phrases)]
    pressed += [submit(press_letter, name, letter) for name, letter in reminders(report)]
    pressed.append(submit(press_page, REPORT_FILE, report_facts(report, phrases, changes)))
    own = chain(_workbook(report, phrases, changes), _exports(report, phrases))
    return chain(own, (each for files in reversed(pressed) for each in files().items()))


def workbook_pages(report: Report, phrases: Phrases, changes: Changes | None = None) -> tuple[Page, ...]:
    """The pages of the consolidated workbook, in their order."""
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


def _workbook(report: Report, phrases: Phrases, changes: Changes | None) -> Iterator[tuple[str, bytes]]:
    """The consolidated workbook: as long in the writing as all the rest, and too much to be handed over."""
    name = phrase.workbook_name(report.catalogue.library, report.year)
    yield name, write_workbook(workbook_pages(report, phrases, changes), name.removesuffix(".xlsx"))


def _exports(report: Report, phrases: Phrases) -> Iterator[tuple[str, bytes]]:
    """The files that need no writer."""
    yield "findings.json", findings_json(report, phrases)
    yield "relations.csv", relations_csv(report)
    yield "facts.parquet", facts_parquet(report)
    yield "manifest.json", manifest_json(report)
    yield "run.log", run_log(report, phrases)
    yield from ((name, text.encode()) for name, text in chats(report))
