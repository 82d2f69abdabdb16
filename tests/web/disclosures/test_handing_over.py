"""From request to document: nothing leaves without ground, test, decision; the asker sees nothing of it on the way."""

from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import City, build_city
from tests.web.disclosures.door import (
    NOW,
    PERSON,
    TODAY,
    YOUNG,
    a_disclosure,
    a_request,
    an_examination,
    colleague,
    decided_by,
    examined,
    filled_in,
    handed_over,
    in_room,
    name_the_manager,
    unasked,
    verify_all,
    worker,
)
from vapenvila.rules.disclosable_fields import Field
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.disclosures.actions.deciding import refuse_request, send_to_manager
from vapenvila.web.disclosures.actions.requesting import withdraw_request
from vapenvila.web.disclosures.errors import RefusedError
from vapenvila.web.disclosures.models import Disclosure, DisclosureContent, DisclosureRequest, Examination
from vapenvila.web.disclosures.queries.papers import open_document

pytestmark = pytest.mark.django_db
PROBATION, POLICE, SOCIAL = Kind.PROBATION, Kind.POLICE, Kind.SOCIAL


@pytest.fixture
def city() -> City:
    made = build_city()
    verify_all(made)
    return made


@pytest.mark.acceptance("S4")
def test_a_hand_over_holds_rule_answers_fields_decider_and_outcome_before_anything_is_read(
    city: City,
) -> None:
    disclosure = a_disclosure(city)
    with in_room(city, PROBATION):
        examination = Examination.objects.get(pk=disclosure.examination_id)
        assert examination.ground_code == disclosure.ground_code == "probation_police_duty"
        assert set(examination.answers) == {"needed", "exempt", "clear"}
        assert (disclosure.fields, disclosure.outcome) == (["under_supervision"], "disclosed")
        assert disclosure.decided_by == [worker(city, PROBATION).name]
    with in_room(city, POLICE) as police:
        opened = open_document(police, Disclosure.objects.get())
        assert opened.unchanged
        assert opened.content is not None
        assert opened.content["persons"][0]["values"] == {"under_supervision": "Yes"}
        assert DisclosureRequest.objects.get().state == "handed_over"


@pytest.mark.acceptance("S4")
def test_before_the_hand_over_the_receiver_finds_nothing_but_its_own_request(city: City) -> None:
    examination = filled_in(city, PROBATION, an_examination(city))
    decided_by(city, PROBATION, examined(city, PROBATION, examination), worker(city, PROBATION))
    with in_room(city, POLICE):
        assert not Examination.objects.exists()
        assert not Disclosure.objects.exists()
        assert not DisclosureContent.objects.exists()
        assert DisclosureRequest.objects.get().state == "being_tested"


@pytest.mark.acceptance("S3")
def test_a_third_room_sees_no_row_of_the_door(city: City) -> None:
    a_disclosure(city)
    with in_room(city, SOCIAL):
        assert not DisclosureRequest.objects.exists()
        assert not Disclosure.objects.exists()
        assert not DisclosureContent.objects.exists()


@pytest.mark.acceptance("S4")
def test_nothing_leaves_before_it_is_decided(city: City) -> None:
    examination = examined(city, PROBATION, filled_in(city, PROBATION, an_examination(city)))
    with pytest.raises(RefusedError, match="Nothing leaves before"):
        handed_over(city, PROBATION, examination)
    with in_room(city, PROBATION):
        assert not Disclosure.objects.exists()


def contact_request(city: City) -> Examination:
    request = a_request(city, asked=SOCIAL, fields=frozenset({Field.PHONE, Field.HOME_ADDRESS}))
    return examined(city, SOCIAL, filled_in(city, SOCIAL, an_examination(city, request)), "contact_data")


@pytest.mark.acceptance("S6")
def test_contact_data_wait_until_the_named_manager_has_decided(city: City) -> None:
    examination = contact_request(city)
    social_worker, manager = worker(city, SOCIAL), colleague(city, SOCIAL)
    with pytest.raises(RefusedError, match="named manager"):
        decided_by(city, SOCIAL, examination, social_worker)
    name_the_manager(city, SOCIAL, manager)
    with pytest.raises(RefusedError, match="named manager"):
        decided_by(city, SOCIAL, examination, social_worker)
    with in_room(city, SOCIAL):
        waiting = send_to_manager(examination=examination, by=social_worker, at=NOW, today=TODAY)
    assert waiting.state == "awaiting_manager"
    with in_room(city, POLICE):
        assert DisclosureRequest.objects.get().state == "being_tested"
    assert decided_by(city, SOCIAL, waiting, manager).state == "decided"
    assert handed_over(city, SOCIAL, waiting).fields == ["home_address", "phone"]


@pytest.mark.acceptance("S6")
def test_an_exit_client_waits_for_the_manager_whatever_is_asked_and_the_mark_stays(city: City) -> None:
    row = filled_in(city, PROBATION, an_examination(city), exit_client=True)
    row = examined(city, PROBATION, filled_in(city, PROBATION, row, exit_client=False))
    assert row.exit_client
    with pytest.raises(RefusedError, match="named manager"):
        decided_by(city, PROBATION, row, worker(city, PROBATION))
    with in_room(city, POLICE):
        seen = DisclosureRequest.objects.get()
        assert seen.state == "being_tested"
        assert seen.refusal == ""


@pytest.mark.acceptance("S6")
def test_a_whole_list_is_stopped_and_only_the_manager_refuses_it(city: City) -> None:
    request = a_request(city, asked=SOCIAL, fields=frozenset({Field.EVERYBODY_IN_A_GROUP}), persons=())
    row = an_examination(city, request)
    assert row.stopped
    with in_room(city, SOCIAL), pytest.raises(RefusedError, match="named manager"):
        refuse_request(
            examination=row, told="", reasons="Banned", by=worker(city, SOCIAL), at=NOW, today=TODAY
        )
    manager = colleague(city, SOCIAL)
    name_the_manager(city, SOCIAL, manager)
    with in_room(city, SOCIAL):
        refused = refuse_request(
            examination=row, told="Not possible", reasons="Banned", by=manager, at=NOW, today=TODAY
        )
    assert refused.outcome == "refused"
    with in_room(city, POLICE):
        assert DisclosureRequest.objects.get().refusal == "Not possible"


def test_two_different_people_decide_on_social_services_telling_police(city: City) -> None:
    request = a_request(
        city, asked=SOCIAL, fields=frozenset({Field.CONCRETE_CIRCUMSTANCES}), persons=(YOUNG,)
    )
    row = examined(
        city, SOCIAL, filled_in(city, SOCIAL, an_examination(city, request)), "social_police_under_21"
    )
    assert decided_by(city, SOCIAL, row, worker(city, SOCIAL)).state == "awaiting_second"
    with pytest.raises(RefusedError, match="already"):
        decided_by(city, SOCIAL, row, worker(city, SOCIAL))
    assert decided_by(city, SOCIAL, row, colleague(city, SOCIAL)).state == "decided"


def test_a_decision_on_other_words_counts_no_more(city: City) -> None:
    row = examined(city, PROBATION, filled_in(city, PROBATION, an_examination(city)))
    row = decided_by(city, PROBATION, row, worker(city, PROBATION))
    changed = filled_in(city, PROBATION, row, value="No")
    assert changed.state == "being_tested"
    with pytest.raises(RefusedError, match="Nothing leaves before"):
        handed_over(city, PROBATION, changed)


def test_from_21_the_preventive_ground_reaches_no_more(city: City) -> None:
    request = a_request(
        city, asked=SOCIAL, fields=frozenset({Field.CONCRETE_CIRCUMSTANCES}), persons=(PERSON,)
    )
    with pytest.raises(RefusedError, match="age limit"):
        examined(
            city, SOCIAL, filled_in(city, SOCIAL, an_examination(city, request)), "social_police_under_21"
        )


def test_a_request_taken_back_gets_no_answer(city: City) -> None:
    request = a_request(city)
    row = examined(city, PROBATION, filled_in(city, PROBATION, an_examination(city, request)))
    decided_by(city, PROBATION, row, worker(city, PROBATION))
    with in_room(city, POLICE):
        withdraw_request(request=request, by=worker(city, POLICE), at=NOW)
    with pytest.raises(RefusedError, match="withdrawn"):
        handed_over(city, PROBATION, row)


@pytest.mark.acceptance("T23")
def test_the_first_hand_over_to_an_agency_asks_for_a_second_look_and_the_next_does_not(city: City) -> None:
    def decided() -> Examination:
        row = examined(city, PROBATION, filled_in(city, PROBATION, an_examination(city)))
        return decided_by(city, PROBATION, row, worker(city, PROBATION))

    first = decided()
    with pytest.raises(RefusedError, match="Nothing has gone from your room"):
        handed_over(city, PROBATION, first, confirmed=False)
    assert handed_over(city, PROBATION, first, confirmed=True)
    assert handed_over(city, PROBATION, decided(), confirmed=False)


@pytest.mark.acceptance("T24")
def test_recipients_do_not_see_each_other(city: City) -> None:
    to_police = a_disclosure(city)
    row = examined(city, PROBATION, unasked(city), "probation_social_client")
    to_social = handed_over(city, PROBATION, decided_by(city, PROBATION, row, worker(city, PROBATION)))
    for kind, own, other in ((POLICE, to_police, to_social), (SOCIAL, to_social, to_police)):
        with in_room(city, kind):
            assert [d.pk for d in Disclosure.objects.all()] == [own.pk]
            assert not AuditEvent.objects.filter(
                subject=own.pk, details__icontains=str(other.to_room_id)
            ).exists()


def _refused(statement: str, *values: UUID) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.acceptance("S4")
def test_the_database_refuses_to_change_what_was_handed_over(city: City) -> None:
    disclosure = a_disclosure(city)
    with in_room(city, PROBATION):
        for statement in (
            "UPDATE disclosures_disclosure SET fields = '{}' WHERE id = %s",
            "UPDATE disclosures_disclosurecontent SET sealed = '' WHERE disclosure_id = %s",
            "DELETE FROM disclosures_disclosure WHERE id = %s",
            "DELETE FROM disclosures_disclosurestep WHERE disclosure_id = %s",
            "UPDATE disclosures_examination SET answers = '{}' WHERE disclosure_id = %s",
            "DELETE FROM disclosures_examination WHERE disclosure_id = %s",
        ):
            _refused(statement, disclosure.pk)


def test_no_room_can_write_a_document_in_another_rooms_name(city: City) -> None:
    disclosure = a_disclosure(city)
    with in_room(city, SOCIAL):
        disclosure.pk, disclosure.no, disclosure._state.adding = city.programme.pk, 99, True
        with pytest.raises(DatabaseError), transaction.atomic():
            disclosure.save(force_insert=True)


@pytest.mark.acceptance("S16")
def test_nothing_of_the_person_stands_in_the_trail(city: City) -> None:
    a_disclosure(city)
    acts, told = set(), ""
    for kind in (POLICE, PROBATION):
        with in_room(city, kind):
            events = AuditEvent.objects.filter(programme=city.programme.pk)
            acts |= set(events.values_list("act", flat=True))
            told += " ".join(str(details) for details in events.values_list("details", flat=True))
    assert {"disclosure_request.sent", "examination.opened", "examination.tested", "examination.decided",
            "disclosure.handed_over"} <= acts  # fmt: skip
    assert PERSON.name not in told
    assert "1999" not in told
