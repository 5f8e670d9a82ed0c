"""Which settings does the site run with? Each can be set by an environment variable."""

import os
from pathlib import Path

from styrbord.conf.accounts import ACCOUNT_APPS, IS_HTTPS, account_settings
from styrbord.conf.database import chosen_address, database_settings, state_folder
from styrbord.conf.investing import investment_settings
from styrbord.conf.mail import mail_settings, site_address
from styrbord.conf.safety import refuse_unsafe, scanner_words
from styrbord.conf.secret import secret_key
from styrbord.core.base.limits import limits_from
from styrbord.core.base.modules import modules_from

PACKAGE = Path(__file__).resolve().parent.parent
STATE = state_folder()

SECRET_KEY = secret_key(STATE)
DEBUG = False
refuse_unsafe(debug=DEBUG, key=SECRET_KEY, is_served=True)
ALLOWED_HOSTS = os.environ.get("STYRBORD_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    *ACCOUNT_APPS,
    "django_tasks",
    "django_tasks_db",
    "styrbord.store.jobs.apps.JobsConfig",
    "styrbord.store.ledger.apps.LedgerConfig",
    "styrbord.store.people.apps.PeopleConfig",
    "styrbord.store.spine.apps.SpineConfig",
    "styrbord.store.facts.apps.FactsConfig",
    "styrbord.store.collection.apps.CollectionConfig",
    "styrbord.store.steering.apps.SteeringConfig",
    "styrbord.store.investments.apps.InvestmentsConfig",
    "styrbord.store.participation.apps.ParticipationConfig",
    "styrbord.web.apps.WebConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "styrbord.web.policy.ContentPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "styrbord.web.accounts.asking_once.RightsOnce",
    "styrbord.web.accounts.bodies.Bodies",
    "styrbord.web.accounts.guarding.Guard",
    "styrbord.web.accounts.limiting.Limits",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "styrbord.web.refusals.Refusals",
    "styrbord.web.modules.Modules",
    "styrbord.web.watching.Watching",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "styrbord.conf.urls"
WSGI_APPLICATION = "styrbord.conf.wsgi.application"

DATABASES = {"default": database_settings(chosen_address())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "styrbord.web.context.invented",
                "styrbord.web.modules.opened",
                "styrbord.web.accounts.context.ways",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("sv", "Svenska")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

globals().update(account_settings())
globals().update(investment_settings())
DATA_UPLOAD_MAX_NUMBER_FILES = 20
RATE_LIMITS = limits_from(os.environ.get("STYRBORD_RATE_LIMITS", ""))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LOGIN_URL = "/en/sign-in/"

SITE_ADDRESS = site_address()
globals().update(mail_settings())

STYRBORD_MODULES = modules_from(os.environ.get("STYRBORD_MODULES", ""))
STYRBORD_THEME = os.environ.get("STYRBORD_THEME", "harbour")
CHART_CACHE = STATE / "charts"
SCANNER = scanner_words(os.environ.get("STYRBORD_SCANNER", ""))
LEDGER_HEADS = os.environ.get("STYRBORD_LEDGER_HEADS", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
