"""Run guanbiao: the library's catalogue handed to the pipeline."""

from pipeline.cli import main
from schemas.catalogue import CATALOGUE

if __name__ == "__main__":
    main(CATALOGUE)
