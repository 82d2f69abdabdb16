"""The history of an incident stays append-only, with one door: wordings of a note go when five years and the note are gone.

The database looks itself, so that no act and no mistake deletes a wording early (regime incident_text).
"""

from django.db import migrations

BEFORE = """
CREATE OR REPLACE FUNCTION incidents_history_goes_with_its_incident() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""
AFTER = BEFORE.replace(
    "WHERE id = OLD.incident_id)",
    "WHERE id = OLD.incident_id\n    AND NOT (OLD.field = 'note' AND note = '' AND occurred_to < now() - interval '5 years'))",
)


class Migration(migrations.Migration):
    dependencies = [
        ("retention", "0002_walls_and_append_only"),
        ("incidents", "0003_history_is_append_only"),
    ]
    operations = [migrations.RunSQL(AFTER, BEFORE)]
