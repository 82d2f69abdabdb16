"""Functions that row-level security asks: which programmes, which room, which user act in this transaction."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION vapenvila_programmes() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(string_to_array(nullif(current_setting('vapenvila.programmes', true), ''), ',')::uuid[], '{}'::uuid[]) $$;
CREATE FUNCTION vapenvila_room() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('vapenvila.room', true), '')::uuid $$;
CREATE FUNCTION vapenvila_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('vapenvila.user', true), '')::uuid $$;
"""
DROP = "DROP FUNCTION vapenvila_programmes(); DROP FUNCTION vapenvila_room(); DROP FUNCTION vapenvila_user();"


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(FUNCTIONS, DROP)]
