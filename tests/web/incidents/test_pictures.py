"""Map, calendar, timeline and charts of the filtered set: who may see them, what they say, what they never say."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import City, build_city
from tests.web.incidents.made_up import EVENING, a_count_rule, an_incident
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incidents.models import Area
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db

PICTURES = ["map/", "calendar/", "timeline/", "charts/"]
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[18.0, 59.0], [18.2, 59.0], [18.2, 59.1], [18.0, 59.1], [18.0, 59.0]]],
}


@pytest.fixture
def city() -> City:
    """A city that counts shootings and explosions."""
    city = build_city()
    a_count_rule(city)
    return city


def an_area(city: City, name: str = "Norrholmen") -> Area:
    """A square part of the city."""
    with acting(programmes=[city.programme.pk]):
        return Area.objects.create(programme=city.programme, name=name, population=20_000, geometry=SQUARE)


def _open(client: Client, city: City, page: str, role: Role = Role.COORDINATOR) -> str:
    city.sign_in(client, role)
    answer = client.get(f"/p/vinterhamn/incidents/{page}")
    assert answer.status_code == 200, page
    return answer.text


@pytest.mark.parametrize("page", PICTURES)
def test_an_empty_register_is_explained(client: Client, city: City, page: str) -> None:
    text = _open(client, city, page)
    assert "There are no incidents yet" in text or "Nothing in this period" in text or "nothing" in text


@pytest.mark.parametrize("page", PICTURES)
def test_a_filter_that_lets_nothing_through_is_no_error(client: Client, city: City, page: str) -> None:
    an_incident(city)
    _open(client, city, f"{page}?kind=arson&from=2026-01-01&to=2026-12-31")


@pytest.mark.parametrize("page", PICTURES)
def test_the_shapes_carry_the_filter_from_one_to_the_next(client: Client, city: City, page: str) -> None:
    an_incident(city)
    text = _open(client, city, f"{page}?kind=shooting")
    for other in ["", *PICTURES]:
        assert f'href="/p/vinterhamn/incidents/{other}?kind=shooting"' in text


@pytest.mark.parametrize("page", [*PICTURES, "map/data/"])
def test_another_citys_incidents_are_in_no_picture(client: Client, city: City, page: str) -> None:
    other = build_city("sommarhamn", "Sommarhamn")
    with acting(programmes=[other.programme.pk]):
        elsewhere = Area.objects.create(programme=other.programme, name="Fjärdvik", geometry=SQUARE)
    an_incident(other, area=elsewhere, when=EVENING)
    an_incident(city, when=EVENING)
    assert "Fjärdvik" not in _open(client, city, page)


@pytest.mark.parametrize("page", ["map/", "map/data/", "calendar/", "timeline/"])
@pytest.mark.parametrize("role", [Role.COMMUNITY_PARTNER, Role.STEERING_GROUP_MEMBER, Role.EVALUATOR])
def test_who_sees_figures_only_sees_no_single_incident(
    client: Client, city: City, page: str, role: Role
) -> None:
    city.sign_in(client, role)
    assert client.get(f"/p/vinterhamn/incidents/{page}").status_code == 403


def test_looking_leaves_a_line_in_the_audit_trail(client: Client, city: City) -> None:
    an_incident(city)
    _open(client, city, "map/?kind=shooting")
    event = AuditEvent.objects.get(act="incident.pictured")
    assert event.details == {"picture": "map", "filter": "kind=shooting"}


class TestMap:
    """Places that are known are points; where only the area is known, the area is counted."""

    def _data(self, client: Client, city: City) -> dict[str, object]:
        city.sign_in(client, Role.POLICE_ANALYST)
        found: dict[str, object] = client.get("/p/vinterhamn/incidents/map/data/").json()
        return found

    @pytest.mark.parametrize("precision", ["area", "municipality", "county", "unknown"])
    def test_what_is_known_only_to_the_area_is_never_a_point(
        self, client: Client, city: City, precision: str
    ) -> None:
        an_incident(city, area=an_area(city), precision=precision, latitude=59.05, longitude=18.1)
        data = self._data(client, city)
        assert data["points"]["features"] == []  # type: ignore[index]  # JSON
        facts = data["areas"]["features"][0]["properties"]  # type: ignore[index]  # JSON
        assert (facts["incidents"], facts["area_only"]) == (1, 1)

    @pytest.mark.parametrize("precision", ["exact", "block"])
    def test_a_known_place_is_a_point(self, client: Client, city: City, precision: str) -> None:
        an_incident(city, area=an_area(city), precision=precision, latitude=59.05, longitude=18.1)
        (feature,) = self._data(client, city)["points"]["features"]  # type: ignore[index]  # JSON
        assert feature["geometry"]["coordinates"] == [18.1, 59.05]

    def test_the_table_holds_the_same_as_the_map(self, client: Client, city: City) -> None:
        area = an_area(city)
        an_incident(city, area=area, precision="exact", latitude=59.05, longitude=18.1, dead=1)
        an_incident(city, area=area, precision="area", injured_slight=2)
        an_incident(city)
        text = re.sub(r"<[^>]*>|\s+", " ", _open(client, city, "map/"))
        assert re.search(
            r"Norrholmen\s+2\s+1\s+1\s+2\s+1\.0", text
        )  # 2 incidents, 1 without a point, 1.0 per 10,000
        assert re.search(r"area not known\s+1\s+1\s+0\s+0\s+–", text)

    def test_the_number_of_an_area_stands_in_its_middle(self, client: Client, city: City) -> None:
        an_area(city)
        (feature,) = self._data(client, city)["areas"]["features"]  # type: ignore[index]  # JSON
        assert feature["properties"]["middle"] == pytest.approx([18.1, 59.05])


class TestCalendar:
    """Days in the local time of the programme."""

    def test_an_incident_stands_on_its_local_day(self, client: Client, city: City) -> None:
        an_incident(city, when=datetime(2026, 3, 14, 23, 30, tzinfo=UTC))  # 00:30 on the 15th in Stockholm
        assert 'title="15 March: 1"' in _open(client, city, "calendar/?year=2026")

    def test_a_day_leads_to_its_own_list(self, client: Client, city: City) -> None:
        an_incident(city)
        assert "?from=2026-03-14&amp;to=2026-03-14" in _open(client, city, "calendar/?year=2026")

    def test_a_month_names_its_incidents(self, client: Client, city: City) -> None:
        number = an_incident(city).number
        assert f'href="/p/vinterhamn/incidents/{number}/"' in _open(client, city, "calendar/?month=2026-03")

    def test_an_interval_over_several_days_is_said_to_be_one(self, client: Client, city: City) -> None:
        an_incident(city, occurred_to=EVENING + timedelta(days=3))
        assert "1 incident is known only as an interval" in _open(client, city, "calendar/?year=2026")

    @pytest.mark.parametrize(
        "wish", ["year=20261", "year=-1", "year=٢٠٢٦", "month=2026-13", "month=x", "year="]
    )
    def test_a_year_that_is_none_gives_the_newest(self, client: Client, city: City, wish: str) -> None:
        an_incident(city)
        _open(client, city, f"calendar/?{wish}")


class TestTimeline:
    """Incidents one by one."""

    def test_a_moment_is_a_dot_and_an_interval_a_bar(self, client: Client, city: City) -> None:
        an_incident(city)
        an_incident(city, occurred_to=EVENING + timedelta(days=2))
        text = _open(client, city, "timeline/?until=2026-03-31&days=30")
        assert text.count('class="incident-mark incident-mark-shooting"') == 2
        assert re.search(r"<rect[^>]*incident-mark-shooting", text)
        assert re.search(r"<circle[^>]*incident-mark-shooting", text)

    def test_what_lies_outside_the_window_is_not_there(self, client: Client, city: City) -> None:
        an_incident(city)
        assert "Nothing in this period" in _open(client, city, "timeline/?until=2026-02-28&days=30")

    def test_too_many_are_said_to_be_too_many(
        self, client: Client, city: City, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("vapenvila.web.incidents.pictures.timeline_page.MOST", 2)
        for _ in range(3):
            an_incident(city)
        assert "More than 2 incidents" in _open(client, city, "timeline/?until=2026-03-31")


def test_no_picture_asks_for_more_when_there_is_more_to_show(client: Client, city: City) -> None:
    area = an_area(city)
    for page in [*PICTURES, "map/data/"]:
        an_incident(city, area=area)
        few = _queries(client, city, page)
        for day in range(5):
            an_incident(city, area=area, when=EVENING + timedelta(days=day))
        assert _queries(client, city, page) == few, page


def _queries(client: Client, city: City, page: str) -> int:
    city.sign_in(client, Role.COORDINATOR)
    client.get(f"/p/vinterhamn/incidents/{page}?from=2026-01-01&to=2026-12-31")
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/p/vinterhamn/incidents/{page}?from=2026-01-01&to=2026-12-31")
    return len(seen)
