"""A conflict of an import stops the deletion of its incident at once.

Referring rows are always taken away before the incident, so the check need not wait for the end of the transaction; one
that never waits asks once for each incident instead of twice, which is felt when a batch of 100,000 is undone.
"""

from django.db import migrations

from vapenvila.web.incidents.referring import restrict_references

TABLES = ("imports_importconflict",)


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("incidents", "0005_references_stop_deletion")]
    operations = [restrict_references(table) for table in TABLES]
