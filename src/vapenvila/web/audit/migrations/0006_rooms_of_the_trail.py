"""What was done to a record in a room, and what left a room, is seen in that room alone; the seals cover the new column.

An event written before has no acting room, and its digest stays what it was: the old seals still fit.
"""

from django.db import migrations

DIGEST = """
CREATE OR REPLACE FUNCTION audit_digest(after_id bigint, upto_id bigint,
    OUT rows bigint, OUT first_id bigint, OUT digest bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*), min(id), sha256(coalesce(string_agg(sha256(convert_to((jsonb_build_array(
        id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), request, "user", programme, room, manner,
        act, subject_kind, subject, details)
        || CASE WHEN acting_room IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(acting_room) END)::text, 'UTF8')),
        ''::bytea ORDER BY id), ''::bytea))
    FROM public.audit_auditevent WHERE id > after_id AND id <= upto_id
$$;
"""
DIGEST_BEFORE = """
CREATE OR REPLACE FUNCTION audit_digest(after_id bigint, upto_id bigint,
    OUT rows bigint, OUT first_id bigint, OUT digest bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*), min(id), sha256(coalesce(string_agg(sha256(convert_to(jsonb_build_array(
        id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), request, "user", programme, room, manner,
        act, subject_kind, subject, details)::text, 'UTF8')), ''::bytea ORDER BY id), ''::bytea))
    FROM public.audit_auditevent WHERE id > after_id AND id <= upto_id
$$;
"""
READERS = """
DROP POLICY own_programmes_and_own_acts ON audit_auditevent;
CREATE POLICY own_programmes_and_own_acts ON audit_auditevent FOR SELECT USING (
    (programme = ANY ((SELECT vapenvila_programmes())::uuid[])
        AND (room IS NULL OR room = (SELECT vapenvila_room())))
    OR "user" = (SELECT vapenvila_user())
);
CREATE POLICY own_room ON audit_exportrecord AS RESTRICTIVE
    USING (room IS NULL OR room = (SELECT vapenvila_room()))
    WITH CHECK (room IS NULL OR room = (SELECT vapenvila_room()));
CREATE POLICY own_room ON audit_exportapproval AS RESTRICTIVE
    USING (room IS NULL OR room = (SELECT vapenvila_room()))
    WITH CHECK (room IS NULL OR room = (SELECT vapenvila_room()));
"""
READERS_BEFORE = """
DROP POLICY own_room ON audit_exportapproval;
DROP POLICY own_room ON audit_exportrecord;
DROP POLICY own_programmes_and_own_acts ON audit_auditevent;
CREATE POLICY own_programmes_and_own_acts ON audit_auditevent FOR SELECT USING (
    programme = ANY ((SELECT vapenvila_programmes())::uuid[]) OR "user" = (SELECT vapenvila_user())
);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_export_register")]
    operations = [
        migrations.RunSQL(DIGEST, DIGEST_BEFORE),
        migrations.RunSQL(READERS, READERS_BEFORE),
    ]
