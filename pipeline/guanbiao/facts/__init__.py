"""From filings to cells and facts: one long frame with the place, the state and the figures of every declared cell.
Which filing of a form counts is decided here, too."""
