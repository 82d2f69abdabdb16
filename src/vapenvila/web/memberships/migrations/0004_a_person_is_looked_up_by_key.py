"""Asks about one person by two look-ups by key. As a join it read all persons of the room for every tie and statement."""

from django.db import migrations

UP = """
CREATE OR REPLACE FUNCTION memberships_may_be_listed(person uuid, day date, new boolean) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    k record;
BEGIN
    SELECT merged_into_id, mark, state, age_known, adult_from, protective_track, review_by INTO k
        FROM people_person WHERE id = person;
    IF NOT FOUND OR k.mark NOT IN ('suspect', 'convicted') THEN
        RETURN false;
    END IF;
    IF k.merged_into_id IS NOT NULL THEN
        SELECT merged_into_id, mark, state, age_known, adult_from, protective_track, review_by INTO k
            FROM people_person WHERE id = k.merged_into_id;
    END IF;
    RETURN coalesce(
        k.state = 'active' AND k.age_known AND k.mark IN ('suspect', 'convicted')
        AND CASE WHEN k.adult_from IS NULL THEN NOT k.protective_track ELSE k.adult_from <= day + 1 END
        AND (NOT new OR k.review_by >= day - 1), false);
END $$;
"""
DOWN = """
CREATE OR REPLACE FUNCTION memberships_may_be_listed(person uuid, day date, new boolean) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM people_person p JOIN people_person k ON k.id = coalesce(p.merged_into_id, p.id)
        WHERE p.id = person AND k.state = 'active' AND k.age_known
          AND p.mark IN ('suspect', 'convicted') AND k.mark IN ('suspect', 'convicted')
          AND CASE WHEN k.adult_from IS NULL THEN NOT k.protective_track ELSE k.adult_from <= day + 1 END
          AND (NOT new OR k.review_by >= day - 1))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("memberships", "0003_drafts_for_partners")]
    operations = [migrations.RunSQL(UP, DOWN)]
