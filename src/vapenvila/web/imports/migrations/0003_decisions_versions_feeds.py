"""What was decided on a conflict, versions of saved mappings, and sources on the web that are asked every night."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vapenvila.web.wall.identifiers

# Until now the only decision was to keep the register. The wall is raised again right after, and after each migration.
KEPT = """
ALTER TABLE imports_importconflict NO FORCE ROW LEVEL SECURITY;
UPDATE imports_importconflict SET decision = 'keep' WHERE settled_at IS NOT NULL;
ALTER TABLE imports_importconflict FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0002_references_stop_deletion"),
        ("incidents", "0005_references_stop_deletion"),
        ("partners", "0003_mission_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FeedConnection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=vapenvila.web.wall.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("profile", models.CharField(max_length=40, verbose_name="source")),
                ("address", models.URLField(max_length=500, verbose_name="address")),
                ("on", models.BooleanField(default=False, verbose_name="switched on")),
                ("switched_at", models.DateTimeField(null=True)),
                ("etag", models.CharField(blank=True, max_length=200)),
                ("last_modified", models.CharField(blank=True, max_length=60)),
                ("asked_at", models.DateTimeField(null=True, verbose_name="last asked")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="last answer")),
                ("problem", models.TextField(blank=True)),
                ("problem_values", models.JSONField(default=dict)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("on", False), ("switched_at__isnull", False), _connector="OR"),
                        name="feed_is_switched_on_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedMappingVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=vapenvila.web.wall.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("settings", models.JSONField()),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-version"],
            },
        ),
        migrations.AddField(
            model_name="importbatch",
            name="mapping_version",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="taken",
            field=models.PositiveIntegerField(default=0, verbose_name="decided by the file"),
        ),
        migrations.AddField(
            model_name="importconflict",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "For decision"),
                    ("keep", "The register stays"),
                    ("take", "The file's value was taken"),
                ],
                default="",
                max_length=4,
                verbose_name="decision",
            ),
        ),
        migrations.AddField(
            model_name="savedmapping",
            name="version",
            field=models.PositiveIntegerField(default=1, verbose_name="version"),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="importconflict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", ""), ("settled_at__isnull", True)),
                    models.Q(models.Q(("decision", ""), _negated=True), ("settled_at__isnull", False)),
                    _connector="OR",
                ),
                name="conflict_settled_by_a_decision",
            ),
        ),
        migrations.AddField(
            model_name="feedconnection",
            name="batch",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="imports.importbatch",
            ),
        ),
        migrations.AddField(
            model_name="feedconnection",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.programme"
            ),
        ),
        migrations.AddField(
            model_name="feedconnection",
            name="switched_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="savedmappingversion",
            name="mapping",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="imports.savedmapping",
            ),
        ),
        migrations.AddField(
            model_name="savedmappingversion",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.programme"
            ),
        ),
        migrations.AddField(
            model_name="savedmappingversion",
            name="saved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="feedconnection",
            constraint=models.UniqueConstraint(
                fields=("programme", "profile"), name="feed_once_in_a_programme"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedmappingversion",
            constraint=models.UniqueConstraint(fields=("mapping", "version"), name="mapping_version_once"),
        ),
    ]
