"""How rows are made that no rule of thumb can make: those whose parts must fit together or open with a key.

A kind of record that `canary_rows.plant` cannot make needs a line here; the town fails with a sentence that says so.
"""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from django.db import models
from django.utils import timezone

from tests.cast import City
from tests.web.group_audit.made_up import WORKS_FOR, answering, lines, two_groups
from tests.web.incidents.made_up import an_incident
from tests.web.memberships.for_partners import a_group_draft
from tests.web.memberships.made_up import a_membership, a_tie
from vapenvila.rules.group_audit_questions import questions_of
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.models import Disclosure, DisclosureContent, ReceivedNote
from vapenvila.web.disclosures.vocabulary import Outcome, State
from vapenvila.web.group_audit.models import AuditAnswer, AuditLine
from vapenvila.web.group_audit.vocabulary import State as AuditState
from vapenvila.web.groups.actions.add_group import add_group
from vapenvila.web.groups.models import Group
from vapenvila.web.memberships.models import (
    GroupDraftVote,
    GroupStatementDraft,
    MembershipBatch,
    MembershipEvidence,
    MembershipFilePiece,
    MembershipStatement,
    MembershipStep,
    SavedMembershipMapping,
    Tie,
)
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.people.models import Identity, Person
from vapenvila.web.people.pseudonyms import new_pseudonym
from vapenvila.web.people.sealed_identity import fill
from vapenvila.web.people.vocabulary import Mark
from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id

KEEPS: dict[AgencyKind, Role] = {  # who keeps the protected record of the room
    AgencyKind.POLICE: Role.POLICE_OFFICER,
    AgencyKind.PROBATION: Role.PROBATION_OFFICER,
}
_drawn = count()


def persons(city: City, room: UUID) -> None:
    """Two persons of the room and a protected one with a keeper, each with a sealed identity."""
    kind = next(kind for kind, row in city.rooms.items() if row.pk == room)
    keeper = city.people[KEEPS[kind]] if kind in KEEPS else None
    for protected in (False, False, True):
        row = Person.objects.create(
            room_id=room,
            pseudonym=new_pseudonym(),
            mark=Mark.SUSPECT if kind is AgencyKind.POLICE else Mark.OTHER,
            protective_track=protected,
            age_known=True,
            source="Made up",
            source_on=date(2026, 1, 2),
            need="Made up",
            reviewed_on=timezone.localdate(),
            review_by=timezone.localdate() + timedelta(days=90),
            keeper=keeper if protected else None,
            created_at=timezone.now(),
        )
        fill(Identity(person=row, room_id=room), {"given_name": "Made", "surname": "Up"}).save()


def disclosures(city: City, one: UUID, other: UUID) -> None:
    """A document each way between two rooms, closed to its receiver: as after a recall."""
    a_disclosure(city, one, other, closed=True)
    a_disclosure(city, other, one, closed=True)


def note(city: City, room: UUID) -> None:
    """The receiver's own note on a document."""
    received = Disclosure.objects.filter(to_room=room).order_by("-pk")[0]
    ReceivedNote.objects.create(
        room_id=room, disclosure=received, sealed=b"x", by=_anybody(city), at=timezone.now()
    )


def a_disclosure(city: City, sender: UUID, receiver: UUID, *, closed: bool) -> Disclosure:
    """A document from one room to another, with sealed content; `closed` to the receiver when it was recalled."""
    row = Disclosure.objects.create(
        from_room_id=sender,
        to_room_id=receiver,
        no=800 + next(_drawn),
        examination_id=new_id(),
        ground_code="consent",
        provision="OSL 10:1",
        catalogue_version="1",
        fields=["under_supervision"],
        person_count=1,
        outcome=Outcome.DISCLOSED,
        sha256="0" * 64,
        state=State.RECALLED if closed else State.HANDED_OVER,
        decided_by=["Made up"],
        handed_over_by=_anybody(city),
        handed_over_at=timezone.now(),
    )
    DisclosureContent.objects.create(
        disclosure=row, from_room_id=sender, to_room_id=receiver, sealed=b"x", closed_to_receiver=closed
    )
    return row


def _anybody(city: City) -> User:
    return city.people[Role.COORDINATOR]


def groups(city: City) -> None:
    """Three groups: a relation is between two of them."""
    for _ in range(3):
        add_group(programme=city.programme, by=_anybody(city), at=timezone.now())


def retaliation_pair(city: City) -> None:
    """Two incidents, the later of which answers the earlier."""
    now = timezone.now()
    earlier, later = (an_incident(city, when=now - timedelta(days=ago)) for ago in (9, 4))
    RetaliationPair.objects.create(
        programme=city.programme,
        earlier=earlier,
        later=later,
        verdict="dismissed",
        reason="Made up.",
        said_by=_anybody(city),
        said_at=now,
    )


IN_A_PROGRAMME: dict[type[models.Model], Callable[[City], None]] = {
    Group: groups,
    RetaliationPair: retaliation_pair,
}


def memberships(city: City, room: UUID) -> None:
    """In the room of the police a statement with its evidence, its history, and a tie; other rooms hold none."""
    if room == city.rooms[AgencyKind.POLICE].pk:
        now = timezone.now()
        with acting(programmes=[city.programme.pk]):
            known = Group.objects.order_by("pk").first()  # a new one would stand in the picture of all
        a_membership(city, group=known, at=now)
        a_tie(city, on=now.date() - timedelta(days=90), at=now)


def group_draft(city: City, room: UUID) -> None:
    """In the room of the police a draft for partners, and somebody's decision on it."""
    if room == city.rooms[AgencyKind.POLICE].pk:
        with acting(programmes=[city.programme.pk]):
            known = Group.objects.order_by("pk").first()  # a new one would stand in the picture of all
        draft = a_group_draft(city, known)
        GroupDraftVote.objects.create(room_id=room, draft=draft, by=_anybody(city), at=timezone.now())


def membership_file(city: City, room: UUID) -> None:
    """A file of ties on its way into the room of the police, with a sealed piece."""
    if room == city.rooms[AgencyKind.POLICE].pk:
        batch = MembershipBatch.objects.create(
            room_id=room,
            number=800 + next(_drawn),
            holds=Holds.TIES,
            uploaded_by=_anybody(city),
            uploaded_at=timezone.now(),
        )
        MembershipFilePiece.objects.create(
            room_id=room, batch=batch, kind=MembershipFilePiece.Kind.HELD, number=0, piece=b"x"
        )


def membership_mapping(city: City, room: UUID) -> None:
    """How a source's files of ties are read."""
    if room == city.rooms[AgencyKind.POLICE].pk:
        SavedMembershipMapping.objects.create(
            room_id=room, name=f"Made up {next(_drawn)}", holds=Holds.TIES, settings={}, saved_by=_anybody(city),
            updated_at=timezone.now(),
        )  # fmt: skip


def _open_line(city: City) -> AuditLine:
    """A group that an audit asks about to which no agency has handed in yet."""
    with acting(programmes=[city.programme.pk]):
        rows = AuditLine.objects.filter(audit__state=AuditState.ANSWERING, room=None)
        rows = rows.exclude(audit__rooms__handed_in_at__isnull=False).select_related("audit")
        found = rows.order_by("pk").first()
    if found is None:
        two_groups(city)  # to ask about
        found = lines(city, answering(city, *WORKS_FOR))[0]
    return found


def audit_answer(city: City, room: UUID) -> None:
    """An agency answers one question more in an audit that is open for answers."""
    line = _open_line(city)
    answered = AuditAnswer.objects.filter(line=line, room_id=room).values_list("question", flat=True)
    left = [one.code for one in questions_of(line.audit.questionnaire) if one.code not in {*answered}]
    AuditAnswer.objects.create(
        programme=city.programme, audit=line.audit, line=line, room_id=room, question=left[0], known=False,
        answered_by=_anybody(city), answered_at=timezone.now(),
    )  # fmt: skip


def audit_line(city: City, room: UUID) -> None:
    """An agency proposes a group in an audit that is open for answers."""
    audit = _open_line(city).audit
    AuditLine.objects.create(
        programme=city.programme, audit=audit, room_id=room, no=200 + next(_drawn), called="Made up"
    )


IN_A_ROOM: dict[type[models.Model], Callable[[City, UUID], None]] = {
    AuditAnswer: audit_answer,
    AuditLine: audit_line,
    Person: persons,
    ReceivedNote: note,
    GroupDraftVote: group_draft,
    GroupStatementDraft: group_draft,
    MembershipBatch: membership_file,
    MembershipEvidence: memberships,
    MembershipFilePiece: membership_file,
    MembershipStatement: memberships,
    MembershipStep: memberships,
    SavedMembershipMapping: membership_mapping,
    Tie: memberships,
}
AT_THE_DOOR: dict[type[models.Model], Callable[[City, UUID, UUID], None]] = {Disclosure: disclosures}
