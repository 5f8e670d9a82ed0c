"""How is the room called in the settings?"""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger tables."""

    name = "styrbord.store.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
