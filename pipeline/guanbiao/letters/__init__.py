"""What departments get: return slips, notices, reminders, chat lines, mail drafts. Drafts are plain data; their
writers know nothing of what they say.
"""
