"""Run guanbiao: the library's catalogue handed to the pipeline."""

import sys

# said here, and not where all else is: without its packages, or before they are loaded, nothing of ours can speak
MISSING = "缺少组件 {}：请运行 python3 -m pip install uv && python3 -m uv run run.py（需要 Python 3.11 以上）。"
STOPPED = "已中断，原有的结果没有改动。"

if __name__ == "__main__":
    try:
        from pipeline.cli import main
    except ImportError as missing:
        print(MISSING.format(missing.name), file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        sys.exit(130)
    main("schemas.catalogue")
