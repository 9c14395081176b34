"""Units as lines, titles and labels state them; traditional characters as the simplified ones that mean the same."""

import pytest
from guanbiao.text.labels import fold
from guanbiao.text.tokens import UNITS
from guanbiao.text.traditional import simplified
from guanbiao.text.units import bare_label, read_unit, unit_in_title, units_stated, with_unit
from hypothesis import given, settings
from hypothesis import strategies as st

PIECES = st.sampled_from(
    [*"单位：:()（）、,， 计量万千百亿附表人民币元/；", *UNITS, "業務", "冊次", "萬", "\u3000", "x", "12"]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=20)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("单位：万册次", [(10**4, "册次")]),
        ("单位：册次、元、万人次", [(1, "册次"), (1, "元"), (10**4, "人次")]),
        ("（单位：千元）", [(1000, "元")]),
        ("单位(人次)附表", [(1, "人次")]),
        ("计量单位: 万 元", [(10**4, "元")]),
        ("金额单位：人民币万元", [(10**4, "元")]),
        ("單位：萬冊次", [(10**4, "册次")]),
        ("單 位 ： 册、件", [(1, "册(件)")]),
        ("单位：元（人民币）", [(1, "元")]),
        ("填报部门：业务中心　　单位：册次", [(1, "册次")]),
        ("单位：百万元 币种：人民币", [(10**6, "元")]),
        ("单位：㎡", [(1, "平方米")]),
        ("单位：册次（万）", [(10**4, "册次")]),
        ("单位为万元", [(10**4, "元")]),
        ("以千元计", [(1000, "元")]),
        ("（以万元为单位）", [(10**4, "元")]),
        ("本表金额按万元填报", []),
        ("注：古籍以册计，地方文献以种计", []),
        ("（册次）", []),
        ("单位：业务中心", []),
        ("单位：人事部", []),
        ("填报单位：鞍山市图书馆", []),
        ("单位负责人：许某", []),
        ("主办单位(部门)", []),
        ("单位名称", []),
        ("单位：", []),
    ],
)
def test_a_line_states_units_only_where_it_is_made_of_them(text: str, stated: list[tuple[int, str]]) -> None:
    assert [(unit.scale, unit.base) for unit in units_stated(text)] == stated


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("册次（万）", "册次"),
        ("总计(万人次)", "总计"),
        ("经费（单位：千元）", "经费"),
        ("万人次", "人次"),
        ("人次", "人次"),
        ("册(件)", "册(件)"),
        ("册次（少儿）", "册次(少儿)"),
        ("学时(时/人)", "学时(时/人)"),
        ("（元）", "(元)"),
    ],
)
def test_a_label_without_its_unit(label: str, bare: str) -> None:
    assert bare_label(label)[0] == bare


@settings(deadline=None)  # patterns are built at the first text
@given(TEXTS)
def test_no_text_is_too_odd(text: str) -> None:
    label, units = bare_label(text)
    assert units or label == fold(text)
    assert len(units_stated(text)) <= len(text)
    assert len(unit_in_title(text)) >= len(units_stated(text))
    assert read_unit(text) is None or read_unit(text) == read_unit(text)
    assert not units_stated(with_unit(text, "册次")) or {
        each.base for each in units_stated(with_unit(text, "册次"))
    } >= {"册次"}


@given(st.text(max_size=20))
def test_simplified_keeps_every_place_and_settles(text: str) -> None:
    assert len(simplified(text)) == len(text)
    assert simplified(simplified(text)) == simplified(text)


def test_a_unit_is_one_however_it_is_written() -> None:
    kinds = {read_unit(text).base for text in ("册(件)", "册、件", "册件", "册")}  # type: ignore[union-attr]
    assert kinds == {"册(件)"}
    assert read_unit("座", ("座",)) == read_unit("座")
