"""What the database itself refuses: a frozen audit that changes, an agency that answers for another, a step back.

The rules say the same (`rules/group_audit.py`); these hold for whoever writes past them, the owner of the tables too.
A frozen audit goes whole, after three years and no earlier (`Regime.GROUP_AUDIT`).
"""

from django.db import migrations

ASKED = """
CREATE FUNCTION group_audit_on_the_table(audit uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM group_audit_groupaudit a WHERE a.id = audit AND a.state IN ('settling', 'frozen'))
$$;

CREATE FUNCTION group_audit_keeps_outreach(room uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM group_audit_outreachkeeper k
                   WHERE k.room_id = room AND k.user_id = vapenvila_user() AND k.first_day <= current_date + 1
                     AND (k.last_day IS NULL OR k.last_day >= current_date))
$$;
"""

AUDIT = """
CREATE FUNCTION group_audit_guard_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state = 'frozen' AND OLD.frozen_at > now() - interval '3 years' THEN
            RAISE EXCEPTION 'A frozen audit is kept for three years' USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state = 'frozen' THEN
        RAISE EXCEPTION 'A frozen audit never changes' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND NOT (OLD.state || ' ' || NEW.state) = ANY (ARRAY[
        'planned answering', 'answering settling', 'settling frozen']) THEN
        RAISE EXCEPTION 'An audit does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state <> 'planned' AND NEW.questionnaire <> OLD.questionnaire THEN
        RAISE EXCEPTION 'Everybody answers the same questions' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'frozen' THEN
        IF NEW.snapshot_hash <> encode(sha256(convert_to(NEW.snapshot, 'UTF8')), 'hex') THEN
            RAISE EXCEPTION 'The hash is not that of the snapshot' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT FROM group_audit_auditfinding f WHERE f.audit_id = NEW.id AND f.outcome = '') THEN
            RAISE EXCEPTION 'Questions are left to settle' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_audit BEFORE UPDATE OR DELETE ON group_audit_groupaudit
    FOR EACH ROW EXECUTE FUNCTION group_audit_guard_audit();
"""

# Everything of an audit freezes with it.
PARTS = """
CREATE FUNCTION group_audit_guard_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part jsonb := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    audit group_audit_groupaudit;
BEGIN
    SELECT * INTO audit FROM group_audit_groupaudit a WHERE a.id = (part ->> 'audit_id')::uuid;
    IF audit.id IS NULL AND TG_OP = 'INSERT' THEN
        RETURN NEW;  -- no audit in sight: the wall and the reference refuse the row
    END IF;
    IF TG_OP = 'INSERT' AND audit.programme_id <> (part ->> 'programme_id')::uuid THEN
        RAISE EXCEPTION 'A part of an audit lies in its programme' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.audit_id <> OLD.audit_id THEN
        RAISE EXCEPTION 'A part of an audit stays with it' USING ERRCODE = 'check_violation';
    END IF;
    IF audit.state = 'frozen' AND NOT (TG_OP = 'DELETE' AND audit.frozen_at <= now() - interval '3 years') THEN
        RAISE EXCEPTION 'A frozen audit never changes' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF TG_TABLE_NAME = 'group_audit_auditanswer' AND audit.state = 'settling'
           AND audit.planned_on > now() - interval '3 years' THEN
            RAISE EXCEPTION 'What lies on the table stays there' USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
"""

ANSWER = """
CREATE FUNCTION group_audit_guard_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    audit group_audit_groupaudit;
BEGIN
    IF NEW.room_id IS DISTINCT FROM vapenvila_room() THEN
        RAISE insufficient_privilege
            USING MESSAGE = format('new row violates row-level security policy for table "%s"', TG_TABLE_NAME);
    END IF;
    SELECT * INTO audit FROM group_audit_groupaudit a WHERE a.id = NEW.audit_id;
    IF audit.id IS NULL THEN
        RETURN NEW;  -- no audit in sight: the wall and the reference refuse the row
    END IF;
    IF audit.state <> 'answering' THEN
        RAISE EXCEPTION 'Agencies answer while the audit is open for answers' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM group_audit_auditroom r
               WHERE r.audit_id = NEW.audit_id AND r.room_id = NEW.room_id AND r.handed_in_at IS NOT NULL) THEN
        RAISE EXCEPTION 'The agency has handed in' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM group_audit_auditline l WHERE l.id = NEW.line_id AND l.audit_id <> NEW.audit_id) THEN
        RAISE EXCEPTION 'The group is in another audit' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_answer BEFORE INSERT OR UPDATE ON group_audit_auditanswer
    FOR EACH ROW EXECUTE FUNCTION group_audit_guard_answer();
"""

# A group on the list is put there by whoever leads; one that is proposed, by an agency for itself.
LINE = """
CREATE FUNCTION group_audit_guard_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.room_id IS NOT NULL AND NEW.room_id IS DISTINCT FROM vapenvila_room() AND TG_OP = 'INSERT' THEN
        RAISE insufficient_privilege
            USING MESSAGE = format('new row violates row-level security policy for table "%s"', TG_TABLE_NAME);
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.room_id IS DISTINCT FROM OLD.room_id THEN
        RAISE EXCEPTION 'Who proposed a group stays on record' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_line BEFORE INSERT OR UPDATE ON group_audit_auditline
    FOR EACH ROW EXECUTE FUNCTION group_audit_guard_line();
"""

NOTE = """
CREATE FUNCTION group_audit_guard_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.room_id IS DISTINCT FROM vapenvila_room() THEN
        RAISE insufficient_privilege
            USING MESSAGE = format('new row violates row-level security policy for table "%s"', TG_TABLE_NAME);
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.written_by_id IS DISTINCT FROM OLD.written_by_id THEN
        RAISE EXCEPTION 'Who told it stays on record' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.written_by_id IS DISTINCT FROM vapenvila_user() THEN
        RAISE EXCEPTION 'Nobody changes what an outreach worker told' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_note BEFORE INSERT OR UPDATE ON group_audit_outreachnote
    FOR EACH ROW EXECUTE FUNCTION group_audit_guard_note();
"""

OF_AN_AUDIT = ("auditroom", "auditline", "auditanswer", "auditfinding")
UP = (
    ASKED
    + AUDIT
    + PARTS
    + "".join(
        f"CREATE TRIGGER freezes BEFORE INSERT OR UPDATE OR DELETE ON group_audit_{table}"
        " FOR EACH ROW EXECUTE FUNCTION group_audit_guard_part();"
        for table in OF_AN_AUDIT
    )
    + ANSWER
    + LINE
    + NOTE
)
DOWN = (
    "DROP TRIGGER guard_note ON group_audit_outreachnote; DROP FUNCTION group_audit_guard_note();"
    "DROP TRIGGER guard_line ON group_audit_auditline; DROP FUNCTION group_audit_guard_line();"
    "DROP TRIGGER guard_answer ON group_audit_auditanswer; DROP FUNCTION group_audit_guard_answer();"
    + "".join(f"DROP TRIGGER freezes ON group_audit_{table};" for table in OF_AN_AUDIT)
    + "DROP FUNCTION group_audit_guard_part();"
    "DROP TRIGGER guard_audit ON group_audit_groupaudit; DROP FUNCTION group_audit_guard_audit();"
    "DROP FUNCTION group_audit_keeps_outreach(uuid) CASCADE; DROP FUNCTION group_audit_on_the_table(uuid) CASCADE;"
)


class Migration(migrations.Migration):
    dependencies = [("group_audit", "0001_initial")]
    operations = [migrations.RunSQL(UP, DOWN)]
