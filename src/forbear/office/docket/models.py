"""Views of the docket that somebody has saved. What they are called and what they look for is sealed: it may name a client."""

import uuid

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """One saved view: name, filters and search, sealed with the office's keys and bound to its person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="views_of_the_docket")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"view {self.id}"
