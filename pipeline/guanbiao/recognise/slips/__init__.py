"""Return slips that came back: whatever stands in them that they were not issued with is somebody's answer.

Decided here:
- A slip carries what it was issued with (`record`), in a sheet that is very hidden and, without the attached forms, in
  the document's properties. What differs is what was written; where on a row it stands does not matter (`rows`): words
  in the wrong column, over several rows, in a comment or a text box count like those in their cells.
- Words on the row of one question that name others are of these too, where it is certain which they are (`shared`).
- A figure that is printed and was changed corrects nothing by itself: nobody knows what is meant until 更正 is said.
- A row is known by what it says, not by where it stands: slips come back sorted, filtered, and pasted together.
- A slip without its record is still one, and never a filing. Its rows are held against the questions of today
  (`report/answers`). So are those of slips that were issued before slips had a record, where they lost their ids.
"""
