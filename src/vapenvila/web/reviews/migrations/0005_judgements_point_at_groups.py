"""A judgement points at the group of the shared picture that it names, where the picture knows one by that name."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0002_what_must_never_be"),
        ("reviews", "0004_references_stop_deletion"),
    ]
    operations = [
        migrations.AddField(
            model_name="groupassessment",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="groups.group",
            ),
        ),
        migrations.AddConstraint(
            model_name="groupassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("group__isnull", True), models.Q(("group_name", ""), _negated=True), _connector="OR"
                ),
                name="group_of_a_judgement_is_named",
            ),
        ),
    ]
