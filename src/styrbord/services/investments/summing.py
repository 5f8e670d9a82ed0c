"""How are exact amounts summed in the database, so that no cent is lost?

SQLite sums amounts as binary numbers. Whole units and fractions are summed apart: whole numbers stay exact
below 2^53, and the fractions are small.
"""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, F, FloatField, Sum
from django.db.models.functions import Cast

from styrbord.core.investments.portfolio.money import DECIMALS

_UNIT = Decimal(1).scaleb(-DECIMALS)
_WHOLE, _PART = "_whole", "_part"


def sum_of(field: str, name: str) -> dict[str, Any]:
    """What to aggregate so that `summed` can tell the sum of a field, under some name."""
    if connection.vendor != "sqlite":
        return {name: Sum(field)}
    whole = Cast(Cast(F(field), BigIntegerField()), FloatField())
    part = Cast(F(field), FloatField()) - whole
    return {name + _WHOLE: Sum(whole), name + _PART: Sum(part, output_field=FloatField())}


def summed(row: dict[str, Any], name: str) -> Decimal | None:
    """The sum in a row that was aggregated so; None where there was nothing to sum."""
    if name in row:
        found: Decimal | None = row[name]
        return found
    whole, part = row[name + _WHOLE], row[name + _PART]
    if whole is None:
        return None
    return (Decimal(whole) + Decimal(part)).quantize(_UNIT, ROUND_HALF_EVEN)
