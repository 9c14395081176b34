"""Questions about cells: what is accepted where, what stands twice, what breaks no rule and still looks wrong, what
a reader would hide. Every answer is a finding with its cell.

- The cells of all forms are validated in one long frame: a pandera column costs milliseconds however short it is,
  so one frame of three columns costs a hundredth of a schema with a column for each of a form's.
- What a form accepts is a join with its declaration (states.py); pandera then holds three typed columns against it.
- Aggregate checks of pandera blame the first line, and comparison with null passes: totals are rules, never checks.
- The figures that a month or a year is held against are cells of the finding, so that an answer to it lapses when
  they change.
"""
