"""What typed text says: labels, years, titles, figures, dates, telephone numbers, what is about persons, and how cells
are called. The ground of the house: nothing here knows of forms, files or findings."""
