"""How does the database itself refuse to change or delete what was handed in, done or published?

On SQLite a row that replaces another one takes it away without asking the trigger of deletions, so that
an insertion is looked at too.
"""

_KEPT = {
    "package": ("submission_id", "number"),
    "step": (),
    "packageedition": (),
    "formversion": (),
}
_WORDS = "what was handed in, done or published is never changed or deleted"
_FIXED_OF_FORM = 'form_id, number, text, "by", shown_from'


def statements(vendor: str) -> list[str]:
    """SQL that guards the tables, for sqlite or postgresql; only the end of a form's version is written."""
    make = _postgresql if vendor == "postgresql" else _sqlite
    return [part for name, unique in _KEPT.items() for part in make(name, unique)]


def _changes(name: str) -> str:
    return f"UPDATE OF {_FIXED_OF_FORM}" if name == "formversion" else "UPDATE"


def _sqlite(name: str, unique: tuple[str, ...]) -> list[str]:
    table = f"collection_{name}"
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    same = " AND ".join(f"{column} = NEW.{column}" for column in unique)
    found = f"id = NEW.id OR ({same})" if same else "id = NEW.id"
    return [
        f"CREATE TRIGGER {name}_fixed BEFORE {_changes(name)} ON {table} {refusal}",
        f"CREATE TRIGGER {name}_kept BEFORE DELETE ON {table} {refusal}",
        f"CREATE TRIGGER {name}_new BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {found}) {refusal}",
    ]


def _postgresql(name: str, _: tuple[str, ...]) -> list[str]:
    table = f"collection_{name}"
    refusal = f"EXECUTE FUNCTION styrbord_refuse('{_WORDS}')"
    return [
        f"CREATE TRIGGER {name}_fixed BEFORE {_changes(name)} ON {table} FOR EACH ROW {refusal}",
        f"CREATE TRIGGER {name}_kept BEFORE DELETE ON {table} FOR EACH ROW {refusal}",
        f"CREATE TRIGGER {name}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refusal}",
    ]
