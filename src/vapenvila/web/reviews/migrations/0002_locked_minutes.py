"""The database itself refuses to change a locked meeting: its row, agenda and presence, and the words of its decisions."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION reviews_refuse_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The minutes of review % are locked; % of % is refused.', OLD.no, lower(TG_OP), TG_TABLE_NAME
    USING ERRCODE = 'check_violation';
END $$;

CREATE FUNCTION reviews_refuse_in_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE old_meeting uuid := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.meeting_id END;
        new_meeting uuid := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.meeting_id END;
BEGIN
  IF EXISTS (SELECT FROM reviews_reviewmeeting WHERE id IN (old_meeting, new_meeting) AND state = 'locked') THEN
    RAISE EXCEPTION 'The minutes are locked; % of % is refused.', lower(TG_OP), TG_TABLE_NAME
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION reviews_refuse_other_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE old_item uuid := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.item_id END;
        new_item uuid := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.item_id END;
        locked boolean;
BEGIN
  SELECT EXISTS (SELECT FROM reviews_agendaitem i JOIN reviews_reviewmeeting m ON m.id = i.meeting_id
                 WHERE i.id IN (old_item, new_item) AND m.state = 'locked') INTO locked;
  IF locked AND (TG_OP <> 'UPDATE' OR
     (OLD.item_id, OLD.kind, OLD.text, OLD.owner_agency_id, OLD.owner_role, OLD.owner_person_id, OLD.due_at,
      OLD.made_by_id, OLD.made_at, OLD.incident_id)
     IS DISTINCT FROM
     (NEW.item_id, NEW.kind, NEW.text, NEW.owner_agency_id, NEW.owner_role, NEW.owner_person_id, NEW.due_at,
      NEW.made_by_id, NEW.made_at, NEW.incident_id)) THEN
    RAISE EXCEPTION 'The minutes are locked; % of % is refused.', lower(TG_OP), TG_TABLE_NAME
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER locked BEFORE UPDATE OR DELETE ON reviews_reviewmeeting
  FOR EACH ROW WHEN (OLD.state = 'locked') EXECUTE FUNCTION reviews_refuse_locked();
CREATE TRIGGER locked BEFORE INSERT OR UPDATE OR DELETE ON reviews_agendaitem
  FOR EACH ROW EXECUTE FUNCTION reviews_refuse_in_locked();
CREATE TRIGGER locked BEFORE INSERT OR UPDATE OR DELETE ON reviews_presence
  FOR EACH ROW EXECUTE FUNCTION reviews_refuse_in_locked();
CREATE TRIGGER locked BEFORE INSERT OR UPDATE OR DELETE ON reviews_reviewdecision
  FOR EACH ROW EXECUTE FUNCTION reviews_refuse_other_words();
"""
DROP = """
DROP TRIGGER locked ON reviews_reviewdecision;
DROP TRIGGER locked ON reviews_presence;
DROP TRIGGER locked ON reviews_agendaitem;
DROP TRIGGER locked ON reviews_reviewmeeting;
DROP FUNCTION reviews_refuse_other_words();
DROP FUNCTION reviews_refuse_in_locked();
DROP FUNCTION reviews_refuse_locked();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS, DROP)]
