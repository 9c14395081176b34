"""What is said of the service that watches the drop folder."""

from collections.abc import Iterable, Sequence

TITLE = "馆表：守着报表文件夹，有变动就重新核对"
HELP = "让系统一直守着报表文件夹：登录后自动开始，不必有人去运行；先列出要做什么，加 --yes 才做。"
HELP_YES, HELP_REMOVE = "照列出的去做。", "不再守着，并把装上的撤掉；同样先列出，加 --yes 才做。"
WRITES = "写入文件 {file}："
RUNS = "运行 {command}"
REMOVES = "删除文件 {file}"
ASKS = "以上还没有做。确认无误后，请加上 --yes 再运行一次。"
SET_UP = "已装好：从现在起，{inputs} 里的报表一有变动就会核对，结果在 {outputs}。不要时运行 service --remove --yes。"
LINGER = "这台电脑没有人登录时也要守着的，请再运行一次 loginctl enable-linger（可能要管理员同意）。"
TAKEN_DOWN = "已撤掉：不再守着报表文件夹，报表和结果都没有动。"
FAILED = "没有做成：{command}。系统说：{said}"
UNWRITTEN = "没有做成：{reason}。"
NO_SYSTEM = "这种系统上不能这样装，请让 watch 命令一直开着。"
_INDENT = "    "


def setting_up(file: str, content: str, commands: Iterable[Sequence[str]]) -> list[str]:
    """What would be done to set a service up, line by line."""
    lines = [f"{_INDENT}{line}".rstrip() for line in content.splitlines()]
    return [WRITES.format(file=file), *lines, *_runs(commands)]


def taking_down(file: str, before: Iterable[Sequence[str]], after: Iterable[Sequence[str]]) -> list[str]:
    """What would be done to remove a service, line by line."""
    return [*_runs(before), REMOVES.format(file=file), *_runs(after)]


def _runs(commands: Iterable[Sequence[str]]) -> list[str]:
    return [RUNS.format(command=" ".join(command)) for command in commands]
