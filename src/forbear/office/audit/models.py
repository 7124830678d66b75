"""The lines of the log. They outlive people and matters, so they point to neither."""

from django.db import models


class Entry(models.Model):
    """One line: what one request did. It names people and matters by id and holds no fact of a case."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    person = models.CharField(max_length=40, blank=True, db_index=True)
    action = models.CharField(max_length=100)
    matters = models.TextField(blank=True)
    outcome = models.CharField(max_length=40)
    previous = models.BinaryField(max_length=32)
    mark = models.BinaryField(max_length=32)

    class Meta:
        ordering = ("seq",)

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"


class Head(models.Model):
    """The end of the chain: one row, taken in turn by whoever writes the next line."""

    seq = models.BigIntegerField()
    mark = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"after {self.seq}"
