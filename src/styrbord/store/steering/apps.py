"""How is the room called in the settings?"""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    """The steering tables."""

    name = "styrbord.store.steering"
    label = "steering"
    default_auto_field = "django.db.models.BigAutoField"
