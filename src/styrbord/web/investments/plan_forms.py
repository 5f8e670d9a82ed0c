"""How does a part of a plan stand on a page as a form, with each mistake at its field?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.web.investments import words
from styrbord.web.investments.plan_fields import Field, Kind, Part, Rows
from styrbord.web.investments.plan_typed import Data, Row, Typed, written

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as a page shows it."""

    field: Field
    name: str
    value: Any
    choices: tuple[Choice, ...]
    problems: tuple[Problem, ...]

    @property
    def id(self) -> str:
        """Its id on the page."""
        return "f-" + self.name.replace("@", "").replace(".", "-").replace("_", "-")

    @property
    def kind(self) -> str:
        """What is typed into it."""
        return self.field.kind.value


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a form, by its place in the group."""

    at: int
    was: str
    title: str
    fields: tuple[FieldView, ...]

    @property
    def is_new(self) -> bool:
        """Whether nothing stands in it yet."""
        return not self.title


@dataclass(frozen=True, slots=True)
class GroupView:
    """Rows of the same fields."""

    rows: Rows
    told: tuple[RowView, ...]

    @property
    def code(self) -> str:
        """Code of the group, with which the names of its fields begin."""
        return self.rows.code


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the form; `loose` are problems that belong to none of its fields."""

    part: Part
    fields: tuple[FieldView, ...]
    groups: tuple[GroupView, ...]
    loose: tuple[Problem, ...]


def view(part: Part, found: Typed, problems: Sequence[Problem] = ()) -> PartView:
    """A part of a plan as a form, with each problem at its field."""
    singles = tuple(_field(one, one.path, found.plan, "", problems) for one in part.fields)
    groups = tuple(
        GroupView(group, tuple(_rows(group, found.rows[group.code], problems))) for group in part.rows
    )
    views = [*singles, *(one for group in groups for row in group.told for one in row.fields)]
    told = {id(problem) for one in views for problem in one.problems}
    return PartView(part, singles, groups, tuple(one for one in problems if id(one) not in told))


def _rows(group: Rows, rows: Sequence[Row], problems: Sequence[Problem]) -> Iterable[RowView]:
    for at, row in enumerate(rows):
        start = f"{group.code}.{at}."
        views = tuple(_field(one, start + one.path, row.data, row.place, problems) for one in group.fields)
        yield RowView(at, row.was, _title(group, row.data), views)


def _title(group: Rows, row: Data) -> str:
    """What a row is called: its code, body or benefit, or both ends of an arrow."""
    if group.code == "edges":
        return " → ".join(str(row[name]) for name in ("start", "end") if row.get(name))
    return next((str(row[name]) for name in ("code", "body", "benefit") if row.get(name)), "")


def _field(one: Field, name: str, data: Data, place: str, problems: Sequence[Problem]) -> FieldView:
    at = f"{place}.{one.path}" if place else one.path
    is_row = bool(place) or name != one.path
    found = tuple(each for each in problems if _is_at(each.place, at) and (place or not is_row))
    return FieldView(one, name, written(one, data), choices(one), found)


def _is_at(place: str, field: str) -> bool:
    return place == field or place.startswith((f"{field}.", f"{field}["))


def choices(one: Field) -> tuple[Choice, ...]:
    """What may be chosen in a field, in the reader's language."""
    if not one.options:
        return ()
    table: Mapping[str, object] = getattr(words, one.options)
    told = tuple((code, str(word)) for code, word in table.items() if code)
    may_be_blank = one.kind is Kind.CHOICE and not one.usual
    return (("", ""), *told) if may_be_blank else told
