"""What is wrong with a cell, a label or an entry: every code of the checks with its level and its sentence.

Fields of a sentence: `raw` the text as typed, `year` the period, `table` the other form, and those of its details."""

from guanbiao.forms.levels import Level, Source
from guanbiao.model.codes import Code
from guanbiao.model.details import (
    Detail,
    OfDates,
    OfLabel,
    OfMonth,
    OfOrder,
    OfParts,
    OfPlaces,
    OfTwins,
    OfWriting,
    OfYear,
    Several,
)


def _code(code: str, level: Level, sentence: str, detail: type[Detail] = Detail, **variants: str) -> Code:
    return Code(code, Source.CHECK, level, sentence, detail, variants)


_MUST, _ASK, _KNOW = Level

CHECKS = (
    _code(
        "unreadable",
        _MUST,
        "填的是“{raw}”，不是能识别的数字。",
        OfWriting,
        negative="填的是“{raw}”，括号或“△”里的数按负数理解，而此处不应为负；请只写数字，如 {likely}。",
        triangle="填的是“{raw}”，看不出是增加还是减少；增加的请写 {likely}，减少的请写 -{likely}。",
        marked="填的是“{raw}”，不是能识别的数字；请只写数字，如 {likely}。",
        about="填的是“{raw}”，是约数，无法审核；请填准确的数，如确为 {likely}，请只写 {likely}。",
        numeral="填的是“{raw}”，不是能识别的数字；请用阿拉伯数字填写，如 {likely}。",
        spaced="填的是“{raw}”，中间有空格，看不出是一个数还是两个数；请只写一个数，如确为一个数，请写 {likely}。",
        none="填的是“{raw}”，不是能识别的数字；确实没有的请填 0。",
    ),
    _code(
        "error",
        _MUST,
        "单元格是错误值 {raw}，请改正公式或直接填数。",
        uncounted="公式从未计算过，没有结果；请用 Excel/WPS 打开保存一次。",
    ),
    _code("blank", _MUST, "必填，但没有填。", Several, several="必填，但整栏 {count} 格都没有填。"),
    _code(
        "not_given",
        _ASK,
        "没有填，无法审核；确实没有的请填 0。",
        Several,
        several="{count} 格都没有填，无法审核；确实没有的请填 0。",
    ),
    _code("measure_missing", _ASK, "填的是“{raw}”，没有写明“{parts}”，有关的合计无法审核。", OfParts),
    _code("negative", _MUST, "填的是负数 {raw}，此处不应为负。"),
    _code("out_of_range", _MUST, "填的是 {raw}，占比应在 0 与 100% 之间。"),
    _code("text", _ASK, "填的是“{raw}”，此处应填数字。"),
    _code("not_a_date", _ASK, "“{raw}”不是能识别的日期。"),
    _code("date_outside", _ASK, "日期“{raw}”不在 {year} 年内。"),
    _code("date_partly_outside", _KNOW, "日期“{raw}”有一部分不在 {year} 年内，请确认。"),
    _code("impossible_month", _ASK, "日期“{raw}”的月份不存在，请核对。"),
    _code(
        "month_zero",
        _ASK,
        "填的是 {figure}，而前后两月为 {before} 和 {after}，请确认这个月确实没有。",
        OfMonth,
        blank="没有填（按 0 计），而前后两月为 {before} 和 {after}，请确认这个月确实没有。",
    ),
    _code("month_jump", _ASK, "填的是 {figure}，而前后两月为 {before} 和 {after}，相差十倍以上，请确认。", OfMonth),
    _code("year_jump", _ASK, "填的是 {figure}，而上年为 {before}，相差十倍以上，请确认。", OfYear),
    _code(
        "columns_alike",
        _ASK,
        "与{table}“{other}”逐月完全相同（这样的栏共 {count} 对），两者统计的不是一回事，请确认没有抄错。",
        OfTwins,
    ),
    _code(
        "date_order", _ASK, "日期“{raw}”早于前面的一条，请核对。", OfOrder, late="日期“{raw}”晚于后面的一条，请核对。"
    ),
    _code("count_differs", _ASK, "写明共 {stated} 期，列出的日期有 {listed} 个，请核对。", OfDates),
    _code("phone_malformed", _ASK, "联系电话的位数不对，请核对。"),
    _code("serial_order", _ASK, "序号“{raw}”不连续，请核对。"),
    _code("entry_twice", _ASK, "与前面的一条重复，请核对。"),
    _code("entry_clash", _ASK, "与前面的一条时间、地点都相同（“{raw}”），请核对。"),
    _code("column_missing", _MUST, "缺少栏目“{label}”，该栏按未填处理。", OfLabel),
    _code("column_unknown", _ASK, "多出栏目“{label}”，官方报表没有此栏，未采用。", OfLabel),
    _code("column_renamed", _KNOW, "栏目“{label}”的位置上写的是“{instead}”，按“{label}”读取，请核对。", OfLabel),
    _code("row_missing", _MUST, "缺少“{label}”一行，该行按未填处理。", OfLabel),
    _code("row_unknown", _ASK, "多出一行“{raw}”，官方报表没有此行，未采用。", OfLabel),
    _code("row_twice", _MUST, "“{label}”出现了两行，只采用第一行，未采用“{raw}”。", OfLabel),
    _code("entry_missing", _KNOW, "只编了序号而没有填内容的行（{label}），未作为条目。", OfLabel),
    _code("header_twice", _KNOW, "表头又出现了一次（如续页的表头），已跳过。", OfLabel),
    _code("column_numbers", _KNOW, "表头下面的一行“{label}”是栏号，不是数据，已跳过。", OfLabel),
    _code("row_renamed", _KNOW, "“{label}”一行写的是“{instead}”，按“{label}”读取，请核对。", OfLabel),
    _code(
        "page_sums",
        _KNOW,
        "有 {count} 行是本页合计、承前页、过次页一类的行（{where}），不是数据，也不作为全表的合计，已跳过。",
        OfPlaces,
    ),
    _code(
        "row_part",
        _KNOW,
        "有 {count} 行写明是“其中”的数（{where}），是上面的数的一部分，官方报表没有此行，未采用。",
        OfPlaces,
    ),
    _code(
        "entry_lines",
        _KNOW,
        "有 {count} 条各写成了几行（{where}），已按一条读取，分行的文字连在一起；如是几条，请分别填写、各编序号。",
        OfPlaces,
    ),
    _code(
        "serial_shared",
        _ASK,
        "有 {count} 处几行合用一个序号（{where}），各行填有自己的数字，已按每行一条读取，条数无法审核；"
        "如是几条，请各编序号，如是一条，请只填一个数。",
        OfPlaces,
    ),
    _code(
        "figure_merged",
        _ASK,
        "有 {count} 个数字写在合并的单元格里（{where}），各只计一次，只涉及其中一部分单元格的审核关系无法审核；"
        "如每格各有数字，请取消合并，分别填写。",
        OfPlaces,
    ),
    _code("cell_stray", _KNOW, "表格之外有内容“{raw}”，未采用。", OfLabel),
)
