"""Speaks to users: what a catalogue of one's own begins with, what is in doubt about a draft, and what `new` and
`learn` tell."""

LIBRARY, DEPARTMENT, SECTION = "某某市图书馆", "未定部门", "未定类别"
FOLDER = "{stem}-报表声明"  # what `learn` writes where nobody says where
MODULE = "表 {number}：{name}（由程序起草，请逐项核对）。"

_DOUBTS = {
    "untitled": "表内没有表名，取自工作表名“{about}”：请在 title 里写上正式的表名（年度写作 {{year}}）。",
    "no_year": "看不出是哪一年的表：请在 title 里年度所在处写 {year}，否则运行时要用 --year 指定年度。",
    "no_department": "表上没有写填报部门：请把 department 改成填这张表的部门，并在 departments.py 里写上它。",
    "unlabelled": "第 {about} 列有数字而没有表头，没有写进声明：请核对原表。",
    "broken": "“{about}”按大多数数字成立，但有 {0} 处对不上（{1}）：多半是原表填错；如果本来就不该相加，请删去这条。",
    "unshown": "“{about}”像是合计，但数字不足以证明（{0} 处相符，{1} 处不符）：如果下面这条对，请写进声明：",
    "unsummed": "{0} 像是“{about}”的合计，但与各行之和不符，没有写进声明：如果应当相加，请加进 totals 的 sums。",
    "subtotal": "“{about}”是一组一组的小计，声明里只写了有这一行，不核对它的数。",
    "unread": "程序按这份草稿试读原表时另有 {0} 条提示，例如：{1}",
    "unknown": "程序按这份草稿没有认出原表：请核对 title 和表头。",
}

CATALOGUE = '''"""{library}的报表声明：把报表、部门、规则合在一起。"""

from guanbiao.forms.catalogue import Catalogue{vocabulary_name}

from .departments import DEPARTMENTS
from .forms import FORMS
from .rules import RULES

CATALOGUE = Catalogue(
    library={quoted},  # 馆名：与报表表名里写的一致
    forms=FORMS,
    departments=DEPARTMENTS,
    rules=RULES,
{vocabulary})
'''
VOCABULARY_NAME = ", Vocabulary"
VOCABULARY = "    vocabulary=Vocabulary(units={units}),  # 报表里用到的、程序不认识的单位\n"
DEPARTMENTS = '''"""填报报表的部门。"""

from guanbiao.forms.catalogue import Department

# 一个部门一行；head 是负责人（通知的称呼），表上签了名的以表上为准。例如：
#     Department("借阅部", head="王某"),
DEPARTMENTS = (
{lines}
)
'''
DEPARTMENT_LINE = "    Department({quoted}),"
FORMS = '''"""全部报表，按汇编的先后排列。"""

from . import (
{imports}
)

# 每加一张表：在上面写上它的文件名，再在下面写上一行。
FORMS = (
{lines}
)
'''
IMPORT_LINE, FORM_LINE = "    {name},", "    {name}.FORM,"
IMPORTS_OPEN, FORMS_OPEN, DEPARTMENTS_OPEN = "from . import (", "FORMS = (", "DEPARTMENTS = ("
RULES = '''"""表与表之间的核对规则。表内的合计写在各表里，不写在这里。"""

from guanbiao.forms.catalogue import Rule

# 一条规则一行：编号（定了就不再改）、要成立的式子。先引入要用的表，例如：
#     from .forms.example import FORM as example
#     Rule("A01", example["全年", "少儿"] <= example["全年", "合计"]),
RULES: tuple[Rule, ...] = ()
'''
FORM = '''"""表 1：外借册次。这是一个例子：改成自己的表，或照着它另写一张，一张表一个文件。"""

from guanbiao.forms.catalogue import Adds, Blank, Form, Grid, number, rows

FORM = Form(
    id="example",  # 代号：字母和数字，不与别的表相同
    number=1,  # 表号
    name="外借册次",  # 简称
    # 表名：照印的写，馆名写作 {{library}}，年度写作 {{year}}，上一年写作 {{year-1}}
    title="{{library}}外借册次统计表（{{year}}年）",
    section="读者服务",  # 汇编里的类别
    department="借阅部",  # 填报部门
    blocks=(
        Grid(  # 固定行列的表；一行一条的登记表用 Register，一览表用 Card
            stub=("季度",),  # 行名上方的表头
            columns=(number("成人", "册次"), number("少儿", "册次"), number("合计", "册次")),
            rows=rows("一季度", "二季度", "三季度", "四季度", "全年"),
            down=(Adds("全年", ("一季度", "二季度", "三季度", "四季度")),),  # 竖着加
            across=(Adds("合计", ("成人", "少儿")),),  # 横着加
            entries_blank=Blank.NONE,  # 空着的格当作 0；要求必填的表删去这一行
        ),
    ),
    signatures=("部门负责人", "填表人"),
)
'''
SAMPLE_FILE = "inputs/2020/借阅部/外借册次.csv"
SAMPLE = """{library}外借册次统计表（2020年）,,,
季度,成人,少儿,合计
一季度,1200,300,1500
二季度,1100,250,1350
三季度,1400,500,1900
四季度,1300,450,1750
全年,5000,1500,6500
部门负责人：,,填表人：,
"""
SAMPLE_DEPARTMENT = "借阅部"
README_FILE = "README.md"
README = """# {library}的报表声明

这个文件夹告诉程序：本馆有哪些表、每张表长什么样、什么加什么等于什么、由哪个部门填。

| 文件 | 写什么 |
|---|---|
| `catalogue.py` | 馆名；把下面几样合在一起 |
| `departments.py` | 填报部门和负责人 |
| `forms/` | 一张表一个文件；`forms/__init__.py` 列出全部 |
| `rules.py` | 表与表之间的核对规则 |

## 接下来做什么

1. 先运行一次，看看能用：

   ```
   guanbiao --catalogue {folder} --inputs 报表所在的文件夹 --outputs 结果文件夹
   ```
{sample}
2. 手头有填好的报表，让程序起草声明（一个文件里有几张表就起草几张）：

   ```
   guanbiao learn 某某表.xlsx --into {folder}
   ```

   只添新文件，不改已有的内容。
3. 打开 `forms/` 里新写的文件，逐项核对：表名、表头、行、合计、部门、单位。以 `#` 开头的几行是程序拿不准、要人决定的。
4. 核对完，用 `guanbiao explain 某某表.xlsx --catalogue {folder}` 看它认得对不对。
5. 在 `departments.py` 里写上负责人，在 `rules.py` 里写表与表之间的规则。
6. 用 `guanbiao forms --catalogue {folder}` 生成下一年的空白表发给各部门。

写法详见程序自带的 CONTRIBUTING.md（Add a form、Add a rule、Add a library）和用户手册。
写错了，运行时会用一句话说明是哪个文件哪一行。
"""
README_SAMPLE = """
   文件夹里带了一张填好的例子，可以写 `--inputs {folder}/inputs`。
"""

MADE = "已在 {folder} 建好报表声明（{count} 张表），请先看其中的 README.md。"
EXISTS = "{path} 已经存在，没有改动：请换一个名字。"
NOT_WRITTEN = "{path} 写不进去：{reason}"
NOTHING_LEARNED = "{file} 里没有找到像报表的表格（表名、表头，下面是数字或名单），没有写出任何文件。"
LEARNED = "已起草《{title}》：{path}（{said}）"
LEARNED_ALL = "共起草 {count} 张，在 {folder}；请逐项核对，# 开头的几行要人决定。"
NOT_LISTED = "{file} 的写法程序不认得，没有改动；请自己在其中加上：{lines}"
TRIED_WELL, TRIED_NOT = "试读原表：认得，没有别的提示", "试读原表：没有认出，请核对表名和表头"
TRIED_WITH, SUMS, TO_DECIDE = "试读原表：认得，有 {count} 条提示", "合计 {count} 处", "待定 {count} 处"
UNITS_TO_ADD = "报表里有程序不认识的单位：请在 catalogue.py 里加上 vocabulary=Vocabulary(units={units})。"
NO_ROOM = "{folder} 里没有 forms 文件夹，不是 guanbiao new 建的那种：请先用 guanbiao new 建一个。"


def doubt_sentence(kind: str, about: str, said: tuple[str, ...]) -> str:
    """What a person has to decide about a draft, in one line."""
    return _DOUBTS[kind].format(*said, about=about, year="{year}").replace("\n", " ")
