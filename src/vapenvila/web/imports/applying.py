"""Writes the staged incidents into the register: set by set, in the transaction of the caller."""

# ruff: noqa: S608 - the SQL is put together from our own literal table of fields, never from what users write

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from vapenvila.rules.import_conflict import OnConflict
from vapenvila.web.imports.models import ImportBatch
from vapenvila.web.imports.register_fields import FIELDS, NEW_ID
from vapenvila.web.incidents.numbering import next_incident_number

DAYS_ON_HOLD: Final = 30

_COLUMNS = [f.column for f in FIELDS]
_DEFAULTS: Final = {
    "place": "''", "note": "''", "weapon": "'unknown'", "outcome": "'unknown'", "motive": "'unknown'",
    "precision": "'unknown'", "state": "'reported'", "dead": "0", "injured_serious": "0", "injured_slight": "0",
    "injured_unknown": "0",
}  # fmt: skip

_CREATE: Final = f"""
UPDATE import_staged SET incident = {NEW_ID} WHERE verdict = 'created';
INSERT INTO incidents_incident (id, programme_id, number, {", ".join(f'"{c}"' for c in _COLUMNS)},
    state_reason, hold_review_on, count_rule_id, version, created_at, updated_at)
SELECT s.incident, %(programme)s, %(first)s - 1 + row_number() OVER (ORDER BY s.occurred_from, s.n),
    {", ".join(f'coalesce(s."{c}", {_DEFAULTS[c]})' if c in _DEFAULTS else f's."{c}"' for c in _COLUMNS)},
    CASE s.state WHEN 'unfounded' THEN %(unfounded)s ELSE '' END,
    CASE s.state WHEN 'hold' THEN %(hold_until)s::date END,
    (SELECT r.id FROM incidents_countrule r WHERE r.programme_id = %(programme)s
        AND (s.occurred_from AT TIME ZONE %(zone)s)::date BETWEEN r.valid_from AND coalesce(r.valid_to, 'infinity')
        ORDER BY r.valid_from DESC, r.version DESC LIMIT 1),
    1, %(at)s, %(at)s
FROM import_staged s WHERE s.verdict = 'created';
INSERT INTO incidents_classificationevent
    (id, programme_id, incident_id, field, old, new, reason, decided_by_id, decided_at, source_vintage, request)
SELECT {NEW_ID}, %(programme)s, incident, 'registered', '', kind, '', NULL, %(at)s, %(vintage)s, %(batch)s
FROM import_staged WHERE verdict = 'created';
"""

_UPDATE: Final = f"""
UPDATE incidents_incident i SET
    {", ".join(f'"{f.column}" = CASE WHEN %(name_{f.name})s = ANY(d.fields) THEN s."{f.column}" ELSE i."{f.column}" END'
               for f in FIELDS)},
    state_reason = CASE WHEN 'state' = ANY(d.fields) AND s.state = 'unfounded' AND i.state_reason = ''
                        THEN %(unfounded)s ELSE i.state_reason END,
    hold_review_on = CASE WHEN 'state' = ANY(d.fields) AND s.state = 'hold'
                          THEN coalesce(i.hold_review_on, %(hold_until)s::date) ELSE i.hold_review_on END,
    version = i.version + 1, updated_at = %(at)s
FROM import_staged s
JOIN (SELECT n, array_agg(field) AS fields FROM import_difference WHERE NOT decided GROUP BY n) d ON d.n = s.n
WHERE s.verdict = 'updated' AND i.id = s.incident;
INSERT INTO incidents_classificationevent
    (id, programme_id, incident_id, field, old, new, reason, decided_by_id, decided_at, source_vintage, request)
SELECT {NEW_ID}, %(programme)s, incident, field, old, new, '', NULL, %(at)s, %(vintage)s, %(batch)s
FROM import_difference WHERE NOT decided;
"""  # fmt: skip

_SOURCES: Final = f"""
CREATE TEMP TABLE import_new_source ON COMMIT DROP AS
SELECT {NEW_ID} AS id, s.n, s.incident, r.source_no, s.verdict
FROM import_staged s JOIN import_reference r ON r.n = s.n
WHERE s.verdict IN ('created', 'updated', 'unchanged')
  AND (s.verdict = 'created' OR NOT EXISTS (
        SELECT 1 FROM incidents_incidentsource k WHERE k.programme_id = %(programme)s
          AND k.source_system = %(source)s AND k.source_no = r.source_no));
INSERT INTO incidents_incidentsource (id, programme_id, incident_id, source_system, source_no, received_at)
SELECT id, %(programme)s, incident, %(source)s, source_no, %(at)s FROM import_new_source;
UPDATE incidents_incident SET version = version + 1, updated_at = %(at)s
WHERE id IN (SELECT incident FROM import_new_source WHERE verdict = 'unchanged');
"""

_REMEMBER: Final = f"""
INSERT INTO imports_importchange (id, programme_id, batch_id, incident, kind, before, added_sources, version_after)
SELECT {NEW_ID}, %(programme)s, %(batch)s, incident, 'created', '{{}}', '{{}}', 1
FROM import_staged WHERE verdict = 'created';
INSERT INTO imports_importchange (id, programme_id, batch_id, incident, kind, before, added_sources, version_after)
SELECT {NEW_ID}, %(programme)s, %(batch)s, i.id, 'updated', coalesce(d.before, '{{}}'), coalesce(k.added, '{{}}'), i.version
FROM import_staged s
JOIN incidents_incident i ON i.id = s.incident
LEFT JOIN (SELECT n, jsonb_object_agg(field, old) AS before FROM import_difference
    WHERE NOT decided GROUP BY n) d ON d.n = s.n
LEFT JOIN (SELECT n, array_agg(id) AS added FROM import_new_source GROUP BY n) k ON k.n = s.n
WHERE s.verdict IN ('updated', 'unchanged') AND (d.n IS NOT NULL OR k.n IS NOT NULL);
INSERT INTO imports_importconflict
    (id, programme_id, batch_id, incident_id, source_no, row, field, register_value, file_value, decision, settled_at)
SELECT {NEW_ID}, %(programme)s, %(batch)s, d.incident, s.source_no, s.row, d.field, d.old, d.new,
    CASE WHEN d.taken THEN 'take' ELSE %(kept)s END, CASE WHEN d.taken OR %(kept)s = 'keep' THEN %(at)s::timestamptz END
FROM import_difference d JOIN import_staged s ON s.n = d.n WHERE d.decided OR d.taken;
INSERT INTO imports_importconflict
    (id, programme_id, batch_id, incident_id, source_no, row, field, decision, settled_at, register_value, file_value)
SELECT {NEW_ID}, %(programme)s, %(batch)s, NULL, s.source_no, s.row, 'source',
    %(kept)s, CASE WHEN %(kept)s = 'keep' THEN %(at)s::timestamptz END,
    (SELECT string_agg('#' || i.number, ', ' ORDER BY i.number) FROM import_match m
        JOIN incidents_incident i ON i.id = m.incident WHERE m.n = s.n),
    (SELECT string_agg(r.source_no, ', ') FROM import_reference r WHERE r.n = s.n)
FROM import_staged s WHERE s.verdict = 'contradiction';
DROP TABLE import_new_source;
"""


def apply(batch: ImportBatch, *, at: datetime, updates: bool, on_conflict: OnConflict) -> None:
    """Write everything that was staged and matched; remember for each incident what stood there before.

    `updates` = matching found incidents to update; `on_conflict` as it was matched.
    """
    values: dict[str, Any] = {
        "programme": batch.programme_id,
        "batch": batch.pk,
        "source": batch.source_system,
        "first": next_incident_number(batch.programme_id),
        "zone": batch.programme.time_zone,
        "at": at,
        "kept": "keep" if on_conflict == OnConflict.KEEP else "",
        "hold_until": timezone.localdate(at) + timedelta(days=DAYS_ON_HOLD),
        "unfounded": "Unfounded according to the source",
        "vintage": f"I{batch.number} {batch.source_system}"[:60],
        **{f"name_{f.name}": f.name for f in FIELDS},
    }
    with connection.cursor() as cursor:
        for part in (_CREATE, _UPDATE if updates else "", _SOURCES, _REMEMBER):
            for statement in part.split(";\n"):
                if statement.strip():
                    cursor.execute(statement, values)
