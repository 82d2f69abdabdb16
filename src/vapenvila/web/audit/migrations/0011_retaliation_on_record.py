"""Retaliation chains leave the house on record; and whoever judges anything blind reads nothing of pairs in the trail."""

from django.db import migrations, models

HIDDEN = """
CREATE POLICY judged_blind_pairs ON audit_auditevent AS RESTRICTIVE FOR SELECT USING (
    NOT starts_with(act, 'retaliation_pair.') OR "user" = (SELECT vapenvila_user())
    OR cardinality((SELECT vapenvila_blind_incidents())::uuid[]) = 0
);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0010_judged_blind"),
        ("wall", "0003_judging_blind"),
    ]

    operations = [
        migrations.AlterField(
            model_name="exportapproval",
            name="kind",
            field=models.CharField(
                choices=[
                    ("incidents", "incidents"),
                    ("held_rows", "rows held back at an import"),
                    ("chart", "a chart"),
                    ("minutes", "minutes"),
                    ("trail", "the audit trail"),
                    ("inspection", "the audit trail, for a supervisory authority"),
                    ("figures", "figures"),
                    ("person_report", "what is held about one person"),
                    ("letter", "a letter"),
                    ("disclosure", "a disclosure"),
                    ("groups", "what is said of groups"),
                    ("audit_form", "the paper form of a group audit"),
                    ("retaliation", "retaliation chains"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="exportrecord",
            name="kind",
            field=models.CharField(
                choices=[
                    ("incidents", "incidents"),
                    ("held_rows", "rows held back at an import"),
                    ("chart", "a chart"),
                    ("minutes", "minutes"),
                    ("trail", "the audit trail"),
                    ("inspection", "the audit trail, for a supervisory authority"),
                    ("figures", "figures"),
                    ("person_report", "what is held about one person"),
                    ("letter", "a letter"),
                    ("disclosure", "a disclosure"),
                    ("groups", "what is said of groups"),
                    ("audit_form", "the paper form of a group audit"),
                    ("retaliation", "retaliation chains"),
                ],
                max_length=20,
                verbose_name="holds",
            ),
        ),
        migrations.RunSQL(HIDDEN, "DROP POLICY judged_blind_pairs ON audit_auditevent;"),
    ]
