"""Sentences that state figures of activities, their kinds and series."""

from guanbiao.forms.catalogue import Where
from guanbiao.forms.prose import Share, sentence, share

from ..forms.activities_summary import FORM as activities
from ..forms.exhibitions import FORM as exhibitions
from ..forms.lectures import FORM as lectures
from ..forms.online_events import FORM as online_events
from ..forms.online_exhibitions import FORM as online_exhibitions
from ..forms.overview import FORM as overview
from ..forms.promotions import FORM as promotions
from ..forms.reading_events import FORM as reading_events

_DONE, _CONTENT = "完成指标", "活动内容"

ACTIVITIES = (
    sentence(
        "成人阵地讲座{a}期{b}人次，展览{c}期{d}人次，其他活动{e}期{f}人次。",
        a=activities["成人阵地", "讲座、报告会/期"],
        b=activities["成人阵地", "讲座、报告会/人次"],
        c=activities["成人阵地", "展览/期"],
        d=activities["成人阵地", "展览/人次"],
        e=activities["成人阵地", "其他活动/期"],
        f=activities["成人阵地", "其他活动/人次"],
    ),
    sentence(
        "少儿阵地讲座{a}期{b}人次，展览{c}期{d}人次，其他活动{e}期{f}人次。",
        a=activities["少儿阵地", "讲座、报告会/期"],
        b=activities["少儿阵地", "讲座、报告会/人次"],
        c=activities["少儿阵地", "展览/期"],
        d=activities["少儿阵地", "展览/人次"],
        e=activities["少儿阵地", "其他活动/期"],
        f=activities["少儿阵地", "其他活动/人次"],
    ),
    sentence(
        "成人网上讲座{a}期{b}人次，展览{c}期{d}人次，其他活动{e}期{f}人次。",
        a=activities["成人网上", "讲座、报告会/期"],
        b=activities["成人网上", "讲座、报告会/人次"],
        c=activities["成人网上", "展览/期"],
        d=activities["成人网上", "展览/人次"],
        e=activities["成人网上", "其他活动/期"],
        f=activities["成人网上", "其他活动/人次"],
    ),
    sentence(
        "少儿网上讲座{a}期{b}人次，展览{c}期{d}人次，其他活动{e}期{f}人次。",
        a=activities["少儿网上", "讲座、报告会/期"],
        b=activities["少儿网上", "讲座、报告会/人次"],
        c=activities["少儿网上", "展览/期"],
        d=activities["少儿网上", "展览/人次"],
        e=activities["少儿网上", "其他活动/期"],
        f=activities["少儿网上", "其他活动/人次"],
    ),
    sentence(
        "少儿网络活动{events}场次，参加读者达{readers}人次。",
        events=activities.sum_of("少儿网上", "讲座、报告会/期", "展览/期", "其他活动/期"),
        readers=activities.sum_of("少儿网上", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    sentence(
        "线上活动{events}场，{readers}人次。",
        may_be=True,
        events=activities.sum_of("成人网上", "讲座、报告会/期", "展览/期", "其他活动/期")
        + activities.sum_of("少儿网上", "讲座、报告会/期", "展览/期", "其他活动/期"),
        readers=activities.sum_of("成人网上", "讲座、报告会/人次", "展览/人次", "其他活动/人次")
        + activities.sum_of("少儿网上", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    sentence(
        "线上讲座{a}期{b}人次，其他活动{c}期{d}人次。",
        may_be=True,
        a=activities["成人网上", "讲座、报告会/期"] + activities["少儿网上", "讲座、报告会/期"],
        b=activities["成人网上", "讲座、报告会/人次"] + activities["少儿网上", "讲座、报告会/人次"],
        c=activities["成人网上", "其他活动/期"] + activities["少儿网上", "其他活动/期"],
        d=activities["成人网上", "其他活动/人次"] + activities["少儿网上", "其他活动/人次"],
    ),
    sentence(
        "阵地讲座{a}期{b}人次，展览{c}期{d}人次，其他活动{e}期{f}人次。",
        a=activities["成人阵地", "讲座、报告会/期"] + activities["少儿阵地", "讲座、报告会/期"],
        b=activities["成人阵地", "讲座、报告会/人次"] + activities["少儿阵地", "讲座、报告会/人次"],
        c=activities["成人阵地", "展览/期"] + activities["少儿阵地", "展览/期"],
        d=activities["成人阵地", "展览/人次"] + activities["少儿阵地", "展览/人次"],
        e=activities["成人阵地", "其他活动/期"] + activities["少儿阵地", "其他活动/期"],
        f=activities["成人阵地", "其他活动/人次"] + activities["少儿阵地", "其他活动/人次"],
    ),
    sentence(
        "阵地展览{shows}次，参观读者{viewers}人次。",
        may_be=True,
        shows=exhibitions.count(),
        viewers=exhibitions.entries("人次"),
    ),
    sentence(
        "成人讲座{a}期{b}人次，展览{c}期{d}人次，其他活动{e}期{f}人次。",
        a=activities["成人阵地", "讲座、报告会/期"] + activities["成人网上", "讲座、报告会/期"],
        b=activities["成人阵地", "讲座、报告会/人次"] + activities["成人网上", "讲座、报告会/人次"],
        c=activities["成人阵地", "展览/期"] + activities["成人网上", "展览/期"],
        d=activities["成人阵地", "展览/人次"] + activities["成人网上", "展览/人次"],
        e=activities["成人阵地", "其他活动/期"] + activities["成人网上", "其他活动/期"],
        f=activities["成人阵地", "其他活动/人次"] + activities["成人网上", "其他活动/人次"],
    ),
    sentence(
        "少儿讲座{a}期{b}人次，展览{c}期{d}人次，其他活动{e}期{f}人次。",
        a=activities["少儿阵地", "讲座、报告会/期"] + activities["少儿网上", "讲座、报告会/期"],
        b=activities["少儿阵地", "讲座、报告会/人次"] + activities["少儿网上", "讲座、报告会/人次"],
        c=activities["少儿阵地", "展览/期"] + activities["少儿网上", "展览/期"],
        d=activities["少儿阵地", "展览/人次"] + activities["少儿网上", "展览/人次"],
        e=activities["少儿阵地", "其他活动/期"] + activities["少儿网上", "其他活动/期"],
        f=activities["少儿阵地", "其他活动/人次"] + activities["少儿网上", "其他活动/人次"],
    ),
    sentence(
        "阵地活动{events}场，{readers}人次。",
        events=activities.sum_of("成人阵地", "讲座、报告会/期", "展览/期", "其他活动/期")
        + activities.sum_of("少儿阵地", "讲座、报告会/期", "展览/期", "其他活动/期"),
        readers=activities.sum_of("成人阵地", "讲座、报告会/人次", "展览/人次", "其他活动/人次")
        + activities.sum_of("少儿阵地", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    sentence(
        "成人网上活动{events}场次，参加读者达{readers}人次。",
        events=activities.sum_of("成人网上", "讲座、报告会/期", "展览/期", "其他活动/期"),
        readers=activities.sum_of("成人网上", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    sentence(
        "讲座{talks}场，{listeners}人次。展览{shows}次，{viewers}人次。",
        alike=True,
        talks=lectures.count(),
        listeners=lectures.entries("人次"),
        shows=exhibitions.count(),
        viewers=exhibitions.entries("人次"),
    ),
    sentence(
        "展览{shows}场，{viewers}人次。",
        alike=True,
        shows=online_exhibitions.count(Where("序号", ("附加",), has=False)),
        viewers=online_exhibitions.entries("人次"),
    ),
    sentence(
        "线上展览{shows}期，{viewers}人次。读书活动{other}次，{readers}人次。",
        alike=True,
        shows=activities["成人网上", "展览/期"] + activities["少儿网上", "展览/期"],
        viewers=activities["成人网上", "展览/人次"] + activities["少儿网上", "展览/人次"],
        other=activities["合计", "其他活动/期"],
        readers=activities["合计", "其他活动/人次"],
    ),
    sentence(
        "线上展览{viewers}人次。",
        alike=True,
        viewers=online_exhibitions.entries("人次", Where("序号", ("附加",), has=False)),
    ),
    sentence(
        "少儿阵地活动{events}场次，参加读者达{readers}人次。",
        events=activities.sum_of("少儿阵地", "讲座、报告会/期", "展览/期", "其他活动/期"),
        readers=activities.sum_of("少儿阵地", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    sentence(
        "成人阵地活动{events}场次，参加读者达{readers}人次。",
        events=activities.sum_of("成人阵地", "讲座、报告会/期", "展览/期", "其他活动/期"),
        readers=activities.sum_of("成人阵地", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    sentence(
        "“月亮船”有声绘本课堂活动{n}期，{visitors}人次。",
        n=activities["少儿网上", "讲座、报告会/期"],
        visitors=activities["少儿网上", "讲座、报告会/人次"],
    ),
    sentence(
        "全民阅读推广部门讲座{talks}场，{listeners}人次。",
        talks=lectures.count(),
        listeners=lectures.entries("人次"),
    ),
    sentence(
        "阅读推广活动{events}次，参加读者{readers}人次。",
        events=reading_events.count(),
        readers=reading_events.entries("人次"),
    ),
    sentence(
        "阅读推广活动{events}期，参加读者{readers}人次。",
        alike=True,
        events=activities["合计", "总计", "期"],
        readers=activities["合计", "总计", "人次"],
    ),
    sentence(
        "读书活动{events}次，参加读者{readers}人次。全民阅读推广部门读书活动{more}次。",
        events=reading_events.count(),
        readers=reading_events.entries("人次"),
        more=reading_events.count(),
    ),
    sentence(
        "主题展览{shows}次，参观读者{viewers}人次。", shows=exhibitions.count(), viewers=exhibitions.entries("人次")
    ),
    sentence(
        "全民阅读推广部门展览{shows}次，参观读者{viewers}人次。",
        shows=exhibitions.count(),
        viewers=exhibitions.entries("人次"),
    ),
    sentence(
        "全民阅读推广部门活动{n}人次。",
        n=lectures.entries("人次") + reading_events.entries("人次") + exhibitions.entries("人次"),
    ),
    sentence(
        "文化惠民大讲堂活动{talks}场，参与人数{listeners}人次。",
        talks=lectures.count(Where(_CONTENT, ("惠民大讲堂",))),
        listeners=lectures.entries("人次", Where(_CONTENT, ("惠民大讲堂",))),
    ),
    sentence(
        "文化大讲堂活动{talks}场，参与人数{listeners}人次。",
        may_be=True,
        talks=lectures.count(),
        listeners=lectures.entries("人次"),
    ),
    sentence(
        "文化大讲堂活动{talks}场，参与人数{listeners}人次。",
        may_be=True,
        talks=lectures.count(Where(_CONTENT, ("大讲堂",))),
        listeners=lectures.entries("人次", Where(_CONTENT, ("大讲堂",))),
    ),
    sentence(
        "国图公开课{talks}集，收看{listeners}人次。",
        talks=lectures.count(Where(_CONTENT, ("国图公开课",))),
        listeners=lectures.entries("人次", Where(_CONTENT, ("国图公开课",))),
    ),
    sentence(
        "健康系列讲座{talks}场，{listeners}人次。",
        talks=lectures.count(Where(_CONTENT, ("健康系列",))),
        listeners=lectures.entries("人次", Where(_CONTENT, ("健康系列",))),
    ),
    sentence(
        "线上读者活动{events}场，{readers}人次，展览{shows}场，{viewers}人次。",
        events=online_events.count(),
        readers=online_events.entries("人次"),
        shows=online_exhibitions.count(Where("序号", ("附加",), has=False)),
        viewers=online_exhibitions.entries("人次"),
    ),
    sentence(
        "其他线上读者活动{events}场，{readers}人次。",
        events=online_events.count(),
        readers=online_events.entries("人次"),
    ),
    sentence(
        "“微阅回廊”展览{n}期，{viewers}人次。",
        n=online_exhibitions.count(Where("展览内容", ("微阅回廊",))),
        viewers=online_exhibitions.entries("人次", Where("展览内容", ("微阅回廊",))),
    ),
    sentence(
        "“鞍图@每月读一本国学经典”活动{n}人次。",
        n=online_events.entries("人次", Where(_CONTENT, ("每月读一本国学经典",))),
    ),
    sentence(
        "走进{places}家社区开展知识有奖问答活动，参与的社区居民{visitors}人次。",
        places=reading_events.count(Where(_CONTENT, ("社区文化行",))),
        visitors=reading_events.entries("人次", Where(_CONTENT, ("社区文化行",))),
    ),
    sentence(
        "“社区文化行”活动{n}场，{visitors}人次。走进{places}家社区开展社区文化行活动。",
        n=reading_events.count(Where(_CONTENT, ("社区文化行",))),
        visitors=reading_events.entries("人次", Where(_CONTENT, ("社区文化行",))),
        places=reading_events.count(Where(_CONTENT, ("社区文化行",))),
    ),
    sentence(
        "法律知识进工地活动{n}场，{visitors}人次。{places}个项目工地。",
        n=reading_events.count(Where(_CONTENT, ("进工地",))),
        visitors=reading_events.entries("人次", Where(_CONTENT, ("进工地",))),
        places=reading_events.count(Where(_CONTENT, ("进工地",))),
    ),
    sentence(
        "线上绘本推荐{n}期，推荐绘本{titles}种。",
        n=promotions.count(Where("书刊宣传内容及形式", ("绘本推荐（线上）",))),
        titles=promotions.entries("数量(种)", Where("书刊宣传内容及形式", ("绘本推荐（线上）",))),
    ),
    sentence(
        "书刊宣传{n}期，{titles}种。", n=overview["书刊宣传", _DONE, "期"], titles=overview["书刊宣传", _DONE, "种"]
    ),
    sentence(
        "讲座活动占读者活动的{a}%，展览活动占读者活动的{b}%，其他活动占读者活动的{c}%。",
        may_be=True,
        a=Share(activities["合计", "讲座、报告会/期"], activities["合计", "总计", "期"]),
        b=Share(activities["合计", "展览/期"], activities["合计", "总计", "期"]),
        c=Share(activities["合计", "其他活动/期"], activities["合计", "总计", "期"]),
    ),
    share("讲座活动人次", "读者活动人次", activities["合计", "讲座、报告会/人次"], activities["合计", "总计", "人次"]),
    share("展览活动人次", "读者活动人次", activities["合计", "展览/人次"], activities["合计", "总计", "人次"]),
    share("其他活动人次", "读者活动人次", activities["合计", "其他活动/人次"], activities["合计", "总计", "人次"]),
)
