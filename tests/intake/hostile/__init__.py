"""Files that no reader should meet unprepared, built in code."""
