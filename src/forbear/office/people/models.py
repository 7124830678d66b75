"""Who works in the office. Nothing here is a client's fact."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is in the office. No role opens a matter: membership does."""

    ADMINISTRATOR = "administrator", _("administrator")
    ATTORNEY = "attorney", _("attorney")
    REPRESENTATIVE = "representative", _("accredited representative, full")
    REPRESENTATIVE_PARTIAL = "representative-partial", _("accredited representative, partial")
    PARALEGAL = "paralegal", _("paralegal")
    VOLUNTEER = "volunteer", _("volunteer")
    AUDITOR = "auditor", _("auditor")


class Language(models.TextChoices):
    """The language of pages."""

    ENGLISH = "en", "English"
    SPANISH = "es", "Español"


class People(BaseUserManager["Person"]):
    """People by their e-mail address, whose case does not count."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Somebody new. Without a password nobody signs in as them."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this address."""
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody who works here, or did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=30, choices=Role.choices, default=Role.PARALEGAL)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.ENGLISH)
    is_active = models.BooleanField(_("works here"), default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    sessions_ended = models.PositiveIntegerField(default=0)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name", "email")
        constraints = (models.CheckConstraint(condition=models.Q(role__in=Role.values), name="known_role"),)

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session of a person must carry: it changes with the password, and whenever their sessions are ended."""
        return salted_hmac("forbear session", f"{self.password}|{self.sessions_ended}", secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_administrator(self) -> bool:
        """Whether they manage people."""
        return self.role == Role.ADMINISTRATOR

    @property
    def reads_the_log(self) -> bool:
        """Whether they may see who did what."""
        return self.role in (Role.ADMINISTRATOR, Role.AUDITOR)


class Invitation(models.Model):
    """A link that lets somebody join, or lets somebody who is here set a new password and second factor. Works once.

    The link's secret is not kept, only its hash: the link is shown once, to whoever made it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=30, choices=Role.choices)
    name = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="returns")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"invitation of {self.made_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return self.used_at is None and self.withdrawn_at is None and timezone.now() < self.until
