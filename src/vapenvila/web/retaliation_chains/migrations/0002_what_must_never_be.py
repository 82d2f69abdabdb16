"""What the database itself refuses: an answer before its cause, a circle, a changed word, and a word by whoever judges blind.

The rules say the same (`rules/retaliation_chain.py`); these hold for whoever writes past them, the owner of the tables too.
"""

from django.db import migrations

from vapenvila.web.incidents.referring import restrict_references

UP = """
CREATE FUNCTION retaliation_chains_pair_is_possible() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    earlier record;
    later record;
BEGIN
    SELECT programme_id, occurred_from INTO earlier FROM public.incidents_incident WHERE id = NEW.earlier_id;
    SELECT programme_id, occurred_from INTO later FROM public.incidents_incident WHERE id = NEW.later_id;
    IF earlier.programme_id IS NULL OR later.programme_id IS NULL THEN
        RETURN NEW; -- what its writer does not see, the wall refuses
    END IF;
    IF earlier.programme_id <> NEW.programme_id OR later.programme_id <> NEW.programme_id THEN
        RAISE EXCEPTION 'Both incidents of a pair belong to its programme' USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF earlier.occurred_from >= later.occurred_from THEN
        RAISE EXCEPTION 'The answer comes after what it answers' USING ERRCODE = 'check_violation';
    END IF;
    IF vapenvila_blind_incidents() && ARRAY[NEW.earlier_id, NEW.later_id] THEN
        RAISE EXCEPTION 'Whoever judges an incident blind says nothing of its pairs' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'What is said of a pair stands before it is taken back' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.verdict = 'answers' AND EXISTS (
        WITH RECURSIVE onward(id) AS (
            SELECT NEW.later_id
            UNION SELECT p.later_id FROM public.retaliation_chains_retaliationpair p JOIN onward o ON p.earlier_id = o.id
            WHERE p.verdict = 'answers' AND p.withdrawn_at IS NULL
        ) SELECT FROM onward WHERE id = NEW.earlier_id
    ) THEN
        RAISE EXCEPTION 'Answers never run in a circle' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pair_is_possible BEFORE INSERT ON retaliation_chains_retaliationpair
    FOR EACH ROW EXECUTE FUNCTION retaliation_chains_pair_is_possible();

CREATE FUNCTION retaliation_chains_pair_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    taken_back text[] := ARRAY['withdrawn_at', 'withdrawn_by_id'];
BEGIN
    IF to_jsonb(NEW) - taken_back IS DISTINCT FROM to_jsonb(OLD) - taken_back THEN
        RAISE EXCEPTION 'What was said of a pair is never changed: take it back and say it anew'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.withdrawn_at IS NOT NULL AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
        RAISE EXCEPTION 'What was said of a pair is taken back once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pair_is_kept BEFORE UPDATE ON retaliation_chains_retaliationpair
    FOR EACH ROW EXECUTE FUNCTION retaliation_chains_pair_is_kept();
"""
DOWN = """
DROP TRIGGER pair_is_kept ON retaliation_chains_retaliationpair; DROP TRIGGER pair_is_possible ON retaliation_chains_retaliationpair;
DROP FUNCTION retaliation_chains_pair_is_kept(); DROP FUNCTION retaliation_chains_pair_is_possible();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("retaliation_chains", "0001_initial"),
        ("wall", "0003_judging_blind"),
        ("incidents", "0005_references_stop_deletion"),
    ]
    operations = [migrations.RunSQL(UP, DOWN), restrict_references("retaliation_chains_retaliationpair")]
