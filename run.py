"""Run guanbiao from a checkout: its own inputs/, outputs/ and schemas/ are what is read, written and declared."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "pipeline"))

from guanbiao.start import start

if __name__ == "__main__":
    start(Path(__file__).resolve().parent)
