"""The frame of every page: language of the account, ribbon of a made-up city, menu, errors."""

from datetime import date, datetime

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.formats import date_format
from django.utils.translation import override
from django.views.defaults import server_error

from tests.cast import build_city
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme
from vapenvila.web.site import texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _swedish() -> None:
    texts.compile_all()


def test_a_person_reads_in_the_language_of_the_account(client: Client) -> None:
    person = build_city().sign_in(client, Role.COORDINATOR)
    assert "This week" in client.get("/p/vinterhamn/").text
    User.objects.filter(pk=person.pk).update(language="sv")
    assert "Den här veckan" in client.get("/p/vinterhamn/").text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_short_day_reads_alike_in_both_languages(language: str) -> None:
    with override(language):
        assert date_format(datetime(2026, 12, 11, 9, 5), "SHORT_DATETIME_FORMAT") == "2026-12-11 09:05"  # noqa: DTZ001
        assert date_format(date(2026, 12, 11), "SHORT_DATE_FORMAT") == "2026-12-11"


def test_choosing_a_language_is_remembered_with_the_account(client: Client) -> None:
    person = build_city().sign_in(client, Role.COORDINATOR)
    answer = client.post("/language/", {"language": "sv", "next": "/p/vinterhamn/"})
    assert answer.headers["Location"] == "/p/vinterhamn/"
    assert User.objects.get(pk=person.pk).language == "sv"


def test_an_unknown_language_changes_nothing(client: Client) -> None:
    person = build_city().sign_in(client, Role.COORDINATOR)
    client.post("/language/", {"language": "xx", "next": "/"})
    assert User.objects.get(pk=person.pk).language == "en"


def test_the_language_is_never_changed_by_a_link(client: Client) -> None:
    assert client.get("/language/?language=sv").status_code == 405


@pytest.mark.parametrize(
    ("made_up", "demo", "shown"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_only_what_is_made_up_says_so(made_up: bool, demo: bool, shown: bool) -> None:
    ribbon = render_to_string("parts/made_up.html", {"programme": Programme(made_up=made_up), "demo": demo})
    assert ("ribbon-made-up" in ribbon) is shown


def test_a_made_up_city_says_so_on_its_pages(client: Client) -> None:
    build_city().sign_in(client, Role.COORDINATOR)
    assert "Nobody and nothing here is real." in client.get("/p/vinterhamn/").text


def test_the_page_one_is_on_is_marked_in_the_menu(client: Client) -> None:
    build_city().sign_in(client, Role.COORDINATOR)
    assert 'href="/p/vinterhamn/" aria-current="page"' in client.get("/p/vinterhamn/").text


def test_a_missing_page_is_explained(client: Client) -> None:
    build_city().sign_in(client, Role.COORDINATOR)
    answer = client.get("/nothing-here/")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


def test_a_server_error_page_needs_no_context() -> None:
    answer = server_error(RequestFactory().get("/"))
    assert "Something went wrong on our side" in answer.content.decode()
