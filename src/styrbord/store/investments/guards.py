"""How does the database itself refuse to change what was planned, approved, said or paid?

On SQLite a row that replaces another one takes it away without asking the trigger of deletions, so that
an insertion is looked at too.
"""

_WORDS = "what was planned, approved, said or paid is never changed or deleted"
_APPENDED = {
    "planversion": ("investment_id", "number"),
    "baseline": ("investment_id", "number"),
    "report": (),
    "step": (),
    "assent": (),
    "moneyfact": (),
    "fundmovement": (),
    "budgetbatch": ("token",),
}
"""Tables whose rows are never changed, with what stands once in them beside the number."""
_APPENDED_LATER = {"policy": (), "programmekind": (), "fundapplication": ("token",)}
"""The same, of tables that came after the others."""
_FIXED = {
    "investment": ("id, code", ("code",)),
    "matter": ("id, token, noun, investment_id, begun_at, begun_by", ("token",)),
    "fund": ("id, code, currency, price_year, prices", ("code",)),
    "component": ("id, code", ("code",)),
    "requirement": ("id, code, valid_from", ("code",)),
    "seat": ('id, seat, post, valid_from, valid_to, document, at, "by"', ()),
}
"""Tables whose rows are never deleted, with the columns that are never changed, and what stands once."""


def statements(vendor: str) -> list[str]:
    """SQL that guards the tables, for sqlite or postgresql."""
    is_big = vendor == "postgresql"
    appended, fixed = (
        (_appended_postgresql, _fixed_postgresql) if is_big else (_appended_sqlite, _fixed_sqlite)
    )
    found = [part for name, unique in _APPENDED.items() for part in appended(name, unique)]
    return found + [part for name, said in _FIXED.items() for part in fixed(name, *said)]


def later_statements(vendor: str) -> list[str]:
    """SQL that guards the tables which came later."""
    guarded = _appended_postgresql if vendor == "postgresql" else _appended_sqlite
    return [part for name, unique in _APPENDED_LATER.items() for part in guarded(name, unique)]


def _appended_sqlite(name: str, unique: tuple[str, ...]) -> list[str]:
    table = f"investments_{name}"
    same = " AND ".join(f"{column} = NEW.{column}" for column in unique)
    return [
        f"CREATE TRIGGER investments_{name}_fixed BEFORE UPDATE ON {table} {_refusal()}",
        f"CREATE TRIGGER investments_{name}_kept BEFORE DELETE ON {table} {_refusal()}",
        _new(name, f"id = NEW.id OR ({same})" if same else "id = NEW.id"),
    ]


def _fixed_sqlite(name: str, columns: str, unique: tuple[str, ...]) -> list[str]:
    table = f"investments_{name}"
    same = " OR ".join(f"{column} = NEW.{column}" for column in ("id", *unique))
    return [
        f"CREATE TRIGGER investments_{name}_fixed BEFORE UPDATE OF {columns} ON {table} {_refusal()}",
        f"CREATE TRIGGER investments_{name}_kept BEFORE DELETE ON {table} {_refusal()}",
        _new(name, same),
    ]


def _new(name: str, same: str) -> str:
    table = f"investments_{name}"
    return (
        f"CREATE TRIGGER investments_{name}_new BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {_refusal()}"
    )


def _refusal() -> str:
    return f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"


def _appended_postgresql(name: str, _: tuple[str, ...]) -> list[str]:
    return [_kept(name, "UPDATE OR DELETE"), _whole(name)]


def _fixed_postgresql(name: str, columns: str, _: tuple[str, ...]) -> list[str]:
    refusal = f"FOR EACH ROW EXECUTE FUNCTION styrbord_refuse('{_WORDS}')"
    return [
        f"CREATE TRIGGER investments_{name}_fixed BEFORE UPDATE OF {columns} ON investments_{name} {refusal}",
        _kept(name, "DELETE"),
        _whole(name),
    ]


def _kept(name: str, when: str) -> str:
    refusal = f"EXECUTE FUNCTION styrbord_refuse('{_WORDS}')"
    return (
        f"CREATE TRIGGER investments_{name}_kept BEFORE {when} ON investments_{name} FOR EACH ROW {refusal}"
    )


def _whole(name: str) -> str:
    refusal = f"EXECUTE FUNCTION styrbord_refuse('{_WORDS}')"
    return (
        f"CREATE TRIGGER investments_{name}_whole BEFORE TRUNCATE ON investments_{name}"
        f" FOR EACH STATEMENT {refusal}"
    )
