"""The history of an incident is append-only: no row is changed, and a row goes only together with its incident.

The second check waits until the end of the transaction, because the rows of the history are deleted before the
incident itself. It opens the row's programme for its own look, so that row-level security cannot hide the incident.
"""

from django.db import migrations

UP = """
CREATE FUNCTION incidents_history_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The history of an incident is append-only: a row is never changed.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON incidents_classificationevent
  FOR EACH ROW EXECUTE FUNCTION incidents_history_is_never_changed();

CREATE FUNCTION incidents_history_goes_with_its_incident() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before text := coalesce(current_setting('vapenvila.programmes', true), '');
  still_there boolean;
BEGIN
  PERFORM set_config('vapenvila.programmes', OLD.programme_id::text, true);
  SELECT EXISTS (SELECT 1 FROM incidents_incident WHERE id = OLD.incident_id) INTO still_there;
  PERFORM set_config('vapenvila.programmes', before, true);
  IF still_there THEN
    RAISE EXCEPTION 'The history of an incident is append-only: a row is deleted only with its incident.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER history_goes_with_its_incident AFTER DELETE ON incidents_classificationevent
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION incidents_history_goes_with_its_incident();
"""
DOWN = """
DROP TRIGGER history_goes_with_its_incident ON incidents_classificationevent;
DROP FUNCTION incidents_history_goes_with_its_incident();
DROP TRIGGER history_is_never_changed ON incidents_classificationevent;
DROP FUNCTION incidents_history_is_never_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0002_working_lists")]
    operations = [migrations.RunSQL(UP, DOWN)]
