"""What the database holds of an alarm: what happened, by whom, to whom or which matter by number, who is told, and who has seen it."""

import uuid

from django.conf import settings
from django.db import models


class Alarm(models.Model):
    """Something that the people it touches must learn of. No client's fact; a matter stands by its number. `line` is of the log."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    matter = models.UUIDField(null=True)
    until = models.DateTimeField(null=True)
    line = models.BigIntegerField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.kind} of {self.at:%Y-%m-%d}"


class Told(models.Model):
    """Somebody to whom an alarm is shown on every page until they say that they have seen it."""

    alarm = models.ForeignKey(Alarm, on_delete=models.CASCADE, related_name="told")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("alarm", "person"), name="told_once"),)
        indexes = (models.Index(fields=("person", "seen_at"), name="unseen_by_a_person"),)

    def __str__(self) -> str:
        return f"{self.person_id} told of {self.alarm_id}"
