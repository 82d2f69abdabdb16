"""What the database itself refuses: moving a review date without a review, a victim turned suspect, a change of room."""

from django.db import migrations

GUARD = """
CREATE FUNCTION people_guard_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.review_by > NEW.reviewed_on + 366 THEN
        RAISE EXCEPTION 'The review date is computed by the system: at most a year after the need was looked at'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF NEW.room_id <> OLD.room_id THEN
            RAISE EXCEPTION 'A person never moves from room to room' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.review_by > OLD.review_by AND NEW.reviewed_on <= OLD.reviewed_on THEN
            RAISE EXCEPTION 'A review date moves with a review only' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.mark IN ('suspect', 'convicted') AND OLD.mark NOT IN ('suspect', 'convicted') THEN
            RAISE EXCEPTION 'Somebody who is not suspected is never turned into a suspect'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_person BEFORE INSERT OR UPDATE ON people_person
    FOR EACH ROW EXECUTE FUNCTION people_guard_person();
"""
UNGUARD = "DROP TRIGGER guard_person ON people_person; DROP FUNCTION people_guard_person();"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
