"""Which unit does a code name, and what comes out when units are multiplied and divided?

A code is a known unit (`persons`, `km2`), a currency (`SEK`, in prices of a year `SEK-2020`), a
multiple (`10^6 SEK`) or a product and quotient of them (`SEK/person`, `cases/1000 persons`). Any
other text is a unit of its own, equal only to itself; an empty text is a unit that nobody stated.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from styrbord.core.base.unit_table import COUNTS, CURRENCIES, KNOWN, MAGNITUDE_LABELS, MAGNITUDE_OF

UNSTATED = "unstated"
LONGEST = 200  # a longer text is a unit of its own

_BASE = {
    "length": "m",
    "mass": "kg",
    "time": "s",
    "energy": "J",
    UNSTATED: "(no unit stated)",
    "co2e": "tCO2e",
}
_PART = re.compile(r"[*·/]")
_MULTIPLE = re.compile(r"(?:10\^(?P<power>-?[0-9]{1,2})|(?P<number>[0-9]+(?:\.[0-9]+)?))(?:\s+(?P<rest>.+))?")
_CURRENCY = re.compile(r"(?P<currency>[A-Z]{3})(?:-(?P<year>[0-9]{4}))?")
_POWER = re.compile(r"(?P<base>[^0-9]+)(?P<exponent>[23])")
_SUPERSCRIPT = {"2": "²", "3": "³"}


@dataclass(frozen=True, slots=True)
class Unit:
    """Exponents of dimensions, sorted and without zeros, and the factor to their base units."""

    dimensions: tuple[tuple[str, Fraction], ...] = ()
    factor: float = 1.0

    @property
    def is_dimensionless(self) -> bool:
        """Whether nothing is left but a number."""
        return not self.dimensions

    @property
    def is_stated(self) -> bool:
        """Whether every unit that it was made of is known by name."""
        return all(name != UNSTATED for name, _ in self.dimensions)

    @property
    def is_rate_of_counts(self) -> bool:
        """Whether as many counted things stand above the fraction line as below (cases per person)."""
        return all(name in COUNTS for name, _ in self.dimensions) and not sum(
            exponent for _, exponent in self.dimensions
        )

    def __str__(self) -> str:
        """Product and quotient of base units, without the factor; `1` when dimensionless."""
        above = [_written(name, exponent) for name, exponent in self.dimensions if exponent > 0]
        below = [_written(name, -exponent) for name, exponent in self.dimensions if exponent < 0]
        return "/".join(["*".join(above) or "1", *below])


DIMENSIONLESS = Unit()


@lru_cache(maxsize=4096)
def parse(code: str) -> Unit:
    """Unit that a code names.

    Returns
    -------
    Unit
        Of a dimension of its own when the code is unknown.

    Examples
    --------
    >>> str(parse("SEK/person")), parse("km2").factor, str(parse("коек"))
    ('SEK/person', 1000000.0, 'коек')
    >>> parse("MWh") == divide(multiply(parse("MWh"), parse("persons")), parse("person"))
    True
    """
    if len(code) > LONGEST:
        return _own(code)
    unit, *rest = map(_part, _PART.split(code.strip()))
    for sign, part in zip(_PART.findall(code), rest, strict=True):
        unit = divide(unit, part) if sign == "/" else multiply(unit, part)
    return unit


def multiply(one: Unit, other: Unit) -> Unit:
    """Unit of a product."""
    exponents = dict(one.dimensions)
    for name, exponent in other.dimensions:
        exponents[name] = exponents.get(name, Fraction(0)) + exponent
    return Unit(_sorted(exponents), one.factor * other.factor)


def divide(one: Unit, other: Unit) -> Unit:
    """Unit of a quotient."""
    return multiply(one, power(other, -1))


def power(unit: Unit, exponent: int | Fraction) -> Unit:
    """Unit of a power; a square root has exponent 1/2; an unthinkable factor becomes NaN."""
    scaled = {name: own * exponent for name, own in unit.dimensions}
    try:
        factor = unit.factor ** float(exponent)
    except (OverflowError, ZeroDivisionError):
        factor = math.nan
    return Unit(_sorted(scaled), factor)


def is_same_dimension(one: Unit, other: Unit) -> bool:
    """Whether values may be added or compared once their factors agree.

    Returns
    -------
    bool
        Also True when one of them is not stated: nothing speaks against it.

    Examples
    --------
    >>> is_same_dimension(parse("km"), parse("m")), is_same_dimension(parse("SEK"), parse("EUR"))
    (True, False)
    """
    return one.dimensions == other.dimensions or not (one.is_stated and other.is_stated)


def scaled(code: str, multiplier: int) -> str:
    """Code of a unit times a power of ten.

    Returns
    -------
    str

    Examples
    --------
    >>> scaled("SEK", 6), scaled("SEK", 0)
    ('10^6 SEK', 'SEK')
    """
    return f"10^{multiplier} {code}" if multiplier else code


def label(code: str, language: str) -> str:
    """Words of a unit as they stand behind a number.

    Parameters
    ----------
    code : str
        As for `parse`.
    language : str
        en, ru or sv; another one reads as en.

    Returns
    -------
    str
        The code itself, or its part, where no words are known; empty where none are needed.

    Examples
    --------
    >>> label("persons", "ru"), label("SEK/person", "sv"), label("km2", "en"), label("10^6 SEK", "ru")
    ('чел.', 'kr/pers.', 'km²', 'млн шв. кр.')
    """
    first, *rest = _PART.split(code)
    words = _label(first.strip(), language, 0)
    for sign, part in zip(_PART.findall(code), rest, strict=True):
        words += ("/" if sign == "/" else "·") + _label(part.strip(), language, int(sign == "/"))
    return words


def _part(text: str) -> Unit:
    code = text.strip()
    if code in KNOWN:
        known = KNOWN[code]
        return Unit(_sorted({known.dimension: Fraction(known.exponent)}), known.factor)
    if (match := _CURRENCY.fullmatch(code)) and match["currency"] in CURRENCIES:
        return _own(f"money:{code}")
    if (match := _POWER.fullmatch(code)) and match["base"] in KNOWN:
        return power(_part(match["base"]), int(match["exponent"]))
    factor, rest = _multiple(code)
    if rest is None:
        return _own(code or UNSTATED)
    unit = _part(rest) if rest else DIMENSIONLESS
    return Unit(unit.dimensions, unit.factor * factor)


def _multiple(code: str) -> tuple[float, str | None]:
    if (match := _MULTIPLE.fullmatch(code)) is not None:
        factor = float(match["number"]) if match["number"] else 10.0 ** int(match["power"])
        return (factor, match["rest"] or "") if factor else (1.0, None)
    word, _, rest = code.partition(" ")
    return (10.0 ** MAGNITUDE_OF[word], rest) if rest and word in MAGNITUDE_OF else (1.0, None)


def _own(name: str) -> Unit:
    return Unit(((name, Fraction(1)),))


def _sorted(exponents: Mapping[str, Fraction]) -> tuple[tuple[str, Fraction], ...]:
    return tuple(sorted((name, exponent) for name, exponent in exponents.items() if name and exponent))


def _written(name: str, exponent: Fraction) -> str:
    base = _BASE.get(name, name.removeprefix("money:"))
    return base if exponent == 1 else f"{base}^{exponent}"


def _label(code: str, language: str, form: int) -> str:
    if code in KNOWN:
        labels = KNOWN[code].labels
        return labels.get(language, labels["en"])[form]
    if (match := _POWER.fullmatch(code)) and match["base"] in KNOWN:
        return _label(match["base"], language, form) + _SUPERSCRIPT[match["exponent"]]
    factor, rest = _multiple(code)
    for magnitude, words in MAGNITUDE_LABELS.items():
        if rest and factor == 10.0**magnitude:
            return f"{words.get(language, words['en'])} {_label(rest, language, 0)}"
    return code
