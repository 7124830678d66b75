"""What Django is told. Everything that differs between offices comes from the one Place."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
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
    "django.contrib.humanize",
    "django.forms",
    "forbear.office.web",  # before allauth, whose pages it replaces
    "forbear.office.people",
    "forbear.office.audit",
    "forbear.office.alarms",
    "forbear.office.matters",
    "forbear.office.work",
    "forbear.office.docket",
    "forbear.office.conflicts",
    "forbear.office.overview",
    "forbear.office.facts",
    "forbear.office.evidence",
    "forbear.office.reading",
    "forbear.office.interview",
    "forbear.office.options",
    "forbear.office.calendar",
    "forbear.office.morning",
    "forbear.office.papers",
    "forbear.office.rights",
    "forbear.office.endings",
    "forbear.office.shells",
    "forbear.office.lawbook",
    "forbear.office.figures",
    "forbear.office.api",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "forbear.office.web.middleware.PrivateMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "forbear.office.people.sessions.SessionsEndMiddleware",
    "forbear.office.api.middleware.TokenMiddleware",
    "forbear.office.people.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "forbear.office.audit.middleware.AuditMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "forbear.office.people.entrance.EntranceMiddleware",
    "forbear.office.people.pages.PagesMiddleware",
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
                "forbear.office.web.context.head",
            ]
        },
    }
]
FORM_RENDERER = "forbear.office.web.forms.Renderer"

DATABASES = {"default": PLACE.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "counts"}}  # of tries; no fact goes in

TASKS = {"default": {"BACKEND": "forbear.office.work.queue.Queue"}}  # ids only; see there

# Who signs in, and how.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "docket"
ACCOUNT_ADAPTER = "forbear.office.people.adapter.Account"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; the names are allauth's
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True  # how long is ours to say, below
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600  # seconds
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/900s/key"}
MFA_ADAPTER = "forbear.office.people.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an invitation is given by hand; no mail is sent
MFA_TOTP_TOLERANCE = 1  # periods of 30 seconds: phones' clocks go wrong
MFA_RECOVERY_CODES_SHOW_ONCE = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS  # http://localhost; browsers allow passkeys nowhere else without TLS
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# Sessions end: when nobody has done anything for a while, and at the latest after a working day.
SESSION_SERIALIZER = "forbear.office.people.sessions.SealedSerializer"
SESSION_COOKIE_AGE = int(timedelta(minutes=30).total_seconds())
SESSION_LONGEST = timedelta(hours=12)
SESSION_COOKIE_NAME = "forbear_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "forbear_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "forbear.office.web.errors.stale_form"
LANGUAGE_COOKIE_NAME = "forbear_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REDIRECT_EXEMPT = ["^health$"]
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
CSRF_TRUSTED_ORIGINS = [PLACE.address.rstrip("/")] if BEHIND_TLS else []
# A browser speaks to its own machine without TLS: what Django asks of TLS is then beside the point.
SILENCED_SYSTEM_CHECKS = [] if BEHIND_TLS else ["security.W004", "security.W008", "security.W012", "security.W016"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes of a form; files are counted apart
FILE_UPLOAD_MAX_MEMORY_SIZE = 51 * 1024 * 1024  # bytes of the files of a form
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]  # none lies on the disk in the clear, however large

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [str(HERE / "locale")]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = PLACE.static
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is uploaded to a folder in the clear
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "forbear.office.web.logs.WithoutFacts"}},
    "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "plain", "level": "WARNING"}},
    "root": {"handlers": ["errors"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
LOGGING_CONFIG = "logging.config.dictConfig"
