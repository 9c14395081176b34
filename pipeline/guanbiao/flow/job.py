"""The job on what was taken in of a drop folder, whichever way that goes: in this process, or as units of work."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing

from msgspec.structs import replace

from guanbiao.flow.reports import Job
from guanbiao.flow.run import run
from guanbiao.flow.spread import Spread, spread
from guanbiao.flow.summed import Sum, drafted, sum_up
from guanbiao.flow.taken import Count, Many
from guanbiao.model.books import Book
from guanbiao.outputs.workspace import OutputsError, Workspace
from guanbiao.processes.failed import ClusterError, Failed
from guanbiao.processes.workers import Local, Workers
from guanbiao.report.shown import Finished, Ran, shown_of
from guanbiao.settings import NothingToDo, Settings
from guanbiao.words import screen

_LOADED = ("guanbiao.flow.unit", "guanbiao.checks.validate")


def done(taken: Sequence[Book] | Many, workspace: Workspace, job: Job, count: Count) -> Ran:
    """What came of the job, library by library and year by year, and summed up where there are several. Raises
    NothingToDo and OutputsError."""
    ran = _ran(taken, workspace, job, count)
    draft = _drafted_beside if isinstance(taken, Many) else drafted
    return replace(ran, summed=sum_up(ran, workspace, job.catalogue, job.tell, draft))


def _drafted_beside(asked: Sum) -> str:
    """The files of 汇总 written by a process of its own, which takes along the memory that many libraries cost; by this
    one where there is no other."""
    with closing(Local(1)) as workers:
        ((_, found),) = workers.each(drafted, [asked])
    return drafted(asked) if isinstance(found, Failed) else found


def _ran(taken: Sequence[Book] | Many, workspace: Workspace, job: Job, count: Count) -> Ran:
    if isinstance(taken, Many):
        job.tell(screen.LIBRARIES)
        found = _spread(taken, workspace, job, count)
        return Ran(found, found.kept, found.failed, found.refused)
    every = run(taken, workspace, job.settings, job.catalogue, job.tell, job.submit)
    return Ran([Finished(shown_of(each.report, each.phrases), each.folder) for each in every])


def _spread(many: Many, workspace: Workspace, job: Job, count: Count) -> Spread:
    address = job.settings.cluster
    try:
        return spread(many, workspace, job, lambda: _workers(job.settings), count)
    except ClusterError as problem:
        said = screen.NO_WORKERS if problem.is_there else screen.NO_CLUSTER
        raise NothingToDo(said.format(address=address)) from problem
    except (OSError, sqlite3.Error) as problem:
        raise OutputsError(str(workspace.outputs)) from problem


def _workers(settings: Settings) -> Workers:
    """Workers of this machine or of a cluster. Raises NothingToDo where what a cluster needs is not installed."""
    if not settings.cluster:
        return Local(settings.processes or os.cpu_count() or 1, *_LOADED)
    try:
        from guanbiao.processes.cluster import Cluster
    except ImportError:
        raise NothingToDo(screen.NO_CLUSTER_EXTRA) from None
    return Cluster(settings.cluster)
