"""How is the room called in the settings?"""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The tables of long work."""

    name = "styrbord.store.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
