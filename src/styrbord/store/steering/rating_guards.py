"""How does the database itself refuse to change a rating that was computed, or a method that was approved?

On SQLite a row that replaces another one takes it away without asking the trigger of deletions, so that
an insertion is looked at too.
"""

_WORDS = "what a rating found, and by which method, is never changed or deleted"
_APPENDED = {
    "ratingplace": ("run_id", "subject_id", "period"),
    "ratingassessment": (),
    "ratingstep": (),
    "ratingday": (),
}
"""Tables whose rows are never changed, with what stands once in them beside the number."""
_FIXED = {
    "ratingrun": (
        "id, token, question, version_id, period, at, access, manifest, result_hash, asked_by, asked_person",
        "",
        ("token", "question"),
    ),
    "ratingversion": ("id, method_id, number, text, text_hash, scope", "OLD.state <> 'draft'", ()),
    "ratingappeal": ('id, token, run_id, subject_id, made_at, "by", person', "", ("token",)),
}
"""Tables whose rows are never deleted, with the columns that are never changed and since when."""


def rating_statements(vendor: str) -> list[str]:
    """SQL that guards ratings, for sqlite or postgresql."""
    appended, fixed = (
        (_appended_postgresql, _fixed_postgresql)
        if vendor == "postgresql"
        else (_appended_sqlite, _fixed_sqlite)
    )
    found = [part for name, unique in _APPENDED.items() for part in appended(name, unique)]
    return found + [part for name, said in _FIXED.items() for part in fixed(name, *said)]


def _appended_sqlite(name: str, unique: tuple[str, ...]) -> list[str]:
    table, refusal = f"steering_{name}", _refusal()
    same = " AND ".join(f"{column} = NEW.{column}" for column in unique)
    return [
        f"CREATE TRIGGER {name}_fixed BEFORE UPDATE ON {table} {refusal}",
        f"CREATE TRIGGER {name}_kept BEFORE DELETE ON {table} {refusal}",
        _new(name, f"id = NEW.id OR ({same})" if same else "id = NEW.id"),
    ]


def _fixed_sqlite(name: str, columns: str, since: str, unique: tuple[str, ...]) -> list[str]:
    table, refusal = f"steering_{name}", _refusal()
    when = f" WHEN {since}" if since else ""
    same = " OR ".join(f"{column} = NEW.{column}" for column in ("id", *unique))
    return [
        f"CREATE TRIGGER {name}_fixed BEFORE UPDATE OF {columns} ON {table}{when} {refusal}",
        f"CREATE TRIGGER {name}_kept BEFORE DELETE ON {table} {refusal}",
        _new(name, same),
    ]


def _new(name: str, same: str) -> str:
    table = f"steering_{name}"
    return (
        f"CREATE TRIGGER {name}_new BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {_refusal()}"
    )


def _refusal() -> str:
    return f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"


def _appended_postgresql(name: str, _: tuple[str, ...]) -> list[str]:
    table, refusal = f"steering_{name}", f"EXECUTE FUNCTION styrbord_refuse('{_WORDS}')"
    return [
        f"CREATE TRIGGER {name}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refusal}",
        f"CREATE TRIGGER {name}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refusal}",
    ]


def _fixed_postgresql(name: str, columns: str, since: str, _: tuple[str, ...]) -> list[str]:
    table, refusal = f"steering_{name}", f"EXECUTE FUNCTION styrbord_refuse('{_WORDS}')"
    when = f" WHEN ({since})" if since else ""
    return [
        f"CREATE TRIGGER {name}_fixed BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW{when} {refusal}",
        f"CREATE TRIGGER {name}_kept BEFORE DELETE ON {table} FOR EACH ROW {refusal}",
        f"CREATE TRIGGER {name}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refusal}",
    ]
