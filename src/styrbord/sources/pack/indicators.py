"""How are indicators' definitions read from a pack's register?"""

from collections.abc import Mapping
from typing import Any

from styrbord.core.base.codes import is_code
from styrbord.core.base.problems import Problem
from styrbord.core.spine.indicators import Access, Direction, Indicator, OverSubjects, OverTime
from styrbord.sources.pack.model import Description, Pack
from styrbord.sources.pack.subjects import choice, cleaned
from styrbord.sources.pack.tables import Table, texts

FREQUENCIES = ("A", "S", "Q", "M", "W", "D", "T")
_WORDS = ("unit", "weight_by", "formula", "dimension", "owner")
_FLOATS = ("tolerance", "importance", "irreversibility", "range_low", "range_high")
_WHOLES = ("unit_multiplier", "decimals", "lag_days")


def read_indicators(table: Table, pack: Pack) -> None:
    """Definitions; defaults and corrections of `pack.toml` are laid under and over each row."""
    description = pack.description
    for row in table.rows():
        code = row["indicator_code"]
        if not is_code(code):
            kind = "pack.bad-code" if code else "pack.empty-code"
            pack.problems.append(Problem(kind, table.place(row, "indicator_code"), {"code": code}))
            continue
        pack.indicators.append(_indicator(code, _completed(row, code, description), table, pack))


def _completed(row: Mapping[str, Any], code: str, description: Description) -> dict[str, Any]:
    said = {name: cell for name, cell in row.items() if cell != ""}
    over = {name: _as_text(value) for name, value in description.indicators.get(code, {}).items()}
    return {**description.defaults.get("indicators", {}), **said, **over, "line": row["line"]}


def _as_text(value: Any) -> str:
    return ";".join(map(str, value)) if isinstance(value, list) else str(value)


def _indicator(code: str, row: dict[str, Any], table: Table, pack: Pack) -> Indicator:
    language = pack.description.languages[0]
    names = {key: cleaned(words, table, row, pack) for key, words in texts(row, "name", language).items()}
    if not names:
        pack.problems.append(Problem("pack.no-name", table.place(row), {"code": code}))
    return Indicator(
        code=code,
        names=names or {language: code},
        dataset=row.get("dataset") or pack.description.code,
        short_names=texts(row, "short_name", language),
        definition=texts(row, "definition", language),
        source=texts(row, "source", language),
        notes=texts(row, "note", language) or texts(row, "notes", language),
        rubrics=tuple(part.strip() for part in str(row.get("rubrics") or "").split(";") if part.strip()),
        **_choices(row, table, pack),
        **{name: row[name] for name in _WORDS if row.get(name)},
        **_numbers(row, _FLOATS, float, table, pack),
        **_numbers(row, _WHOLES, int, table, pack),
    )


def _choices(row: Mapping[str, Any], table: Table, pack: Pack) -> dict[str, Any]:
    kinds = {"direction": Direction, "over_subjects": OverSubjects, "over_time": OverTime, "access": Access}
    chosen = {
        name: choice(kind, row[name], table, row, name, pack) for name, kind in kinds.items() if row.get(name)
    }
    if (frequency := row.get("frequency")) and frequency not in FREQUENCIES:
        params = {"word": frequency, "allowed": ", ".join(FREQUENCIES), "hint": ""}
        pack.problems.append(Problem("pack.unknown-word", table.place(row, "frequency"), params))
    return {**chosen, **({"frequency": frequency} if frequency in FREQUENCIES else {})}


def _numbers(
    row: Mapping[str, Any], names: tuple[str, ...], kind: Any, table: Table, pack: Pack
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in names:
        if (cell := row.get(name)) in (None, ""):
            continue
        try:
            found[name] = kind(cell)
        except ValueError:
            pack.problems.append(Problem("pack.not-a-number", table.place(row, name), {"text": cell}))
    return found
