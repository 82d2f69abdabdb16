"""What others judged of an incident is hidden in the trail too from whoever judges it blind, until they have."""

from django.db import migrations

HIDDEN = """
CREATE POLICY judged_blind ON audit_auditevent AS RESTRICTIVE FOR SELECT USING (
    act <> 'incident.group_link_assessed' OR subject IS NULL OR "user" = (SELECT vapenvila_user())
    OR subject <> ALL ((SELECT vapenvila_blind_incidents())::uuid[])
);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0009_audit_form"), ("wall", "0003_judging_blind")]
    operations = [migrations.RunSQL(HIDDEN, "DROP POLICY judged_blind ON audit_auditevent;")]
