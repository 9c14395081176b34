"""The pipeline: files in, one reconciled workbook and its machine-readable companions out."""

__version__ = "0.1.0"
