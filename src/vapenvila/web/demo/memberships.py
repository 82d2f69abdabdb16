"""Who is stated to belong to which group of the made-up city, and who stands on one record with whom: in the police room.

One of each kind that a room meets: in use, running out this week, disputed, waiting for a second person, waiting for a
planned contact, run out. Nobody under 18 and nobody who is not suspected is ever among them; the rules would refuse it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations, count

from django.db import connection
from django.utils import timezone

from vapenvila.rules.membership import Certainty, MemberRole, review_due
from vapenvila.rules.membership_evidence import Evidence, EvidenceKind
from vapenvila.rules.person_listing import may_be_listed
from vapenvila.rules.person_mark import SUSPECTED
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.rules.source_grade import Credibility, Grade, Reliability
from vapenvila.rules.tie import TieKind
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.memberships.actions.reviewing import dispute_membership, review_membership
from vapenvila.web.memberships.actions.stating import Wording, state_membership
from vapenvila.web.memberships.actions.tying import tie_persons
from vapenvila.web.memberships.facts import person_facts
from vapenvila.web.memberships.models import MembershipStatement
from vapenvila.web.memberships.vocabulary import ContactKind
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.people.models import Person
from vapenvila.web.wall.acting import acting

SOON_LEFT, RAN_OUT = timedelta(days=4), timedelta(days=6)
GROUPS = 3  # so many groups have members that the room knows
TIED = 7  # so many people stand on records with others of their group
SURE, LIKELY = Grade(Reliability.B, Credibility.CONFIRMED), Grade(Reliability.B, Credibility.PROBABLE)
UNSURE = Grade(Reliability.C, Credibility.POSSIBLE)
CORE, MEMBER, EDGE = MemberRole.CORE, MemberRole.MEMBER, MemberRole.ASSOCIATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One statement: as what, how surely, how old its newest evidence is, and how far it has come."""

    role: MemberRole
    certainty: Certainty
    days: int  # since the newest evidence
    contact: str = ContactKind.NOTIFICATION.value
    reviewed: bool = True
    disputed: str = ""
    ends: timedelta | None = None  # its last day from today; the evidence is as old as that needs


PARTS = (
    Part(role=CORE, certainty=Certainty.CONFIRMED, days=35),
    Part(role=MEMBER, certainty=Certainty.PROBABLE, days=58, contact=ContactKind.CALL_IN.value),
    Part(role=EDGE, certainty=Certainty.POSSIBLE, days=0, ends=SOON_LEFT, contact=ContactKind.OUTREACH.value),
    Part(
        role=MEMBER, certainty=Certainty.PROBABLE, days=49,
        disputed="Den som såg honom tog troligen fel på person: en påhittad anteckning säger något annat.",
    ),
    Part(role=CORE, certainty=Certainty.PROBABLE, days=72, contact=ContactKind.CONVERSATION.value),
    Part(role=MEMBER, certainty=Certainty.POSSIBLE, days=26, reviewed=False),
    Part(role=EDGE, certainty=Certainty.PROBABLE, days=40, contact=""),
    Part(role=EDGE, certainty=Certainty.POSSIBLE, days=0, ends=-RAN_OUT),
)  # fmt: skip
GRADES = {Certainty.CONFIRMED: SURE, Certainty.PROBABLE: LIKELY, Certainty.POSSIBLE: UNSURE}


def make_memberships(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """The analyst writes down, the officer signs."""
    room = programme.rooms.select_related("agency", "programme").get(agency__kind=AgencyKind.POLICE.value)
    analyst, officer = people[Role.POLICE_ANALYST], people[Role.POLICE_OFFICER]
    with acting(user=analyst.pk, programmes=[programme.pk], room=room.pk):
        groups = _groups_in_use(programme, now)
        them = _who_may_be_listed(room, now)
        for place, (person, part) in enumerate(zip(them, PARTS, strict=False)):
            _state(room, person, groups[place % len(groups)], part, (analyst, officer), now, place)
        _ties(room, them[:TIED], len(groups), analyst, now)
        _ask_what_is_asked_at_the_end()


def _groups_in_use(programme: Programme, now: datetime) -> list[Group]:
    """The first groups that are stated to be active."""
    picture = picture_on(programme, on=timezone.localdate(now), known_at=now)
    known = [group.id for group in picture.groups if group.labels]
    return list(Group.objects.filter(pk__in=known).order_by("number")[:GROUPS])


def _who_may_be_listed(room: Room, now: datetime) -> list[Person]:
    """Adults of the room who are suspected, those registered first before the others."""
    rows = Person.objects.filter(room=room, mark__in=[mark.value for mark in SUSPECTED])
    today = timezone.localdate(now)
    return [row for row in rows.order_by("created_at") if may_be_listed(person_facts(row), today=today)]


def _state(
    room: Room, person: Person, group: Group, part: Part, by: tuple[User, User], now: datetime, place: int
) -> None:
    today = timezone.localdate(now)
    newest = _newest(part, today)
    at = max(now - timedelta(days=21 - place), _moment(now, newest + timedelta(days=2)))
    if part.ends is not None and part.ends < timedelta(0):  # written down while it still held
        at = _moment(now, newest + timedelta(days=30))
    author, second = by
    made = state_membership(
        room=room,
        person=person,
        group=group,
        wording=Wording(
            role=part.role,
            certainty=part.certainty,
            from_on=newest - timedelta(days=200),
            contact_kind=part.contact,
            contact_by=timezone.localdate(at) + timedelta(days=60) if part.contact else None,
        ),
        evidence=tuple(_pieces(newest, GRADES[part.certainty], place)),
        looked_at=False,
        by=author,
        at=at,
    )
    if part.reviewed:
        _review(made, part, second, at + timedelta(days=1, hours=2))


def _review(made: MembershipStatement, part: Part, by: User, at: datetime) -> None:
    row = review_membership(statement=made, version=made.version, by=by, at=at)
    if part.disputed:
        dispute_membership(
            statement=row, version=row.version, reason=part.disputed, looked_at=True, by=by,
            at=at + timedelta(days=3),
        )  # fmt: skip


def _newest(part: Part, today: date) -> date:
    """The day of the newest evidence: so many days ago, or such that the statement ends on its day."""
    if part.ends is None:
        return today - timedelta(days=part.days)
    wanted = today + part.ends
    days = (wanted - timedelta(days=back) for back in count(150))
    return next(day for day in days if review_due(part.role, part.certainty, newest=day) <= wanted)


def _moment(now: datetime, day: date) -> datetime:
    return now - timedelta(days=(timezone.localdate(now) - day).days)


def _pieces(newest: date, grade: Grade, place: int) -> Iterator[Evidence]:
    """Two that are independent of each other: a record of a case, and a watch or a judgment."""
    yield Evidence(
        kind=EvidenceKind.CO_SUSPECT if place % 2 else EvidenceKind.ARRESTED_TOGETHER,
        source="Påhittat ärende, promemoria om gripandet",
        origin="Påhittad utredningsgrupp",
        on=newest,
        reference=f"PÅHITT K {310 + place}",
        grade=grade,
    )
    yield Evidence(
        kind=EvidenceKind.JUDGMENT if place % 3 == 0 else EvidenceKind.SURVEILLANCE,
        source="Påhittad dom, skälen" if place % 3 == 0 else "Påhittad spaning, tjänsteanteckning",
        origin="Påhittade tingsrätten" if place % 3 == 0 else "Påhittad spaningsgrupp",
        on=newest - timedelta(days=33),
        reference=f"PÅHITT B {70 + place}" if place % 3 == 0 else "",
        grade=UNSURE if grade is UNSURE else LIKELY,
    )


def _ties(room: Room, them: list[Person], groups: int, by: User, now: datetime) -> None:
    """Those of one group on records of the last two years, and two of different groups on one."""
    kinds = tuple(TieKind)
    pairs = [
        (one, other)
        for (a, one), (b, other) in combinations(enumerate(them), 2)
        if a % groups == b % groups or b - a == 1
    ]
    for place, (one, other) in enumerate(pairs):
        tie_persons(
            room=room,
            one=one,
            other=other,
            kind=kinds[place % len(kinds)],
            on=timezone.localdate(now) - timedelta(days=19 + 61 * place),
            record_ref=f"PÅHITT K {410 + place}",
            looked_at=False,
            by=by,
            at=now - timedelta(days=2),
        )


def _ask_what_is_asked_at_the_end() -> None:
    """The guards that wait for the end of a transaction look now, while this room is in sight."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
