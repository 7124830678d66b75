"""Is the office set up as it promises? Asked by `check --deploy` and by `forbear doctor`, beside Django's own questions."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from forbear.office.place import current

ALWAYS = {  # what no page is shown without
    "forbear.office.people.entrance.EntranceMiddleware": "nobody is asked for a second factor",
    "forbear.office.people.sessions.SessionsEndMiddleware": "sessions do not end",
    "forbear.office.audit.middleware.AuditMiddleware": "nothing is written into the log",
    "csp.middleware.CSPMiddleware": "pages may run what is not the office's",
}


@register(Tags.security, deploy=True)
def as_promised(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """What docs/security.md promises and settings could undo."""
    found: list[CheckMessage] = [
        Error(f"{said[0].upper()}{said[1:]}.", hint=f"put {name} back into MIDDLEWARE", id="forbear.E001")
        for name, said in ALWAYS.items()
        if name not in settings.MIDDLEWARE
    ]
    if "allauth.mfa" not in settings.INSTALLED_APPS or not {"totp", "webauthn"} & set(settings.MFA_SUPPORTED_TYPES):
        found.append(Error("There is no second factor.", hint="put allauth.mfa back", id="forbear.E002"))
    if settings.DEBUG:
        found.append(Error("DEBUG shows facts in pages of errors.", hint="leave DEBUG off", id="forbear.E003"))
    if not current().is_open:
        found.append(Error("The office's keys are not open.", hint="give its key file or passphrase file", id="forbear.E004"))
    if settings.FILE_UPLOAD_HANDLERS != ["django.core.files.uploadhandler.MemoryFileUploadHandler"]:
        found.append(Error("Uploads lie on the disk in the clear.", hint="leave FILE_UPLOAD_HANDLERS as it is", id="forbear.E005"))
    if current().address and not current().address.startswith("https://"):
        hint = 'write address = "https://…" into office.toml, and let a proxy speak TLS'
        found.append(Error("People reach the office without TLS.", hint=hint, id="forbear.E006"))
    if "login_failed" not in settings.ACCOUNT_RATE_LIMITS:
        found.append(Error("Passwords may be tried without end.", hint="put ACCOUNT_RATE_LIMITS back", id="forbear.E007"))
    return found
