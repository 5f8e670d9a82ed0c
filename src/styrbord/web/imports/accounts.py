"""What does the account of a file say beside its sheet: taken, left out, missing, not matched?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from styrbord.web.code_words import word
from styrbord.web.imports import words
from styrbord.web.imports.places import Link
from styrbord.web.imports.wording import amount

SHOWN_PLACES = 8


class Counted(NamedTuple):
    """What so many places were taken for, with an example."""

    word: str
    amount: str
    example: str


class LeftOut(NamedTuple):
    """What was left out for one reason: how often, and where first."""

    word: str
    amount: str
    places: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class AccountView:
    """The account in the reader's language."""

    facts: tuple[tuple[str, str], ...]
    taken: tuple[Counted, ...]
    left_out: tuple[LeftOut, ...]
    missing: tuple[tuple[str, str], ...]


Kept = Mapping[str, Any]


def account_view(account: Mapping[str, Any], link: Link) -> AccountView:
    """The whole account; `link` gives the address of a place, empty when it is not shown."""
    parts = account["parts"]
    return AccountView(_facts(account), _taken(parts), _left_out(parts, link), _missing(parts))


def _facts(account: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    counts = account["counts"]
    found = [
        (_("Kind of file"), str(account["format"])),
        (_("Tables"), amount(counts["tables"])),
        (_("Numbers read"), amount(counts["observations"] - counts["missing"])),
        (_("Missing, with their reason"), amount(counts["missing"])),
        (_("Indicators"), amount(counts["indicators"])),
    ]
    return tuple(found)


def _by_kind(parts: Iterable[Kept]) -> dict[tuple[str, str], list[Kept]]:
    found: dict[tuple[str, str], list[Kept]] = {}
    for part in parts:
        for kept in part["taken"]:
            found.setdefault((kept["what"], kept["why"]), []).append(kept)
    return found


def _taken(parts: Sequence[Kept]) -> tuple[Counted, ...]:
    kinds = _by_kind(parts)
    found = []
    for what in words.TAKEN:
        kept = [one for (kind, why), several in kinds.items() if kind == what and not why for one in several]
        if kept and what != "left-out":
            example = kept[0]["first"][0]["text"] if kept[0]["first"] else ""
            found.append(Counted(word(words.TAKEN, what), amount(sum(one["count"] for one in kept)), example))
    return tuple(found)


def _left_out(parts: Sequence[Kept], link: Link) -> tuple[LeftOut, ...]:
    found = []
    for (what, why), several in _by_kind(parts).items():
        if why or what == "left-out":
            count = sum(one["count"] for one in several)
            places = [one["place"] for kept in several for one in kept["first"]][:SHOWN_PLACES]
            linked = tuple((place, link(place)) for place in places)
            found.append(
                LeftOut(word(words.WHY, why) if why else "", amount(count), linked, count - len(linked))
            )
    return tuple(found)


def _missing(parts: Sequence[Kept]) -> tuple[tuple[str, str], ...]:
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part["missing"])
    return tuple((word(words.MARKS, status), amount(count)) for status, count in counts.most_common())
