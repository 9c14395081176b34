"""The words of 汇总: the consolidated workbook over libraries, its pages, and 汇总报告.html."""

from collections.abc import Sequence

from guanbiao.words.figures import number

FOLDER = "汇总"
REPORT_FILE = "汇总报告.html"
SUMMING = "正在汇总 {year} 年各馆的报表…"
SUMMED = "{year} 年汇总：结果在 {folder}"
MOST_NAMED = 30  # libraries in one sentence
ALL_LIBRARIES = "{region}公共图书馆"  # whose the forms are that several libraries are added up in

TITLE = "{region}{year}年度汇总表"
COVER, CONTENTS = "封面", "目录"
CONTENTS_TITLE = "{region}{year}年度汇总表目录"
CONTENTS_HEAD = ("表号", "报表", "已报图书馆", "未报图书馆", "未报的图书馆")
OWING, OWING_TITLE = "催报表", "{region}{year}年报表催报表"
OWING_HEAD = ("图书馆", "填报部门", "未报", "未报报表")
NOTHING_FILED = "（一张未报）"
NOBODY_OWES = "各图书馆均已报齐"
FINDINGS, FINDINGS_TITLE = "各馆问题", "{region}{year}年各馆审核结果"
FINDINGS_HEAD = (
    *("图书馆", "已报", "未报", "强制性", "其中未解决", "核实性", "其中未解决", "提示"),
    *("待更正", "待审批", "已说明", "说明失效", "核对报告", "总表"),
)
OPEN_REPORT, OPEN_WORKBOOK = "打开核对报告", "打开总表"
SPREAD, SPREAD_TITLE = "指标汇总", "{region}{year}年主要指标汇总"
SPREAD_HEAD = (
    *("指标", "单位", "图书馆数", "合计", "上年合计", "增减（同馆）", "增幅（同馆）", "中位数"),
    *("半数图书馆所在范围", "各馆分布", "未填报的图书馆"),
)
COMPARED, COMPARED_TITLE = "分馆对比", "{region}{year}年分馆对比"
COMPARED_HEAD = ("指标", "名次", "图书馆")
COMPARED_BEHIND = ("走势", "增减", "增幅", "说明")
YEAR = "{year}年"
SOURCES, SOURCES_TITLE = "出处", "{region}{year}年汇总数出处"
SOURCES_HEAD = ("报表", "行", "栏", "数", "图书馆", "填报数", "文件", "工作表", "单元格", "说明")
FORMS_HEAD = ("图书馆", "报表", "文件", "工作表", "数字个数")
LIBRARIES_HEAD = ("图书馆", "已报报表", "总表")
COMPUTED = "合计未填，按该馆各数补算"
BEYOND_CELLS = (
    "图书馆较多，逐数列出会有 {count} 行，此处只列每张报表出自哪个文件。"
    "每个数的出处在数据集 facts 文件夹中，查法见用户手册。"
)
BEYOND_FORMS = "图书馆较多，此处只列各馆的总表；每个数的出处在数据集 facts 文件夹中，查法见用户手册。"
COMPARED_BEYOND = "图书馆较多，每个指标只列前 {most} 名、后 {most} 名和明显异常的；全部在 libraries.json 中。"
LIBRARY = "图书馆"
LIBRARY_ELSE = "填报图书馆"
LISTED_FIRST = "共 {count} 条，此处列前 {shown} 条；全部在数据集 facts 文件夹中。合计按全部各条计算。"
LEGEND = (
    "说明：各表数字是各馆填报数之和，照填报的数相加，未作改动；合计栏也是各馆所填合计之和，某馆合计未填的按该馆各数补算。"
    "占比由各馆合计数重新计算，不相加；文字和日期不汇总。单元格有批注的，写明由几个图书馆相加、缺哪些馆；蓝底为不是全部已报馆都有数。"
    "点击汇总数可到“出处”表中逐馆查看。"
    "与上年相比的增减（同馆）只算两年都填报的图书馆。"
)
SUM_OF = "本表由 {count} 个图书馆汇总"
ALL_FILED = "，各馆均已报。"
NOT_FILED = "，{count} 个图书馆未报：{names}。"
NO_COMMENT = "没有批注的数都是这 {count} 个图书馆之和。"
NOBODY = "没有图书馆报送本表。"
BEHIND = "{count} 个图书馆之和。"
LEFT_BLANK = "没有填：{names}。"
UNREAD = "无法识别或单位不同，没有计入：{names}。"
WORKED_OUT = "由合计数重新计算：{first}÷{second}（{count} 个图书馆）。"
NOT_ADDED = "不能相加，也没有写明怎样合算，所以不列。"
LISTED_AT = "各馆填报数见“出处”表第 {row} 行起。"
FILED_NOT = "未报本表：{names}。"
AND_OTHERS = "{names} 等 {count} 个"
TIMES_MORE = "是各馆中位数的 {times} 倍，明显偏大，请核实。"
TIMES_LESS = "只有各馆中位数的 {share}，明显偏小，请核实。"
IS_NOTHING = "填 0，而多数图书馆不是 0，请核实。"
GREW = "是上年的 {growth} 倍，而各馆一般是上年的 {usual} 倍，请核实。"
NOT_STATED = "未填报"
MEASURE_NAMED = "{measure}{value}{unit}"

COVER_COUNTS = ("图书馆", "个数")
COVER_LINES = ("应报图书馆", "已报图书馆", "其中报齐", "一张未报")
COVER_OWED = "未报报表"
COVER_MANDATORY = "强制性问题（未解决）"
COVER_QUERY = "核实性问题（未解决）"
COVER_HEAD = ("项目", "数")

REPORT_TITLE = "{region}{year}年度汇总报告"
REPORT_MORE = "图书馆较多，此处只列前 {most} 个；全部在汇总表和 libraries.json 中。"
REPORT = {
    "verdict": "总体结论",
    "figures": "主要指标",
    "indicator": "指标",
    "total": "合计",
    "change": "增减（同馆）",
    "count": "图书馆数",
    "median": "中位数",
    "missing": "未填报",
    "apart": "明显异常，请核实",
    "nothing_apart": "没有明显异常的指标。",
    "library": "图书馆",
    "said": "说明",
    "owing": "催报",
    "nobody_owes": NOBODY_OWES,
    "owed": "未报",
    "forms": "张",
    "status": "各馆情况",
    "filed": "已报",
    "mandatory": "强制性",
    "query": "核实性",
    "info": "提示",
    "unsolved": "强制性、核实性问题为未解决的；点图书馆名打开该馆的核对报告。",
    "before": "上年",
    "compare": "分馆对比",
    "more": "其余 {count} 个图书馆见汇总表“分馆对比”。",
    "rank": "名次",
}

VERDICT = (
    "应报 {count} 个图书馆，已报 {filed} 个，其中报齐 {whole} 个；共缺 {owed} 张报表；"
    "未解决的强制性问题 {mandatory} 个，核实性问题 {query} 个。"
)


def region_title(template: str, region: str, year: int) -> str:
    """A title with its region and year."""
    return template.format(region=region, year=year)


def workbook_name(region: str, year: int) -> str:
    """The file name of the workbook over libraries."""
    return f"{region_title(TITLE, region, year)}.xlsx"


def named(names: Sequence[str]) -> str:
    """Some libraries by name, and how many there are where they are too many for a sentence."""
    text = "、".join(names[:MOST_NAMED])
    return text if len(names) <= MOST_NAMED else AND_OTHERS.format(names=text, count=len(names))


def percent(share: float | None) -> str:
    """A share as text; '' for none."""
    return "" if share is None else f"{number(round(share * 100, 1))}%"


def times(ratio: float) -> str:
    """How many times, with as many digits as anybody needs."""
    return number(round(ratio, 0 if ratio >= 10 else 1))
