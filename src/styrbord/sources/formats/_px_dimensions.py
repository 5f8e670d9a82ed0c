"""Which dimensions do the keywords of a PX file describe?"""

from styrbord.core.collection.cube import Dimension, DimensionRole
from styrbord.core.collection.cube_periods import listed
from styrbord.core.collection.cube_roles import assigned
from styrbord.sources.formats._cube_problems import wrong_sizes
from styrbord.sources.formats._problems import damaged
from styrbord.sources.formats._px_text import Head

_TYPES = {
    "t": DimensionRole.TIME,
    "time": DimensionRole.TIME,
    "g": DimensionRole.TERRITORY,
    "geographical": DimensionRole.TERRITORY,
    "c": DimensionRole.MEASURE,
    "content": DimensionRole.MEASURE,
    "contents": DimensionRole.MEASURE,
}


def dimensions_of(head: Head) -> tuple[tuple[Dimension, ...], tuple[str, ...]]:
    """Dimensions, stubs first, and the names that keywords call them by in the file's own language."""
    own = [*head.values("STUB", language=""), *head.values("HEADING", language="")]
    chosen = [*head.values("STUB"), *head.values("HEADING")]
    if not own:
        raise damaged("neither STUB nor HEADING names a dimension")
    if len(set(own)) != len(own) or len(chosen) != len(own):
        raise damaged("STUB and HEADING do not name each dimension once in each language")
    codes = _unique([head.text("VARIABLECODE", name, language="") or name.strip() for name in own])
    stated: dict[str, DimensionRole] = {}
    plain = []
    for code, name, word in zip(codes, own, chosen, strict=True):
        plain.append(_dimension(head, code, name, word))
        if role := _stated(head, name):
            stated[code] = role
    return assigned(plain, stated), tuple(own)


def _dimension(head: Head, code: str, name: str, word: str) -> Dimension:
    """Dimension called `name` in the file's own language and `word` in the chosen one."""
    values = [" ".join(each.split()) for each in head.values("VALUES", name, language="")]
    own = head.statement("VALUES", word) if word != name else None
    words = [" ".join(each.split()) for each in own.values] if own else values
    codes = head.values("CODES", name, language="") or values
    if not values and not codes:
        raise damaged(f"no VALUES are given for '{name}'")
    values = values or codes
    words = words or values
    for found in (codes, words):
        if len(found) != len(values):
            raise wrong_sizes(len(found), [len(values)], len(values), f"CODES of '{name}'")
    codes = _unique([each.strip() for each in codes])
    names = dict(zip(codes, words, strict=True))
    role = DimensionRole.BREAKDOWN
    periods = _periods(head, name, codes)
    return Dimension(
        code, word.strip(), role, tuple(codes), names, _units(head, name, word, codes), periods,
        _total(head, name, codes, values), _notes(head, name, word, codes, words),
    )  # fmt: skip


def _unique(codes: list[str]) -> list[str]:
    """Codes of which no two are alike: a later one gets its number."""
    seen: set[str] = set()
    found = []
    for number, code in enumerate(codes, 1):
        code = f"{code}-{number}" if code in seen or not code else code
        seen.add(code)
        found.append(code)
    return found


def _stated(head: Head, name: str) -> DimensionRole | None:
    """Role that the file states of a dimension."""
    if head.text("CONTVARIABLE", language="") == name.strip():
        return DimensionRole.MEASURE
    if head.statement("TIMEVAL", name, language=""):
        return DimensionRole.TIME
    if head.statement("MAP", name, language=""):
        return DimensionRole.TERRITORY
    return _TYPES.get(head.text("VARIABLE-TYPE", name, language="").casefold())


def _periods(head: Head, name: str, codes: list[str]) -> dict[str, str]:
    """Periods by code, where TIMEVAL lists as many as there are codes."""
    statement = head.statement("TIMEVAL", name, language="")
    if not statement or len(statement.values) != len(codes):
        return {}
    found = zip(codes, (listed(statement.scale, value) for value in statement.values), strict=True)
    return {code: period for code, period in found if period}


def _units(head: Head, name: str, word: str, codes: list[str]) -> dict[str, str]:
    """Units of the contents, by code; the file speaks of them by their names."""
    if head.text("CONTVARIABLE", language="") != name.strip():
        return {}
    values = head.values("VALUES", name, language="") or codes
    chosen = head.values("VALUES", word) or values
    units = {}
    for code, value, text in zip(codes, values, chosen, strict=True):
        if unit := head.text("UNITS", text) or head.text("UNITS", value, language=""):
            units[code] = unit
    return units


def _total(head: Head, name: str, codes: list[str], values: list[str]) -> str:
    """Code of the value that stands for all others when the dimension is eliminated."""
    wanted = head.text("ELIMINATION", name, language="")
    if wanted.upper() in {"", "YES", "NO"}:
        return ""
    found = [code for code, value in zip(codes, values, strict=True) if wanted in {code, value}]
    return found[0] if len(found) == 1 else ""


def _notes(head: Head, name: str, word: str, codes: list[str], words: list[str]) -> dict[str, str]:
    """Remarks on single values, by code."""
    notes: dict[str, str] = {}
    for code, text in zip(codes, words, strict=True):
        found = [
            note
            for keyword in ("VALUENOTE", "VALUENOTEX")
            for about in ((word, text), (word, code))
            if (note := head.text(keyword, *about))
        ]
        if found:
            notes[code] = " | ".join(dict.fromkeys(found))
    return notes
