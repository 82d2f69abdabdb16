"""An audit says which groups it takes, and the database holds it to that once answering is opened."""

from django.db import migrations, models

GUARD = """
CREATE OR REPLACE FUNCTION group_audit_guard_audit() RETURNS trigger LANGUAGE plpgsql AS $$
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
%(which_groups)s    IF NEW.state = 'frozen' THEN
        IF NEW.snapshot_hash <> encode(sha256(convert_to(NEW.snapshot, 'UTF8')), 'hex') THEN
            RAISE EXCEPTION 'The hash is not that of the snapshot' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT FROM group_audit_auditfinding f WHERE f.audit_id = NEW.id AND f.outcome = '') THEN
            RAISE EXCEPTION 'Questions are left to settle' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
"""
WHICH_GROUPS = """    IF OLD.state <> 'planned' AND (NEW.takes <> OLD.takes OR NEW.area_id IS DISTINCT FROM OLD.area_id) THEN
        RAISE EXCEPTION 'Which groups an audit takes is fixed when answering is opened' USING ERRCODE = 'check_violation';
    END IF;
"""


class Migration(migrations.Migration):
    dependencies = [("group_audit", "0002_what_must_never_be")]
    operations = [
        migrations.AddField(
            model_name="groupaudit",
            name="takes",
            field=models.CharField(
                choices=[
                    ("every", "Every group of the picture"),
                    ("active", "Groups that are said to be active"),
                    ("struck", "Groups linked to an incident in the last year"),
                ],
                default="every",
                max_length=6,
                verbose_name="groups it asks about",
            ),
        ),
        migrations.RunSQL(
            GUARD.replace("%(which_groups)s", WHICH_GROUPS), GUARD.replace("%(which_groups)s", "")
        ),
    ]
