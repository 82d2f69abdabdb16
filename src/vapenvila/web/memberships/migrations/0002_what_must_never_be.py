"""What the database itself refuses: a membership on one source, of somebody who may not be listed, or in another room.

The rules say the same (`rules/membership.py`, `rules/membership_evidence.py`, `rules/tie.py`, `rules/person_listing.py`);
these hold for whoever writes past them, the owner of the tables too. A day is asked one day late, because the database
does not know in which time zone the site's day begins.
"""

from django.db import migrations

WHO = """
CREATE FUNCTION memberships_may_be_listed(person uuid, day date, new boolean) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM people_person p JOIN people_person k ON k.id = coalesce(p.merged_into_id, p.id)
        WHERE p.id = person AND k.state = 'active' AND k.age_known
          AND p.mark IN ('suspect', 'convicted') AND k.mark IN ('suspect', 'convicted')
          AND CASE WHEN k.adult_from IS NULL THEN NOT k.protective_track ELSE k.adult_from <= day + 1 END
          AND (NOT new OR k.review_by >= day - 1))
$$;

-- Whoever writes into a room they are not in hears the wall's own words, and nothing of what these triggers know.
CREATE FUNCTION memberships_insist_on_police(room uuid, table_name name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF room IS DISTINCT FROM vapenvila_room() THEN
        RAISE insufficient_privilege
            USING MESSAGE = format('new row violates row-level security policy for table "%s"', table_name);
    END IF;
    IF NOT EXISTS (SELECT FROM partners_room r JOIN partners_agency a ON a.id = r.agency_id
                   WHERE r.id = room AND a.kind = 'police') THEN
        RAISE EXCEPTION 'Memberships and ties exist in rooms of the police only' USING ERRCODE = 'check_violation';
    END IF;
END $$;
"""

STATEMENT = """
CREATE FUNCTION memberships_guard_statement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fixed text[] := ARRAY['room_id', 'person_id', 'group_id', 'author_id', 'stated_at', 'batch_id'];
    years boolean := NEW.role <> 'associate' AND NEW.certainty <> 'possible';
    field text;
BEGIN
    PERFORM memberships_insist_on_police(NEW.room_id, TG_TABLE_NAME);
    IF NOT EXISTS (SELECT FROM partners_room r JOIN groups_group g ON g.programme_id = r.programme_id
                   WHERE r.id = NEW.room_id AND g.id = NEW.group_id) THEN
        RAISE EXCEPTION 'The group belongs to another programme' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.review_by > (NEW.newest_evidence_on + CASE WHEN years THEN interval '1 year' ELSE interval '6 months' END)::date
    THEN
        RAISE EXCEPTION 'The last day is computed by the system from the newest evidence'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> 'withdrawn' AND NOT memberships_may_be_listed(NEW.person_id, NEW.touched_at::date, TG_OP = 'INSERT')
    THEN
        RAISE EXCEPTION 'Somebody who may not be listed belongs to no group here' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    FOREACH field IN ARRAY fixed LOOP
        IF to_jsonb(NEW) -> field IS DISTINCT FROM to_jsonb(OLD) -> field THEN
            RAISE EXCEPTION 'Whom a statement is about, and who made it, never changes' USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    IF NEW.review_by > OLD.review_by AND NEW.newest_evidence_on <= OLD.newest_evidence_on THEN
        RAISE EXCEPTION 'Only newer evidence moves a last day later' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND NOT (OLD.state || ' ' || NEW.state) = ANY (ARRAY[
        'draft reviewed', 'draft current', 'draft withdrawn', 'reviewed draft', 'reviewed current', 'reviewed withdrawn',
        'current draft', 'current disputed', 'current withdrawn', 'disputed current', 'disputed withdrawn']) THEN
        RAISE EXCEPTION 'A statement does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_statement BEFORE INSERT OR UPDATE ON memberships_membershipstatement
    FOR EACH ROW EXECUTE FUNCTION memberships_guard_statement();
"""

# At the end of the transaction, so that a statement and its evidence may be written one after the other.
STANDS = """
CREATE FUNCTION memberships_plain(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(lower(normalize(words, NFKC)), '[^[:alnum:]]', '', 'g')
$$;

CREATE FUNCTION memberships_stands(statement uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    said memberships_membershipstatement;
    newest date;
BEGIN
    SELECT * INTO said FROM memberships_membershipstatement WHERE id = statement;
    IF NOT FOUND OR said.state = 'withdrawn' THEN
        RETURN;
    END IF;
    IF NOT EXISTS (
        SELECT FROM memberships_counting(statement) a JOIN memberships_counting(statement) b ON a.id < b.id
        WHERE memberships_plain(a.origin) <> memberships_plain(b.origin)
          AND (memberships_plain(a.reference) = '' OR memberships_plain(a.reference) <> memberships_plain(b.reference))
          AND NOT (a.kind LIKE '%\\_statement' AND b.kind LIKE '%\\_statement')
          AND (said.state = 'draft' OR (a.confirmed_by_id IS NOT NULL AND b.confirmed_by_id IS NOT NULL))) THEN
        RAISE EXCEPTION 'A membership stands on two independent pieces of evidence' USING ERRCODE = 'check_violation';
    END IF;
    SELECT max("on") INTO newest FROM memberships_counting(statement)
        WHERE kind NOT LIKE '%\\_statement' AND (said.state = 'draft' OR confirmed_by_id IS NOT NULL);
    IF newest IS NULL OR said.newest_evidence_on > newest THEN
        RAISE EXCEPTION 'The last day is counted from evidence that is there' USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE FUNCTION memberships_counting(statement uuid) RETURNS SETOF memberships_membershipevidence
LANGUAGE sql STABLE AS $$
    SELECT * FROM memberships_membershipevidence
    WHERE statement_id = statement AND withdrawn_at IS NULL AND reliability IN ('A', 'B', 'C') AND credibility <= 3
$$;

CREATE FUNCTION memberships_statement_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM memberships_stands(NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER statement_stands AFTER INSERT OR UPDATE ON memberships_membershipstatement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION memberships_statement_stands();

CREATE FUNCTION memberships_evidence_carries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM memberships_stands(coalesce(NEW.statement_id, OLD.statement_id));
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER evidence_carries AFTER UPDATE OR DELETE ON memberships_membershipevidence
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION memberships_evidence_carries();

CREATE FUNCTION memberships_guard_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decided text[] := ARRAY['confirmed_at', 'confirmed_by_id', 'withdrawn_at', 'withdrawn_by_id', 'withdrawn_reason'];
BEGIN
    PERFORM memberships_insist_on_police(NEW.room_id, TG_TABLE_NAME);
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - decided IS DISTINCT FROM to_jsonb(OLD) - decided THEN
        RAISE EXCEPTION 'Evidence is never changed: withdraw it and write down what is right'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'Evidence is withdrawn once' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW."on" > NEW.recorded_at::date + 1 THEN
        RAISE EXCEPTION 'Evidence does not lie in the future' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_evidence BEFORE INSERT OR UPDATE ON memberships_membershipevidence
    FOR EACH ROW EXECUTE FUNCTION memberships_guard_evidence();
"""

TIE = """
CREATE FUNCTION memberships_guard_tie() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ending text[] := ARRAY['ended_at', 'ended_by_id', 'ended_reason'];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - ending IS DISTINCT FROM to_jsonb(OLD) - ending OR OLD.ended_at IS NOT NULL THEN
            RAISE EXCEPTION 'A tie is never changed: it is taken away once' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    PERFORM memberships_insist_on_police(NEW.room_id, TG_TABLE_NAME);
    IF NEW."on" > NEW.recorded_at::date + 1 THEN
        RAISE EXCEPTION 'A record does not lie in the future' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.ended_at IS NULL AND NOT (memberships_may_be_listed(NEW.person_a_id, NEW.recorded_at::date, true)
                                     AND memberships_may_be_listed(NEW.person_b_id, NEW.recorded_at::date, true)) THEN
        RAISE EXCEPTION 'Somebody who may not be listed is tied to nobody' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_tie BEFORE INSERT OR UPDATE ON memberships_tie
    FOR EACH ROW EXECUTE FUNCTION memberships_guard_tie();
"""

# A mark, an age or a decision that ends every listing: whoever writes it must end the listings in the same transaction.
PERSON = """
CREATE FUNCTION memberships_nobody_stays_listed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    them uuid[] := ARRAY(SELECT id FROM people_person WHERE id = NEW.id OR merged_into_id = NEW.id);
BEGIN
    IF EXISTS (SELECT FROM memberships_membershipstatement WHERE person_id = ANY (them) AND state <> 'withdrawn'
                AND NOT memberships_may_be_listed(person_id, NEW.updated_at::date, false))
       OR EXISTS (SELECT FROM memberships_tie WHERE (person_a_id = ANY (them) OR person_b_id = ANY (them))
                   AND ended_at IS NULL
                   AND NOT (memberships_may_be_listed(person_a_id, NEW.updated_at::date, false)
                            AND memberships_may_be_listed(person_b_id, NEW.updated_at::date, false))) THEN
        RAISE EXCEPTION 'Somebody who may not be listed would stay listed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER nobody_stays_listed
    AFTER UPDATE OF mark, protective_track, adult_from, age_known, state ON people_person
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION memberships_nobody_stays_listed();
"""

BATCH = """
CREATE FUNCTION memberships_guard_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM memberships_insist_on_police(NEW.room_id, TG_TABLE_NAME);
    RETURN NEW;
END $$;
CREATE TRIGGER guard_batch BEFORE INSERT ON memberships_membershipbatch
    FOR EACH ROW EXECUTE FUNCTION memberships_guard_batch();
CREATE TRIGGER guard_mapping BEFORE INSERT ON memberships_savedmembershipmapping
    FOR EACH ROW EXECUTE FUNCTION memberships_guard_batch();
"""

UP = WHO + STATEMENT + STANDS + TIE + PERSON + BATCH
DOWN = """
DROP TRIGGER nobody_stays_listed ON people_person;
DROP TRIGGER guard_batch ON memberships_membershipbatch;
DROP TRIGGER guard_mapping ON memberships_savedmembershipmapping;
DROP TRIGGER guard_tie ON memberships_tie;
DROP TRIGGER guard_evidence ON memberships_membershipevidence;
DROP TRIGGER evidence_carries ON memberships_membershipevidence;
DROP TRIGGER statement_stands ON memberships_membershipstatement;
DROP TRIGGER guard_statement ON memberships_membershipstatement;
DROP FUNCTION memberships_nobody_stays_listed();
DROP FUNCTION memberships_guard_batch();
DROP FUNCTION memberships_guard_tie();
DROP FUNCTION memberships_guard_evidence();
DROP FUNCTION memberships_evidence_carries();
DROP FUNCTION memberships_statement_stands();
DROP FUNCTION memberships_stands(uuid);
DROP FUNCTION memberships_counting(uuid);
DROP FUNCTION memberships_plain(text);
DROP FUNCTION memberships_guard_statement();
DROP FUNCTION memberships_insist_on_police(uuid, name);
DROP FUNCTION memberships_may_be_listed(uuid, date, boolean);
"""


class Migration(migrations.Migration):
    dependencies = [("memberships", "0001_initial")]
    operations = [migrations.RunSQL(UP, DOWN)]
