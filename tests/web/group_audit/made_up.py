"""A made-up audit with groups to ask about, brought as far as a test needs it through the acts themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.cast import City
from tests.web.groups.made_up import a_group, a_label, activity
from vapenvila.rules.group_audit_answer import NOT_KNOWN, Given
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.rules.source_grade import Credibility, Grade, Reliability
from vapenvila.web.accounts.models import User
from vapenvila.web.group_audit.actions.answering import Answered, answer_line, hand_in
from vapenvila.web.group_audit.actions.freezing import freeze
from vapenvila.web.group_audit.actions.outreach import name_keeper, tell
from vapenvila.web.group_audit.actions.planning import open_answering, plan_audit
from vapenvila.web.group_audit.actions.settling import agree, agree_where_all_do, leave_open, open_settling
from vapenvila.web.group_audit.models import AuditFinding, AuditLine, GroupAudit, OutreachKeeper
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.partners.models import Mission
from vapenvila.web.wall.acting import acting

B2 = Grade(Reliability.B, Credibility.PROBABLE)
D4 = Grade(Reliability.D, Credibility.DOUBTFUL)
TAKING_PART = (AgencyKind.POLICE, AgencyKind.SOCIAL)
WORKS_FOR = {
    AgencyKind.POLICE: Role.POLICE_ANALYST,
    AgencyKind.SOCIAL: Role.SOCIAL_WORKER,
    AgencyKind.MUNICIPALITY: Role.COORDINATOR,
    AgencyKind.PROBATION: Role.PROBATION_OFFICER,
    AgencyKind.CIVIL: Role.COMMUNITY_PARTNER,
}


@contextmanager
def at(city: City, kind: AgencyKind | None, by: User | None = None) -> Iterator[User]:
    """Somebody at work in the room of an agency; None: in the programme, in no room."""
    user = by or city.people[WORKS_FOR[kind] if kind else Role.COORDINATOR]
    room = city.rooms[kind].pk if kind else None
    with acting(user=user.pk, programmes=[city.programme.pk], room=room):
        yield user


def two_groups(city: City, when: datetime | None = None) -> list[Group]:
    """Two groups in the picture of that day."""
    when = when or timezone.now()
    said: dict[str, Any] = {
        "source_on": when.date(),
        "recorded_at": when - timedelta(minutes=5),
        "from_on": when.date(),
    }
    made = []
    for label in ("Kajen", "Torget"):
        group = a_group(city)
        a_label(city, group, label, **said)
        activity(city, group, **said)
        made.append(group)
    return made


def planned(city: City, *kinds: AgencyKind, when: datetime | None = None) -> GroupAudit:
    """An audit with these agencies."""
    when = when or timezone.now()
    with at(city, AgencyKind.POLICE) as by:
        return plan_audit(
            programme=city.programme,
            planned_on=when.date(),
            area=None,
            agenda="Every group once",
            rooms=[city.rooms[kind] for kind in kinds or TAKING_PART],
            looked_at=False,
            by=by,
            at=when,
        )


def answering(city: City, *kinds: AgencyKind, when: datetime | None = None) -> GroupAudit:
    """One that is open for answers, on two groups."""
    when = when or timezone.now()
    with acting(programmes=[city.programme.pk]):
        seen = picture_on(city.programme, on=when.date(), known_at=when).groups
    if len(seen) < 2:
        two_groups(city, when)
    audit = planned(city, *kinds, when=when)
    with at(city, AgencyKind.POLICE) as by:
        return open_answering(audit=audit.pk, by=by, at=when)


def lines(city: City, audit: GroupAudit, kind: AgencyKind | None = None) -> list[AuditLine]:
    """The groups it asks about, as a room sees them."""
    with at(city, kind):
        return list(AuditLine.objects.filter(audit=audit).order_by("no"))


def known(grade: Grade = B2, **given: Any) -> Answered:
    """An answer with its grade."""
    return Answered(given=Given(**given), grade=grade)


UNKNOWN = Answered(given=NOT_KNOWN, grade=None)


def say(
    city: City, kind: AgencyKind, line: AuditLine, looked_at: bool = False, **answers: Answered | None
) -> int:
    """What an agency answers on one group."""
    with at(city, kind) as by:
        return answer_line(
            line=line, room=city.rooms[kind], answers=answers, looked_at=looked_at, by=by, at=timezone.now()
        )


def disagreeing(city: City, *, when: datetime | None = None) -> GroupAudit:
    """Police and social services have answered on the first group, and disagree on its size and activity."""
    audit = answering(city, when=when)
    first = lines(city, audit)[0]
    say(city, AgencyKind.POLICE, first, size=known(low=20, high=30), activity=known(chosen=("active",)),
        area=known(text="Kajen"))  # fmt: skip
    say(city, AgencyKind.SOCIAL, first, size=known(low=5, high=9), activity=known(chosen=("dormant",)),
        area=known(D4, text="kajen"))  # fmt: skip
    return audit


def on_the_table(city: City, *, when: datetime | None = None) -> GroupAudit:
    """The same, handed in and laid on the table."""
    when = when or timezone.now()
    audit = disagreeing(city, when=when)
    for kind in TAKING_PART:
        with at(city, kind) as by:
            hand_in(
                audit=audit.pk, room=city.rooms[kind], attendees="Analyst", looked_at=False, by=by, at=when
            )
    with at(city, AgencyKind.POLICE) as by:
        return open_settling(audit=audit.pk, held_on=when.date(), without=False, by=by, at=when)


def frozen(city: City, *, when: datetime | None = None, size_agreed: bool = False) -> GroupAudit:
    """The same, settled and frozen; the size of the first group left open unless the room agreed on it."""
    when = when or timezone.now() - timedelta(days=1)
    audit = on_the_table(city, when=when)
    with at(city, AgencyKind.POLICE) as by:
        if size_agreed:
            size = AuditFinding.objects.get(audit=audit, line__no=1, question="size")
            agree(finding=size, answer=known(low=10, high=20), looked_at=False, by=by, at=when)
        agree_where_all_do(audit=audit.pk, by=by, at=when)
        for finding in AuditFinding.objects.filter(audit=audit, outcome=""):
            leave_open(
                finding=finding,
                follow_up="Police ask again before the next audit",
                looked_at=False,
                by=by,
                at=when,
            )
        return freeze(audit=audit.pk, by=by, at=when)


def a_colleague(city: City, kind: AgencyKind, name: str) -> User:
    """Another person with the same role in an agency."""
    user = User.objects.create_user(
        email=f"{name}@{city.programme.slug}.example", password="x", name=name.title()
    )
    Mission.objects.create(
        user=user, room=city.rooms[kind], roles=[WORKS_FOR[kind].value], first_day=timezone.localdate()
    )
    return user


def a_keeper(city: City, kind: AgencyKind, user: User) -> OutreachKeeper:
    """Name who reads the compartment of an agency."""
    admin = city.people[Role.ADMINISTRATOR]
    with at(city, AgencyKind.MUNICIPALITY, admin):
        return name_keeper(
            room=city.rooms[kind], user=user, first_day=timezone.localdate(), by=admin, at=timezone.now()
        )


def told(city: City, kind: AgencyKind, by: User, line: AuditLine, **answers: Answered | None) -> int:
    """What an outreach worker tells."""
    with at(city, kind, by):
        return tell(
            line=line, room=city.rooms[kind], answers=answers, looked_at=False, by=by, at=timezone.now()
        )
