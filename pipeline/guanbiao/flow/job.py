"""The job on what was taken in of a drop folder, whichever way that goes: in this process, or as units of work."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from guanbiao.flow.reports import Job
from guanbiao.flow.run import run
from guanbiao.flow.spread import Count, spread
from guanbiao.flow.summed import sum_up
from guanbiao.flow.taken import Many
from guanbiao.model.books import Book
from guanbiao.outputs.workspace import Workspace
from guanbiao.processes.workers import Local, Workers
from guanbiao.report.shown import Finished, Ran, shown_of
from guanbiao.settings import NothingToDo, Settings
from guanbiao.words import screen

if TYPE_CHECKING:
    from guanbiao.processes.cluster import Cluster

_LOADED = ("guanbiao.flow.unit", "guanbiao.checks.validate")


def done(taken: Sequence[Book] | Many, workspace: Workspace, job: Job, count: Count) -> Ran:
    """What came of the job, library by library and year by year, and summed up where there are several. Raises
    NothingToDo and OutputsError."""
    ran = _ran(taken, workspace, job, count)
    return replace(ran, summed=sum_up(ran.finished, workspace, job.catalogue, job.tell))


def _ran(taken: Sequence[Book] | Many, workspace: Workspace, job: Job, count: Count) -> Ran:
    if isinstance(taken, Many):
        job.tell(screen.LIBRARIES)
        found = spread(taken, workspace, job, lambda: _workers(job.settings), count)
        return Ran(found, found.kept, found.failed)
    every = run(taken, workspace, job.settings, job.catalogue, job.tell, job.submit)
    return Ran([Finished(shown_of(each.report, each.phrases), each.folder) for each in every])


def _workers(settings: Settings) -> Workers:
    if settings.cluster:
        return _cluster(settings.cluster)
    return Local(settings.processes or os.cpu_count() or 1, *_LOADED)


def _cluster(address: str) -> "Cluster":
    """The workers of a cluster. Raises NothingToDo where it cannot be used."""
    try:
        from guanbiao.processes.cluster import Cluster, ClusterError
    except ImportError:
        raise NothingToDo(screen.NO_CLUSTER_EXTRA) from None
    try:
        return Cluster(address)
    except ClusterError as problem:
        said = screen.NO_WORKERS if problem.is_there else screen.NO_CLUSTER
        raise NothingToDo(said.format(address=address)) from problem
