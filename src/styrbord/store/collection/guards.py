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


_FIXED_OF_PACKAGE = 'id, submission_id, number, sha256, places, is_handed_in, channel, at, "by", person'
_ERASED = "words of a package are erased once, and nothing else of it is changed"
_ONCE = "OLD.bare_sha256 IS NOT NULL OR NEW.bare_sha256 IS NULL"


def bare_statements(vendor: str) -> list[str]:
    """SQL that lets the content of a package be written once more, together with the hash of what is left."""
    if vendor == "postgresql":
        end, table = f"EXECUTE FUNCTION styrbord_refuse('{_ERASED}')", " ON collection_package"
    else:
        end, table = f"BEGIN SELECT RAISE(ABORT, '{_ERASED}'); END", ""
    made = "CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON collection_package FOR EACH ROW{when} {end}"
    return [
        f"DROP TRIGGER package_fixed{table}",
        made.format(name="package_fixed", columns=_FIXED_OF_PACKAGE, when="", end=end),
        made.format(name="package_bare", columns="content, bare_sha256", when=f" WHEN ({_ONCE})", end=end),
    ]
