"""What typed text says: labels, years, titles, figures, dates, telephone numbers, and how cells are called. The
ground of the house: nothing here knows of forms, files or findings."""
