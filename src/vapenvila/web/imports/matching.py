"""Which staged incidents the register has already, what they would change, and what people have decided
otherwise."""

# ruff: noqa: S608 - the SQL is put together from our own literal table of fields, never from what users write

from typing import Any, Final

from django.db import connection

from vapenvila.rules.import_conflict import OnConflict, may_take_unseen
from vapenvila.web.imports.models import ImportBatch
from vapenvila.web.imports.register_fields import FIELDS

# Statistics of tables that were empty a moment ago mislead the planner into looping row by row over whole tables.
# Everything here is set by set: until this transaction ends, joins are made by hash or merge.
WHOLE_SETS: Final = "SET LOCAL enable_nestloop = off"

_AREAS: Final = """
UPDATE import_staged s SET area_id = a.id
FROM (SELECT DISTINCT ON (lower(name)) id, lower(name) AS name FROM incidents_area
      WHERE programme_id = %(programme)s ORDER BY lower(name), version DESC) a
WHERE a.name = lower(s.place)
"""

_MATCHES: Final = """
CREATE TEMP TABLE import_match ON COMMIT DROP AS
WITH moved AS (
    SELECT unnest(moved_sources) AS source FROM incidents_incidentmerge
    WHERE programme_id = %(programme)s AND undone_at IS NULL
)
SELECT r.n, k.incident_id AS incident, bool_and(k.id IN (SELECT source FROM moved)) AS moved,
       min(k.received_at) AS received
FROM import_reference r
JOIN incidents_incidentsource k ON k.programme_id = %(programme)s AND k.source_system = %(source)s
                               AND k.source_no = r.source_no
GROUP BY r.n, k.incident_id
"""

# A reference that two incidents of the register share is left for people; when people have merged several references
# into one incident, only the reference it was born with speaks for it.
_VERDICTS: Final = """
UPDATE import_staged s SET verdict = 'contradiction'
FROM (SELECT n FROM import_match GROUP BY n HAVING count(*) > 1) twice WHERE twice.n = s.n;
UPDATE import_staged s SET incident = m.incident,
    verdict = CASE WHEN m.place > 1 THEN 'merged' END
FROM (SELECT n, incident, row_number() OVER (PARTITION BY incident ORDER BY moved, received, n) AS place
      FROM import_match WHERE n NOT IN (SELECT n FROM import_match GROUP BY n HAVING count(*) > 1)) m
WHERE m.n = s.n;
"""


def _differences() -> str:
    values = ", ".join(
        f"('{f.name}', '{f.together or f.name}', {f.differs()}, {f.open()},"
        f" {f.as_text(f.current())}, {f.as_text(f.staged())})"
        for f in FIELDS
    )
    any_difference = " OR ".join(f.differs() for f in FIELDS)
    return f"""
CREATE TEMP TABLE import_difference ON COMMIT DROP AS
SELECT s.n, s.incident, d.field, d.old, d.new, false AS taken,
       EXISTS (SELECT 1 FROM incidents_classificationevent e
               WHERE e.incident_id = s.incident AND e.decided_by_id IS NOT NULL AND e.source_vintage = ''
                 AND (e.field = ANY (CASE d.together WHEN 'time' THEN ARRAY['occurred_from', 'occurred_to']
                        WHEN 'place' THEN ARRAY['place', 'area_id', 'precision', 'latitude', 'longitude']
                        ELSE ARRAY[d.field] END)
                      OR (e.field = 'registered' AND NOT d.open))) AS decided
FROM import_staged s
JOIN incidents_incident i ON i.id = s.incident
CROSS JOIN LATERAL (VALUES {values}) AS d (field, together, differs, open, old, new)
WHERE s.verdict IS NULL AND ({any_difference}) AND d.differs
"""


# What the file says is taken as if nobody had decided; a judgement of state is never taken without somebody looking.
_TAKE: Final = """
UPDATE import_difference SET taken = true, decided = false WHERE decided AND field = ANY(%(take)s)
"""


_SETTLE: Final = """
UPDATE import_staged s SET verdict = CASE
    WHEN s.incident IS NULL THEN 'created'
    WHEN EXISTS (SELECT 1 FROM import_difference d WHERE d.n = s.n AND NOT d.decided) THEN 'updated'
    ELSE 'unchanged' END
WHERE s.verdict IS NULL
"""


def match(batch: ImportBatch, *, on_conflict: OnConflict = OnConflict.LIST) -> dict[str, int]:
    """Give every staged incident its verdict; how many there are of each. Nothing in the register changes."""
    values: dict[str, Any] = {
        "programme": batch.programme_id,
        "source": batch.source_system,
        "take": [f.name for f in FIELDS if may_take_unseen(f.name)],
    }
    with connection.cursor() as cursor:
        cursor.execute(WHOLE_SETS)
        cursor.execute(_AREAS, values)
        cursor.execute(_MATCHES, values)
        cursor.execute("ANALYZE import_match")
        cursor.execute(_VERDICTS)
        cursor.execute("ANALYZE import_staged")
        cursor.execute(_differences())
        if on_conflict == OnConflict.TAKE:
            cursor.execute(_TAKE, values)
        cursor.execute("CREATE INDEX ON import_difference (n); ANALYZE import_difference")
        cursor.execute(_SETTLE)
        cursor.execute("ANALYZE import_staged")
        cursor.execute("SELECT verdict, count(*) FROM import_staged GROUP BY verdict")
        counts = dict(cursor.fetchall())
        cursor.execute("SELECT count(DISTINCT n) FROM import_difference WHERE decided")
        decided = cursor.fetchone()[0]
        cursor.execute("SELECT count(DISTINCT n) FROM import_difference WHERE taken")
        taken = cursor.fetchone()[0]
    contradictions = counts.get("contradiction", 0)
    return {
        "created": counts.get("created", 0),
        "updated": counts.get("updated", 0),
        "unchanged": counts.get("unchanged", 0) + counts.get("merged", 0) + contradictions,
        "conflicts": decided + contradictions,
        "taken": taken,
    }
