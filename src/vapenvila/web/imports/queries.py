"""Reading batches, mappings, conflicts and the held rows of a batch."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import polars as pl
from django.db import connection
from django.db.models import F, Max, QuerySet

from vapenvila.web.imports import storage
from vapenvila.web.imports.engine.issues import ISSUE_KINDS, Issue
from vapenvila.web.imports.engine.mapping import Bounds
from vapenvila.web.imports.engine.spool import Spool
from vapenvila.web.imports.models import BatchState, FeedConnection, ImportBatch, ImportConflict, SavedMapping
from vapenvila.web.incidents.models import Area
from vapenvila.web.partners.models import Programme


def batches(programme: Programme) -> QuerySet[ImportBatch]:
    """All batches, newest first."""
    return (
        ImportBatch.objects.filter(programme=programme)
        .select_related("uploaded_by", "committed_by", "undone_by", "job")
        .defer("report", "mapping")
    )


def batch_in(programme: Programme, batch: UUID) -> ImportBatch | None:
    """One batch of this programme."""
    found = ImportBatch.objects.select_related("uploaded_by", "committed_by", "undone_by", "job", "programme")
    return found.filter(programme=programme, pk=batch).first()


def batch_called(programme: UUID, name: str) -> ImportBatch | None:
    """The batch with this number (12 or I12) or identifier."""
    mine = ImportBatch.objects.filter(programme_id=programme).select_related("programme")
    if name.upper().removeprefix("I").isdigit():
        return mine.filter(number=int(name.upper().removeprefix("I"))).first()
    try:
        return mine.filter(pk=UUID(name)).first()
    except ValueError:
        return None


def next_batch_number(programme: Programme) -> int:
    """The next number of a batch. Whoever asks holds the counter of batches until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import batch {programme.pk}"]
        )
    last = ImportBatch.objects.filter(programme=programme).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def saved_mappings(programme: Programme) -> QuerySet[SavedMapping]:
    """Mappings kept for this programme, by name."""
    return SavedMapping.objects.filter(programme=programme)


def same_file_before(batch: ImportBatch) -> ImportBatch | None:
    """An earlier batch with exactly the same content that is in the register now."""
    return (
        ImportBatch.objects.filter(
            programme_id=batch.programme_id, file_sha256=batch.file_sha256, state=BatchState.COMMITTED
        )
        .exclude(pk=batch.pk)
        .first()
    )


def conflicts(batch: ImportBatch) -> QuerySet[ImportConflict]:
    """Where the file contradicts what people have decided."""
    found = ImportConflict.objects.filter(batch=batch).select_related("incident", "settled_by")
    return found.order_by(F("settled_at").asc(nulls_first=True), "row", "field", "pk")


def area_names(programme: Programme) -> dict[UUID, str]:
    """What the programme's areas are called."""
    return dict(Area.objects.filter(programme=programme).values_list("pk", "name"))


def feed_called(programme: Programme, profile: str) -> FeedConnection | None:
    """The programme's connection to this source, if anybody has ever switched it on."""
    found = FeedConnection.objects.select_related("switched_by", "batch")
    return found.filter(programme=programme, profile=profile).first()


def feeds_to_ask(programme: Programme) -> list[UUID]:
    """The sources that are switched on."""
    return list(FeedConnection.objects.filter(programme=programme, on=True).values_list("pk", flat=True))


def bounds_of(programme: Programme) -> Bounds | None:
    """The programme's area, if it has been stated."""
    edges = (programme.south, programme.west, programme.north, programme.east)
    if any(edge is None for edge in edges):
        return None
    south, west, north, east = (float(edge) for edge in edges if edge is not None)
    return (south, west, north, east)


def forgotten_uploads(*, before: datetime) -> QuerySet[ImportBatch]:
    """Uploads that nobody imported in time."""
    return ImportBatch.objects.filter(uploaded_at__lt=before, file_deleted_at__isnull=True)


def issues_of(
    batch: ImportBatch, *, severity: str = "", column: str = "", first: int = 10_000
) -> list[Issue]:
    """The issues of a checked batch from its spool, errors first."""
    spool = Spool(storage.workspace(batch.pk), fresh=False)
    paths = spool.paths("issues")
    if not paths:
        return []
    ranks = {"error": 0, "warning": 1, "info": 2}
    rank = {code: ranks[kind.severity] for code, kind in ISSUE_KINDS.items()}
    table = pl.scan_parquet(paths).with_columns(
        pl.col("code").replace_strict(rank, return_dtype=pl.Int8).alias("rank")
    )
    if severity in ranks:
        table = table.filter(pl.col("rank") == ranks[severity])
    if column:
        table = table.filter(pl.col("column") == column)
    chosen = (
        table.sort("rank", "row").head(first).select("row", "column", "code", "value", "detail").collect()
    )
    return [Issue(*row) for row in chosen.iter_rows()]


def held_rows(batch: ImportBatch) -> Iterator[tuple[dict[str, str | None], list[Issue]]]:
    """The rows held back as they stood in the file, each with its reasons."""
    spool = Spool(storage.workspace(batch.pk), fresh=False)
    if not spool.paths("held"):
        return
    held = spool.read_one("held")["row"].implode()
    wanted = pl.scan_parquet(spool.paths("issues")).filter(pl.col("row").is_in(held)).collect()
    reasons: dict[int, list[Issue]] = {}
    for values in wanted.iter_rows():
        issue = Issue(*values)
        if issue.severity == "error":
            reasons.setdefault(issue.row, []).append(issue)
    for raw in spool.read("raw"):
        for row in raw.filter(pl.col("row").is_in(held)).iter_rows(named=True):
            yield row, reasons.get(row["row"], [])
