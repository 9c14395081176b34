"""What is wrong with a cell, a label or an entry: every code of the checks with its level and its sentences.

Fields of a sentence: `raw` the text as typed, `year` the period, `table` the other form, and those of its details.
About many cells of one form that show one habit it is `many` that is said: `cells` are the first of them, each named as
`each` says, and how many there are; `raws` the texts as typed, each once. All other fields are those of the first."""

from collections.abc import Mapping

from guanbiao.forms.levels import Level, Source
from guanbiao.model.codes import Code
from guanbiao.model.details import (
    Detail,
    OfCells,
    OfDates,
    OfHeader,
    OfLabel,
    OfMonth,
    OfOrder,
    OfParts,
    OfTwins,
    OfWriting,
    OfYear,
    Several,
)


def _code(
    code: str,
    level: Level,
    sentence: str,
    detail: type[Detail] = Detail,
    *,
    many: str | Mapping[str, str] = "",
    each: str = "{cell}",
    by_column: bool = False,
    joined: str = "",
    **variants: str,
) -> Code:
    told = ({"": many} if many else {}) if isinstance(many, str) else many
    return Code(code, Source.CHECK, level, sentence, detail, variants, told, each, by_column, joined)


_MUST, _ASK, _KNOW = Level
_TYPED, _LABEL = "{cell}“{raw}”", "“{label}”"  # how one of many is named
_HEADER = "header_differs"  # what of one header is told in one sentence

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
        words="填的是“{raw}”，不是能识别的数字。",
        many={
            "": "{cells} 格填的是{raws}，不是能识别的数字；每格请只写一个数。",
            "negative": "{cells} 格填的是{raws}，括号或“△”里的数按负数理解，而此处不应为负；请只写数字，如 {likely}。",
            "triangle": "{cells} 格填的是{raws}，看不出是增加还是减少；增加的请只写数字，减少的请在前面写负号，"
            "如 {likely} 或 -{likely}。",
            "marked": "{cells} 格填的是{raws}，不是能识别的数字；请只写数字，如 {likely}。",
            "about": "{cells} 格填的是{raws}，都是约数，无法审核；请填准确的数，"
            "如“{raw}”确为 {likely}，请只写 {likely}。",
            "numeral": "{cells} 格填的是{raws}，不是能识别的数字；请用阿拉伯数字填写，如“{raw}”请写 {likely}。",
            "spaced": "{cells} 格填的是{raws}，中间有空格，看不出是一个数还是两个数；每格请只写一个数，"
            "如“{raw}”确为一个数，请写 {likely}。",
            "none": "{cells} 格填的是{raws}，不是能识别的数字；确实没有的请填 0。",
            "words": "{cells} 格填的是{raws}，不是能识别的数字；请填数字，确实没有的请填 0。",
        },
    ),
    _code(
        "error",
        _MUST,
        "单元格是错误值 {raw}，请改正公式或直接填数。",
        uncounted="公式从未计算过，没有结果；请用 Excel/WPS 打开保存一次。",
        many={
            "": "{cells} 格是错误值{raws}，请改正公式或直接填数。",
            "uncounted": "{cells} 格的公式从未计算过，没有结果；请用 Excel/WPS 打开保存一次。",
        },
    ),
    _code(
        "blank",
        _MUST,
        "必填，但没有填。",
        Several,
        several="必填，但整栏 {count} 格都没有填。",
        many="必填，但 {cells} 格没有填。",
        by_column=True,
    ),
    _code(
        "not_given",
        _ASK,
        "没有填，无法审核；确实没有的请填 0。",
        Several,
        several="{count} 格都没有填，无法审核；确实没有的请填 0。",
        many="{cells} 格都没有填，无法审核；确实没有的请填 0。",
    ),
    _code(
        "measure_missing",
        _ASK,
        "填的是“{raw}”，没有写明“{parts}”，有关的合计无法审核。",
        OfParts,
        many="{cells} 格没有写全，有关的合计无法审核；请补上缺的数。",
        each="{cell}“{raw}”（缺{parts}）",
    ),
    _code(
        "negative",
        _MUST,
        "填的是负数 {raw}，此处不应为负。",
        many="{cells} 格填的是负数，此处不应为负。",
        each="{cell}（{raw}）",
    ),
    _code(
        "out_of_range",
        _MUST,
        "填的是 {raw}，占比应在 0 与 100% 之间。",
        many="{cells} 格填的占比不在 0 与 100% 之间。",
        each="{cell}（{raw}）",
    ),
    _code(
        "percent_sign",
        _ASK,
        "填的是 {raw}，疑漏写百分号，已按 {raw}% 审核；确是 {raw}% 的请补上百分号，不是的请改正。",
        OfCells,
        several="{count} 格填的数没有百分号（{where}，如 {raw}），疑漏写百分号，已按 {raw}% 这样的百分数审核；"
        "确是百分数的请补上百分号，不是的请改正。",
    ),
    _code("text", _ASK, "填的是“{raw}”，此处应填数字。", many="{cells} 格填的是{raws}，此处应填数字。"),
    _code("not_a_date", _ASK, "“{raw}”不是能识别的日期。", many="{cells} 格填的{raws}不是能识别的日期。"),
    _code("date_outside", _ASK, "日期“{raw}”不在 {year} 年内。", many="{cells} 格的日期{raws}不在 {year} 年内。"),
    _code(
        "date_partly_outside",
        _KNOW,
        "日期“{raw}”有一部分不在 {year} 年内，请确认。",
        many="{cells} 格的日期{raws}有一部分不在 {year} 年内，请确认。",
    ),
    _code(
        "impossible_month",
        _ASK,
        "日期“{raw}”的月份不存在，请核对。",
        many="{cells} 格的日期{raws}，月份不存在，请核对。",
    ),
    _code(
        "month_zero",
        _ASK,
        "填的是 {figure}，而前后两月为 {before} 和 {after}，请确认这个月确实没有。",
        OfMonth,
        blank="没有填（按 0 计），而前后两月为 {before} 和 {after}，请确认这个月确实没有。",
        many={
            "": "{cells} 格填的是 {figure}，而前后两月都有数，请确认这些月份确实没有。",
            "blank": "{cells} 格没有填（按 0 计），而前后两月都有数，请确认这些月份确实没有。",
        },
        each="{cell}（前后两月为 {before} 和 {after}）",
    ),
    _code(
        "month_jump",
        _ASK,
        "填的是 {figure}，而前后两月为 {before} 和 {after}，相差十倍以上，请确认。",
        OfMonth,
        many="{cells} 格与前后两月相差十倍以上，请确认。",
        each="{cell} 填 {figure}（前后两月为 {before} 和 {after}）",
    ),
    _code(
        "year_jump",
        _ASK,
        "填的是 {figure}，而上年为 {before}，相差十倍以上，请确认。",
        OfYear,
        many="{cells} 格与上年相差十倍以上，请确认。",
        each="{cell} 填 {figure}（上年为 {before}）",
    ),
    _code(
        "columns_alike",
        _ASK,
        "与{table}“{other}”逐月完全相同（这样的栏共 {count} 对），两者统计的不是一回事，请确认没有抄错。",
        OfTwins,
    ),
    _code(
        "date_order",
        _ASK,
        "日期“{raw}”早于前面的一条，请核对。",
        OfOrder,
        late="日期“{raw}”晚于后面的一条，请核对。",
        many={"": "{cells} 格的日期早于前面的条目，请核对。", "late": "{cells} 格的日期晚于后面的条目，请核对。"},
        each=_TYPED,
    ),
    _code(
        "count_differs",
        _ASK,
        "写明共 {stated} 期，列出的日期有 {listed} 个，请核对。",
        OfDates,
        many="{cells} 格写明的期数与列出的日期个数不同，请核对。",
        each="{cell}（写明 {stated} 期，列出 {listed} 个）",
    ),
    _code("phone_malformed", _ASK, "联系电话的位数不对，请核对。", many="{cells} 格联系电话的位数不对，请核对。"),
    _code("serial_order", _ASK, "序号“{raw}”不连续，请核对。", many="{cells} 格的序号不连续，请核对。", each=_TYPED),
    _code("entry_twice", _ASK, "与前面的一条重复，请核对。", many="{cells} 格各与前面的一条重复，请核对。"),
    _code(
        "entry_clash",
        _ASK,
        "与前面的一条时间、地点都相同（“{raw}”），请核对。",
        many="{cells} 格各与前面的一条时间、地点都相同，请核对。",
        each=_TYPED,
    ),
    _code(
        "column_missing",
        _MUST,
        "缺少栏目“{label}”，该栏按未填处理。",
        OfLabel,
        many="缺少栏目{cells} 栏，这些栏按未填处理。",
        each=_LABEL,
        joined=_HEADER,
    ),
    _code(
        "column_unknown",
        _ASK,
        "多出栏目“{label}”，官方报表没有此栏，未采用。",
        OfLabel,
        many="多出栏目{cells} 栏，官方报表没有，未采用。",
        each="“{label}”（{cell}）",
        joined=_HEADER,
    ),
    _code(
        "column_renamed",
        _KNOW,
        "栏目“{label}”的位置上写的是“{instead}”，按“{label}”读取，请核对。",
        OfLabel,
        many="栏目{cells} 栏的名称与官方报表不同，按官方栏名读取，请核对。",
        each="“{label}”（{cell} 写的是“{instead}”）",
        joined=_HEADER,
    ),
    _code(
        "column_moved",
        _KNOW,
        "栏目“{label}”不在官方报表的位置上，按栏名读取，请核对。",
        OfLabel,
        many="栏目{cells} 栏不在官方报表的位置上，按栏名读取，请核对。",
        each="“{label}”（{cell}）",
        joined=_HEADER,
    ),
    _code(_HEADER, _MUST, "表头与官方报表不同：{labels}；缺少的栏按未填处理，多出的未采用，请核对。", OfHeader),
    _code(
        "row_missing",
        _MUST,
        "缺少“{label}”一行，该行按未填处理。",
        OfLabel,
        many="缺少{cells} 行，这些行按未填处理。",
        each=_LABEL,
    ),
    _code(
        "row_unknown",
        _ASK,
        "多出一行“{raw}”，官方报表没有此行，未采用。",
        OfLabel,
        many="多出{cells} 行，官方报表没有，未采用。",
        each=_TYPED,
    ),
    _code(
        "row_twice",
        _MUST,
        "“{label}”出现了两行，只采用第一行，未采用“{raw}”。",
        OfLabel,
        many="{cells} 行与前面的行名称相同，只采用前面的，这些行未采用。",
        each="{cell}“{raw}”",
    ),
    _code("entry_missing", _KNOW, "只编了序号而没有填内容的行（{label}），未作为条目。", OfLabel),
    _code(
        "header_twice",
        _KNOW,
        "表头又出现了一次（如续页的表头），已跳过。",
        OfLabel,
        many="{cells} 行又是表头（如续页的表头），已跳过。",
    ),
    _code(
        "column_numbers",
        _KNOW,
        "表头下面的一行“{label}”是栏号，不是数据，已跳过。",
        OfLabel,
        many="{cells} 行是栏号，不是数据，已跳过。",
    ),
    _code(
        "cell_stray",
        _KNOW,
        "表格之外有内容“{raw}”，未采用。",
        OfLabel,
        many="表格之外有内容：{cells} 格，未采用。",
        each=_TYPED,
    ),
)
