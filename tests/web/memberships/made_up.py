"""Made-up memberships, evidence and ties for tests, in the police room of the cast."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

from django.db import connection

from tests.cast import City
from tests.web.people.made_up import NOW, a_person
from vapenvila.rules.membership import Certainty, MemberRole
from vapenvila.rules.membership_evidence import Evidence, EvidenceKind
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.rules.source_grade import Credibility, Grade, Reliability
from vapenvila.rules.tie import TieKind
from vapenvila.web.groups.actions.add_group import add_group
from vapenvila.web.groups.models import Group
from vapenvila.web.memberships.actions.reviewing import review_membership
from vapenvila.web.memberships.actions.stating import Wording, state_membership
from vapenvila.web.memberships.actions.tying import tie_persons
from vapenvila.web.memberships.models import MembershipStatement, Tie
from vapenvila.web.people.models import Person
from vapenvila.web.wall.acting import acting

ANALYST, OFFICER = Role.POLICE_ANALYST, Role.POLICE_OFFICER
REASON = "A made-up reason"
_counter = count(1)


@contextmanager
def in_police_room(city: City, by: Role = ANALYST) -> Iterator[None]:
    """A transaction in the room of the police."""
    with acting(
        user=city.people[by].pk, programmes=[city.programme.pk], room=city.rooms[AgencyKind.POLICE].pk
    ):
        yield


def at_the_end() -> None:
    """Let the database ask now what it asks at the end of a transaction; tests never come to that end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def a_group(city: City) -> Group:
    """A group of the programme, under the next code; nothing is said of it."""
    with acting(programmes=[city.programme.pk]):
        return add_group(programme=city.programme, by=city.people[ANALYST], at=NOW)


def a_judgment(**other: object) -> Evidence:
    piece = Evidence(
        kind=EvidenceKind.JUDGMENT,
        source="Made-up judgment",
        origin="Made-up court",
        on=date(2026, 10, 1),
        reference="B 12-26",
        grade=Grade(Reliability.B, Credibility.PROBABLE),
    )
    return replace(piece, **other)  # type: ignore[arg-type]  # fields of a piece


def a_watch(**other: object) -> Evidence:
    piece = a_judgment(
        kind=EvidenceKind.SURVEILLANCE,
        source="Made-up watch",
        origin="Made-up unit",
        on=date(2026, 9, 1),
        reference="",
    )
    return replace(piece, **other)  # type: ignore[arg-type]  # fields of a piece


def two_pieces(at: datetime) -> tuple[Evidence, Evidence]:
    """Two independent pieces of the last three months."""
    return (
        a_judgment(on=at.date() - timedelta(days=55)),
        a_watch(on=at.date() - timedelta(days=85)),
    )


def a_wording(**other: object) -> Wording:
    wording = Wording(
        role=MemberRole.MEMBER,
        certainty=Certainty.PROBABLE,
        from_on=date(2025, 1, 1),
        contact_kind="outreach",
        contact_by=NOW.date() + timedelta(days=30),
    )
    return replace(wording, **other)  # type: ignore[arg-type]  # fields of a wording


def a_draft(
    city: City,
    person: Person | None = None,
    group: Group | None = None,
    *,
    wording: Wording | None = None,
    evidence: tuple[Evidence, ...] | None = None,
    by: Role = ANALYST,
    at: datetime = NOW,
) -> MembershipStatement:
    """A draft by the analyst, on two independent pieces."""
    person, group = person or a_person(city, at=at), group or a_group(city)
    with in_police_room(city, by):
        return state_membership(
            room=city.rooms[AgencyKind.POLICE],
            person=person,
            group=group,
            wording=wording or a_wording(contact_by=at.date() + timedelta(days=30)),
            evidence=evidence if evidence is not None else two_pieces(at),
            looked_at=False,
            by=city.people[by],
            at=at,
        )


def a_membership(
    city: City, person: Person | None = None, group: Group | None = None, **told: object
) -> MembershipStatement:
    """A statement in use: drafted by the analyst, reviewed by the officer."""
    draft = a_draft(city, person, group, **told)  # type: ignore[arg-type]  # the same names
    at = told.get("at", NOW)
    assert isinstance(at, datetime)
    with in_police_room(city, OFFICER):
        row = review_membership(statement=draft, version=draft.version, by=city.people[OFFICER], at=at)
        at_the_end()
        return row


def a_tie(
    city: City,
    one: Person | None = None,
    other: Person | None = None,
    *,
    on: date = date(2026, 5, 1),
    at: datetime = NOW,
) -> Tie:
    """Two made-up people on one record."""
    one, other = one or a_person(city, at=at), other or a_person(city, at=at)
    with in_police_room(city):
        return tie_persons(
            room=city.rooms[AgencyKind.POLICE],
            one=one,
            other=other,
            kind=TieKind.CO_SUSPECT,
            on=on,
            record_ref=f"K {next(_counter)}-26",
            looked_at=False,
            by=city.people[ANALYST],
            at=at,
        )
