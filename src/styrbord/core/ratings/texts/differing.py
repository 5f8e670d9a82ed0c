"""In what do two versions of a method differ?"""

from collections.abc import Iterator, Mapping
from typing import Any

from styrbord.core.ratings.method import Method
from styrbord.core.ratings.texts.writing import content

Difference = tuple[str, Any, Any]

_NAMED_BY = {"nodes": "code", "sources": "part", "variations": "name", "weights_from": "parent"}


class _Order(list[str]):
    """Codes of rows in their order; no key is called so by chance, as a period or a node may be."""


def differences(old: Method, new: Method) -> tuple[Difference, ...]:
    """Every place in which two methods differ.

    Parameters
    ----------
    old, new : methods, of one code or of two.

    Returns
    -------
    tuple of (dotted place, old, new)
        In the order of the places; None where one of the two has nothing there. Nodes, sources, variations
        and judgements are met by their code, not by their order; a new order alone differs in `order`.
    """
    return tuple(_between("", _keyed(content(old)), _keyed(content(new))))


def _keyed(said: Mapping[str, Any]) -> dict[str, Any]:
    """The same with rows by their code, and the order of the nodes as a row of its own."""
    found: dict[str, Any] = {}
    for key, word in said.items():
        if name := _NAMED_BY.get(key):
            found[key] = {str(row[name]): row for row in word}
            found[f"{key}.order"] = _Order(row[name] for row in word)
        else:
            found[key] = word
    return found


def _between(place: str, old: Any, new: Any) -> Iterator[Difference]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in _keys(old, new):
            yield from _between(f"{place}.{key}" if place else key, old.get(key), new.get(key))
    elif isinstance(old, _Order) or isinstance(new, _Order):
        yield from _reordered(place, old or [], new or [])
    elif old != new:
        yield place, old, new


def _keys(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    return [*old, *(key for key in new if key not in old)]


def _reordered(place: str, old: list[str], new: list[str]) -> Iterator[Difference]:
    """A change of order among those that both have."""
    before, after = [one for one in old if one in new], [one for one in new if one in old]
    if before != after:
        yield place, before, after
