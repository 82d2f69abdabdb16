"""The grid saves all rows or none, and tells each row what is wrong with it."""

import pytest
from django.test import Client

from tests.cast import City, build_city
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.forms.grid import COLUMNS
from vapenvila.web.incidents.models import Incident
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
GRID = "/p/vinterhamn/incidents/grid/"


@pytest.fixture
def city(client: Client) -> City:
    """A city with its coordinator signed in."""
    city = build_city()
    city.sign_in(client, Role.COORDINATOR)
    return city


def send(client: Client, *rows: dict[str, str]) -> tuple[int, str]:
    """Send the grid as the page does: every column once per row."""
    filled = [{"kind": "shooting", **row} for row in rows]
    answer = client.post(GRID, {name: [row.get(name, "") for row in filled] for name in COLUMNS})
    return answer.status_code, answer.content.decode()


def saved(city: City) -> list[Incident]:
    """The register, oldest number first."""
    with acting(programmes=[city.programme.pk]):
        return list(Incident.objects.order_by("number"))


ROW = {"day": "2026-03-14", "clock": "22:30", "place": "Torget"}


def test_all_rows_are_saved_and_empty_ones_passed_over(client: Client, city: City) -> None:
    status, _ = send(
        client, ROW, {}, {**ROW, "clock": "23:00", "clock_to": "01:15", "injured_slight": "2"}, {}
    )
    assert status == 302
    first, second = saved(city)
    assert (first.outcome, second.outcome) == ("unknown", "injured")
    assert (second.occurred_to - second.occurred_from).total_seconds() == 2.25 * 3600


def test_one_wrong_row_saves_none_and_is_told_why(client: Client, city: City) -> None:
    status, page = send(client, ROW, {**ROW, "day": "2026-13-01"}, {**ROW, "clock": "25:00"})
    assert status == 422
    assert "Nothing is saved yet: 2 rows need a correction." in page
    assert "Row 2: Day:" in page
    assert "Row 3: Time:" in page
    assert 'value="Torget"' in page
    assert saved(city) == []


@pytest.mark.acceptance("T33")
def test_the_same_reference_twice_in_the_grid_is_told_at_the_second_row(client: Client, city: City) -> None:
    source = {"source_system": "RAR", "source_no": "K-1"}
    status, page = send(client, {**ROW, **source}, {**ROW, **source})
    assert status == 422
    assert "Row 2: The reference K-1 of RAR already belongs to incident #1." in page
    assert saved(city) == []


@pytest.mark.acceptance("S11")
def test_an_impossible_time_is_told_at_its_row(client: Client, city: City) -> None:
    status, page = send(client, {**ROW, "day": "2199-01-01"}, {**ROW, "day": "2026-03-29", "clock": "02:30"})
    assert status == 422
    assert "Europe/Stockholm" in page
    assert saved(city) == []
    _, page = send(client, {**ROW, "day": "2199-01-01"})
    assert "Row 1: The incident lies in the future. Check the date." in page


def test_a_grid_without_rows_says_so(client: Client, city: City) -> None:
    status, page = send(client, {}, {})
    assert status == 422
    assert "Every row is empty. Write or paste at least one." in page
