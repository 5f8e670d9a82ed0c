"""How is the room called in the settings?"""

from django.apps import AppConfig


class InvestmentsConfig(AppConfig):
    """The tables of investments, their money, reviews and benefits."""

    name = "styrbord.store.investments"
    label = "investments"
    default_auto_field = "django.db.models.BigAutoField"
