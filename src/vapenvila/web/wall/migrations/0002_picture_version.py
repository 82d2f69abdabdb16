"""The version of the shared picture: triggers note a change, and the commit makes one new version of it.

The version rises when the transaction commits, not when it changes something: writers wait for each other for that moment
only. A reader takes the version first and the rows after it, so rows kept under a version are as new as it or newer.
Both functions run with the owner's rights, because the application may not write versions; they touch nothing else.
"""

from django.db import migrations, models

NOTE = """
CREATE FUNCTION vapenvila_picture_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO public.wall_picturetouch (programme_id, transaction)
    SELECT programme, pg_current_xact_id()::text::bigint FROM unnest(public.vapenvila_programmes()) AS programme
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE FUNCTION vapenvila_every_picture_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    before text := coalesce(current_setting('vapenvila.programmes', true), '');
BEGIN
    PERFORM set_config('vapenvila.programmes',
        coalesce((SELECT string_agg(id::text, ',') FROM public.partners_programme), ''), true);
    INSERT INTO public.wall_picturetouch (programme_id, transaction)
    SELECT programme, pg_current_xact_id()::text::bigint FROM unnest(public.vapenvila_programmes()) AS programme
    ON CONFLICT DO NOTHING;
    PERFORM set_config('vapenvila.programmes', before, true);
    RETURN NULL;
END $$;
"""
UNNOTE = "DROP FUNCTION vapenvila_picture_changed(); DROP FUNCTION vapenvila_every_picture_changed();"

COMMIT = """
CREATE FUNCTION vapenvila_new_picture_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    before text := coalesce(current_setting('vapenvila.programmes', true), '');
BEGIN
    PERFORM set_config('vapenvila.programmes', NEW.programme_id::text, true);
    INSERT INTO public.wall_pictureversion (programme_id, version) VALUES (NEW.programme_id, 1)
    ON CONFLICT (programme_id) DO UPDATE SET version = wall_pictureversion.version + 1;
    DELETE FROM public.wall_picturetouch  -- of transactions that are over: only those are seen besides our own
    WHERE programme_id = NEW.programme_id AND transaction <> NEW.transaction;
    PERFORM set_config('vapenvila.programmes', before, true);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER new_version AFTER INSERT ON wall_picturetouch DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION vapenvila_new_picture_version();
"""
UNCOMMIT = "DROP TRIGGER new_version ON wall_picturetouch; DROP FUNCTION vapenvila_new_picture_version();"


class Migration(migrations.Migration):
    dependencies = [("wall", "0001_who_acts")]
    operations = [
        migrations.CreateModel(
            name="PictureVersion",
            fields=[
                ("programme_id", models.UUIDField(primary_key=True, serialize=False)),
                ("version", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="PictureTouch",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("programme_id", models.UUIDField()),
                ("transaction", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("transaction", "programme_id"), name="one_touch_per_transaction"
                    )
                ],
            },
        ),
        migrations.RunSQL(NOTE, UNNOTE),
        migrations.RunSQL(COMMIT, UNCOMMIT),
    ]
