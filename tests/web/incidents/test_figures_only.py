"""Who sees figures and not the register cannot tell a single incident from them."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.incidents.made_up import a_count_rule, an_incident
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.models import Area
from vapenvila.web.incidents.pictures.figures_only import OTHER_KINDS, without_small_cells
from vapenvila.web.incidents.pictures.queries import Tallies, Tally
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.acceptance("S1")
CHARTS = "/p/vinterhamn/incidents/charts/"
READERS = [Role.COMMUNITY_PARTNER, Role.STEERING_GROUP_MEMBER, Role.EVALUATOR]


@pytest.fixture
def city() -> City:
    """A city that counts shootings and explosions."""
    city = build_city()
    a_count_rule(city)
    return city


def _incidents(city: City, how_many: int, **facts: object) -> None:
    for day in range(1, how_many + 1):
        an_incident(city, state="confirmed", when=datetime(2025, 3, day, 12, 0, tzinfo=UTC), **facts)


@pytest.mark.django_db
@pytest.mark.parametrize("role", READERS)
def test_a_single_day_is_widened_to_its_year(client: Client, city: City, role: Role) -> None:
    _incidents(city, 7)
    city.sign_in(client, role)
    text = client.get(f"{CHARTS}?from=2025-03-02&to=2025-03-02&hours=1").text
    assert "n = 7, 2025-01-01 to 2025-12-31" in text
    assert "n = 1," not in text
    assert "Figures are shown for whole years" in text


@pytest.mark.django_db
def test_the_drawing_of_a_single_day_is_widened_too(client: Client, city: City) -> None:
    _incidents(city, 7)
    city.sign_in(client, Role.EVALUATOR)

    def told(days: str) -> list[bytes]:
        return re.findall(rb'aria-label="([^"]*)"', client.get(f"{CHARTS}hours.svg?{days}").content)

    assert told("from=2025-03-02&to=2025-03-02") == told("from=2025-01-01&to=2025-12-31") != []


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*READERS, Role.POLICE_ANALYST])
def test_an_area_with_few_incidents_is_named_to_readers_of_the_register_alone(
    client: Client, city: City, role: Role
) -> None:
    with acting(programmes=[city.programme.pk]):
        quiet = Area.objects.create(programme=city.programme, name="Stillviken")
        busy = Area.objects.create(programme=city.programme, name="Norrholmen")
    _incidents(city, 1, area=quiet)
    _incidents(city, 2)
    _incidents(city, 9, area=busy)
    city.sign_in(client, role)
    text = client.get(f"{CHARTS}?counts=yes").text
    shown = text[text.index('id="chart-areas-title"') :]
    assert ("Stillviken" in shown) is (role is Role.POLICE_ANALYST)
    assert ("too few to show apart" in shown) is (role is not Role.POLICE_ANALYST)


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ({"a": 9, "b": 7}, {"a": 9, "b": 7}),
        ({"a": 9, "b": 3, "c": 4}, {"a": 9, OTHER_KINDS: 7}),
        ({"a": 9, "b": 7, "c": 1}, {"a": 9, OTHER_KINDS: 8}),
        ({"a": 9, "b": 1, "c": 1}, {OTHER_KINDS: 11}),
        ({"a": 2}, {OTHER_KINDS: 2}),
        ({}, {}),
    ],
)
def test_a_small_cell_cannot_be_had_by_subtraction(kinds: dict[str, int], told: dict[str, int]) -> None:
    found = Tallies({}, {kind: Tally(n, 0, 0) for kind, n in kinds.items()}, {})
    assert {kind: tally.incidents for kind, tally in without_small_cells(found).by_kind.items()} == told


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["duplicates/?to=9999-12-31&from=9999-12-30", "1/?as_of=9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_breaks_no_page(client: Client, city: City, page: str) -> None:
    assert an_incident(city).number == 1
    city.sign_in(client, Role.COORDINATOR)
    assert client.get(f"/p/vinterhamn/incidents/{page}").status_code == 200
