"""What the database holds of a token: whose it is, how long it lasts, and a hash by which it is known again."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Token(models.Model):
    """A key for a program. It opens what its person may see, to read only or to write too. `label` is what it is for, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    secret_hash = models.CharField(max_length=64, unique=True)
    label = models.BinaryField()
    writes = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_open(self) -> bool:
        """Whether it still opens anything."""
        return self.withdrawn_at is None and timezone.now() < self.until
