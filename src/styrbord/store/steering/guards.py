"""How does the database itself refuse to lose a promise, or that it was broken?

On SQLite a row that replaces another one takes it away without asking the trigger of deletions, so that
an insertion is looked at too.
"""

PROMISE, STEP = "steering_promise", "steering_promisestep"
_KEPT = "a promise, and what was done with it, is never changed or deleted"
_BROKEN = "that a promise was broken stays"
_FIRST = "id, token, subject_id, source_kind, source, given_at, asker, first_due_on"
_WAS_BROKEN = "OLD.broken_on IS NOT NULL AND NEW.broken_on IS {differs} OLD.broken_on"


def promise_statements(vendor: str) -> list[str]:
    """SQL that guards promises and their steps, for sqlite or postgresql."""
    return _postgresql() if vendor == "postgresql" else _sqlite()


def _sqlite() -> list[str]:
    def refuse(words: str) -> str:
        return f"BEGIN SELECT RAISE(ABORT, '{words}'); END"

    broken = _WAS_BROKEN.format(differs="NOT")
    return [
        f"CREATE TRIGGER promise_kept BEFORE DELETE ON {PROMISE} {refuse(_KEPT)}",
        f"CREATE TRIGGER promise_fixed BEFORE UPDATE OF {_FIRST} ON {PROMISE} {refuse(_KEPT)}",
        f"CREATE TRIGGER promise_broken BEFORE UPDATE ON {PROMISE} WHEN {broken} {refuse(_BROKEN)}",
        f"CREATE TRIGGER promise_new BEFORE INSERT ON {PROMISE} WHEN EXISTS"
        f" (SELECT 1 FROM {PROMISE} WHERE id = NEW.id OR token = NEW.token) {refuse(_KEPT)}",
        f"CREATE TRIGGER promisestep_kept BEFORE DELETE ON {STEP} {refuse(_KEPT)}",
        f"CREATE TRIGGER promisestep_fixed BEFORE UPDATE ON {STEP} {refuse(_KEPT)}",
        f"CREATE TRIGGER promisestep_new BEFORE INSERT ON {STEP} WHEN EXISTS"
        f" (SELECT 1 FROM {STEP} WHERE id = NEW.id"
        f" OR (promise_id = NEW.promise_id AND revision = NEW.revision)) {refuse(_KEPT)}",
    ]


def _postgresql() -> list[str]:
    def refuse(words: str) -> str:
        return f"EXECUTE FUNCTION styrbord_refuse('{words}')"

    broken = _WAS_BROKEN.format(differs="DISTINCT FROM")
    each, whole = "FOR EACH ROW", "FOR EACH STATEMENT"
    return [
        f"CREATE TRIGGER promise_kept BEFORE DELETE ON {PROMISE} {each} {refuse(_KEPT)}",
        f"CREATE TRIGGER promise_whole BEFORE TRUNCATE ON {PROMISE} {whole} {refuse(_KEPT)}",
        f"CREATE TRIGGER promise_fixed BEFORE UPDATE OF {_FIRST} ON {PROMISE} {each} {refuse(_KEPT)}",
        f"CREATE TRIGGER promise_broken BEFORE UPDATE ON {PROMISE} {each} WHEN ({broken}) {refuse(_BROKEN)}",
        f"CREATE TRIGGER promisestep_kept BEFORE DELETE OR UPDATE ON {STEP} {each} {refuse(_KEPT)}",
        f"CREATE TRIGGER promisestep_whole BEFORE TRUNCATE ON {STEP} {whole} {refuse(_KEPT)}",
    ]
