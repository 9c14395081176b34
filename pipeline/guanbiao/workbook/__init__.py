"""The consolidated workbook, page by page: the official forms with their marks, and what stands before and behind
them. Each module lays out one page.
"""
