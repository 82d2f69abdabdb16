"""Every answer carries the number of its request, and pages of errors show it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from tests.cast import build_city
from vapenvila.rules.roles import Role
from vapenvila.web.access.requires import public
from vapenvila.web.site import urls as real

pytestmark = pytest.mark.django_db


@public("breaks on purpose")
def _breaks(_: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


handler500 = real.handler500
urlpatterns = [*real.urlpatterns, path("breaks/", _breaks)]


@pytest.mark.parametrize(
    ("address", "status"), [("/p/vinterhamn/nowhere/", 404), ("/p/vinterhamn/trail/", 403)]
)
def test_pages_of_refusals_show_the_number_of_the_request(client: Client, address: str, status: int) -> None:
    build_city().sign_in(client, Role.COORDINATOR)
    answer = client.get(address)
    assert answer.status_code == status
    assert answer["X-Request-Id"] in answer.content.decode()


@override_settings(ROOT_URLCONF="tests.web.site.test_request_identity")
def test_an_error_on_our_side_shows_the_number_and_nothing_of_the_error(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/breaks/")
    assert answer.status_code == 500
    assert answer["X-Request-Id"] in answer.content.decode()
    assert "on purpose" not in answer.content.decode()
