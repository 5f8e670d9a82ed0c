"""How is the room called in the settings?"""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """The facts tables."""

    name = "styrbord.store.facts"
    label = "facts"
    default_auto_field = "django.db.models.BigAutoField"
