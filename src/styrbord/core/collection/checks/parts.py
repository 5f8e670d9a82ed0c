"""Do the parts of a breakdown add up to their whole, beyond what rounding explains?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from styrbord.core.base.codes import breakdown_codes, breakdown_text
from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Found, Key
from styrbord.core.collection.checks._words import shown
from styrbord.core.collection.forms.model import Item
from styrbord.core.spine.indicators import OverSubjects

define(
    "check.parts",
    "The {count} parts by {dimension} add up to {sum}; the whole is {whole}, which is {difference} apart.",
    "Correct a part or the whole. Rounding explains at most {tolerance}.",
)


def find(case: Case) -> Iterator[Found]:
    """Wholes that the sum of all their parts does not give.

    What is judged: indicators that add up over subjects; every code of the code list that stands below
    the whole is an item of the form and has a value or a dash. A missing part is not judged.

    Yields
    ------
    Found
    """
    items = {item.key: item for item in case.form.items}
    for key, dimension, parts in _sums(case, items):
        values = [case.amounts.get(part) for part in parts]
        known = [value for value in values if value is not None]
        whole = case.amounts.get(key)
        if whole is None or len(known) < len(parts):
            continue
        total, item = sum(known), items[key]
        tolerance = len(parts) * 0.5 * case.step(item)
        if abs(total - whole) > tolerance + 1e-9 * max(abs(total), abs(whole)):
            yield _told(case, item, dimension, total, whole, tolerance, len(parts))


def _told(
    case: Case, item: Item, dimension: str, total: float, whole: float, tolerance: float, count: int
) -> Found:
    decimals = case.decimals(item)
    entry = case.package.by_key[item.key]
    return case.found(
        "check.parts",
        entry,
        dimension=dimension,
        count=count,
        sum=shown(total, decimals),
        whole=shown(whole, decimals),
        difference=shown(abs(total - whole), decimals),
        tolerance=shown(tolerance, decimals + 1 if tolerance else 0),
    ).of_several()


def _sums(case: Case, items: Mapping[Key, Item]) -> Iterator[tuple[Key, str, list[Key]]]:
    """Whole, dimension and parts, for wholes whose every part is asked for."""
    for key in items:
        if case.definition(key[0]).over_subjects is not OverSubjects.SUM:
            continue
        own = breakdown_codes(key[1])
        for dimension, above in case.codes.items():
            parts = _below(above)[own.get(dimension, "")]
            keys = [(key[0], breakdown_text({**own, dimension: code})) for code in parts]
            if len(keys) > 1 and all(part in items for part in keys):
                yield key, dimension, keys


def _below(above: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Codes directly below each code; a code whose parent is not in the list stands below the total."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, parent in above.items():
        found[parent if parent in above else ""].append(code)
    return found
