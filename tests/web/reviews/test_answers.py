"""What the review answers about an incident: nothing is overwritten, nobody's answer is lost."""

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tests.cast import City, build_city
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import DAY, HOUR, NOW, at_work
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.actions.incident_answers import (
    assess_group_link,
    start_clock,
    take_stance,
    write_conflict,
    write_contacts,
)
from vapenvila.web.reviews.errors import EditedMeanwhileError, RefusedError
from vapenvila.web.reviews.models import (
    GroupAssessment,
    IncidentConflict,
    RetaliationClock,
)
from vapenvila.web.reviews.queries.answers import answers_for
from vapenvila.web.reviews.vocabulary import Basis, Expected, GroupLink, Side, Stance

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def incident(city: City) -> Incident:
    return an_incident(city, when=NOW - DAY, dead=1)


def _assess(city: City, incident: Incident, **values: Any) -> GroupAssessment:
    with at_work(city):
        return assess_group_link(
            **{
                "incident": incident,
                "side": Side.VICTIM,
                "status": GroupLink.SUSPECTED,
                "group_name": "Kajen",
                "basis_kind": Basis.INVESTIGATION,
                "seen": None,
                "meeting": None,
                "by": city.people[Role.POLICE_ANALYST],
                "at": NOW,
                **values,
            }
        )


def _write_conflict(city: City, incident: Incident, **values: Any) -> IncidentConflict:
    with at_work(city):
        return write_conflict(
            **{
                "incident": incident,
                "conflict": "A debt",
                "retaliation_expected": Expected.UNKNOWN,
                "expected_from": "",
                "expected_against": "",
                "version": 0,
                "by": city.people[Role.COORDINATOR],
                "at": NOW,
                **values,
            }
        )


@pytest.mark.acceptance("T25")
def test_a_new_judgement_supersedes_the_old_one_and_both_stay(city: City, incident: Incident) -> None:
    first = _assess(city, incident)
    second = _assess(city, incident, status=GroupLink.CONFIRMED, seen=first.pk, at=NOW + HOUR)
    with at_work(city):
        answers = answers_for([incident])[incident.pk]
    assert [link.status for link in answers.history] == ["confirmed", "suspected"]
    assert answers.links == {"victim": second}
    assert (answers.strict, answers.wide) == (True, True)


@pytest.mark.acceptance("T25")
def test_a_judgement_can_be_neither_changed_nor_deleted(city: City, incident: Incident) -> None:
    row = _assess(city, incident)
    with at_work(city):
        for change in (lambda: GroupAssessment.objects.update(status="unknown"), row.delete):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                change()


def test_two_judges_of_one_side_get_a_clash_and_not_a_lost_judgement(city: City, incident: Incident) -> None:
    first = _assess(city, incident)
    with pytest.raises(EditedMeanwhileError) as clash:
        _assess(city, incident, status=GroupLink.NOT_GMI, group_name="", seen=None)
    assert clash.value.current == first


def test_the_same_judgement_twice_is_one(city: City, incident: Incident) -> None:
    assert _assess(city, incident) == _assess(city, incident)


def test_a_confirmed_link_without_a_basis_cannot_be_stored(city: City, incident: Incident) -> None:
    with pytest.raises(IntegrityError, match="confirmed_link_has_a_basis"):
        _assess(city, incident, status=GroupLink.CONFIRMED, basis_kind=Basis.NONE)


def test_expecting_retaliation_starts_the_clock_at_the_violence_itself(
    city: City, incident: Incident
) -> None:
    _write_conflict(city, incident, retaliation_expected=Expected.YES)
    with at_work(city):
        assert RetaliationClock.objects.get(incident=incident).started_at == incident.occurred_from


def test_a_clock_that_runs_goes_on_as_it_is(city: City, incident: Incident) -> None:
    with at_work(city):
        by = city.people[Role.COORDINATOR]
        first = start_clock(incident=incident, by=by, at=NOW)
        assert start_clock(incident=incident, by=by, at=NOW + HOUR).version == first.version


def test_two_people_writing_one_conflict_do_not_lose_the_first(city: City, incident: Incident) -> None:
    _write_conflict(city, incident)
    with pytest.raises(EditedMeanwhileError):
        _write_conflict(city, incident, conflict="A woman")
    with at_work(city):
        assert IncidentConflict.objects.get(incident=incident).conflict == "A debt"


def test_closing_the_clock_without_a_reason_is_refused(city: City, incident: Incident) -> None:
    with at_work(city):
        by = city.people[Role.COORDINATOR]
        clock = start_clock(incident=incident, by=by, at=NOW)
        with pytest.raises(RefusedError, match="Say why"):
            take_stance(
                incident=incident,
                stance=Stance.CLOSED,
                reason=" ",
                hours=72,
                version=clock.version,
                by=by,
                at=NOW,
            )


def test_contacts_are_written_and_recorded_without_group_names(city: City, incident: Incident) -> None:
    with at_work(city):
        values = dict.fromkeys(
            ("side_a_contact_at", "side_b_contact_at", "family_contact_at", "hospital_contact_at")
        )
        values |= {"side_a": "Kajen", "side_b": "", "services_told_at": NOW}
        write_contacts(incident=incident, values=values, version=0, by=city.people[Role.COORDINATOR], at=NOW)
        event = AuditEvent.objects.get(act="retaliation_clock.contacts_written")
    assert event.details == {
        "fields": ["side_a", "services_told_at"],
        "before": {"services_told_at": None},
        "after": {"services_told_at": NOW.isoformat()},
    }
