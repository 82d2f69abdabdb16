"""The database itself refuses to change what is frozen: sent requests, ended examinations, documents, steps, decisions."""

from django.db import migrations

# Table → columns that may still change. "*ended" = everything until the row has ended, then those columns.
LEAVE = {
    "disclosures_disclosurerequest": "state,answered_at,refusal",
    "disclosures_disclosure": "state",
    "disclosures_disclosurecontent": "closed_to_receiver",
    "disclosures_disclosurestep": "",
    "disclosures_disclosurenotice": "seen_at,seen_by_id",
    "disclosures_examinationvote": "",
    "disclosures_consent": "withdrawn_at,withdrawn_by_id",
    "disclosures_groundswitch": "",
    "disclosures_groundverification": "",
    "disclosures_carrieddocument": "",
}
FUNCTIONS = """
CREATE FUNCTION disclosures_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - string_to_array(TG_ARGV[0], ',') = to_jsonb(NEW) - string_to_array(TG_ARGV[0], ',')
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'What lies at the door is frozen; % of % is refused.', lower(TG_OP), TG_TABLE_NAME
    USING ERRCODE = 'check_violation';
END $$;
CREATE FUNCTION disclosures_refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_to_receiver AND NOT NEW.closed_to_receiver THEN
    RAISE EXCEPTION 'A recalled document stays closed.' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stays_closed BEFORE UPDATE ON disclosures_disclosurecontent
  FOR EACH ROW EXECUTE FUNCTION disclosures_refuse_reopening();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON disclosures_examination FOR EACH ROW
  WHEN (OLD.state IN ('handed_over', 'refused', 'withdrawn'))
  EXECUTE FUNCTION disclosures_refuse_change('reviewed_at,reviewed_by_id,review_words');
CREATE TRIGGER kept BEFORE DELETE ON disclosures_examination FOR EACH ROW
  EXECUTE FUNCTION disclosures_refuse_change('');
""" + "\n".join(
    f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
    f" EXECUTE FUNCTION disclosures_refuse_change('{columns}');"
    for table, columns in LEAVE.items()
)
DROP = (
    "\n".join(f"DROP TRIGGER frozen ON {table};" for table in LEAVE)
    + """
DROP TRIGGER kept ON disclosures_examination;
DROP TRIGGER frozen ON disclosures_examination;
DROP TRIGGER stays_closed ON disclosures_disclosurecontent;
DROP FUNCTION disclosures_refuse_reopening();
DROP FUNCTION disclosures_refuse_change();
"""
)


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS, DROP)]
