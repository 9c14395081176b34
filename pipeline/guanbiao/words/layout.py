"""What is other in the layout of a form than declared: labels, rows, loose cells; each code as in `words.checks`."""

from guanbiao.forms.levels import Level
from guanbiao.model.details import OfHeader, OfLabel, OfPlaces
from guanbiao.words.checks import check_code

_MUST, _ASK, _KNOW = Level
_TYPED, _LABEL = "{cell}“{raw}”", "“{label}”"  # how one of many is named
_HEADER = "header_differs"  # what of one header is told in one sentence

LAYOUT = (
    check_code(
        "column_missing",
        _MUST,
        "缺少栏目“{label}”，该栏按未填处理。",
        OfLabel,
        many="缺少栏目{cells} 栏，这些栏按未填处理。",
        each=_LABEL,
        joined=_HEADER,
    ),
    check_code(
        "column_unknown",
        _ASK,
        "多出栏目“{label}”（{range}），官方报表没有此栏，未采用。",
        OfLabel,
        many="多出栏目{cells} 栏，官方报表没有，未采用。",
        each="“{label}”（{range}）",
        joined=_HEADER,
    ),
    check_code(
        "column_renamed",
        _KNOW,
        "栏目“{label}”的位置上写的是“{instead}”，按“{label}”读取，请核对；如不是同一栏，请改正栏名，数字填到应填的栏。",
        OfLabel,
        many="栏目{cells} 栏的名称与官方报表不同，按官方栏名读取，请核对；如不是同一栏，请改正栏名，数字填到应填的栏。",
        each="“{label}”（{cell} 写的是“{instead}”）",
        joined=_HEADER,
    ),
    check_code(
        "column_moved",
        _KNOW,
        "栏目“{label}”不在官方报表的位置上，按栏名读取，请核对。",
        OfLabel,
        many="栏目{cells} 栏不在官方报表的位置上，按栏名读取，请核对。",
        each="“{label}”（{cell}）",
        joined=_HEADER,
    ),
    check_code(_HEADER, _MUST, "表头与官方报表不同：{labels}；缺少的栏按未填处理，多出的未采用，请核对。", OfHeader),
    check_code(
        "row_missing",
        _MUST,
        "缺少“{label}”一行，该行按未填处理。",
        OfLabel,
        many="缺少{cells} 行，这些行按未填处理。",
        each=_LABEL,
    ),
    check_code(
        "row_unknown",
        _ASK,
        "多出一行“{raw}”，官方报表没有此行，未采用。",
        OfLabel,
        many="多出{cells} 行，官方报表没有，未采用。",
        each=_TYPED,
    ),
    check_code(
        "months_other_year",
        _MUST,
        "月份写的不是 {year} 年的（{label}），这些行未采用，有关各月按未填处理；请改正月份，"
        "如填的是另一年的数，请改填 {year} 年的。",
        OfLabel,
    ),
    check_code(
        "months_unknown",
        _MUST,
        "有几行的月份认不出（{label}），未采用，有关各月按未填处理；请把月份写成 1、2、3 等。",
        OfLabel,
    ),
    check_code(
        "row_twice",
        _MUST,
        "“{label}”出现了两行，只采用第一行，未采用“{raw}”。",
        OfLabel,
        many="{cells} 行与前面的行名称相同，只采用前面的，这些行未采用。",
        each="{cell}“{raw}”",
    ),
    check_code("entry_missing", _KNOW, "只编了序号、或只有 0，而没有填内容的行（{label}），未作为条目。", OfLabel),
    check_code(
        "header_twice",
        _KNOW,
        "表头又出现了一次（如续页的表头），已跳过。",
        OfLabel,
        many="{cells} 行又是表头（如续页的表头），已跳过。",
    ),
    check_code(
        "column_numbers",
        _KNOW,
        "表头下面的一行“{label}”是栏号，不是数据，已跳过。",
        OfLabel,
        many="{cells} 行是栏号，不是数据，已跳过。",
    ),
    check_code("row_renamed", _KNOW, "“{label}”一行写的是“{instead}”，按“{label}”读取，请核对。", OfLabel),
    check_code(
        "page_sums",
        _KNOW,
        "有 {count} 行是本页合计、承前页、过次页一类的行（{where}），不是数据，也不作为全表的合计，已跳过。",
        OfPlaces,
    ),
    check_code(
        "row_part",
        _KNOW,
        "有 {count} 行写明是“其中”的数（{where}），是上面的数的一部分，官方报表没有此行，未采用。",
        OfPlaces,
    ),
    check_code(
        "row_statistic",
        _ASK,
        "有 {count} 行是平均、同比、上年数、占比一类的数（{where}），官方报表没有此行，未采用，也不计入合计；"
        "请核对后移到表外。",
        OfPlaces,
    ),
    check_code(
        "entry_lines",
        _KNOW,
        "有 {count} 条各写成了几行（{where}），已按一条读取，分行的文字连在一起；如是几条，请分别填写、各编序号。",
        OfPlaces,
    ),
    check_code(
        "entry_ditto",
        _KNOW,
        "有 {count} 格写的是“同上”或同样意思的符号（{where}），已按上一条的内容读取，请核对。",
        OfPlaces,
    ),
    check_code(
        "serial_shared",
        _ASK,
        "有 {count} 处几行合用一个序号（{where}），各行填有自己的数字，已按每行一条读取，条数无法审核；"
        "如是几条，请各编序号，如是一条，请只填一个数。",
        OfPlaces,
    ),
    check_code(
        "figure_merged",
        _ASK,
        "有 {count} 个数字写在合并的单元格里（{where}），各只计一次，只涉及其中一部分单元格的审核关系无法审核；"
        "如每格各有数字，请取消合并，分别填写。",
        OfPlaces,
    ),
    check_code(
        "cell_unread",
        _ASK,
        "此格不应填写（如合计行、小计行里空着的格，或合并格之内），填了“{raw}”，未采用；"
        "如是别处的数，请改填到应填的格，否则请删去。",
        OfLabel,
        many="{cells} 格不应填写（如合计行、小计行里空着的格，或合并格之内），填的未采用；"
        "如是别处的数，请改填到应填的格，否则请删去。",
        each=_TYPED,
    ),
    check_code(
        "heading_unknown",
        _KNOW,
        "表头里写有“{raw}”，官方报表没有这个栏目名，各栏按其余的栏目名认定，请核对。",
        OfLabel,
        many="表头里有 {cells} 处写的不是官方报表的栏目名，各栏按其余的栏目名认定，请核对。",
        each=_TYPED,
    ),
    check_code(
        "cell_stray",
        _KNOW,
        "表格之外有内容“{raw}”，未采用。",
        OfLabel,
        many="表格之外有内容：{cells} 格，未采用。",
        each=_TYPED,
    ),
)
