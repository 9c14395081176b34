"""The typed grammar of figure cells."""

import pytest
from guanbiao.text.figures import State, read_figure
from guanbiao.text.tokens import UNITS
from hypothesis import assume, given
from hypothesis import strategies as st

INTEGERS = st.integers(min_value=0, max_value=10**12)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,234", 1234, ""),
        ("1,234,567", 1234567, ""),
        ("１２３４", 1234, ""),
        (" 84 ", 84, ""),
        ("\u300084\u00a0", 84, ""),
        ("180人", 180, "人"),
        ("1.5小时", 1.5, "小时"),
        ("831种", 831, "种"),
        ("4次", 4, "次"),
        ("--603814", -603814, ""),
        ("-18198", -18198, ""),
        ("−5", -5, ""),
        ("－5", -5, ""),
        ("+3", 3, ""),
        ("42.4%", 0.424, "%"),
        ("17.27%", 0.1727, "%"),
        ("39475.20G", 39475.2, "G"),
        ("11.5万册", 115000, "册"),
        ("60万元", 60, "万元"),
        ("156494册、件", 156494, "册、件"),
        ("571698册（件）", 571698, "册(件)"),
        ("15632.6米", 15632.6, "米"),
        ("377118 人次", 377118, "人次"),
        ("共12人", 12, "人"),
        ("合计 12", 12, ""),
        ("007", 7, ""),
        ("0", 0, ""),
        ("1 234", 1234, ""),
        ("12\u00a0345\u2009678人", 12345678, "人"),
        ("1\u200b234\ufeff", 1234, ""),
    ],
)
def test_one_figure_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    reading = read_figure(text)
    assert reading.state is State.NUMBER
    assert [(each.value, each.unit, each.role) for each in reading.quantities] == [(value, unit, "value")]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", State.BLANK),
        (" \n", State.BLANK),
        ("\u200b\ufeff\u00a0", State.BLANK),
        ("无", State.NONE),
        ("—", State.DASH),
        ("——", State.DASH),
        ("-", State.DASH),
        ("/", State.DASH),
        ("#REF!", State.ERROR),
        ("#DIV/0!", State.ERROR),
        ("#N/A", State.ERROR),
    ],
)
def test_states_that_are_no_number_stay_apart(text: str, state: State) -> None:
    assert read_figure(text).state is state


@pytest.mark.parametrize(
    "text",
    [
        "12 34",
        "约100",
        "电子借阅机一台",
        "书架 3 节 2 列、阅览桌 4 张",
        "12人左右",
        "见附表",
        "1/2",
        "3~5",
        "NaN",
        "inf",
        "1e5",
    ]
    + ["1_000", "12.", ".5", "1.2.3", "１２．３．４", "1,23", "12,3456", "5-", "(5)", "1=2=3", "7次 253"]
    + ["300①", "①300", "5³", "5₃", "300⑴", "300⒈", "300❶", "1½", "①"]
    + ["3-5", "15-3", "3—5", "3－5人", "6--12", "2020-05-03", "2020-05-03 09:30:00", "09:30:00", "2020/5/3", "5+-3"]
    + ["12 5", "1 2345", "1234 567", "0 123", "1 234 5", "1\n234"],
)
def test_what_is_not_understood_whole_is_unreadable(text: str) -> None:
    assert read_figure(text).state is State.UNREADABLE


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("7次 253人 5032学时", [(7, "次"), (253, "人"), (5032, "学时")]),
        ("226期 377118人次", [(226, "期"), (377118, "人次")]),
        ("662883种 1923021册(件)", [(662883, "种"), (1923021, "册(件)")]),
        ("48594.2G 69420册(件)", [(48594.2, "G"), (69420, "册(件)")]),
        ("21期 831种", [(21, "期"), (831, "种")]),
    ],
)
def test_a_compound_cell_gives_one_quantity_a_measure(text: str, measures: list[tuple[float, str]]) -> None:
    assert [(each.value, each.unit) for each in read_figure(text).quantities] == measures


def test_arithmetic_typed_into_a_cell_gives_terms_and_an_equation() -> None:
    reading = read_figure("7954+7855（少儿）=15809")
    assert [(each.value, each.label, each.role) for each in reading.quantities] == [
        (15809, "", "value"),
        (7954, "", "term"),
        (7855, "少儿", "term"),
    ]
    assert [(each.result, each.terms) for each in reading.arithmetic] == [(0, ((1, 1), (1, 2)))]


def test_a_sum_in_parentheses_is_the_arithmetic_of_the_figure_before_it() -> None:
    reading = read_figure("334795(239318+分馆 95477)")
    assert [(each.value, each.label, each.role) for each in reading.quantities] == [
        (334795, "", "value"),
        (239318, "", "term"),
        (95477, "分馆", "term"),
    ]
    assert reading.arithmetic[0].result == 0


def test_an_aside_with_a_label_is_a_figure_of_its_own() -> None:
    reading = read_figure("2个(总 181)")
    assert [(each.value, each.unit, each.label, each.role) for each in reading.quantities] == [
        (2, "个", "", "value"),
        (181, "", "总", "aside"),
    ]
    assert not reading.arithmetic


def test_the_long_totals_of_the_holdings_table() -> None:
    reading = read_figure("332058种 1423307册(去掉东北法图书，普通图书数量为：276019种 910286册)")
    assert [(each.value, each.unit, each.role) for each in reading.quantities] == [
        (332058, "种", "value"),
        (1423307, "册", "value"),
        (276019, "种", "aside"),
        (910286, "册", "aside"),
    ]
    books = read_figure(
        "图书(含汉文普通图书、古籍、地方文献、盲文、外文、满铁资料)：345561种 1474532册 "
        "(1474532-26355=1448177册为减去古籍数，上报年报数)"
    )
    assert books.label.startswith("图书(含汉文普通图书")
    assert [each.value for each in books.quantities] == [345561, 1474532, 1448177, 1474532, 26355]
    assert [(each.result, each.terms) for each in books.arithmetic] == [(2, ((1, 3), (-1, 4)))]


def test_a_label_before_a_colon_is_kept() -> None:
    assert read_figure("少儿馆：571698册(件)").label == "少儿馆"
    assert read_figure("全馆总数量：662883种 1923021册(件)").label == "全馆总数量"


def test_a_difference_has_its_result_stated() -> None:
    assert [each.value for each in read_figure("15-3=12").quantities] == [12, 15, 3]
    assert read_figure("100(120-20)").arithmetic[0].terms == ((1, 1), (-1, 2))


def test_a_sum_without_a_result_is_worked_out() -> None:
    reading = read_figure("180+20-5")
    assert [each.value for each in reading.quantities] == [195, 180, 20, 5]


@given(INTEGERS, st.sampled_from(["{}", "{:,}", " {} ", "{}\n"]), st.booleans(), st.sampled_from(["", *UNITS]))
def test_every_integer_reads_back_however_it_is_typed(number: int, style: str, full_width: bool, unit: str) -> None:
    text = style.format(number)
    if full_width:
        text = "".join(chr(ord(each) + 0xFEE0) if each.isdigit() or each == "," else each for each in text)
    reading = read_figure(text.rstrip("\n") + unit)
    assert reading.quantities[0].value == (number / 100 if unit == "%" else number)
    assert reading.quantities[0].unit == unit


@given(st.dates() | st.datetimes() | st.times())
def test_no_date_and_no_time_is_a_figure(moment: object) -> None:
    assert read_figure(str(moment)).state is State.UNREADABLE


@given(INTEGERS, INTEGERS, st.sampled_from("-－−—–~～至"))
def test_no_range_is_a_figure(first: int, last: int, to: str) -> None:
    assert read_figure(f"{first}{to}{last}").state is State.UNREADABLE


@given(INTEGERS, st.characters())
def test_no_character_but_a_digit_adds_to_a_figure(number: int, character: str) -> None:
    assume(not character.isdecimal())
    for reading in (read_figure(f"{number}{character}"), read_figure(f"{character}{number}")):
        worth = [abs(each.value) for each in reading.quantities]
        assert worth in ([], [number], [number / 100], [number * 10**4], [number * 10**8])


@given(INTEGERS, st.sampled_from([" ", "\u00a0", "\u2009", "\u202f"]))
def test_thousands_may_stand_apart(number: int, space: str) -> None:
    assert [each.value for each in read_figure(f"{number:,}".replace(",", space)).quantities] == [number]


@given(INTEGERS, INTEGERS)
def test_a_typed_sum_reads_back_its_terms(first: int, second: int) -> None:
    reading = read_figure(f"{first}+{second}={first + second}")
    assert [each.value for each in reading.quantities] == [first + second, first, second]


@given(
    st.text(alphabet=st.sampled_from("0123456789,.+-=()（）％% 人册件种共无、：:#/万馆\n—"), max_size=24)
    | st.text(max_size=20)
)
def test_no_text_whatever_raises_and_a_number_is_never_half_read(text: str) -> None:
    reading = read_figure(text)
    assert (reading.state is State.NUMBER) == bool(reading.quantities)
    digits = "".join(each for each in text if each.isascii() and each.isdigit())
    if reading.state is State.NUMBER and text.isascii() and text.isdigit():
        assert reading.quantities[0].value == int(digits)
