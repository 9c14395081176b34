"""Figures in the text of the annual report: what is told of them, and where."""

import csv
import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from guanbiao.flow.run import reports_from
from guanbiao.forms.levels import Level, Source
from guanbiao.letters.slip import slip_of
from guanbiao.model.books import Book, FileStatus
from guanbiao.model.claims import Checked, Claim, Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.model.findings import Finding, FindingStatus, Role, Term
from guanbiao.outputs.claims import claims_csv
from guanbiao.outputs.files import files_of
from guanbiao.outputs.findings import findings_file
from guanbiao.pages.page import Page
from guanbiao.pages.xlsx import write_workbook
from guanbiao.recognise.annual import AnnualReport
from guanbiao.recognise.slips.returned import returned as read_slips
from guanbiao.report.answers.answered import answered
from guanbiao.report.claims import with_claims
from guanbiao.report.doubted import doubted_in
from guanbiao.report.report import Report
from guanbiao.settings import Settings
from guanbiao.words.claims import COPY
from guanbiao.words.findings import Phrases
from guanbiao.workbook.claims import claims_page
from guanbiao.workbook.official import consolidate
from msgspec.structs import replace

from tests.drawing import book, changed
from tests.reports import report_book, report_docx
from tests.slips import ACTION, TEXT, opened, returned
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, LOANS, YEAR
from tests.stages import edition

COMPILES, FILE = "办公室", "报告/2020年工作报告.docx"
TEXTS = (
    "2020年度工作报告",
    "一、读者服务",
    "全年借阅图书55498册次（电话13912345678），其中少儿馆16545册次。",
    "讲座共5场，听众约450人次。",
    "少儿馆占35%，比上年增加668册次；四月少儿馆借阅1288册次，分馆3家。",
)


def claim(figure: str, value: float, unit: str, measure: str, **more: Any) -> Claim:
    """A figure where it stands in the texts."""
    number, text = next((at, text) for at, text in enumerate(TEXTS, 1) if figure in text)
    start = text.index(figure)
    quote = text if number == 4 else next(each for each in text.replace("；", "，").split("，") if figure in each)
    return Claim(
        number, TEXTS[1], quote, start, start + len(figure), figure, value, value, value, unit, measure=measure, **more
    )


def cell(report: Report, row: str, column: str) -> tuple[Term, ...]:
    """A cell of the monthly grid, as a term."""
    grid = report.counted["loans"]
    at = {"全年": 14, "4": 5}[row], {"少儿馆": 2, "合计": 3}[column]
    value = float(str(grid.sheet.rows[at[0]][at[1]]))
    sheet, address = grid.place(*at)
    return (Term(Role.EXPECTED, "loans", row, column, value, f"{value:.0f}", grid.book.file, sheet, address),)


def checked(report: Report) -> list[Checked]:
    """The figures in the texts, by hand."""
    lent, children, april = (cell(report, *place) for place in (("全年", "合计"), ("全年", "少儿馆"), ("4", "少儿馆")))
    cause = next(each for each in report.causes if each.changes[0].term.cell == april[0].cell)
    return [
        Checked(
            claim("55498册次", 55498.0, "册次", "借阅册次", period="全年"),
            *(Verdict.DIFFERS, "loans", "全年", "合计", 55489.0, "01 借阅册次 全年/合计", lent),
        ),
        Checked(
            claim("16545册次", 16545.0, "册次", "借阅册次"),
            *(Verdict.AGREES, "loans", "全年", "少儿馆", 16545.0, "01 借阅册次 全年/少儿馆", children),
        ),
        Checked(
            claim("450人次", 450.0, "人次", "讲座人次", qualifier="约"),
            *(Verdict.ROUNDED, "talks", "合计", "人次", 448.0, "03 讲座 合计/人次"),
        ),
        Checked(
            claim("35%", 35.0, "%", "少儿馆占比"),
            *(Verdict.DIFFERS, "", "", "", 29.82, "16545 ÷ 55489"),
        ),
        Checked(
            claim("1288册次", 1288.0, "册次", "借阅册次"),
            *(Verdict.DISPUTED, "loans", "4", "少儿馆", 1828.0, "01 借阅册次 4月/少儿馆", april),
            cause=cause.id,
        ),
        Checked(claim("3家", 3.0, "家", "分馆"), Verdict.UNBOUND),
    ]


def document() -> bytes:
    """The report that the texts are of."""
    word, still = Document(), io.BytesIO()
    for text in TEXTS:
        word.add_paragraph(text)
    word.save(still)
    return still.getvalue()


def dropped(report: Report, own: Book) -> Report:
    return replace(report, annual=AnnualReport(own, TEXTS[0], report.catalogue.library, 2020))


@pytest.fixture(scope="module")
def before(wrong: Report) -> Report:
    return replace(wrong, catalogue=replace(wrong.catalogue, compiles=COMPILES))


@pytest.fixture(scope="module")
def original() -> bytes:
    return document()


@pytest.fixture(scope="module")
def done(before: Report, original: bytes) -> Report:
    own = Book(FILE, hashlib.sha256(original).hexdigest(), 0.0, FileStatus.READ)
    own = replace(own, paragraphs=tuple(Paragraph(at, text, order=at) for at, text in enumerate(TEXTS, 1)))
    return with_claims(dropped(before, own), checked(before))


def prose(report: Report) -> dict[str, Finding]:
    return {each.rule: each for each in report.findings if each.kind is Source.PROSE}


def said(report: Report, finding: Finding) -> str:
    return Phrases(report.catalogue, 2020).message(finding)


def test_what_differs_is_asked_of_who_compiles_and_the_tables_are_in_no_doubt(before: Report, done: Report) -> None:
    found = prose(done)
    assert {code: (each.level, each.department, each.head) for code, each in found.items()} == {
        "claim_differs": (Level.MANDATORY, COMPILES, "陈静"),
        "claim_inconsistent": (Level.QUERY, COMPILES, "陈静"),
        "claim_disputed": (Level.INFO, COMPILES, "陈静"),
    }
    texts = said(done, found["claim_differs"]), said(done, found["claim_inconsistent"])
    assert [
        each for each in ("第 3 段", "55498册次", "01 借阅册次 全年/合计为 55489册次", "9册次") if each not in texts[0]
    ] == []
    assert [each for each in ("35%", "16545 ÷ 55489为 29.82%", "5.18 个百分点") if each not in texts[1]] == []
    rest = [each for each in done.findings if each.kind is not Source.PROSE]
    assert rest == [*before.findings]
    own = {each for each in done.problems if each.findings[0].kind is Source.PROSE}
    assert [each for each in done.problems if each not in own] == [*before.problems]
    assert {name for each in own for name in (*each.departments, *(other.department for other in each.waiting))} == {
        COMPILES
    }
    assert doubted_in(done) - {("", "", "")} == doubted_in(before) - {("", "", "")}


def test_a_sentence_about_figures_in_dispute_waits_for_their_cause(done: Report) -> None:
    finding = prose(done)["claim_disputed"]
    cause = next(each for each in done.causes if each.id == finding.cause)
    assert cause.roots[0].term.cell in said(done, finding)
    assert finding.id not in {each.id for each in done.by_cause[cause.id].findings}
    (entry,) = (each for each in findings_file(done, Phrases(done.catalogue, 2020)).findings if each.id == finding.id)
    assert (entry.kind, entry.cause, entry.reported, entry.expected) == ("prose", cause.id, 1288, 1828)


def test_ids_hang_neither_on_figures_nor_on_the_file_nor_on_paragraphs_before(before: Report, done: Report) -> None:
    moved = []
    for each in checked(before):
        own = each.claim
        figure = own.figure.replace("5", "7")
        words = replace(own, paragraph=own.paragraph + 4, figure=figure, value=own.value + 1)
        words = replace(words, quote=own.quote.replace(own.figure, figure))
        moved.append(replace(each, claim=words, table_value=7.0 if each.table_value else None))
    again = with_claims(dropped(before, Book("新稿.docx", "", 0.0, FileStatus.READ)), moved)
    assert {code: each.id for code, each in prose(again).items()} == {
        code: each.id for code, each in prose(done).items()
    }


def test_claims_csv_has_every_figure_and_nobodys_telephone_number(done: Report) -> None:
    content = claims_csv(done)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = [*csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]
    assert ",".join(lines[0]) == (
        "paragraph,heading,quote,figure,value,unit,qualifier,measure,period,form,row,column,table_value,against,verdict"
    )
    assert [each["verdict"] for each in lines] == ["differs", "agrees", "rounded", "differs", "disputed", "unbound"]
    assert [*lines[0].values()][3:] == [
        *("55498", "55498", "册次", "", "借阅册次", "全年"),
        *("loans", "全年", "合计", "55489", "01 借阅册次 全年/合计", "differs"),
    ]
    assert "13912345678" not in content.decode()


def shown(page: Page, column: int) -> list[object]:
    return [each.value for each in page.cells if each.column == column]


def links(page: Page, column: int) -> list[str]:
    return [each.link for each in page.cells if each.column == column]


def test_the_page_has_what_differs_first_leads_to_the_cells_and_counts(done: Report) -> None:
    page = claims_page(done, consolidate(done, Phrases(done.catalogue, 2020)))
    verdicts = [each for each in page.cells if each.column == 8]
    assert [each.value for each in verdicts] == ["结论", "不符", "不符", "报表存疑", "相符", "相符（约数）"]
    assert ["mandatory" in each.style for each in verdicts] == [False, True, False, False, False, False]
    assert shown(page, 5)[1:3] == [9, 0.0518]
    leads = {told: link for told, link in zip(shown(page, 6), links(page, 7), strict=False) if link}
    assert leads["01 借阅册次 全年/合计"].endswith("!D15")
    counts = dict(zip(shown(page, 1)[-6:], shown(page, 2)[-6:], strict=True))
    assert counts == {"相符": 1, "相符（约数）": 1, "不符": 2, "报表存疑": 1, "口径不同，不比": 0, "未找到出处": 1}
    assert sum(page.widths) <= 150  # A4 across in print of ten points takes 138


def unpacked(content: bytes) -> bytes:
    """A file, or all parts of a zip."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def test_the_report_comes_back_with_comments_on_the_figures(done: Report, original: bytes) -> None:
    files = dict(files_of(replace(edition(done), original=original)))
    copy = files[COPY]
    comments = [(each.author, each.text) for each in Document(io.BytesIO(copy)).comments]
    assert [author for author, _ in comments] == ["馆表"] * 3
    assert [
        each for each in ("55489", "55498册次", "相差 9册次", "全年/合计", "借阅!D15") if each not in comments[0][1]
    ] == []
    assert "29.82%" in comments[1][1]
    assert "似应为" in comments[2][1] or "应为" in comments[2][1]
    assert [each.text for each in Document(io.BytesIO(copy)).paragraphs] == [*TEXTS]
    kept = {name: content for name, content in files.items() if not name.endswith((COPY, ".eml"))}
    assert [name for name, content in kept.items() if b"13912345678" in unpacked(content)] == []
    assert "claims.csv" in files
    assert "没有写出" not in files["run.log"].decode()
    with zipfile.ZipFile(
        io.BytesIO(next(each for name, each in files.items() if name.endswith("总表.xlsx")))
    ) as workbook:
        assert "文表核对" in workbook.read("xl/workbook.xml").decode()


@pytest.mark.parametrize("at_hand", [b"", b"PK"])
def test_a_report_that_is_gone_or_damaged_costs_the_copy_alone(done: Report, at_hand: bytes) -> None:
    files = dict(files_of(replace(edition(done), original=at_hand)))
    assert COPY not in files
    assert f"年度工作报告（核对稿）.docx没有写出：{FILE}" in files["run.log"].decode()
    assert "claims.csv" in files


def test_without_a_report_there_is_nothing_of_it(before: Report) -> None:
    files = dict(files_of(edition(before)))
    assert files.keys().isdisjoint({"claims.csv", COPY})
    assert not any("文表核对" in each.name for each in edition(before).pages)


def test_answers_on_sentences_come_back(done: Report, original: bytes) -> None:
    phrases = Phrases(done.catalogue, 2020)
    finding = prose(done)["claim_differs"]
    slip = slip_of(done, COMPILES, phrases)
    workbook = opened(write_workbook(slip.pages, "", slip.properties))
    back = returned(workbook, "1.xlsx", finding.id, {ACTION: "说明", TEXT: "报告按1月5日的数，表按年末的数"})
    after = answered(done, read_slips([back]), phrases)
    assert prose(after)["claim_differs"].status is FindingStatus.PENDING
    assert prose(after)["claim_inconsistent"].status is not FindingStatus.PENDING
    found = [
        replace(each, status=FindingStatus.EXPLAINED) if each.rule == "claim_differs" else each
        for each in after.findings
    ]
    explained = replace(after, findings=tuple(found))
    copy = dict(files_of(replace(edition(explained), original=original)))[COPY]
    assert len(Document(io.BytesIO(copy)).comments) == 2
    assert "不符（已说明）" in shown(claims_page(explained, consolidate(explained, phrases)), 8)
    others = [name for name in ("借阅部", "活动部") if done.asked_of(name)]
    assert others
    for name in others:
        pages = slip_of(done, name, phrases).pages
        assert not [each.value for page in pages for each in page.cells if "年度工作报告" in str(each.value)]


def test_tables_of_the_report_that_differ_have_comments_on_the_very_cells() -> None:
    content = report_docx(LOANS, changed(COMPARED, (3, 2, 38945)), title=("云溪市图书馆2020年度工作报告",))
    report = reports_from((book(*YEAR), report_book(content)), Settings(Path(), Path()), SMALL)[0]
    copy = dict(files_of(replace(edition(report), original=content)))[COPY]
    word = Document(io.BytesIO(copy))
    (comment,) = word.comments
    assert "报告是 38945，报表是 38944（对照!C4）" in comment.text
    marked = word.tables[1].cell(2, 2).paragraphs[0]._p
    assert [each.tag.partition("}")[2] for each in marked][-4:] == [
        *("commentRangeStart", "r", "commentRangeEnd", "r"),
    ]
