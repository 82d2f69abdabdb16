"""Sealing identities and their history anew when keys are rotated, room by room, in batches."""

from uuid import UUID

from django.db.models import Q, QuerySet

from vapenvila.web.partners.room_by_room import count_room_by_room, first_batch_of_a_room
from vapenvila.web.people.actions.amend import BEFORE
from vapenvila.web.people.importing.bulk_sealing import REFERENCE
from vapenvila.web.people.models import Identity, PersonChange, PersonReference
from vapenvila.web.people.sealed_identity import fill, of_room, opened
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS
from vapenvila.web.vault.hashing import keyed_hash
from vapenvila.web.vault.keys import KeyKind, keys_of
from vapenvila.web.vault.rotation import SealedRows
from vapenvila.web.vault.sealing import HEADER_BYTES, VERSION, seal, unseal


def _older(*fields: str) -> Q:
    """Rows with a field whose header names an older key. An empty field has none."""
    wanted = Q()
    for key in keys_of(KeyKind.SEAL)[1:]:
        low = VERSION + key.id
        high = low[:-1] + bytes([low[-1] + 1]) if low[-1] < 255 else low + b"\xff" * (64 - HEADER_BYTES)
        for field in fields:
            wanted |= Q(**{f"{field}__gte": low, f"{field}__lt": high})
    return wanted


def _old_identities() -> QuerySet[Identity]:
    wanted = _older(*IDENTITY_FIELDS)
    return Identity.objects.filter(wanted) if wanted else Identity.objects.none()


def _old_changes() -> QuerySet[PersonChange]:
    wanted = _older("before")
    return PersonChange.objects.filter(wanted) if wanted else PersonChange.objects.none()


def _old_references() -> QuerySet[PersonReference]:
    wanted = _older("reference")
    return PersonReference.objects.filter(wanted) if wanted else PersonReference.objects.none()


def _identities_anew(most: int) -> int:
    """One batch of one room: opened with the older key, sealed and hashed with the one in use."""

    def work(room: UUID) -> int:
        batch = list(_old_identities().select_for_update(skip_locked=True)[:most])
        for row in batch:
            fill(row, opened(row, IDENTITY_FIELDS)).save()
        return len(batch)

    return first_batch_of_a_room(work)


def _changes_anew(most: int) -> int:
    def work(room: UUID) -> int:
        batch = list(_old_changes()[:most])
        for row in batch:
            text = unseal(bytes(row.before), row=row.person_id, purpose=BEFORE)
            row.before = seal(text, row=row.person_id, purpose=BEFORE)
            row.save(update_fields=["before"])
        return len(batch)

    return first_batch_of_a_room(work)


def _references_anew(most: int) -> int:
    """The hash of the row's content cannot be made anew without the file: such a row is opened and compared next time."""

    def work(room: UUID) -> int:
        batch = list(_old_references().select_for_update(skip_locked=True)[:most])
        for row in batch:
            text = unseal(bytes(row.reference), row=row.person_id, purpose=REFERENCE)
            row.reference = seal(text, row=row.person_id, purpose=REFERENCE)
            row.reference_hash = keyed_hash(text, purpose=of_room("reference", room))
            row.content_hash = b""
        PersonReference.objects.bulk_update(batch, ["reference", "reference_hash", "content_hash"])
        return len(batch)

    return first_batch_of_a_room(work)


IDENTITIES = SealedRows(
    name="identities", left=lambda: count_room_by_room(_old_identities), reseal=_identities_anew
)
CHANGES = SealedRows(
    name="history of persons", left=lambda: count_room_by_room(_old_changes), reseal=_changes_anew
)
REFERENCES = SealedRows(
    name="references of persons", left=lambda: count_room_by_room(_old_references), reseal=_references_anew
)
