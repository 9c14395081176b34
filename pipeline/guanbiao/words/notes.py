"""What is said of a sheet that shows otherwise than it holds, or holds more than is read of it."""

from guanbiao.forms.levels import Level
from guanbiao.model.details import OfNotes
from guanbiao.text.bounds import BODY_COLUMNS, BODY_ROWS, TITLES
from guanbiao.words.intake import intake_code

SHEETS = (
    intake_code(
        "note_format_hidden",
        Level.QUERY,
        "《{title}》有数字被单元格的数字格式藏了起来，表上看不见，仍按存的数计入（共 {count} 处：{where}）；"
        "该计入的请把格式改为“常规”，不该计入的请删去。",
        OfNotes,
    ),
    intake_code(
        "note_format_scaled",
        Level.QUERY,
        "《{title}》有数字按单元格的数字格式换了单位显示（如以千、万为单位），表上看到的与存的数不同，"
        "仍按存的数计入（共 {count} 处：{where}）；请把格式改为“常规”，核对各数。",
        OfNotes,
    ),
    intake_code(
        "note_format_white",
        Level.QUERY,
        "《{title}》有数字是白底白字，表上看不见，仍按存的数计入（共 {count} 处：{where}）；"
        "该计入的请把字改成黑色，不该计入的请删去。",
        OfNotes,
    ),
    intake_code(
        "note_row_nought",
        Level.QUERY,
        "《{title}》所在的文件里，有内容写在第 1 行之上的“第 0 行”（{raw}），表格软件不显示，未采用；"
        "请用 Excel/WPS 打开核对后另存一份。",
        OfNotes,
    ),
    intake_code(
        "titles_bounded",
        Level.MANDATORY,
        f"工作表“{{sheet}}”上的表名太多，只看了前 {TITLES} 个，从“{{raw}}”起没有看；请把报表分成几张工作表后重新报送。",
    ),
    intake_code(
        "note_rows_bounded",
        Level.MANDATORY,
        f"《{{title}}》所在的工作表“{{sheet}}”有 {{raw}} 行，只读取了前 {BODY_ROWS} 行，其余未采用；"
        "请删去与报表无关的行，或把报表单独存成一个文件后重新报送。",
        OfNotes,
    ),
    intake_code(
        "note_columns_bounded",
        Level.MANDATORY,
        f"《{{title}}》所在的工作表“{{sheet}}”有 {{raw}} 列，只读取了前 {BODY_COLUMNS} 列，其余未采用；"
        "请删去与报表无关的列，或把报表单独存成一个文件后重新报送。",
        OfNotes,
    ),
)
