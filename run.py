"""Run guanbiao: the library's catalogue handed to the pipeline."""

from pipeline.cli import main

if __name__ == "__main__":
    main("schemas.catalogue")
