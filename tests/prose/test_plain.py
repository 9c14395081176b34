"""Plain sentences as every report has them, put together in bulk from what the forms of a year hold in which all agree:
every one is right, whatever stands before it, and none is accused; and one that is wrong by its own words is told."""

from collections.abc import Iterator
from itertools import product

import pytest
from guanbiao.model.claims import Checked, Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.report.report import Report

from tests.prose.test_2020 import held

HOLDS = (Verdict.AGREES, Verdict.ROUNDED)
OVER_YEARS = (  # what is counted, its unit, this year and last
    ("总流通人次", "人次", 358029, 801033),
    ("文献外借册次", "册次", 438711, 785697),
    ("馆藏总量", "册（件）", 2495970, 2376435),
    ("新增藏量", "册（件）", 55111, 109018),
    ("外借部接待读者", "人次", 55677, 31364),
    ("分馆外借", "册次", 132012, 386185),
)
COMPARED = (
    "{name}{now}{unit}，比上年的{last}{unit}{way}{by}{unit}。",
    "{name}{now}{unit}，比上年底的{last}{unit}{way}{by}{unit}。",
    "{name}{now}{unit}（2019年为{last}{unit}）。",
    "{name}由2019年的{last}{unit}变为{now}{unit}。",
    "{name}{now}{unit}，不同于2019年末的{last}{unit}。",
    "与上年的{last}{unit}相比，{name}{way}{by}{unit}，为{now}{unit}。",
    "2019年、2020年{name}分别为{last}{unit}、{now}{unit}。",
    "{name}较2019年{way}{by}{unit}，达到{now}{unit}。",
)
BEFORE = (
    "全年分馆接待读者36705人次，",
    "线上讲座：成人23期、13572人次，少儿21期、908人次，",
    "总流通人次中，自修室46858人次，少儿外借部51444人次；",
    "四季度接待读者127050人次，",
    "少儿服务是亮点，",
    "展览41期，116022人次；其他活动100期，245123人次。",
    "成人服务窗口56617人次，少儿服务窗口81066人次。",
    "用户培训16次，534人次；少儿服务窗口接待81066人次，成人服务窗口56617人次；",
    "自修室46858人次，分馆接待读者36705人次，借阅图书132012册次；",
)
AFTER = (
    "网站浏览93131人次。",
    "文献外借册次438711册次。",
    "讲座、报告会70期，15781人次。",
    "2020年总流通人次358029人次。",
    "全年开展阅读推广活动共211期，参与读者376926人次。",
    "自修室46858人次，日均约190人次。",
    "其中纸质文献1602258册，非纸质文献893712册（件）。",
)


def compared() -> Iterator[str]:
    """Each measure in each comparison, with another figure of this year behind it."""
    for at, (way, (name, unit, now, last)) in enumerate(product(COMPARED, OVER_YEARS)):
        changed = "减少" if now < last else "增加"
        said = way.format(name=name, unit=unit, now=now, last=last, by=abs(now - last), way=changed)
        yield said + AFTER[at % len(AFTER)].removeprefix("其中")


def in_one_breath() -> Iterator[str]:
    """Each figure of all behind each of some."""
    yield from (f"{before}{after}" for before, after in product(BEFORE, AFTER) if not after.startswith("其中"))


@pytest.fixture(scope="module")
def told(agreeing: Report) -> list[Checked]:
    """What is said of every figure of all these sentences."""
    every = [*compared(), *in_one_breath()]
    return list(held(agreeing, [Paragraph(number, text, ()) for number, text in enumerate(every, 1)]))


def test_no_plain_sentence_is_accused(told: list[Checked]) -> None:
    assert [each.claim.quote for each in told if each.verdict is Verdict.DIFFERS] == []
    assert sum(each.verdict in HOLDS for each in told) >= 0.75 * len(told)


@pytest.mark.parametrize("text", ["线下各服务窗口接待读者228193人次。", "阵地接待读者321324人次。"])
def test_readers_on_site_are_counted_with_those_of_the_web_page_or_without(agreeing: Report, text: str) -> None:
    (found,) = held(agreeing, [Paragraph(1, text, ())])
    assert found.verdict is Verdict.AGREES


@pytest.mark.parametrize("heading", ["讲座", "展览", "读者活动", "用户培训"])
def test_readers_below_a_heading_may_be_those_of_what_it_names(agreeing: Report, heading: str) -> None:
    found = held(agreeing, [Paragraph(1, heading, (), 1), Paragraph(2, "全年接待读者5000人次。", (heading,))])
    assert [each.verdict for each in found if each.verdict is Verdict.DIFFERS] == []


@pytest.mark.parametrize(
    ("text", "figure", "right"),
    [
        ("成人外借212965册次，少儿外借93734册次。", "212965册次", 93734),
        ("少儿外借93734册次。", "93734册次", 212965),
        ("今年外借438711册次，2019年外借438711册次。", "438711册次", 785697),
        ("总流通人次358029人次，其中外借部51444人次。", "51444人次", 55677),
        ("线上讲座：成人23期，少儿70期。", "70期", 21),
        ("用户培训：成人11次252人次，少儿5次252人次。", "252人次", 282),
    ],
)
def test_what_is_wrong_by_its_own_words_is_told_though_another_cell_holds_it(
    agreeing: Report, text: str, figure: str, right: float
) -> None:
    *_, last = (each for each in held(agreeing, [Paragraph(1, text, ())]) if each.claim.figure == figure)
    assert (last.verdict, last.table_value) == (Verdict.DIFFERS, right)
