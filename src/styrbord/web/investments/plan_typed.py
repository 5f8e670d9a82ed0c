"""How is what was typed into the form of a plan made into the data of a plan, and the other way round?"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from styrbord.core.base.text import LANGUAGES
from styrbord.web import fields
from styrbord.web.investments.plan_fields import Field, Kind, Part, Rows
from styrbord.web.investments.saying import number

Data = dict[str, Any]
MOST_ROWS = 400
NEW_ROWS = 1
MORE_ROWS = 3
PRICE = "investment.price"


@dataclass(slots=True)
class Row:
    """A row of the form: what stands in it, and where in the plan it was or comes to stand."""

    data: Data
    was: str = ""
    place: str = ""


@dataclass(slots=True)
class Typed:
    """A part of a plan as a form shows it: single values, and rows by their group."""

    plan: Data
    rows: dict[str, list[Row]] = field(default_factory=dict)


def shown(plan: Data, part: Part) -> Typed:
    """A part of a plan for a form; each group of rows has some empty ones at its end."""
    found = Typed(plan)
    for group in part.rows:
        told = list(_rows_in(plan, group))
        found.rows[group.code] = [*told, *(Row({}) for _ in range(NEW_ROWS))]
    return found


def _rows_in(plan: Data, group: Rows) -> list[Row]:
    outer = _get(plan, group.path) or []
    if not group.inner:
        return [
            Row(_beside(one, plan, group), str(at), f"{group.path}[{at}]") for at, one in enumerate(outer)
        ]
    return [
        Row(
            _beside({**line, "option": option.get("code", "")}, plan, group),
            f"{at}-{n}",
            f"{group.path}[{at}].{group.inner}[{n}]",
        )
        for at, option in enumerate(outer)
        for n, line in enumerate(option.get(group.inner, []))
    ]


def _beside(row: Data, plan: Data, group: Rows) -> Data:
    """A row with what the plan keeps of it in tables of its own."""
    tables = [one.path for one in group.fields if one.path.startswith("@")]
    told = {path: (plan.get(path[1:]) or {}).get(row.get("code", "")) for path in tables}
    return {**deepcopy(row), **{path: value for path, value in told.items() if value}}


def typed(plan: Data, part: Part, said: QueryDict) -> Typed:
    """A plan with what was typed into one of its parts; what is blank is left out of it.

    Nothing is judged here: a number that is none stays as it was typed, and the plan tells its place.
    """
    new = deepcopy(plan)
    for one in part.fields:
        _put(new, one.path, _value(one, said, one.path))
    _follow_price(new, _get(plan, PRICE))
    found = Typed(new)
    for group in part.rows:
        found.rows[group.code] = _typed_rows(group, said, plan)
        _place(new, group, [row for row in found.rows[group.code] if row.data])
    return found


def _follow_price(plan: Data, before: Any) -> None:
    """Let lines in the price of the investment follow it."""
    for option in _get(plan, "investment.options") or []:
        for line in (*option.get("costs", []), *option.get("benefits", [])):
            if line.get("price") == before:
                line.pop("price", None)


def _typed_rows(group: Rows, said: QueryDict, plan: Data) -> list[Row]:
    count = min(fields.whole(said.get(f"{group.code}.count", "")) or 0, MOST_ROWS)
    known = {row.was: row.data for row in _rows_in(plan, group)}
    rows = []
    for at in range(count):
        start = f"{group.code}.{at}."
        was = said.get(start + "was", "")[:16]
        data = deepcopy(known.get(was, {}))
        for one in group.fields:
            _put(data, one.path, _value(one, said, start + one.path))
        _estimate(data, group)
        is_left_out = start + "drop" in said or not _is_filled(group, said, start)
        rows.append(Row({} if is_left_out else data, was))
    return rows


def _estimate(row: Data, group: Rows) -> None:
    """Keep all three of an estimate, or one that stands for all."""
    for name in {one.path.partition(".")[0] for one in group.fields if one.path.endswith(".likely")}:
        told = {each: (row.get(name) or {}).get(each) for each in ("low", "likely", "high")}
        is_single = told["likely"] is not None and told["low"] is None and told["high"] is None
        row[name] = told["likely"] if is_single else told


def _is_filled(group: Rows, said: QueryDict, start: str) -> bool:
    """Whether anything but what stands there by itself was typed into a row."""
    by_itself = {Kind.FLAG, Kind.CHOICE}
    asked = [(start + one.path, one.usual) for one in group.fields if one.kind not in by_itself]
    worded = [(f"{name}.{language}", "") for name, _usual in asked for language in LANGUAGES]
    return any(said.get(name, "").strip() not in {"", usual} for name, usual in [*asked, *worded])


def _place(plan: Data, group: Rows, rows: list[Row]) -> None:
    """Put rows where they belong in a plan."""
    _place_beside(plan, group, rows)
    if not group.inner:
        for at, row in enumerate(rows):
            row.place = f"{group.path}[{at}]"
        _put(plan, group.path, [row.data for row in rows] or None)
        return
    options = {str(one.get("code", "")): (at, one) for at, one in enumerate(_get(plan, group.path) or [])}
    for _at, option in options.values():
        option.pop(group.inner, None)
    for row in rows:
        code = str(row.data.pop("option", ""))
        if code not in options:
            row.place, row.data["option"] = "option", code
            continue
        at, option = options[code]
        lines = option.setdefault(group.inner, [])
        row.place = f"{group.path}[{at}].{group.inner}[{len(lines)}]"
        lines.append(row.data)


def _place_beside(plan: Data, group: Rows, rows: list[Row]) -> None:
    """Put what is kept in tables of its own there, without what lines had that are gone."""
    for path in [one.path for one in group.fields if one.path.startswith("@")]:
        table = dict(plan.get(path[1:]) or {})
        for row in _rows_in(plan, group):
            table.pop(str(row.data.get("code", "")), None)
        told = {str(row.data.get("code", "")): row.data.pop(path) for row in rows if path in row.data}
        _put(plan, path[1:], {**table, **told} or None)


def astray(found: Typed, part: Part) -> list[str]:
    """Options that lines name and the plan has not."""
    lines = [row for group in part.rows if group.inner for row in found.rows[group.code]]
    return [str(row.data["option"]) for row in lines if row.place == "option"]


def _value(one: Field, said: QueryDict, name: str) -> Any:
    found = _READ.get(one.kind, _text)(one, said, name)
    if found is None and one.is_kept:
        return {} if one.kind is Kind.WORDS else ""
    return found


def _text(_one: Field, said: QueryDict, name: str) -> str | None:
    return fields.text(said, name).strip() or None


def _words(_one: Field, said: QueryDict, name: str) -> Data | None:
    told = {one: fields.text(said, f"{name}.{one}").strip() for one in LANGUAGES}
    return {one: text for one, text in told.items() if text} or None


def _number(one: Field, said: QueryDict, name: str) -> str | None:
    text = bare(fields.text(said, name).strip())
    return None if text in {"", one.usual} else text


def bare(text: str) -> str:
    """Number without the marks of a language; what is none stays as it is."""
    found = number(text)
    return text if found is None else format(found, "f")


def _whole(one: Field, said: QueryDict, name: str) -> int | str | None:
    text = fields.text(said, name).strip()
    if text == one.usual:
        return None
    found = fields.whole(text)
    return (text or None) if found is None else found


def _flag(one: Field, said: QueryDict, name: str) -> bool | None:
    is_on = name in said
    return None if is_on is (one.usual == "on") else is_on


def _many(_one: Field, said: QueryDict, name: str) -> list[str] | None:
    return sorted(said.getlist(name)[:40]) or None


def _codes(_one: Field, said: QueryDict, name: str) -> list[str] | None:
    return list(dict.fromkeys(fields.text(said, name).replace(",", " ").split())) or None


def _choice(one: Field, said: QueryDict, name: str) -> str | None:
    text = fields.text(said, name).strip()
    return None if text == one.usual else text or None


def _pairs(text: str) -> list[tuple[str, str]]:
    lines = [line.partition("=") for line in text.replace(";", "\n").splitlines() if line.strip()]
    return [(start.strip(), bare(end.strip())) for start, _sign, end in lines]


def _by_year(_one: Field, said: QueryDict, name: str) -> Data | None:
    return dict(_pairs(fields.text(said, name))) or None


def _targets(_one: Field, said: QueryDict, name: str) -> list[Data] | None:
    found = _pairs(fields.text(said, name))
    return [{"period": period, "value": value} for period, value in found] or None


def _follow_ups(_one: Field, said: QueryDict, name: str) -> list[Data] | None:
    lines = [line.partition("=") for line in fields.text(said, name).splitlines() if line.strip()]
    return [
        {"months": fields.whole(start.strip()) or start.strip(), "actor": end.strip()}
        for start, _sign, end in lines
    ] or None


_READ: Mapping[Kind, Callable[[Field, QueryDict, str], Any]] = {
    Kind.WORDS: _words,
    Kind.LONG_WORDS: _words,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.FLAG: _flag,
    Kind.MANY: _many,
    Kind.CODES: _codes,
    Kind.CHOICE: _choice,
    Kind.BY_YEAR: _by_year,
    Kind.TARGETS: _targets,
    Kind.FOLLOW_UPS: _follow_ups,
}


def written(one: Field, data: Data) -> Any:
    """Value of a field as a form shows it: a text, texts by language, or codes."""
    value = _get(data, one.path)
    if one.kind in {Kind.WORDS, Kind.LONG_WORDS}:
        return {name: (value or {}).get(name, "") for name in LANGUAGES}
    if one.kind is Kind.FLAG:
        return one.usual == "on" if value is None else value is True
    if one.kind is Kind.MANY:
        return list(value or [])
    if one.kind is Kind.CODES:
        return " ".join(map(str, value or []))
    if one.kind is Kind.BY_YEAR:
        return "\n".join(f"{year} = {share}" for year, share in sorted((value or {}).items()))
    if one.kind is Kind.TARGETS:
        return "\n".join(f"{each.get('period', '')} = {each.get('value', '')}" for each in value or [])
    if one.kind is Kind.FOLLOW_UPS:
        return "\n".join(f"{each.get('months', '')} = {each.get('actor', '')}" for each in value or [])
    return one.usual if value is None else str(value)


def _get(data: Any, path: str) -> Any:
    """What stands at a path; a single estimate stands for all three."""
    if path.startswith("@"):
        return data.get(path)
    for name in path.split("."):
        if not isinstance(data, Mapping):
            return data if name in {"low", "likely", "high"} else None
        data = data.get(name)
        if data is None:
            return None
    return data


def _put(data: Data, path: str, value: Any) -> None:
    """Set what stands at a path; None takes it away, and what is left empty by that."""
    if path.startswith("@"):
        _set(data, path, value)
        return
    *outer, last = path.split(".")
    chain = [data]
    for name in outer:
        inner = chain[-1].get(name)
        if not isinstance(inner, dict):
            inner = {}
            if value is not None:
                chain[-1][name] = inner
        chain.append(inner)
    _set(chain[-1], last, value)
    for name, holder, inner in zip(reversed(outer), reversed(chain[:-1]), reversed(chain[1:]), strict=True):
        if not inner:
            holder.pop(name, None)


def _set(data: Data, name: str, value: Any) -> None:
    if value is None:
        data.pop(name, None)
    else:
        data[name] = value
