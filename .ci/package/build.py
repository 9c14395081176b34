"""Build the packed program: python3 .ci/package/build.py [FOLDER]. It lies in FOLDER/馆表 (build/package/馆表).

An environment is made for it with what requirements.txt pins, the wheel of this checkout and PyInstaller; nothing else
is packed. On Windows with Inno Setup 6, the installer is made, too."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SETUP = Path(os.environ.get("PROGRAMFILES(X86)", ""), "Inno Setup 6", "ISCC.exe")


def uv(*arguments: str | Path) -> None:
    """uv at work, in the checkout; the build ends where it fails."""
    own = os.environ.get("UV")
    command = [own] if own else [sys.executable, "-m", "uv"]
    subprocess.run([*command, *arguments], cwd=ROOT, check=True)


def environment(place: Path) -> Path:
    """The Python of an environment that holds the program, what it needs, and PyInstaller."""
    shutil.rmtree(place, ignore_errors=True)
    uv("venv", "--quiet", "--python", sys.executable, place / "env")
    uv("build", "--quiet", "--wheel", "--out-dir", place / "wheel")
    (wheel,) = (place / "wheel").glob("*.whl")
    into = ("--quiet", "--python", place / "env")
    uv("pip", "install", *into, "--require-hashes", "-r", "requirements.txt")
    uv("pip", "install", *into, "--no-deps", wheel)
    uv("pip", "install", *into, "--group", "package")
    return place / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def build(place: Path) -> Path:
    """The folder of the packed program, built in a folder that is made anew."""
    python = environment(place)
    options = ("--noconfirm", "--log-level", "WARN", "--distpath", place, "--workpath", place / "work")
    elsewhere = {**os.environ, "PYTHONHASHSEED": "0"}  # the same order in each build
    command = [python, "-m", "PyInstaller", *options, HERE / "guanbiao.spec"]
    subprocess.run(command, cwd=place, env=elsewhere, check=True)
    if SETUP.is_file():
        version = next((place / "wheel").glob("*.whl")).name.split("-")[1]
        subprocess.run(
            [SETUP, "/Q", f"/DProgram={place / '馆表'}", f"/DVersion={version}", f"/O{place}", HERE / "馆表.iss"],
            check=True,
        )
    return place / "馆表"


if __name__ == "__main__":
    print(build(Path(*sys.argv[1:2] or [ROOT / "build" / "package"]).resolve()))
