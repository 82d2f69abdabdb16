"""Puts back what a batch changed, and finds what people have worked on since."""

# ruff: noqa: S608 - the SQL is put together from our own literal table of fields, never from what users write

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import ManyToOneRel

from vapenvila.web.imports.matching import WHOLE_SETS
from vapenvila.web.imports.models import ImportBatch, ImportChange, ImportConflict
from vapenvila.web.imports.register_fields import FIELDS, NEW_ID
from vapenvila.web.incidents.models import ClassificationEvent, Incident, IncidentSource

OWN_TABLES: Final = (IncidentSource, ClassificationEvent, ImportChange, ImportConflict)


_BATCH: Final = """
DROP TABLE IF EXISTS pg_temp.import_undo;
CREATE TEMP TABLE import_undo ON COMMIT DROP AS
SELECT c.id AS change, c.incident, c.kind, c.version_after, c.before, c.added_sources, i.number,
       (i.id IS NULL OR i.version <> c.version_after) AS touched
FROM imports_importchange c LEFT JOIN incidents_incident i ON i.id = c.incident
WHERE c.batch_id = %(batch)s
"""

# Asked table by table, each as one set: conditions joined by OR within one statement are looked up row by row, and where
# the statistics are old, by reading a whole table for each row.
_DECIDED_SINCE: Final = """
UPDATE import_undo u SET touched = true
FROM (SELECT DISTINCT incident_id FROM incidents_classificationevent
      WHERE decided_by_id IS NOT NULL AND source_vintage = '' AND decided_at >= %(since)s) e
WHERE u.incident = e.incident_id AND NOT u.touched
"""


def _in_use_elsewhere() -> Iterator[str]:
    """Statements: the new incident is referred to by a meeting, a merge or anything else people made."""
    for relation in Incident._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel) or relation.related_model in OWN_TABLES:
            continue
        table, column = relation.related_model._meta.db_table, relation.field.column
        yield f"""
UPDATE import_undo u SET touched = true FROM (SELECT DISTINCT "{column}" AS incident FROM "{table}") o
WHERE u.incident = o.incident AND u.kind = 'created' AND NOT u.touched
"""


def find_touched(batch: ImportBatch) -> list[int]:
    """Numbers of the batch's incidents that somebody has changed or used since; an incident gone counts as
    0."""
    with connection.cursor() as cursor:
        cursor.execute(WHOLE_SETS)
        cursor.execute(_BATCH, {"batch": batch.pk})
        cursor.execute("ANALYZE import_undo")
        cursor.execute(_DECIDED_SINCE, {"since": batch.committed_at})
        for statement in _in_use_elsewhere():
            cursor.execute(statement)
        cursor.execute("SELECT coalesce(number, 0) FROM import_undo WHERE touched ORDER BY 1")
        return [number for (number,) in cursor.fetchall()]


_REMOVE: Final = (
    """UPDATE imports_importconflict SET incident_id = NULL
       WHERE incident_id IN (SELECT incident FROM import_undo WHERE kind = 'created' AND NOT touched)""",
    """DELETE FROM incidents_classificationevent
       WHERE incident_id IN (SELECT incident FROM import_undo WHERE kind = 'created' AND NOT touched)""",
    """DELETE FROM incidents_incidentsource
       WHERE incident_id IN (SELECT incident FROM import_undo WHERE kind = 'created' AND NOT touched)""",
    """DELETE FROM incidents_incident
       WHERE id IN (SELECT incident FROM import_undo WHERE kind = 'created' AND NOT touched)""",
)


def _history() -> str:
    current = " ".join(f"WHEN '{f.name}' THEN {f.as_text(f.current())}" for f in FIELDS)
    return f"""
INSERT INTO incidents_classificationevent
    (id, programme_id, incident_id, field, old, new, reason, decided_by_id, decided_at, source_vintage, request)
SELECT {NEW_ID}, %(programme)s, u.incident, b.key, CASE b.key {current} END, b.value,
       %(reason)s, %(by)s, %(at)s, %(vintage)s, %(batch)s
FROM import_undo u JOIN incidents_incident i ON i.id = u.incident
CROSS JOIN LATERAL jsonb_each_text(u.before) AS b (key, value)
WHERE u.kind = 'updated' AND NOT u.touched
"""


def _restore() -> str:
    before = {f.name: f.from_text(f"u.before->>'{f.name}'") for f in FIELDS}
    fields = ", ".join(
        f"""{f.column} = CASE WHEN jsonb_exists(u.before, '{f.name}') THEN {before[f.name]} ELSE {f.current()} END"""
        for f in FIELDS
    )
    return f"""
UPDATE incidents_incident i SET {fields}, version = i.version + 1, updated_at = %(at)s
FROM import_undo u WHERE u.kind = 'updated' AND NOT u.touched AND i.id = u.incident
"""


_SOURCES: Final = """
DELETE FROM incidents_incidentsource
WHERE id IN (SELECT unnest(added_sources) FROM import_undo WHERE kind = 'updated' AND NOT touched)
"""


# The batch before this one may be undone next: what it left is what stands again.
_HAND_BACK: Final = """
UPDATE imports_importchange c SET version_after = i.version
FROM import_undo u JOIN incidents_incident i ON i.id = u.incident
WHERE u.kind = 'updated' AND NOT u.touched AND c.incident = u.incident AND c.version_after = u.version_after - 1
"""


def put_back(batch: ImportBatch, *, by: UUID | None, at: datetime, reason: str) -> dict[str, int]:
    """Undo what `find_touched` found untouched; how many were removed, restored and left out."""
    values: dict[str, Any] = {
        "programme": batch.programme_id,
        "batch": batch.pk,
        "by": by,
        "at": at,
        "reason": reason,
        "vintage": f"I{batch.number} undone"[:60],
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE kind = 'created' AND NOT touched),"
            " count(*) FILTER (WHERE kind = 'updated' AND NOT touched), count(*) FILTER (WHERE touched) "
            "FROM import_undo"
        )
        removed, restored, left_out = cursor.fetchone()
        for statement in _REMOVE:
            cursor.execute(statement)
        cursor.execute(_history(), values)
        cursor.execute(_restore(), values)
        cursor.execute(_SOURCES)
        cursor.execute(_HAND_BACK)
        cursor.execute("DROP TABLE import_undo")
    return {"removed": removed, "restored": restored, "left_out": left_out}
