"""What the database refuses whoever asks: changing a frozen audit, reading answers too early, answering for another."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import Error, IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.audit.trail import as_owner
from tests.web.group_audit.made_up import (
    answering,
    at,
    disagreeing,
    frozen,
    known,
    lines,
    on_the_table,
    planned,
    say,
)
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.group_audit.actions.answering import hand_in
from vapenvila.web.group_audit.actions.settling import open_settling
from vapenvila.web.group_audit.models import AuditAnswer, AuditLine, GroupAudit
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
OTHERS = [kind for kind in AgencyKind if kind is not AgencyKind.SOCIAL]
TABLES = ("auditroom", "auditline", "auditanswer", "auditfinding")


@pytest.fixture
def city() -> City:
    return build_city()


@contextmanager
def refused(*kinds: type[Exception]) -> Iterator[None]:
    with pytest.raises(kinds or (IntegrityError,)), transaction.atomic():
        yield


def run(statement: str, *values: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return int(cursor.rowcount)


def test_not_even_the_owner_of_the_tables_changes_a_frozen_audit(city: City) -> None:
    audit, open_one = frozen(city), planned(city)
    with at(city, AgencyKind.POLICE), as_owner():
        assert run("UPDATE group_audit_groupaudit SET agenda = 'x' WHERE id = %s", open_one.pk) == 1
        for change in ("held_on = held_on - 1", "snapshot = '{}'", "state = 'settling'", "agenda = 'x'"):
            with refused():
                run(f"UPDATE group_audit_groupaudit SET {change} WHERE id = %s", audit.pk)
        for table in TABLES:
            with refused():
                run(f"UPDATE group_audit_{table} SET audit_id = audit_id WHERE audit_id = %s", audit.pk)
            with refused():
                run(f"DELETE FROM group_audit_{table} WHERE audit_id = %s", audit.pk)
        with refused():
            run("DELETE FROM group_audit_groupaudit WHERE id = %s", audit.pk)


def test_nothing_is_added_to_a_frozen_audit(city: City) -> None:
    audit = frozen(city)
    with at(city, AgencyKind.POLICE), refused():
        AuditLine.objects.create(programme=city.programme, audit=audit, no=99, called="Late")


def test_an_audit_is_frozen_only_with_the_hash_of_its_own_snapshot_and_when_all_is_settled(
    city: City,
) -> None:
    audit = on_the_table(city)
    now = timezone.now()
    with at(city, AgencyKind.POLICE) as by, refused():
        GroupAudit.objects.filter(pk=audit.pk).update(
            state="frozen", frozen_at=now, frozen_by=by, snapshot="{}", snapshot_hash="0" * 64
        )
    right = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"  # of {}
    with at(city, AgencyKind.POLICE) as by, refused():
        GroupAudit.objects.filter(pk=audit.pk).update(
            state="frozen", frozen_at=now, frozen_by=by, snapshot="{}", snapshot_hash=right
        )


def test_an_audit_takes_no_step_back_and_skips_none(city: City) -> None:
    audit = on_the_table(city)
    for state in ("planned", "answering"):
        with at(city, AgencyKind.POLICE), refused():
            GroupAudit.objects.filter(pk=audit.pk).update(state=state)


@pytest.mark.parametrize("kind", [None, *OTHERS])
def test_nobody_else_reads_an_agencys_answers_while_agencies_answer(
    city: City, kind: AgencyKind | None
) -> None:
    audit = disagreeing(city)
    social = city.rooms[AgencyKind.SOCIAL].pk
    with at(city, AgencyKind.SOCIAL):
        assert AuditAnswer.objects.filter(audit=audit, room=social).count() == 3
    room = city.rooms[kind].pk if kind else None
    with acting(programmes=[city.programme.pk], room=room):
        for question in (
            "SELECT count(*) FROM group_audit_auditanswer WHERE room_id = %s",
            "SELECT count(*) FROM group_audit_auditline l JOIN group_audit_auditanswer a ON a.line_id = l.id"
            " WHERE a.room_id = %s",
        ):
            with connection.cursor() as cursor:
                cursor.execute(question, [social])
                assert cursor.fetchone()[0] == 0
        assert run("UPDATE group_audit_auditanswer SET low = 7 WHERE room_id = %s", social) == 0
        assert run("DELETE FROM group_audit_auditanswer WHERE room_id = %s", social) == 0


def test_a_write_against_anothers_answer_does_not_tell_whether_it_is_there(city: City) -> None:
    audit = disagreeing(city)
    first, second = lines(city, audit)[:2]
    said = {}
    for line in (first, second):  # answered by social services; not answered
        with at(city, AgencyKind.POLICE) as by, pytest.raises(Error) as problem, transaction.atomic():
            AuditAnswer.objects.create(
                programme=city.programme, audit=audit, room=city.rooms[AgencyKind.SOCIAL], line=line,
                question="size", known=False, answered_by=by, answered_at=timezone.now(),
            )  # fmt: skip
        said[line.pk] = str(problem.value)
    assert len(set(said.values())) == 1


def test_nobody_answers_in_another_agencys_name(city: City) -> None:
    audit = disagreeing(city)
    with at(city, AgencyKind.POLICE) as by, refused(ProgrammingError):
        AuditAnswer.objects.create(
            programme=city.programme, audit=audit, room=city.rooms[AgencyKind.SOCIAL],
            line=lines(city, audit)[1], question="size", known=False, answered_by=by, answered_at=timezone.now(),
        )  # fmt: skip


def test_on_the_table_every_answer_is_read_and_none_is_changed(city: City) -> None:
    audit = on_the_table(city)
    social = city.rooms[AgencyKind.SOCIAL].pk
    with at(city, AgencyKind.POLICE):
        assert AuditAnswer.objects.filter(audit=audit, room=social).count() == 3
    for kind in (AgencyKind.POLICE, AgencyKind.SOCIAL):
        with at(city, kind), refused(IntegrityError, ProgrammingError):
            run("UPDATE group_audit_auditanswer SET known = false WHERE room_id = %s", social)
        with at(city, kind), refused():
            run("DELETE FROM group_audit_auditanswer WHERE room_id = %s", social)


def test_a_proposed_group_is_its_agencys_own_until_the_answers_lie_on_the_table(city: City) -> None:
    audit = disagreeing(city)
    with at(city, AgencyKind.SOCIAL):
        AuditLine.objects.create(
            programme=city.programme, audit=audit, no=3, called="Backen", room=city.rooms[AgencyKind.SOCIAL]
        )
    assert len(lines(city, audit, AgencyKind.SOCIAL)) == 3
    assert len(lines(city, audit, AgencyKind.POLICE)) == 2


def test_after_handing_in_an_agency_changes_nothing(city: City) -> None:
    audit = disagreeing(city)
    with at(city, AgencyKind.SOCIAL):
        run(
            "UPDATE group_audit_auditroom SET handed_in_at = now() WHERE room_id = %s",
            city.rooms[AgencyKind.SOCIAL].pk,
        )
        with refused():
            run("UPDATE group_audit_auditanswer SET answered_at = now() WHERE audit_id = %s", audit.pk)


def test_a_frozen_audit_goes_whole_after_three_years(city: City) -> None:
    audit = frozen(city, when=timezone.now() - timedelta(days=3 * 366))
    with at(city, AgencyKind.POLICE):
        GroupAudit.objects.get(pk=audit.pk).delete()
        assert not GroupAudit.objects.filter(pk=audit.pk).exists()


def test_an_agency_that_says_the_same_as_before_changes_nothing(city: City) -> None:
    audit = disagreeing(city)
    first = lines(city, audit)[0]
    assert say(city, AgencyKind.SOCIAL, first, size=known(low=5, high=9)) == 0
    assert say(city, AgencyKind.SOCIAL, first, size=None) == 1


def test_who_did_not_answer_in_time_adds_nothing_on_the_table(city: City) -> None:
    audit = answering(city)
    line = lines(city, audit)[0]
    say(city, AgencyKind.POLICE, line, size=known(low=20, high=30))
    with at(city, AgencyKind.POLICE) as by:
        police = city.rooms[AgencyKind.POLICE]
        hand_in(audit=audit.pk, room=police, attendees="Analyst", looked_at=False, by=by, at=timezone.now())
        open_settling(audit=audit.pk, held_on=timezone.localdate(), without=True, by=by, at=timezone.now())
    with at(city, AgencyKind.SOCIAL) as by, refused():
        AuditAnswer.objects.create(
            programme=city.programme, audit=audit, room=city.rooms[AgencyKind.SOCIAL], line=line,
            question="size", known=False, answered_by=by, answered_at=timezone.now(),
        )  # fmt: skip


def test_a_part_of_an_audit_lies_in_its_programme_also_for_whoever_sees_two(city: City) -> None:
    audit, elsewhere = planned(city), build_city("sommarhamn", "Sommarhamn").programme
    with acting(programmes=[city.programme.pk, elsewhere.pk]), refused():
        AuditLine.objects.create(programme=elsewhere, audit=audit, no=9, called="Backen")
