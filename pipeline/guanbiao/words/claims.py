"""The words about figures in the text of the annual report, held against the tables."""

AUTHOR = "馆表"  # of comments in the copy of the report
