"""Branches, enquiries, searches and staff: tables 21, 22, 23 and 29 against the overview and within themselves."""

from guanbiao.forms.catalogue import Level, Rule, Where

from ..forms.branches import FORM as branches
from ..forms.enquiries import FORM as enquiries
from ..forms.overview import FORM as overview
from ..forms.reference_searches import FORM as searches
from ..forms.staff import FORM as staff

_OPENED = Where("建设时间")
_STAFF, _POSTS, _OFFICE = "在编职工/合计", "岗位/专业技术岗位", "岗位/行政岗位"

RULES = (
    Rule("B01", overview["为分馆配书", "完成指标"] == branches.entries("配置图书")),
    Rule(
        "B02",
        overview["新建分馆", "完成指标", "个"] == branches.count(_OPENED),
        level=Level.QUERY,
        basis="21 表中填有建设时间的为当年新建",
    ),
    Rule("B03", overview["新建分馆", "完成指标", "个"] <= overview["新建分馆", "完成指标", "总"]),
    Rule("E01", overview["信息服务解答咨询/人", "完成指标"] == enquiries["合计", "解答咨询/合计/人次"]),
    Rule("E02", overview["信息服务解答咨询/条", "完成指标"] == enquiries["合计", "解答咨询/合计/条次"]),
    Rule("E03", overview["代检索服务课题", "完成指标"] == searches["合计", "代检索课题/合计/项"]),
    Rule(
        "S01",
        (
            staff["文化程度/大学本科以上", "占比"] == staff["文化程度/大学本科以上", "人数"] / staff[_STAFF, "人数"],
            staff[_POSTS, "占比"] == staff[_POSTS, "人数"] / staff[_STAFF, "人数"],
            staff["岗位/其中：高级职称", "占比"] == staff["岗位/其中：高级职称", "人数"] / staff[_POSTS, "人数"],
            staff[_OFFICE, "占比"] == staff[_OFFICE, "人数"] / staff[_STAFF, "人数"],
            staff["岗位/其中：行政干部", "占比"] == staff["岗位/其中：行政干部", "人数"] / staff[_OFFICE, "人数"],
            staff["岗位/工勤岗位", "占比"] == staff["岗位/工勤岗位", "人数"] / staff[_OFFICE, "人数"],
        ),
        rounded=True,
        basis="29 表“占比基数”一栏",
    ),
    Rule(
        "S02",
        (
            staff["文化程度/大学本科以上", "人数"] <= staff[_STAFF, "人数"],
            staff["文化程度/其中：研究生", "人数"] <= staff["文化程度/大学本科以上", "人数"],
            staff["岗位/其中：高级职称", "人数"] <= staff[_POSTS, "人数"],
            staff["岗位/其中：行政干部", "人数"] <= staff[_OFFICE, "人数"],
        ),
    ),
)
