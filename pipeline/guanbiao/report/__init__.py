"""The year's return: its findings addressed to heads, the answers that came back, what changed since last time. All
that is written is made from it.

- A finding with a cause belongs to the department whose cell the cause blames, else to that of the reported form.
- Answers lie in the drop folder: a slip is known by its content, its rows carry the id of a finding and a key made
  of the finding's figures and nothing else (answers.figures_key). An explanation counts while the key fits, then it
  lapses. Keys that earlier versions wrote still count (answers.earlier_keys).
- Later words and approvals are laid over earlier ones for the same figures. What was said of other figures is shown
  again in what is to be done, never in the columns to answer in, where it would come back as an answer to the new
  ones.
"""
