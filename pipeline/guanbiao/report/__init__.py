"""The year's return: its findings addressed to heads, the answers that came back, what changed since last time. All
that is written is made from it.

- Problems are what is told (story.py): causes with the findings that prove them, findings without a cause. No output
  orders or filters by itself; told.py puts them in words, at the length that there is room for.
- A finding with a cause belongs to the department whose cell the cause blames, else to that of the reported form.
- What shows in many cells of one form in one way is one finding (habits.py), put together here and not where it is
  found: ids and keys of single cells stay what they are, so what was answered or known cell by cell is known again. An
  answer to many cells counts while they are the same with the same texts; one cell more or less makes it lapse, for
  nobody has said anything of that cell.
- Answers lie in the drop folder: a slip is known by its content, its rows carry the id of a finding and a key made
  of the finding's figures and nothing else (answers.figures_key). An explanation counts while the key fits, then it
  lapses. Keys that earlier versions wrote still count (answers.earlier_keys).
- Later words and approvals are laid over earlier ones for the same figures. What was said of other figures is shown
  again in what is to be done, never in the columns to answer in, where it would come back as an answer to the new
  ones.
"""
