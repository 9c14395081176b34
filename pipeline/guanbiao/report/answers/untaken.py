"""What came back in slips and is not taken, or taken in another way than it was written: a finding each, with its
place, so that no word of a head is lost."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from guanbiao.model.books import FileStatus
from guanbiao.model.details import Detail, OfAnswer, OfEdits, OfSlip
from guanbiao.model.findings import Finding, Role, Term, Untaken
from guanbiao.model.slips import Case, Changed, Returned, SlipKind, Written
from guanbiao.recognise.slips.cells import text_of
from guanbiao.recognise.slips.corrections import is_confirmed
from guanbiao.report.answers.approvals import is_elsewhere
from guanbiao.report.answers.bound import Answer
from guanbiao.report.answers.keys import earlier_keys, figures_key
from guanbiao.report.answers.placed import unplaced
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from guanbiao.words.codes import CODES
from guanbiao.words.naming import questions_text
from guanbiao.words.slips import in_a_line

_CODES = {
    Untaken.EMPTY: "answer_refused",
    Untaken.EDITED: "answer_edited",
    Untaken.NO_FIGURE: "answer_no_figure",
    Untaken.ELSEWHERE: "answer_elsewhere",
    Untaken.ASKS: "answer_asks",
}


def untaken_findings(
    report: Report,
    slips: Sequence[Returned],
    stray: Sequence[Returned],
    refused: Iterable[tuple[Finding, Answer]],
    applied: Sequence[Changed],
) -> Iterator[Finding]:
    """Of the slips of a year, and of those that are `stray`, of no year that is reported on."""
    yield from refused_findings(refused, report)
    for slip, written in unplaced(slips):
        if not slip.is_text:
            yield _of_slip("words_unplaced", slip, report, (written.term,))
    yield from _naming(slips, report)
    yield from _in_texts(slips, report)
    yield from (_of_slip("approval_on_slip", slip, report, terms) for slip, terms in _approving(slips))
    yield from (_of_slip("slip_picture", slip, report, slip.pictures) for slip in slips if slip.pictures)
    yield from _struck(slips, report)
    yield from (_of_slip("words_in_margin", slip, report, (term,)) for slip in slips for term in slip.margins)
    aside = {book.file for book in report.books if book.status is FileStatus.IGNORED}
    blank = (slip for slip in slips if slip.is_blank and not slip.pictures and slip.file not in aside)
    yield from (_of_slip("slip_blank", slip, report, (_file(slip),)) for slip in blank)
    yield from (_of_slip("slip_other_year", slip, report, (_file(slip),)) for slip in stray)
    astray = (each for each in slips if each.kind is SlipKind.SLIP and is_elsewhere(each, report))
    yield from (_of_slip("slip_other_department", each, report, (_file(each),)) for each in astray)
    for slip in slips:
        if count := _outdated(slip, report):
            yield _of_slip("slip_outdated", slip, report, (_file(slip),), OfSlip(slip.department, slip.year, count))
        yield from _edits(slip, report, applied)


def refused_findings(refused: Iterable[tuple[Finding, Answer]], report: Report) -> Iterator[Finding]:
    """The answers that are not taken: one that is of several findings once, of the first of them, and so what was
    deleted on several rows of a problem."""
    told = {_said_once(*each): each for each in reversed([*refused])}
    return (_refused(*each, report) for each in reversed(told.values()))


def _said_once(finding: Finding, answer: Answer) -> tuple[str, ...]:
    if answer.is_withdrawn:
        return answer.term.file, answer.cleared, finding.cause or finding.id
    return answer.term.file, answer.term.sheet, answer.term.cell, answer.untaken or ""


def _refused(finding: Finding, answer: Answer, report: Report) -> Finding:
    """An answer that is not taken, or was taken back."""
    if answer.untaken in (Untaken.ELSEWHERE, Untaken.ASKS) and not answer.is_withdrawn:
        return _of_others(finding, answer, report)
    code = "answer_withdrawn" if answer.is_withdrawn else _CODES[answer.untaken or Untaken.EMPTY]
    return _of_answer(code, finding, answer.term, answer.text or answer.action or answer.cleared, finding.id)


def _of_others(finding: Finding, answer: Answer, report: Report) -> Finding:
    """An answer that asks back, or only says who should answer: asked of the department that decides about that."""
    decides = report.approver_of(finding.department)
    heads = {each.name: report.head_of(each) for each in report.catalogue.departments}
    told = _of_answer(_CODES[answer.untaken or Untaken.EMPTY], finding, answer.term, answer.text, finding.id)
    about = OfAnswer(finding.id, answer.text, finding.department, decides)
    own = decides if decides in heads else finding.department
    return replace(told, department=own, head=heads.get(own, ""), detail=about)


def _of_answer(code: str, finding: Finding, place: Term, text: str, spot: str) -> Finding:
    return Finding(
        *CODES[code].identity,
        department=finding.department,
        head=finding.head,
        form=finding.form,
        row=finding.row,
        column=finding.column,
        terms=(place,),
        detail=OfAnswer(finding.id, text),
        spot=spot,
    )


def replaced_findings(past: Iterable[tuple[Answer, Answer]], report: Report) -> Iterator[Finding]:
    """What was answered and others have answered in another way since."""
    by_id = {part.id: each for each in report.findings for part in (*each.parts, each)}
    for before, last in past:
        if finding := by_id.get(before.finding):
            place = f"{before.term.file} {before.term.address}"
            yield _of_answer("answer_replaced", finding, before.term, last.text, place)


def undecided_findings(
    left: Iterable[tuple[str, Written]], slips: Sequence[Returned], report: Report
) -> Iterator[Finding]:
    """What was written on approval sheets and decides nothing."""
    by_file = {each.file: each for each in slips}
    for code, written in left:
        yield _of_slip(code, by_file[written.term.file], report, (written.term,))


def _of_slip(
    code: str, slip: Returned, report: Report, terms: tuple[Term, ...], detail: Detail | None = None
) -> Finding:
    """A finding about a slip, for the department that it was issued to."""
    heads = {each.name: report.head_of(each) for each in report.catalogue.departments}
    about = detail or OfSlip(slip.department, slip.year)
    department = slip.department if slip.department in heads else ""
    return Finding(
        *CODES[code].identity,
        department=department,
        head=heads.get(department, ""),
        terms=terms,
        detail=about,
        content=slip.sha256,
    )


def _naming(slips: Iterable[Returned], report: Report) -> Iterator[Finding]:
    """What names questions of which nobody can say that it is of them."""
    for slip in slips:
        for each in (each for each in slip.written if each.also):
            about = OfAnswer("", questions_text([line.shown for line in each.also]))
            yield _of_slip("answer_names_others", slip, report, (each.term,), about)


def _in_texts(slips: Sequence[Returned], report: Report) -> Iterator[Finding]:
    """What stands in texts of answers and quotes no place of a question, of each text as one."""
    for slip in (each for each in slips if each.is_text):
        if terms := tuple(written.term for _, written in unplaced([slip])):
            said = in_a_line(term.raw for term in terms)
            yield _of_slip("answers_in_text", slip, report, (replace(terms[0], raw=said), *terms[1:]))


def _struck(slips: Iterable[Returned], report: Report) -> Iterator[Finding]:
    """What is struck out: of words that somebody wrote each, of what was printed all of a slip as one."""
    for slip in slips:
        written = [each.term for each in slip.struck if not each.printed]
        yield from (_of_slip("answer_struck", slip, report, (term,)) for term in written)
        if printed := tuple(each.term for each in slip.struck if each.printed):
            about = OfSlip(slip.department, slip.year, len(printed))
            yield _of_slip("question_struck", slip, report, printed, about)


def _file(slip: Returned) -> Term:
    return Term(Role.FILE, "", "", "", file=slip.file)


def _approving(slips: Iterable[Returned]) -> Iterator[tuple[Returned, tuple[Term, ...]]]:
    """The slips of departments on which somebody approved, with the places: it does not count there."""
    for slip in slips:
        terms = [replace(each.term, raw=each.approved) for each in slip.written if each.approved]
        if terms and slip.kind is SlipKind.SLIP:
            said = in_a_line(dict.fromkeys(term.raw for term in terms))
            yield slip, (replace(terms[0], raw=said), *terms[1:])


def _outdated(slip: Returned, report: Report) -> int:
    """How many lines of a slip were answered for figures that are others by now."""
    now = {each.id: each for each in report.findings}
    lines = {each.line for each in slip.written if each.line and slip.kind is SlipKind.SLIP}
    return sum(any(_is_past(case, now.get(case.finding)) for case in line.cases) for line in lines)


def _is_past(case: Case, finding: Finding | None) -> bool:
    if finding is None or case.key == figures_key(finding):
        return False
    return case.key not in earlier_keys(finding)


def _edits(slip: Returned, report: Report, applied: Sequence[Changed]) -> Iterator[Finding]:
    """What was changed in the forms attached to a slip: a finding a form, of what counts, and of what does not."""
    by_form: dict[tuple[str, str], list[Changed]] = defaultdict(list)
    for each in slip.changed:
        code = "copy_corrected" if each in applied else "copy_changed"
        if code == "copy_corrected" or not is_confirmed(slip, each):
            by_form[code, each.copy.name].append(each)
    for (code, _), changes in by_form.items():
        edits = tuple((each.cell, _shown(each.before), _shown(each.after)) for each in changes)
        own = [filing for filing in report.counted.values() if filing.book.file == changes[0].copy.file]
        sheets = [filing for filing in own if any(part.sheet.name == changes[0].copy.sheet for part in filing.stands)]
        found = _of_slip(code, slip, report, tuple(each.term for each in changes), OfEdits(changes[0].copy.name, edits))
        yield replace(found, form=sheets[0].form if len(sheets) == 1 else "", spot=slip.sha256)


def _shown(value: Value) -> str:
    return "" if value is None else text_of(value)
