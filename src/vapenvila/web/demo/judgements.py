"""What was judged of each made-up incident: links to groups, the conflict behind it, the retaliation clock."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.demo.engine import MadeUpCity, words
from vapenvila.web.demo.groups import code_of
from vapenvila.web.demo.moments import at_office_hours, in_working_hours, moments
from vapenvila.web.demo.register import Register, store
from vapenvila.web.groups.queries.names import groups_by_name, plain
from vapenvila.web.reviews.models import GroupAssessment, IncidentConflict, RetaliationClock
from vapenvila.web.reviews.vocabulary import Basis, Expected, Side, Stance

BASIS = {
    "confirmed": Basis.INVESTIGATION.value,
    "suspected": Basis.INTELLIGENCE_GRADED.value,
    "not_gmi": Basis.REVIEW_CONSENSUS.value,
    "unknown": Basis.NONE.value,
}
CLOCKS_RUN_FOR = timedelta(days=10)
REVIEWED_AT = time(9, 30)  # half an hour into a review
TOLD_OF = timedelta(days=120)  # conflicts before this have no page of their own any more


def make_judgements(city: MadeUpCity, register: Register, people: dict[Role, User], *, now: datetime) -> None:
    """Group links of every incident, with the judgements they superseded; conflicts and clocks of the last months."""
    first, later = _links(city, register, people, now=now)
    groups = groups_by_name(register.incidents[0].programme, known_at=now) if register.incidents else {}
    for row in (*first, *later):
        row.group_id = groups.get(plain(row.group_name))
    store(GroupAssessment, first)
    store(GroupAssessment, later)
    recent = [i for i in range(len(register.incidents)) if _reported(register, i) > now - TOLD_OF]
    between = [i for i in recent if city.incidents.attacker[i] >= 0 and city.incidents.target[i] >= 0]
    store(IncidentConflict, (_conflict(city, register, i, people[Role.COORDINATOR]) for i in between))
    store(RetaliationClock, (_clock(city, register, i, people[Role.COORDINATOR], now) for i in between))


def _reported(register: Register, i: int) -> datetime:
    reported = register.incidents[i].reported_at
    assert reported is not None  # noqa: S101 — every made-up incident was reported
    return reported


def _group(city: MadeUpCity, index: int) -> str:
    return code_of(int(index))


def _changes(city: MadeUpCity) -> Iterator[tuple[int, str, str, datetime]]:
    """Incident, side, certainty before, moment, of every re-judged link."""
    changed, zone = city.classification_events, ZoneInfo(city.time_zone)
    decided = moments(changed.decided_at, zone)
    sides = {"attacker_certainty": Side.OFFENDER.value, "target_certainty": Side.VICTIM.value}
    for i in range(len(changed)):
        side = sides.get(words.CHANGED_FIELDS[changed.field[i]])
        if side:
            yield int(changed.incident[i]), side, words.CERTAINTIES[changed.old[i]], decided[i]


def _sides(city: MadeUpCity, i: int) -> Iterator[tuple[str, str, str]]:
    """Side, certainty as it stands now, and group."""
    told = city.incidents
    yield Side.OFFENDER.value, words.CERTAINTIES[told.attacker_certainty[i]], _group(city, told.attacker[i])
    yield Side.VICTIM.value, words.CERTAINTIES[told.target_certainty[i]], _group(city, told.target[i])


@dataclass(frozen=True, slots=True)
class Judge:
    """Who judges when: the analyst in working hours, the review when it meets. Nothing is judged after `now`."""

    analyst: User
    chair: User
    reviews: list[datetime]
    now: datetime

    def of(self, status: str, since: datetime) -> tuple[User, datetime] | None:
        """By whom and when a side came to this status, or None when that has yet to come."""
        if BASIS[status] != Basis.REVIEW_CONSENSUS.value:
            at = in_working_hours(since)
            return (self.analyst, at) if at <= self.now else None
        next_review = bisect_left(self.reviews, since)
        return (self.chair, self.reviews[next_review]) if next_review < len(self.reviews) else None


def _judge(city: MadeUpCity, people: dict[Role, User], *, now: datetime) -> Judge:
    reviews = city.programme.reviews
    held = at_office_hours(reviews.day[reviews.held], REVIEWED_AT, ZoneInfo(city.time_zone))
    return Judge(people[Role.POLICE_ANALYST], people[Role.COORDINATOR], sorted(held), now)


def _links(
    city: MadeUpCity, register: Register, people: dict[Role, User], *, now: datetime
) -> tuple[list[GroupAssessment], list[GroupAssessment]]:
    """The first judgement of each side, and those that superseded one. What was overtaken before it was made is left out."""
    judge, changes = _judge(city, people, now=now), {(i, s): (old, at) for i, s, old, at in _changes(city)}
    first, later = [], []
    for i in range(len(register.incidents)):
        for side, status, group in _sides(city, i):
            old, changed_at = changes.get((i, side), (None, None))
            if old is None and status == "unknown":
                continue
            begun = _link(register, i, side, old or status, group, judge)
            changed = changed_at and _link(register, i, side, status, group, judge, since=changed_at)
            if begun and changed and begun.decided_at < changed.decided_at:
                changed.supersedes = begun
                first.append(begun)
                later.append(changed)
            elif only := changed or begun:
                first.append(only)
    return first, later


def _link(
    register: Register,
    i: int,
    side: str,
    status: str,
    group: str,
    judge: Judge,
    *,
    since: datetime | None = None,
) -> GroupAssessment | None:
    incident = register.incidents[i]
    judged = judge.of(status, since or _reported(register, i) + timedelta(hours=3))
    if judged is None:
        return None
    by, at = judged
    return GroupAssessment(
        programme_id=incident.programme_id,
        incident=incident,
        side=side,
        status=status,
        group_name=group if status in ("suspected", "confirmed") else "",
        basis_kind=BASIS[status],
        decided_by=by,
        decided_at=at,
    )


def _conflict(city: MadeUpCity, register: Register, i: int, by: User) -> IncidentConflict:
    attacker, target = (_group(city, g) for g in (city.incidents.attacker[i], city.incidents.target[i]))
    incident = register.incidents[i]
    return IncidentConflict(
        programme_id=incident.programme_id,
        incident=incident,
        conflict=f"Konflikten mellan {attacker} och {target}.",
        retaliation_expected=Expected.YES,
        expected_from=target,
        expected_against=attacker,
        changed_by=by,
        changed_at=_reported(register, i) + timedelta(hours=4),
    )


def _clock(city: MadeUpCity, register: Register, i: int, by: User, now: datetime) -> RetaliationClock:
    """A clock that has run out is closed; of a running one every third has not reached the second side."""
    incident, began = register.incidents[i], register.incidents[i].occurred_from
    over = now - began > CLOCKS_RUN_FOR
    late = i % 3 == 0 and not over
    return RetaliationClock(
        programme_id=incident.programme_id,
        incident=incident,
        started_at=began,
        side_a=_group(city, city.incidents.attacker[i]),
        side_b=_group(city, city.incidents.target[i]),
        side_a_contact_at=min(now, began + timedelta(hours=20 + i % 24)),
        side_b_contact_at=None if late else min(now, began + timedelta(hours=30 + i % 40)),
        family_contact_at=min(now, began + timedelta(hours=18)) if i % 2 else None,
        services_told_at=None if late else min(now, began + timedelta(hours=26)),
        stance=Stance.CLOSED if over else Stance.ACTIVE,
        closed_reason="Båda sidor har nåtts och inget nytt våld har följt." if over else "",
        changed_by=by,
        changed_at=min(now, _reported(register, i) + timedelta(hours=5)),
    )
