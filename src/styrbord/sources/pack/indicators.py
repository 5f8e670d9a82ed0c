"""How are indicators' definitions read from a pack's register?"""

from collections.abc import Mapping
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.core.spine.disclosure.rule import Audience, Disclosure
from styrbord.core.spine.indicators import Access, Direction, Indicator, OverSubjects, OverTime
from styrbord.sources.pack.extras import is_new
from styrbord.sources.pack.model import Description, Mention, Pack
from styrbord.sources.pack.subjects import choice, named
from styrbord.sources.pack.tables import Table, texts

FREQUENCIES = ("A", "S", "Q", "M", "W", "D", "T")
_WORDS = ("unit", "weight_by", "formula", "dimension", "owner")
_FLOATS = ("tolerance", "importance", "irreversibility", "range_low", "range_high")
_WHOLES = ("unit_multiplier", "decimals", "lag_days")
_RULE_FLOATS = ("dominance_k", "p_percent", "protection")
_RULE_WHOLES = ("min_count", "min_contributors", "dominance_n")


def read_indicators(table: Table, pack: Pack) -> None:
    """Definitions; defaults and corrections of `pack.toml` are laid under and over each row."""
    description = pack.description
    seen: set[tuple[str, str]] = set()
    for row in table.rows():
        code = row["indicator_code"]
        if not is_new(("", code), seen, table, row, pack):
            continue
        pack.places["indicator", code] = table.place(row)
        whole = _completed(row, code, description)
        one = _indicator(code, whole, table, pack)
        _mention(one, whole, table, pack)
        pack.indicators.append(one)
    for code in description.indicators:
        pack.mentions.append(Mention("indicator", code, f"pack.toml, [indicators.{code}]"))


def _mention(one: Indicator, row: Mapping[str, Any], table: Table, pack: Pack) -> None:
    if one.over_subjects is OverSubjects.WEIGHTED_MEAN:
        pack.mentions.append(Mention("indicator", one.weight_by, table.place(row, "weight_by")))
    if one.disclosure.contributors:
        place = table.place(row, "contributors")
        pack.mentions.append(Mention("indicator", one.disclosure.contributors, place))
    if one.owner:
        pack.mentions.append(Mention("post", one.owner, table.place(row, "owner")))
    if one.direction is Direction.RANGE and one.range_low is None and one.range_high is None:
        pack.problems.append(Problem("pack.no-range", table.place(row, "range_low"), {"code": one.code}))


def _completed(row: Mapping[str, Any], code: str, description: Description) -> dict[str, Any]:
    said = {name: cell for name, cell in row.items() if cell != ""}
    over = {name: _as_text(value) for name, value in description.indicators.get(code, {}).items()}
    return {
        **description.defaults.get("indicators", {}),
        **said,
        **over,
        "line": row["line"],
        "indicator_code": code,
    }


def _as_text(value: Any) -> str:
    return ";".join(map(str, value)) if isinstance(value, list) else str(value)


def _indicator(code: str, row: dict[str, Any], table: Table, pack: Pack) -> Indicator:
    language = pack.description.languages[0]
    names = named(row, table, pack) or {language: code}
    return Indicator(
        code=code,
        names=names,
        dataset=row.get("dataset") or pack.description.code,
        short_names=texts(row, "short_name", language),
        definition=texts(row, "definition", language),
        source=texts(row, "source", language),
        notes=texts(row, "note", language) or texts(row, "notes", language),
        rubrics=tuple(part.strip() for part in str(row.get("rubrics") or "").split(";") if part.strip()),
        **_choices(row, table, pack),
        **{name: row[name] for name in _WORDS if row.get(name)},
        **_numbers(row, table, pack),
        disclosure=_rule(row, table, pack),
    )


def _rule(row: Mapping[str, Any], table: Table, pack: Pack) -> Disclosure:
    """When a cell of the indicator is confidential."""
    kinds = dict.fromkeys(_RULE_FLOATS, float) | dict.fromkeys(_RULE_WHOLES, int)
    found = {name: table.number(row, name, pack.problems, kind) for name, kind in kinds.items()}
    said: dict[str, Any] = {name: number for name, number in found.items() if number is not None}
    for name, number in said.items():
        if number < 0:
            params = {"name": name, "number": number}
            pack.problems.append(Problem("disclosure.no-rule", table.place(row, name), params))
    if word := row.get("hidden_from"):
        said["audience"] = str(choice(Audience, word, table, row, "hidden_from", pack))
    return Disclosure(contributors=row.get("contributors") or "", **said)


def _choices(row: Mapping[str, Any], table: Table, pack: Pack) -> dict[str, Any]:
    kinds = {"direction": Direction, "over_subjects": OverSubjects, "over_time": OverTime, "access": Access}
    chosen = {
        name: choice(kind, row[name], table, row, name, pack) for name, kind in kinds.items() if row.get(name)
    }
    if (frequency := row.get("frequency")) and frequency not in FREQUENCIES:
        params = {"word": frequency, "allowed": ", ".join(FREQUENCIES), "hint": ""}
        pack.problems.append(Problem("pack.unknown-word", table.place(row, "frequency"), params))
    if frequency in FREQUENCIES:
        pack.frequencies.add(row["indicator_code"])
    return {**chosen, **({"frequency": frequency} if frequency in FREQUENCIES else {})}


def _numbers(row: Mapping[str, Any], table: Table, pack: Pack) -> dict[str, Any]:
    kinds = dict.fromkeys(_FLOATS, float) | dict.fromkeys(_WHOLES, int)
    found = {name: table.number(row, name, pack.problems, kind) for name, kind in kinds.items()}
    return {name: number for name, number in found.items() if number is not None}
