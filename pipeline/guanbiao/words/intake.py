"""What users read about the files they dropped: why one was not read, and what reading it brought to light.

Fields of a sentence: `title` the printed title of the form, `sheet`, `file`, `raw` the text as typed, `department`,
`year` the period, `shown` and `due` both figures, `titles` the forms a title may name, and those of its details; of one
about several sheets (`many`) those that checks.py names."""

from collections.abc import Sequence

from guanbiao.forms.levels import Level, Source
from guanbiao.model.books import Note
from guanbiao.model.codes import Code
from guanbiao.model.details import (
    Detail,
    OfCopies,
    OfFile,
    OfHeader,
    OfNotes,
    OfOtherYear,
    OfOwn,
    OfPeriod,
    OfRanges,
    OfTitle,
)
from guanbiao.model.filings import Dated, Part


def intake_code(
    code: str,
    level: Level,
    sentence: str,
    detail: type[Detail] = Detail,
    *,
    many: str = "",
    each: str = "{cell}",
    **variants: str,
) -> Code:
    """A code of reading: its sentence and its variants, `many` for many cells, `each` as one of them is named."""
    return Code(code, Source.INTAKE, level, sentence, detail, variants, {"": many} if many else {}, each)


_MUST, _ASK, _KNOW = Level
_NAMED = 3  # files that one sentence names
MOST_NOTED = 8  # cells that one sentence names: more are counted
_QUOTED = ("struck_part", "remark", "remark_cut", "format_hidden", "format_scaled", "format_white")
_REASON = "{reason}。"
INTAKE = (
    intake_code("file_refused", _MUST, _REASON, OfFile),
    intake_code("file_no_form", _ASK, _REASON, OfFile),
    intake_code("file_ignored", _KNOW, _REASON, OfFile),
    intake_code(
        "own_outputs",
        _KNOW,
        "有 {count} 个文件（{named}）是本程序自己写出的结果，不是报表，已放在一边，可以移走；核对单填好答复后再放入。",
        OfOwn,
    ),
    intake_code(
        "sheet_no_form",
        _KNOW,
        "工作表“{sheet}”不是官方报表，未采用。",
        many="{cells} 张工作表不是官方报表，未采用。",
        each="“{sheet}”",
    ),
    intake_code(
        "title_alone",
        _KNOW,
        "工作表“{sheet}”只有报表的表名，下面没有表格，未采用。",
        many="{cells} 张工作表只有报表的表名，下面没有表格，未采用。",
        each="“{sheet}”",
    ),
    intake_code(
        "header_mismatch",
        _MUST,
        "表名是“{raw}”，但表头与《{title}》不符（{labels}），未采用；请照官方表头改正后重新报送。",
        OfHeader,
        unnamed="表名是“{raw}”，但表头与《{title}》不符，未采用；请核对表头后重新报送。",
        swapped="表名是“{raw}”，但行列颠倒了：《{title}》的栏目应横排在表头，表中却竖排在 {swapped} 列，未采用；"
        "请把行和列对调（复制整张表，用“选择性粘贴”里的“转置”）后重新报送。",
    ),
    intake_code(
        "form_unclear",
        _MUST,
        "工作表“{sheet}”的表名“{raw}”与官方表名不同，不能确定是不是{titles}，未采用；请照官方表名改正后重新报送。",
        OfTitle,
    ),
    intake_code(
        "form_untitled",
        _MUST,
        "工作表“{sheet}”没有表名，按表头不能确定是不是{titles}，未采用；请补上官方表名后重新报送。",
        OfTitle,
    ),
    intake_code(
        "part_of_year",
        _ASK,
        "表名“{raw}”说的只是一年中的一部分，不是全年的《{title}》，未采用。",
        many="{cells} 张表说的只是一年中的一部分，不是全年的《{title}》，未采用；请报送全年的一张。",
        each="“{raw}”",
    ),
    intake_code("title_missing", _MUST, "按表头认定为《{title}》，但没有表名，请补上表名和年度。"),
    intake_code(
        "title_in_sheet_name",
        _KNOW,
        "《{title}》的表名只写在工作表名“{raw}”里，表上没有，已按它认定；请在表格上方写上表名和年度。",
    ),
    intake_code(
        "title_in_file_name",
        _KNOW,
        "《{title}》的表名只写在文件名“{raw}”里，表上没有，已按它认定；请在表格上方写上表名和年度。",
    ),
    intake_code("title_unlike", _ASK, "表名“{raw}”与官方表名不同，按《{title}》处理，请改用官方表名。"),
    intake_code("title_without_year", _ASK, "表名“{raw}”里没有年度，{dated}按 {period} 年处理，请补上年度。", OfPeriod),
    intake_code(
        "year_unknown", _MUST, "《{title}》的表名“{raw}”里没有年度，别处也不能确定是哪一年的，未采用；请补上年度。"
    ),
    intake_code("form_owed", _MUST, "《{title}》应报未报，请{department}尽快报送。"),
    intake_code(
        "form_twice", _ASK, "《{title}》收到 {count} 份，采用{chosen}的 {file}，其余未采用：{others}。", OfCopies
    ),
    intake_code("form_in_parts", _KNOW, "《{title}》分在 {count} 处（{ranges}），已合为一份读取。", OfRanges),
    intake_code(
        "looks_continued",
        _MUST,
        "《{title}》像是续表：{ranges}各有一部分，但不能确定前后相接，没有合并，只采用{kept}；"
        "请合成一张表（序号或月份前后相接）后重新报送。",
        OfRanges,
    ),
    intake_code(
        "form_complement",
        _MUST,
        "《{title}》收到 {count} 份，各填了一部分、互为补充：{ranges}。没有合并，只采用{kept}；请合成一份后重新报送。",
        OfRanges,
    ),
    intake_code(
        "form_other_year", _MUST, "《{title}》的表名写的是 {other} 年，不属于 {year} 年，未采用。", OfOtherYear
    ),
    intake_code(
        "hidden_other_year", _KNOW, "《{title}》有一张隐藏的工作表“{sheet}”是 {other} 年的，未采用。", OfOtherYear
    ),
    intake_code("note_changed", _KNOW, "文件在读取时还在变化，已等它稳定后重新读取，请确认内容完整。"),
    intake_code("note_default_password", _KNOW, "文件用 Excel 的默认密码加密，已自动打开。"),
    intake_code(
        "note_one_reader", _ASK, "这个旧格式文件只有一种方法读得出，数字没有第二种方法印证；请另存为 .xlsx 后再放入。"
    ),
    intake_code("note_quotes", _KNOW, "文本里的引号没有配对，已按原样逐行读取，请核对。"),
    intake_code(
        "note_under_merge",
        _ASK,
        "《{title}》的合并单元格下面还有看不见的内容，未采用（共 {count} 处：{where}）。",
        OfNotes,
    ),
    intake_code(
        "note_stale",
        _ASK,
        "《{title}》{cell} 的公式 {raw} 按表中现有数字应得 {due}，文件里存的却是 {shown}；"
        "请用 Excel/WPS 打开重新计算后保存一次。",
        OfNotes,
    ),
    intake_code(
        "note_hidden_sheet", _KNOW, "《{title}》所在的工作表“{sheet}”是隐藏的，仍按填报采用，请确认。", OfNotes
    ),
    intake_code("note_hidden_rows", _KNOW, "《{title}》有隐藏的行（{where}），仍按填报计入，请确认。", OfNotes),
    intake_code("note_filtered_rows", _KNOW, "《{title}》有被筛选隐藏的行（{where}），仍按填报计入，请确认。", OfNotes),
    intake_code("note_hidden_columns", _KNOW, "《{title}》有隐藏的列（{where}），仍按填报计入，请确认。", OfNotes),
    intake_code(
        "note_number_as_text",
        _KNOW,
        "《{title}》有以文本形式存放的数字，已按数字读取（共 {count} 处：{where}）。",
        OfNotes,
    ),
    intake_code(
        "note_drawn_over",
        _KNOW,
        "《{title}》有图片或文本框盖在没有填数的格上（共 {count} 处：{where}），其中的内容没有读取；"
        "如是数字，请填进单元格。",
        OfNotes,
    ),
    intake_code(
        "note_not_looked_at",
        _ASK,
        "《{title}》所在的工作表“{sheet}”太大或者与官方表样相差太多，只读取了数值，没有检查公式是否算过、有没有删除线和百分比格式；"
        "请把报表单独存成一个文件后重新放入。",
        OfNotes,
    ),
    intake_code(
        "note_struck_part",
        _KNOW,
        "《{title}》有加了删除线的字，划掉的没有读取，只读取了其余的（共 {count} 处：{where}）；如有划错，请改正。",
        OfNotes,
    ),
    intake_code(
        "note_struck_cell",
        _ASK,
        "《{title}》有整格划掉（加了删除线）的内容，仍按填报计入（共 {count} 处：{where}）；请确认是否应当计入："
        "不该计入的请删去，该计入的请去掉删除线。",
        OfNotes,
    ),
    intake_code(
        "note_remark",
        _KNOW,
        "《{title}》的批注里写有数字或更正的话，没有读取（共 {count} 处：{where}）；要更正的请直接改在单元格里。",
        OfNotes,
    ),
    intake_code(
        "note_remark_cut",
        _KNOW,
        "《{title}》的批注、文本框太长（超过 2000 个字）或太多（超过 500 个），没有全部读取（{where}）；"
        "要说的请写在单元格里。",
        OfNotes,
    ),
    intake_code(
        "note_long_digits",
        _ASK,
        "《{title}》有超过 15 位的数字，末尾的数位已被表格软件丢掉（{where}）；请改为文本后重填。",
        OfNotes,
    ),
    intake_code(
        "note_control_characters", _KNOW, "《{title}》有看不见的控制字符，已去掉（共 {count} 处：{where}）。", OfNotes
    ),
    intake_code(
        "note_too_long", _ASK, "《{title}》有超过 32767 个字的单元格，只保留了前 32767 个字（{where}）。", OfNotes
    ),
)
NOTES = {  # by the code of what a reader notes of a file or a sheet, that of the finding about it
    "changed": "note_changed",
    "default_password": "note_default_password",
    "one_reader": "note_one_reader",
    "quotes": "note_quotes",
    "under_merge": "note_under_merge",
    "stale": "note_stale",
    "hidden_sheet": "note_hidden_sheet",
    "hidden_rows": "note_hidden_rows",
    "filtered_rows": "note_filtered_rows",
    "hidden_columns": "note_hidden_columns",
    "number_as_text": "note_number_as_text",
    "drawn_over": "note_drawn_over",
    "not_looked_at": "note_not_looked_at",
    "struck_part": "note_struck_part",
    "struck_cell": "note_struck_cell",
    "remark": "note_remark",
    "remark_cut": "note_remark_cut",
    "format_hidden": "note_format_hidden",
    "format_scaled": "note_format_scaled",
    "format_white": "note_format_white",
    "row_nought": "note_row_nought",
    "rows_bounded": "note_rows_bounded",
    "columns_bounded": "note_columns_bounded",
    "long_digits": "note_long_digits",
    "control_characters": "note_control_characters",
    "too_long": "note_too_long",
}
DATED = {
    Dated.LABELS: "表中栏目写有年度，",
    Dated.FILE: "同一文件里的其他报表都是这一年，",
    Dated.FOLDER: "所在文件夹或文件名写有年度，",
    Dated.ONLY: "收到的报表只有这一个年度，",
    Dated.ASKED: "运行时指定了年度，",
}
CHOSEN = {
    "filled": "填有数字",
    "fuller": "填得更全",
    "named": "文件名、工作表名没有写明是示例、草稿或其他年度",
    "varied": "各格数字不是同一个数",
    "official": "表名与官方一致",
    "modified": "修改时间最新",
    "content": "同时修改、分不出先后而任取",
    "shown": "工作表没有隐藏",
    "place": "同一文件里排在最后",
}


def noted(notes: Sequence[Note]) -> str:
    """The first few of several notes by their cells; of those whose words matter, with the words."""
    cells = [f"{each.cell} 的“{each.raw}”" if each.code in _QUOTED else each.cell for each in notes[:MOST_NOTED]]
    return "、".join(cells) + ("…" if len(notes) > MOST_NOTED else "")


def some_of(files: Sequence[str]) -> str:
    """The first few of several files, and whether there are more."""
    return "、".join(files[:_NAMED]) + (" 等" if len(files) > _NAMED else "")


def named_ranges(parts: Sequence[Part]) -> str:
    """The ranges that a form takes, each with its sheet's name where that is not the one before.

    >>> from guanbiao.model.books import Sheet
    >>> named_ranges((Part(Sheet("第1页", ()), (0, 0, 4, 5), (0, 0)), Part(Sheet("第2页", ()), (0, 0, 1, 5), (0, 0))))
    '“第1页”A1:F5、“第2页”A1:F2'
    """
    names = ["", *(part.sheet.name for part in parts)]
    named = (
        f"“{name}”{part.range}" if name != before else part.range
        for before, name, part in zip(names, names[1:], parts, strict=False)
    )
    return "、".join(named)
