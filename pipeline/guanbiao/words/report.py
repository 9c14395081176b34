"""The words of the report in one file (核对报告)."""

REPORT_FILE = "核对报告.html"
WORDS = {
    "title": "{library}{year}年度统计数据核对报告",
    "skip": "跳到问题清单",
    "verdict": "总体结论",
    "changed": "与上次对照",
    "moved": "改动的单元格",
    "filed": "报送情况",
    "light": "各部门各表情况",
    "causes": "疑似原因",
    "findings": "问题清单",
    "indicators": "主要指标对照",
    "differences": "差额最大的问题",
    "sources": "数据来源",
    "department": "填报部门",
    "level": "级别",
    "form": "报表",
    "all": "全部",
    "search": "查找",
    "shown": "显示",
    "of": "条，共",
    "count": "条",
    "place": "位置",
    "reported": "填报数",
    "expected": "应有数",
    "difference": "差额",
    "says": "说明",
    "cause": "疑似原因",
    "status": "状态",
    "terms": "参与计算的数",
    "cell": "单元格",
    "role_reported": "填报",
    "role_expected": "对方",
    "head": "部门负责人",
    "due": "应报",
    "done": "已报",
    "owed": "未报",
    "file": "文件",
    "sheet": "工作表",
    "hash": "校验值",
    "indicator": "指标",
    "contrast": "对照",
    "none": "没有",
    "mends": "涉及 {count} 条关系",
    "change": "似应改为",
    "follows": "随之重算",
}
LIGHTS = {
    "red": "强制性 {count}",
    "amber": "核实性 {count}",
    "green": "相符",
    "grey": "未报",
}
CHANGES = "与上次对照"
CHANGES_TITLE = "{year} 年统计数据与上次对照"
CHANGES_SUMMARY = (
    "改动 {cells} 个单元格；已解决 {mended} 个问题，新出现 {new} 个（其中 {caused} 个由改动引起），"
    "仍未解决 {open} 个，已说明 {explained} 个，说明失效 {lapsed} 个。"
)
CHANGES_CELLS_HEAD = ("报表", "位置", "上次", "这次", "单元格", "文件")
CHANGES_WHAT_HEAD = ("报表", "位置", "变化", "级别", "原因", "问题")
CHANGES_MENDED, CHANGES_NEW, CHANGES_NONE = "已解决", "新出现", "没有"
CAUSED_BY = "由改动引起"
