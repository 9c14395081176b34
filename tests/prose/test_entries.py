"""Entries of two lists that are one, wherever they stand."""

from guanbiao.prose.entries import paired
from hypothesis import given
from hypothesis import strategies as st


def entry(name: str, date: str = "1月1日", visitors: str = "10") -> dict[str, str]:
    return {"名称": name, "时间": date, "人次": visitors}


def test_an_entry_left_out_shifts_no_others() -> None:
    its = [entry(f"讲座{no}", f"{no}月1日", str(no * 7)) for no in range(1, 10)]
    own = [*its[:3], *its[4:]]
    pairs = sorted(paired(own, its), key=str)
    assert (None, 3) in pairs
    assert all(own[at] == its[other] for at, other in pairs if at is not None and other is not None)


def test_entries_in_another_order_are_the_same() -> None:
    its = [entry("甲"), entry("乙"), entry("丙")]
    assert sorted(paired([its[2], its[0], its[1]], its)) == [(0, 2), (1, 0), (2, 1)]


def test_entries_that_have_little_in_common_are_others() -> None:
    assert sorted(paired([entry("甲", "2月2日")], [entry("乙", "3月3日")]), key=str) == [(0, None), (None, 0)]


ENTRIES = st.lists(
    st.builds(entry, st.sampled_from("甲乙丙丁"), st.sampled_from("12"), st.sampled_from("34")), max_size=6
)


@given(ENTRIES, ENTRIES)
def test_every_entry_is_in_one_pair(own: list[dict[str, str]], its: list[dict[str, str]]) -> None:
    pairs = list(paired(own, its))
    assert sorted(at for at, _ in pairs if at is not None) == list(range(len(own)))
    assert sorted(other for _, other in pairs if other is not None) == list(range(len(its)))
    assert all(at is not None or other is not None for at, other in pairs)
    same = sum(own.count(each) and min(own.count(each), its.count(each)) for each in {str(e): e for e in own}.values())
    assert sum(own[at] == its[other] for at, other in pairs if at is not None and other is not None) == same
