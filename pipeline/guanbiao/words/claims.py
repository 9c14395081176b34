"""The words about figures in the text of the annual report, held against the tables: findings, comments in the copy of
the report, the page of the workbook.

Fields of a sentence: `where` the heading and the paragraph, `quote` the clause, `figure` as typed, `told` what the
figure is held against with what that gives, `due` the latter alone, `off` by how much they differ, `dispute` what is in
question in the tables."""

import re
from collections.abc import Sequence

from guanbiao.forms.levels import Level, Source
from guanbiao.model.claims import Checked, Verdict
from guanbiao.model.codes import Code
from guanbiao.model.details import OfClaim
from guanbiao.model.documents import InTable
from guanbiao.model.findings import Finding
from guanbiao.text.personal import masked
from guanbiao.text.units import PER_CENT
from guanbiao.words.figures import clipped, number

DOCUMENT = "年度工作报告"
COPY, COPY_OPEN = f"{DOCUMENT}（核对稿）.docx", f"{DOCUMENT}（核对稿）.odt"
AUTHOR = "馆表"  # of comments in the copy of the report
PARAGRAPH, IN_TABLE = "第 {number} 段", "第{table}个表格{cell}"
_WHERE = "“{heading}”{paragraph}"
_TABLES, _IS = "报表", "{against}为 {due}"
_NUMBERED = re.compile(r"((?:^|[＋+－−×÷（(、])\s*)(?=\d{2} [\u4e00-\u9fff])")  # a table by its number
_POINTS = "{off} 个百分点"
_CLAUSE = f"{DOCUMENT}{{where}}“{{quote}}”："
CLAIMS = (
    Code(
        "claim_differs",
        Source.PROSE,
        Level.MANDATORY,
        _CLAUSE + "文中为 {figure}，{told}，相差 {off}；请核对后改正报告，或说明原因和依据。",
        OfClaim,
    ),
    Code(
        "claim_inconsistent",
        Source.PROSE,
        Level.QUERY,
        _CLAUSE + "此处为 {figure}，{told}，前后相差 {off}；请核对后改正有误的一处，或说明原因和依据。",
        OfClaim,
    ),
    Code(
        "claim_disputed",
        Source.PROSE,
        Level.INFO,
        _CLAUSE + "文中为 {figure}，{told}，但报表自身的数还有疑问（{dispute}），待报表查清后再核对这个数。",
        OfClaim,
    ),
)
_BRIEF = f"{DOCUMENT}{{place}}“{{figure}}”，{{told}}。"
REMARKS = {
    "claim_differs": "{told}{cell}，文中为 {figure}，相差 {off}。请核对；报表无误的，此处应改为 {due}。",
    "claim_inconsistent": "{told}，此处为 {figure}，前后相差 {off}。请核对后改正有误的一处。",
    "claim_disputed": "{told}{cell}，但报表自身的数还有疑问（{dispute}），待报表查清后再核对这个数。",
}
_CELL = "（{address}）"

PAGE, PAGE_TITLE = "文表核对", "{year} 年年度工作报告中的数与报表核对情况"
PAGE_HEAD = ("段落", "标题", "原文", "文中数", "表中数", "差额", "核对依据", "总表单元格", "结论")
VERDICTS = {
    Verdict.AGREES: "相符",
    Verdict.ROUNDED: "相符（约数）",
    Verdict.DIFFERS: "不符",
    Verdict.DISPUTED: "报表存疑",
    Verdict.NOT_COMPARABLE: "口径不同，不比",
    Verdict.UNBOUND: "未找到出处",
}
SETTLED = "{verdict}（{state}）"
COUNTED_HEAD = ("结论", "处数")
UNBOUND_NOTE = "未找到出处的数不作判断，逐条列在 claims.csv 中。"
_NOT_WRITTEN = "{copy}没有写出：{file}在读取后又有改动，或打不开；请把报告关闭、存盘后重新运行。"


def not_written(file: str) -> str:
    """That there is no copy of a report."""
    return _NOT_WRITTEN.format(copy=COPY_OPEN if file.lower().endswith(COPY_OPEN[-4:]) else COPY, file=file)


def stated(value: float | None, unit: str) -> str:
    """A figure of a sentence with its unit; a percentage by the number before its sign.

    >>> stated(438711.0, "册次"), stated(69.444, "%"), stated(None, "册")
    ('438711册次', '69.44%', '未填')
    """
    return number(value if unit != PER_CENT or value is None else round(value, 2)) + unit * (value is not None)


def gap(off: float | None, unit: str) -> str:
    """By how much two figures differ: two percentages by points.

    >>> gap(-114839.0, "册次"), gap(2.5, "%")
    ('114839册次', '2.5 个百分点')
    """
    size = abs(off or 0.0)
    return _POINTS.format(off=number(round(size, 2))) if unit == PER_CENT else stated(size, unit)


def claim_facts(finding: Finding) -> dict[str, str]:
    """The fields of the sentence of a finding about the text of the report, besides those of its detail."""
    detail, unit = finding.detail, finding.unit
    if not isinstance(detail, OfClaim):
        return {}
    times = 100 if unit == PER_CENT else 1  # a share is a fraction in all findings
    due, off = (None if each is None else each * times for each in (finding.expected, finding.difference))
    said = told(detail.against, due, unit)
    place = where(detail.heading, _place(finding, detail))
    return {"where": place, "told": clipped(said), "due": stated(due, unit), "off": gap(off, unit)}


def claim_brief(finding: Finding) -> str:
    """A finding about the text of the report in half a line; '' for any other.

    >>> from guanbiao.model.details import OfClaim
    >>> said = OfClaim(70, 4, "流通", "外借323872册次", "323872册次", "07 文献外借册次 累计/合计")
    >>> one = Finding(*CLAIMS[0].identity, unit="册次", reported=323872.0, expected=438711.0, detail=said)
    >>> claim_brief(one)
    '年度工作报告第 70 段“323872册次”，表07 文献外借册次 累计/合计为 438711册次。'
    """
    detail = finding.detail
    if not isinstance(detail, OfClaim):
        return ""
    place = _place(finding, detail)
    return masked(_BRIEF.format(place=place, figure=detail.figure, told=claim_facts(finding)["told"]))


def _place(finding: Finding, detail: OfClaim) -> str:
    """Where its sentence stands, as its first term has it."""
    return finding.terms[0].sheet if finding.terms else place_said(detail.paragraph, None)


def told(against: str, due: float | None, unit: str) -> str:
    """What a figure is held against, and what that gives, where that is known.

    >>> told("07 文献外借册次 累计/合计", 438711.0, "册次")
    '表07 文献外借册次 累计/合计为 438711册次'
    >>> told("04 流通人次 合计−03 到馆 合计", None, ""), told("第 82 段“减少12人次”", 12.0, "人次")
    ('表04 流通人次 合计−表03 到馆 合计', '第 82 段“减少12人次”为 12人次')
    """
    source = _NUMBERED.sub(r"\1表", against) or _TABLES
    return source if due is None else _IS.format(against=source, due=stated(due, unit))


def place_said(paragraph: int, inside: InTable | None) -> str:
    """The paragraph that a sentence stands in, or its cell of a table.

    >>> place_said(70, None), place_said(312, InTable(2, "B7"))
    ('第 70 段', '第2个表格B7')
    """
    return IN_TABLE.format(table=inside.table, cell=inside.cell) if inside else PARAGRAPH.format(number=paragraph)


def places_said(places: Sequence[tuple[int, InTable | None]]) -> str:
    """Several paragraphs, or cells that paragraphs stand in.

    >>> places_said([(7, None), (9, None), (312, InTable(2, "B7"))])
    '第 7、9 段，第2个表格B7'
    """
    numbers = "、".join(str(number) for number, inside in places if not inside)
    cells = dict.fromkeys(place_said(number, inside) for number, inside in places if inside)
    return "，".join((*([PARAGRAPH.format(number=numbers)] if numbers else []), *cells))


def where(heading: str, place: str) -> str:
    """Where a sentence stands: the heading above it, and its place."""
    name = clipped(heading).strip("：: ")
    return _WHERE.format(heading=name, paragraph=place) if name else place


def remark(code: str, checked: Checked, dispute: str) -> str:
    """What a comment in the copy of the report says of a figure."""
    claim, addresses = checked.claim, [each.address for each in checked.terms if each.address]
    return masked(
        REMARKS[code].format(
            told=told(checked.against, checked.table_value, claim.unit),
            cell=_CELL.format(address=addresses[0]) if len(addresses) == 1 else "",
            figure=claim.figure,
            due=stated(checked.table_value, claim.unit),
            off=gap(checked.difference, claim.unit),
            dispute=dispute,
        )
    )
