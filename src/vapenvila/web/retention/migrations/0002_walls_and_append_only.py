"""Who sees tally and certificates, and that nobody changes them: a room's are seen in the room, a programme's in the programme."""

from django.db import migrations

SEEN = """(programme IS NULL AND room IS NULL)
    OR (programme = ANY ((SELECT vapenvila_programmes())::uuid[]) AND (room IS NULL OR room = (SELECT vapenvila_room())))"""

TABLES = ("retention_retentiondeletion", "retention_retentioncertificate")
WALL = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
    f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
    f"CREATE POLICY wall ON {table} USING ({SEEN}) WITH CHECK ({SEEN});"
    for table in TABLES
)
UNWALL = "".join(
    f"DROP POLICY wall ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
    f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    for table in TABLES
)
REFUSE = """
CREATE FUNCTION retention_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was deleted is certified once and for all: % on % is refused to everybody', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
""" + "".join(
    f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION retention_refuse_change();"
    for table in TABLES
)
UNREFUSE = (
    "".join(f"DROP TRIGGER append_only ON {table};" for table in TABLES)
    + "DROP FUNCTION retention_refuse_change();"
)


class Migration(migrations.Migration):
    dependencies = [("retention", "0001_initial"), ("wall", "0001_who_acts")]
    operations = [migrations.RunSQL(WALL, UNWALL), migrations.RunSQL(REFUSE, UNREFUSE)]
