"""What the examination of the machine tells: how each thing is, and what to do where it is not well."""

from msgspec import Struct

_NAMES = {
    "python": "Python {seen}",
    "packages": "组件齐全（{seen} 个）",
    "packages_unknown": "看不出需要哪些组件",
    "package_missing": "缺少组件 {seen}",
    "package_version": "组件版本不符：{seen}（装的是 {detail}）",
    "readers": "读取进程",
    "font": "中文字体",
    "inputs": "报表文件夹 {seen}",
    "inputs_missing": "没有报表文件夹 {seen}",
    "inputs_empty": "报表文件夹是空的：{seen}",
    "inputs_closed": "报表文件夹不能写入：{seen}",
    "outputs": "结果文件夹可写：{seen}",
    "outputs_mixed": "结果文件夹和报表文件夹混在一起：{seen}",
    "outputs_busy": "结果文件夹正被另一次运行使用：{seen}",
    "outputs_closed": "结果文件夹不能写入：{seen}",
    "space": "剩余空间 {seen} GB",
    "openers": "打开总表的程序 {seen}",
    "proxy": "上网经过代理 {seen}",
    "network": "可以联网下载组件",
    "offline": "不能联网下载组件",
    "certificate_of_system": "uv 不认代理的证书，不能下载组件",
    "certificate_of_nobody": "本机不认网络另一端的证书，不能下载组件",
}
_ADVICE = {
    "python": "请安装 Python 3.11 或更新的版本。",
    "packages_unknown": "请重新安装 guanbiao，或在下载的文件夹里运行 run.py。",
    "package_missing": "请运行 python3 -m pip install uv && python3 -m uv sync；装成命令的请重新安装 guanbiao。",
    "package_version": "请运行 python3 -m pip install uv && python3 -m uv sync；装成命令的请重新安装 guanbiao。",
    "readers": "读取进程起不来，请检查安全软件是否拦截了 Python，再运行一次。",
    "font": "本机没有宋体等中文字体，结果不受影响，只是在本机显示时字形不同；可安装思源宋体。",
    "inputs_missing": "请新建这个文件夹，把各部门的报表放进去，或用 --inputs 指定。",
    "inputs_empty": "请把各部门的报表放进去。",
    "inputs_closed": "只读也能核对，只是网页上拖进来的报表放不进去；请找管理这个共享文件夹的人开通写入权限。",
    "outputs_mixed": "请用 --outputs 指定另一个文件夹。",
    "outputs_busy": "请等另一次运行结束。",
    "outputs_closed": "请检查文件夹的权限，或用 --outputs 指定别的文件夹。",
    "openers": "本机没有 Excel 或 WPS 表格，总表做得出来但打不开；请安装其中之一。",
    "offline": "核对不用联网，不受影响；要安装或更新组件时，请检查网络，或设置 HTTPS_PROXY 为单位的代理。",
    "certificate_of_system": "请先设置环境变量 UV_SYSTEM_CERTS=1（旧版 uv 是 UV_NATIVE_TLS=1），让 uv 用系统认的证书。",
    "certificate_of_nobody": "请向管网络的人要单位的根证书（.pem 文件），把环境变量 SSL_CERT_FILE 设为这个文件的路径。",
    "space": "请清理磁盘，至少留出 1 GB。",
}
WELL = "一切正常，可以运行。"
UNWELL = "请按上面的提示处理。"


class Found(Struct, frozen=True):
    """One thing examined: its name, whether it is well, what was seen (and a `detail` of it), and whether the job is
    done without it."""

    name: str
    well: bool
    seen: str = ""
    detail: str = ""
    minor: bool = False


def told(found: Found) -> str:
    """One line: how it is, what it is, and what to do where it is not well."""
    state = "正常" if found.well else "注意" if found.minor else "不行"
    said = _NAMES[found.name].format(seen=found.seen, detail=found.detail)
    return f"[{state}] {said}" if found.well else f"[{state}] {said}。{_ADVICE[found.name]}"
