"""The pages of the analysis: who reads, who makes, what is refused, and copies with number and watermark."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.problem_analysis.made_up import a_kept_analysis, an_analysis, some_years
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.models import AuditEvent, ExportRecord
from vapenvila.web.jobs.models import JobProgress
from vapenvila.web.problem_analysis.models import ProblemAnalysis
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
PAGE = "/p/vinterhamn/problem-analysis/"
ASKED = {
    "first_year": 2024,
    "last_year": 2025,
    "population": "",
    "population_on": "",
    "population_source": "",
}
COPY = {"purpose": "Decision on the method in March", "recipient": "Steering group"}


@pytest.fixture
def city() -> City:
    return build_city()


def _page(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


def test_before_any_is_made_the_page_says_who_makes_it(client: Client, city: City) -> None:
    city.sign_in(client, Role.STEERING_GROUP_MEMBER)
    assert "No problem analysis has been made yet" in _page(client)
    city.sign_in(client, Role.PROJECT_LEADER)
    assert "Make a new one" in _page(client)


def test_the_steering_group_reads_the_verdict_with_its_limits_and_cannot_make_one(
    client: Client, city: City
) -> None:
    some_years(city)
    an_analysis(city)
    city.sign_in(client, Role.STEERING_GROUP_MEMBER)
    page = _page(client)
    assert "The premise of group violence intervention holds here" in page
    assert "95\u00a0% limits" in page or "95 % limits" in page
    assert "counting rule version 1" in page
    assert "Make a new one" not in page
    assert client.get(f"{PAGE}new/").status_code == 403
    User.objects.filter(pk=city.people[Role.STEERING_GROUP_MEMBER].pk).update(language="sv")
    assert "Förutsättningen" in _page(client)


def test_without_javascript_a_chart_is_a_drawing_and_a_table(client: Client, city: City) -> None:
    some_years(city)
    an_analysis(city)
    city.sign_in(client, Role.COORDINATOR)
    page = _page(client)
    address = page.split('<noscript><img class="chart-image" src="', 1)[1].split('"', 1)[0]
    drawn = client.get(address)
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"<svg" in drawn.content
    assert client.get(f"{PAGE}1/no-such-drawing.svg").status_code == 404


def test_what_is_asked_wrongly_is_said_and_nothing_is_begun(client: Client, city: City) -> None:
    some_years(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    for change, said in (
        ({"last_year": "2031"}, "years that have ended"),
        ({"population": "64000"}, "one without the other"),
        ({"first_year": "twenty"}, "whole number"),
        ({"first_year": "2020", "last_year": "2021"}, "fewer than twenty incidents"),
    ):
        answer = client.post(f"{PAGE}new/", ASKED | change, headers={"accept-language": "en"})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    with acting(programmes=[city.programme.pk]):
        assert not JobProgress.objects.exists()
        assert not ProblemAnalysis.objects.exists()


def test_asking_leads_to_the_job(client: Client, city: City) -> None:
    some_years(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(f"{PAGE}new/", ASKED)
    assert answer.status_code == 302
    assert "/jobs/" in answer["Location"]


@pytest.mark.parametrize(("wanted", "begins"), [("pdf", b"%PDF"), ("html", b"<!doctype html>")])
def test_a_copy_says_what_for_and_bears_its_number(
    client: Client, city: City, wanted: str, begins: bytes
) -> None:
    some_years(city)
    an_analysis(city)
    city.sign_in(client, Role.STEERING_GROUP_MEMBER)
    address = f"{PAGE}1/copy/?format={wanted}"
    assert client.post(address, COPY | {"purpose": ""}).status_code == 422
    copy = client.post(address, COPY | {"expires_on": str(timezone.localdate() + timedelta(days=30))})
    assert copy.content[:15].lower().startswith(begins.lower())
    with acting(programmes=[city.programme.pk]):
        kept = ExportRecord.objects.get()
        acts = set(AuditEvent.objects.filter(act__startswith="export.").values_list("act", flat=True))
    assert (kept.kind, kept.format, kept.recipient) == ("figures", wanted, "Steering group")
    assert "export.made" in acts
    if wanted == "html":
        assert str(kept) in copy.content.decode()
    assert client.post(f"{PAGE}1/copy/?format=docx", COPY).status_code == 404


def test_every_reading_is_on_the_trail_with_the_number_read(client: Client, city: City) -> None:
    a_kept_analysis(city)
    city.sign_in(client, Role.EVALUATOR)
    _page(client)
    with acting(programmes=[city.programme.pk]):
        read = AuditEvent.objects.get(act="problem_analysis.read")
    assert read.details["number"] == "PA1"


def test_earlier_ones_stay_and_another_programme_has_none_of_them(client: Client, city: City) -> None:
    a_kept_analysis(city)
    a_kept_analysis(city)
    other = build_city("sommarvik", "Sommarvik")
    city.sign_in(client, Role.COORDINATOR)
    assert "All analyses" in _page(client)
    assert client.get(f"{PAGE}1/").status_code == 200
    assert client.get(f"{PAGE}3/").status_code == 404
    other.sign_in(client, Role.COORDINATOR)
    assert client.get("/p/sommarvik/problem-analysis/1/").status_code == 404
    assert client.get(f"{PAGE}1/").status_code == 404
