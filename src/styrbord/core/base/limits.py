"""How often may one address or person ask in some time?"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests at once, which come back within so many seconds."""

    amount: int
    seconds: float


DEFAULTS: Mapping[str, Limit] = {
    "api": Limit(600, 60),
    "search": Limit(60, 60),
    "post": Limit(60, 60),
    "sign-in": Limit(30, 60),
    "upload": Limit(30, 60),
}


def limits_from(text: str) -> dict[str, Limit]:
    """Limits that a text such as `api=600/60,search=30/60` changes; `none` lifts them all, nought one.

    Parameters
    ----------
    text : names with requests / seconds, with commas between; empty changes nothing.

    Returns
    -------
    dict of str to Limit

    Raises
    ------
    ValueError
        If the text cannot be read.
    """
    if text.strip() == "none":
        return {}
    found = dict(DEFAULTS)
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, _, rate = part.partition("=")
        amount, _, seconds = rate.partition("/")
        if name not in DEFAULTS or not amount.isdigit() or not seconds.isdigit():
            raise ValueError(f"'{part}' is no limit: write one of {', '.join(DEFAULTS)} as api=600/60")
        if int(amount) and int(seconds):
            found[name] = Limit(int(amount), int(seconds))
        else:
            found.pop(name, None)
    return found
