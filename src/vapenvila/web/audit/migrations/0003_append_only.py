"""The trail takes new rows only, shows each reader their part, and is sealed and checked inside the database.

Sealing, digests and checks run with the owner's rights (SECURITY DEFINER), because the application may read a part of
the trail only. They give away hashes and counts, never rows.

The lock (8602513): every insert takes it shared BEFORE its sequence number is drawn; sealing takes it alone. So when a seal is
written no transaction holds a number below it that could still be committed.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is append-only: % on % is refused to everybody', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_auditseal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_auditcheck
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
UNREFUSE = """
DROP TRIGGER append_only ON audit_auditevent;
DROP TRIGGER append_only ON audit_auditseal;
DROP TRIGGER append_only ON audit_auditcheck;
DROP FUNCTION audit_refuse_change();
"""

WAIT_FOR_SEAL = """
CREATE FUNCTION audit_wait_for_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(8602513);
    RETURN NULL;
END $$;
CREATE TRIGGER wait_for_seal BEFORE INSERT ON audit_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_wait_for_seal();
"""
UNWAIT = "DROP TRIGGER wait_for_seal ON audit_auditevent; DROP FUNCTION audit_wait_for_seal();"

READERS = """
ALTER TABLE audit_auditevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_adds ON audit_auditevent FOR INSERT WITH CHECK (true);
CREATE POLICY own_programmes_and_own_acts ON audit_auditevent FOR SELECT USING (
    programme = ANY ((SELECT vapenvila_programmes())::uuid[]) OR "user" = (SELECT vapenvila_user())
);
"""
UNREADERS = """
DROP POLICY everybody_adds ON audit_auditevent;
DROP POLICY own_programmes_and_own_acts ON audit_auditevent;
ALTER TABLE audit_auditevent DISABLE ROW LEVEL SECURITY;
"""

DIGEST = """
CREATE FUNCTION audit_digest(after_id bigint, upto_id bigint, OUT rows bigint, OUT first_id bigint, OUT digest bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*), min(id), sha256(coalesce(string_agg(sha256(convert_to(jsonb_build_array(
        id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), request, "user", programme, room, manner,
        act, subject_kind, subject, details)::text, 'UTF8')), ''::bytea ORDER BY id), ''::bytea))
    FROM public.audit_auditevent WHERE id > after_id AND id <= upto_id
$$;
CREATE FUNCTION audit_seal_hash(
    previous bytea, digest bytea, first_id bigint, last_id bigint, rows bigint, sealed_at timestamptz
) RETURNS bytea LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT sha256(previous || digest || convert_to(jsonb_build_array(first_id, last_id, rows,
        to_char(sealed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text, 'UTF8'))
$$;
"""
UNDIGEST = """
DROP FUNCTION audit_seal_hash(bytea, bytea, bigint, bigint, bigint, timestamptz);
DROP FUNCTION audit_digest(bigint, bigint);
"""

SEAL = """
CREATE FUNCTION audit_seal(moment timestamptz, at_most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '500ms' AS $$
DECLARE
    before_id bigint; before_hash bytea; upto bigint; part record;
BEGIN
    PERFORM pg_advisory_xact_lock(8602513);
    SELECT last_id, hash INTO before_id, before_hash FROM public.audit_auditseal ORDER BY id DESC LIMIT 1;
    before_id := coalesce(before_id, -9223372036854775808);
    before_hash := coalesce(before_hash, sha256(''::bytea));
    SELECT max(id) INTO upto FROM (
        SELECT id FROM public.audit_auditevent WHERE id > before_id ORDER BY id LIMIT at_most) AS next_rows;
    IF upto IS NULL THEN RETURN 0; END IF;
    part := public.audit_digest(before_id, upto);
    INSERT INTO public.audit_auditseal (sealed_at, first_id, last_id, rows, previous_hash, hash) VALUES (
        moment, part.first_id, upto, part.rows, before_hash,
        public.audit_seal_hash(before_hash, part.digest, part.first_id, upto, part.rows, moment));
    RETURN part.rows;
END $$;
"""
UNSEAL = "DROP FUNCTION audit_seal(timestamptz, integer);"

VERIFY = """
CREATE FUNCTION audit_verify(OUT events bigint, OUT seals bigint, OUT unsealed bigint, OUT first_bad bigint,
    OUT sealed_rows bigint, OUT found_rows bigint, OUT bad_upto bigint, OUT bad_sealed_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    seal record; part record;
    before_id bigint := -9223372036854775808;
    before_hash bytea := sha256(''::bytea);
BEGIN
    SELECT count(*) INTO events FROM public.audit_auditevent;
    SELECT count(*) INTO seals FROM public.audit_auditseal;
    FOR seal IN SELECT * FROM public.audit_auditseal ORDER BY id LOOP
        part := public.audit_digest(before_id, seal.last_id);
        IF part.rows <> seal.rows OR part.first_id IS DISTINCT FROM seal.first_id OR seal.previous_hash <> before_hash
            OR (seal.hash <> public.audit_seal_hash(
            before_hash, part.digest, seal.first_id, seal.last_id, seal.rows, seal.sealed_at)) IS NOT FALSE THEN
            first_bad := least(seal.first_id, part.first_id);
            sealed_rows := seal.rows; found_rows := part.rows;
            bad_upto := seal.last_id; bad_sealed_at := seal.sealed_at;
            EXIT;
        END IF;
        before_id := seal.last_id;
        before_hash := seal.hash;
    END LOOP;
    SELECT count(*) INTO unsealed FROM public.audit_auditevent
        WHERE id > coalesce((SELECT max(last_id) FROM public.audit_auditseal), -9223372036854775808);
END $$;
"""
UNVERIFY = "DROP FUNCTION audit_verify();"


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_seals"), ("wall", "0001_who_acts")]
    operations = [
        migrations.RunSQL(REFUSE, UNREFUSE),
        migrations.RunSQL(WAIT_FOR_SEAL, UNWAIT),
        migrations.RunSQL(READERS, UNREADERS),
        migrations.RunSQL(DIGEST, UNDIGEST),
        migrations.RunSQL(SEAL, UNSEAL),
        migrations.RunSQL(VERIFY, UNVERIFY),
    ]
