"""What a run shows on the screen: its findings and summary as lines or as JSON, and what it is at."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, to_builtins

from guanbiao.forms.levels import Level
from guanbiao.words.screen import summary_line

if TYPE_CHECKING:
    from guanbiao.report.report import Report
    from guanbiao.words.findings import Phrases

Done = tuple["Report", "Phrases", Path]  # a year's report, its sentences, and the folder that holds its outputs


def done_lines(done: Sequence[Done], *, quiet: bool) -> Iterator[str]:
    """The lines that tell of a run: of each year its findings, which `quiet` leaves out, then one line of summary."""
    for report, phrases, folder in done:
        if not quiet:
            yield from (phrases.line(finding) for finding in report.findings)
        counts = Counter(finding.level for finding in report.findings)
        filed, forms = len(report.counted), len(report.catalogue.forms)
        yield summary_line(report.year, filed, forms, counts[Level.MANDATORY], counts[Level.QUERY], str(folder))


class _Said(Struct, frozen=True):
    """A finding as `--json` shows it."""

    id: str
    rule: str
    level: Level
    message: str


class _Year(Struct, frozen=True):
    """A year's outcome as `--json` shows it: where its outputs are, how many of the forms were filed, the findings."""

    period: int
    outputs: str
    filed: int
    forms: int
    by_level: dict[Level, int]
    findings: tuple[_Said, ...]


def done_json(done: Sequence[Done]) -> str:
    """The same as JSON: a list of the years."""
    return json.dumps(to_builtins([_year(*each) for each in done], str_keys=True), ensure_ascii=False, indent=1)


def _year(report: "Report", phrases: "Phrases", folder: Path) -> _Year:
    counts = Counter(finding.level for finding in report.findings)
    said = tuple(_Said(each.id, each.rule, each.level, phrases.message(each)) for each in report.findings)
    by_level = {level: counts[level] for level in Level}
    return _Year(report.year, str(folder), len(report.counted), len(report.catalogue.forms), by_level, said)


class Progress:
    """One line on the terminal that says what is being done; silent when redirected."""

    def __init__(self, *, enabled: bool) -> None:
        self.enabled = enabled

    def tell(self, text: str) -> None:
        """Show what is being done now."""
        if self.enabled:
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Clear the line."""
        if self.enabled:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
