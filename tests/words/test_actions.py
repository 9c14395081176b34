"""What people write who put a figure right as the slip says, and who do not."""

import pytest
from guanbiao.model.findings import Role, Term
from guanbiao.model.slips import Line
from guanbiao.recognise.slips.said import together
from guanbiao.words.actions import action_of

AT = Term(Role.CELL, "", "", "", raw="", file="a.xlsx", sheet="问题清单", cell="F5")


@pytest.mark.parametrize(
    "text",
    [
        *("按应有数更正", "请按应有数更正。", "已按应有数改", "以应有数为准", "照左边的数改", "按系统推算数更正"),
        *("同意应有数", "应有数正确", "按应有数更正，原数漏加了分馆", "同意按应有数修改并重报", "均以应有数为准"),
    ],
)
def test_who_takes_what_is_due_corrects(text: str) -> None:
    assert action_of(text, "87") == ("更正", text)
    written = together(Line(4, ("1、表07 合计", "流通!F16", "87", "85"), ()), [text], AT)
    assert written.action == "更正"
    assert written.has_figure  # the slip itself says which


@pytest.mark.parametrize(
    "text",
    [
        *(
            "不按应有数更正",
            "不能按应有数更正，原数属实，含借调",
            "应有数不正确",
            "应有数不对",
            "按应有数更正会重复计算",
        ),
        *("应有数正确，填报数也正确，口径不同", "应有数是按去年口径算的", "系统推算的数不含分馆", "同意"),
    ],
)
def test_who_does_not_explains(text: str) -> None:
    assert action_of(text, "87") == ("", text)
