"""The annual report's text held against the forms.

    Paragraphs ─frames→ figures with all that is said of each ─bind→ slots of declared sentences ─judge→ Checked

A declared sentence is read by the very reader that reads the report (`frames.py`), so that each of its slots has a frame
of the same kind; a figure is about what the slot of the same frame is about, whatever the sentence is like. Words that
nobody knows are part of a frame (`foreign`): with one of these a figure may still be confirmed, never accused."""
