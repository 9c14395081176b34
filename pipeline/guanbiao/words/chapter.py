"""The words of the chapter 业务统计分析 that is drafted from the forms. Its title, and the note on top, stand in its
Word template (`chapter/templates/`), which an office may edit; here are the fields of that, and all between."""

from collections.abc import Mapping, Sequence

CHAPTER_FILE, CHAPTER_TEMPLATE = "业务统计分析（草稿）.docx", "业务统计分析.docx"
BODY = "正文"  # the field that the chapter takes the place of
CHAPTER = "业务统计分析"
SECTION = "{number}、{name}"
# Sections of forms that stand in other parts of an annual report, behind this chapter.
PARTS = {
    "网络媒体": "宣传报道",
    "新闻媒体宣传": "宣传报道",
    "科研情况": "附录",
    "人员构成情况": "附录",
}
NOT_FILED = "尚未报送"
CONTINUED = "{title}（续）"
OPENS, BETWEEN, CLOSES = "〔", "／", " 待核〕"  # around a figure in dispute, as it was filed and as it should be
AND = "、"
OF_MEASURE = "{measure} {figure}"
# The styles of the template, by the names that Word shows.
PROSE, TITLE, LINE, NOTE, DRAWN = "分析正文", "表题", "表前", "表注", "图"
HEAD, TEXT, CENTRED, NUMBER, TABLE, DISPUTED = "表头", "表内文字", "表内居中", "表内数字", "馆表表格", "待核"
HEADINGS = ("heading 1", "heading 2", "heading 3", "heading 4")
STYLES = (*HEADINGS, PROSE, TITLE, LINE, NOTE, DRAWN, HEAD, TEXT, CENTRED, NUMBER, TABLE, DISPUTED)
# Charts.
SHEET = "数据"
IN_UNIT = "{title}（单位：{unit}）"
_AS_FILED = "图按填报数绘制，其中有待核的数，以表中〔　〕内所注为准"
_CHART_NOTE = "注：{note}。"


def chart_notes(*, is_disputed: bool) -> tuple[str, ...]:
    """What is to be known of the charts of a form."""
    return (_CHART_NOTE.format(note=_AS_FILED),) if is_disputed else ()


def chapter_fields(*, year: int, library: str, disputed: int, owed: Sequence[str]) -> Mapping[str, str | int]:
    """The fields of the chapter by the names that its template knows them by: `disputed` is how many figures are in
    dispute, `owed` are the forms that nobody filed."""
    return {
        "年度": year,
        "图书馆": library,
        "待核": disputed,
        "未报张数": len(owed),
        "未报报表": AND.join(f"《{each}》" for each in owed),
    }


# A chapter in which nothing is left blank, to try templates by.
SAMPLE = chapter_fields(year=2020, library="某某图书馆", disputed=1, owed=("某某", "某某"))
