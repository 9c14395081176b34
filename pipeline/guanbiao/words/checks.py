"""What is wrong with a cell or an entry: every code of the checks with its level and its sentences.

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
    OfFractions,
    OfMonth,
    OfOrder,
    OfParts,
    OfTwins,
    OfUnit,
    OfWriting,
    OfYear,
    Several,
)


def check_code(
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
    """A code of the checks: its sentence and its variants, `many` for many cells, `each` as one of them is named."""
    told = ({"": many} if many else {}) if isinstance(many, str) else many
    return Code(code, Source.CHECK, level, sentence, detail, variants, told, each, by_column, joined)


_MUST, _ASK, _KNOW = Level
_TYPED = "{cell}“{raw}”"  # how one of many is named

CHECKS = (
    check_code(
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
        long="填的内容长达 {likely} 个字，没有当作数识读；请只填一个数，算式和说明请写在表外。",
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
            "long": "{cells} 格填的内容太长，没有当作数识读；每格请只填一个数，算式和说明请写在表外。",
        },
    ),
    check_code(
        "error",
        _MUST,
        "单元格是错误值 {raw}，请改正公式或直接填数。",
        uncounted="公式从未计算过，没有结果；请用 Excel/WPS 打开保存一次。",
        many={
            "": "{cells} 格是错误值{raws}，请改正公式或直接填数。",
            "uncounted": "{cells} 格的公式从未计算过，没有结果；请用 Excel/WPS 打开保存一次。",
        },
    ),
    check_code(
        "blank",
        _MUST,
        "必填，但没有填。",
        Several,
        several="必填，但整栏 {count} 格都没有填。",
        many="必填，但 {cells} 格没有填。",
        by_column=True,
    ),
    check_code(
        "not_given",
        _ASK,
        "没有填，无法审核；确实没有的请填 0。",
        Several,
        several="{count} 格都没有填，无法审核；确实没有的请填 0。",
        many="{cells} 格都没有填，无法审核；确实没有的请填 0。",
    ),
    check_code(
        "unit_differs",
        _MUST,
        "写明的单位是“{stated}”，官方报表以“{declared}”填报；有关的 {count} 个数（{where}）"
        "已按 {ratio} 折算后比较，请改为以“{declared}”填报。",
        OfUnit,
        rounded="写明的单位是“{stated}”，官方报表以“{declared}”填报；有关的 {count} 个数（{where}）"
        "已按 {ratio} 折算后比较，但位数不够，每个数可能差 {slack} {declared}，差在此以内的无法审核；"
        "请改为以“{declared}”填报准确的数。",
        doubted="写明的单位是“{stated}”，官方报表以“{declared}”填报，而有关的 {count} 个数（{where}）"
        "看来是以“{declared}”填的，暂按所填的数比较，与其他数不符的无法审核。请确认是哪一种："
        "如数是以“{declared}”填的，请改正单位；如确是以“{stated}”填的，请改为以“{declared}”填报。",
        other="写明的单位是“{stated}”，官方报表以“{declared}”填报，两者不能折算；有关的 {count} 个数（{where}）"
        "保留所填的数，与其他数的关系无法审核。请改正单位，或改为以“{declared}”填报。",
    ),
    check_code(
        "fraction",
        _MUST,
        "以{units}计的数应为整数，而有 {count} 个数带小数（{where}），如 {figure}；请核对后填整数。",
        OfFractions,
        likely="以{units}计的数应为整数，而有 {count} 个数带小数（{where}），如 {figure} 疑为 {likely}"
        "（千分位的逗号写成了小数点）；请核对后填整数。",
        scaled="以{units}计的数应为整数，而有 {count} 个数带小数（{where}），如 {figure}，疑以万或千为单位填写"
        "而没有写明；有关各栏与其他数的关系暂无法审核，请以{units}为单位填整数。",
        pointed="以{units}计的数应为整数，而有 {count} 个数带小数（{where}），如 {figure}，疑把千分位的逗号"
        "写成了小数点（{likely}），或以万或千为单位填写而没有写明；有关各栏与其他数的关系暂无法审核，请核对后填整数。",
    ),
    check_code(
        "measure_missing",
        _ASK,
        "填的是“{raw}”，没有写明“{parts}”，有关的合计无法审核。",
        OfParts,
        many="{cells} 格没有写全，有关的合计无法审核；请补上缺的数。",
        each="{cell}“{raw}”（缺{parts}）",
    ),
    check_code(
        "negative",
        _MUST,
        "填的是负数 {raw}，此处不应为负。",
        many="{cells} 格填的是负数，此处不应为负。",
        each="{cell}（{raw}）",
    ),
    check_code(
        "out_of_range",
        _MUST,
        "填的是 {raw}，占比应在 0 与 100% 之间。",
        many="{cells} 格填的占比不在 0 与 100% 之间。",
        each="{cell}（{raw}）",
    ),
    check_code(
        "percent_sign",
        _ASK,
        "填的是 {raw}，疑漏写百分号，已按 {raw}% 审核；确是 {raw}% 的请补上百分号，不是的请改正。",
        OfCells,
        several="{count} 格填的数没有百分号（{where}，如 {raw}），疑漏写百分号，已按 {raw}% 这样的百分数审核；"
        "确是百分数的请补上百分号，不是的请改正。",
    ),
    check_code("text", _ASK, "填的是“{raw}”，此处应填数字。", many="{cells} 格填的是{raws}，此处应填数字。"),
    check_code("not_a_date", _ASK, "“{raw}”不是能识别的日期。", many="{cells} 格填的{raws}不是能识别的日期。"),
    check_code("date_outside", _ASK, "日期“{raw}”不在 {year} 年内。", many="{cells} 格的日期{raws}不在 {year} 年内。"),
    check_code(
        "date_partly_outside",
        _KNOW,
        "日期“{raw}”有一部分不在 {year} 年内，请确认。",
        many="{cells} 格的日期{raws}有一部分不在 {year} 年内，请确认。",
    ),
    check_code(
        "impossible_month",
        _ASK,
        "日期“{raw}”的月份不存在，请核对。",
        many="{cells} 格的日期{raws}，月份不存在，请核对。",
    ),
    check_code(
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
    check_code(
        "month_jump",
        _ASK,
        "填的是 {figure}，而前后两月为 {before} 和 {after}，相差十倍以上，请确认。",
        OfMonth,
        many="{cells} 格与前后两月相差十倍以上，请确认。",
        each="{cell} 填 {figure}（前后两月为 {before} 和 {after}）",
    ),
    check_code(
        "year_jump",
        _ASK,
        "填的是 {figure}，而上年为 {before}，相差十倍以上，请确认。",
        OfYear,
        many="{cells} 格与上年相差十倍以上，请确认。",
        each="{cell} 填 {figure}（上年为 {before}）",
    ),
    check_code(
        "columns_alike",
        _ASK,
        "与{table}“{other}”逐月完全相同（这样的栏共 {count} 对），两者统计的不是一回事，请确认没有抄错。",
        OfTwins,
    ),
    check_code(
        "date_order",
        _ASK,
        "日期“{raw}”早于前面的一条，请核对。",
        OfOrder,
        late="日期“{raw}”晚于后面的一条，请核对。",
        many={"": "{cells} 格的日期早于前面的条目，请核对。", "late": "{cells} 格的日期晚于后面的条目，请核对。"},
        each=_TYPED,
    ),
    check_code(
        "count_differs",
        _ASK,
        "写明共 {stated} 期，列出的日期有 {listed} 个，请核对。",
        OfDates,
        many="{cells} 格写明的期数与列出的日期个数不同，请核对。",
        each="{cell}（写明 {stated} 期，列出 {listed} 个）",
    ),
    check_code("phone_malformed", _ASK, "联系电话的位数不对，请核对。", many="{cells} 格联系电话的位数不对，请核对。"),
    check_code(
        "serial_order", _ASK, "序号“{raw}”不连续，请核对。", many="{cells} 格的序号不连续，请核对。", each=_TYPED
    ),
    check_code("entry_twice", _ASK, "与前面的一条重复，请核对。", many="{cells} 格各与前面的一条重复，请核对。"),
    check_code(
        "entry_clash",
        _ASK,
        "与前面的一条时间、地点都相同（“{raw}”），请核对。",
        many="{cells} 格各与前面的一条时间、地点都相同，请核对。",
        each=_TYPED,
    ),
)
