"""How are exact amounts and prices kept?"""

from typing import Any

from django.db import models


def amount(**said: Any) -> "models.DecimalField[Any, Any]":
    """Field of an amount: 15 digits are kept exactly by every database, four of them decimals."""
    return models.DecimalField(max_digits=22, decimal_places=4, **said)


class Priced(models.Model):
    """Something with amounts in one price."""

    currency = models.CharField(max_length=3)
    price_year = models.IntegerField()
    prices = models.CharField(max_length=8, help_text="nominal or real")

    class Meta:
        """No table of its own."""

        abstract = True
