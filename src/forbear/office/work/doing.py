"""Who does which job, and how far is it? A job is taken in turn, held, and given back or ended; a kill loses nothing."""

import datetime as dt
import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Literal

from django.db import connection, connections
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task

from forbear.office.turns import in_turn
from forbear.office.work.models import Job, Worker

HELD = dt.timedelta(seconds=60)  # without a word, after which a job is taken up by another and a worker counts as gone
AGAIN = 15.0  # seconds after which a worker says that it is still there
AT_ONCE = dt.timedelta(minutes=15)  # that a page which does a job itself is given
MOST_TRIES = 2  # a job that ended two workers would end the third
KEPT = dt.timedelta(days=30)  # that a job which has ended is remembered
SELDOM = dt.timedelta(seconds=1)  # between two words of how far it is
_log = logging.getLogger(__name__)


class Stopped(BaseException):
    """The worker is to stop: what it does unwinds, and is given back."""


@dataclass(frozen=True, slots=True)
class State:
    """How a job on some thing stands. `gone`: none is known, or it was stopped more often than it may be."""

    status: Literal["waiting", "running", "done", "failed", "gone"]
    action: str = ""
    done: int = 0
    of: int = 0

    @property
    def goes_on(self) -> bool:
        """Whether more is to come."""
        return self.status in ("waiting", "running")


@dataclass(slots=True)
class _Now:
    job: uuid.UUID
    said_at: dt.datetime = field(default_factory=lambda: timezone.now() - SELDOM)


_now: ContextVar[_Now | None] = ContextVar("job", default=None)


def state(subject: uuid.UUID) -> State:
    """How the newest job on a thing stands."""
    job = Job.objects.filter(subject=subject).order_by("-asked_at").first()
    if job is None:
        return State("gone")
    if job.ended_at is not None:
        return State("failed" if job.failed else "done")
    held = job.held_until is not None and job.held_until > timezone.now()
    return State("running" if held else "waiting", job.action, job.done, job.of)


def tell(action: str, done: int, of: int) -> None:
    """Says how far the job at hand is, in words of the program and numbers; outside of a job nobody listens."""
    now = _now.get()
    if now is None or (timezone.now() - now.said_at < SELDOM and done < of):
        return
    now.said_at = timezone.now()
    with in_turn():
        Job.objects.filter(pk=now.job).update(action=action[:40], done=done, of=of)


def somebody_works() -> bool:
    """Whether a worker has said lately that it is there."""
    return Worker.objects.filter(seen_at__gt=timezone.now() - HELD).exists()


def do_at_once(job: Job) -> None:
    """Does a job here and now, because no worker runs."""
    with in_turn():
        mine = _free().filter(pk=job.pk).update(held_until=timezone.now() + AT_ONCE, tries=F("tries") + 1)
    if mine:
        perform(job)


def take(worker: uuid.UUID) -> Job | None:
    """The next job that nobody holds, held from now on. One that ended too many workers is said to have failed."""
    if not _free().exists():  # asked without keeping anybody waiting
        return None
    with in_turn():
        for job in _free().order_by("asked_at").select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked):
            if job.tries >= MOST_TRIES:
                _end(job, failed=True, outcome="Stopped")
                continue
            Job.objects.filter(pk=job.pk).update(held_until=timezone.now() + HELD, worker=worker, tries=job.tries + 1)
            return job
    return None


def perform(job: Job) -> None:
    """Does a job that is held, and says how it ended: of an error its kind and no more. A worker that is to stop gives it back."""
    token = _now.set(_Now(job.pk))
    try:
        program = import_string(job.name)
        if not isinstance(program, Task):
            raise TypeError("no program of ours")
        program.func(str(job.person_id), str(job.matter or ""), str(job.subject))
    except Stopped:
        with in_turn():
            Job.objects.filter(pk=job.pk, ended_at=None).update(held_until=None, worker=None, tries=F("tries") - 1)
        raise
    except Exception as error:
        _log.exception("a job failed")  # the log's own form leaves its message out
        _end(job, failed=True, outcome=type(error).__name__[:60])
    else:
        _end(job, failed=False, outcome="")
    finally:
        _now.reset(token)


@contextmanager
def at_work() -> Iterator[uuid.UUID]:
    """A worker, said to be there until the block ends; what it holds stays held."""
    worker, ends = uuid.uuid4(), Event()
    with in_turn():
        Worker.objects.filter(seen_at__lt=timezone.now() - KEPT).delete()
        Job.objects.filter(ended_at__lt=timezone.now() - KEPT).delete()
        Worker.objects.create(id=worker)
    beats = Thread(target=_beat, args=(worker, ends), name="worker", daemon=True)
    beats.start()
    try:
        yield worker
    finally:
        ends.set()
        beats.join(AGAIN)
        with in_turn():
            Worker.objects.filter(pk=worker).delete()


def _beat(worker: uuid.UUID, ends: Event) -> None:
    while not ends.wait(AGAIN):
        now = timezone.now()
        try:
            with in_turn():
                Worker.objects.filter(pk=worker).update(seen_at=now)
                Job.objects.filter(worker=worker, ended_at=None).update(held_until=now + HELD)
        except Exception:
            _log.exception("a worker could not say that it is there")
    connections.close_all()


def _free() -> QuerySet[Job]:
    return Job.objects.filter(Q(held_until=None) | Q(held_until__lt=timezone.now()), ended_at=None)


def _end(job: Job, *, failed: bool, outcome: str) -> None:
    with in_turn():
        Job.objects.filter(pk=job.pk).update(ended_at=timezone.now(), failed=failed, outcome=outcome, held_until=None)
