"""Return slips that came back: whatever stands in them that they were not issued with is somebody's answer.

Decided here:
- A slip carries what it was issued with (`record`), in a sheet that is very hidden and, without the attached forms, in
  the document's properties. What differs is what was written; where on a row it stands does not matter (`rows`): words
  in the wrong column, over several rows, in a comment or a text box count like those in their cells.
- A row is known by what it says, not by where it stands: slips come back sorted, filtered, and pasted together.
- A slip without its record is still one, and never a filing. Its rows are held against the questions of today
  (`report/answers`). So are those of slips that were issued before slips had a record, where they lost their ids.
"""
