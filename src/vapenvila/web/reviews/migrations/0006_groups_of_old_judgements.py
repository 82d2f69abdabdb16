"""Old judgements are given the group they name; and the group of a judgement belongs to the judgement's own programme.

A name is looked up as `groups/queries/names.py` does: a code before a label before an alias, and only where no other group
bears it. Each programme is opened for its own rows, because the owner of the tables is behind the wall as well.
"""

from django.db import migrations

FILL = """
DO $$
DECLARE
    before text := coalesce(current_setting('vapenvila.programmes', true), '');
    programme uuid;
BEGIN
    FOR programme IN SELECT id FROM partners_programme LOOP
        PERFORM set_config('vapenvila.programmes', programme::text, true);
        WITH words AS (
            SELECT lower(regexp_replace(trim(text), '\\s+', ' ', 'g')) AS word, group_id,
                   CASE use WHEN 'label' THEN 2 ELSE 3 END AS rank
            FROM groups_groupname WHERE programme_id = programme
            UNION SELECT lower(code), id, 1 FROM groups_group WHERE programme_id = programme
        ), one_groups AS (
            SELECT word, rank, min(group_id::text)::uuid AS group_id FROM words
            GROUP BY word, rank HAVING count(DISTINCT group_id) = 1
        ), meant AS (
            SELECT DISTINCT ON (word) word, group_id FROM one_groups ORDER BY word, rank
        )
        UPDATE reviews_groupassessment AS judged SET group_id = meant.group_id FROM meant
        WHERE judged.programme_id = programme AND judged.group_id IS NULL AND judged.group_name <> ''
          AND lower(regexp_replace(trim(judged.group_name), '\\s+', ' ', 'g')) = meant.word;
    END LOOP;
    PERFORM set_config('vapenvila.programmes', before, true);
END $$;
"""
GUARD = """
CREATE FUNCTION reviews_group_of_the_programme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS ( -- a group that is not seen, the wall refuses
        SELECT FROM groups_group g WHERE g.id = NEW.group_id AND g.programme_id <> NEW.programme_id
    ) THEN
        RAISE EXCEPTION 'The group of a judgement belongs to the programme of the judgement'
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER group_of_the_programme BEFORE INSERT OR UPDATE OF group_id, programme_id ON reviews_groupassessment
    FOR EACH ROW EXECUTE FUNCTION reviews_group_of_the_programme();
"""
NO_GUARD = """
DROP TRIGGER group_of_the_programme ON reviews_groupassessment;
DROP FUNCTION reviews_group_of_the_programme();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_judgements_point_at_groups")]
    operations = [
        migrations.RunSQL(GUARD, NO_GUARD),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
