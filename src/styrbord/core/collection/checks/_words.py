"""How does a number stand in a message: the same in every language?"""

import math

_SPACE = "\u202f"


def shown(value: float, decimals: int) -> str:
    """Value with a decimal point and thin spaces between thousands, as it may be typed again.

    Returns
    -------
    str

    Examples
    --------
    >>> shown(1234567.25, 1).replace("\\u202f", " "), shown(-0.04, 1), shown(72, 0)
    ('1 234 567.2', '0.0', '72')
    """
    if not math.isfinite(value):
        return str(value)
    text = f"{round(value, decimals) + 0.0:,.{max(decimals, 0)}f}"
    return text.replace(",", _SPACE)


def exact(value: float) -> str:
    """Shortest text that reads back as the same value, without an exponent where it can be."""
    return f"{value:.15g}" if abs(value) < 1e15 else repr(value)
