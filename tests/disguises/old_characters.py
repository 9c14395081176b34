"""A form in traditional characters."""

from random import Random

from guanbiao.text.cells import Position, Value

from tests.disguises.filed import Filed, typed_over

_SIMPLE = "图书馆统计表读者阅览报刊册数总类单备注时间内容办场讲动员艺学为东满铁资与网络体传电门负责审签项题导训开发藏纸质量献长级补记录汉种减现状"
_TRADITIONAL = "圖書館統計表讀者閱覽報刊冊數總類單備註時間內容辦場講動員藝學為東滿鐵資與網絡體傳電門負責審簽項題導訓開發藏紙質量獻長級補記錄漢種減現狀"
_OLD = str.maketrans(_SIMPLE, _TRADITIONAL)


def traditional(filed: Filed, dice: Random, *, title: bool = True) -> Filed:
    """Title, header and labels of rows stand in traditional characters."""
    found: dict[Position, Value] = {}
    for row, cells in enumerate(filed.sheet.rows):
        for column, value in enumerate(cells):
            is_label = (
                filed.head <= row < filed.body or filed.columns.get(column) == "label" or (title and row < filed.head)
            )
            if isinstance(value, str) and (is_label or filed.roles.get(row) == "total"):
                found[row, column] = value.translate(_OLD)
    return typed_over(filed, found)
