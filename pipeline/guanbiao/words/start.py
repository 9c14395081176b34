"""What is said before anything else can be loaded; this module imports nothing, so that it always can."""

MISSING = (
    "缺少组件 {name}：请运行 python3 -m pip install uv && python3 -m uv run run.py（需要 Python 3.11 以上）；"
    "装成命令的请重新安装 guanbiao。"
)
STOPPED = "已中断，原有的结果没有改动。"
