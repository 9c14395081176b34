"""The whole run. `run.py` is it as one paragraph, over books in memory; `unit.py` is the same for one library whose
books lie in a store, a pure function from its files to its outputs; `spread.py` has many such functions run, on this
machine or on a cluster, and puts in place what they made. `taken.py` decides which way a drop folder goes.

Workers only ever write drafts, each in a folder of its own; this process alone touches what stands in place. So a
worker that is killed, or that is thought to be dead and goes on, leaves nothing half, and no two of them need a lock.
"""
