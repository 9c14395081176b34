"""Notices to department heads: a letter with a slip to answer in, a line for the chat, a draft of a mail; reminders of
forms owed. Nothing is sent."""

from collections.abc import Iterator, Sequence

from guanbiao.forms.catalogue import Department, Level
from guanbiao.letters.drafts import Letter, Packet, Reminder
from guanbiao.letters.slip import owned, slip_pages
from guanbiao.model.findings import Finding
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases, number, place_of
from guanbiao.words.letters import (
    AND_MORE,
    CHAT,
    CHAT_FILE,
    CHAT_MOST,
    CHAT_OWED,
    MAIL_FILE,
    NOTICE_ATTACHED,
    NOTICE_BODY,
    NOTICE_DATE,
    NOTICE_FILE,
    NOTICE_FROM,
    NOTICE_GRAVEST,
    NOTICE_TITLE,
    NOTICE_TO,
    NOTICES,
    NUMERALS,
    REMINDER_BODY,
    REMINDER_CHAT_FILE,
    REMINDER_FILE,
    REMINDER_TITLE,
    SLIP_FILE,
    SUBJECT,
)

DAYS = 5  # working days to answer in
GRAVEST = 4
_MOST_A_LINE = 56  # characters of a grave finding: two lines of the page


def packets(report: Report, phrases: Phrases) -> Iterator[Packet]:
    """What every department gets that has something to answer."""
    for department in report.catalogue.departments:
        if findings := owned(report, department.name):
            yield _packet(report, department, findings, phrases)


def reminders(report: Report) -> Iterator[Reminder]:
    """A letter to every department that owes forms."""
    for department, owed in _owing(report):
        yield Reminder(f"{_folder(department)}/{REMINDER_FILE}", _reminder(report, department, owed))


def chats(report: Report) -> Iterator[tuple[str, str]]:
    """By its path, a line for the chat to every department that has something to answer or forms to file."""
    for department in report.catalogue.departments:
        if findings := owned(report, department.name):
            yield f"{_folder(department)}/{CHAT_FILE}", _answering(report, department, findings)
    for department, owed in _owing(report):
        yield f"{_folder(department)}/{REMINDER_CHAT_FILE}", _owed(report, department, owed)


def _folder(department: Department) -> str:
    return f"{NOTICES}/{department.name}"


def _owing(report: Report) -> Iterator[tuple[Department, list[str]]]:
    """The departments that owe forms, and the names of these."""
    for department in report.catalogue.departments:
        owed = [form.name for form in report.owed if form.department == department.name]
        if owed:
            yield department, owed


def _packet(report: Report, department: Department, findings: Sequence[Finding], phrases: Phrases) -> Packet:
    return Packet(
        _folder(department),
        (SLIP_FILE, NOTICE_FILE, MAIL_FILE),
        SUBJECT.format(year=report.year, department=department.name),
        slip_pages(report, department.name, phrases),
        _notice(report, department, findings, phrases),
        _answering(report, department, findings),
        department.mail,
    )


def _answering(report: Report, department: Department, findings: Sequence[Finding]) -> str:
    """A line for the chat about findings to answer, at most 120 characters: what is too long is cut and says so."""
    mandatory, query = _counted(findings)
    text = CHAT.format(
        year=report.year,
        department=department.name,
        head=report.head_of(department),
        days=DAYS,
        mandatory=mandatory,
        query=query,
    )
    return text if len(text) <= CHAT_MOST else text[: CHAT_MOST - 1] + "…"


def _counted(findings: Sequence[Finding]) -> tuple[int, int]:
    """How many findings are mandatory, and how many are queries."""
    levels = [each.level for each in findings]
    return levels.count(Level.MANDATORY), levels.count(Level.QUERY)


def _owed(report: Report, department: Department, owed: Sequence[str]) -> str:
    """A line for the chat about forms owed: as many of them named as the line holds."""
    text, head = "", report.head_of(department)
    for shown in range(len(owed), -1, -1):
        forms = "、".join(owed[:shown]) + ("" if shown == len(owed) else AND_MORE)
        facts = {"year": report.year, "department": department.name, "head": head, "days": DAYS}
        text = CHAT_OWED.format(**facts, count=len(owed), forms=forms)
        if len(text) <= CHAT_MOST:
            break
    return text[:CHAT_MOST]


def _notice(report: Report, department: Department, findings: Sequence[Finding], phrases: Phrases) -> Letter:
    """The notice: what by when, the gravest, the list enclosed."""
    mandatory, query = _counted(findings)
    gravest_of = zip(NUMERALS, gravest(findings), strict=False)
    return _letter(
        report,
        department,
        NOTICE_TITLE,
        (
            NOTICE_BODY.format(year=report.year, mandatory=mandatory, query=query, days=DAYS),
            NOTICE_GRAVEST,
            *(f"{at}、{_short(finding, phrases)}" for at, finding in gravest_of),
            NOTICE_ATTACHED.format(slip=SLIP_FILE),
        ),
    )


def _reminder(report: Report, department: Department, owed: Sequence[str]) -> Letter:
    forms = "、".join(f"《{name}》" for name in owed)
    body = REMINDER_BODY.format(year=report.year, count=len(owed), forms=forms, days=DAYS)
    return _letter(report, department, REMINDER_TITLE, (body,))


def _letter(report: Report, department: Department, title: str, paragraphs: tuple[str, ...]) -> Letter:
    return Letter(
        title.format(year=report.year),
        NOTICE_TO.format(department=department.name, head=report.head_of(department)),
        paragraphs,
        (NOTICE_FROM.format(library=report.catalogue.library), NOTICE_DATE),
    )


def gravest(findings: Sequence[Finding]) -> list[Finding]:
    """The findings to name first: one of each cause, mandatory before queries, the largest difference first."""
    order = list(Level)
    ranked = sorted(findings, key=lambda each: (order.index(each.level), -abs(each.difference or 0.0)))
    seen: set[str] = set()
    chosen = []
    for finding in ranked:
        if not finding.cause or finding.cause not in seen:
            chosen.append(finding)
            seen.add(finding.cause)
    return chosen[:GRAVEST]


def _short(finding: Finding, phrases: Phrases) -> str:
    """A finding in two lines at most: its place and both figures, or its sentence."""
    if finding.reported is None or finding.expected is None:
        text = phrases.message(finding)
    else:
        place = place_of(finding.row, finding.column)
        text = f"{phrases.table(finding.form)}“{place}”填报{number(finding.reported)}，应为{number(finding.expected)}。"
    return text if len(text) <= _MOST_A_LINE else text[: _MOST_A_LINE - 1] + "…"
