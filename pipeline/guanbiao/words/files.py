"""How a dropped file ended, in words, and why it was not read."""

from collections.abc import Mapping

from guanbiao.model.books import Book, FileStatus
from guanbiao.text.cells import Value

FILE_STATUS = {
    FileStatus.READ: "已读取",
    FileStatus.NO_FORM: "未识别到报表",
    FileStatus.REFUSED: "无法读取",
    FileStatus.IGNORED: "已忽略",
}
_ANSWERED = "对核对单的答复请写在核对单里"
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
    "damaged_document": "文档已损坏，读不出来；如果还能打开，请用 Word 或 WPS 打开后另存为 .docx 再放入",
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
    "foreign_pdf": f"是 PDF 文件，不能读取其中的数字，请放入 Excel 报表；{_ANSWERED}",
    "foreign_picture": f"是图片，不能读取其中的数字，请放入 Excel 报表；{_ANSWERED}",
    "foreign_mail": f"是邮件，不读取；附件里的报表、核对单请另存出来再放入；{_ANSWERED}",
    "foreign_archive": "是压缩包，请解压后把里面的报表放进来",
    "foreign_document": (
        "是文字文档，不是表格；报表请放入 Excel 文件，年度工作报告请另存为 .docx 或 .odt、"
        f"开头写明馆名和年度（如“××图书馆2020年度工作报告”）再放入；{_ANSWERED}"
    ),
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
    "limit_tables": "文档里有 {found} 张表格，超过 {most} 张的上限，没有读取；请只保留年度工作报告再放入",
    "limit_document": "文档的文字解压后达 {found} MB，超过 {most} MB 的上限，没有读取；请只保留年度工作报告再放入",
    "limit_tags": "文档里的段落和格式太多（{found} 千处，上限 {most} 千处），没有读取；请只保留年度工作报告再放入",
    "limit_cells": (
        "表格范围有 {found:,} 个单元格，超过 {most:,} 个的上限（常因很远处有多余的内容），没有读取；"
        "请按 Ctrl+End 找到并删除多余的行列，保存后再放入"
    ),
    "limit_time": "读取要用的计算时间超过 {most} 秒，已跳过；请只保留报表、另存为 .xlsx 后再放入",
    "limit_wait": "等了 {most} 秒还没有读完，已跳过；请等电脑空闲后再运行，仍这样时只保留报表、另存为 .xlsx 后放入",
    "limit_memory": "读取所需内存超过 {most} MB，已跳过；请只保留报表、另存为 .xlsx 后再放入",
    "no_form": "没有找到任何一张官方报表，请核对表名和表头",
}


def reason_of(book: Book) -> str:
    """How a dropped file ended, in words."""
    return reason_text(book.reason, book.detail) if book.reason else FILE_STATUS[book.status]


def reason_text(reason: str, detail: Mapping[str, Value]) -> str:
    """Why a file was not read, in words."""
    return REASONS[reason].format(**detail)
