"""The rules across the forms, one of each kind: equal, counted, summed over entries, of which, a share, last year."""

from guanbiao.forms.catalogue import Level, Rule, Where

from tests.small.forms import loans, loans_compared, outline, staff, talks

_DONE = "完成指标"

RULES = (
    Rule("X01", loans_compared["总馆", "借阅册次/{year}年"] == loans["全年", "总馆"], basis="填表说明 1"),
    Rule("X02", loans_compared["少儿馆", "借阅册次/{year}年"] == loans["全年", "少儿馆"]),
    Rule("X03", outline["借阅册次/总馆", _DONE] == loans["全年", "总馆"]),
    Rule("X04", outline["借阅册次/少儿馆", _DONE] == loans["全年", "少儿馆"]),
    Rule("X05", outline["讲座", _DONE, "场"] == talks.count(stated="题目")),
    Rule("X06", outline["讲座", _DONE, "人次"] == talks.entries("人次")),
    Rule("X07", outline["讲座", _DONE, "场"] == talks.count(Where("地点", ("线上",), has=False)), level=Level.QUERY),
    Rule("X08", staff["其中：馆员", "人数"] <= staff["在职", "人数"]),
    Rule("X09", staff["其中：馆员", "占比"] == staff["其中：馆员", "人数"] / staff["在职", "人数"], rounded=True),
    Rule("X10", loans_compared["合计", "借阅册次/{year-1}年"] == loans_compared["合计", "借阅册次/{year}年"].last_year),
    Rule("X11", loans_compared["总馆", "借阅册次/{year-1}年"] == loans_compared["总馆", "借阅册次/{year}年"].last_year),
)
