"""How is the room called in the settings?"""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people tables."""

    name = "styrbord.store.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
