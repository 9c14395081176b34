"""Geometry without meaning: cells at places, widths that show them, official layouts, formulas over them, and the
one writer of .xlsx files. Nothing here knows of findings.
"""
