"""Papers are numbered from each room to each other one: a number tells its receiver nothing of what others got."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0005_ending_and_resealing")]
    operations = [
        migrations.RemoveConstraint("disclosure", "disclosure_number_once_in_a_room"),
        migrations.RemoveConstraint("disclosurerequest", "request_number_once_in_a_room"),
        migrations.AddConstraint(
            "disclosure",
            models.UniqueConstraint(
                fields=("from_room", "to_room", "no"), name="disclosure_number_once_between_two_rooms"
            ),
        ),
        migrations.AddConstraint(
            "disclosurerequest",
            models.UniqueConstraint(
                fields=("from_room", "to_room", "no"), name="request_number_once_between_two_rooms"
            ),
        ),
    ]
