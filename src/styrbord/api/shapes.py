"""How does a note of a service become data, and how is its shape described?

Notes of investments are large and made of dataclasses; their fields are told under their own names, so that
what a page shows and what a program reads are one thing. Amounts are texts, so that none is rounded.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ninja import Schema
from pydantic import create_model

from styrbord.api.refusals import told
from styrbord.api.schemas import ProblemOut
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem

LEFT_OUT: Mapping[str, frozenset[str]] = {
    "CardNote": frozenset({"plan"}),
    "Baseline": frozenset({"author", "approver"}),
}
"""Fields that have an address of their own, and keys of persons."""


def plain(value: Any) -> Any:
    """A note as texts, numbers, lists and tables; amounts, periods and codes as texts."""
    if isinstance(value, Problem):
        return told(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value.normalize() if value else Decimal(0), "f")
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Period):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return {_key(one): plain(other) for one, other in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(one) for one in value)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def _key(value: Any) -> str:
    return "/".join(map(str, value)) if isinstance(value, tuple) else str(plain(value))


@cache
def _names(kind: type) -> tuple[str, ...]:
    left_out = LEFT_OUT.get(kind.__name__, frozenset())
    return tuple(one.name for one in fields(kind) if one.name not in left_out)


@cache
def shape_of(kind: type) -> type[Schema]:
    """Schema of what `plain` makes of a note: every field of it, by its own name."""
    hints = get_type_hints(kind)
    found: dict[str, Any] = {name: (_shape(hints[name]), ...) for name in _names(kind)}
    return create_model(
        _name(kind), __base__=Schema, __doc__=(kind.__doc__ or "").partition("\n")[0], **found
    )


_TAKEN: dict[str, type] = {}


def _name(kind: type) -> str:
    """A name of its own for the description: two notes of one name are told apart by their rooms."""
    name = f"Investment{kind.__name__.removesuffix('Note')}Out"
    if _TAKEN.setdefault(name, kind) is kind:
        return name
    room = kind.__module__.rpartition(".")[2].title().replace("_", "")
    return f"Investment{room}{kind.__name__}Out"


_SCALARS = {Decimal: str, Period: str, Problem: ProblemOut, date: date, datetime: datetime}


def _shape(hint: Any) -> Any:
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        inner = [_shape(one) for one in parts if one is not NoneType]
        return Union[tuple(inner)] | None if NoneType in parts else Union[tuple(inner)]  # noqa: UP007
    if origin in {tuple, list, frozenset, set}:
        is_plain = origin is not tuple or parts[-1] is Ellipsis
        return list[_shape(parts[0])] if is_plain else list[Any]  # type: ignore[misc]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return dict[str, _shape(parts[1])]  # type: ignore[misc]
    if hint in _SCALARS:
        return _SCALARS[hint]
    if origin is Literal or (isinstance(hint, type) and issubclass(hint, Enum)):
        return str
    if isinstance(hint, type) and is_dataclass(hint):
        return shape_of(hint)
    return float | None if hint is float else hint if hint in {str, int, bool} else Any
