"""The year's return: its findings addressed to heads, the answers that came back, what changed since last time. All
that is written is made from it."""
