"""What the database itself keeps apart and refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast import City, build_city
from tests.web.people.made_up import NUMBER, a_ground, a_person, in_room
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.people.models import Identity, Person, PersonChange
from vapenvila.web.people.sealed_identity import opened
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.mark.acceptance("S3")
def test_one_person_in_two_rooms_is_two_rows_that_nothing_joins(city: City) -> None:
    for kind in (AgencyKind.POLICE, AgencyKind.SOCIAL):
        a_person(city, kind, given_name="Påhittad", surname="Tvårum", personnummer=NUMBER, case_number="A 1")
    found: dict[AgencyKind, Identity] = {}
    for kind in (AgencyKind.POLICE, AgencyKind.SOCIAL):
        with in_room(city, kind):
            found[kind] = Identity.objects.get()
            assert Person.objects.count() == 1
    police, social = found.values()
    assert opened(police, ["personnummer"]) == opened(social, ["personnummer"]) == {"personnummer": NUMBER}
    for field in ("personnummer", "personnummer_hash", "case_number_hash"):
        assert bytes(getattr(police, field)) != bytes(getattr(social, field))
    for field in ("name_sounds", "name_pairs"):
        assert not {bytes(h) for h in getattr(police, field)} & {bytes(h) for h in getattr(social, field)}


@pytest.mark.acceptance("S1")
def test_without_a_room_there_are_no_persons(city: City) -> None:
    a_person(city)
    with acting(programmes=[city.programme.pk]):
        assert not Person.objects.exists()
        assert not Identity.objects.exists()
        assert not PersonChange.objects.exists()


def test_no_clear_text_lies_in_the_table(city: City) -> None:
    a_person(city, given_name="Sällsynt", surname="Påhittsson", personnummer=NUMBER, phone="070-174 06 05")
    with in_room(city), connection.cursor() as cursor:
        cursor.execute("SELECT i::text FROM people_identity i")
        rows = cursor.fetchall()
    text = str(rows)
    for secret in ("Sällsynt", "Påhittsson", NUMBER, "1740605"):
        assert secret.encode().hex() not in text
        assert secret not in text


@pytest.mark.acceptance("S14")
def test_the_database_moves_a_review_date_with_a_review_only(city: City) -> None:
    person = a_person(city)
    with in_room(city):
        rows = Person.objects.filter(pk=person.pk)
        for later in (1, 400):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(review_by=person.review_by + timedelta(days=later))
        assert rows.update(review_by=person.review_by - timedelta(days=1)) == 1


@pytest.mark.acceptance("S12")
def test_the_database_turns_no_victim_into_a_suspect(city: City) -> None:
    person = a_person(city, ground=a_ground(Mark.VICTIM))
    with in_room(city), pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(mark="suspect")


def test_a_person_never_moves_to_another_room(city: City) -> None:
    person = a_person(city)
    with in_room(city), pytest.raises(Exception, match=r"room|row-level"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(room=city.rooms[AgencyKind.SOCIAL])
