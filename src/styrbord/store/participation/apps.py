"""How is the room called in the settings?"""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """The tables of what readers say and follow."""

    name = "styrbord.store.participation"
    label = "participation"
    default_auto_field = "django.db.models.BigAutoField"
