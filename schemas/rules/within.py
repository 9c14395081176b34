"""Rules inside one form that are not a plain sum of its rows or columns."""

from guanbiao.forms.catalogue import Rule

from ..forms.activities_summary import FORM as activities
from ..forms.holdings import FORM as holdings
from ..forms.holdings_children import FORM as children
from ..forms.overview import FORM as overview
from ..forms.visits import FORM as visits

_COUNTED_AS = "15 表：数据库的种行填容量（G），其种数按册、件计"
_DATABASES = ("数据库/外购数字资源", "数据库/共享", "数据库/自建")
_PERIODICALS = ("期刊/阅览部", "期刊/人大资料", "期刊/地方文献")
_E_BOOKS = ("电子图书/从其他机构免费共享", "电子图书/外购", "电子图书/自建")
_AUDIOVISUAL = ("书配盘", "光盘", "接收上级中心资源", "录像带")
_OTHER_BOOKS = ("地方文献", "盲文", "外文", "满铁资料")
_IN_TITLES = ("计", "古籍/古籍", *_OTHER_BOOKS, "报纸/阅览部", *_PERIODICALS, *_E_BOOKS, *_AUDIOVISUAL)

RULES = (
    Rule(
        "01.总计.期",
        activities["合计", "总计", "期"] == activities.sum_of("合计", "讲座、报告会/期", "展览/期", "其他活动/期"),
    ),
    Rule(
        "01.总计.人次",
        activities["合计", "总计", "人次"]
        == activities.sum_of("合计", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    Rule(
        "06.总计.期",
        overview["合计", "总计", "期"] == overview.sum_of("合计", "讲座、报告会/期", "展览/期", "其他活动/期"),
    ),
    Rule(
        "06.总计.人次",
        overview["合计", "总计", "人次"] == overview.sum_of("合计", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    Rule(
        "06.地区培训.次",
        overview["鞍山地区业务培训/合计", "完成指标", "次"]
        == overview["鞍山地区业务培训/少儿", "完成指标", "次"] + overview["鞍山地区业务培训/成人", "完成指标", "次"],
    ),
    Rule(
        "06.地区培训.人",
        overview["鞍山地区业务培训/合计", "完成指标", "人"]
        == overview["鞍山地区业务培训/少儿", "完成指标", "人"] + overview["鞍山地区业务培训/成人", "完成指标", "人"],
    ),
    Rule(
        "06.用户培训.次",
        overview["社会教育与用户培训/合计", "完成指标", "次"]
        == overview["社会教育与用户培训/少儿", "完成指标", "次"]
        + overview["社会教育与用户培训/成人", "完成指标", "次"],
    ),
    Rule(
        "06.用户培训.人次",
        overview["社会教育与用户培训/合计", "完成指标", "人次"]
        == overview["社会教育与用户培训/少儿", "完成指标", "人次"]
        + overview["社会教育与用户培训/成人", "完成指标", "人次"],
    ),
    Rule(
        "06.分馆人次",
        overview["分馆接待读者", "完成指标"] == overview["总流通人次/成人", "完成指标", "分馆"],
    ),
    Rule(
        "06.分馆册次",
        overview["分馆文献借阅", "完成指标"] == overview["图书外借册次/成人", "完成指标", "分馆"],
    ),
    Rule(
        "14.小计",
        (
            visits["小计", "成人服务窗口"]
            == visits.sum_of("累计", "成人服务窗口/外借部", "成人服务窗口/24h自助图书馆"),
            visits["小计", "少儿服务窗口"]
            == visits.sum_of("累计", "少儿服务窗口/24h自助图书馆", "少儿外借部", "少儿阅览室"),
            visits["小计", "阅览部"] == visits.sum_of("累计", "报刊阅览室", "报刊自修室"),
            visits["小计", "专题文献阅览至网站"] == visits.sum_of("累计", "专题文献阅览", "电子阅览室", "网站"),
            visits["小计", "分馆"] == visits["累计", "分馆"],
        ),
    ),
    Rule(
        "14.小计之和",
        visits["累计", "合计"]
        == visits.sum_of("小计", "成人服务窗口", "少儿服务窗口", "阅览部", "专题文献阅览至网站", "分馆"),
    ),
    Rule(
        "15.总量.种",
        (
            holdings["原藏/种", "总量"]
            == holdings.sum_of("原藏/种", *_IN_TITLES) + holdings.sum_of("原藏/册、件", *_DATABASES),
            holdings["增加/种", "总量"]
            == holdings.sum_of("增加/种", *_IN_TITLES) + holdings.sum_of("增加/册、件", *_DATABASES),
            holdings["减少/种", "总量"]
            == holdings.sum_of("减少/种", *_IN_TITLES) + holdings.sum_of("减少/册、件", *_DATABASES),
            holdings["现状/种", "总量"]
            == holdings.sum_of("现状/种", *_IN_TITLES) + holdings.sum_of("现状/册、件", *_DATABASES),
        ),
        basis=_COUNTED_AS,
    ),
    Rule("15.合计.总量.种", holdings["合计", "总量", "种"] == holdings["现状/种", "总量"]),
    Rule("15.合计.总量.册", holdings["合计", "总量", "册"] == holdings["现状/册、件", "总量"]),
    Rule("15.合计.汉文.种", holdings["合计", "汉文普通图书", "种"] == holdings["现状/种", "计"]),
    Rule("15.合计.汉文.册", holdings["合计", "汉文普通图书", "册"] == holdings["现状/册、件", "计"]),
    Rule(
        "15.合计.普通图书.种",
        holdings["合计", "汉文普通图书", "普通图书/种"] == holdings["现状/种", "计"] - holdings["现状/种", "东北法"],
    ),
    Rule(
        "15.合计.普通图书.册",
        holdings["合计", "汉文普通图书", "普通图书/册"]
        == holdings["现状/册、件", "计"] - holdings["现状/册、件", "东北法"],
    ),
    Rule("15.合计.古籍.种", holdings["合计", "古籍", "种"] == holdings["现状/种", "古籍/古籍"]),
    Rule("15.合计.古籍.册", holdings["合计", "古籍", "册"] == holdings["现状/册、件", "古籍/古籍"]),
    Rule(
        "15.合计.地方至满铁.种",
        holdings["合计", "地方文献至满铁资料", "种"] == holdings.sum_of("现状/种", *_OTHER_BOOKS),
    ),
    Rule(
        "15.合计.地方至满铁.册",
        holdings["合计", "地方文献至满铁资料", "册"] == holdings.sum_of("现状/册、件", *_OTHER_BOOKS),
    ),
    Rule("15.合计.报纸.种", holdings["合计", "报纸", "种"] == holdings["现状/种", "报纸/阅览部"]),
    Rule("15.合计.报纸.册", holdings["合计", "报纸", "册"] == holdings["现状/册、件", "报纸/阅览部"]),
    Rule(
        "15.合计.期刊.种",
        holdings["合计", "期刊", "种"] == holdings.sum_of("现状/种", *_PERIODICALS),
    ),
    Rule(
        "15.合计.期刊.册",
        holdings["合计", "期刊", "册"] == holdings.sum_of("现状/册、件", *_PERIODICALS),
    ),
    Rule(
        "15.合计.电子图书.种",
        holdings["合计", "电子图书", "种"] == holdings.sum_of("现状/种", *_E_BOOKS),
    ),
    Rule(
        "15.合计.电子图书.册",
        holdings["合计", "电子图书", "册"] == holdings.sum_of("现状/册、件", *_E_BOOKS),
    ),
    Rule(
        "15.合计.数据库.G",
        holdings["合计", "数据库", "G"] == holdings.sum_of("现状/种", *_DATABASES),
    ),
    Rule(
        "15.合计.数据库.册",
        holdings["合计", "数据库", "册"] == holdings.sum_of("现状/册、件", *_DATABASES),
    ),
    Rule(
        "15.合计.视听文献.种",
        holdings["合计", "视听文献", "种"] == holdings.sum_of("现状/种", *_AUDIOVISUAL),
    ),
    Rule(
        "15.合计.视听文献.册",
        holdings["合计", "视听文献", "册"] == holdings.sum_of("现状/册、件", *_AUDIOVISUAL),
    ),
    Rule(
        "15.图书.种",
        holdings["合计/分类", "图书", "种"]
        == holdings["合计", "汉文普通图书", "种"]
        + holdings["合计", "古籍", "种"]
        + holdings["合计", "地方文献至满铁资料", "种"],
    ),
    Rule(
        "15.图书.册",
        holdings["合计/分类", "图书", "册"]
        == holdings["合计", "汉文普通图书", "册"]
        + holdings["合计", "古籍", "册"]
        + holdings["合计", "地方文献至满铁资料", "册"],
    ),
    Rule(
        "15.图书减古籍.册",
        holdings["合计/分类", "图书", "减古籍/册"]
        == holdings["合计/分类", "图书", "册"] - holdings["合计", "古籍", "册"],
    ),
    Rule("15.图书重述", holdings["合计/分类", "图书", "项1"] == holdings["合计/分类", "图书", "册"]),
    Rule("15.古籍重述", holdings["合计/分类", "图书", "项2"] == holdings["合计", "古籍", "册"]),
    Rule(
        "15.报刊.种",
        holdings["合计/分类", "报刊", "种"] == holdings["合计", "报纸", "种"] + holdings["合计", "期刊", "种"],
    ),
    Rule(
        "15.报刊.册",
        holdings["合计/分类", "报刊", "册"] == holdings["合计", "报纸", "册"] + holdings["合计", "期刊", "册"],
    ),
    Rule(
        "15.数据库和视听.种",
        holdings["合计/分类", "数据库和视听文献", "种"]
        == holdings["合计", "数据库", "册"] + holdings["合计", "视听文献", "种"],
        basis=_COUNTED_AS,
    ),
    Rule(
        "15.数据库和视听.册",
        holdings["合计/分类", "数据库和视听文献", "册"]
        == holdings["合计", "数据库", "册"] + holdings["合计", "视听文献", "册"],
    ),
    Rule(
        "15.非纸质.种",
        holdings["合计/分类", "非纸质资料", "种"]
        == holdings["合计", "电子图书", "种"] + holdings["合计/分类", "数据库和视听文献", "种"],
    ),
    Rule(
        "15.非纸质.册",
        holdings["合计/分类", "非纸质资料", "册"]
        == holdings["合计", "电子图书", "册"] + holdings["合计/分类", "数据库和视听文献", "册"],
    ),
    Rule("16.合计.总量", children["合计", "总量"] == children["现藏/册、件", "总量"]),
)
