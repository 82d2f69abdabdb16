"""What the review shows on other pages: an incident's own page and "This week", to those who may see it."""

import pytest
from django.test import Client
from django.utils import translation
from typer.testing import CliRunner

from tests.cast import City, build_city
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import (
    DAY,
    HOUR,
    NOW,
    a_decision,
    a_held_review,
    a_planned_review,
    at_work,
    point_about,
)
from vapenvila.cli.reviews import app
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.access.panel import Urgency
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.reviews.actions.incident_answers import assess_group_link, start_clock
from vapenvila.web.reviews.this_week import panels
from vapenvila.web.reviews.vocabulary import Basis, GroupLink, Side

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def _titles(city: City, role: Role) -> dict[str, Urgency]:
    with at_work(city), translation.override("en"):
        found = panels(reader_of(city.people[role].pk), city.programme, NOW)
        return {str(panel.title): panel.urgency for panel in found}


def test_the_coordinator_sees_the_next_review_clocks_and_own_decisions(city: City) -> None:
    incident = an_incident(city, when=NOW - 5 * DAY)
    item = point_about(a_held_review(city, held_at=NOW - 2 * DAY), incident)
    a_decision(city, item, due_at=NOW - HOUR)
    with at_work(city):
        start_clock(incident=incident, by=city.people[Role.COORDINATOR], at=NOW)
    a_planned_review(city, planned_at=NOW + 3 * DAY)
    assert _titles(city, Role.COORDINATOR) == {
        "Minutes to lock": Urgency.NOW,
        "Next review": Urgency.SOON,
        "Retaliation clocks": Urgency.NOW,
        "Your agency's decisions": Urgency.NOW,
    }


def test_each_role_gets_only_the_panels_of_its_rights(city: City) -> None:
    incident = an_incident(city, when=NOW - DAY)
    item = point_about(a_held_review(city), incident)
    a_decision(city, item, owner=AgencyKind.CIVIL, role=Role.COMMUNITY_PARTNER)
    assert _titles(city, Role.COMMUNITY_PARTNER) == {"Your agency's decisions": Urgency.SOON}
    assert _titles(city, Role.STEERING_GROUP_MEMBER) == {}
    for role in (Role.ADMINISTRATOR, Role.EVALUATOR, Role.DATA_PROTECTION_OFFICER):
        assert _titles(city, role) == {}


@pytest.mark.acceptance("T25")
def test_an_incidents_page_shows_every_judgement_and_which_one_stands(client: Client, city: City) -> None:
    incident = an_incident(city, when=NOW - DAY)
    item = point_about(a_held_review(city), incident)
    a_decision(city, item)
    with at_work(city):
        by, seen = city.people[Role.POLICE_ANALYST], None
        for status in (GroupLink.SUSPECTED, GroupLink.CONFIRMED):
            seen = assess_group_link(
                incident=incident, side=Side.VICTIM, status=status, group_name="Kajen",
                basis_kind=Basis.INVESTIGATION, seen=seen, meeting=None, by=by, at=NOW,
            ).pk  # fmt: skip
    city.sign_in(client, Role.POLICE_OFFICER)
    page = client.get(f"/p/vinterhamn/incidents/{incident.number}/").content.decode()
    for part in (
        "Suspected group member (wide)",
        "superseded",
        "Group-related, strict",
        "Talk with both sides",
    ):
        assert part in page


def test_the_command_marks_missed_reviews_and_says_how_many() -> None:

    answer = CliRunner().invoke(app, ["check", "--json"])
    assert (answer.exit_code, answer.stdout.strip()) == (0, '{"marked": 0, "letters": 0}')
