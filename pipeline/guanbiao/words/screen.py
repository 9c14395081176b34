"""Speaks to users: everything on the screen and the command line. This module imports nothing of ours that is slow."""

import errno

READING, CHECKING, RECONCILING, WRITING = "正在读取报表…", "正在检查…", "正在核对…", "正在写出 {year} 年总表…"
NO_INPUTS = "没有可处理的文件：请把各部门的报表放进 {folder} 后再运行。"
CLOSED_INPUTS = "{folder} 打不开：{reason}"
MIXED_FOLDERS = (
    "报表文件夹 {inputs} 和结果文件夹 {outputs} 不能混在一起，请用 --outputs 指定另一个文件夹（新建的也行）。"
)
NO_FORMS = "在 {folder} 里没有识别到任何一张官方报表，请核对文件、表名和表头。"
NO_YEAR = "在 {folder} 里识别到了报表，但都看不出是哪一年的：请在表名里补上年度，或用 --year 指定。"
NO_SUCH_YEAR = "在 {folder} 里没有 {year} 年的报表。"
NO_OUTPUTS = "结果无法写入 {folder}：{reason}"
NO_FILE = "没有 {file} 这个文件，请核对文件名和所在的文件夹。"
BUSY = "正在运行：另一次运行正在使用 {folder}，请等它结束后再试。"
LIBRARIES, TIME_LEFT = "正在逐馆核对…", "还需 {minutes}:{seconds:02d}"
KEPT = "{count} 个图书馆的报表和结果都没有变化，沿用上次的结果（要全部重做，请加 --all）。"
UNIT_FAILED = (
    "{library}：程序出错，这个馆这次没有结果，上次的结果仍在；其他图书馆不受影响。详情见 {file}，请把它交给维护人员。"
)
NO_CLUSTER_EXTRA = '没有安装集群组件，请先执行 pip install "guanbiao[cluster]"。'
NO_CLUSTER = "连不上集群 {address}：请核对地址，并确认 dask scheduler 正在运行。"
NO_WORKERS = "集群 {address} 上没有可用的工作进程：请在各台机器上运行 dask worker，并安装与本机相同版本的程序。"
REFUSED_WORKERS = "集群里 {count} 个工作进程的程序版本与本机不同，没有使用：{workers}。请在那里安装与本机相同的版本。"
FILES_LEFT = "还剩 {count} 个文件"
VERSIONED = "{year} 年原来的结果里有文件正被 Excel/WPS 打开，这次的结果另存在 {folder}；关闭后请重新运行。"
WATCHING = "正在守候 {folder}，按 Ctrl-C 结束。"
WATCHED = "已结束守候，结果保持完整。"
SERVING = "馆表已打开：{address}"
SERVING_MORE = "浏览器没有自己打开时，把上面的地址粘贴到浏览器里。按 Ctrl-C 结束。"
SERVED_ALREADY = "馆表已经开着，已转到那一页：{address}"
SERVED = "馆表已关闭，结果都在 {folder}。"
NO_PORT = "端口 {port} 正被占用，请换一个，或不写 --port 由系统来选。"
NO_PAGE_EXTRA = (
    '没有安装网页组件，请先执行 pip install "guanbiao[page]"；在下载的文件夹里请用 uv run --extra page run.py serve。'
)
NO_YEAR_BEFORE = "在 {folder} 里还没有任何年度的结果，请用 --year 指定空白表的年度。"
NO_SUCH_LIBRARY = "没有声明要收“{library}”的报表，有：{names}。"
BLANKS, BLANKS_DONE = "空白表", "{year} 年空白报表 {count} 张，在 {folder}"

HELP = "馆表：收齐各部门报表，核对每个合计，汇成官方格式的年度统计总表。不带参数时读取 inputs/，结果写入 outputs/。"
HELP_INPUTS = "报表所在的文件夹，可有任意层子文件夹（默认 inputs）"
HELP_OUTPUTS = "结果写入的文件夹，每年一个子文件夹（默认 outputs）"
HELP_YEAR = "只处理这一年（1900—2999）；不写则全部处理"
HELP_CATALOGUE = "另一个图书馆的报表声明：文件夹、.py 文件或模块名（默认为随程序附带的）"
HELP_STRICT = "有未解决的强制性问题时以 1 退出"
HELP_QUIET = "只显示最后一行汇总"
HELP_JSON = "以 JSON 显示结果"
HELP_PROVE = "逐步核验中间数据的结构，供维护人员使用：稍慢，结果不变"
HELP_PUBLIC = "另写一份可以公开的总表和核对报告（“公开”文件夹）：联系人、电话、证件号、银行卡号、邮箱都已遮盖"
HELP_WITH_CONTACTS = "findings.json 和 facts.parquet 里保留联系人、电话等（默认遮盖）"
HELP_ALL = "有许多图书馆时，没有变化的也全部重做（默认只重做报表有变化的）"
HELP_CLUSTER = "在 Dask 集群上逐馆核对：调度器的地址，如 tcp://主机:8786（须装 guanbiao\\[cluster]）"
HELP_VERSION = "显示版本"
HELP_FORMS = "生成下一年的全部空白报表：合计为公式，往年数已填好。"
HELP_FORMS_OUTPUTS = "结果所在的文件夹；空白表写入其中的“空白表”"
HELP_FORMS_LIBRARY = "哪个图书馆的空白表，写全名，如各县馆（默认本馆）；写入“空白表”里以该馆命名的文件夹"
HELP_FORMS_YEAR = "空白表的年度（1900—2999）；不写则为下一年"
HELP_WATCH = "守候报表文件夹：有文件放入、更换或删除就自动重新核对，按 Ctrl-C 结束。"
HELP_EVERY = "至少每隔多少秒查一遍全部文件（默认 30）"
HELP_EXPLAIN = "说明一个文件里的每张工作表为什么被采用或没有被采用：表名、表头、年度各认出了什么。"
HELP_EXPLAIN_FILE = "要说明的文件，放在哪里都行"
HELP_DOCTOR = "检查本机：Python、组件、字体、文件夹、权限和剩余空间，并说明怎么办。"
HELP_NEW = "新建一个图书馆自己的报表声明：一张例表、部门、规则和说明，马上能运行。"
HELP_NEW_FOLDER = "新建的文件夹；已有的不会改动"
HELP_LEARN = "从填好的报表起草声明：表名、表头、行、合计、部门、单位，逐项核对后使用。"
HELP_LEARN_FILE = "填好的报表，放在哪里都行；一个文件里可以有几张表"
HELP_LIBRARY = "馆名，与报表表名里写的一致（默认取自表名）"
HELP_INTO = "写入的报表声明文件夹，没有就新建；已有的内容不改，只添新表"
HELP_SERVE = "打开网页：拖入报表，看各部门各表的灯，看问题在哪一格，取总表和核对单。"
HELP_HOST = "在哪个地址上打开（默认 127.0.0.1，只有本机看得到；0.0.0.0 让单位里的电脑凭链接打开）"
HELP_PORT = "端口（默认由系统选一个空的；在单位里共用时默认 8320）"
HELP_NO_BROWSER = "不自动打开浏览器"
HELP_HELP = "显示这份说明"
COMMANDS_PANEL, COMMANDS_METAVAR = "命令", "[命令]"
OPTIONS_PANEL, OPTIONS_METAVAR = "选项", "[选项]"
ARGUMENTS_PANEL = "参数"
TAKES_LIBRARY = "馆名"
TAKES_FOLDER, TAKES_YEAR, TAKES_SECONDS, TAKES_CATALOGUE, TAKES_FILE = "文件夹", "年度", "秒数", "声明", "文件"
TAKES_ADDRESS, TAKES_PORT = "地址", "端口"

WRONG_USAGE = "命令行的选项有误：{typed}。可用的选项请用 --help 查看。"
NO_SUCH_COMMAND = "没有 {typed} 这个命令{guess}。全部命令请用 --help 查看。"
NO_SUCH_OPTION = "没有 {typed} 这个选项{guess}。可用的选项请用 --help 查看。"
_GUESS = "，是不是 {meant}？"

FAULTS = {
    "absent": "没有找到报表声明 {word}：请用 --catalogue 指定一个文件夹、.py 文件或模块名。",
    "none": "{file} 里没有名为 CATALOGUE 的报表声明，请核对。",
    "name": "报表声明 {file} 第 {line} 行有误：没有“{word}”这个名称{guess}。",
    "module": "报表声明 {file} 第 {line} 行有误：没有“{word}”这个模块{guess}。",
    "argument": "报表声明 {file} 第 {line} 行有误：“{word}”这个参数不对{guess}（{said}）。",
    "contradiction": "报表声明 {file} 第 {line} 行有误：{said}。",
    "syntax": "报表声明 {file} 第 {line} 行写法有误：{said}。",
}


def fault_sentence(kind: str, file: str, line: int, word: str, said: str, meant: str) -> str:
    """What is wrong with a declaration, and where, in one sentence; `meant` is what is likely meant by the word."""
    guess = _GUESS.format(meant=meant).rstrip("？") if meant else ""
    return FAULTS[kind].format(file=file, line=line, word=word, said=said, guess=guess)


def usage_sentence(template: str, typed: str, meant: str) -> str:
    """What is wrong with what was typed, and what is likely meant by it, if anything."""
    guess = _GUESS.format(meant=meant) if meant else ""
    return template.format(typed=typed, guess=guess).replace("？。", "？")


def summary_line(
    year: int, library: str, filed: int, forms: int, levels: str, causes: str, states: str, folder: str
) -> str:
    """The last line of a run, for one year of a library ('': the only one): how many problems there are of each level,
    from how many causes, and how far they are answered."""
    asked = f"{levels}（{causes}）" if causes else levels
    asked += f"；其中 {states}" if states else ""
    return f"{library}{' ' if library else ''}{year} 年：收到 {filed}/{forms} 张报表，{asked}；结果在 {folder}"


def os_reason(error: BaseException | None, *, to_read: bool = False) -> str:
    """Why the system refused to write, or to read, in words."""
    if isinstance(error, PermissionError) and to_read:
        return "没有读取权限，请开放这个文件夹的权限后重试。"
    if isinstance(error, PermissionError):
        return "没有写入权限，或文件正在 Excel/WPS 中打开，请关闭后重试。"
    if isinstance(error, NotADirectoryError | FileExistsError):
        return "那里有一个同名的文件，不是文件夹。"
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "磁盘空间不足。"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "其中的 .guanbiao 是一个链接（快捷方式），不是文件夹，请删除这个链接后重试。"
    return "请检查该文件夹是否存在、可写。"
