"""Answers: what heads wrote into their slips, bound to the exact figures of the findings that they are about.

Decided here:
- An answer lies in the drop folder, as a slip (`recognise/slips`). It counts as long as no figure of its finding
  changes (`keys`); then it lapses and says so. Of slips that answer a finding for the same figures,
  the newest words count, and on one slip what is said of a single relation before what is said of its cause.
- A reason that says nothing (“核实无误”) is refused; 更正 without a figure or a form filed anew is asked back.
  Everything else that is written comes back as a finding with its place (`untaken`): nothing is lost in silence.
- A mandatory finding that is explained waits (待审批) until somebody else approves it: only on the approval sheet
  (`approvals`), which goes to the department that compiles the report, and to the head of the library for what that
  department explains itself. Nothing on a department's own slip approves anything.
- A slip that lost its record is held against the questions of today (`placed`).
"""
