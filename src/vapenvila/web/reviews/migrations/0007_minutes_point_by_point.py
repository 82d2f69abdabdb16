"""Locked minutes are kept point by point: what was locked about an incident is hidden from whoever judges it blind.

Minutes that were locked before are split as they stand; their hash is that of the whole, as before. Row-level security is
forced on the owner too, so it is lifted for the move; the wall is raised again after each migration.
"""

import django.db.models.deletion
from django.db import migrations, models

import vapenvila.web.wall.identifiers
from vapenvila.web.incidents.referring import restrict_references

SPLIT = """
ALTER TABLE reviews_agendaitem NO FORCE ROW LEVEL SECURITY;
ALTER TABLE reviews_reviewmeeting NO FORCE ROW LEVEL SECURITY;
ALTER TABLE reviews_reviewmeeting DISABLE TRIGGER locked;
INSERT INTO reviews_minutespoint (id, programme_id, meeting_id, incident_id, no, words)
SELECT gen_random_uuid(), m.programme_id, m.id, i.incident_id, p.no, p.words
FROM reviews_reviewmeeting m
CROSS JOIN LATERAL jsonb_array_elements(m.minutes -> 'items') WITH ORDINALITY AS p (words, no)
JOIN (SELECT meeting_id, incident_id, row_number() OVER (PARTITION BY meeting_id ORDER BY position, id) AS no
      FROM reviews_agendaitem) i ON i.meeting_id = m.id AND i.no = p.no;
UPDATE reviews_reviewmeeting SET minutes = minutes - 'items' WHERE minutes IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE reviews_reviewmeeting ENABLE TRIGGER locked;
ALTER TABLE reviews_reviewmeeting FORCE ROW LEVEL SECURITY;
ALTER TABLE reviews_agendaitem FORCE ROW LEVEL SECURITY;
"""
JOIN = """
ALTER TABLE reviews_minutespoint NO FORCE ROW LEVEL SECURITY;
ALTER TABLE reviews_reviewmeeting NO FORCE ROW LEVEL SECURITY;
ALTER TABLE reviews_reviewmeeting DISABLE TRIGGER locked;
UPDATE reviews_reviewmeeting m SET minutes = m.minutes || jsonb_build_object('items', COALESCE(
  (SELECT jsonb_agg(p.words ORDER BY p.no) FROM reviews_minutespoint p WHERE p.meeting_id = m.id), '[]'::jsonb))
WHERE m.minutes IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE reviews_reviewmeeting ENABLE TRIGGER locked;
ALTER TABLE reviews_reviewmeeting FORCE ROW LEVEL SECURITY;
"""
GUARDS = """
CREATE FUNCTION reviews_refuse_point() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'The minutes are locked; % of % is refused.', lower(TG_OP), TG_TABLE_NAME
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM reviews_reviewmeeting WHERE id = NEW.meeting_id
             AND (programme_id <> NEW.programme_id OR state = 'locked')) THEN -- one that is not seen, the wall refuses
    RAISE EXCEPTION 'The minutes are locked, or of another programme; % of % is refused.', lower(TG_OP), TG_TABLE_NAME
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION reviews_minutes_are_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT array_agg(incident_id ORDER BY incident_id) FROM reviews_minutespoint WHERE meeting_id = NEW.id)
     IS DISTINCT FROM
     (SELECT array_agg(incident_id ORDER BY incident_id) FROM reviews_agendaitem WHERE meeting_id = NEW.id) THEN
    RAISE EXCEPTION 'Minutes are locked with every point of the agenda, each under its incident.'
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.minutes ? 'items' THEN
    RAISE EXCEPTION 'The points of the minutes stand apart from their heading.' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER locked BEFORE INSERT OR UPDATE OR DELETE ON reviews_minutespoint
  FOR EACH ROW EXECUTE FUNCTION reviews_refuse_point();
CREATE TRIGGER whole_minutes BEFORE INSERT OR UPDATE ON reviews_reviewmeeting
  FOR EACH ROW WHEN (NEW.state = 'locked') EXECUTE FUNCTION reviews_minutes_are_whole();
"""
DROP = """
DROP TRIGGER whole_minutes ON reviews_reviewmeeting;
DROP TRIGGER locked ON reviews_minutespoint;
DROP FUNCTION reviews_minutes_are_whole();
DROP FUNCTION reviews_refuse_point();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0005_references_stop_deletion"),
        ("partners", "0004_readinessitem"),
        ("reviews", "0006_groups_of_old_judgements"),
    ]
    operations = [
        migrations.CreateModel(
            name="MinutesPoint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=vapenvila.web.wall.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("no", models.PositiveIntegerField()),
                ("words", models.JSONField()),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes_points",
                        to="reviews.reviewmeeting",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.programme"
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "no"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "no"), name="point_of_the_minutes_once")
                ],
            },
        ),
        restrict_references("reviews_minutespoint"),
        migrations.RunSQL(SPLIT, JOIN),
        migrations.RunSQL(GUARDS, DROP),
    ]
