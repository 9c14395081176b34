"""The lists behind the chronicle (大事记): where its entries stand, and in which columns their figures."""

from guanbiao.forms.prose import Events, Named

_VISITORS = {"人次": "人次"}

EVENTS = (
    Events("lectures", "时间", "活动内容", _VISITORS, "期"),
    Events("reading_events", "时间", "活动内容", _VISITORS, "期"),
    Events("exhibitions", "时间", "展览内容", _VISITORS, "期"),
    Events("online_exhibitions", "时间", "展览内容", _VISITORS, "期"),
    Events("online_events", "时间", "活动内容", _VISITORS, "期"),
    Events("online_events_children", "时间", "活动内容", _VISITORS, "期"),
    Events("promotions", "时间", "书刊宣传内容及形式", {"种": "数量(种)"}),
    Events("branches", "建设时间", "单位名称", {"册次": "配置图书"}),
)
NAMED = (Named("eresources", "数据库名称", "访问次数", "{name}访问{{n}}次。", "名称", "数据库"),)
