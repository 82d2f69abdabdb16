"""Sets of past incidents: chosen once, judged one by one, resumed where one stopped, put away."""

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.incident_coding.made_up import a_set, address, judge, past_incidents
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import DAY, NOW, at_work
from vapenvila.rules.past_incidents import MOST_IN_A_SET, may_make_set
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incident_coding.models import CodingItem, CodingSet
from vapenvila.web.incident_coding.queries.sets import set_in, sets_of, where_one_stopped
from vapenvila.web.incident_coding.vocabulary import Wanted
from vapenvila.web.reviews.errors import RefusedError
from vapenvila.web.reviews.vocabulary import GroupLink, Side

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def _numbers(made: CodingSet, city: City) -> list[int]:
    with at_work(city):
        items = CodingItem.objects.filter(coding_set=made).order_by("place")
        return list(items.values_list("incident__number", flat=True))


def test_a_set_holds_the_incidents_of_the_choice_the_earliest_first(city: City) -> None:
    old = past_incidents(city, 3)
    an_incident(city, kind="arson", when=NOW - 500 * DAY)
    an_incident(city, when=NOW - 450 * DAY, state="unfounded", state_reason="A firework")
    made = a_set(city, kinds=("shooting",))
    assert _numbers(made, city) == [incident.number for incident in old]
    assert made.no == 1
    assert made.query == "kind=shooting"
    assert a_set(city).no == 2


def test_only_incidents_with_a_side_still_to_be_judged_are_chosen(city: City) -> None:
    whole, half, unknown, none = past_incidents(city, 4)
    for side in Side:
        judge(city, whole, side)
        judge(city, unknown, side, GroupLink.UNKNOWN)
    judge(city, half)
    assert _numbers(a_set(city), city) == [half.number, none.number]
    assert _numbers(a_set(city, wanted=Wanted.UNKNOWN), city) == [half.number, unknown.number, none.number]
    assert len(_numbers(a_set(city, wanted=Wanted.ALL), city)) == 4


def test_what_is_registered_later_does_not_come_into_the_set(city: City) -> None:
    past_incidents(city, 2)
    made = a_set(city)
    an_incident(city, when=NOW - 600 * DAY)
    assert len(_numbers(made, city)) == 2


def test_the_newest_set_stands_first(city: City) -> None:
    past_incidents(city, 2)
    made = [a_set(city).no for _ in range(12)]
    with at_work(city):
        assert [one.row.no for one in sets_of(city.programme)] == made[::-1]


def test_an_empty_choice_makes_no_set(city: City) -> None:
    with pytest.raises(RefusedError, match="No incident is left to judge in this choice"):
        a_set(city)


def test_a_set_has_a_limit() -> None:
    assert may_make_set(MOST_IN_A_SET)
    assert "at most 5,000" in may_make_set(MOST_IN_A_SET + 1).reason


def test_making_and_putting_away_are_on_record(client: Client, city: City) -> None:
    past_incidents(city, 2)
    made = a_set(city)
    city.sign_in(client, Role.COORDINATOR)
    assert client.post(address(city, "sets", made.pk, "close")).status_code == 302
    with at_work(city):
        acts = list(AuditEvent.objects.filter(subject=made.pk).order_by("pk").values_list("act", flat=True))
        assert acts == ["coding_set.made", "coding_set.closed"]
        made.refresh_from_db()
        assert made.closed_by == city.people[Role.COORDINATOR]
    assert "Sets put away" in client.get(address(city)).text


def test_how_many_is_said_before_the_set_is_made(client: Client, city: City) -> None:
    past_incidents(city, 3)
    city.sign_in(client, Role.POLICE_ANALYST)
    page = address(city, "sets", "new")
    assert "No kind or area chosen means all of them." in client.get(page).text
    counted = client.get(page, {"wanted": "not_judged", "kinds": "shooting"}, headers={"HX-Request": "true"})
    assert "<strong>3</strong> incidents would be in the set." in counted.text
    assert "<html" not in counted.text
    wrong = client.post(page, {"first_day": "2025-02-01", "last_day": "2025-01-01", "wanted": "all"})
    assert wrong.status_code == 422
    assert "The last day lies before the first day." in wrong.text
    nothing = client.post(page, {"kinds": "arson", "wanted": "all"})
    assert nothing.status_code == 422
    assert "No incident is left to judge in this choice." in nothing.text
    made = client.post(page, {"wanted": "all"})
    assert made.status_code == 302
    assert "/coding/sets/" in made["Location"]


def test_everybody_resumes_where_they_themselves_stopped(client: Client, city: City) -> None:
    incidents = past_incidents(city, 5)
    made = a_set(city)
    analyst, coordinator = city.people[Role.POLICE_ANALYST], city.people[Role.COORDINATOR]
    with at_work(city):
        items = list(CodingItem.objects.filter(coding_set=made))
        for item, by in ((items[0], analyst), (items[3], coordinator)):
            item.done_by, item.done_at = by, NOW
            item.save()
        assert where_one_stopped(made.pk, analyst) == incidents[1].number
        assert where_one_stopped(made.pk, coordinator) == incidents[4].number
        assert where_one_stopped(made.pk, city.people[Role.PROJECT_LEADER]) == incidents[1].number
        progress = set_in(city.programme, made.pk)
    assert progress is not None
    assert (progress.done, progress.left, progress.percent) == (2, 3, 40)
    city.sign_in(client, Role.COORDINATOR)
    assert client.get(address(city, "sets", made.pk))["Location"].endswith(f"/{incidents[4].number}/")


def test_when_nothing_is_left_the_whole_set_is_shown(client: Client, city: City) -> None:
    past_incidents(city, 1)
    made = a_set(city)
    with at_work(city):
        CodingItem.objects.update(done_by=city.people[Role.COORDINATOR], done_at=NOW)
    city.sign_in(client, Role.COORDINATOR)
    assert client.get(address(city, "sets", made.pk))["Location"].endswith("/grid/")


def test_those_at_the_table_see_how_far_it_has_come_and_do_not_choose(client: Client, city: City) -> None:
    past_incidents(city, 2)
    made = a_set(city)
    city.sign_in(client, Role.SOCIAL_WORKER)
    page = client.get(address(city)).text
    assert "0 of 2" in page
    assert "Your role does not include this." in page
    assert client.get(address(city, "sets", "new")).status_code == 403
    assert client.get(address(city, "sets", made.pk)).status_code == 403
    city.sign_in(client, Role.STEERING_GROUP_MEMBER)
    assert client.get(address(city)).status_code == 403
