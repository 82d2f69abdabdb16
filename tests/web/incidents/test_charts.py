"""Charts: the figures are right, carry what they stand on, and are the official ones for those who see figures only."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.incidents.made_up import EVENING, a_count_rule, an_incident
from vapenvila.rules.roles import Role
from vapenvila.web.incidents import engine
from vapenvila.web.incidents.engine import Period
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.models import Area
from vapenvila.web.incidents.pictures.queries import Tallies, Tally, minutes, tallies
from vapenvila.web.incidents.queries.filtered import filtered_incidents
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
CHARTS = "/p/vinterhamn/incidents/charts/"


@pytest.fixture
def city() -> City:
    """A city that counts shootings and explosions."""
    city = build_city()
    a_count_rule(city)
    return city


def _specs(text: str) -> dict[str, dict[str, object]]:
    found = re.findall(r'<script id="spec-(\w+)" type="application/json">(.*?)</script>', text, re.S)
    return {name: json.loads(spec) for name, spec in found}


def test_a_month_is_counted_by_local_time_and_victims_apart(city: City) -> None:
    an_incident(city, when=datetime(2026, 2, 28, 23, 30, tzinfo=UTC), dead=1)  # 00:30 on 1 March in Stockholm
    an_incident(city, when=EVENING, injured_slight=2, injured_serious=1)
    with acting(programmes=[city.programme.pk]):
        rows = filtered_incidents(city.programme, IncidentFilter(), today=date(2026, 3, 20))
        found = tallies(rows, city.programme)
    assert found.by_month == {date(2026, 3, 1): Tally(incidents=2, dead=1, injured=3)}
    assert found.by_kind == {"shooting": Tally(2, 1, 3)}
    assert found.by_area == {None: Tally(2, 1, 3)}
    assert found.victims_squared == {date(2026, 3, 1): 1 + 9}
    assert found.most_victims == 3


def test_every_filter_reaches_the_tallies(city: City) -> None:
    an_incident(city, place="Torget")
    an_incident(city, place="Hamnen", kind="arson")
    chosen = IncidentFilter(text="torg", kinds=("shooting",), first_day=date(2026, 3, 1), counts="no")
    with acting(programmes=[city.programme.pk]):
        rows = filtered_incidents(city.programme, chosen, today=date(2026, 3, 20))
        assert tallies(rows, city.programme).by_kind == {"shooting": Tally(1, 0, 0)}


def test_hours_are_those_of_the_clock_on_the_wall(city: City) -> None:
    an_incident(city, when=datetime(2026, 7, 4, 22, 15, tzinfo=UTC))  # 00:15 on Sunday in Stockholm
    with acting(programmes=[city.programme.pk]):
        rows = filtered_incidents(city.programme, IncidentFilter(), today=date(2026, 7, 5))
        hours = engine.hours_of_the_week(minutes(rows, city.programme))
    assert hours.weights[6, 0] == 1.0


def test_an_interval_is_shared_out_over_its_hours(city: City) -> None:
    evening = datetime(2026, 1, 5, 19, 0, tzinfo=UTC)  # 20:00 on a Monday
    an_incident(city, when=evening, occurred_to=evening + timedelta(hours=4))
    with acting(programmes=[city.programme.pk]):
        rows = filtered_incidents(city.programme, IncidentFilter(), today=date(2026, 1, 6))
        hours = engine.hours_of_the_week(minutes(rows, city.programme))
    assert hours.weights[0, 20:24] == pytest.approx([0.25] * 4)


@pytest.mark.parametrize(
    ("first", "last", "months", "covered"),
    [
        (date(2026, 1, 1), date(2026, 3, 15), 3, 15 / 31),
        (date(2025, 12, 10), date(2026, 1, 31), 2, 1.0),
        (date(2026, 2, 10), date(2026, 2, 19), 1, 10 / 28),
    ],
)
def test_a_period_knows_its_months_and_how_much_of_them(
    first: date, last: date, months: int, covered: float
) -> None:
    period = Period(first, last)
    assert len(period.months()) == months
    assert period.covered(period.months()[-1]) == pytest.approx(covered)


def test_a_month_of_many_is_unusual_and_one_of_few_is_not() -> None:
    quiet = {date(2025, month, 1): Tally(2, 0, 0) for month in range(1, 13)}
    period = Period(date(2025, 1, 1), date(2026, 1, 31))
    usual = engine.is_this_month_unusual(_of(quiet | {date(2026, 1, 1): Tally(3, 0, 0)}), period, "en")
    many = engine.is_this_month_unusual(_of(quiet | {date(2026, 1, 1): Tally(15, 0, 0)}), period, "en")
    assert usual is not None
    assert many is not None
    assert (usual.unusual, many.unusual) == (False, True)
    assert "%" not in many.sentence


def _of(months: dict[date, Tally]) -> Tallies:
    return Tallies(months, {}, {})


def test_without_a_whole_month_behind_there_is_no_answer() -> None:
    period = Period(date(2026, 1, 1), date(2026, 1, 31))
    assert engine.is_this_month_unusual(_of({}), period, "sv") is None


def test_each_chart_has_its_table_caption_and_drawing(client: Client, city: City) -> None:
    an_incident(city)
    city.sign_in(client, Role.COORDINATOR)
    text = client.get(f"{CHARTS}?hours=1").text
    names = {"months", "victims", "kinds", "areas", "hours"}
    assert set(_specs(text)) == names
    for name in names:
        assert f"{CHARTS}{name}.svg" in text
    assert text.count("The same as a table") == len(names)
    assert text.count("n = 1") >= 4
    assert "not the official count" in text


def test_the_hours_come_alone_when_the_page_asks_for_them(client: Client, city: City) -> None:
    an_incident(city)
    city.sign_in(client, Role.COORDINATOR)
    text = client.get(f"{CHARTS}?hours=1", headers={"HX-Request": "true"}).text
    assert set(_specs(text)) == {"hours"}
    assert "<html" not in text


@pytest.mark.parametrize("name", ["months", "victims", "kinds", "areas", "hours"])
def test_a_chart_is_drawn_without_a_browser(client: Client, city: City, name: str) -> None:
    an_incident(city, dead=1)
    city.sign_in(client, Role.COORDINATOR)
    answer = client.get(f"{CHARTS}{name}.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
    assert b"currentColor" not in answer.content


def test_a_chart_that_does_not_exist_is_not_found(client: Client, city: City) -> None:
    an_incident(city)
    city.sign_in(client, Role.COORDINATOR)
    assert client.get(f"{CHARTS}persons.svg").status_code == 404


@pytest.mark.parametrize("role", [Role.COMMUNITY_PARTNER, Role.STEERING_GROUP_MEMBER, Role.EVALUATOR])
def test_who_sees_figures_only_gets_the_official_count_whatever_the_address_asks(
    client: Client, city: City, role: Role
) -> None:
    an_incident(city, state="confirmed")
    an_incident(city, state="reported", place="Torget")
    city.sign_in(client, role)
    text = client.get(f"{CHARTS}?state=reported&counts=no&q=Torget").text
    assert "n = 1," in text
    assert "counting rule version 1" in text
    assert "filter-form" not in text


def test_a_name_cannot_break_out_of_the_specification(client: Client, city: City) -> None:
    with acting(programmes=[city.programme.pk]):
        area = Area.objects.create(programme=city.programme, name="</script><b>x")
    an_incident(city, area=area)
    city.sign_in(client, Role.COORDINATOR)
    assert "</script><b>x" not in client.get(CHARTS).text


def test_without_a_counting_rule_nothing_is_counted_and_nothing_breaks(client: Client) -> None:
    city = build_city()
    an_incident(city, state="confirmed")
    city.sign_in(client, Role.EVALUATOR)
    assert client.get(f"{CHARTS}?hours=1").status_code == 200
    assert "Nothing has been counted yet" in client.get("/p/vinterhamn/").text
