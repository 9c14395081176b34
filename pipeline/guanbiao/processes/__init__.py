"""Other processes of ours, and the messages between them. A helper runs pure functions beside the main process;
where there is none, they run here.
"""
