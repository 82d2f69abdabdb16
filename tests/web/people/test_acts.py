"""What is done with persons' records: registering, changing, reviewing, merging, removing, and emergencies."""

from datetime import date, timedelta

import pytest

from tests.cast import City, build_city
from tests.web.people.made_up import NOW, NUMBER, TODAY, a_ground, a_person, change, in_room, room_of
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.readiness import Readiness
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.partners.actions.readiness import record_readiness
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.people.actions.amend import amend_person, before_of, undo_change
from vapenvila.web.people.actions.lifetime import remove_person, review_need
from vapenvila.web.people.actions.merge import merge_persons, undo_merge
from vapenvila.web.people.errors import EditedMeanwhileError, RefusedError, TextNeedsALookError
from vapenvila.web.people.models import Identity, Person, PersonChange
from vapenvila.web.people.queries.duplicates import duplicates_in_room, same_person_in_room
from vapenvila.web.people.queries.persons import (
    found_by_case,
    found_by_name,
    found_by_number,
    person_for,
    persons_of_room,
)
from vapenvila.web.people.sealed_identity import opened
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db

POLICE, SOCIAL = AgencyKind.POLICE, AgencyKind.SOCIAL


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.mark.acceptance("S27")
def test_a_real_programme_takes_no_person_before_all_is_on_record(city: City) -> None:
    city.programme.made_up = False
    city.programme.save()
    city.rooms[POLICE].programme.refresh_from_db()
    with pytest.raises(RefusedError, match="not ready"):
        a_person(city)
    leader = city.people[Role.PROJECT_LEADER]
    with acting(programmes=[city.programme.pk]):
        for item in Readiness:
            record_readiness(
                programme=city.programme,
                item=item,
                done_on=TODAY,
                reference="Dnr 1",
                by=leader,
                at=NOW,
                today=TODAY,
            )
    assert a_person(city).mark == "suspect"


def test_a_made_up_city_takes_no_number_that_may_be_somebodys(city: City) -> None:
    with pytest.raises(RefusedError, match="gives out for tests"):
        a_person(city, personnummer="19900602-2405", birth_date="")


@pytest.mark.acceptance("S9")
def test_a_text_on_origin_or_health_is_stopped(city: City) -> None:
    with pytest.raises(TextNeedsALookError):
        a_person(city, ground=a_ground(need="Har adhd"))


@pytest.mark.acceptance("S11")
@pytest.mark.parametrize("born", ["2990-01-01", "1990-02-30", "1890-01-01"])
def test_an_impossible_birth_date_blocks_saving(city: City, born: str) -> None:
    with pytest.raises(RefusedError):
        a_person(city, birth_date=born)
    with in_room(city):
        assert not Person.objects.exists()


@pytest.mark.acceptance("S12")
def test_no_path_turns_a_victim_into_a_suspect(city: City) -> None:
    victim, suspect = a_person(city, ground=a_ground(Mark.VICTIM)), a_person(city)
    analyst = city.people[Role.POLICE_ANALYST]
    with in_room(city):
        with pytest.raises(RefusedError, match="not suspected"):
            amend_person(
                person=victim,
                version=1,
                identity={},
                facts={"mark": "suspect"},
                reason="r",
                looked_at=True,
                by=analyst,
                at=NOW,
                today=TODAY,
            )
        for kept, absorbed in ((victim, suspect), (suspect, victim)):
            with pytest.raises(RefusedError, match="kept apart"):
                merge_persons(kept=kept, absorbed=absorbed, reason="r", by=analyst, at=NOW)


@pytest.mark.acceptance("S13")
def test_a_child_is_taken_in_on_the_protective_track_only(city: City) -> None:
    with pytest.raises(RefusedError, match="protective track"):
        a_person(city, birth_date="2012-05-01")
    ground = a_ground(Mark.VICTIM, protective_track=True, need_of_child="Shot at, needs protection")
    child = a_person(city, ground=ground, birth_date="2012-05-01")
    assert child.adult_from == date(2030, 5, 1)


def test_a_change_keeps_what_stood_there_and_can_be_undone(city: City) -> None:
    person = change(city, a_person(city, surname="Påhittad"), surname="Låtsad")
    with in_room(city):
        row = PersonChange.objects.get(person=person, version=2)
        assert before_of(row) == {"surname": "Påhittad"}
        assert b"P\xc3\xa5hittad" not in bytes(row.before)
        undo_change(
            change=row, version=2, reason="Undone", by=city.people[Role.POLICE_ANALYST], at=NOW, today=TODAY
        )
        assert opened(Identity.objects.get(), ["surname"]) == {"surname": "Påhittad"}
        assert PersonChange.objects.count() == 3


@pytest.mark.acceptance("T25")
def test_of_two_who_write_at_once_the_second_is_told(city: City) -> None:
    person = a_person(city)
    change(city, person, phone="1")
    with pytest.raises(EditedMeanwhileError):
        change(city, person, phone="2")


@pytest.mark.acceptance("S14")
def test_a_late_record_is_gone_from_list_search_and_page_the_same_day(
    city: City,
) -> None:
    person = a_person(city, surname="Sen", personnummer=NUMBER, case_number="A-1")
    reader, room = reader_of(city.people[Role.POLICE_ANALYST].pk), room_of(city)

    def seen(day: date) -> list[bool]:
        return [
            persons_of_room(reader, room, today=day).exists(),
            bool(found_by_name(reader, room, "Sen", today=day)),
            bool(found_by_number(reader, room, NUMBER, today=day)),
            bool(found_by_case(reader, room, "a-1", today=day)),
            person_for(reader, room, person.pk, today=day) is not None,
        ]

    with in_room(city):
        assert seen(person.review_by) == [True] * 5
        assert seen(person.review_by + timedelta(days=1)) == [False] * 5


@pytest.mark.acceptance("S14")
def test_a_review_needs_newer_evidence_and_computes_the_date(city: City) -> None:
    person = a_person(city)

    def review(evidence_on: date) -> Person:
        with in_room(city):
            return review_need(
                person=person,
                version=1,
                evidence="New made-up evidence",
                evidence_on=evidence_on,
                need="Still",
                looked_at=False,
                by=city.people[Role.POLICE_ANALYST],
                at=NOW,
                today=TODAY + timedelta(days=100),
            )

    with pytest.raises(RefusedError, match="newer"):
        review(person.source_on)
    assert review(TODAY).review_by == TODAY + timedelta(days=465)


@pytest.mark.acceptance("T37")
def test_a_removed_person_is_nowhere(city: City) -> None:
    person = a_person(city, surname="Borta", personnummer=NUMBER)
    reader, room = reader_of(city.people[Role.POLICE_ANALYST].pk), room_of(city)
    with in_room(city):
        remove_person(person=person, version=1, reason="No need", by=city.people[Role.POLICE_ANALYST], at=NOW)
        assert not persons_of_room(reader, room, today=TODAY).exists()
        assert not found_by_name(reader, room, "Borta", today=TODAY)
        assert not found_by_number(reader, room, NUMBER, today=TODAY)
        assert not Identity.objects.exists()


@pytest.mark.acceptance("T27")
def test_duplicates_are_found_within_the_room_and_never_across(city: City) -> None:
    first = a_person(city, given_name="Johnny Joe", surname="Påhittad", birth_date="1990-06-02")
    second = a_person(city, given_name="Påhittad", surname="Jonny", birth_date="")
    a_person(city, SOCIAL, given_name="Johnny", surname="Påhittad", personnummer=NUMBER)
    with in_room(city):
        (pair,) = duplicates_in_room(city.rooms[POLICE].pk, today=TODAY)
        assert {pair.first.pk, pair.second.pk} == {first.pk, second.pk}


@pytest.mark.acceptance("T21")
def test_registering_tells_nothing_of_other_rooms(city: City) -> None:
    a_person(city, SOCIAL, given_name="Johnny", surname="Påhittad", personnummer=NUMBER)
    values = {"given_name": "Johnny", "surname": "Påhittad", "personnummer": NUMBER}
    for kind, known in ((POLICE, 0), (SOCIAL, 1)):
        with in_room(city, kind):
            for asked in AgencyKind:
                found = same_person_in_room(city.rooms[asked].pk, values, None, today=TODAY)
                assert len(found) == (known if asked is kind else 0)


@pytest.mark.acceptance("T28")
def test_a_merge_keeps_aliases_searchable_and_is_undone_without_loss(city: City) -> None:
    kept, absorbed = a_person(city, surname="Ettnamn"), a_person(city, surname="Alias")
    analyst, room = city.people[Role.POLICE_ANALYST], room_of(city)
    reader = reader_of(analyst.pk)
    with in_room(city):
        merge = merge_persons(kept=kept, absorbed=absorbed, reason="Same", by=analyst, at=NOW)
        assert [p.pk for p in found_by_name(reader, room, "Alias", today=TODAY)] == [kept.pk]
        assert persons_of_room(reader, room, today=TODAY).count() == 1
        undo_merge(merge=merge, by=analyst, at=NOW)
        assert [p.pk for p in found_by_name(reader, room, "Alias", today=TODAY)] == [absorbed.pk]
        with pytest.raises(RefusedError, match="already been undone"):
            undo_merge(merge=merge, by=analyst, at=NOW)
