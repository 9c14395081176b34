"""Activities and training: tables 01 and 06 sum up the lists 08–13 and 18–20.

On site and online lectures are told apart by their place. The reading events of table 09 all count as on site, as
tables 01 and 06 count them; an online entry that says 共18期 counts for eighteen."""

from guanbiao.forms.catalogue import Rule, Where, crosswise

from ..forms.activities_summary import FORM as activities
from ..forms.exhibitions import FORM as exhibitions
from ..forms.lectures import FORM as lectures
from ..forms.online_events import FORM as online_events
from ..forms.online_events_children import FORM as online_children
from ..forms.online_exhibitions import FORM as online_exhibitions
from ..forms.overview import FORM as overview
from ..forms.promotions import FORM as promotions
from ..forms.reading_events import FORM as reading_events
from ..forms.user_training import FORM as training
from ..forms.user_training_children import FORM as training_children

_ONLINE_PLACES = ("网站", "网上", "微博", "微信", "公众号", "线上", "抖音", "直播", "QQ")
_ONLINE = Where("地点", _ONLINE_PLACES)
_ON_SITE = Where("地点", _ONLINE_PLACES, has=False)
_AUDIENCES = ("成人阵地", "少儿阵地", "成人网上", "少儿网上", "合计")
_KINDS = ("讲座、报告会/期", "讲座、报告会/人次", "展览/期", "展览/人次", "其他活动/期", "其他活动/人次")
_TEXT = "报告（2）读者服务情况：举办读者活动＝讲座、报告会＋阅读推广读书活动＋展览"

RULES = (
    Rule("A01", crosswise(overview, activities, _AUDIENCES, _KINDS)),
    Rule("A02", overview["合计", "总计", "期"] == activities["合计", "总计", "期"], basis=_TEXT),
    Rule("A03", overview["合计", "总计", "人次"] == activities["合计", "总计", "人次"], basis=_TEXT),
    Rule("A04", activities["成人阵地", "讲座、报告会/期"] == lectures.count(_ON_SITE)),
    Rule("A05", activities["成人阵地", "讲座、报告会/人次"] == lectures.entries("人次", _ON_SITE)),
    Rule("A06", activities["成人网上", "讲座、报告会/期"] == lectures.count(_ONLINE)),
    Rule("A07", activities["成人网上", "讲座、报告会/人次"] == lectures.entries("人次", _ONLINE)),
    Rule("A08", activities["成人阵地", "展览/期"] == exhibitions["合计", "展览内容"]),
    Rule("A09", activities["成人阵地", "展览/人次"] == exhibitions["合计", "人次"]),
    Rule("A10", activities["成人网上", "展览/期"] == online_exhibitions["合计2", "展览内容"]),
    Rule("A11", activities["成人网上", "展览/人次"] == online_exhibitions["合计2", "人次"]),
    Rule("A12", activities["成人阵地", "其他活动/期"] == reading_events["合计", "活动内容"]),
    Rule("A13", activities["成人阵地", "其他活动/人次"] == reading_events["合计", "人次"]),
    Rule("A14", activities["成人网上", "其他活动/期"] == online_events.count(stated="时间")),
    Rule("A15", activities["成人网上", "其他活动/人次"] == online_events["合计", "人次"]),
    Rule("A16", activities["少儿网上", "其他活动/期"] == online_children.count(stated="时间")),
    Rule("A17", activities["少儿网上", "其他活动/人次"] == online_children["合计", "人次"]),
    Rule("T01", training.each_entry("总学时(时)", "参加人数(人)", "学时(时/人)")),
    Rule("T02", training_children.each_entry("总学时(时)", "参加人数(人)", "学时(时/人)")),
    Rule("T03", overview["社会教育与用户培训/成人", "完成指标", "次"] == training["总计", "部(室)"]),
    Rule("T04", overview["社会教育与用户培训/成人", "完成指标", "人次"] == training["总计", "参加人数(人)"]),
    Rule("T05", overview["社会教育与用户培训/少儿", "完成指标", "次"] == training_children.count()),
    Rule("T06", overview["社会教育与用户培训/少儿", "完成指标", "人次"] == training_children["总计", "参加人数(人)"]),
    Rule("T07", overview["书刊宣传", "完成指标", "期"] == promotions["合计", "书刊宣传内容及形式"]),
    Rule("T08", overview["书刊宣传", "完成指标", "种"] == promotions["合计", "数量(种)"]),
)
