"""Speaks to users: why each sheet of a file was taken or not."""

from collections import Counter
from collections.abc import Iterator, Sequence

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.books import Book, FileStatus
from guanbiao.model.explained import Candidate, Explained, HeldHeader, HeldName, HeldSheet, HeldTitle, Unfit
from guanbiao.model.filings import Dated, Filing, Titled
from guanbiao.model.findings import Finding
from guanbiao.text.cells import Range, a1
from guanbiao.text.personal import masked
from guanbiao.words.files import reason_of
from guanbiao.words.findings import Phrases
from guanbiao.words.intake import DATED

_SLIP = "{file}：是本程序生成的核对单，只读取其中的答复，不作为报表。"
_ENDED = "{file}：{reason}。"
_REPORT = "{file}：{year}年度工作报告，{sheets} 个表格中认出 {forms} 张报表；这些表只与报送的报表核对，不作为报表采用。"
_READ = "{file}：{sheets} 张工作表，认出 {forms} 张报表。"
_ALONE = "以上只看这一个文件；与其他文件一起核对时，同一张报表只采用一份，采用哪一份见总表的“数据来源”。"
_SHEET = "工作表“{name}”："
_NO_TITLE = "没有像官方表名的文字。"
_NAMED, _FITS = "{place}“{text}”说的是{names}：{why}。", "表上是这张报表，按它认定"
_PLACES = {Titled.SHEET_NAME: "工作表名", Titled.FILE_NAME: "文件名"}
_UNFIT = {
    Unfit.UNCLEAR: "不能确定是其中哪一张，不按它认定",
    Unfit.HEADER: "表上没有它的表头或项目，不按它认定",
    Unfit.ABOVE: "表格上方另有文字或数字，不按它认定",
    Unfit.OTHER: "表头更像别的报表，不按它认定",
}
_OFFICIAL = "{cell} 的“{text}”是《{name}》的官方表名。"
_ALIKE = "{cell} 的“{text}”与官方表名不同，最像{names}{telling}。"
_TELLING = "；其中能区分报表的用词：{words}"
_LIKE = "《{name}》（相似 {share}）"
_NEAREST = "不看表名，只看表头，最接近的报表（相符达到 {least} 才认定）："
_HEADER = "{table}{part}的表头在第 {row} 行，{size} 栏中 {count} 栏与声明一致{agreed}{rest}。"
_AGREED = "（相符 {share}）"
_NO_HEADER = "{table}{part}的表头没有找到：没有一行与它相像{rest}。"
_NO_NEED = "{table}没有表头，按项目名称查找。"
_IS_PART = "这个表头上方还有数字，它只是一张更大的表的一部分，不按表头认定。"
_PART = "第 {at} 段"
_TOO_LITTLE = "，不到 {least}，算不符"
_FOUND, _MISSING, _EXTRA = "表中有：{labels}", "缺少：{labels}", "多出：{labels}"
_RENAMED, _MOVED = "名称不同：{labels}", "换了位置：{labels}"
_REGROUPED = "在别的栏目下面：{labels}"
_AT, _INSTEAD = "{label}（{cell}）", "{label}（表中为“{instead}”）"
_TAKEN = "→ 认定为{table}，区域 {area}，{year}{rows}。"
_YEAR, _NO_YEAR = "{year} 年（{why}）", "年度不明"
_BY_TITLE = "表名写明"
_FOUND_ROWS = "，找到 {counted}"
_SLOTS, _COUNTED = "{count} 项", {"row": "{count} 行", "entry": "{count} 条记录", "total": "{count} 行合计"}
_NOT_TAKEN, _SAID = "→ 未采用：{why}", "→ {said}"
_NOT_ITS_TABLE = "下面的表格属于另一个表名。"
_NO_TABLE = "表名下面没有表格。"
_MOST = 12  # labels in one list; a whole header of forty columns helps nobody


def explained_lines(explained: Explained, catalogue: Catalogue) -> list[str]:
    """The lines that explain a file: what it is, then for each sheet what it was held against and what came of it.
    Telephone numbers in them are masked."""
    filings = [each for sheet in explained.sheets for each in _filings(sheet)]
    lines = [_file(explained, len(filings))]
    for sheet in explained.sheets:
        lines += _sheet(sheet, explained, Phrases(catalogue, next((each.period or 0 for each in filings), 0)))
    is_alone = filings and explained.reported is None
    return [masked(line) for line in (*lines, *([_ALONE] if is_alone else []))]


def _filings(sheet: HeldSheet) -> list[Filing]:
    return [each for each in (*(title.filing for title in sheet.titles), sheet.untitled) if each]


def _file(explained: Explained, forms: int) -> str:
    book: Book = explained.book
    if explained.is_slip:
        return _SLIP.format(file=book.file)
    if explained.reported is not None:
        year = f"{explained.reported} 年的" if explained.reported else ""
        return _REPORT.format(file=book.file, year=year, sheets=len(explained.sheets), forms=forms)
    if book.status is FileStatus.READ:
        return _READ.format(file=book.file, sheets=len(explained.sheets), forms=forms)
    return _ENDED.format(file=book.file, reason=reason_of(book))


def _sheet(sheet: HeldSheet, explained: Explained, phrases: Phrases) -> Iterator[str]:
    yield _SHEET.format(name=sheet.name)
    for title in sheet.titles:
        yield from _title(title, explained.least, phrases)
    if not sheet.titles:
        yield f"  {_NO_TITLE}"
    yield from (f"  {_named(name, phrases)}" for name in sheet.names)
    if sheet.nearest:
        yield f"  {_NEAREST.format(least=_share(explained.least_alone))}"
        for candidate in sheet.nearest:
            yield from _candidate(candidate, explained.least, phrases)
    if sheet.is_part and not sheet.untitled and sheet.nearest[0].agreement >= explained.least_alone:
        yield f"  {_IS_PART}"
    if sheet.untitled:
        yield f"  {_taken(sheet.untitled, phrases)}"
    if sheet.problem:
        yield f"  {_SAID.format(said=phrases.message(sheet.problem))}"


def _named(name: HeldName, phrases: Phrases) -> str:
    names = "或".join(f"《{phrases.title(form)}》" for form in name.forms)
    why = _UNFIT[name.unfit] if name.unfit else _FITS
    return _NAMED.format(place=_PLACES[name.titled], text=name.text, names=names, why=why)


def _title(title: HeldTitle, least: float, phrases: Phrases) -> Iterator[str]:
    names = [phrases.title(each.form) for each in title.candidates]
    if title.official:
        yield f"  {_OFFICIAL.format(cell=title.cell, text=title.text, name=names[0])}"
    else:
        shares = zip(names, (_share(each.likeness) for each in title.candidates), strict=True)
        like = "、".join(_LIKE.format(name=name, share=share) for name, share in shares)
        telling = _TELLING.format(words="、".join(title.telling)) if title.telling else ""
        yield f"  {_ALIKE.format(cell=title.cell, text=title.text, names=like, telling=telling)}"
    for candidate in title.candidates:
        yield from _candidate(candidate, least, phrases)
    yield f"    {_outcome(title.filing, title.problem, has_area=title.area is not None, phrases=phrases)}"


def _outcome(filing: Filing | None, problem: Finding | None, *, has_area: bool, phrases: Phrases) -> str:
    if filing:
        return _taken(filing, phrases)
    if problem:
        return _SAID.format(said=phrases.message(problem))
    return _NOT_TAKEN.format(why=_NO_TABLE if has_area else _NOT_ITS_TABLE)


def _candidate(candidate: Candidate, least: float, phrases: Phrases) -> Iterator[str]:
    table = phrases.table(candidate.form)
    for at, header in enumerate(candidate.headers, 1):
        part = _PART.format(at=at) if len(candidate.headers) > 1 else ""
        agreed = _AGREED.format(share=_share(candidate.agreement)) if at == 1 and candidate.agreement < 1 else ""
        yield f"    {_header(header, table, part, agreed, least)}"
    if not candidate.headers:
        yield f"    {_NO_NEED.format(table=table)}"


def _header(header: HeldHeader, table: str, part: str, agreed: str, least: float) -> str:
    if header.row < 0:
        rest = _tail((_FOUND, header.found), (_MISSING, header.missing))
        return _NO_HEADER.format(table=table, part=part, rest=rest)
    size = len(header.found) + len(header.missing) + len(header.renamed)
    extra = [_AT.format(label=label, cell=cell) for label, cell in header.extra]
    renamed = [_INSTEAD.format(label=label, instead=instead) for label, instead in header.renamed]
    moved = (_MOVED, header.moved), (_EXTRA, extra)
    rest = _tail((_MISSING, header.missing), (_RENAMED, renamed), (_REGROUPED, header.regrouped), *moved)
    little = _TOO_LITTLE.format(least=_share(least)) if header.score < least else ""
    count = round(header.score * size)
    facts = {"table": table, "part": part, "agreed": agreed, "rest": little + rest}
    return _HEADER.format(row=header.row + 1, size=size, count=count, **facts)


def _taken(filing: Filing, phrases: Phrases) -> str:
    why = DATED.get(filing.dated, _BY_TITLE if filing.dated is Dated.TITLE else "").rstrip("，")
    year = _YEAR.format(year=filing.period, why=why) if filing.period else _NO_YEAR
    table, area = phrases.table(filing.form), _range(filing.area)
    return _TAKEN.format(table=table, area=area, year=year, rows=_rows(filing))


def _rows(filing: Filing) -> str:
    """How many figures of a card, rows and entries were found, and which rows are missing or extra."""
    rows = [row for block in filing.blocks for row in block.rows]
    marks = [mark for block in filing.blocks for mark in block.marks if mark.axis == "row"]
    kinds = Counter({_SLOTS: sum(len(block.slots) for block in filing.blocks)})
    kinds += Counter(_COUNTED[row.role] for row in rows)
    missing = [mark.label for mark in marks if mark.declared and not mark.times]
    extra = [_AT.format(label=mark.label or mark.says, cell=a1(*mark.at)) for mark in marks if not mark.declared]
    counted = "、".join(said.format(count=count) for said, count in kinds.items())
    return (_FOUND_ROWS.format(counted=counted) if counted else "") + _tail((_MISSING, missing), (_EXTRA, extra))


def _tail(*named: tuple[str, Sequence[str]]) -> str:
    """What is named, with its labels, behind what was said before; what has no labels is left out."""
    return "".join(f"；{said.format(labels=_listed(labels))}" for said, labels in named if labels)


def _listed(labels: Sequence[str]) -> str:
    return "、".join(labels[:_MOST]) + (f"等 {len(labels)} 个" if len(labels) > _MOST else "")


def _range(area: Range) -> str:
    return f"{a1(area[0], area[1])}:{a1(area[2], area[3])}"


def _share(share: float) -> str:
    return f"{share:.0%}"
