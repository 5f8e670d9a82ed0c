"""Which borders, currency and weights do investments have on this board?"""

import os
from decimal import Decimal, InvalidOperation
from typing import Any


def border(name: str) -> Decimal | None:
    """Amount from the environment; None leaves it to the house rule."""
    text = os.environ.get(name, "").strip()
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal(-1)
    if not found.is_finite() or found < 0:
        raise SystemExit(f"{name} is '{text}'.\nGive an amount of 0 or more, such as 1000000.")
    return found


def incomes(name: str) -> dict[str, Decimal]:
    """Median income / income of groups outside, as `citizens-low-income=2,firms=1`; none where not set."""
    found = {}
    for part in filter(None, (one.strip() for one in os.environ.get(name, "").split(","))):
        who, _, text = part.partition("=")
        try:
            found[who.strip()] = Decimal(text.strip())
        except InvalidOperation:
            found[who.strip()] = Decimal(0)
        if not who.strip() or not found[who.strip()].is_finite() or not 0 < found[who.strip()] <= 100:
            raise SystemExit(
                f"{name} holds '{part}'.\nGive a group and its ratio, above 0 and up to 100, as citizens=1.5."
            )
    return found


def investment_settings() -> dict[str, Any]:
    """Borders of the process, and the currency in which short forms are filled in."""
    currency = os.environ.get("STYRBORD_CURRENCY", "").strip() or "EUR"
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise SystemExit(f"STYRBORD_CURRENCY is '{currency}'.\nGive a code of ISO 4217, such as SEK.")
    return {
        "LIGHT_BELOW": border("STYRBORD_LIGHT_BELOW"),
        "LARGE_FROM": border("STYRBORD_LARGE_FROM"),
        "CURRENCY": currency,
        "INCOME_RATIOS": incomes("STYRBORD_INCOME_RATIOS"),
    }
