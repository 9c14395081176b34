"""Notices to department heads: a letter with a slip to answer in, a line for the chat, a draft of a mail; reminders of
forms owed. Nothing is sent."""

from collections.abc import Iterator, Mapping, Sequence

from guanbiao.forms.catalogue import Department, Level
from guanbiao.letters.drafts import Letter, Packet, Reminder
from guanbiao.letters.slip import slip_of
from guanbiao.pages.page import lines_needed
from guanbiao.report.report import Report
from guanbiao.report.story import ANSWERED, Problem, counted, of_level
from guanbiao.report.told import brief, line
from guanbiao.words import letters as words
from guanbiao.words.findings import Phrases
from guanbiao.words.slips import SLIP_FILE
from guanbiao.words.story import causes_text
from guanbiao.words.workbook import listed

DAYS = 5  # working days to answer in: a week
NAMED = 4  # problems that a letter names: as many as its first page holds, the slip has them all
_MOST_A_LINE = 84  # characters of a problem that is named: three lines of the page
_LINES, _LINE_WIDTH = 9, 52.0  # lines that the first page has for them, and how wide these are, in characters


def packets(report: Report, phrases: Phrases) -> Iterator[Packet]:
    """What every department gets that has something to answer."""
    for department in report.catalogue.departments:
        if problems := report.asked_of(department.name):
            yield _packet(report, department, problems, phrases)


def reminders(report: Report) -> Iterator[Reminder]:
    """A letter to every department that owes forms."""
    for department, owed in _owing(report):
        yield Reminder(f"{_folder(department)}/{words.REMINDER_FILE}", _reminder(report, department, owed))


def chats(report: Report, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """By its path, a line for the chat to every department that has something to answer or forms to file."""
    for department in report.catalogue.departments:
        if problems := report.asked_of(department.name):
            yield f"{_folder(department)}/{words.CHAT_FILE}", _answering(report, department, problems, phrases)
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


def _packet(report: Report, department: Department, problems: Sequence[Problem], phrases: Phrases) -> Packet:
    slip = slip_of(report, department.name, phrases)
    return Packet(
        _folder(department),
        (SLIP_FILE, words.NOTICE_FILE, words.MAIL_FILE),
        words.SUBJECT.format(year=report.year, department=department.name),
        slip.pages,
        _notice(report, department, problems, phrases),
        _answering(report, department, problems, phrases),
        department.mail,
        slip.properties,
    )


def _answering(report: Report, department: Department, problems: Sequence[Problem], phrases: Phrases) -> str:
    """A line for the chat about problems to answer, at most 120 characters: as many of the gravest as it holds."""
    facts = {"year": report.year, "department": department.name, "head": report.head_of(department), "days": DAYS}
    asked = _asked(problems, words.CHAT_ASKED, "、")
    lines = [line(each, phrases, department.name) for each in problems[:NAMED]]
    shorter = line(problems[0], phrases, department.name, short=True)
    text = ""
    for named in (*(lines[:count] for count in range(len(lines), 0, -1)), [shorter], []):
        first = words.CHAT_FIRST.format(problems="；".join(named)) if named else ""
        text = words.CHAT.format(**facts, asked=asked, first=first)
        if len(text) <= words.CHAT_MOST:
            break
    return words.shortened(text, words.CHAT_MOST)


def _asked(problems: Sequence[Problem], sentences: Mapping[Level, str], between: str) -> str:
    """How many problems there are to answer, by level, and how many causes and relations."""
    counts = {level: len(of_level(problems, level)) for level in ANSWERED}
    count = counted(problems)
    return words.asked_text(counts, sentences, between, causes_text(count.causes, count.relations))


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


def _notice(report: Report, department: Department, problems: Sequence[Problem], phrases: Phrases) -> Letter:
    """The notice: what by when, the gravest, the list enclosed."""
    asked = _asked(problems, words.NOTICE_ASKED, "，")
    texts = [words.shortened(brief(each, phrases, department.name), _MOST_A_LINE) for each in problems[:NAMED]]
    named = zip(words.NUMERALS, _on_one_page(texts), strict=False)
    items = (words.NOTICE_ITEM.format(numeral=numeral, text=text) for numeral, text in named)
    attached = words.NOTICE_ATTACHED.format(slip=SLIP_FILE)
    body = words.NOTICE_BODY.format(year=report.year, asked=asked, days=DAYS)
    return _letter(report, department, words.NOTICE_TITLE, (body, words.NOTICE_FIRST, *items, attached))


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


def _on_one_page(texts: Sequence[str]) -> Iterator[str]:
    """As many of the texts as the first page has room for, at least one."""
    lines = 0
    for at, text in enumerate(texts):
        lines += lines_needed(text, _LINE_WIDTH)
        if at and lines > _LINES:
            return
        yield text
