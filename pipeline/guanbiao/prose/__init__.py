"""The annual report itself, held against the forms that were filed. What it says is never corrected, and what nobody
can hold against anything is not accused.

Its tables are recognised and extracted as forms are (`recognise/annual.py`), and count as none. They are held against
the filing of the same form that counts, cell by cell: the rows of a grid by their keys, the entries of a list by what
they say, since one that was left out shifts all serial numbers behind it.

    Paragraphs ─frames→ figures with all that is said of each ─bind→ slots of declared sentences ─judge→ Checked

A declared sentence is read by the very reader that reads the report (`frames.py`), so that each of its slots has a
frame of the same kind; a figure is about what the slot of the same frame is about, whatever the sentence is like. Words
that nobody knows are part of a frame (`foreign`): with one of these a figure may still be confirmed, never accused.

    clauses around a figure (around.py) ─ what they say (lexicon.py) ─ completed by the figure before it, the heading
    (meant.py), a row of figures (rows.py) ─→ its frame, and whether it is sure (sure.py)

A sentence is accused only where its every word is accounted for and nothing above it (`scope.py`) may narrow it: no
heading, no sentence before it; or where figures beside it, of which the same is doubted, are just what the forms give
(`witness.py`).

What holds a figure, in this order (`check.py`): an entry of the lists of the chronicle (`listed.py`, `chronicle.py`),
the slot of its frame (`slots.py`, `bound.py`; what stands `beside` it may forbid to accuse), its own sentence
(`recomputed.py`, `enumerated.py`), the value of a slot that may be meant, another sentence (`repeated.py`). The same
declarations draft the chapter (`drafted.py`)."""
