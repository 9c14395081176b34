"""Plays with the page, served by the program in a process of its own: what they measured is printed."""
