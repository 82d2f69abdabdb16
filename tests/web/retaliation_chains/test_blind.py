"""Whoever judges an incident blind sees nothing of its links and suggestions: not by page, not by SQL, not in the trail."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests.cast import City, build_city
from tests.web.incident_coding.made_up import a_sample, judge, judge_whole, past_incidents
from tests.web.retaliation_chains.made_up import address, linked, two_groups
from tests.web.reviews.table import NOW, at_work
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incident_coding.models import BlindItem
from vapenvila.web.incidents.models import Incident
from vapenvila.web.retaliation_chains.actions.pairs import dismiss, link, take_back
from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.reviews.errors import RefusedError
from vapenvila.web.reviews.vocabulary import Side
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
CODER = Role.POLICE_ANALYST


@pytest.fixture
def city() -> City:
    return build_city()


def _drawn(city: City) -> list[Incident]:
    """Incidents in which two groups strike by turns, all but the last two drawn for the second coder."""
    one, other = two_groups(city)
    made = past_incidents(city, 12)
    for place, incident in enumerate(made):
        acted, hurt = (one, other) if place % 2 else (other, one)
        judge(city, incident, Side.OFFENDER, group=acted)
        judge(city, incident, Side.VICTIM, group=hurt)
    sample = a_sample(city)
    with at_work(city):
        inside = set(BlindItem.objects.filter(sample=sample).values_list("incident", flat=True))
    return sorted(made, key=lambda one: one.pk not in inside)


def _seen(city: City, role: Role) -> int:
    with acting(user=city.people[role].pk, programmes=[city.programme.pk]), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM retaliation_chains_retaliationpair")
        return int(cursor.fetchone()[0])


def _pair(one: Incident, other: Incident) -> tuple[Incident, Incident]:
    earlier, later = sorted((one, other), key=lambda incident: incident.occurred_from)
    return earlier, later


def test_the_database_hides_a_pair_of_which_either_incident_is_judged_blind(city: City) -> None:
    made = _drawn(city)
    linked(city, *_pair(made[0], made[10]), by=city.people[Role.COORDINATOR])
    linked(city, *_pair(made[10], made[11]), by=city.people[Role.COORDINATOR])
    assert (_seen(city, Role.COORDINATOR), _seen(city, CODER)) == (2, 1)


def test_pages_show_neither_link_nor_suggestion_nor_figure_of_it(city: City, client: Client) -> None:
    made = _drawn(city)
    earlier, later = _pair(made[0], made[1])
    linked(city, earlier, later, reason="Named at the review.", by=city.people[Role.COORDINATOR])
    city.sign_in(client, CODER)
    page = client.get(address(city) + "?period=all").content.decode()
    for number in {one.number for one in made[:10]}:
        assert f">#{number}<" not in page
    assert "Named at the review." not in page
    assert "You judge 10 incidents blind" in page
    assert client.get(address(city, earlier.number)).status_code == 404
    assert client.get(address(city, earlier.number, later.number, "dismiss")).status_code == 403
    incident = client.get(f"/p/{city.programme.slug}/incidents/{later.number}/").content.decode()
    assert "Answers #" not in incident
    city.sign_in(client, Role.COORDINATOR)
    assert "Answers #" in client.get(f"/p/{city.programme.slug}/incidents/{later.number}/").content.decode()


def test_nobody_says_anything_of_what_they_judge_blind(city: City) -> None:
    made = _drawn(city)
    earlier, later = _pair(made[0], made[10])
    pair = linked(city, earlier, later, by=city.people[Role.COORDINATOR])
    coder = city.people[CODER]
    first, second = _pair(made[1], made[2])
    with acting(user=coder.pk, programmes=[city.programme.pk]):
        for act in (link, dismiss):
            with pytest.raises(RefusedError, match="blind"):
                act(earlier=first, later=second, reason="No.", speaks=None, by=coder, at=NOW)
        with pytest.raises(RetaliationPair.DoesNotExist):
            take_back(pair=pair.pk, by=coder, at=NOW)
        with pytest.raises(IntegrityError, match="judges an incident blind"), transaction.atomic():
            RetaliationPair.objects.create(
                programme=city.programme,
                earlier=earlier,
                later=later,
                verdict="answers",
                said_by=coder,
                said_at=NOW,
            )


def test_the_trail_of_pairs_is_closed_to_whoever_judges_anything_blind(city: City) -> None:
    made = _drawn(city)
    linked(city, *_pair(made[0], made[10]), by=city.people[Role.COORDINATOR])
    for role, found in ((Role.COORDINATOR, 1), (CODER, 0)):
        with acting(user=city.people[role].pk, programmes=[city.programme.pk]):
            assert AuditEvent.objects.filter(act="retaliation_pair.linked").count() == found


def test_no_copy_is_made_by_whoever_judges_blind(city: City, client: Client) -> None:
    _drawn(city)
    city.sign_in(client, CODER)
    assert client.get(address(city, "export"))["Location"] == address(city)


def test_it_opens_when_the_second_coder_has_judged(city: City) -> None:
    made = _drawn(city)
    linked(city, *_pair(made[0], made[1]), by=city.people[Role.COORDINATOR])
    with at_work(city):
        sample = BlindItem.objects.select_related("sample__second_coder")[0].sample
    judge_whole(city, sample)
    assert _seen(city, CODER) == 1
