"""Every page of the review opens, filled and empty, for those whose role includes it and for nobody else."""

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import (
    DAY,
    NOW,
    a_decision,
    a_held_review,
    a_locked_review,
    address,
    at_work,
    point_about,
)
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def pages(city: City) -> dict[str, str]:
    """Addresses of every page, of a city with one locked and one open review."""
    locked = a_locked_review(city, held_at=NOW - 7 * DAY)
    incident = an_incident(city, when=NOW - DAY, dead=1)
    open_one = a_held_review(city)
    item = point_about(open_one, incident)
    a_decision(city, item)
    return {
        "list": address(city),
        "prepare": address(city, open_one.pk),
        "meeting": address(city, open_one.pk, "meeting", item.pk),
        "decisions": address(city, "decisions"),
        "clocks": address(city, "retaliation"),
        "draft": address(city, open_one.pk, "minutes"),
        "locked": address(city, locked.pk, "minutes"),
        "pdf": address(city, locked.pk).rstrip("/") + "/minutes.pdf",
    }


REVIEWERS = (
    Role.COORDINATOR,
    Role.PROJECT_LEADER,
    Role.POLICE_ANALYST,
    Role.POLICE_OFFICER,
    Role.PROBATION_OFFICER,
    Role.SOCIAL_WORKER,
)
OPEN_TO: dict[str, tuple[Role, ...]] = {
    "list": (*REVIEWERS, Role.STEERING_GROUP_MEMBER),
    "prepare": REVIEWERS,
    "meeting": REVIEWERS,
    "decisions": (*REVIEWERS, Role.COMMUNITY_PARTNER),
    "clocks": REVIEWERS,
    "draft": REVIEWERS,
    "locked": (*REVIEWERS, Role.STEERING_GROUP_MEMBER),
    "pdf": (*REVIEWERS, Role.STEERING_GROUP_MEMBER),
}


@pytest.mark.parametrize("role", list(Role))
def test_each_page_opens_for_the_roles_that_include_it(
    client: Client, city: City, pages: dict[str, str], role: Role
) -> None:
    city.sign_in(client, role)
    for page, to in pages.items():
        answer = client.get(to)
        hidden = 404 if page == "draft" and role is Role.STEERING_GROUP_MEMBER else 403
        assert answer.status_code == (200 if role in OPEN_TO[page] else hidden), (page, role)


@pytest.mark.acceptance("S1")
def test_a_stranger_to_the_programme_finds_no_page_of_its_reviews(
    client: Client, city: City, pages: dict[str, str]
) -> None:
    build_city("sommarhamn", "Sommarhamn").sign_in(client, Role.COORDINATOR)
    assert {client.get(to).status_code for to in pages.values()} == {404}


@pytest.mark.acceptance("S1")
def test_another_programmes_review_is_not_found_under_ones_own_address(
    client: Client, city: City, pages: dict[str, str]
) -> None:
    other = build_city("sommarhamn", "Sommarhamn")
    other.sign_in(client, Role.COORDINATOR)
    for page in ("prepare", "meeting", "draft", "locked", "pdf"):
        assert client.get(pages[page].replace("vinterhamn", "sommarhamn")).status_code == 404, page


def test_the_pages_of_an_empty_programme_say_what_to_do_next(client: Client, city: City) -> None:
    city.sign_in(client, Role.COORDINATOR)
    assert "Plan the first one" in client.get(address(city)).content.decode()
    assert "Nothing here" in client.get(address(city, "decisions")).content.decode()
    assert "No clock here" in client.get(address(city, "retaliation")).content.decode()


def test_a_button_one_may_not_use_is_shown_disabled_with_the_rules_sentence(
    client: Client, city: City, pages: dict[str, str]
) -> None:
    city.sign_in(client, Role.POLICE_OFFICER)
    page = client.get(pages["prepare"]).content.decode()
    assert "Your role does not include this" in page


def test_a_community_partner_sees_only_the_tasks_of_the_own_association(
    client: Client, city: City, pages: dict[str, str]
) -> None:
    city.sign_in(client, Role.COMMUNITY_PARTNER)
    page = client.get(pages["decisions"] + "?whose=all&which=all").content.decode()
    assert "Talk with both sides" not in page


@pytest.mark.acceptance("S16")
def test_every_page_read_leaves_one_row_in_the_trail(
    client: Client, city: City, pages: dict[str, str]
) -> None:
    person = city.sign_in(client, Role.POLICE_OFFICER)
    for to in pages.values():
        client.get(to)
    with at_work(city):
        acts = set(AuditEvent.objects.filter(user=person.pk).values_list("act", flat=True))
    assert acts == {
        "reviews.listed",
        "review.agenda_read",
        "agenda_item.read",
        "decisions.listed",
        "retaliation_clocks.listed",
        "review.minutes_read",
        "review.minutes_print_asked",
    }
