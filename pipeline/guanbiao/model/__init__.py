"""What was found: books and sheets, filings, findings, causes. Frozen nouns that carry where they came from,
without behaviour beyond what identifies them.

- Nouns are frozen Structs of msgspec: written like frozen dataclasses (PEP 681), but a class is made in a fiftieth
  of the time and an object in a fifth. What reader processes answer is one of them, so that JSON is checked against
  its types.
- An id names a place in a form, not in a file, so that a form filed again under another name keeps its answers; of what
  is about no form, the sheet and the cell, or the content of the file.
  Where no label names the place (a loose cell) it is counted from the title.
"""
