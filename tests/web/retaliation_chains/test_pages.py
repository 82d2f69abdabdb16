"""The list, a chain, linking by hand, dismissing and taking back, as the roles see them."""

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.rules.test_incident_free_text import NUMBER
from tests.web.groups.made_up import a_relation
from tests.web.retaliation_chains.made_up import address, blow_and_answer, linked, struck, two_groups
from tests.web.reviews.table import DAY, NOW, at_work
from vapenvila.rules.roles import Role
from vapenvila.web.groups.models import Group
from vapenvila.web.incidents.models import Incident
from vapenvila.web.retaliation_chains.models import RetaliationPair

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def _list(city: City, client: Client, role: Role = Role.COORDINATOR, query: str = "") -> str:
    city.sign_in(client, role)
    return client.get(address(city) + query).content.decode()


def test_a_suggestion_says_why_and_how_far_apart(city: City, client: Client) -> None:
    earlier, later = blow_and_answer(city)
    page = _list(city, client)
    assert "The group that was hurt in the earlier incident acted in the later one." in page
    assert "3.0 days between" in page
    assert "568 metres between" in page
    assert "both sides confirmed" in page
    assert f"?earlier={earlier.number}&amp;later={later.number}" in page


def test_days_metres_and_period_bound_what_is_suggested(city: City, client: Client) -> None:
    blow_and_answer(city)
    for query, found in (
        ("?days=2", 0),
        ("?days=3", 1),
        ("?metres=500", 0),
        ("?metres=600", 1),
        ("?period=90", 1),
    ):
        page = _list(city, client, query=query)
        assert ("days between" in page) == bool(found), query
    assert "Nothing is suggested" in _list(city, client, query="?days=2")
    assert "Ensure this value" in _list(city, client, query="?days=1000")


def test_a_feud_of_the_picture_is_a_reason(city: City, client: Client) -> None:
    one, other = two_groups(city)
    with at_work(city):
        north, south = (Group.objects.get(code=code) for code in (one, other))
    struck(city, 6, hurt=one)
    struck(city, 4, hurt=other)
    assert "Nothing is suggested" in _list(city, client)
    a_relation(
        city,
        north,
        south,
        from_on=(NOW - 30 * DAY).date(),
        recorded_at=NOW - 20 * DAY,
        source_on=(NOW - 21 * DAY).date(),
    )
    assert "The groups hurt in the two incidents were in feud" in _list(city, client)


def test_linking_by_hand_from_the_page_of_an_incident(city: City, client: Client) -> None:
    earlier, later = blow_and_answer(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    incident = client.get(f"/p/{city.programme.slug}/incidents/{later.number}/").content.decode()
    assert f"retaliation-chains/link/?later={later.number}" in incident
    given = {
        "earlier": earlier.number,
        "later": later.number,
        "reason": "Both groups were named at the review.",
    }
    answer = client.post(address(city, "link"), given)
    assert answer["Location"] == address(city, later.number)
    page = client.get(answer["Location"]).content.decode()
    assert "Both groups were named at the review." in page
    assert "2 incidents in 3 days" in page
    assert "<svg" in page
    incident = client.get(f"/p/{city.programme.slug}/incidents/{later.number}/").content.decode()
    assert f"Answers #{earlier.number}" in incident
    assert "1</dd>" in _list(city, client)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"earlier": 1, "later": 999}, "No incident in the register has this number."),
        ({"earlier": 2, "later": 1}, "The answer comes after what it answers."),
        ({"earlier": 1, "later": 2, "reason": f"{NUMBER} did it"}, "personal identity number"),
        ({"earlier": "x", "later": ""}, "Correct the fields"),
    ],
)
def test_what_cannot_be_linked_says_why(
    city: City, client: Client, given: dict[str, object], word: str
) -> None:
    blow_and_answer(city)
    city.sign_in(client, Role.COORDINATOR)
    answer = client.post(address(city, "link"), given)
    assert answer.status_code == 422
    assert word in answer.content.decode()
    with at_work(city):
        assert not RetaliationPair.objects.exists()


def test_dismissing_a_suggestion_asks_why_and_can_be_taken_back(city: City, client: Client) -> None:
    earlier, later = blow_and_answer(city)
    city.sign_in(client, Role.COORDINATOR)
    where = address(city, earlier.number, later.number, "dismiss")
    assert client.post(where, {"reason": ""}).status_code == 422
    client.post(where, {"reason": "A quarrel at a restaurant, nothing to do with it."})
    page = _list(city, client)
    assert "1 suggestion dismissed" in page
    assert "A quarrel at a restaurant" in page
    assert "days between" not in page
    with at_work(city):
        pair = RetaliationPair.objects.get()
    assert pair.speaks == "hurt_then_acted"
    client.post(address(city, "pairs", pair.pk, "take-back"))
    page = _list(city, client)
    assert "1 suggestion dismissed" not in page
    assert "days between" in page


def test_a_link_taken_back_stays_in_the_history_of_the_chain(city: City, client: Client) -> None:
    first, second = blow_and_answer(city)
    third = struck(city, 30)
    linked(city, first, second)
    gone = linked(city, second, third, reason="Too early to say.")
    city.sign_in(client, Role.COORDINATOR)
    client.post(address(city, "pairs", gone.pk, "take-back"))
    page = client.get(address(city, first.number)).content.decode()
    assert "1 word taken back" in page
    assert "Too early to say." in page
    assert client.get(address(city, third.number)).status_code == 404


def test_who_takes_part_reads_and_who_judges_the_register_links(city: City, client: Client) -> None:
    earlier, later = blow_and_answer(city)
    pair = linked(city, earlier, later)
    for role, reads, links in (
        (Role.PROJECT_LEADER, 200, 200),
        (Role.POLICE_ANALYST, 200, 200),
        (Role.SOCIAL_WORKER, 200, 403),
        (Role.PROBATION_OFFICER, 200, 403),
        (Role.STEERING_GROUP_MEMBER, 403, 403),
        (Role.EVALUATOR, 403, 403),
        (Role.COMMUNITY_PARTNER, 403, 403),
    ):
        city.sign_in(client, role)
        assert client.get(address(city)).status_code == reads, role
        assert client.get(address(city, earlier.number)).status_code == reads, role
        assert client.get(address(city, "link")).status_code == links, role
        if links == 403:
            assert client.post(address(city, "pairs", pair.pk, "take-back")).status_code == 403
    city.sign_in(client, Role.SOCIAL_WORKER)
    page = client.get(address(city)).content.decode()
    assert "Your role does not include this" in page
    with at_work(city):
        assert RetaliationPair.objects.get().withdrawn_at is None


def test_another_programme_s_pair_is_not_found(city: City, client: Client) -> None:
    pair = linked(city, *blow_and_answer(city))
    other = build_city("other")
    other.sign_in(client, Role.COORDINATOR)
    assert client.post(address(other, "pairs", pair.pk, "take-back")).status_code == 404
    assert client.get(address(city)).status_code == 404


def test_a_link_rests_while_an_incident_is_unfounded(city: City, client: Client) -> None:
    earlier, later = blow_and_answer(city)
    linked(city, earlier, later)
    with at_work(city):
        Incident.objects.filter(pk=later.pk).update(state="unfounded", state_reason="Made up.")
    page = _list(city, client)
    assert "1 link rests" in page
    assert "No chain in this period" in page


def test_shootings_stand_beside_what_chance_brings(city: City, client: Client) -> None:
    blow_and_answer(city)
    struck(city, 90)
    city.sign_in(client, Role.SOCIAL_WORKER)
    page = client.get(address(city, "chance")).content.decode()
    assert "3 incidents" in page
    assert "1 times a group that was hurt acted within 14 days" in page
    assert "999 draws" in page
    for measure in ("strict", "wide"):
        assert f'data-chart="spec-{measure}"' in page
        assert f'<script id="spec-{measure}" type="application/json">' in page
    assert "Definition strict: confirmed groups, at most 14 days between." in page
    assert page.count("The same as a table") == 2


def test_where_nothing_is_known_the_comparison_with_chance_says_so(city: City, client: Client) -> None:
    city.sign_in(client, Role.COORDINATOR)
    assert "There is no incident" in client.get(address(city, "chance")).content.decode()
    struck(city, 5)
    page = client.get(address(city, "chance")).content.decode()
    assert "In none of the 1 incidents" in page
    assert "data-chart" not in page


def test_the_list_of_chains_is_sorted_by_the_column_that_is_asked_for(city: City, client: Client) -> None:
    long = linked(city, struck(city, 80), struck(city, 30))
    middle = struck(city, 19)
    short = linked(city, struck(city, 20), middle)
    linked(city, middle, struck(city, 18))
    begins = {"long": long.earlier.number, "short": short.earlier.number}
    for query, first in (
        ("", "short"),
        ("?sort=last", "long"),
        ("?sort=first", "long"),
        ("?sort=-days", "long"),
        ("?sort=days", "short"),
        ("?sort=-incidents", "short"),
        ("?sort=nothing", "short"),
    ):
        page = _list(city, client, query=query)
        order = {name: page.index(f"retaliation-chains/{number}/") for name, number in begins.items()}
        assert min(order, key=lambda name: order[name]) == first, query
    assert 'aria-sort="descending"' in _list(city, client, query="?sort=-days")


def test_a_chain_is_told_in_the_order_of_time_with_what_each_answers(city: City, client: Client) -> None:
    one, other = two_groups(city)
    first = struck(city, 90, acted=one, hurt=other)
    second = struck(city, 50, acted=other, hurt=one)
    third = struck(city, 10, acted=one, hurt=other)
    linked(city, second, third, reason="It had only rested.")
    linked(city, first, second)
    city.sign_in(client, Role.SOCIAL_WORKER)
    page = client.get(address(city, third.number)).content.decode()
    story = page[page.index('id="story"') :].split("</ol>")[0]
    told = [story.index(f">#{incident.number}<") for incident in (first, second, third)]
    assert told == sorted(told)
    assert story.count("The chain begins here") == 1
    assert f"Answers #{first.number}, 40 days before." in story
    assert f"Answers #{second.number}, 40 days before. <q>It had only rested.</q>" in story
    assert f"Acted: {one}. Was hurt: {other}." in story


def test_chains_before_the_period_are_counted_and_one_press_away(city: City, client: Client) -> None:
    linked(city, struck(city, 410), struck(city, 400))
    page = _list(city, client)
    assert "1 chain ended before this period." in page
    assert 'href="?period=all"' in page
    assert "ended before this period" not in _list(city, client, query="?period=all")
