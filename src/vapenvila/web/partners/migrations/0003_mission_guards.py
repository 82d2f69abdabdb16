"""What no mission may be, whoever writes the row: the rules of rules/roles.py and rules/missions.py in the database.

A test writes every pair of role and kind of agency and fails when the database and the rule differ.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION partners_role_is_held_in(role text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
SELECT CASE role
  WHEN 'coordinator' THEN '{police,probation,social,municipality}'::text[]
  WHEN 'project_leader' THEN '{police,probation,social,municipality}'
  WHEN 'police_analyst' THEN '{police}'
  WHEN 'police_officer' THEN '{police}'
  WHEN 'probation_officer' THEN '{probation}'
  WHEN 'social_worker' THEN '{social}'
  WHEN 'community_partner' THEN '{civil}'
  WHEN 'steering_group_member' THEN '{police,probation,social,municipality}'
  WHEN 'evaluator' THEN '{research,municipality}'
  WHEN 'data_protection_officer' THEN '{police,probation,social,municipality,civil,research}'
  WHEN 'administrator' THEN '{police,probation,social,municipality}'
  ELSE '{}' END $$;

CREATE FUNCTION partners_mission_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE here text; wanted text;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.user_id = vapenvila_user() THEN
    RAISE EXCEPTION 'nobody changes or ends their own missions' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NEW.user_id = vapenvila_user() THEN
    RAISE EXCEPTION 'nobody gives themselves a mission' USING ERRCODE = 'check_violation';
  END IF;
  SELECT a.kind INTO here FROM partners_room r JOIN partners_agency a ON a.id = r.agency_id WHERE r.id = NEW.room_id;
  FOREACH wanted IN ARRAY NEW.roles LOOP
    IF NOT here = ANY (partners_role_is_held_in(wanted)) THEN
      RAISE EXCEPTION 'role % cannot be held in an agency of kind %', wanted, here USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  IF here IN ('police', 'social') THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.user_id::text, 0));
    IF EXISTS (
      SELECT 1 FROM partners_mission m
      JOIN partners_room r ON r.id = m.room_id JOIN partners_agency a ON a.id = r.agency_id
      WHERE m.user_id = NEW.user_id AND m.id <> NEW.id
        AND a.kind = CASE here WHEN 'police' THEN 'social' ELSE 'police' END
        AND daterange(m.first_day, m.last_day, '[]') && daterange(NEW.first_day, NEW.last_day, '[]')
    ) THEN
      RAISE EXCEPTION 'one person cannot work for the police and for social services at the same time'
        USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mission_guard BEFORE INSERT OR UPDATE OR DELETE ON partners_mission
  FOR EACH ROW EXECUTE FUNCTION partners_mission_guard();

CREATE FUNCTION partners_place_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the kind of an agency, and the agency and programme of a room, never change'
    USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER agency_guard BEFORE UPDATE OF kind ON partners_agency
  FOR EACH ROW WHEN (OLD.kind IS DISTINCT FROM NEW.kind) EXECUTE FUNCTION partners_place_guard();
CREATE TRIGGER room_guard BEFORE UPDATE OF agency_id, programme_id ON partners_room
  FOR EACH ROW WHEN (OLD.agency_id IS DISTINCT FROM NEW.agency_id OR OLD.programme_id IS DISTINCT FROM NEW.programme_id)
  EXECUTE FUNCTION partners_place_guard();
"""
DROP = """
DROP TRIGGER room_guard ON partners_room; DROP TRIGGER agency_guard ON partners_agency;
DROP FUNCTION partners_place_guard();
DROP TRIGGER mission_guard ON partners_mission; DROP FUNCTION partners_mission_guard();
DROP FUNCTION partners_role_is_held_in(text);
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0002_status_and_missions"), ("wall", "0001_who_acts")]
    operations = [migrations.RunSQL(GUARDS, DROP)]
