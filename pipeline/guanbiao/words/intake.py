"""What users read about the files they dropped: why one was not read, and what reading it brought to light.

Fields of a sentence: `title` the printed title of the form, `sheet`, `file`, `raw` the text as typed, `department`,
`year` the period, `shown` and `due` both figures, `titles` the forms a title may name, and those of its details; of one
about several sheets (`many`) those that checks.py names."""

from collections.abc import Mapping, Sequence

from guanbiao.forms.levels import Level, Source
from guanbiao.model.books import Book, FileStatus
from guanbiao.model.codes import Code
from guanbiao.model.details import (
    Detail,
    OfAnswer,
    OfCopies,
    OfFile,
    OfHeader,
    OfNotes,
    OfOtherYear,
    OfOwn,
    OfPeriod,
    OfTitle,
)
from guanbiao.model.filings import Dated
from guanbiao.text.cells import Value


def _code(
    code: str,
    level: Level,
    sentence: str,
    detail: type[Detail] = Detail,
    *,
    many: str = "",
    each: str = "{cell}",
    **variants: str,
) -> Code:
    return Code(code, Source.INTAKE, level, sentence, detail, variants, {"": many} if many else {}, each)


_MUST, _ASK, _KNOW = Level
_NAMED = 3  # files that one sentence names
_REASON = "{reason}。"
FILE_STATUS = {
    FileStatus.READ: "已读取",
    FileStatus.NO_FORM: "未识别到报表",
    FileStatus.REFUSED: "无法读取",
    FileStatus.IGNORED: "已忽略",
}
_SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx 再放入"
REASONS = {
    "temporary": "临时文件，不读取",
    "same_content": "与 {other} 内容完全相同，只采用那一份",
    "own_workbook": "是本程序生成的统计总表，不作为报表读取；要改数请改部门自己的报表",
    "own_output": "是本程序自己写出的结果，不是报表，已放在一边",
    "own_slip": "是本程序写出的核对单，还没有填写答复，已放在一边；填好后再放入",
    "empty": "文件是空的（0 字节），请重新复制一份",
    "zeros": "文件内容全是空字节，多半是没有复制完，请重新复制一份",
    "unreadable": "打不开（可能正被占用或没有权限），请关闭后重试",
    "changing": "文件一直在变化（可能正在复制或保存），请等它完成后重新运行",
    "link": "是快捷方式或链接，不读取；请把文件本身放进来",
    "no_file": "不是普通文件，不读取；请放入 Excel 文件",
    "password": "设有密码，打不开，请取消密码后再放入",
    "damaged": f"文件已损坏，读不出来；如果还能打开，{_SAVE_AS}",
    "crashed": f"文件使读取程序中断，已跳过；{_SAVE_AS}",
    "no_reader": "读取程序启动不了（可能被安全软件拦截），请用 doctor 命令检查本机后再试",
    "readers_differ": f"工作表“{{sheet}}”的数字用两种方法读出来不一样，文件可能已损坏；{_SAVE_AS}",
    "doctype": f"文件里有外部定义（DOCTYPE），为安全起见不读取；{_SAVE_AS}",
    "parts_twice": f"文件里有重名的部件或工作表，不能确定以哪个为准；{_SAVE_AS}",
    "only_pictures": "工作表里只有图片，没有可读的数字，请把数填进 Excel 报表的单元格里再放入",
    "unknown": f"不是能识别的表格文件；如果是表格，{_SAVE_AS}",
    "encoding": f"文字的编码认不出（应为 UTF-8 或国标码）；{_SAVE_AS}",
    "flat_ods": f"是 OpenDocument 单文件格式（.fods），不能读取；{_SAVE_AS}",
    "html_frames": f"网页里没有表格（多半只保存了网页的外框）；{_SAVE_AS}",
    "foreign_pdf": "是 PDF 文件，不能读取其中的数字，请放入 Excel 报表",
    "foreign_picture": "是图片，不能读取其中的数字，请放入 Excel 报表",
    "foreign_archive": "是压缩包，请解压后把里面的报表放进来",
    "foreign_document": "是文字文档，不是表格，请放入 Excel 报表",
    "foreign_slides": "是演示文稿，不是表格，请放入 Excel 报表",
    "foreign_numbers": "是苹果 Numbers 表格，不能直接读取，请导出为 .xlsx 再放入",
    "foreign_compound": "不是 Excel 工作簿，请放入 Excel 报表",
    "foreign_program": "是程序文件，不读取，请删除",
    "foreign_media": "是音频或视频，不读取，请放入 Excel 报表",
    "foreign_xml": f"是 XML 文件但不是表格；如果是表格，{_SAVE_AS}",
    "limit_file": "文件有 {found} MB，超过 {most} MB 的上限，没有读取；请只保留报表后再放入",
    "limit_parts": f"文件里有 {{found}} 个部件，超过 {{most}} 个的上限，没有读取；{_SAVE_AS}",
    "limit_part": "解压后有一个部件达 {found} MB，超过 {most} MB 的上限，没有读取；请只保留报表后再放入",
    "limit_unpacked": "解压后达 {found} MB，超过 {most} MB 的上限，没有读取；请只保留报表后再放入",
    "limit_ratio": "压缩率达 {found}:1，超过 {most}:1 的上限，没有读取；请只保留报表后再放入",
    "limit_sheets": "有 {found} 个工作表，超过 {most} 个的上限，没有读取；请只保留报表后再放入",
    "limit_cells": (
        "表格范围有 {found:,} 个单元格，超过 {most:,} 个的上限（常因很远处有多余的内容），没有读取；"
        "请按 Ctrl+End 找到并删除多余的行列，保存后再放入"
    ),
    "limit_time": "读取要用的计算时间超过 {most} 秒，已跳过；请只保留报表、另存为 .xlsx 后再放入",
    "limit_wait": "等了 {most} 秒还没有读完，已跳过；请等电脑空闲后再运行，仍这样时只保留报表、另存为 .xlsx 后放入",
    "limit_memory": "读取所需内存超过 {most} MB，已跳过；请只保留报表、另存为 .xlsx 后再放入",
    "no_form": "没有找到任何一张官方报表，请核对表名和表头",
}
INTAKE = (
    _code("file_refused", _MUST, _REASON, OfFile),
    _code("file_no_form", _ASK, _REASON, OfFile),
    _code("file_ignored", _KNOW, _REASON, OfFile),
    _code(
        "own_outputs",
        _KNOW,
        "有 {count} 个文件（{named}）是本程序自己写出的结果，不是报表，已放在一边，可以移走；核对单填好答复后再放入。",
        OfOwn,
    ),
    _code(
        "sheet_no_form",
        _KNOW,
        "工作表“{sheet}”不是官方报表，未采用。",
        many="{cells} 张工作表不是官方报表，未采用。",
        each="“{sheet}”",
    ),
    _code(
        "title_alone",
        _KNOW,
        "工作表“{sheet}”只有报表的表名，下面没有表格，未采用。",
        many="{cells} 张工作表只有报表的表名，下面没有表格，未采用。",
        each="“{sheet}”",
    ),
    _code(
        "header_mismatch",
        _MUST,
        "表名是“{raw}”，但表头与《{title}》不符（{labels}），未采用；请照官方表头改正后重新报送。",
        OfHeader,
        unnamed="表名是“{raw}”，但表头与《{title}》不符，未采用；请核对表头后重新报送。",
        swapped="表名是“{raw}”，但行列颠倒了：《{title}》的栏目应横排在表头，表中却竖排在 {swapped} 列，未采用；"
        "请把行和列对调（复制整张表，用“选择性粘贴”里的“转置”）后重新报送。",
    ),
    _code(
        "form_unclear",
        _MUST,
        "工作表“{sheet}”的表名“{raw}”与官方表名不同，不能确定是不是{titles}，未采用；请照官方表名改正后重新报送。",
        OfTitle,
    ),
    _code(
        "form_untitled",
        _MUST,
        "工作表“{sheet}”没有表名，按表头不能确定是不是{titles}，未采用；请补上官方表名后重新报送。",
        OfTitle,
    ),
    _code(
        "part_of_year",
        _ASK,
        "表名“{raw}”说的只是一年中的一部分，不是全年的《{title}》，未采用。",
        many="{cells} 张表说的只是一年中的一部分，不是全年的《{title}》，未采用；请报送全年的一张。",
        each="“{raw}”",
    ),
    _code("title_missing", _MUST, "按表头认定为《{title}》，但没有表名，请补上表名和年度。"),
    _code(
        "title_in_sheet_name",
        _KNOW,
        "《{title}》的表名只写在工作表名“{raw}”里，表上没有，已按它认定；请在表格上方写上表名和年度。",
    ),
    _code(
        "title_in_file_name",
        _KNOW,
        "《{title}》的表名只写在文件名“{raw}”里，表上没有，已按它认定；请在表格上方写上表名和年度。",
    ),
    _code("title_unlike", _ASK, "表名“{raw}”与官方表名不同，按《{title}》处理，请改用官方表名。"),
    _code("title_without_year", _ASK, "表名“{raw}”里没有年度，{dated}按 {period} 年处理，请补上年度。", OfPeriod),
    _code("year_unknown", _MUST, "《{title}》的表名“{raw}”里没有年度，别处也不能确定是哪一年的，未采用；请补上年度。"),
    _code("form_owed", _MUST, "《{title}》应报未报，请{department}尽快报送。"),
    _code("form_twice", _ASK, "《{title}》收到 {count} 份，采用{chosen}的 {file}，其余未采用：{others}。", OfCopies),
    _code(
        "answer_refused",
        _ASK,
        "核对单里对“{title}”{finding} 的说明是“{text}”，没有说明原因，不予采纳，请写清为什么。",
        OfAnswer,
    ),
    _code("form_other_year", _MUST, "《{title}》的表名写的是 {other} 年，不属于 {year} 年，未采用。", OfOtherYear),
    _code("hidden_other_year", _KNOW, "《{title}》有一张隐藏的工作表“{sheet}”是 {other} 年的，未采用。", OfOtherYear),
    _code("note_changed", _KNOW, "文件在读取时还在变化，已等它稳定后重新读取，请确认内容完整。"),
    _code("note_default_password", _KNOW, "文件用 Excel 的默认密码加密，已自动打开。"),
    _code(
        "note_one_reader", _ASK, "这个旧格式文件只有一种方法读得出，数字没有第二种方法印证；请另存为 .xlsx 后再放入。"
    ),
    _code("note_quotes", _KNOW, "文本里的引号没有配对，已按原样逐行读取，请核对。"),
    _code(
        "note_under_merge",
        _ASK,
        "《{title}》的合并单元格下面还有看不见的内容，未采用（共 {count} 处：{where}）。",
        OfNotes,
    ),
    _code(
        "note_stale",
        _ASK,
        "《{title}》{cell} 的公式 {raw} 按表中现有数字应得 {due}，文件里存的却是 {shown}；"
        "请用 Excel/WPS 打开重新计算后保存一次。",
        OfNotes,
    ),
    _code("note_hidden_sheet", _KNOW, "《{title}》所在的工作表“{sheet}”是隐藏的，仍按填报采用，请确认。", OfNotes),
    _code("note_hidden_rows", _KNOW, "《{title}》有隐藏的行（{where}），仍按填报计入，请确认。", OfNotes),
    _code("note_filtered_rows", _KNOW, "《{title}》有被筛选隐藏的行（{where}），仍按填报计入，请确认。", OfNotes),
    _code("note_hidden_columns", _KNOW, "《{title}》有隐藏的列（{where}），仍按填报计入，请确认。", OfNotes),
    _code(
        "note_number_as_text",
        _KNOW,
        "《{title}》有以文本形式存放的数字，已按数字读取（共 {count} 处：{where}）。",
        OfNotes,
    ),
    _code(
        "note_drawn_over",
        _KNOW,
        "《{title}》有图片或文本框盖在没有填数的格上（共 {count} 处：{where}），其中的内容没有读取；"
        "如是数字，请填进单元格。",
        OfNotes,
    ),
    _code(
        "note_long_digits",
        _ASK,
        "《{title}》有超过 15 位的数字，末尾的数位已被表格软件丢掉（{where}）；请改为文本后重填。",
        OfNotes,
    ),
    _code(
        "note_control_characters", _KNOW, "《{title}》有看不见的控制字符，已去掉（共 {count} 处：{where}）。", OfNotes
    ),
    _code("note_too_long", _ASK, "《{title}》有超过 32767 个字的单元格，只保留了前 32767 个字（{where}）。", OfNotes),
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
    "path": "同时修改、文件名排在最后",
    "shown": "工作表没有隐藏",
    "place": "同一文件里排在最后",
}


def some_of(files: Sequence[str]) -> str:
    """The first few of several files, and whether there are more."""
    return "、".join(files[:_NAMED]) + (" 等" if len(files) > _NAMED else "")


def reason_of(book: Book) -> str:
    """How a dropped file ended, in words."""
    return reason_text(book.reason, book.detail) if book.reason else FILE_STATUS[book.status]


def reason_text(reason: str, detail: Mapping[str, Value]) -> str:
    """Why a file was not read, in words."""
    return REASONS[reason].format(**detail)
