"""The exit codes of the program; UNSAID is what Python itself gives where output could not be written."""

DONE, OPEN_FINDINGS, NOT_DONE, UNSAID, INTERRUPTED = 0, 1, 2, 120, 130
