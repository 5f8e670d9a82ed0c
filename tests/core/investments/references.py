"""Where do the reference cases of investments lie, and does a result agree with what they expect?"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from styrbord.core.investments.allocation.game import Game, game_of
from styrbord.core.investments.appraisal.cases import cases_of
from tests.conftest import SHARED

FILE = SHARED / "reference" / "investments" / "vectors.json"
GIVEN = ("id", "formula", "input")

reference = pytest.mark.skipif(not FILE.is_file(), reason="shared/reference/investments is not here")


@cache
def vectors() -> dict[str, dict[str, Any]]:
    """Cases by id; none where the folder is not here."""
    found = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else []
    return {one["id"]: one for one in found}


def stripped() -> str:
    """Text of all cases with nothing but what a case needs."""
    return json.dumps([{name: one[name] for name in GIVEN} for one in vectors().values()])


def tolerance(name: str, key: str) -> float:
    """How far a number of one output may lie off."""
    told = vectors()[name].get("tolerance", 0)
    return float(told.get(key, told.get("default", 0)) if isinstance(told, dict) else told)


def differences(expected: object, found: object, allowed: float, place: str = "") -> Iterator[str]:
    """Places where a result differs from what is expected by more than is allowed."""
    if isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        for key, value in expected.items():
            yield from differences(value, found[key], allowed, f"{place}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for at, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from differences(one, other, allowed, f"{place}[{at}]")
    elif _is_number(expected) and _is_number(found):
        if abs(expected - found) > allowed:  # type: ignore[operator]
            yield f"{place}: {expected} expected, {found} found"
    elif type(expected) is not type(found) or expected != found:
        yield f"{place}: {expected!r} expected, {found!r} found"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def skane() -> Game:
    """The six municipalities or groups of Skåne and their water."""
    (case,) = (one for one in cases_of(stripped()) if one.id == "alloc.skane.marginal")
    given: Any = case.content["input"]
    return game_of(given["parties"], given["coalition_value"])
