"""What is said before anything else can be loaded; this module imports nothing, so that it always can."""

MISSING = (
    "缺少组件 {name}：请运行 python3 -m pip install uv && python3 -m uv run run.py（需要 Python 3.11 以上）；"
    "装成命令的请重新安装 guanbiao。"
)
MISSING_PACKED = "这份程序里没有组件 {name}：请换用完整的安装包重新安装；仍不行的，请把这句话告诉给您程序的人。"
PLACE = "数据文件夹.txt"  # beside a packed program: one line, the folder in which inputs/ and outputs/ lie
FOLDER = "馆表"  # of a user's own folder, where nobody may write beside the program
STOPPED = "已中断：没有做完的，原有的结果没有改动。"
NO_MEMORY = "内存不够，没有做完，原有的结果都还在：请关闭别的程序后再运行。"
LITTLE_MEMORY = (
    "系统只许本程序使用 {allowed} MB 内存，不够用，没有做完，原有的结果都还在：请放宽到 {least} MB 以上再运行。"
)
FAULT = (
    "程序本身出了错，不是报表的问题，原有的结果都还在。经过记在 {file}，请把这个文件交给维护本程序的人；"
    "其中可能有报表里的内容，外传前请先看一遍。"
)
FAULT_UNKEPT = "程序本身出了错（{kind}），不是报表的问题，经过没有地方可记；请把这句话告诉维护本程序的人。"
FAULT_FILE, FAULT_HEAD = (
    "故障记录.txt",
    "馆表故障记录：请把这个文件交给维护本程序的人，并说明当时在做什么、用的是哪些报表。",
)
UNHEARD_FILE = "最近一次运行.txt"
