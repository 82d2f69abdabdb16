"""Exports of incidents move into the one register of exports (audit), with their numbers. No row is lost.

Row-level security is forced on the owner too, so it is lifted for the copy and raised again after the migration.
"""

from django.db import migrations

MOVE = """
ALTER TABLE incidents_exportpackage NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_exportrecord NO FORCE ROW LEVEL SECURITY;
INSERT INTO audit_exportrecord (id, programme_id, number, kind, format, handling, purpose, recipient, filter_words,
    query, row_count, sha256, expires_on, made_by, made_at, recalled_by, recalled_at, recall_reason,
    destroyed_confirmed_at, confirmed_by, noted_by)
SELECT id, programme_id, number, 'incidents', format, 'shared', purpose, recipient, filter_words,
    query, row_count, '', expires_on, made_by_id, made_at, recalled_by_id, recalled_at, '',
    destroyed_confirmed_at, CASE WHEN destroyed_confirmed_at IS NULL THEN '' ELSE recipient END, NULL
FROM incidents_exportpackage;
INSERT INTO audit_exportseries (series, last)
SELECT programme_id, max(number) FROM incidents_exportpackage GROUP BY programme_id;
ALTER TABLE audit_exportrecord FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0003_history_is_append_only"),
        ("audit", "0006_rooms_of_the_trail"),
    ]
    operations = [
        migrations.RunSQL(MOVE),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.DeleteModel(name="ExportPackage"),
    ]
