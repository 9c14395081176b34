"""Sentences of the report's other chapters that state figures of the forms."""

from guanbiao.forms.catalogue import Where
from guanbiao.forms.prose import Share, sentence

from ..forms.acquisitions_budget import FORM as budget
from ..forms.activities_summary import FORM as activities
from ..forms.branches import FORM as branches
from ..forms.exhibitions import FORM as exhibitions
from ..forms.holdings import FORM as holdings
from ..forms.lectures import FORM as lectures
from ..forms.lending import FORM as lending
from ..forms.online_events import FORM as online_events
from ..forms.online_exhibitions import FORM as online_exhibitions
from ..forms.reading_events import FORM as reading_events
from ..forms.research_projects import FORM as projects
from ..forms.staff import FORM as staff
from ..forms.visits import FORM as visits

_PEOPLE = "人员构成情况"
_STAFF, _POSTS, _OFFICE = "在编职工/合计", "岗位/专业技术岗位", "岗位/行政岗位"
_COUNT = "人数"
_ONLINE_SHOWS = online_exhibitions.count(Where("序号", ("附加",), has=False))
_CHILDREN_LENT = visits["累计", "少儿外借部"] + visits["累计", "少儿服务窗口/24h自助图书馆"]

SENTENCES = (
    sentence("有在编职工{all}人。", all=staff[_STAFF, _COUNT]),
    sentence(
        "大学本科以上学历{graduates}人（其中研究生毕业{masters}人），占比为{share}%。",
        under=_PEOPLE,
        graduates=staff["文化程度/大学本科以上", _COUNT],
        masters=staff["文化程度/其中：研究生", _COUNT],
        share=Share(staff["文化程度/大学本科以上", _COUNT], staff[_STAFF, _COUNT]),
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
        "专业技术岗位{posts}人，占职工总数比为{share}%。其中高级职称{seniors}人，占专业技术岗位比为{senior_share}%。",
        under=_PEOPLE,
        posts=staff[_POSTS, _COUNT],
        share=Share(staff[_POSTS, _COUNT], staff[_STAFF, _COUNT]),
        seniors=staff["岗位/其中：高级职称", _COUNT],
        senior_share=Share(staff["岗位/其中：高级职称", _COUNT], staff[_POSTS, _COUNT]),
    ),
    sentence(
        "行政岗位{office}人，占职工总数比为{share}%。其中行政干部{cadres}人，占行政岗位比为{cadre_share}%。"
        "工勤岗位{workers}人，占行政岗位比为{worker_share}%。",
        under=_PEOPLE,
        office=staff[_OFFICE, _COUNT],
        share=Share(staff[_OFFICE, _COUNT], staff[_STAFF, _COUNT]),
        cadres=staff["岗位/其中：行政干部", _COUNT],
        cadre_share=Share(staff["岗位/其中：行政干部", _COUNT], staff[_OFFICE, _COUNT]),
        workers=staff["岗位/工勤岗位", _COUNT],
        worker_share=Share(staff["岗位/工勤岗位", _COUNT], staff[_OFFICE, _COUNT]),
    ),
    sentence(
        "{year}年文献采购经费总计为{all}万元。其中中文图书{books}万元、电子文献{electronic}万元、报刊{papers}万元。",
        under="采购经费统计",
        all=budget["总计", "经费"],
        books=budget["中文图书", "经费"],
        electronic=budget["电子文献", "经费"],
        papers=budget["报刊", "经费"],
    ),
    sentence(
        "大学本科以上学历{graduates}人，占职工总数的{share}%。",
        under=_PEOPLE,
        graduates=staff["文化程度/大学本科以上", _COUNT],
        share=Share(staff["文化程度/大学本科以上", _COUNT], staff[_STAFF, _COUNT]),
    ),
    sentence(
        "新建合借阅分馆{branches}家，配送图书{books}册。其中行业分馆{trades}家、学校分馆{schools}家、高校分馆{colleges}家、"
        "乡镇街道分馆{towns}家。",
        branches=branches.count(),
        books=branches.entries("配置图书"),
        trades=branches.count(Where("类别", ("行业",))),
        schools=branches.count(Where("类别", ("学校",))),
        colleges=branches.count(Where("类别", ("高校",))),
        towns=branches.count(Where("类别", ("乡镇", "街道"))),
    ),
    sentence(
        "总流通人次为{all}人次，其中：阵地总流通人次为{on_site}人次；书刊文献外借册次{lent}册次，其中：分馆书刊文献外借数量为"
        "{branches}册次。",
        all=visits["累计", "合计"],
        on_site=visits["累计", "合计"] - visits["累计", "分馆"],
        lent=lending["累计", "合计"],
        branches=lending["累计", "分馆"],
    ),
    sentence(
        "阵地接待读者{visits}人次，流通图书{lent}册次。",
        visits=visits["累计", "合计"] - visits["累计", "分馆"],
        lent=lending["累计", "成人外借"] + lending["累计", "少儿外借"],
    ),
    sentence(
        "少年借阅服务成为读者关注焦点，接待读者{visitors}人次，借阅图书{lent}册次。",
        visitors=_CHILDREN_LENT,
        lent=lending["累计", "少儿外借"],
    ),
    sentence("自修室人次：{all}人次。", all=visits["累计", "报刊自修室"]),
    sentence("自修室接待读者{all}人次。", all=visits["累计", "报刊自修室"]),
    sentence("电子阅览室接待读者{all}人次。", all=visits["累计", "电子阅览室"]),
    sentence("报刊阅览室接待读者{all}人次。", all=visits["累计", "报刊阅览室"]),
    sentence("外借部接待读者{all}人次。", all=visits["累计", "成人服务窗口/外借部"]),
    sentence("少儿外借部接待读者{all}人次。", all=visits["累计", "少儿外借部"]),
    sentence("外借窗口接待读者{all}人次。", all=visits["累计", "成人服务窗口/外借部"] + visits["累计", "少儿外借部"]),
    sentence("少儿阅览室接待读者{all}人次。", all=visits["累计", "少儿阅览室"]),
    sentence("专题文献阅览接待读者{all}人次。", all=visits["累计", "专题文献阅览"]),
    sentence(
        "征集地方文献图书{titles}种{volumes}册。",
        titles=holdings["增加/种", "地方文献"],
        volumes=holdings["增加/册、件", "地方文献"],
    ),
    sentence(
        "新增地方文献{titles}种{volumes}册。",
        under="馆藏",
        titles=holdings["增加/种", "地方文献"],
        volumes=holdings["增加/册、件", "地方文献"],
    ),
    sentence(
        "共举办鞍山市文化大讲堂线上线下活动10场，阅读推广活动{events}次，主题展览{shows}次。",
        events=reading_events["合计", "活动内容"],
        shows=exhibitions["合计", "展览内容"],
    ),
    sentence(
        "文化惠民大讲堂共开展{talks}场，参与人数{listeners}人次。",
        talks=lectures.count(Where("活动内容", ("惠民大讲堂",))),
        listeners=lectures.entries("人次", Where("活动内容", ("惠民大讲堂",))),
    ),
    sentence(
        "少儿网络活动{events}场次，参加读者达{readers}人次。",
        events=activities["少儿网上", "讲座、报告会/期"] + activities["少儿网上", "其他活动/期"],
        readers=activities["少儿网上", "讲座、报告会/人次"] + activities["少儿网上", "其他活动/人次"],
    ),
    sentence(
        "线上读者活动累计{events}场，展览{shows}场。",
        events=online_events.count(),
        shows=_ONLINE_SHOWS,
    ),
    sentence("线上展览{shows}次。", shows=_ONLINE_SHOWS),
    sentence(
        "科研项目省级{province}项，市级立项并结项{city}项。",
        province=projects.count(Where("项目级别", ("省",))),
        city=projects.count(Where("项目级别", ("市",))),
    ),
)
