"""What the database holds of the law's pages: what an office's own law once said, and which entries each matter rests on. All sealed."""

from django.conf import settings
from django.db import models

from forbear.office.matters.models import Matter


class Edition(models.Model):
    """The office's own law as it stood after one change. None is ever changed; nobody stands at what was found in the folder."""

    number = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"edition {self.number}"


class Reliance(models.Model):
    """Which entries of the law the assessment of a matter rests on, of a revision, a day and a law; sealed with the matter's key."""

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, primary_key=True, related_name="+")
    revision = models.PositiveIntegerField()
    on = models.DateField()
    law = models.CharField(max_length=64)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"what {self.matter_id} rests on"
