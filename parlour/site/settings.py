"""Settings, read from the environment (`PARLOUR_...`) and checked at start; docs/configuration.md explains each."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env

from parlour.site.environment import faults
from parlour.site.secrets import secret_key

env = Env()
_here = Path(__file__).parent

if found := faults(os.environ):
    raise ValueError("\n".join(found))

with env.prefixed("PARLOUR_"):
    DATA_DIR: Path = env.path("DATA_DIR", Path("data")).absolute()
    BASE_URL: str = env.str("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
    DATABASE_URL: str = env.str("DATABASE_URL", "")
    SMTP_URL: str = env.str("SMTP_URL", "")
    MAIL_FROM: str = env.str("MAIL_FROM", f"Parlour <no-reply@{urlsplit(BASE_URL).hostname}>")
    TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", [])
    WORKER_THREADS: int = env.int("WORKER_THREADS", 8, validate=lambda n: 1 <= n <= 64)
    ARE_RATE_LIMITS_ON: bool = env.bool("RATE_LIMITS", True)
    LOG_LEVEL: str = env.str("LOG_LEVEL", "INFO").upper()

SECRET_KEY = secret_key(DATA_DIR)
DEBUG = False
IS_SECURE = BASE_URL.startswith("https://")
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or "localhost", "localhost", "127.0.0.1", "[::1]"]
ROOT_URLCONF = "parlour.site.urls"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "ninja",
    "parlour.accounts",
    "parlour.organizations",
    "parlour.delivery",
    "parlour.operators",
    "parlour.visitors",
    "parlour.chats",
    "parlour.site",
]
MIDDLEWARE = [
    "parlour.site.guard.Guard",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ninja.compatibility.files.fix_request_files_middleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_here / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

if DATABASE_URL:
    import dj_database_url

    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=None)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA_DIR / "parlour.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # IMMEDIATE: a reader that turns writer would fail at once, whatever the timeout.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: an acknowledged message survives a power cut, not only a crash.
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;"
                    "PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY;"
                ),
            },
            "TEST": {"NAME": str(DATA_DIR / "test.sqlite3")},
        }
    }

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "parlour.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}

SESSION_COOKIE_NAME = "__Host-parlour_session" if IS_SECURE else "parlour_session"
SESSION_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "parlour_csrf"
CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "parlour.site.guard.refuse_forged_request"

STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in (_here / "built", _here / "static") if folder.is_dir()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# Names that carry the hash of what they hold can be kept for ever; all others are asked for again.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-[\w-]{8}\.(js|css|svg|woff2|json)$"
WHITENOISE_MAX_AGE = 60
MEDIA_ROOT = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

DEFAULT_FROM_EMAIL = MAIL_FROM
LOGGING_CONFIG = None  # parlour.site.logs does it, once, for the whole process.
EMAIL_BACKEND = "parlour.delivery.backends.PrintedMail"
if SMTP_URL:
    _mail = env.dj_email_url("PARLOUR_SMTP_URL")
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
    EMAIL_TIMEOUT = 20
