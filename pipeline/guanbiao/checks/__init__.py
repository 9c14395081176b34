"""Questions about cells: what is accepted where, what stands twice, what breaks no rule and still looks wrong, what a
reader would hide. Every answer is a finding with its cell."""
