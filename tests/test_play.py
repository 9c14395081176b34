"""Three rounds of slips, answered by all departments with every habit that heads have: whatever they write is taken, or
told with its place; and every output counts the same states."""

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

import pytest
from docx import Document
from guanbiao.letters.approval import approvals
from guanbiao.letters.slip import slip_of
from guanbiao.model.books import Book
from guanbiao.model.findings import Finding, FindingStatus
from guanbiao.pages.xlsx import write_workbook
from guanbiao.recognise.recognise import recognise
from guanbiao.recognise.slips.corrections import corrected
from guanbiao.recognise.slips.record import SHEET
from guanbiao.recognise.slips.returned import returned
from guanbiao.report.answers.answered import answered
from guanbiao.report.answers.states import states_of, states_text
from guanbiao.report.changes import Changes
from guanbiao.report.report import Report
from guanbiao.report.shown import Finished, Ran, shown_of
from guanbiao.screen import done_json, done_lines
from guanbiao.words.findings import Phrases
from msgspec import Struct
from msgspec.structs import asdict, replace
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tests.drawing import changed, read_bytes
from tests.slips import ACTION, LIST, TEXT, issued, opened
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, LOANS, OUTLINE, STAFF, TALKS, year_with
from tests.stages import outputs_of, with_causes

STREETS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日盈昃宿列张寒来暑往秋收冬藏"
TAKEN = (FindingStatus.PENDING, FindingStatus.EXPLAINED)
Write = Callable[[Worksheet, int, str], None]


class Said(Struct, frozen=True):
    """Words that a head wrote, the findings that they answer (none: they are of no problem), and whether they correct
    the figures."""

    words: str
    of: frozenset[str] = frozenset()
    corrects: bool = False


def cell(row: int, column: int) -> Callable[[str], Write]:
    """A habit of writing at a place relative to the row of a problem."""
    return lambda form: lambda sheet, at, said: put(sheet, at + row, column, form.format(said))


def put(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write into a cell, after what stands there."""
    before = sheet.cell(row, column).value
    sheet.cell(row, column).value = f"{before}\n{text}" if before else text


def remark(sheet: Worksheet, row: int, said: str) -> None:
    place = next(each for each in sheet[row] if each.comment is None)
    place.comment = Comment(f"李四:\n{said}", "李四")


REASONS: Mapping[str, Write] = {
    "as asked": cell(0, TEXT)("{}"),
    "with the word": cell(0, TEXT)("说明：{}"),
    "in several lines": cell(0, TEXT)("【说明】\n1.{}\n馆务会纪要"),
    "where the action belongs": cell(0, ACTION)("{}"),
    "too far": cell(0, TEXT + 1)("{}"),
    "far too far": cell(0, TEXT + 6)("{}"),
    "behind the sentence": cell(0, 1)("{}"),
    "on the place": cell(0, TEXT + 2)("本馆{}，改为3层办公"),
    "as a comment": remark,
    "in traditional characters": cell(0, TEXT)("說明：{}，並未填錯"),
}
FIGURES: Mapping[str, Write] = {
    "with the word": cell(0, TEXT)("更正：应为 {}"),
    "bracketed": cell(0, TEXT)("【更正】{}"),
    "in full width": cell(0, TEXT)("填错了，应为{}册"),
    "in traditional characters": cell(0, TEXT)("填錯了，應是 {}"),
    "too far": cell(0, TEXT + 1)("抄错行了，正确的数是{}"),
}
LOOSE: Mapping[str, Write] = {
    "above": lambda sheet, _, said: put(sheet, 1, 8, said),
    "in the head": lambda sheet, _, said: put(sheet, 4, 7, said),
    "beside the signature": lambda sheet, _, said: put(sheet, 3, 2, f"李四。{said}"),
    "on the heading of a part": lambda sheet, _, said: put(sheet, 5, 6, said),
    "below": lambda sheet, _, said: put(sheet, sheet.max_row + 2, 1, said),
    "below and beside": lambda sheet, _, said: put(sheet, sheet.max_row + 1, 5, said),
}


def unmerged(slip: Workbook) -> None:
    """openpyxl leaves merged ranges where they are when rows move, and takes no words for what they cover."""
    for merge in list(slip[LIST].merged_cells.ranges):
        slip[LIST].unmerge_cells(str(merge))


def as_it_is(slip: Workbook) -> Workbook:
    return slip


def without_record(slip: Workbook) -> Workbook:
    del slip[SHEET]
    return slip


def renamed(slip: Workbook) -> Workbook:
    for at, sheet in enumerate(slip.worksheets[:-1]):
        sheet.title = f"Sheet{at}"
    return slip


def with_columns(slip: Workbook) -> Workbook:
    slip[LIST].insert_cols(2, 2)
    return slip


def upside_down(slip: Workbook) -> Workbook:
    sheet = slip[LIST]
    kept = [[(each.value, each.comment) for each in row] for row in sheet.iter_rows(min_row=5)]
    for at, row in enumerate(reversed(kept), 5):
        for column, (value, comment) in enumerate(row, 1):
            sheet.cell(at, column).value = value
            sheet.cell(at, column).comment = Comment(comment.text, "") if comment else None
    return slip


def copied(slip: Workbook) -> Workbook:
    """Values and comments alone, in a workbook of its own."""
    other = Workbook()
    sheet = other.worksheets[0]
    for at, row in enumerate(slip[LIST].iter_rows(), 1):
        for column, each in enumerate(row, 1):
            sheet.cell(at, column).value = each.value
            if each.comment:
                sheet.cell(at, column).comment = Comment(each.comment.text, "")
    return other


def without_figures(slip: Workbook) -> Workbook:
    slip[LIST].delete_cols(3, 2)
    return slip


WAYS = (as_it_is, without_record, renamed, with_columns, upside_down, copied, without_figures, as_it_is, copied)


class Play:
    """A year, its slips, and what was written in them."""

    def __init__(self) -> None:
        self.base = with_causes(
            year_with(
                changed(LOANS, (5, 2, 12), (9, 1, 2)),
                changed(TALKS, (7, 4, 449)),
                changed(STAFF, (3, 2, "41%")),
                changed(BUDGET, (5, 1, 50.8)),
                changed(OUTLINE, (2, 2, "38945册次")),
            )
        )
        self.phrases, self.files, self.numbers = Phrases(SMALL, 2020), list[Book](), count()

    def report(self) -> Report:
        """The year with all slips that have come back so far."""
        slips = returned(self.files)
        _, applied = corrected([*self.base.books, *self.files], slips)
        self.phrases = Phrases(SMALL, 2020)
        return answered(self.base, slips, self.phrases, applied, [2020])

    def send(self, made: Workbook) -> Book:
        """A slip that comes back."""
        number = next(self.numbers)
        made.save(buffer := io.BytesIO())
        book = replace(read_bytes(buffer.getvalue(), f"回复{number}.xlsx"), modified=float(number))
        self.files.append(book)
        return book

    def fill(self, slip: Workbook, number: int) -> Iterator[Said]:
        """Write into every problem with the next habits, and beside all of them; what was written."""
        sheet, at = slip[LIST], number * 3
        unmerged(slip)
        rows = heads(slip)
        for row, of in rows:
            sheet.cell(row, ACTION).value = sheet.cell(row, TEXT).value = None
            figures = at % 4 == 3
            habits = list((FIGURES if figures else REASONS).values())
            for habit in [habits[(at + step) % len(habits)] for step in range(1 if figures else 3)]:
                words = f"9{next(self.numbers):04d}" if figures else f"因{self.street()}街停电"
                habit(sheet, row, words)
                yield Said(words, of, figures)
            at += 1
        for habit in list(LOOSE.values())[number % 2 :: 2]:
            words = f"因{self.street()}街停电"
            habit(sheet, rows[0][0], words)
            yield Said(words)

    def street(self) -> str:
        number = next(self.numbers)
        return STREETS[number % len(STREETS)] + STREETS[number // len(STREETS)]


def heads(slip: Workbook) -> list[tuple[int, frozenset[str]]]:
    """The rows of the problems, with the findings that each is of."""
    found: dict[frozenset[str], int] = {}
    for line in sorted(issued(slip).lines, key=lambda line: line.at):
        of = frozenset(case.finding for case in line.cases)
        if not any(of <= known for known in found):
            found[of] = line.at + 1
    return [(row, of) for of, row in found.items()]


def told_of(finding: Finding) -> tuple[str, ...]:
    """All that is kept of what was said of a finding."""
    answer = finding.answer
    return answer.text, answer.lapsed, answer.rejected, answer.approved


def fate(said: Said, report: Report, phrases: Phrases) -> str:
    """What became of some words."""
    own = [each for each in report.findings if any(said.words in words for words in told_of(each))]
    if own:
        is_right = not said.of or {each.id for each in own} <= said.of
        right = (FindingStatus.CORRECTING,) if said.corrects else TAKEN
        left = {each.status for each in own if not each.answer.rejected} if said.of else set()
        return "taken" if is_right and left <= {*right} else "misread"
    told = [phrases.message(each) for each in report.findings if said.words in phrases.message(each)]
    return "told" if told else "lost"


def approve(play: Play, report: Report, verdicts: Sequence[str]) -> list[Said]:
    """Fill in the approval sheets, with what is neither yes nor no among it."""
    said = []
    for sheet in approvals(report, play.phrases):
        book = opened(write_workbook(sheet.pages, "", sheet.properties))
        for row, verdict in zip(range(4, book.worksheets[0].max_row + 1), verdicts, strict=False):
            book.worksheets[0].cell(row, 6).value = verdict
            said += [] if verdict in ("同意", "") else [verdict]
        play.send(book)
    return [Said(each) for each in said]


def test_of_all_that_is_written_in_three_rounds_nothing_is_lost_and_nothing_misread() -> None:
    play, ways, fates = Play(), iter(WAYS), dict[str, list[Said]]()
    report = play.report()
    for number in range(3):
        said: list[Said] = []
        for at, department in enumerate(SMALL.departments):
            made = slip_of(report, department.name, play.phrases)
            slip = opened(write_workbook(made.pages, "", made.properties))
            said += play.fill(slip, number + at)
            book = play.send(next(ways)(slip))
            assert recognise([book], SMALL).filings == ()
        now = play.report()
        said += approve(play, now, ("同意", "不同意，依据不足", f"再议{number}"))
        report = play.report()
        for each in said:
            fates.setdefault(fate(each, report, play.phrases), []).append(each)
    assert fates.keys() == {"taken", "told"}, {name: fates.get(name) for name in ("lost", "misread")}
    assert len(fates["taken"]) > len(fates["told"]) > 10


STAFF_NOW = changed(STAFF, (3, 2, "42%"))


@pytest.fixture(scope="module")
def every_state() -> Report:
    """A year in every state: one form of it is corrected as its head said, another changed since she explained it."""
    play = Play()
    own = opened_slip(play.base, "办公室", play.phrases)
    for row, of in heads(own):
        said = {"X03": "更正：应为 38944", "X09": "借调人员两名，见人事科台账", "06.总计": "更正：应为 49.8"}
        (rule,) = {each.rule for each in play.base.findings if each.id in of}
        own[LIST].cell(row, TEXT).value = said[rule]
    play.send(own)
    play.base = with_causes(
        year_with(
            changed(LOANS, (5, 2, 12), (9, 1, 2)), changed(TALKS, (7, 4, 449)), STAFF_NOW, changed(BUDGET, (5, 1, 50.8))
        )
    )
    own = opened_slip(play.base, "借阅部", play.phrases)
    for row, _ in heads(own)[:2]:
        own[LIST].cell(row, TEXT).value = "因七月闭馆装修，见馆务会纪要"
    play.send(own)
    approve(play, play.report(), ["同意"])
    return play.report()


def opened_slip(report: Report, department: str, phrases: Phrases) -> Workbook:
    made = slip_of(report, department, phrases)
    return opened(write_workbook(made.pages, "", made.properties))


def text_of(workbook: Workbook, name: str) -> str:
    return "\n".join(str(each.value) for row in workbook[name].iter_rows() for each in row if each.value is not None)


ALL_STATES = "1 处已说明，1 处待审批，1 处已更正，1 处待更正，1 处已失效，2 处未答复"
BEFORE = {"open": 7}


def test_every_output_counts_the_same_states(every_state: Report) -> None:
    states, phrases = states_of(every_state), Phrases(SMALL, 2020)
    assert states_text(every_state) == ALL_STATES
    files = dict(outputs_of(every_state, Changes(states=BEFORE)))
    counted = json.loads(files["findings.json"])["summary"]["answers"]
    assert counted["problems"] == asdict(states)
    assert ALL_STATES in files["核对报告.html"].decode()
    (book,) = (opened(content) for name, content in files.items() if "总表" in name)
    assert ALL_STATES in text_of(book, "封面")
    assert f"上次 还没有答复；本次 {ALL_STATES}" in text_of(book, "与上次对照")
    done = [Finished(shown_of(every_state, phrases), Path("x"))]
    assert ALL_STATES in list(done_lines(Ran(done), quiet=True))[-1]
    assert json.loads("".join(done_json(done)))[0]["answers"] == asdict(states)


@pytest.mark.parametrize(
    ("department", "said"),
    [
        ("办公室", "1 处已更正，1 处待更正，1 处已失效"),
        ("借阅部", "1 处已说明，1 处待审批，1 处未答复"),
        ("活动部", ""),
    ],
)
def test_every_letter_counts_the_states_of_its_department(department: str, said: str, every_state: Report) -> None:
    """A chat leaves out what it has no room for, and all of them name what is open."""
    assert states_text(every_state, department) == said
    files = dict(outputs_of(every_state))
    counted = json.loads(files["findings.json"])["summary"]["answers"]["by_department"][department]
    assert asdict(states_of(every_state, department)).items() <= counted.items()
    own = {name.rpartition("/")[2]: files[name] for name in files if f"/{department}/" in name}
    answered, still = said.replace("，1 处未答复", ""), every_state.open_of(department)
    letter = "\n".join(each.text for each in Document(io.BytesIO(own["数据核对通知.docx"])).paragraphs)
    chat, page = own["微信通知.txt"].decode(), own["核对报告.html"].decode()
    assert answered in letter
    assert said in page
    assert all(each in answered for each in re.findall("1 处(?:已说明|待审批|待更正)", chat))
    assert still[0].first.cell in chat
    assert all(each.first.cell in letter for each in still)
