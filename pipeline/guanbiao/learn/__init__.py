"""Learning a library's forms from a workbook: tables are found on its sheets, what they hold is told, and each becomes
the draft of a declaration, which is written as Python of the kind that people write.

Nothing is proposed without evidence. A total is what formulas add, or what figures show in several lines; how likely
figures agree by chance is counted (`evidence.py`), so that one cell that is wrong does not hide a total, and two that
agree by chance make none. What is weak stands in a comment for a person to decide. Whatever the drafts say is tried by
the stages of a run on the very file that it came from."""
