"""What the database refuses of pairs of incidents, whoever writes."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.cast import City, build_city
from tests.web.audit.trail import as_owner
from tests.web.incidents.made_up import an_incident
from tests.web.retaliation_chains.made_up import blow_and_answer, linked, struck
from tests.web.reviews.table import NOW, at_work
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.models import Incident
from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def _write(city: City, earlier: Incident, later: Incident, **more: Any) -> RetaliationPair:
    """Past the acts, in sight of the programmes of both."""
    programmes = [city.programme.pk, earlier.programme_id, later.programme_id]
    with acting(programmes=programmes):
        return RetaliationPair.objects.create(
            **{
                "programme": city.programme,
                "earlier": earlier,
                "later": later,
                "verdict": "answers",
                "said_by": city.people[Role.COORDINATOR],
                "said_at": NOW,
                **more,
            }
        )


def test_an_answer_never_lies_before_what_it_answers_or_in_the_same_instant(city: City) -> None:
    earlier, later = blow_and_answer(city)
    with pytest.raises(IntegrityError, match="comes after what it answers"), transaction.atomic():
        _write(city, later, earlier)
    twin = an_incident(city, when=earlier.occurred_from)
    with pytest.raises(IntegrityError, match="comes after what it answers"), transaction.atomic():
        _write(city, earlier, twin)
    with pytest.raises(IntegrityError, match="comes after"), transaction.atomic():
        _write(city, earlier, earlier)
    assert _write(city, earlier, later).pk


def test_both_incidents_are_of_the_programme(city: City) -> None:
    other = build_city("other")
    earlier, _ = blow_and_answer(city)
    strange = struck(other, 1)
    with pytest.raises(IntegrityError, match="belong to its programme"), transaction.atomic():
        _write(city, earlier, strange)


def test_one_word_stands_for_a_pair(city: City) -> None:
    earlier, later = blow_and_answer(city)
    linked(city, earlier, later)
    with pytest.raises(IntegrityError, match="one_word_stands_for_a_pair"), transaction.atomic():
        _write(city, earlier, later, verdict="dismissed", reason="No.")


def test_a_dismissal_without_a_reason_is_refused(city: City) -> None:
    earlier, later = blow_and_answer(city)
    with pytest.raises(IntegrityError, match="dismissal_has_a_reason"), transaction.atomic():
        _write(city, earlier, later, verdict="dismissed")


def test_nothing_is_taken_back_before_it_was_said(city: City) -> None:
    earlier, later = blow_and_answer(city)
    by = city.people[Role.COORDINATOR]
    with pytest.raises(IntegrityError, match="stands before it is taken back"), transaction.atomic():
        _write(city, earlier, later, withdrawn_at=NOW, withdrawn_by=by)
    made = linked(city, earlier, later)
    with (
        pytest.raises(IntegrityError, match="pair_taken_back_by_somebody"),
        transaction.atomic(),
        at_work(city),
    ):
        RetaliationPair.objects.filter(pk=made.pk).update(withdrawn_at=NOW)


def test_answers_never_run_in_a_circle_even_where_times_were_corrected(city: City) -> None:
    first, second, third = struck(city, 30), struck(city, 20), struck(city, 10)
    linked(city, first, second)
    linked(city, second, third)
    with at_work(city):
        Incident.objects.filter(pk=first.pk).update(occurred_from=NOW, occurred_to=NOW)
    with pytest.raises(IntegrityError, match="in a circle"), transaction.atomic():
        _write(city, third, first)


@pytest.mark.parametrize("change", ["reason = 'Other'", "verdict = 'dismissed'", "earlier_id = later_id"])
def test_a_word_is_never_changed_not_even_by_the_owner(city: City, change: str) -> None:
    made = linked(city, *blow_and_answer(city), reason="Known at the table.")
    changed = f"UPDATE retaliation_chains_retaliationpair SET {change} WHERE id = %s"
    with (
        acting(programmes=[city.programme.pk]),
        as_owner(),
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="never changed"),
        transaction.atomic(),
    ):
        cursor.execute(changed, [made.pk])


def test_a_word_is_taken_back_once_and_never_deleted_by_the_application(city: City) -> None:
    made = linked(city, *blow_and_answer(city))
    by = city.people[Role.COORDINATOR]
    with at_work(city):
        RetaliationPair.objects.filter(pk=made.pk).update(withdrawn_at=NOW, withdrawn_by=by)
        with pytest.raises(IntegrityError, match="taken back once"), transaction.atomic():
            RetaliationPair.objects.filter(pk=made.pk).update(withdrawn_at=None, withdrawn_by=None)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            RetaliationPair.objects.filter(pk=made.pk).delete()


def test_another_programme_sees_no_pair(city: City) -> None:
    made = linked(city, *blow_and_answer(city))
    with acting(programmes=[build_city("other").programme.pk]):
        assert not RetaliationPair.objects.filter(pk=made.pk).exists()
    with at_work(city):
        assert RetaliationPair.objects.filter(pk=made.pk).exists()


def test_an_incident_with_a_link_is_not_deleted(city: City) -> None:
    earlier, later = blow_and_answer(city)
    linked(city, earlier, later)
    alone = struck(city, 5)
    with at_work(city), connection.cursor() as cursor:
        cursor.execute("DELETE FROM incidents_incident WHERE id = %s", [alone.pk])
        with pytest.raises(IntegrityError, match="violates"), transaction.atomic():
            cursor.execute("DELETE FROM incidents_incident WHERE id = %s", [later.pk])
