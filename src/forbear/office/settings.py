"""What Django is told. Everything that differs between offices comes from the one Place."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from forbear.office.place import current

PLACE = current()
HERE = Path(__file__).parent
BEHIND_TLS = PLACE.address.startswith("https://")
HOST = PLACE.address.partition("://")[2].partition("/")[0].partition(":")[0]

DEBUG = False
SECRET_KEY = PLACE.signing_key()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *([HOST] if HOST else [])]
ROOT_URLCONF = "forbear.office.urls"
WSGI_APPLICATION = "forbear.office.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "forbear.office.web",  # before allauth, whose pages it replaces
    "forbear.office.people",
    "forbear.office.audit",
    "forbear.office.matters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "forbear.office.audit.middleware.AuditMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": PLACE.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = PLACE.static
