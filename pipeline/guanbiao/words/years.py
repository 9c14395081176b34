"""What users read about the years before: where last year's figures are from, and how the headline figures went.

Fields of a sentence: `file` where a year is kept, `kept` and `known` the years, `title` the printed title of the form,
and those of its details."""

from guanbiao.forms.levels import Level
from guanbiao.model.details import OfArchive, OfRecalled
from guanbiao.words.checks import check_code
from guanbiao.words.figures import number
from guanbiao.words.intake import intake_code

_, _ASK, _KNOW = Level
YEARS = (
    intake_code(
        "last_year_kept",
        _KNOW,
        "上年数取自已存的 {kept} 年度数据（{file}），共 {count} 张报表；"
        "要改用 {kept} 年的报表，请把它们一并放入收表的文件夹。",
        OfArchive,
    ),
    intake_code(
        "last_year_unsealed",
        _KNOW,
        "上年数取自已存的 {kept} 年度数据（{file}），共 {count} 张报表；"
        "它是旧版程序存的，没有校验值，有没有改动过无法核对，"
        "请把 {kept} 年的报表再核对一次，以后就有了。",
        OfArchive,
    ),
    intake_code(
        "last_year_damaged",
        _ASK,
        "已存的 {kept} 年度数据（{file}）与存入时不一样，可能损坏或被改动过，没有采用；"
        "请用备份恢复 {kept} 年的结果文件夹，"
        "或把 {kept} 年的报表放入收表的文件夹重新核对一次。",
        OfArchive,
    ),
    check_code(
        "last_year_filled",
        _KNOW,
        "有 {count} 个上年的数没有填，总表中已按 {known} 年度所报的数补出。",
        OfRecalled,
    ),
)
COVER_KEPT = "上年数取自已存的 {year} 年度数据。"
COVER_DAMAGED = "已存的 {year} 年度数据与存入时不一样，没有采用，与上年的数没有核对。"
FILLED_FROM_KEPT = "没有填；取自已存的 {year} 年度数据（{table}）。"
FILLED_FROM_FORM = "没有填；取自 {year} 年的报表（{table}）。"
RESTATED = "属追溯调整的，请{who}说明调整的原因和依据；没有调整的，请按当时所报的数改正。"
RESTATED_FROM = "以前年度的数与{kept}不同（如现列 {now}，当时所报为 {then}）"
FILED_BEFORE, ARCHIVED_BEFORE = "上年报表所报的", "已存的上年数据"
BLANKS_DAMAGED = (
    "没有生成空白表：已存的 {year} 年度数据（{file}）与存入时不一样，可能损坏或被改动过，往年的数不能照抄；"
    "请用备份恢复 {year} 年的结果文件夹，或把它移走（往年的数就空着）后再生成。"
)
TREND, TREND_TITLE = "历年趋势", "{first}—{last} 年主要指标"
TREND_HEAD = ("指标", "单位")
TREND_YEAR, TREND_CHANGE = "{year} 年", "比上年"
TREND_NOTE = (
    "各年的数取自当年的报表；黄底的，当年各张报表所填不一致，取多数报表所填的数，请核实后使用。"
    "空着的，当年没有填报，或该年的数据没有存下来。"
)
JOINED = "；"
_POINT, _PARTED, _CHANGED = "{year} 年 {figure}", "（各表不一致）", "比上年 {share:+.1%}"
_SAME = "与上年持平"


def point_text(year: int, figure: float, *, is_parted: bool) -> str:
    """A headline figure of a year, and that its forms do not agree on it."""
    return _POINT.format(year=year, figure=number(figure)) + (_PARTED if is_parted else "")


def change_text(share: float) -> str:
    """By how much a figure is more than in the year before, a share of one.

    >>> change_text(0.0512), change_text(-0.5), change_text(0.0)
    ('比上年 +5.1%', '比上年 -50.0%', '与上年持平')
    """
    return _SAME if not share else _CHANGED.format(share=share)
