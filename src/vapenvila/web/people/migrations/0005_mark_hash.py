"""The hash of a removed person is called one, as every other hash is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_removed_persons")]

    operations = [
        migrations.RemoveIndex(model_name="removedperson", name="removed_person_by_mark"),
        migrations.RenameField(model_name="removedperson", old_name="mark", new_name="mark_hash"),
        migrations.AddIndex(
            model_name="removedperson",
            index=models.Index(fields=["room", "mark_hash"], name="removed_person_by_mark"),
        ),
    ]
