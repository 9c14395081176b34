"""The year after that of the small filings: its comparison, and a library that holds it against the year before."""

from guanbiao.forms.catalogue import Rule, recalled
from msgspec.structs import replace

from tests.drawing import sheet
from tests.small.catalogue import SMALL
from tests.small.forms import loans_compared as compared

LAST, NOW = "借阅册次/{year-1}年", "借阅册次/{year}年"
LIBRARY = replace(SMALL, rules=(*SMALL.rules, Rule("X12", recalled(compared, ("少儿馆",), LAST, NOW))))
NEXT = sheet(
    """
    | 2021年与2020年借阅册次对照表 | | |
    | 部门 | 借阅册次 | | 2021年比2020年 |
    | | 2020年 | 2021年 | |
    | 总馆 | 38944 | 40100 | 1156 |
    | 少儿馆 | 16545 | 17005 | 460 |
    | 合计 | 55489 | 57105 | 1616 |
    """,
    "对照",
)
