"""A merge, or a note that two incidents differ, stops the deletion of its incidents at once.

Referring rows are always taken away before the incident, so the check need not wait for the end of the transaction; one
that never waits asks once for each incident instead of twice, which is felt when a batch of 100,000 is undone.
"""

from django.db import migrations

from vapenvila.web.incidents.referring import restrict_references

TABLES = ("incidents_differentincidents", "incidents_incidentmerge")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0004_exports_in_one_register")]
    operations = [restrict_references(table) for table in TABLES]
