"""The exit codes of the program. UNSAID is what Python itself gives where output could not be written; FAULT, a mistake
in this program, is EX_SOFTWARE of sysexits."""

DONE, OPEN_FINDINGS, NOT_DONE, FAULT, UNSAID, INTERRUPTED = 0, 1, 2, 70, 120, 130
