"""Figures of running text with what is said of them, in a small lexicon."""

import pytest
from guanbiao.forms.prose import Facet, Lexicon, Open
from guanbiao.model.documents import Paragraph
from guanbiao.prose.frames import told_in
from guanbiao.prose.told import Told
from hypothesis import given
from hypothesis import strategies as st

WORDS = Lexicon(
    facets=(
        Facet("什么", {"借书": "借书 外借图书 借书量", "来人": "来人 到馆人次", "活动": "活动 读者活动"}),
        Facet("谁的", {"大人": "大人 成人", "小孩": "小孩 少儿", "分馆": "分馆"}, is_subject=True),
        Facet("哪种", {"讲座": "讲座", "展览": "展览"}, of={"场": "活动", "人次": "活动"}, is_own=True),
        Facet("新旧", {"新增": "新增"}),
    ),
    fillers="其中 共 总 为 的 比 较 增加 减少 增长 下降 达 占 全年 参加 和",
    units=("人次 人", "册次 册", "场 次"),
    open=(Open("接待", {"人次": "来人"}, yields=True), Open("流通", {"册次": "借书", "人次": "来人"})),
    natural={"借书": "册次", "来人": "人次"},
    attended="活动",
    grown="新增",
)


def told(text: str, heading: str = "") -> list[Told]:
    return list(told_in(Paragraph(1, text, (heading,) if heading else ()), WORDS, 2020, "云溪市图书馆"))


def of(text: str, heading: str = "") -> list[str]:
    """What each figure of a text is of."""
    return ["+".join(sorted(concept for _, concept in each.frame.concepts)) for each in told(text, heading)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全年借书500册次，其中大人300册次，小孩200册次。", ["借书", "借书+大人", "借书+小孩"]),
        ("大人借书300册次；来人80人次。", ["借书+大人", "来人"]),
        ("大人借书300册次，来人80人次。", ["借书+大人", "大人+来人"]),
        ("举办展览3场，接待80人次。", ["展览+活动", "展览+活动"]),
        ("大人、小孩借书分别为300册次和200册次。", ["借书+大人", "借书+小孩"]),
        ("讲座3场、展览2场，人次分别为80人次和70人次。", ["活动+讲座", "展览+活动", "活动+讲座", "展览+活动"]),
        ("来人：（1）大人：80人次；（2）小孩：70人次。", ["大人+来人", "小孩+来人"]),
        ("借书增加300册次。", ["借书+新增"]),
    ],
)
def test_what_figures_are_of(text: str, said: list[str]) -> None:
    assert of(text) == said


def test_a_share_is_of_what_it_says_or_of_all_that_is_counted() -> None:
    stated, alone, aside = (
        told(text)[-1].frame
        for text in ("小孩借书占借书量的40%。", "小孩借书200册次，占40%。", "小孩借书200册次（40%）。")
    )
    assert stated.whole == frozenset({("什么", "借书")})
    assert stated.whole == alone.whole == aside.whole
    assert alone.concepts == stated.concepts == aside.concepts


def test_figures_of_other_years_and_their_changes_are_known_as_such() -> None:
    assert [each.frame.years for each in told("借书2018年300册次，2019年400册次，2020年500册次。")] == [
        (2018,),
        (2019,),
        (),
    ]
    assert [each.frame.years for each in told("2019年、2018年借书分别为400和300册次。")] == [(2019,), (2018,)]
    (change, rate) = told("2020年借书比2019年减少100册次，下降20%。")
    assert (change.frame.years, change.direction, rate.frame.years) == ((2020, 2019), -1, (2020, 2019))


def test_a_figure_without_a_unit_has_that_of_the_aside_or_of_what_is_counted() -> None:
    assert [each.frame.unit for each in told("借书：2018年300，2019年400（单位：册）。")] == ["册次", "册次"]
    assert [each.frame.unit for each in told("来人总数300。")] == ["人次"]


@pytest.mark.parametrize(
    "text",
    [
        "老年大人借书300册次。",  # a word that nobody knows
        "春节期间大人借书300册次。",  # a part of the time
        "送书进军营：借书300册次。",  # a scene that may narrow it
        "本溪市图书馆全年借书300册次。",  # another library
        "本溪市图书馆借书200册次。全年来人300人次。",
        "讲座3场、展览2场，共300人次参加。",  # of both, or of the last
        "借书由300册次增至400册次。",
    ],
)
def test_what_may_narrow_a_figure_leaves_it_open(text: str) -> None:
    assert any(each.frame.foreign or not each.is_sure for each in told(text))


@given(st.sampled_from(["借书", "外借图书", "借书量"]), st.sampled_from(["大人", "成人"]), st.integers(2, 10**7))
def test_any_word_of_a_concept_says_the_same(what: str, who: str, figure: int) -> None:
    (one,) = told(f"{who}{what}{figure}册次。")
    (other,) = told("大人借书2册次。")
    assert one.frame == other.frame
    assert one.claim.value == figure
