"""An office's Wagtail, for the tests only: everything it keeps lies below the folder named by `WAGTAIL_FOLDER`."""

import os
from pathlib import Path

FOLDER = Path(os.environ["WAGTAIL_FOLDER"])

SECRET_KEY = "only on loopback, only for a test run"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.websites.wagtail_site.urls"
INSTALLED_APPS = [
    "tests.websites.wagtail_site.apps.Website",
    "wagtail.api.v3",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
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
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "wagtail.sqlite3",
        # Several requests at once: each waits for the one that writes.
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF",
        },
    }
}
# Tables straight from the models: the migrations of all the years take ten seconds.
WITH_TABLES = """
auth contenttypes sessions taggit wagtailadmin wagtailcore wagtaildocs wagtailimages wagtailsearch wagtailusers
"""
MIGRATION_MODULES = dict.fromkeys(WITH_TABLES.split())
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
MEDIA_ROOT = FOLDER / "media"
MEDIA_URL = "/media/"
WAGTAIL_SITE_NAME = "示范高新区"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "et", "ofd", "pdf", "txt", "wps", "xls", "xlsx", "zip"]
LOGGING_CONFIG = None
