"""What the database itself refuses: a statement that is changed, or ends twice, or is in sight longer than its source allows.

The rules say the same (`rules/group_statement.py`); these hold for whoever writes past them, the owner of the tables too.
"""

from django.db import migrations

YEARS = {"groupname": 1, "grouparea": 1, "groupactivity": 1, "grouprelation": 1, "lineageevent": 5}

FUNCTIONS = """
CREATE FUNCTION groups_statement_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ending text[] := ARRAY['ended_at', 'ended_as', 'ended_reason', 'ended_by_id'];
BEGIN
    IF to_jsonb(NEW) - ending IS DISTINCT FROM to_jsonb(OLD) - ending THEN
        RAISE EXCEPTION 'What was said of a group is never changed: state it anew' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.ended_at IS NOT NULL AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
        RAISE EXCEPTION 'A statement ends once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION groups_review_date_is_computed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    years integer := TG_ARGV[0]::integer;
    weak boolean := NEW.reliability IN ('D', 'E', 'F') OR NEW.credibility >= 4;
    earlier record;
BEGIN
    IF NEW.review_by > (NEW.source_on + make_interval(years => years))::date
       OR (years = 1 AND weak AND NEW.review_by > NEW.source_on + 182) THEN
        RAISE EXCEPTION 'The review date is computed by the system from the day of the source'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.supersedes_id IS NOT NULL THEN
        EXECUTE format('SELECT source_on, review_by FROM %I WHERE id = $1', TG_TABLE_NAME)
            INTO earlier USING NEW.supersedes_id;
        IF NEW.source_on <= earlier.source_on AND NEW.review_by > earlier.review_by THEN
            RAISE EXCEPTION 'Only a newer source moves a review date later' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION groups_group_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'version' IS DISTINCT FROM to_jsonb(OLD) - 'version' THEN
        RAISE EXCEPTION 'A group keeps its code' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER group_is_kept BEFORE UPDATE ON groups_group FOR EACH ROW EXECUTE FUNCTION groups_group_is_kept();
"""
UP = FUNCTIONS + "".join(
    f"CREATE TRIGGER statement_is_kept BEFORE UPDATE ON groups_{table}"
    " FOR EACH ROW EXECUTE FUNCTION groups_statement_is_kept();"
    f"CREATE TRIGGER review_date_is_computed BEFORE INSERT ON groups_{table}"
    f" FOR EACH ROW EXECUTE FUNCTION groups_review_date_is_computed({years});"
    for table, years in YEARS.items()
)
DOWN = (
    "".join(
        f"DROP TRIGGER statement_is_kept ON groups_{table}; DROP TRIGGER review_date_is_computed ON groups_{table};"
        for table in YEARS
    )
    + "DROP TRIGGER group_is_kept ON groups_group; DROP FUNCTION groups_group_is_kept();"
    "DROP FUNCTION groups_review_date_is_computed(); DROP FUNCTION groups_statement_is_kept();"
)


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_initial")]
    operations = [migrations.RunSQL(UP, DOWN)]
