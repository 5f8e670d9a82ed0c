"""How is the room called in the settings?"""

from django.apps import AppConfig


class SpineConfig(AppConfig):
    """The spine tables."""

    name = "styrbord.store.spine"
    label = "spine"
    default_auto_field = "django.db.models.BigAutoField"
