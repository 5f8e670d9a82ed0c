"""How does the database itself keep what was done with deviations and decisions, and in meetings?

On SQLite a row that replaces another one takes it away without asking the trigger of deletions, so that
an insertion is looked at too.
"""

_KEPT = {"deviationstep": (), "decisionversion": ("decision_id", "revision"), "meetingstep": ()}
_WORDS = "what was done with a deviation, a decision or a meeting is never changed or deleted"


def statements(vendor: str) -> list[str]:
    """SQL that guards steps of cases and meetings and versions of decisions, for sqlite or postgresql."""
    make = _postgresql if vendor == "postgresql" else _sqlite
    return [part for name, unique in _KEPT.items() for part in make(name, unique)]


def _sqlite(name: str, unique: tuple[str, ...]) -> list[str]:
    table = f"steering_{name}"
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    same = " AND ".join(f"{column} = NEW.{column}" for column in unique)
    found = f"id = NEW.id OR ({same})" if same else "id = NEW.id"
    return [
        f"CREATE TRIGGER {name}_fixed BEFORE UPDATE ON {table} {refusal}",
        f"CREATE TRIGGER {name}_kept BEFORE DELETE ON {table} {refusal}",
        f"CREATE TRIGGER {name}_new BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {found}) {refusal}",
    ]


def _postgresql(name: str, _: tuple[str, ...]) -> list[str]:
    table = f"steering_{name}"
    refusal = f"EXECUTE FUNCTION styrbord_refuse('{_WORDS}')"
    return [
        f"CREATE TRIGGER {name}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refusal}",
        f"CREATE TRIGGER {name}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refusal}",
    ]
