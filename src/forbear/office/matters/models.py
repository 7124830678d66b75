"""What the database holds of a matter: ids, who, when, how much. Every fact, reason, name and title is sealed.

A table is one of two kinds: in the clear and without a fact, or sealed bytes with the place to which they are bound.
"""

import uuid

from django.conf import settings
from django.db import models


class Matter(models.Model):
    """One client's case. `revision` is the number of the newest facts. Erased, nothing is left of it but this line."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.id)


class MatterKey(models.Model):
    """A matter's keys, wrapped by the office's. Apart from all else, so that a copy of the rest opens nothing."""

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, primary_key=True, related_name="key")
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return f"keys of {self.matter_id}"


class Standing(models.TextChoices):
    """What a person is in a matter."""

    LEAD = "lead"
    MEMBER = "member"
    READER = "reader"


class Membership(models.Model):
    """A person works on a matter."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("matter", "person"), name="one_membership_a_person"),
            models.CheckConstraint(condition=models.Q(standing__in=Standing.values), name="known_standing"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.standing} of {self.matter_id}"


class Wall(models.Model):
    """A person must not see a matter, whatever else they are. It beats every role and membership."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="walls")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="walls")
    since = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("matter", "person"), name="one_wall_a_person"),)

    def __str__(self) -> str:
        return f"{self.person_id} kept from {self.matter_id}"


class Glass(models.Model):
    """An administrator opened a matter that they are not on, for some hours. `sealed` is why, for who may see the matter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="glasses")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    line = models.BigIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ("-since",)
        indexes = (models.Index(fields=("person", "matter", "until"), name="glass_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.person_id} opened {self.matter_id}"


class Hold(models.Model):
    """Nothing of a matter may be destroyed while this stands. `sealed` is why, for who may see the matter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="holds")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    line = models.BigIntegerField()
    sealed = models.BinaryField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-since",)

    def __str__(self) -> str:
        return f"hold of {self.matter_id}"


class Retention(models.Model):
    """For how many years after closing matters are kept, as the office set it; none: for ever. The newest counts. `sealed`: its source."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    line = models.BigIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.years} years"


class Revision(models.Model):
    """One state of one document of a matter, whole and sealed; none is taken away, and changed only where a fact's past is destroyed.

    `document` is the matter's own id for its facts, and an id of its own for what is kept beside them. `line` is the line of the log.
    """

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="revisions")
    document = models.UUIDField()
    kind = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    line = models.BigIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "number"), name="one_revision_a_number"),)
        indexes = (models.Index(fields=("matter", "kind", "document", "number"), name="revisions_of_a_matter"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of {self.matter_id}"


class ListRow(models.Model):
    """What the docket page prints of a matter, sealed. `revision` is the facts it was made from."""

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, primary_key=True, related_name="row")
    revision = models.PositiveIntegerField()
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"row of {self.matter_id}"


class Blob(models.Model):
    """A sealed file, named by its content under the matter's key. `label` is its name and type, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="blobs")
    name = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    size = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    line = models.BigIntegerField()
    label = models.BinaryField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("matter", "kind", "at"), name="files_of_a_matter"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.matter_id}"
