"""Which investments does the table of plans name, one a row?"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
MILLION = Decimal(1_000_000)
LANGUAGES = ("en", "ru", "sv")


@dataclass(frozen=True, slots=True)
class Gain:
    """A benefit: class, who gains, how many a year, what one is worth, and of what."""

    kind: str
    bearer: str
    quantity: Decimal
    worth: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Row:
    """An investment as the table tells it; amounts of `build` by year and `run` a year, in money itself.

    `stage` is how far it comes in the past; `flags` are strategic, common, large, light, federal and
    contradiction (its owner says green whatever the numbers say).
    """

    code: str
    names: dict[str, str]
    lead: str
    owner: str
    others: tuple[tuple[str, tuple[str, ...]], ...]
    start: int
    build: tuple[Decimal, ...]
    run: Decimal
    indicator: str
    subject: str
    delta: Decimal
    gains: tuple[Gain, ...]
    goal: str
    components: tuple[str, ...]
    needs: tuple[str, ...]
    stage: str
    begun: date
    flags: frozenset[str]

    @property
    def is_federal(self) -> bool:
        """Whether it is one of the six of the federal project, in billions of roubles."""
        return "federal" in self.flags

    @property
    def is_joint(self) -> bool:
        """Whether others take part and it is no part of what all share."""
        return bool(self.others) and "common" not in self.flags


def rows() -> list[Row]:
    """All investments in the order of the table."""
    with (HERE / "plans.csv").open(encoding="utf-8", newline="") as file:
        return [_row(found) for found in csv.DictReader(file, delimiter=";")]


def _row(found: dict[str, str]) -> Row:
    flags = frozenset(found["flags"].split())
    unit = MILLION * 1000 if "federal" in flags else MILLION
    return Row(
        found["code"],
        {one: found[f"name_{one}"] for one in LANGUAGES},
        found["lead"],
        found["owner"],
        tuple((words[0], tuple(words[1:])) for words in map(str.split, _parts(found["others"]))),
        int(found["start"]),
        tuple(Decimal(one) * unit for one in found["build"].split("/")),
        Decimal(found["run"]) * unit,
        found["indicator"],
        found["subject"],
        Decimal(found["delta"]),
        tuple(_gains(found["gains"])),
        found["goal"],
        tuple(_parts(found["components"])),
        tuple(_parts(found["needs"])),
        found["stage"],
        date.fromisoformat(found["begun"]),
        flags,
    )


def _parts(text: str) -> list[str]:
    return [one for one in text.split("|") if one]


def _gains(text: str) -> Iterator[Gain]:
    for one in _parts(text):
        kind, bearer, quantity, worth, unit = one.split(":")
        yield Gain(kind, bearer, Decimal(quantity), Decimal(worth) if worth else None, unit)
