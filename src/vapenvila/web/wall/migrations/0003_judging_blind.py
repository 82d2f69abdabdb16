"""What the wall asks about people who judge blind. The app in which they do so says which incidents these are."""

from django.db import migrations

NOBODY = """
CREATE FUNCTION vapenvila_blind_incidents() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT '{}'::uuid[] $$;
"""


class Migration(migrations.Migration):
    dependencies = [("wall", "0002_picture_version")]
    operations = [migrations.RunSQL(NOBODY, "DROP FUNCTION vapenvila_blind_incidents();")]
