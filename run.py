"""Run guanbiao: the library's catalogue handed to the pipeline."""

from pipeline.start import start

if __name__ == "__main__":
    start("schemas.catalogue")
