"""How is the room called in the settings?"""

from django.apps import AppConfig


class CollectionConfig(AppConfig):
    """The tables of what is handed in."""

    name = "styrbord.store.collection"
    label = "collection"
    default_auto_field = "django.db.models.BigAutoField"
