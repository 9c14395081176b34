"""Notices to department heads: a letter with a slip to answer in, a line for the chat, a draft of a mail; reminders of
forms owed. Nothing is sent."""

from collections.abc import Iterator, Sequence

from guanbiao.forms.catalogue import Department, Level
from guanbiao.letters.drafts import Letter, Packet, Reminder
from guanbiao.letters.slip import owned, slip_pages
from guanbiao.model.findings import Finding, one_a_cause
from guanbiao.report.report import Report
from guanbiao.words import letters as words
from guanbiao.words.findings import Phrases, number, place_of
from guanbiao.words.workbook import listed

DAYS = 5  # working days to answer in: a week
NAMED = 4  # findings that a letter names: as many as its first page holds, the slip has them all
_MOST_A_LINE = 56  # characters of a finding that is named: two lines of the page


def packets(report: Report, phrases: Phrases) -> Iterator[Packet]:
    """What every department gets that has something to answer."""
    for department in report.catalogue.departments:
        if findings := owned(report, department.name):
            yield _packet(report, department, findings, phrases)


def reminders(report: Report) -> Iterator[Reminder]:
    """A letter to every department that owes forms."""
    for department, owed in _owing(report):
        yield Reminder(f"{_folder(department)}/{words.REMINDER_FILE}", _reminder(report, department, owed))


def chats(report: Report) -> Iterator[tuple[str, str]]:
    """By its path, a line for the chat to every department that has something to answer or forms to file."""
    for department in report.catalogue.departments:
        if findings := owned(report, department.name):
            yield f"{_folder(department)}/{words.CHAT_FILE}", _answering(report, department, findings)
    for department, owed in _owing(report):
        yield f"{_folder(department)}/{words.REMINDER_CHAT_FILE}", _owed(report, department, owed)


def _folder(department: Department) -> str:
    return f"{words.NOTICES}/{department.name}"


def _owing(report: Report) -> Iterator[tuple[Department, list[str]]]:
    """The departments that owe forms, and the names of these."""
    for department in report.catalogue.departments:
        owed = [form.name for form in report.owed if form.department == department.name]
        if owed:
            yield department, owed


def _packet(report: Report, department: Department, findings: Sequence[Finding], phrases: Phrases) -> Packet:
    return Packet(
        _folder(department),
        (words.SLIP_FILE, words.NOTICE_FILE, words.MAIL_FILE),
        words.SUBJECT.format(year=report.year, department=department.name),
        slip_pages(report, department.name, phrases),
        _notice(report, department, findings, phrases),
        _answering(report, department, findings),
        department.mail,
    )


def _answering(report: Report, department: Department, findings: Sequence[Finding]) -> str:
    """A line for the chat about findings to answer, at most 120 characters: what is too long is cut and says so."""
    mandatory, query = _counted(findings)
    text = words.CHAT.format(
        year=report.year,
        department=department.name,
        head=report.head_of(department),
        days=DAYS,
        mandatory=mandatory,
        query=query,
    )
    return words.shortened(text, words.CHAT_MOST)


def _counted(findings: Sequence[Finding]) -> tuple[int, int]:
    """How many findings are mandatory, and how many are queries."""
    levels = [each.level for each in findings]
    return levels.count(Level.MANDATORY), levels.count(Level.QUERY)


def _owed(report: Report, department: Department, owed: Sequence[str]) -> str:
    """A line for the chat about forms owed: as many of them named as the line holds."""
    text, head = "", report.head_of(department)
    for shown in range(len(owed), -1, -1):
        forms = listed(owed[:shown]) + ("" if shown == len(owed) else words.AND_MORE)
        facts = {"year": report.year, "department": department.name, "head": head, "days": DAYS}
        text = words.CHAT_OWED.format(**facts, count=len(owed), forms=forms)
        if len(text) <= words.CHAT_MOST:
            break
    return text[: words.CHAT_MOST]


def _notice(report: Report, department: Department, findings: Sequence[Finding], phrases: Phrases) -> Letter:
    """The notice: what by when, the gravest, the list enclosed."""
    mandatory, query = _counted(findings)
    facts = {"year": report.year, "mandatory": mandatory, "query": query, "days": DAYS}
    named = zip(words.NUMERALS, most_telling(findings), strict=False)
    items = (words.NOTICE_ITEM.format(numeral=numeral, text=_short(each, phrases)) for numeral, each in named)
    attached = words.NOTICE_ATTACHED.format(slip=words.SLIP_FILE)
    paragraphs = (words.NOTICE_BODY.format(**facts), words.NOTICE_FIRST, *items, attached)
    return _letter(report, department, words.NOTICE_TITLE, paragraphs)


def _reminder(report: Report, department: Department, owed: Sequence[str]) -> Letter:
    forms = listed(words.FORM_OWED.format(name=name) for name in owed)
    body = words.REMINDER_BODY.format(year=report.year, count=len(owed), forms=forms, days=DAYS)
    return _letter(report, department, words.REMINDER_TITLE, (body,))


def _letter(report: Report, department: Department, title: str, paragraphs: tuple[str, ...]) -> Letter:
    catalogue = report.catalogue
    return Letter(
        title.format(year=report.year),
        words.NOTICE_TO.format(department=department.name, head=report.head_of(department)),
        paragraphs,
        (words.NOTICE_FROM.format(library=catalogue.library, department=catalogue.compiles), words.NOTICE_DATE),
    )


def most_telling(findings: Sequence[Finding]) -> list[Finding]:
    """The findings to name first: one of each cause, mandatory before queries, the largest difference first."""
    ranked = sorted(findings, key=lambda each: (each.level.rank, -abs(each.difference or 0.0)))
    return list(one_a_cause(ranked))[:NAMED]


def _short(finding: Finding, phrases: Phrases) -> str:
    """A finding in two lines at most: its place and both figures, or its sentence."""
    if finding.reported is None or finding.expected is None:
        return words.shortened(phrases.brief(finding), _MOST_A_LINE)
    text = words.NOTICE_FIGURES.format(
        table=phrases.table(finding.form),
        place=place_of(finding.row, finding.column),
        reported=number(finding.reported),
        expected=number(finding.expected),
    )
    return words.shortened(text, _MOST_A_LINE)
