"""What the database holds of a job: which program of ours, for whom, on what, all by id; never a fact, an argument or a message."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Job(models.Model):
    """One piece of work. `name` is where its program stands; `outcome` the kind of error it ended with.

    `action`, `done` and `of` say how far it is.

    Whoever does it holds it until `held_until` and says so again in time; a job that nobody holds any more is taken up by another.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    matter = models.UUIDField(null=True, blank=True)
    subject = models.UUIDField()
    asked_at = models.DateTimeField(default=timezone.now)
    held_until = models.DateTimeField(null=True, blank=True)
    worker = models.UUIDField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    failed = models.BooleanField(default=False)
    outcome = models.CharField(max_length=60, default="")
    action = models.CharField(max_length=40, default="")
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=("ended_at", "asked_at"), name="jobs_to_do"),
            models.Index(fields=("subject",), name="jobs_on_a_thing"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Worker(models.Model):
    """A process that does jobs, for as long as it says that it is there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.id)
