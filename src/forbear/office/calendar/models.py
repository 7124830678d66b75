"""What the database holds of a feed: whose it is, and a hash by which its link is known again."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Feed(models.Model):
    """A link by which a person's own calendar program reads the days of the matters that they may see. `mark` is the hash of its secret."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feeds")
    mark = models.BinaryField(max_length=32, unique=True)
    with_names = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return str(self.id)
