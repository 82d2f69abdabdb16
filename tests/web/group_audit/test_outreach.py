"""What outreach workers tell: seen by the worker and the named person alone, and out only as one answer of several."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.group_audit.made_up import (
    UNKNOWN,
    a_colleague,
    a_keeper,
    answering,
    at,
    frozen,
    known,
    lines,
    told,
)
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.group_audit.actions.answering import Answered
from vapenvila.web.group_audit.actions.outreach import name_keeper, release
from vapenvila.web.group_audit.models import AuditAnswer, AuditLine, GroupAudit, OutreachNote
from vapenvila.web.group_audit.retention import due_notes
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.retention.registry import Scope
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
CIVIL = AgencyKind.CIVIL


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def audit(city: City) -> GroupAudit:
    return answering(city, AgencyKind.POLICE, AgencyKind.SOCIAL, CIVIL)


@pytest.fixture
def line(city: City, audit: GroupAudit) -> AuditLine:
    return lines(city, audit)[0]


@pytest.fixture
def workers(city: City, line: AuditLine) -> tuple[User, User]:
    one, other = city.people[Role.COMMUNITY_PARTNER], a_colleague(city, CIVIL, "worker")
    told(city, CIVIL, one, line, size=known(low=10, high=20))
    told(city, CIVIL, other, line, size=known(low=12, high=18))
    return one, other


@pytest.fixture
def keeper(city: City) -> User:
    user = a_colleague(city, CIVIL, "lead")
    a_keeper(city, CIVIL, user)
    return user


def seen_by(city: City, kind: AgencyKind | None, user: User | None) -> int:
    room = city.rooms[kind].pk if kind else None
    with (
        acting(user=user.pk if user else None, programmes=[city.programme.pk], room=room),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT count(*) FROM group_audit_outreachnote")
        return int(cursor.fetchone()[0])


def let_out(city: City, line: AuditLine, by: User, answer: Answered | None = None) -> int:
    with at(city, CIVIL, by):
        return release(
            line=line, room=city.rooms[CIVIL], question="size", answer=answer or known(low=10, high=20),
            looked_at=False, by=by, at=timezone.now(),
        )  # fmt: skip


def test_no_other_agency_reads_what_an_outreach_worker_told(
    city: City, workers: tuple[User, User], keeper: User
) -> None:
    for role, person in city.people.items():
        for kind in AgencyKind:
            if kind is not CIVIL:
                assert seen_by(city, kind, person) == 0, (role, kind)
    assert seen_by(city, AgencyKind.POLICE, None) == 0
    assert seen_by(city, AgencyKind.POLICE, keeper) == 0  # named for another room than the one in use


def test_in_the_own_room_each_worker_reads_their_own_and_the_named_person_all(
    city: City, workers: tuple[User, User], keeper: User
) -> None:
    assert [seen_by(city, CIVIL, worker) for worker in workers] == [1, 1]
    assert seen_by(city, CIVIL, keeper) == 2
    assert seen_by(city, CIVIL, a_colleague(city, CIVIL, "another")) == 0


def test_a_person_who_is_no_longer_named_reads_nothing(
    city: City, workers: tuple[User, User], keeper: User
) -> None:
    with acting(programmes=[city.programme.pk]), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "UPDATE group_audit_outreachkeeper SET first_day = current_date - 9, last_day = current_date - 2"
        )
        cursor.execute("SET LOCAL ROLE vapenvila_app")
    assert seen_by(city, CIVIL, keeper) == 0


def test_even_on_the_table_and_frozen_the_police_read_no_raw_word(
    city: City, workers: tuple[User, User]
) -> None:
    with at(city, AgencyKind.POLICE):
        GroupAudit.objects.update(state="settling")
        assert not OutreachNote.objects.exists()
        assert not AuditAnswer.objects.exists()


def test_what_several_told_leaves_as_one_answer_that_says_so(
    city: City, line: AuditLine, workers: tuple[User, User], keeper: User
) -> None:
    assert let_out(city, line, keeper) == 2
    with at(city, CIVIL):
        answer = AuditAnswer.objects.get()
    assert (answer.low, answer.high, answer.outreach_workers) == (10, 20, 2)
    assert answer.answered_by == keeper
    with at(city, AgencyKind.POLICE):
        assert not AuditAnswer.objects.exists()
        GroupAudit.objects.update(state="settling")
        assert AuditAnswer.objects.get().outreach_workers == 2


def test_what_one_alone_told_stays(
    city: City, line: AuditLine, workers: tuple[User, User], keeper: User
) -> None:
    told(city, CIVIL, workers[1], line, size=UNKNOWN)
    with pytest.raises(Refused):
        let_out(city, line, keeper)
    told(city, CIVIL, keeper, line, size=known(low=10, high=20))
    with pytest.raises(Refused):  # the named person is not counted as one of several
        let_out(city, line, keeper)


def test_only_the_named_person_lets_anything_out(
    city: City, line: AuditLine, workers: tuple[User, User]
) -> None:
    with pytest.raises(Refused):
        let_out(city, line, workers[0])


def test_police_and_probation_have_no_compartment(city: City, line: AuditLine) -> None:
    for kind in (AgencyKind.POLICE, AgencyKind.PROBATION):
        with pytest.raises(Refused):
            told(city, kind, city.people[Role.POLICE_OFFICER], line, size=known(low=10, high=20))
    admin = city.people[Role.ADMINISTRATOR]
    with at(city, AgencyKind.MUNICIPALITY, admin), pytest.raises(Refused):
        name_keeper(
            room=city.rooms[AgencyKind.POLICE], user=city.people[Role.POLICE_ANALYST],
            first_day=timezone.localdate(), by=admin, at=timezone.now(),
        )  # fmt: skip


def test_nobody_names_themselves(city: City) -> None:
    admin = city.people[Role.ADMINISTRATOR]
    with pytest.raises(Refused):
        a_keeper(city, AgencyKind.SOCIAL, admin)


def test_nobody_tells_in_anothers_name_or_changes_what_another_told(
    city: City, line: AuditLine, workers: tuple[User, User], keeper: User
) -> None:
    with at(city, CIVIL, keeper), pytest.raises(Error), transaction.atomic():
        OutreachNote.objects.filter(written_by=workers[0]).update(low=99)
    with at(city, AgencyKind.POLICE), pytest.raises(Error), transaction.atomic():
        OutreachNote.objects.create(
            room=city.rooms[CIVIL], audit_id=line.audit_id, line=line, question="size", known=False,
            written_by=workers[0], written_at=timezone.now(),
        )  # fmt: skip


def test_no_word_that_an_outreach_worker_writes_may_name_a_person(city: City, line: AuditLine) -> None:
    with pytest.raises(TextNeedsALook):
        told(
            city,
            CIVIL,
            city.people[Role.COMMUNITY_PARTNER],
            line,
            area=known(text="Hemma hos Anna Andersson"),
        )


def test_the_trail_says_that_something_was_told_and_not_on_which_group(
    city: City, line: AuditLine, workers: tuple[User, User]
) -> None:
    with at(city, CIVIL):
        events = list(AuditEvent.objects.filter(act="outreach.told"))
    assert len(events) == 2
    assert all(str(line.pk) not in str(event.details) for event in events)


def test_what_was_told_goes_when_the_audit_is_frozen_and_after_two_months_at_most(
    city: City, audit: GroupAudit, workers: tuple[User, User]
) -> None:
    room, now = city.rooms[CIVIL].pk, timezone.now()
    scope = Scope(programme=city.programme.pk, room=room, agency=CIVIL)
    with acting(programmes=[city.programme.pk], room=room):
        assert not list(due_notes(scope, now + timedelta(days=59)))
        assert len(list(due_notes(scope, now + timedelta(days=62)))) == 2
        GroupAudit.objects.update(state="settling")
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE group_audit_groupaudit DISABLE TRIGGER USER")
            cursor.execute(
                "UPDATE group_audit_groupaudit SET state = 'frozen', frozen_at = now(), snapshot_hash = 'x'"
            )
            cursor.execute("ALTER TABLE group_audit_groupaudit ENABLE TRIGGER USER")
            cursor.execute("SET LOCAL ROLE vapenvila_app")
        assert len(list(due_notes(scope, now))) == 2


def test_a_frozen_audit_is_made(city: City) -> None:
    assert frozen(city).snapshot_hash
