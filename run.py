"""Run guanbiao: the library's catalogue handed to the pipeline."""

import sys

MISSING = "缺少组件 {}：请运行 python3 -m pip install uv && python3 -m uv run run.py（需要 Python 3.11 以上）。"

if __name__ == "__main__":
    try:
        from pipeline.cli import main
    except ImportError as missing:  # said here: without its packages, or on an old Python, nothing of ours loads
        print(MISSING.format(missing.name), file=sys.stderr)
        sys.exit(2)
    main("schemas.catalogue")
