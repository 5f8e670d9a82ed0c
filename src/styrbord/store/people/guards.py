"""How does the database itself refuse to change or delete what was given?"""

_FIXED = {
    "people_holding": "person_id, post_id",
    "people_grant": "post_id, role, subject_id, hierarchy, rubrics",
    "people_deputy": "post_id, deputy_id",
}
_DATES = 'valid_from, valid_to, recorded_at, "by"'
_KEPT = "rights are ended, never deleted"
_CHANGED = "rights are ended, never changed"
_TWICE = "a right is ended once"


def statements(vendor: str) -> list[str]:
    """SQL that guards the tables, for sqlite or postgresql; the basis stays open to erasure."""
    return [part for table, columns in _FIXED.items() for part in _guards(table, columns, vendor)]


def _guards(table: str, columns: str, vendor: str) -> list[str]:
    when = {
        f"{table}_kept": ("BEFORE DELETE", "", _KEPT),
        f"{table}_fixed": (f"BEFORE UPDATE OF {columns}, {_DATES}", "", _CHANGED),
        f"{table}_ended": ("BEFORE UPDATE OF ended_at, ended_by", "OLD.ended_at IS NOT NULL", _TWICE),
    }
    make = _postgresql if vendor == "postgresql" else _sqlite
    return [make(name, table, event, condition, words) for name, (event, condition, words) in when.items()]


def _sqlite(name: str, table: str, event: str, condition: str, words: str) -> str:
    only = f" WHEN {condition}" if condition else ""
    return f"CREATE TRIGGER {name} {event} ON {table}{only} BEGIN SELECT RAISE(ABORT, '{words}'); END"


def _postgresql(name: str, table: str, event: str, condition: str, words: str) -> str:
    only = f" WHEN ({condition})" if condition else ""
    return (
        f"CREATE TRIGGER {name} {event} ON {table} FOR EACH ROW{only} "
        f"EXECUTE FUNCTION styrbord_refuse('{words}')"
    )
