"""What narrows a figure though its own clause does not say so: lines above it, figures beside it, several years, others
than the library. Every figure here is right in a year in which the forms agree, and none is accused."""

import pytest
from guanbiao.model.claims import Checked, Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.report.report import Report

from tests.prose.test_2020 import held


def said_of(report: Report, *lines: str, heading: str = "") -> list[Checked]:
    """What is told of the figures of some paragraphs, below a heading or none."""
    above = (heading,) if heading else ()
    return held(report, [Paragraph(number, line, above) for number, line in enumerate(lines, 1)])


def differing(found: list[Checked]) -> list[str]:
    return [each.claim.figure for each in found if each.verdict is Verdict.DIFFERS]


@pytest.mark.parametrize(
    "text",
    [
        "12月自修室接待10363人次（10月10190人次，11月9559人次）。电子阅览室接待2197人次，为11月的4.8倍。",
        "少儿借阅部。12月外借部接待5107人次，阅览室接待3693人次。",
        "6月10日，向海城市图书馆调配图书39448册，同日高新区公共行政服务中心分馆配书600册。",
        "馆藏2495970册（件），新增55111册（件），人均藏书（按户籍人口338.6万计）0.74册。",
        "在编87人，研究生3人，占3.4%，本科72人，占82.8%，大专及以下12人，占13.8%。",
        "新增藏量55111册（件）。2018年至2020年三年累计新增259543册（件）。",
        "2018—2020年新增藏量259543册（件）。",
        "2019年至2020年，文献外借1224408册次。",
        "2019年至2020年3月，接待87万人次。",
        "自建馆至2020年底，累计接待读者1200万人次。",
        "新办证5202位，累计313251位。",
        "2020年全市外借文献90.3万册次，我馆外借438711册次。",
        "全市新增藏量9.6万册（件）。",
        "馆藏2495970册（件），占全市的67.9%；新增55111册（件），占全市的57.4%。",
        "总馆接待读者321324人次，外借306699册次；分馆接待读者36705人次，外借132012册次。",
        "总馆举办活动180场。",
        "县级馆配书114873册（台安54282册、海城39448册、岫岩21143册），其余分馆23580册。",
        "少儿外借最高8月为26748册次；分馆外借11月、12月激增，分别为29603册次和32695册次，两个月占分馆全年的47.2%。",
        "成人外借6至12月在8201到10468册次之间。",
        "线下活动42场，参与4107人次。其中讲座8场，154人次；展览2场，1060人次；其他活动32场，2893人次。",
        "做好借阅服务。全年接待81066人次，其中外借部51444人次。",
        "2020年外借438711册次中，图书431200册次，期刊7511册次。",
        "职工（在编）87人、（编外）43人，合计130人。",
        "外借人次143826（成人92382，少儿51444）。",
        "月均总流通2.98万人次，外借3.66万册次；日均总流通1361人次，外借1668册次。",
        "支出191.1万元（购书费60万元、设备42.6万元、维修38.5万元）。",
        "46858人次在自修室学习，日均约310人次（开放151天）。",
        "全年外借438711册次，其中12月66038册次，创全年新高。少儿外借22875册次。",
        "12月外借66038册次，创全年新高，环比增长2.8%。少儿外借22875册次，分馆外借32695册次。",
    ],
)
def test_what_is_right_is_not_accused(agreeing: Report, text: str) -> None:
    found = said_of(agreeing, text)
    assert found
    assert differing(found) == []


@pytest.mark.parametrize(
    "lead",
    [
        "一、2021年目标",
        "五、少儿部：",
        "铁东区图书馆（参考）：",
        "疫情闭馆期间（1月24日至3月23日）：",
        "“读书月”活动：",
        "下一步打算：",
    ],
)
def test_lines_below_one_that_leads_them_are_of_what_it_says(agreeing: Report, lead: str) -> None:
    items = ("• 接待读者186000人次", "• 外借文献2.8万册次", "• 解答咨询364条", "• 举办讲座6场，470人次")
    assert differing(said_of(agreeing, *items)) != []
    assert differing(said_of(agreeing, lead, *items)) == []


@pytest.mark.parametrize(("lead", "readers", "lent"), [("12月主要数据：", 40848, 66038), ("上半年", 123986, 122313)])
def test_lines_below_a_time_are_of_that(agreeing: Report, lead: str, readers: int, lent: int) -> None:
    found = said_of(agreeing, lead, f"• 接待读者{readers}人次", f"• 外借文献{lent}册次")
    assert [each.verdict for each in found] == [Verdict.AGREES, Verdict.AGREES]


def test_what_a_line_leads_ends_with_the_next_one_of_its_kind(agreeing: Report) -> None:
    months, year = ("一、12月：", "外借文献66038册次"), ("二、全年：", "外借文献438811册次")
    found = said_of(agreeing, *months, *year)
    assert [each.verdict for each in found] == [Verdict.AGREES, Verdict.DIFFERS]
    assert differing(said_of(agreeing, *months, "2．分馆外借32695册次", "二、全年外借438811册次。")) == ["438811册次"]


@pytest.mark.parametrize(
    ("text", "figure", "right"),
    [
        ("接待读者（含分馆36705人次）385029人次。", "385029人次", 358029),
        ("2019年至2020年外借分别为785697册次、483711册次。", "483711册次", 438711),
        ("总馆接待读者312324人次。", "312324人次", 321324),
        ("分馆外借11月、12月分别为26603册次和32695册次，两个月占全年的47.2%。", "26603册次", 29603),
        (
            "馆藏由2018年的2273475册（件）增加到2020年的2495970册（件），两年增加222945册（件）。",
            "222945册（件）",
            222495,
        ),
    ],
)
def test_what_is_wrong_there_is_told(agreeing: Report, text: str, figure: str, right: float) -> None:
    (found,) = (each for each in said_of(agreeing, text) if each.claim.figure == figure)
    assert (found.verdict, found.table_value) == (Verdict.DIFFERS, right)


def test_of_a_change_between_two_years_the_figure_that_is_wrong_is_told(agreeing: Report) -> None:
    found = said_of(agreeing, "馆藏由2018年的2273475册（件）增加到2020年的634783册（件），两年增加222495册（件）。")
    assert "222495册（件）" not in differing(found)


def test_a_window_is_that_of_those_whom_the_line_above_is_about(agreeing: Report) -> None:
    (found,) = said_of(agreeing, "外借部接待51444人次。", heading="少儿借阅部")
    assert (found.verdict, found.table_value) == (Verdict.AGREES, 51444)


def test_figures_in_headings_are_held_against_the_forms(agreeing: Report) -> None:
    text = [
        Paragraph(1, "一、文献外借483711册次", (), 1),
        Paragraph(2, "接待读者358029人次。", ("一、文献外借483711册次",)),
    ]
    assert [each.verdict for each in held(agreeing, text)] == [Verdict.DIFFERS, Verdict.AGREES]


def test_a_heading_that_speaks_of_the_centre_of_things_narrows_nothing(agreeing: Report) -> None:
    assert differing(said_of(agreeing, "全年外借483711册次。", heading="围绕中心，服务大局")) == ["483711册次"]
    assert differing(said_of(agreeing, "全年外借483711册次。", heading="数据中心")) == []


@pytest.mark.parametrize(
    ("heading", "text", "told"),
    [
        ("办公室", "在编职工97人。", ["97人"]),  # the form is its own
        ("三、办公室", "有职工4人。", []),
        ("网络服务部", "数字资源访问575483次。", ["575483次"]),
        ("业务中心", "总流通人次385029。", ["385029"]),  # files what all do, too: what is said to be a total is that
        ("业务中心", "解答咨询1835条。", []),
        ("业务中心", "接待读者235000人次。", []),
        ("采编中心", "总流通人次385029。", []),
        ("全民阅读推广工作部", "讲座20期。", []),
    ],
)
def test_below_a_department_its_own_forms_hold(agreeing: Report, heading: str, text: str, told: list[str]) -> None:
    assert differing(said_of(agreeing, text, heading=heading)) == told
