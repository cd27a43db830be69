"""Settings. Values come from the environment; with none, a development machine works.

With ``DEBUG=0`` the project refuses to start without its secrets (see README, Deployment).
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from corporate_parenting.environment import env_bool, env_int, env_list, env_origin, env_secret

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env_bool("DEBUG", True)
HTTPS = env_bool("HTTPS", not DEBUG)  # off only where no proxy speaks TLS, as in `make demo`
DEVELOPMENT_KEY = "development-only-key-never-used-with-debug-off"
SECRET_KEY = env_secret("SECRET_KEY", development=DEVELOPMENT_KEY if DEBUG else None)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", ["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    # Our apps stand first: their widget templates win over django.forms.
    "corporate_parenting",
    "actions",
    "homes",
    "scorecard",
    "reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "simple_history",
    "django_filters",
    "import_export",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    # The first three wrap everything, static files and error pages included.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "corporate_parenting.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corporate_parenting.middleware.refuse_large_bodies",
    "corporate_parenting.middleware.refuse_odd_addresses",
    "corporate_parenting.middleware.drop_odd_session_cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "corporate_parenting.middleware.session_limits",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "corporate_parenting.urls"
WSGI_APPLICATION = "corporate_parenting.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "corporate_parenting.context.council_and_navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# One database: SQLite for one small council or a trial, PostgreSQL in production.
DATABASES = {
    "default": environ.Env().db_url(
        "DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'corporate_parenting.sqlite3'}"
    )
}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASE_OPTIONS = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # A database that never answers must not hold a page for ever. Migrations may need longer.
    STATEMENT_SECONDS = env_int("STATEMENT_SECONDS", 10)
    DATABASE_OPTIONS = {
        "connect_timeout": 3,
        # Cursors are read to their end here: PostgreSQL would plan for their first tenth.
        # And to compile one of our questions takes longer than to answer it.
        "options": f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout=3s"
        " -c cursor_tuple_fraction=1 -c jit=off",
    }
# What the address itself says, such as sslmode, stands.
DATABASES["default"]["OPTIONS"] = DATABASE_OPTIONS | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        # Throttling of sign-in counts in the cache, so every process must share it.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

# Background work: the same code on SQLite and on PostgreSQL.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "corporate_parenting.User"
AUTHENTICATION_BACKENDS = ["corporate_parenting.roles.RoleBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to whatever address somebody types
ACCOUNT_RATE_LIMITS = {
    # A whole office has one address: it signs in at nine o'clock, and some mistype.
    "login": "120/m/ip",
    # The key is account and address (see sign_in.py), so a stranger locks nobody else out. It
    # stands first: tries that it refuses do not count against the office.
    "login_failed": "5/5m/key,60/5m/ip",
}
ACCOUNT_ADAPTER = "corporate_parenting.sign_in.ClosedAccountAdapter"
SOCIALACCOUNT_ADAPTER = "corporate_parenting.sign_in.CouncilSocialAccountAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# A forgotten password leaves the address behind as not verified, and nobody can verify one here.
# The guard is against accounts that strangers make, which administrators do instead.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_ADAPTER = "corporate_parenting.sign_in.TwoStepAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "corporate_parenting.sign_in_forms.SignInForm",
    "reset_password": "corporate_parenting.sign_in_forms.ForgottenPasswordForm",
    "change_password": "corporate_parenting.sign_in_forms.ChangePasswordForm",
    "set_password": "corporate_parenting.sign_in_forms.FirstPasswordForm",
    "reset_password_from_key": "corporate_parenting.sign_in_forms.NewPasswordForm",
}
MFA_FORMS = {"activate_totp": "corporate_parenting.sign_in_forms.TwoStepForm"}
# Sign-in with the council's own accounts (Microsoft Entra ID) where it is set up.
OIDC_SERVER_URL = environ.Env().str("OIDC_SERVER_URL", default="")
SIGN_IN_DOMAINS = env_list("SIGN_IN_DOMAINS", [])
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "council",
                "name": "Council account",
                "client_id": environ.Env().str("OIDC_CLIENT_ID", default=""),
                "secret": environ.Env().str("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_SERVER_URL, "oauth_pkce_enabled": True},
            }
        ]
        if OIDC_SERVER_URL
        else []
    }
}

# A tablet left on a train: half an hour idle, ten hours in all.
SESSION_IDLE_SECONDS = env_int("SESSION_IDLE_SECONDS", 30 * 60)
SESSION_COOKIE_AGE = env_int("SESSION_SECONDS", 10 * 60 * 60)
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "corporate_parenting.views.form_expired"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
if env_bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the address that our own proxy saw, not what was claimed
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [] if HTTPS else ["security.W004", "security.W008", "security.W012"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Signing in with the council's accounts is a form that leads on to their server.
        "form-action": [SELF, *env_origin("OIDC_SERVER_URL")],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
# Django's admin and its history and import pages carry inline styles: their own, looser policy.
ADMIN_CONTENT_SECURITY_POLICY_STYLE = "'unsafe-inline'"

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # the review of an import has a field a row
FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # a fresh clone has no var/
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "var" / "vendor"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"

# Mail shows in the terminal of a developer; in a server's log a reset link would be for anybody.
NO_MAIL = "consolemail://" if DEBUG else "dummymail://"
EMAIL_CONFIG = environ.Env().email_url("EMAIL_URL", default=NO_MAIL)
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = environ.Env().str("DEFAULT_FROM_EMAIL", default="noreply@localhost")

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_DATE_INDEX = "composite"
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = True
SIMPLE_HISTORY_REVERT_DISABLED = True
IMPORT_EXPORT_USE_TRANSACTIONS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"security": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
