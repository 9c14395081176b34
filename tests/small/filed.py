"""A year of the small library, as its departments would type it: every relation of it holds."""

from collections.abc import Sequence

from guanbiao.model.books import Book, Sheet
from guanbiao.model.filings import Filing
from guanbiao.recognise.recognise import Recognised, recognise
from guanbiao.report.report import Report

from tests.drawing import book, sheet
from tests.small.catalogue import SMALL
from tests.stages import Gathered, gather, report_of_books

LOANS = sheet(
    """
    | 云溪市图书馆借阅册次统计表（2020年） | | | |
    | 月份 | 总馆 | 少儿馆 | 合计 | 备注 |
    | 1 | 3120 | 1210 | 4330 | |
    | 2 | 2890 | 1105 | 3995 | |
    | 3 | 3055 | 1320 | 4375 | |
    | 4 | 2977 | 1288 | 4265 | |
    | 5 | 3204 | 1402 | 4606 | |
    | 6 | 3340 | 1376 | 4716 | |
    | 7 | 4015 | 1933 | 5948 | |
    | 8 | 4102 | 2051 | 6153 | |
    | 9 | 3188 | 1267 | 4455 | |
    | 10 | 3069 | 1194 | 4263 | |
    | 11 | 2951 | 1156 | 4107 | |
    | 12 | 3033 | 1243 | 4276 | |
    | 全年 | 38944 | 16545 | 55489 | |
    | 填表人：赵强 | | 部门负责人：周明 | | |
    """,
    "借阅",
)
COMPARED = sheet(
    """
    | 2020年与2019年借阅册次对照表 | | |
    | 部门 | 借阅册次 | | 2020年比2019年 |
    | | 2019年 | 2020年 | |
    | 总馆 | 40210 | 38944 | -1266 |
    | 少儿馆 | 15877 | 16545 | 668 |
    | 合计 | 56087 | 55489 | -598 |
    """,
    "对照",
)
TALKS = sheet(
    """
    | 云溪市图书馆2020年讲座一览表 | | | | | |
    | 序号 | 时间 | 题目 | 地点 | 人次 | 联系电话 |
    | 1 | 1月11日 9:30 | 怎样读地图 | 报告厅 | 120 | |
    | 2 | 4月23日 14:00 | 家书里的城市 | 报告厅 | 86 | |
    | 3 | 6月6日 9:30 | 夏天的昆虫 | 少儿馆 | 64 | |
    | 4 | 9月19日 9:30 | 月亮与历法 | 报告厅 | 131 | |
    | 5 | 11月28日 14:00 | 老照片的保存 | 二楼展厅 | 47 | |
    | 合计 | 5 | | | 448 | |
    | 部门负责人：孙兰 | | | | | |
    """,
    "讲座",
)
OUTLINE = sheet(
    """
    | 云溪市图书馆概况一览表（2020年） | | | | |
    | 项目 | | 完成指标 | 项目 | | 完成指标 |
    | 借阅册次 | 总馆 | 38944册次 | 讲座 | | 5场 448人次 |
    | | 少儿馆 | 16545册次 | 阅览座席 | | 860个 |
    | 持证读者 | | 21730人 | | | |
    """,
    "概况",
)
STAFF = sheet(
    """
    | 云溪市图书馆人员情况表（2020年） | | |
    | 类别 | 人数 | 占比 |
    | 在职 | 48 | |
    | 其中：馆员 | 19 | 39.6% |
    | 其中：本科 | 35 | |
    """,
    "人员",
)
BUDGET = sheet(
    """
    | 云溪市图书馆购书经费统计表（2020年） | |
    | 单位：万元 | |
    | 类别 | 经费 |
    | 图书 | 42.5 |
    | 报刊 | 7.3 |
    | 总计 | 49.8 |
    """,
    "经费",
)
YEAR = (LOANS, COMPARED, TALKS, OUTLINE, STAFF, BUDGET)


def small(*books: Book) -> Recognised:
    """What is recognised in books of the small library."""
    return recognise(books, SMALL)


def small_filings(*sheets: Sheet) -> tuple[Filing, ...]:
    """The filings on some sheets of one book."""
    return small(book(*sheets)).filings


def small_gathered(*books: Book) -> Gathered:
    """All that the books say."""
    return gather(small(*books), SMALL)


def small_report(*sheets: Sheet | Book, year: int = 2020) -> Report:
    """The year's report from sheets of one book, or from books."""
    loose = [each for each in sheets if isinstance(each, Sheet)]
    books = [each for each in sheets if isinstance(each, Book)] + ([book(*loose)] if loose else [])
    return report_of_books(books, year, SMALL)


def year_with(*changed: Sheet, without: Sequence[str] = ()) -> Report:
    """The report of the whole year, with some sheets in the place of those of their name, and without others."""
    own = {each.name: each for each in changed}
    sheets = [own.get(each.name, each) for each in YEAR if each.name not in without]
    return small_report(*sheets)
