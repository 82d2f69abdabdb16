"""The two ways through the frozen papers: deletion when a room's time is over, and sealing anew under another key.

Both are functions with the owner's rights. Forced row-level security holds inside them: they reach the acting room's papers
and no other. Deletion looks at the paper's age first; nothing younger than the law's shortest time passes, whoever calls.
Sealing anew lets nothing change but the key: same length, another key. The hash in the frozen head tells if it lied.
"""

from django.db import migrations

TRIGGER = """
CREATE OR REPLACE FUNCTION disclosures_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE old_row jsonb := to_jsonb(OLD);
BEGIN
  IF TG_OP = 'DELETE' AND nullif(current_setting('vapenvila.ending', true), '')
    IN (old_row->>'id', old_row->>'disclosure_id', old_row->>'examination_id') THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF old_row - string_to_array(TG_ARGV[0], ',') = to_jsonb(NEW) - string_to_array(TG_ARGV[0], ',')
      THEN RETURN NEW; END IF;
    IF nullif(current_setting('vapenvila.resealing', true), '') IN (old_row->>'id', old_row->>'disclosure_id')
      AND old_row - 'sealed' = to_jsonb(NEW) - 'sealed' THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'What lies at the door is frozen; % of % is refused.', lower(TG_OP), TG_TABLE_NAME
    USING ERRCODE = 'check_violation';
END $$;
"""
WAS = """
CREATE OR REPLACE FUNCTION disclosures_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - string_to_array(TG_ARGV[0], ',') = to_jsonb(NEW) - string_to_array(TG_ARGV[0], ',')
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'What lies at the door is frozen; % of % is refused.', lower(TG_OP), TG_TABLE_NAME
    USING ERRCODE = 'check_violation';
END $$;
"""
OWNER = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
FUNCTIONS = """
CREATE FUNCTION disclosures_old_enough(ended timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF ended IS NULL OR ended > now() - interval '360 days' THEN
    RAISE EXCEPTION 'Nothing at the door is deleted before its time.' USING ERRCODE = 'check_violation';
  END IF;
END $$;
CREATE FUNCTION disclosures_let_go(paper uuid) RETURNS integer LANGUAGE plpgsql {OWNER} AS $$
DECLARE
  mine uuid := public.vapenvila_room(); giver uuid; receiver uuid; ended timestamptz; gone integer := 0; part integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('paper of the door ' || paper, 0));
  SELECT from_room_id, to_room_id, greatest(handed_over_at,
      (SELECT max(at) FROM public.disclosures_disclosurestep WHERE disclosure_id = paper))
    INTO giver, receiver, ended FROM public.disclosures_disclosure WHERE id = paper;
  IF NOT FOUND THEN
    SELECT from_room_id, to_room_id, greatest(asked_at, answered_at) INTO giver, receiver, ended
      FROM public.disclosures_disclosurerequest WHERE id = paper;
  END IF;
  IF giver IS NULL OR mine IS NULL THEN
    RAISE EXCEPTION 'There is no such paper in this room.' USING ERRCODE = 'no_data_found';
  END IF;
  PERFORM public.disclosures_old_enough(ended);
  PERFORM set_config('vapenvila.ending', paper::text, true);
  IF EXISTS (SELECT 1 FROM public.disclosures_lettinggo WHERE paper_id = paper AND room_id <> mine) THEN
    DELETE FROM public.disclosures_disclosurestep WHERE disclosure_id = paper; GET DIAGNOSTICS part = ROW_COUNT; gone := gone + part;
    DELETE FROM public.disclosures_disclosurenotice WHERE disclosure_id = paper; GET DIAGNOSTICS part = ROW_COUNT; gone := gone + part;
    DELETE FROM public.disclosures_disclosurecontent WHERE disclosure_id = paper; GET DIAGNOSTICS part = ROW_COUNT; gone := gone + part;
    DELETE FROM public.disclosures_lettinggo WHERE paper_id = paper;
    DELETE FROM public.disclosures_disclosure WHERE id = paper;
    DELETE FROM public.disclosures_disclosurerequest WHERE id = paper;
  ELSE
    IF mine = giver THEN  -- closed to the receiver already: nobody is left who may read it
      DELETE FROM public.disclosures_disclosurecontent WHERE disclosure_id = paper AND closed_to_receiver;
      GET DIAGNOSTICS gone = ROW_COUNT;
    END IF;
    INSERT INTO public.disclosures_lettinggo (id, paper_id, from_room_id, to_room_id, room_id, at)
      VALUES (gen_random_uuid(), paper, giver, receiver, mine, now());
  END IF;
  PERFORM set_config('vapenvila.ending', '', true);
  RETURN gone;
END $$;
CREATE FUNCTION disclosures_end_examination(wanted uuid) RETURNS integer LANGUAGE plpgsql {OWNER} AS $$
DECLARE ended timestamptz; gone integer;
BEGIN
  SELECT coalesce(ended_at, opened_at) INTO ended FROM public.disclosures_examination WHERE id = wanted FOR UPDATE;
  PERFORM public.disclosures_old_enough(ended);
  PERFORM set_config('vapenvila.ending', wanted::text, true);
  DELETE FROM public.disclosures_examinationvote WHERE examination_id = wanted;
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM public.disclosures_examination WHERE id = wanted;
  PERFORM set_config('vapenvila.ending', '', true);
  RETURN gone;
END $$;
CREATE FUNCTION disclosures_end_consent(wanted uuid) RETURNS integer LANGUAGE plpgsql {OWNER} AS $$
DECLARE ended timestamptz;
BEGIN
  SELECT greatest(last_day::timestamptz, withdrawn_at) INTO ended
    FROM public.disclosures_consent WHERE id = wanted FOR UPDATE;
  PERFORM public.disclosures_old_enough(ended);
  PERFORM set_config('vapenvila.ending', wanted::text, true);
  DELETE FROM public.disclosures_consent WHERE id = wanted;
  PERFORM set_config('vapenvila.ending', '', true);
  RETURN 0;
END $$;
CREATE FUNCTION disclosures_reseal(paper_table text, wanted uuid, anew bytea) RETURNS void LANGUAGE plpgsql {OWNER} AS $$
DECLARE
  key_column text := CASE paper_table WHEN 'disclosures_disclosurecontent' THEN 'disclosure_id' ELSE 'id' END;
  changed integer;
BEGIN
  IF paper_table NOT IN ('disclosures_disclosurerequest', 'disclosures_examination', 'disclosures_disclosurecontent',
      'disclosures_consent', 'disclosures_receivednote') THEN
    RAISE EXCEPTION 'No sealed paper lies in %.', paper_table USING ERRCODE = 'check_violation';
  END IF;
  PERFORM set_config('vapenvila.resealing', wanted::text, true);
  EXECUTE format('UPDATE public.%I SET sealed = $2 WHERE %I = $1 AND length(sealed) = length($2)'
    ' AND substr(sealed, 1, 1) = substr($2, 1, 1) AND substr(sealed, 2, 8) <> substr($2, 2, 8)', paper_table, key_column)
    USING wanted, anew;
  GET DIAGNOSTICS changed = ROW_COUNT;
  PERFORM set_config('vapenvila.resealing', '', true);
  IF changed <> 1 THEN
    RAISE EXCEPTION 'Only the key of a paper in this room can change.' USING ERRCODE = 'check_violation';
  END IF;
END $$;
""".replace("{OWNER}", OWNER)
DROP = """
DROP FUNCTION disclosures_reseal(text, uuid, bytea);
DROP FUNCTION disclosures_end_consent(uuid);
DROP FUNCTION disclosures_end_examination(uuid);
DROP FUNCTION disclosures_let_go(uuid);
DROP FUNCTION disclosures_old_enough(timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0004_letting_go")]
    operations = [migrations.RunSQL(TRIGGER, WAS), migrations.RunSQL(FUNCTIONS, DROP)]
