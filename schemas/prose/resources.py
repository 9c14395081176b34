"""Sentences that state figures of holdings, branches, staff, money, training and research."""

from guanbiao.forms.catalogue import Where
from guanbiao.forms.prose import over_years, sentence, share

from ..forms.acquisitions_budget import FORM as budget
from ..forms.branches import FORM as branches
from ..forms.enquiries import FORM as enquiries
from ..forms.holdings import FORM as holdings
from ..forms.holdings_children import FORM as children
from ..forms.holdings_three_years import FORM as holdings_years
from ..forms.overview import FORM as overview
from ..forms.papers import FORM as papers
from ..forms.print_media import FORM as print_media
from ..forms.reference_searches import FORM as searches
from ..forms.research_projects import FORM as projects
from ..forms.staff import FORM as staff
from ..forms.user_training import FORM as training
from ..forms.web_media import FORM as web_media

_PEOPLE, _DONE, _COUNT = "人员构成情况", "完成指标", "人数"
_STAFF, _POSTS, _OFFICE = "在编职工/合计", "岗位/专业技术岗位", "岗位/行政岗位"
_TOTAL, _ADDED = "总馆藏数量册(件)", "新增藏量册(件)"
_NOW, _NEW, _NOW_TITLES, _NEW_TITLES = "现状/册、件", "增加/册、件", "现状/种", "增加/种"
_BOOKS = "汉文普通图书/计"
_OF_KIND = "类别"

HOLDINGS = (
    sentence(
        "馆藏图书{books}册。馆藏总量{all}册，新增{added}册。",
        books=holdings["合计/分类", "图书", "册"],
        all=holdings_years["{year}", _TOTAL],
        added=holdings_years["{year}", _ADDED],
    ),
    sentence("馆藏总量{all}册，新增{added}册。", alike=True, all=holdings[_NOW, "总量"], added=holdings[_NEW, "总量"]),
    sentence(
        "馆藏新增图书{titles}种{volumes}册。", titles=holdings[_NEW_TITLES, _BOOKS], volumes=holdings[_NEW, _BOOKS]
    ),
    sentence(
        "馆藏纸质文献{paper}册，非纸质文献{other}册。",
        may_be=True,
        paper=holdings_years["{year}", "纸质/数量册(件)"],
        other=holdings_years["{year}", "非纸质/数量册(件)"],
    ),
    sentence("馆藏纸质文献{paper}册。", may_be=True, paper=holdings["合计/分类", "图书", "册"]),
    *over_years(
        "馆藏总量",
        "册",
        holdings_years["{year}", _TOTAL],
        holdings_years["{year-1}", _TOTAL],
        holdings_years["{year-2}", _TOTAL],
    ),
    *over_years(
        "馆藏新增藏量",
        "册",
        holdings_years["{year}", _ADDED],
        holdings_years["{year-1}", _ADDED],
        holdings_years["{year-2}", _ADDED],
    ),
    *over_years(
        "馆藏纸质文献",
        "册",
        holdings_years["{year}", "纸质/数量册(件)"],
        holdings_years["{year-1}", "纸质/数量册(件)"],
        holdings_years["{year-2}", "纸质/数量册(件)"],
    ),
    sentence("馆藏新增普通图书{a}种{b}册。", a=holdings[_NEW_TITLES, _BOOKS], b=holdings[_NEW, _BOOKS]),
    sentence("馆藏普通图书{n}册。", may_be=True, n=holdings[_NOW, _BOOKS]),
    sentence("馆藏普通图书{n}册。", may_be=True, n=holdings["合计/分类", "图书", "册"]),
    sentence("馆藏普通图书{n}册。", may_be=True, n=holdings["合计", "汉文普通图书", "普通图书/册"]),
    sentence(
        "馆藏汉文普通图书{a}种{b}册，报纸合订本{c}册，期刊合订本{d}册，人大资料{e}册。",
        a=holdings[_NOW_TITLES, _BOOKS],
        b=holdings[_NOW, _BOOKS],
        c=holdings[_NOW, "报纸/阅览部"],
        d=holdings[_NOW, "期刊/阅览部"],
        e=holdings[_NOW, "人大资料"],
    ),
    sentence(
        "馆藏新增汉文普通图书{a}种{b}册，新增社会科学类{c}种{d}册，新增报纸合订本{e}册，新增期刊合订本{f}册。",
        a=holdings[_NEW_TITLES, _BOOKS],
        b=holdings[_NEW, _BOOKS],
        c=holdings[_NEW_TITLES, "社会科学"],
        d=holdings[_NEW, "社会科学"],
        e=holdings[_NEW, "报纸/阅览部"],
        f=holdings[_NEW, "期刊/阅览部"],
    ),
    sentence(
        "馆藏古籍{a}种{b}册，外文文献{c}种{d}册，满铁资料{e}种{f}册，地方文献{g}种{h}册，盲文图书{i}种{j}册，"
        "善本{k}种{l}册。",
        a=holdings[_NOW_TITLES, "古籍/古籍"],
        b=holdings[_NOW, "古籍/古籍"],
        c=holdings[_NOW_TITLES, "外文"],
        d=holdings[_NOW, "外文"],
        e=holdings[_NOW_TITLES, "满铁资料"],
        f=holdings[_NOW, "满铁资料"],
        g=holdings[_NOW_TITLES, "地方文献"],
        h=holdings[_NOW, "地方文献"],
        i=holdings[_NOW_TITLES, "盲文"],
        j=holdings[_NOW, "盲文"],
        k=holdings[_NOW_TITLES, "其中：善本"],
        l=holdings[_NOW, "其中：善本"],
    ),
    sentence(
        "少儿馆藏图书{books}册，盲文图书{braille}册，报刊合订本{papers}册，外购电子图书{electronic}册，视听文献{discs}件。",
        books=children["现藏/册、件", "图书/计"],
        braille=children["现藏/册、件", "图书/盲文"],
        papers=children["现藏/册、件", "报刊（纸质）合订本"],
        electronic=children["现藏/册、件", "电子图书/外购"],
        discs=children["现藏/册、件", "视听文献"],
    ),
    sentence(
        "少儿馆藏新增{all}册，新增少儿类图书{titles}种，{books}册。",
        all=children["增加/册、件", "总量"],
        titles=children["增加/种", "图书/计"],
        books=children["增加/册、件", "图书/计"],
    ),
    sentence(
        "征集地方文献{titles}种{volumes}册。馆藏新增地方文献{more}种{much}册。",
        titles=holdings[_NEW_TITLES, "地方文献"],
        volumes=holdings[_NEW, "地方文献"],
        more=holdings[_NEW_TITLES, "地方文献"],
        much=holdings[_NEW, "地方文献"],
    ),
    sentence(
        "{year}年文献采购经费总计为{all}万元。其中中文图书{books}万元、电子文献{electronic}万元、报刊{papers}万元。",
        under="采购经费统计",
        all=budget["总计", "经费"],
        books=budget["中文图书", "经费"],
        electronic=budget["电子文献", "经费"],
        papers=budget["报刊", "经费"],
    ),
    share("中文图书", "采购经费", budget["中文图书", "经费"], budget["总计", "经费"]),
    share("电子文献", "采购经费", budget["电子文献", "经费"], budget["总计", "经费"]),
    share("报刊", "采购经费", budget["报刊", "经费"], budget["总计", "经费"]),
)
BRANCHES = (
    sentence(
        "新建合借阅分馆{branches}家，配送图书{books}册。其中行业分馆{trades}家、学校分馆{schools}家、高校分馆{colleges}家、"
        "乡镇街道分馆{towns}家、社区亲子阅读分馆{readers}家、景区分馆{parks}家。",
        branches=branches.count(),
        books=branches.entries("配置图书"),
        trades=branches.count(Where(_OF_KIND, ("行业",))),
        schools=branches.count(Where(_OF_KIND, ("学校",))),
        colleges=branches.count(Where(_OF_KIND, ("高校",))),
        towns=branches.count(Where(_OF_KIND, ("乡镇", "街道"))),
        readers=branches.count(Where("单位名称", ("腾鳌",))),
        parks=branches.count(Where(_OF_KIND, ("景区",))),
    ),
    sentence(
        "行业分馆配书{a}册，学校分馆配书{b}册，乡镇分馆配书{c}册。",
        a=branches.entries("配置图书", Where(_OF_KIND, ("行业",))),
        b=branches.entries("配置图书", Where(_OF_KIND, ("学校",))),
        c=branches.entries("配置图书", Where(_OF_KIND, ("乡镇", "街道"))),
    ),
    sentence(
        "为岫岩、台安、海城配送图书{all}册。",
        all=branches.entries("配置图书", Where("单位名称", ("岫岩县图书馆", "台安县图书馆", "海城市图书馆"))),
    ),
    sentence("腾鳌镇社区亲子阅读分馆{n}家。", n=branches.count(Where("单位名称", ("腾鳌",)))),
    sentence("新建分馆{n}个。", alike=True, n=overview["新建分馆", _DONE, "个"]),
    sentence("为{n}家分馆配送图书{books}册。", may_be=True, n=branches.count(), books=branches.entries("配置图书")),
    sentence("分馆{n}家。", may_be=True, n=overview["新建分馆", _DONE, "总"]),
    sentence("分馆总数{all}个。", all=overview["新建分馆", _DONE, "总"]),
    sentence("年内发放借书证{n}人。", n=overview["发放借书证", _DONE]),
    sentence("年内新办借书证{n}个。", n=overview["发放借书证", _DONE]),
)
STAFF = (
    sentence("有在编职工{all}人。", all=staff[_STAFF, _COUNT]),
    sentence(
        "职工中，大学本科以上学历{graduates}人，研究生毕业{masters}人。",
        graduates=staff["文化程度/大学本科以上", _COUNT],
        masters=staff["文化程度/其中：研究生", _COUNT],
    ),
    sentence(
        "35岁及以下{a}人，36岁至40岁{b}人，41至45岁{c}人，46岁至50岁{d}人，51岁至55岁{e}人，56岁至60岁{f}人。",
        under=_PEOPLE,
        a=staff["年龄/35岁及以下", _COUNT],
        b=staff["年龄/36至40岁", _COUNT],
        c=staff["年龄/41至45岁", _COUNT],
        d=staff["年龄/46至50岁", _COUNT],
        e=staff["年龄/51至55岁", _COUNT],
        f=staff["年龄/56至60岁", _COUNT],
    ),
    sentence(
        "专业技术岗位{posts}人，高级职称{seniors}人，行政岗位{office}人，行政干部{cadres}人，工勤岗位{workers}人。",
        under=_PEOPLE,
        posts=staff[_POSTS, _COUNT],
        seniors=staff["岗位/其中：高级职称", _COUNT],
        office=staff[_OFFICE, _COUNT],
        cadres=staff["岗位/其中：行政干部", _COUNT],
        workers=staff["岗位/工勤岗位", _COUNT],
    ),
    share("大学本科以上学历", "职工总数", staff["文化程度/大学本科以上", _COUNT], staff[_STAFF, _COUNT]),
    share("研究生", "职工总数", staff["文化程度/其中：研究生", _COUNT], staff[_STAFF, _COUNT]),
    share("研究生", "本科以上", staff["文化程度/其中：研究生", _COUNT], staff["文化程度/大学本科以上", _COUNT]),
    share("专业技术岗位", "职工总数", staff[_POSTS, _COUNT], staff[_STAFF, _COUNT]),
    share("行政岗位", "职工总数", staff[_OFFICE, _COUNT], staff[_STAFF, _COUNT]),
    share("高级职称", "专业技术岗位", staff["岗位/其中：高级职称", _COUNT], staff[_POSTS, _COUNT]),
    share("行政干部", "行政岗位", staff["岗位/其中：行政干部", _COUNT], staff[_OFFICE, _COUNT]),
    share("工勤岗位", "行政岗位", staff["岗位/工勤岗位", _COUNT], staff[_OFFICE, _COUNT]),
    share("35岁及以下", "职工总数", staff["年龄/35岁及以下", _COUNT], staff[_STAFF, _COUNT]),
    share("36至40岁", "职工总数", staff["年龄/36至40岁", _COUNT], staff[_STAFF, _COUNT]),
    share("41至45岁", "职工总数", staff["年龄/41至45岁", _COUNT], staff[_STAFF, _COUNT]),
    share("46至50岁", "职工总数", staff["年龄/46至50岁", _COUNT], staff[_STAFF, _COUNT]),
    share("51至55岁", "职工总数", staff["年龄/51至55岁", _COUNT], staff[_STAFF, _COUNT]),
    share("56至60岁", "职工总数", staff["年龄/56至60岁", _COUNT], staff[_STAFF, _COUNT]),
)
SERVICES = (
    sentence(
        "鞍山地区业务培训{n}次，{people}人，{hours}学时。",
        n=overview["鞍山地区业务培训/合计", _DONE, "次"],
        people=overview["鞍山地区业务培训/合计", _DONE, "人"],
        hours=overview["鞍山地区业务培训/合计", _DONE, "学时"],
    ),
    sentence(
        "鞍山地区业务培训成人{a}次，{b}人，少儿{c}次，{d}人。",
        a=overview["鞍山地区业务培训/成人", _DONE, "次"],
        b=overview["鞍山地区业务培训/成人", _DONE, "人"],
        c=overview["鞍山地区业务培训/少儿", _DONE, "次"],
        d=overview["鞍山地区业务培训/少儿", _DONE, "人"],
    ),
    sentence(
        "外借部用户培训{a}次，{b}人次。阅览部用户培训{c}次，{d}人次。网络服务部用户培训{e}次，{f}人次。",
        a=training.count(Where("部(室)", ("外借部",))),
        b=training.entries("参加人数(人)", Where("部(室)", ("外借部",))),
        c=training.count(Where("部(室)", ("阅览部",))),
        d=training.entries("参加人数(人)", Where("部(室)", ("阅览部",))),
        e=training.count(Where("部(室)", ("网络服务部",))),
        f=training.entries("参加人数(人)", Where("部(室)", ("网络服务部",))),
    ),
    sentence(
        "社会教育与用户培训{n}次，{people}人次，成人{a}次，{b}人次，少儿{c}次，{d}人次。",
        n=overview["社会教育与用户培训/合计", _DONE, "次"],
        people=overview["社会教育与用户培训/合计", _DONE, "人次"],
        a=overview["社会教育与用户培训/成人", _DONE, "次"],
        b=overview["社会教育与用户培训/成人", _DONE, "人次"],
        c=overview["社会教育与用户培训/少儿", _DONE, "次"],
        d=overview["社会教育与用户培训/少儿", _DONE, "人次"],
    ),
    sentence(
        "各部室培训{a}次，{b}人次，{c}学时。业务人员岗位培训{d}次，{e}人次，{f}学时。辅导与协作协调{g}次，{h}人。",
        a=overview["各部室培训", _DONE, "次"],
        b=overview["各部室培训", _DONE, "人次"],
        c=overview["各部室培训", _DONE, "学时"],
        d=overview["业务人员岗位培训", _DONE, "次"],
        e=overview["业务人员岗位培训", _DONE, "人次"],
        f=overview["业务人员岗位培训", _DONE, "学时"],
        g=overview["辅导与协作协调/合计", _DONE, "次"],
        h=overview["辅导与协作协调/合计", _DONE, "人"],
    ),
    sentence(
        "解答咨询{n}条，{people}人次。阅览部解答咨询{a}条，外借部解答咨询{b}条，少儿借阅部解答咨询{c}条，"
        "网络服务部解答咨询{d}条。",
        n=enquiries["合计", "合计/条次"],
        people=enquiries["合计", "合计/人次"],
        a=enquiries["合计", "阅览部/条次"],
        b=enquiries["合计", "外借部/条次"],
        c=enquiries["合计", "少儿借阅部/条次"],
        d=enquiries["合计", "网络服务部/条次"],
    ),
    sentence(
        "阅览部解答咨询{a}人次，外借部解答咨询{b}人次，少儿借阅部解答咨询{c}人次，网络服务部解答咨询{d}人次。",
        a=enquiries["合计", "阅览部/人次"],
        b=enquiries["合计", "外借部/人次"],
        c=enquiries["合计", "少儿借阅部/人次"],
        d=enquiries["合计", "网络服务部/人次"],
    ),
    share("阅览部解答咨询", "解答咨询", enquiries["合计", "阅览部/条次"], enquiries["合计", "合计/条次"]),
    share("外借部解答咨询", "解答咨询", enquiries["合计", "外借部/条次"], enquiries["合计", "合计/条次"]),
    share("少儿借阅部解答咨询", "解答咨询", enquiries["合计", "少儿借阅部/条次"], enquiries["合计", "合计/条次"]),
    share("网络服务部解答咨询", "解答咨询", enquiries["合计", "网络服务部/条次"], enquiries["合计", "合计/条次"]),
    sentence(
        "代检索课题{n}项。阅览部代检索课题{a}项，外借部代检索课题{b}项，网络服务部代检索课题{c}项。",
        n=searches["合计", "合计/项"],
        a=searches["合计", "阅览部/项"],
        b=searches["合计", "外借部/项"],
        c=searches["合计", "网络服务部/项"],
    ),
    sentence(
        "科研项目省级{province}项，市级立项并结项{city}项。",
        province=projects.count(Where("项目级别", ("省",))),
        city=projects.count(Where("项目级别", ("市",))),
    ),
    sentence("科研项目共{n}项。发表论文{papers}篇。", n=projects.count(), papers=papers.count()),
    sentence("送书下乡{a}次。信息发布{b}条。", a=overview["送书(文化)下乡", _DONE], b=overview["信息发布", _DONE]),
    sentence("网络媒体报道{a}篇。平面媒体报道{b}篇。", a=web_media.count(), b=print_media.count()),
    sentence("网络媒体报道{a}次。平面媒体报道{b}次。", a=web_media.count(), b=print_media.count()),
    sentence("网络媒体报道{a}条。平面媒体报道{b}条。", a=web_media.count(), b=print_media.count()),
    sentence(
        "书架单层总长度{a}米。阅览座席{b}个。计算机{c}台。读者终端{d}台。",
        a=overview["书架单层总长度", _DONE],
        b=overview["阅览室座席", _DONE],
        c=overview["计算机", _DONE],
        d=overview["供读者使用的终端数", _DONE],
    ),
)
