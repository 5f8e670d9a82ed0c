"""Which SQL lets the database refuse to change or empty the ledger and its seals?

On SQLite a row that replaces another one takes it away without asking the trigger of deletions, so that
an insertion is looked at too.
"""

_SQLITE = """
CREATE TRIGGER event_new BEFORE INSERT ON ledger_event
WHEN EXISTS (SELECT 1 FROM ledger_event
  WHERE id = NEW.id OR idempotency_key = NEW.idempotency_key)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: there is such an event'); END;
CREATE TRIGGER seal_new BEFORE INSERT ON ledger_seal
WHEN EXISTS (SELECT 1 FROM ledger_seal WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: there is such a seal'); END;
CREATE TRIGGER seal_fixed BEFORE UPDATE ON ledger_seal
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER seal_kept BEFORE DELETE ON ledger_seal
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""

_POSTGRESQL = """
CREATE FUNCTION styrbord_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;
CREATE TRIGGER event_whole BEFORE TRUNCATE ON ledger_event
FOR EACH STATEMENT EXECUTE FUNCTION styrbord_append_only();
CREATE TRIGGER seal_fixed BEFORE UPDATE OR DELETE ON ledger_seal
FOR EACH ROW EXECUTE FUNCTION styrbord_append_only();
CREATE TRIGGER seal_whole BEFORE TRUNCATE ON ledger_seal
FOR EACH STATEMENT EXECUTE FUNCTION styrbord_append_only()
"""

HOLDING = """
CREATE FUNCTION styrbord_hold_ledger() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS
$$ BEGIN LOCK TABLE ledger_event IN SHARE MODE; END $$;
REVOKE ALL ON FUNCTION styrbord_hold_ledger() FROM PUBLIC
"""
"""Holds new events back until a transaction ends, for roles of PostgreSQL that cannot change the ledger."""


def statements(vendor: str) -> list[str]:
    """SQL that makes the guards, for sqlite or postgresql."""
    return [_POSTGRESQL] if vendor == "postgresql" else _SQLITE.strip().split(";\n")
