"""Which table keeps the observations, on SQLite and on PostgreSQL?

Two half-open intervals stand on every row: `shown_from, shown_to` on the release clock and
`vintage_from, vintage_to` on the source's clock, so that *as of* and *vintage* are range conditions.
The key begins with indicator and subject: a page reads a few short runs of neighbouring rows.
"""

KEY = (
    "indicator",
    "subject",
    "scenario",
    "breakdown",
    "frequency",
    "run",
    "horizon",
    "period",
    "vintage_from",
)
REST = (
    "vintage_to",
    "shown_from",
    "shown_to",
    "value",
    "status",
    "confidentiality",
    "decimals",
    "edition",
    "file",
    "line",
    "note",
)
COLUMNS = KEY + REST

_SQLITE = """
CREATE TABLE observation (
  indicator INTEGER NOT NULL REFERENCES spine_indicator (id),
  subject INTEGER NOT NULL REFERENCES spine_subject (id),
  scenario INTEGER NOT NULL, breakdown INTEGER NOT NULL, frequency INTEGER NOT NULL,
  run INTEGER NOT NULL, horizon INTEGER NOT NULL, period INTEGER NOT NULL,
  vintage_from INTEGER NOT NULL, vintage_to INTEGER NOT NULL,
  shown_from INTEGER NOT NULL, shown_to INTEGER NOT NULL,
  value REAL, status TEXT NOT NULL, confidentiality TEXT NOT NULL, decimals INTEGER,
  edition INTEGER NOT NULL REFERENCES spine_edition (id),
  file INTEGER, line INTEGER, note TEXT,
  PRIMARY KEY (indicator, subject, scenario, breakdown, frequency, run, horizon, period, vintage_from)
) WITHOUT ROWID;
CREATE TRIGGER observation_fixed BEFORE UPDATE OF
  indicator, subject, scenario, breakdown, frequency, run, horizon, period, vintage_from,
  value, status, confidentiality, decimals, edition, file, line, note ON observation
BEGIN SELECT RAISE(ABORT, 'numbers in an edition never change'); END;
CREATE TRIGGER observation_kept BEFORE DELETE ON observation
BEGIN SELECT RAISE(ABORT, 'numbers in an edition are never deleted'); END;
CREATE TRIGGER event_fixed BEFORE UPDATE ON ledger_event
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON ledger_event
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""

_POSTGRESQL = """
CREATE TABLE observation (
  indicator integer NOT NULL, subject integer NOT NULL,
  scenario smallint NOT NULL, breakdown integer NOT NULL, frequency smallint NOT NULL,
  run integer NOT NULL, horizon smallint NOT NULL, period integer NOT NULL,
  vintage_from bigint NOT NULL, vintage_to bigint NOT NULL,
  shown_from bigint NOT NULL, shown_to bigint NOT NULL,
  value double precision, status char(1) NOT NULL, confidentiality char(1) NOT NULL, decimals smallint,
  edition integer NOT NULL,
  file integer, line integer, note text,
  PRIMARY KEY (indicator, subject, scenario, breakdown, frequency, run, horizon, period, vintage_from)
);
CREATE FUNCTION styrbord_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
CREATE TRIGGER observation_fixed BEFORE UPDATE OF
  indicator, subject, scenario, breakdown, frequency, run, horizon, period, vintage_from,
  value, status, confidentiality, decimals, edition, file, line, note ON observation
FOR EACH ROW EXECUTE FUNCTION styrbord_refuse('numbers in an edition never change');
CREATE TRIGGER observation_kept BEFORE DELETE ON observation
FOR EACH ROW EXECUTE FUNCTION styrbord_refuse('numbers in an edition are never deleted');
CREATE TRIGGER event_fixed BEFORE UPDATE OR DELETE ON ledger_event
FOR EACH ROW EXECUTE FUNCTION styrbord_refuse('the ledger is append-only')
"""


def statements(vendor: str) -> list[str]:
    """SQL that makes the table and its guards, for sqlite or postgresql."""
    return [_POSTGRESQL] if vendor == "postgresql" else _SQLITE.strip().split(";\n")
