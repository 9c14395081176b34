"""What is remembered of texts, and that it can be forgotten."""

from guanbiao.text.remembered import forget, remembered


def test_what_was_worked_out_is_not_worked_out_again_until_it_is_forgotten() -> None:
    asked = list[str]()

    @remembered(2)
    def loud(text: str) -> str:
        asked.append(text)
        return text.upper()

    assert [loud(text) for text in "aabbab"] == [*"AABBAB"]
    assert asked == ["a", "b"]
    forget()
    assert loud("a") == "A"
    assert asked == ["a", "b", "a"]


def test_of_a_function_that_is_gone_nothing_is_left_to_forget() -> None:
    from guanbiao.text import remembered as module

    before = len(module._KEPT)
    kept = remembered(2)(str.upper)
    assert len(module._KEPT) == before + 1
    del kept
    assert len(module._KEPT) == before
