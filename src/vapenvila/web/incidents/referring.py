"""Foreign keys to an incident that stop its deletion at once, for the migrations of the apps that refer to incidents."""

from django.db.migrations import RunSQL

_REWRITE = """
DO $$
DECLARE reference record;
BEGIN
  FOR reference IN
    SELECT c.conname, a.attname FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.conrelid = '{table}'::regclass AND c.confrelid = 'incidents_incident'::regclass
  LOOP
    EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I', reference.conname);
    EXECUTE format('ALTER TABLE {table} ADD CONSTRAINT %I FOREIGN KEY (%I) REFERENCES incidents_incident (id)'
                   ' ON DELETE {on_delete} DEFERRABLE INITIALLY DEFERRED', reference.conname, reference.attname);
  END LOOP;
END $$
"""


def restrict_references(table: str) -> RunSQL:
    """The table's references to incidents, so that they stop a deletion; a new row is still looked at at the end."""
    return RunSQL(
        _REWRITE.format(table=table, on_delete="RESTRICT"),
        _REWRITE.format(table=table, on_delete="NO ACTION"),
    )
