"""Run guanbiao from a checkout: the library's catalogue handed to the program."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "pipeline"))

from guanbiao.start import start

if __name__ == "__main__":
    start("schemas.catalogue")
