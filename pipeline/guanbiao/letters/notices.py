"""Notices to department heads: a letter with a slip to answer in, a line for the chat, a draft of a mail; reminders of
forms owed; thanks to those who have settled all. Nothing is sent.

A notice names what is open and says how far the rest is answered. Who owes forms is reminded of them apart, and gets
nothing else where that is all."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import asdict

from guanbiao.forms.catalogue import Department, Level
from guanbiao.letters.drafts import Letter, Packet, Reminder
from guanbiao.letters.slip import slip_of
from guanbiao.pages.page import lines_needed
from guanbiao.report.answers.states import is_owed, states_of
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
_LEAST_NAMED = 12  # characters of a problem without which a chat had better name none
_LINES, _LINE_WIDTH = 14, 58.0  # lines that one page has for what is asked and what is named; how wide these are
_BODY, _PROGRESS, _INDENT = "　" * 82, "　" * 6, "　" * 4  # what stands around these texts, and before a problem
_SETTLED = ("explained", "pending", "corrected")
_TOLD = ("explained", "pending", "correcting")  # states that a chat has room for


def packets(report: Report, phrases: Phrases) -> Iterator[Packet]:
    """What every department gets that has something to answer."""
    for department in report.catalogue.departments:
        if problems := _open(report, department):
            yield _packet(report, department, problems, phrases)


def reminders(report: Report) -> Iterator[Reminder]:
    """A letter to every department that owes forms, and one to every department that has settled all it was asked."""
    for department, owed in _owing(report):
        yield Reminder(f"{_folder(department)}/{words.REMINDER_FILE}", _reminder(report, department, owed))
    for department in _done(report):
        letter = _letter(report, department, words.THANKS_FILE)
        yield Reminder(f"{_folder(department)}/{words.THANKS_FILE}", letter)


def chats(report: Report, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """By its path, a line for the chat to every department that has something to answer or forms to file, or that has
    settled all."""
    for department in report.catalogue.departments:
        if problems := _open(report, department):
            yield f"{_folder(department)}/{words.CHAT_FILE}", _answering(report, department, problems, phrases)
    for department, owed in _owing(report):
        yield f"{_folder(department)}/{words.REMINDER_CHAT_FILE}", _owed(report, department, owed)
    for department in _done(report):
        progress = words.progress_text(_counts(report, department))
        yield (
            f"{_folder(department)}/{words.CHAT_FILE}",
            _chat(words.CHAT_THANKS, report, department, progress=progress),
        )


def _open(report: Report, department: Department) -> list[Problem]:
    """What a department still has to answer or to file anew, the forms that it never filed apart."""
    return [each for each in report.open_of(department.name) if not is_owed(each)]


def _counts(report: Report, department: Department) -> dict[str, int]:
    return asdict(states_of(report, department.name))


def _done(report: Report) -> Iterator[Department]:
    """The departments that were asked something, and have nothing left to answer or to file."""
    for department in report.catalogue.departments:
        counts = _counts(report, department)
        if not report.open_of(department.name) and any(counts[name] for name in _SETTLED):
            yield department


def _chat(sentence: str, report: Report, department: Department, **facts: str | int) -> str:
    """A line for the chat: its sentence with what all of them say, and with facts of its own."""
    known = {"year": report.year, "department": department.name, "head": report.head_of(department), "days": DAYS}
    return sentence.format(**known, **facts)


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
    """A line for the chat about problems to answer, at most 120 characters: as many of the gravest as it holds. One is
    named in any case, cut where need be; where there is no room, causes go uncounted."""
    counts = _counts(report, department)
    progress = words.progress_text({name: counts[name] for name in _TOLD})
    told = words.CHAT_PROGRESS.format(progress=progress) if progress else ""
    full, bare = (_asked(problems, words.CHAT_ASKED, "、", causes=causes) for causes in (True, False))
    lines = [line(each, phrases, department.name) for each in problems[:NAMED]]
    first, shorter = lines[:1], [line(problems[0], phrases, department.name, short=True)]
    ways = [(lines[:count], full) for count in range(len(lines), 0, -1)]
    ways += [(shorter, full), (first, bare), (shorter, bare)]
    room = words.CHAT_MOST - len(_naming(report, department, [""], bare, told))
    if room >= _LEAST_NAMED:
        ways.append(([words.shortened(shorter[0], room)], bare))
    texts = (_naming(report, department, named, asked, told) for named, asked in (*ways, ([], bare)))
    text = next((text for text in texts if len(text) <= words.CHAT_MOST), None)
    return text or words.shortened(_naming(report, department, [], bare, ""), words.CHAT_MOST)


def _naming(report: Report, department: Department, named: Sequence[str], asked: str, progress: str) -> str:
    first = words.CHAT_FIRST.format(problems="；".join(named)) if named else ""
    return _chat(words.CHAT, report, department, asked=asked, progress=progress, first=first)


def _asked(problems: Sequence[Problem], sentences: Mapping[Level, str], between: str, *, causes: bool = True) -> str:
    """How many problems there are to answer, by level, and how many causes and relations, where `causes` are told."""
    counts = {level: len(of_level(problems, level)) for level in ANSWERED}
    count = counted(problems)
    return words.asked_text(counts, sentences, between, causes_text(count.causes, count.relations) if causes else "")


def _owed(report: Report, department: Department, owed: Sequence[str]) -> str:
    """A line for the chat about forms owed: as many of them named as the line holds."""
    text = ""
    for shown in range(len(owed), -1, -1):
        forms = listed(owed[:shown]) + ("" if shown == len(owed) else words.AND_MORE)
        text = _chat(words.CHAT_OWED, report, department, count=len(owed), forms=forms)
        if len(text) <= words.CHAT_MOST:
            break
    return text[: words.CHAT_MOST]


def _notice(report: Report, department: Department, problems: Sequence[Problem], phrases: Phrases) -> Letter:
    """The notice: what by when, the gravest, the list enclosed."""
    texts = [words.shortened(brief(each, phrases, department.name), _MOST_A_LINE) for each in problems[:NAMED]]
    asked = _asked(problems, words.NOTICE_ASKED, "，")
    progress = words.progress_text(_counts(report, department))
    body = _BODY + asked + (_PROGRESS + progress if progress else "")
    taken = bool(report.catalogue.approves) + lines_needed(body, _LINE_WIDTH)
    items = tuple(_on_one_page(texts, _LINES - taken))
    return _letter(report, department, words.NOTICE_FILE, asked=asked, items=items, enclosed=SLIP_FILE)


def _reminder(report: Report, department: Department, owed: Sequence[str]) -> Letter:
    return _letter(report, department, words.REMINDER_FILE, owed=owed)


def _letter(
    report: Report,
    department: Department,
    template: str,
    *,
    asked: str = "",
    items: Sequence[str] = (),
    enclosed: str = "",
    owed: Sequence[str] = (),
) -> Letter:
    catalogue = report.catalogue
    fields = words.letter_fields(
        year=report.year,
        library=catalogue.library,
        department=department.name,
        head=report.head_of(department),
        sender=catalogue.compiles,
        approves=catalogue.approves,
        approver=report.approver_of(department.name),
        days=DAYS,
        asked=asked,
        items=items,
        enclosed=enclosed,
        owed=owed,
        counts=_counts(report, department),
    )
    return Letter(template, fields, catalogue.templates)


def _on_one_page(texts: Sequence[str], most: int) -> Iterator[str]:
    """As many of the texts as so many lines have room for, at least one."""
    lines = 0
    for at, text in enumerate(texts):
        lines += lines_needed(_INDENT + text, _LINE_WIDTH)
        if at and lines > most:
            return
        yield text
