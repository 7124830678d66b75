"""What the database holds of a conflict check: who opened a matter when, and what was found, sealed and always of one size."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Check(models.Model):
    """One new matter compared with all others. One that found nothing is settled at once; it looks the same, but for that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True, db_index=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return str(self.id)
