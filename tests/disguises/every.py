"""Every disguise that the round trip is tried in, and those of them that are not supported yet."""

from functools import partial

from tests.disguises.columns import (
    column_more,
    column_parted,
    corner_called,
    dates_apart,
    groups_left_out,
    header_unmerged,
    labels_at_bottom,
    labels_called,
    labels_cut,
    labels_marked,
    labels_spread,
    labels_with_units,
    labels_wrapped,
    months_as,
    stub_repeated,
    swapped,
    units_row,
    years_as,
)
from tests.disguises.figures import (
    dates_as,
    figures_as,
    in_other_unit,
    negatives_as,
    nothing_as,
    shares_as,
    struck,
    units_behind,
)
from tests.disguises.old_characters import traditional
from tests.disguises.pages import bands, beside, blocks_apart, halves, next_sheet, page_sums, printed_again
from tests.disguises.rows import (
    dittos,
    labels_numbered,
    lines_between,
    numbered_blanks,
    numbered_columns,
    of_which,
    quarters,
    serials_as,
    texts_merged_down,
    total_called,
    total_in_one_cell,
    total_merged,
    total_on_top,
    two_lines,
    upside_down,
)
from tests.disguises.titles import (
    cut,
    in_file_name_only,
    in_tab_only,
    named,
    offset,
    pushed_right,
    room_below,
    spaced,
    with_copy,
    with_last_year,
    with_line_above,
    with_sheets,
    worded,
)
from tests.disguises.ways import Disguise, as_file

TITLE_TOLD = ("title_without_year",)  # where the title is not on the sheet
_ROWS = ("row_unknown",)
_CSV = ("pages", "titles", "files")  # of one sheet without a tab
FIGURES = (
    *(
        Disguise(f"数字 {way}", "figures", partial(figures_as, way=way))
        for way in ("1,234", "1 234", "１２３４", "1234", "1234.00")
    ),
    *(
        Disguise(f"csv {way}", "figures", partial(as_file, change=partial(figures_as, way=way), kind="csv"), apart=_CSV)
        for way in ('="1234"', "'1234")
    ),
    Disguise("数字带单位", "figures", units_behind),
    Disguise("负数括号", "figures", partial(negatives_as, text="({value})")),
    Disguise("负数△", "figures", partial(negatives_as, text="△{value}")),
    *(
        Disguise(f"没有 {text}", "figures", partial(nothing_as, text=text), told=("columns_alike", "not_given"))
        for text in ("×", "零", "闭馆", "—")
    ),
    Disguise("万", "figures", in_other_unit, must=("unit",), apart=("titles",)),
    *(
        Disguise(f"日期 {way}", "figures", partial(dates_as, way=way), told=("entry_twice",))
        for way in ("20200302", "ISO", "serial", "2020/3/2", "2020年3月2日")
    ),
    Disguise("日期格", "figures", partial(dates_as, way="serial", look="date"), told=("entry_twice",)),
    Disguise("百分比格式", "figures", shares_as, apart=("files",)),
    Disguise("百分比漏号", "figures", partial(shares_as, bare=True), must=("share", "percent")),
    Disguise("划掉旧数", "figures", struck, apart=("files",)),
)
LABELS = (
    *(
        Disguise(f"月份 {way}", "labels", partial(months_as, way=way))
        for way in ("1月", "一月", "2020.01", "202001", "Jan", "2020年1月", "month end", "1月（1.1–1.30）")
    ),
    Disguise("栏名空格", "labels", labels_spread),
    Disguise("栏名换行", "labels", labels_wrapped),
    Disguise("栏名分两行", "labels", labels_cut),
    Disguise("栏名别称", "labels", labels_called, apart=("columns", "pages")),
    Disguise("栏名单位", "labels", labels_with_units),
    *(Disguise(f"年份 {way}", "labels", partial(years_as, way=way)) for way in ("number", "年度", "bare")),
    Disguise("栏名星号", "labels", labels_marked),
    Disguise("栏名编号", "labels", partial(labels_marked, text="{number}.{label}")),
    Disguise("栏名冒号", "labels", partial(labels_marked, text="{label}：")),
    Disguise("角上空", "labels", corner_called),
    Disguise("角上项目", "labels", partial(corner_called, text="项目")),
    Disguise("无上级栏名", "labels", groups_left_out),
    Disguise("栏名在下", "labels", labels_at_bottom),
    Disguise("单位行", "labels", units_row),
    Disguise("繁体", "labels", traditional, told=("title_unlike",)),
    Disguise("表头不合并", "labels", header_unmerged),
    Disguise("表头重复", "labels", partial(header_unmerged, repeat=True)),
    Disguise("左栏重复", "labels", stub_repeated),
)
ROWS = (
    *(
        Disguise(f"栏号 {way}", "rows", partial(numbered_columns, way=way))
        for way in ("甲 1 2", "（1）", "1 2 3", "栏次")
    ),
    Disguise(
        "行间说明", "rows", partial(lines_between, texts=("（以上为上半年）", "※3月起恢复开放", "注：以下为线上活动"))
    ),
    Disguise("行间空行", "rows", lines_between),
    Disguise("合计在上", "rows", total_on_top),
    Disguise("合计称总计", "rows", total_called),
    Disguise("合计称小计", "rows", partial(total_called, word="小计"), apart=("pages",)),
    Disguise("合计一格", "rows", total_in_one_cell),
    Disguise("合计合并", "rows", total_merged),
    Disguise("其中", "rows", of_which, told=_ROWS),
    Disguise("季度小计", "rows", quarters, told=_ROWS),
    Disguise("文字合并", "rows", texts_merged_down, apart=("figures", "pages", "files")),
    Disguise("一条两行", "rows", two_lines, apart=("pages", "titles", "files")),
    *(Disguise(mark, "rows", partial(dittos, mark=mark)) for mark in ("同上", "〃")),
    Disguise("行名编号", "rows", labels_numbered),
    Disguise("序号加点", "rows", serials_as),
    Disguise("月份倒排", "rows", upside_down, apart=("pages",)),
    Disguise("空编号", "rows", numbered_blanks),
)
COLUMNS = (
    Disguise("空栏", "columns", column_more),
    Disguise("中间空栏", "columns", partial(column_more, right=False)),
    Disguise("多一栏", "columns", partial(column_more, label="核对"), told=("column_unknown",)),
    Disguise("多一栏有字", "columns", partial(column_more, label="核对", words="已核"), told=("column_unknown",)),
    Disguise("换栏", "columns", swapped),
    Disguise("日期分栏在下", "columns", partial(dates_apart, down=True), told=("entry_twice",), apart=("figures",)),
    Disguise("日期分栏", "columns", partial(dates_apart, labels=("年", "月", "日"), under=False), apart=("figures",)),
    Disguise("起止", "columns", partial(dates_apart, labels=("开始时间", "结束时间"), under=False), apart=("figures",)),
    Disguise("数字分栏", "columns", column_parted, must=("header_differs", "header_mismatch")),
)
PAGES = (
    Disguise("续页", "pages", printed_again),
    *(Disguise(f"续页 {mark}", "pages", partial(printed_again, mark=mark)) for mark in ("（续表）", "续", "（第2页）")),
    Disguise("续页 接上页", "pages", partial(printed_again, line="接上页")),
    Disguise("续页表头", "pages", partial(printed_again, title=False)),
    Disguise("续表在下一张", "pages", partial(next_sheet, mark="（续表）")),
    Disguise("续表在下一张同名", "pages", next_sheet),
    Disguise("续表在下一张表头", "pages", partial(next_sheet, title=False)),
    Disguise("续表在下一张无表头", "pages", partial(next_sheet, title=False, header=False), apart=("figures", "rows")),
    Disguise("各块分页", "pages", partial(blocks_apart, mark="（续表）")),
    Disguise("各块分张", "pages", partial(blocks_apart, sheets=True), apart=("titles", "files")),
    Disguise("各块分张无题", "pages", partial(blocks_apart, sheets=True, title=False), apart=("titles", "files")),
    *(Disguise(f"半年 {way}", "pages", partial(halves, way=way)) for way in ("below", "beside", "sheets")),
    Disguise("两列并排", "pages", beside),
    Disguise("两带", "pages", bands),
    Disguise("两带在下一张", "pages", partial(bands, sheets=True)),
    Disguise("两带有题", "pages", partial(bands, title=True)),
    Disguise("本页合计", "pages", page_sums, told=_ROWS),
    Disguise("过次页", "pages", partial(page_sums, label="过次页", carried="承前页"), told=_ROWS),
)
TITLES = (
    Disguise("表名在标签", "titles", in_tab_only, told=TITLE_TOLD, apart=("pages", "files")),
    Disguise("表名在文件名", "titles", in_file_name_only, told=TITLE_TOLD, apart=("pages", "files")),
    Disguise("表名分两格", "titles", cut),
    Disguise("表名分两行", "titles", partial(cut, down=True)),
    Disguise("表名空格", "titles", spaced),
    Disguise("表名编号", "titles", partial(worded, before="附件3：")),
    Disguise("表名年份", "titles", partial(worded, year="二〇二〇年度")),
    Disguise("表名终稿", "titles", partial(worded, behind="（终稿）"), told=("title_unlike",)),
    Disguise("表名部门", "titles", partial(worded, before="业务中心："), told=("title_unlike",)),
    Disguise("表名起止", "titles", partial(worded, year="2020年1-12月")),
    Disguise("馆名在上", "titles", with_line_above),
    Disguise("附件在上", "titles", partial(with_line_above, text="附件1")),
    Disguise("表名居中", "titles", pushed_right),
    Disguise("表在中间", "titles", offset),
    Disguise("表名下空行", "titles", room_below),
    Disguise("叫工作簿1", "titles", named),
    Disguise("还有说明", "titles", with_sheets),
    Disguise("还有模板", "titles", with_copy, told=("form_twice",)),
    Disguise("还有示例", "titles", partial(with_copy, name="填表示例", keep=0.2, first=True), told=("form_twice",)),
    Disguise("还有草稿", "titles", partial(with_copy, name="草稿", keep=0.8), told=("form_twice",)),
    Disguise("还有空表", "titles", partial(with_copy, name="Sheet2"), told=("form_twice",)),
    Disguise("隐藏上年", "titles", with_last_year),
)
FILES = (
    Disguise("存xlsx", "files", partial(as_file, kind="xlsx")),
    Disguise("存csv", "files", partial(as_file, kind="csv")),
    Disguise("存gbk csv", "files", partial(as_file, kind="gbk csv")),
)
EVERY = (*FIGURES, *LABELS, *ROWS, *COLUMNS, *PAGES, *TITLES, *FILES)
NOT_YET: dict[str, str] = {  # and what is in the way
}
SUPPORTED = tuple(each for each in EVERY if each.name not in NOT_YET)
