"""Export and import without a page: what the command line calls. The trail says that nobody was signed in."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.disclosures.actions.freezing import store_content, take_step
from vapenvila.web.disclosures.actions.trail import on_record
from vapenvila.web.disclosures.carrying.afterwards import (
    body_about,
    is_about_afterwards,
    take_in_what_came_after,
)
from vapenvila.web.disclosures.carrying.letter import (
    KnownSender,
    Letter,
    NotTakenInError,
    check_letter,
    own_key,
    read_letter,
    write_letter,
)
from vapenvila.web.disclosures.models import CarriedDocument, Disclosure, PartnerServer
from vapenvila.web.disclosures.names_index import note_names
from vapenvila.web.disclosures.notifying import tell_room
from vapenvila.web.disclosures.queries.papers import document_at, open_document
from vapenvila.web.disclosures.vocabulary import Channel, State
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.queries import agency_named
from vapenvila.web.vault.signing import key_name
from vapenvila.web.wall.acting import acting

VALID_FOR = timedelta(days=7)
HEAD = ("no", "ground_code", "provision", "catalogue_version", "fields", "person_count", "outcome", "emergency",
        "by_consent", "decided_by", "sha256")  # fmt: skip

__all__ = ["NotTakenInError", "export_to", "import_from", "own_key", "register_partner", "tell_to"]


@contextmanager
def _in(room: Room) -> Iterator[None]:
    with acting(programmes=[room.programme_id], room=room.pk):
        yield


def export_to(file: Path, *, disclosure: str, at: datetime | None = None) -> dict[str, Any]:
    """Write the signed file of a document that a room of this server has handed over. Numbered like every copy."""
    now = at or timezone.now()
    room = _sender_of(disclosure)
    with transaction.atomic(), _in(room):
        row = document_at(room, UUID(disclosure))
        opened = open_document(room, row) if row else None
        if row is None or opened is None or opened.content is None or row.handed_over_by_id is None:
            raise NotTakenInError("Only the room that handed a disclosure over can export it.")
        if row.state in (State.RECALLED, State.RECALL_CONFIRMED):
            raise NotTakenInError("This disclosure has been recalled. It is not sent out again.")
        copy = number_export(
            programme=room.programme_id, room=room.pk, kind=ExportKind.DISCLOSURE, format="json",
            purpose="Carried to the receiver's own server", recipient=row.to_room.agency.name,
            expires=timezone.localdate(now) + VALID_FOR, rows=max(row.person_count, 1), by=row.handed_over_by_id,
            at=now, subject=row.pk,
        )  # fmt: skip
        data = write_letter(_body(row, room, opened.content, now))
        _write_privately(file, data)
    return {"disclosure": str(row.pk), "number": row.no, "copy": str(copy), "key_id": own_key()[0]}


def tell_to(file: Path, *, disclosure: str, at: datetime | None = None) -> dict[str, Any]:
    """Write what came after a disclosure for the other server: a recall or correction, or the answer to one."""
    now = at or timezone.now()
    room = _sender_of(disclosure, carried_in_too=True)
    with transaction.atomic(), _in(room):
        row = document_at(room, UUID(disclosure))
        if row is None:
            raise NotTakenInError("There is no such disclosure on this server.")
        by_giver = row.from_room_id == room.pk
        data = write_letter(body_about(row, by_giver=by_giver, valid_until=now + VALID_FOR, now=now))
        on_record("disclosure.told_by_file", "disclosure", row.pk, room=room, by=None, at=now)
        _write_privately(file, data)
    return {"disclosure": str(row.pk), "number": row.no, "key_id": own_key()[0]}


def _write_privately(file: Path, data: bytes) -> None:
    """A new file that nobody else on the machine reads."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
    except FileExistsError:
        raise NotTakenInError(f"There is already a file {file.name}. Choose another name.") from None
    except OSError as problem:
        raise NotTakenInError(f"The file {file.name} cannot be written: {problem.strerror}.") from None


def _sender_of(disclosure: str, *, carried_in_too: bool = False) -> Room:
    """The room of this server that handed it over; or, where it was carried in, the room that received it."""
    try:
        wanted = UUID(disclosure)
    except ValueError:
        raise NotTakenInError(f"“{disclosure}” is not the identifier of a disclosure.") from None
    for room in Room.objects.select_related("agency", "programme"):
        with _in(room):
            row = Disclosure.objects.filter(pk=wanted).first()
            carried = carried_in_too and row is not None and row.handed_over_by_id is None
            if row is not None and room.pk == (row.to_room_id if carried else row.from_room_id):
                return room
    raise NotTakenInError("There is no such disclosure on this server.")


def _body(row: Disclosure, room: Room, document: dict[str, Any], now: datetime) -> dict[str, Any]:
    head = {name: getattr(row, name) for name in HEAD}
    head |= {
        "id": str(row.pk),
        "examination_id": str(row.examination_id),
        "handed_over_at": row.handed_over_at.isoformat(),
    }
    return {
        "nonce": secrets.token_hex(16),
        "made_at": now.isoformat(),
        "valid_until": (now + VALID_FOR).isoformat(),
        "sender": {"agency": room.agency.name, "key_id": own_key()[0]},
        "recipient": {"agency": row.to_room.agency.name},
        "programme": room.programme.slug,
        "head": head,
        "document": document,
    }


def import_from(file: Path, *, at: datetime | None = None) -> dict[str, Any]:
    """Take a signed file into the receiver's room, once. Refuses with one sentence and leaves nothing behind."""
    now = at or timezone.now()
    try:
        letter = read_letter(file.read_bytes())
    except OSError as problem:
        raise NotTakenInError(f"The file {file.name} cannot be read: {problem.strerror}.") from None
    check_letter(letter, _known(letter.key_id), now=now)
    giver, receiver = _rooms(letter)
    if is_about_afterwards(letter):
        return _after(letter, giver, receiver, now=now)
    with transaction.atomic(), _in(receiver):
        _once(letter, receiver, now)
        row = _take_in(letter, giver, receiver)
        take_step(row, State.HANDED_OVER, room=giver, by=", ".join(row.decided_by), at=row.handed_over_at)
        on_record("disclosure.carried_in", "disclosure", row.pk, room=receiver, by=None, at=now,
                  details={"key_id": letter.key_id})  # fmt: skip
        tell_room(receiver.pk, today=timezone.localdate(now))
    return _said(row, giver, receiver, tells=False)


def _after(letter: Letter, sender: Room, receiver: Room, *, now: datetime) -> dict[str, Any]:
    with transaction.atomic(), _in(sender):
        _not_again(letter, now)
        row = take_in_what_came_after(letter, sender, now=now)
        on_record("disclosure.told_of_by_file", "disclosure", row.pk, room=sender, by=None, at=now,
                  details={"key_id": letter.key_id})  # fmt: skip
        tell_room(receiver.pk, today=timezone.localdate(now))
    return _said(row, sender, receiver, tells=True)


def _said(row: Disclosure, giver: Room, receiver: Room, *, tells: bool) -> dict[str, Any]:
    return {
        "disclosure": str(row.pk),
        "number": row.no,
        "from": giver.agency.name,
        "to": receiver.agency.name,
        "state": row.state,
        "tells": tells,
    }


def _known(key_id: str) -> KnownSender | None:
    row = PartnerServer.objects.filter(key_id=key_id, revoked_at=None).select_related("agency").first()
    return KnownSender(row.key_id, bytes(row.public_key), row.agency.name) if row else None


def _rooms(letter: Letter) -> tuple[Room, Room]:
    rooms = Room.objects.filter(programme__slug=letter.body["programme"]).select_related(
        "agency", "programme"
    )
    giver = rooms.filter(agency__name=letter.body["sender"]["agency"]).first()
    receiver = rooms.filter(agency__name=letter.body["recipient"].get("agency")).first()
    if receiver is None:
        raise NotTakenInError(
            "The file is for another agency or programme, which has no room on this server."
        )
    if giver is None or giver.pk == receiver.pk:
        raise NotTakenInError("The sending agency is no partner in this programme on this server.")
    return giver, receiver


def _once(letter: Letter, receiver: Room, now: datetime) -> None:
    head = letter.body["head"]
    _not_again(letter, now)
    if Disclosure.objects.filter(pk=UUID(head["id"])).exists():
        raise NotTakenInError("The disclosure in this file is here already. It is not taken in twice.")
    giver = letter.body["sender"]["agency"]
    if Disclosure.objects.filter(from_room__agency__name=giver, to_room=receiver, no=head["no"]).exists():
        raise NotTakenInError(
            f"Another disclosure no. {head['no']} from {giver} is here already. Call the agency."
        )


def _not_again(letter: Letter, now: datetime) -> None:
    nonce, wanted = str(letter.body["nonce"]), UUID(letter.body["head"]["id"])
    if CarriedDocument.objects.filter(key_id=letter.key_id, nonce=nonce).exists():
        raise NotTakenInError("This file has been taken in already. It is not taken in twice.")
    CarriedDocument.objects.create(key_id=letter.key_id, nonce=nonce, disclosure_id=wanted, at=now)


def _take_in(letter: Letter, giver: Room, receiver: Room) -> Disclosure:
    head = letter.body["head"]
    row = Disclosure.objects.create(
        pk=UUID(head["id"]),
        from_room=giver,
        to_room=receiver,
        examination_id=UUID(head["examination_id"]),
        channel=Channel.FILE,
        handed_over_by=None,
        handed_over_at=datetime.fromisoformat(head["handed_over_at"]),
        **{name: head[name] for name in HEAD},
    )
    document = letter.body["document"]
    store_content(row, document)
    note_names(row, document, rooms=(giver.pk, receiver.pk), today=timezone.localdate(row.handed_over_at))
    return row


@transaction.atomic
def register_partner(
    *, name: str, agency: str, public_key_hex: str, fingerprint: str, at: datetime | None = None
) -> None:
    """Register another server's key for one agency, once its fingerprint has been compared."""
    found = agency_named(agency)
    if found is None:
        raise NotTakenInError(f"There is no agency called {agency} on this server.")
    try:
        public = bytes.fromhex(public_key_hex)
    except ValueError:
        raise NotTakenInError("The public key is not written in hexadecimal.") from None
    if key_name(public) != fingerprint.strip().lower():
        raise NotTakenInError(
            "The fingerprint does not belong to this key. Do not register it; call the agency."
        )
    PartnerServer.objects.update_or_create(
        key_id=key_name(public),
        defaults={"name": name, "agency": found, "public_key": public, "registered_at": at or timezone.now(),
                  "revoked_at": None},
    )  # fmt: skip
