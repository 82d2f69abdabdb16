"""Memberships, ties, drafts for partners, and their files."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from tests.cast import City
from tests.guards.examples.form import Example
from tests.guards.examples.people import registered
from tests.web.memberships.files import a_csv
from tests.web.memberships.for_partners import a_group_draft
from tests.web.memberships.made_up import a_draft, a_membership, a_tie, in_police_room
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.memberships.actions.importing import receive_memberships
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.wall.acting import acting


def _membership(city: City, person: User) -> Mapping[str, object]:
    return {"statement": a_membership(city, at=timezone.now()).pk}


def _group_draft(city: City, person: User) -> Mapping[str, object]:
    """What the police may tell partners of a group, not decided on yet."""
    return {"draft": a_group_draft(city).pk}


def _group_draft_on_a_ground(city: City, person: User) -> Mapping[str, object]:
    return {**_group_draft(city, person), "code": "group_level"}


def _membership_file(city: City, person: User) -> Mapping[str, object]:
    """A file of ties in the room of the police, not looked at yet."""
    with in_police_room(city):
        batch = receive_memberships(
            room=city.rooms[AgencyKind.POLICE], holds=Holds.TIES, chunks=[a_csv(Holds.TIES)], label="", by=person,
            at=timezone.now(),
        )  # fmt: skip
        return {"batch": batch.pk}


def _draft(city: City, person: User) -> Mapping[str, object]:
    return {"statement": a_draft(city, at=timezone.now()).pk}


def _piece(city: City, person: User) -> Mapping[str, object]:
    row = a_draft(city, at=timezone.now())
    with acting(programmes=[city.programme.pk], room=row.room_id):
        return {"statement": row.pk, "evidence": row.evidence.all()[0].pk}


def _tie(city: City, person: User) -> Mapping[str, object]:
    now = timezone.now()
    return {"tie": a_tie(city, on=now.date() - timedelta(days=100), at=now).pk}


def _tied_person(city: City, person: User) -> Mapping[str, object]:
    now = timezone.now()
    return {"person": a_tie(city, on=now.date() - timedelta(days=100), at=now).person_a_id}


def _tied_pair(city: City, person: User) -> Mapping[str, object]:
    now = timezone.now()
    tie = a_tie(city, on=now.date() - timedelta(days=100), at=now)
    return {"first": tie.person_a_id, "second": tie.person_b_id}


EXAMPLES: dict[str, Example] = {
    "membership-new": registered,
    "membership": _membership,
    "membership-edit": _membership,
    "membership-evidence": _membership,
    "membership-evidence-step": _piece,
    "membership-step": _draft,
    "tie-remove": _tie,
    "network-people": _tied_person,
    "network-export": _tied_person,
    "network-records": _tied_pair,
    "group-draft": _group_draft,
    "group-draft-refuse": _group_draft,
    "group-draft-release": _group_draft_on_a_ground,
    "membership-import": _membership_file,
    "membership-import-mapping": _membership_file,
    "membership-import-commit": _membership_file,
    "membership-import-undo": _membership_file,
    "membership-import-held": _membership_file,
}
