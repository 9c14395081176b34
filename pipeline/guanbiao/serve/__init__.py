"""The page: a face over the drop folder, the job and the outputs, for people without a terminal. It decides nothing:
what is dropped lands in the drop folder, the job is run by the program itself in a process of its own, and all that is
shown is read from the outputs that the job publishes. Files stay the one truth: who kills the page loses nothing.

Names and paths that a browser sends are texts to be made harmless, never paths; files are known by a hash of what is
there. Nothing of this room is loaded by a run."""
