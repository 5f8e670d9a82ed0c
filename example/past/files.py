"""What do the files of the past say, and which line of which file is wrong?"""

import dataclasses
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_origin, get_type_hints

HERE = Path(__file__).resolve().parent
Row = TypeVar("Row")


class Wrong(Exception):
    """A file of the past says something that cannot be; the message names file, place and what to do."""


def document(name: str) -> Mapping[str, Any]:
    """Content of a TOML file."""
    try:
        return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Wrong(f"{name}: {error}") from None


def rows(name: str, table: str, kind: type[Row]) -> list[Row]:
    """Rows of a table of a file, each as a data class whose fields are its keys."""
    return made(document(name).get(table, []), kind, f"{name}: {table}")


def made(found: Sequence[Mapping[str, Any]], kind: type[Row], place: str) -> list[Row]:
    """Data classes of some rows.

    Raises
    ------
    Wrong
        If a key is unknown, missing, or of another type than the field.
    """
    return [_made(row, kind, f"{place} {number}") for number, row in enumerate(found, 1)]


def _made(row: Mapping[str, Any], kind: type[Row], place: str) -> Row:
    fields = {one.name: one for one in dataclasses.fields(kind)}  # type: ignore[arg-type]
    types = get_type_hints(kind)
    for name in row:
        if name not in fields:
            raise Wrong(f"{place}: there is no '{name}'; it is one of {', '.join(fields)}.")
    for name, one in fields.items():
        is_needed = one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
        if is_needed and name not in row:
            raise Wrong(f"{place}: '{name}' is missing.")
        wanted = types[name] if isinstance(types[name], UnionType) else get_origin(types[name]) or types[name]
        if name in row and not isinstance(row[name], wanted):
            raise Wrong(f"{place}: '{name}' is {row[name]!r}; a {types[name]} is needed.")
    return kind(**row)


def day_of(text: object, place: str) -> date:
    """A day, which TOML writes without quotes."""
    if isinstance(text, date):
        return text
    raise Wrong(f"{place}: {text!r} is no day; write it as 2025-01-31, without quotes.")
