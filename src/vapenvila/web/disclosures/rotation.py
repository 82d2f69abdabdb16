"""Sealing the door's papers anew when keys are rotated, room by room, in batches; and the hashes of whom they name.

Frozen rows pass through a function of the database, which lets nothing change but the key a value is sealed with.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Q, QuerySet
from django.utils import timezone

from vapenvila.web.disclosures.models import (
    Consent,
    Disclosure,
    DisclosureContent,
    DisclosureNames,
    DisclosureRequest,
    Examination,
    ReceivedNote,
)
from vapenvila.web.disclosures.names_index import note_names
from vapenvila.web.disclosures.queries.about_person import closed_to
from vapenvila.web.disclosures.sealed_words import document_in
from vapenvila.web.partners.models import Room
from vapenvila.web.vault.keys import KeyKind, current
from vapenvila.web.vault.rotation import SealedRows
from vapenvila.web.vault.sealing import VERSION, seal, unseal
from vapenvila.web.wall.acting import acting


@dataclass(frozen=True, slots=True)
class _Papers:
    name: str
    model: type[models.Model]
    purpose: str


PAPERS = (
    _Papers("requests between agencies", DisclosureRequest, "disclosures.request"),
    _Papers("examinations of the door", Examination, "disclosures.examination"),
    _Papers("disclosed documents", DisclosureContent, "disclosures.content"),
    _Papers("consents", Consent, "disclosures.consent"),
    _Papers("receivers' own notes", ReceivedNote, "disclosures.note"),
)


def _rooms() -> Iterator[UUID]:
    yield from Room.objects.order_by("pk").values_list("pk", flat=True)


def _older(model: type[models.Model]) -> QuerySet[Any]:
    """Rows whose header names another key than the one in use. An empty value has no header."""
    in_use = VERSION + current(KeyKind.SEAL).id
    newest = Q(sealed__gte=in_use, sealed__lt=in_use + b"\xff" * 12)
    return model._default_manager.exclude(newest).exclude(sealed=b"")


def _left(find: Callable[[UUID], QuerySet[Any]]) -> int:
    found: set[UUID] = set()  # a paper lies in two rooms, and is one
    for room in _rooms():
        with acting(room=room):
            found.update(find(room).values_list("pk", flat=True))
    return len(found)


def _sealed_anew(papers: _Papers, most: int) -> int:
    for room in _rooms():
        with acting(room=room):
            batch = list(_older(papers.model).order_by("pk")[:most])
            for row in batch:
                text = unseal(bytes(row.sealed), row=row.pk, purpose=papers.purpose)
                anew = seal(text, row=row.pk, purpose=papers.purpose)
                with connection.cursor() as cursor:
                    table = papers.model._meta.db_table
                    cursor.execute("SELECT disclosures_reseal(%s, %s, %s)", [table, row.pk, anew])
        if batch:
            return len(batch)
    return 0


def _named_before(room: UUID) -> QuerySet[Disclosure]:
    """Documents the room may read whose hashes are another key's, or were never made."""
    named_now = DisclosureNames.objects.filter(room=room, key_id=current(KeyKind.HASH).id)
    rows = Disclosure.objects.filter(person_count__gt=0).exclude(closed_to(room))
    return rows.exclude(pk__in=named_now.values("disclosure")).order_by("pk")


def _named_anew(most: int) -> int:
    for room in _rooms():
        with acting(room=room):
            batch = list(_named_before(room).select_related("content")[:most])
            for row in batch:
                DisclosureNames.objects.filter(disclosure=row, room=room).delete()
                document = document_in(row.content.sealed, row=row.pk)
                note_names(row, document, rooms=(room,), today=timezone.localdate(row.handed_over_at))
            stale = DisclosureNames.objects.filter(closed_to(room, "disclosure__"), room=room)
            stale.exclude(
                key_id=current(KeyKind.HASH).id
            ).delete()  # closed to this room, and not searched there
        if batch:
            return len(batch)
    return 0


def _rows_of(papers: _Papers) -> SealedRows:
    return SealedRows(
        name=papers.name,
        left=lambda: _left(lambda room: _older(papers.model)),
        reseal=lambda most: _sealed_anew(papers, most),
    )


SEALED_PAPERS = (
    *(_rows_of(papers) for papers in PAPERS),
    SealedRows(name="names in documents", left=lambda: _left(_named_before), reseal=_named_anew),
)
