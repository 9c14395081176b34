"""Three libraries that report by the small catalogue, and the dataset of their facts.

云溪 files what tests/small/filed.py draws; 江北 the same with each number of its sheets doubled; 山南 only what is
drawn here, with what people leave blank, mistype or round."""

from collections.abc import Sequence

import polars as pl
from guanbiao.consolidate.returns import LibraryReturn, Together
from guanbiao.model.books import Sheet
from guanbiao.outputs.dataset import dataset_facts
from guanbiao.outputs.reserved import reserved_facts
from guanbiao.outputs.tables import published_facts
from guanbiao.report.report import Report
from msgspec.structs import replace

from tests.drawing import sheet
from tests.small.catalogue import SMALL
from tests.small.filed import YEAR, small_report

FIRST, SECOND, THIRD, AWAITED = "云溪市图书馆", "江北县图书馆", "山南县图书馆", "河西县图书馆"
LOANS = sheet(
    """
    | 云溪市图书馆借阅册次统计表（2020年） | | | |
    | 月份 | 总馆 | 少儿馆 | 合计 | 备注 |
    | 1 | 100 | 20 | 120 | |
    | 2 | 200 | | 200 | |
    | 3 | 约三百左右吧 | 30 | 330 | |
    | 全年 | 300 | 50 | | |
    """,
    "借阅",
)
OUTLINE = sheet(
    """
    | 云溪市图书馆概况一览表（2020年） | | | | |
    | 项目 | | 完成指标 | 项目 | | 完成指标 |
    | 借阅册次 | 总馆 | 300册次 | 讲座 | | 3场 40人次 |
    | | 少儿馆 | 50册次 | 阅览座席 | | |
    | 持证读者 | | 1000人 | | | |
    """,
    "概况",
)
STAFF = sheet(
    """
    | 云溪市图书馆人员情况表（2020年） | | |
    | 类别 | 人数 | 占比 |
    | 在职 | | |
    | 其中：馆员 | 3 | 30% |
    | 其中：本科 | 2 | 20% |
    """,
    "人员",
)
BUDGET = sheet(
    """
    | 云溪市图书馆购书经费统计表（2020年） | |
    | 单位：万元 | |
    | 类别 | 经费 |
    | 图书 | 0.1 |
    | 报刊 | 0.2 |
    | 总计 | |
    """,
    "经费",
)


def doubled(own: Sheet) -> Sheet:
    """A sheet with each of its numbers doubled: those of a row that has more than one, or stands behind a label."""
    return replace(own, rows=[[*row[:1], *map(_twice, row[1:])] for row in own.rows])


def _twice(value: object) -> object:
    return value * 2 if isinstance(value, int | float) and not isinstance(value, bool) else value


def reports() -> dict[str, Report]:
    """The report of each library that filed anything."""
    return {
        FIRST: small_report(*YEAR),
        SECOND: small_report(*map(doubled, YEAR)),
        THIRD: small_report(LOANS, OUTLINE, STAFF, BUDGET),
    }


def facts_of(library: str, report: Report, year: int = 2020) -> pl.DataFrame:
    """A library's facts as the dataset gives them."""
    own = reserved_facts(dataset_facts(report, published_facts(report)), report.catalogue)
    place = (pl.lit(year, pl.Int32).alias("year"), pl.lit(library).alias("library"))
    return own.with_columns(place)


def together(own: dict[str, Report], awaited: Sequence[str] = (AWAITED,)) -> Together:
    """The libraries with what they filed, and those that filed nothing."""
    filed = [LibraryReturn(name, name, filed=frozenset(report.counted)) for name, report in own.items()]
    return Together(2020, "云溪市", (*filed, *map(LibraryReturn, awaited)), SMALL)
