"""run.log: what became of every file, then every problem and its proof, one a line, as the screen shows them."""

from guanbiao.report import told
from guanbiao.report.report import Report
from guanbiao.text.personal import masked
from guanbiao.text.shown import in_one_line
from guanbiao.words.claims import not_written
from guanbiao.words.files import reason_of
from guanbiao.words.findings import Phrases


def run_log(report: Report, phrases: Phrases, *, is_copied: bool = True) -> bytes:
    """run.log of a year; `is_copied`: whether there is a copy of the annual report with comments, where that was
    dropped."""
    lines = [masked(f"{book.file} {reason_of(book)}") for book in report.books]
    if report.annual and not is_copied:
        lines.append(masked(not_written(report.annual.book.file)))
    lines += map(masked, told.lines(report.problems, phrases))
    return ("\n".join(map(in_one_line, lines)) + "\n").encode()
