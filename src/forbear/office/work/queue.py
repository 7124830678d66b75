"""Where does a job wait? In a row that can hold ids and nothing else; where no worker runs it is done at once."""

import uuid
from typing import Any

from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus

from forbear.office.turns import in_turn
from forbear.office.work.doing import do_at_once, somebody_works
from forbear.office.work.models import Job


class Queue(BaseTaskBackend):
    """The office's own queue. A job is a program with a person, a matter (or "") and the thing it is about, each by its id.

    The libraries' queues keep arguments, answers and tracebacks as text, which may hold what a client said.
    """

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Puts a job into the queue; without a worker it is done before this returns. Raises ValueError for what is no id."""
        self.validate_task(task)
        if kwargs or len(args) != 3:
            raise ValueError("a job is told a person, a matter and a thing, in this order")
        person, matter, subject = args
        asked = timezone.now()
        with in_turn():
            job = Job.objects.create(
                name=task.module_path,
                person_id=uuid.UUID(person),
                matter=uuid.UUID(matter) if matter else None,
                subject=uuid.UUID(subject),
                asked_at=asked,
            )
        if not somebody_works():
            do_at_once(job)
        return TaskResult(
            task=task,
            id=str(job.pk),
            status=TaskResultStatus.READY,
            enqueued_at=asked,
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=list(args),
            kwargs={},
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
