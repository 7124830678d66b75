"""What the database holds of a look for changes: for whom, how far it is, and what it found, sealed."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Look(models.Model):
    """One look through the matters that a person may see. `done` and `of` count matters; `sealed` is what was asked and found."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looks")
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField()

    class Meta:
        ordering = ("-began_at",)

    def __str__(self) -> str:
        return str(self.id)
