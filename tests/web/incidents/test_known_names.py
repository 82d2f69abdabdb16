"""The names of the people who work here are known, and a text that holds one is stopped for a look."""

import pytest
from django.utils import timezone

from tests.cast import City, build_city
from vapenvila.rules.free_text import Finding
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.refusals import TextNeedsALook
from vapenvila.web.reviews.forms.answers import NoteForm
from vapenvila.web.wall.acting import acting

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S9")]


@pytest.fixture
def city() -> City:
    return build_city()


def _name(city: City, role: Role, name: str) -> None:
    city.people[role].name = name
    city.people[role].save(update_fields=["name"])


def test_a_colleagues_name_in_a_text_is_stopped_until_somebody_has_looked(city: City) -> None:
    _name(city, Role.POLICE_OFFICER, "Orvar Påhitt")
    with acting(programmes=[city.programme.pk]):
        with pytest.raises(TextNeedsALook) as stopped:
            check_texts({"note": "Enligt orvar påhitts anteckning"}, looked_at=False)
        check_texts({"note": "Enligt Orvar Påhitts anteckning"}, looked_at=True)
        check_texts({"note": "Orvar var inte där"}, looked_at=False)
    assert [found.finding for found in stopped.value.finds["note"]] == [Finding.KNOWN_NAME]


def test_a_note_at_the_review_is_stopped_too(city: City) -> None:
    _name(city, Role.SOCIAL_WORKER, "Sixten Påhitt")
    with acting(programmes=[city.programme.pk]):
        note = {"note": "Sixten Påhitt tar det", "version": "1"}
        form = NoteForm(note, programme=city.programme.pk, at=timezone.now())
        assert not form.is_valid()
        assert form.needs_a_look
        looked_at = NoteForm({**note, "looked_at": "on"}, programme=city.programme.pk, at=timezone.now())
        assert looked_at.is_valid()


def test_a_name_of_another_programme_is_not_known_here(city: City) -> None:
    elsewhere = build_city("sommarhamn", "Sommarhamn")
    _name(elsewhere, Role.POLICE_OFFICER, "Solveig Saga")
    with acting(programmes=[city.programme.pk]):
        check_texts({"note": "Solveig Saga"}, looked_at=False)
