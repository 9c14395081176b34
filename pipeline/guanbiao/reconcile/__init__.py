"""Rules times facts: the terms of every relation joined with the figures they name, added up, and judged. What does not
hold, and what was not given, becomes findings."""
