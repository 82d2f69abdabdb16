"""Every refused attempt of a signed-in person stays on record, also when the request rolled back."""

import pytest
from django.http import Http404, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from tests.cast import build_city
from tests.web.audit.trail import NOW
from vapenvila.rules.rights import Right
from vapenvila.rules.roles import Role
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent, Manner
from vapenvila.web.site.urls import urlpatterns as real_urls
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S16"), pytest.mark.acceptance("T6")]


@requires(Right.READ_PICTURE)
def _unknown_object(request: Request, thing: object) -> HttpResponse:
    record(act="thing.read", by=request.user.pk, at=NOW, programme=request.programme.pk)
    raise Http404


urlpatterns = [
    *real_urls,
    path("p/<slug:programme>/things/", include([path("<uuid:thing>/", _unknown_object, name="thing")])),
]


def _refusals(programme: object) -> list[AuditEvent]:
    with acting(programmes=[programme]):  # type: ignore[list-item]
        return list(AuditEvent.objects.filter(manner=Manner.REFUSED).order_by("id"))


def test_a_stranger_leaves_a_row_in_the_trail_of_the_programme_asked_for(client: Client) -> None:
    city = build_city()
    stranger = build_city("sommarhamn", "Sommarhamn").sign_in(client, Role.COORDINATOR)
    assert client.get("/p/vinterhamn/").status_code == 404
    (event,) = _refusals(city.programme.pk)
    assert (event.user, event.act) == (stranger.pk, "page.refused")
    assert event.details == {"route": "this-week", "method": "GET", "status": 404, "right": "see_programme"}


@override_settings(ROOT_URLCONF="tests.web.access.test_refusals")
def test_an_insider_without_the_right_leaves_a_row_with_the_object(client: Client) -> None:
    city, thing = build_city(), new_id()
    city.sign_in(client, Role.DATA_PROTECTION_OFFICER)
    assert client.get(f"/p/vinterhamn/things/{thing}/").status_code == 403
    (event,) = _refusals(city.programme.pk)
    assert (event.subject, event.details["status"], event.details["right"]) == (thing, 403, "read_picture")


@override_settings(ROOT_URLCONF="tests.web.access.test_refusals")
def test_an_unknown_object_leaves_a_row_though_the_request_rolled_back(client: Client) -> None:
    city, thing = build_city(), new_id()
    city.sign_in(client, Role.COORDINATOR)
    answer = client.get(f"/p/vinterhamn/things/{thing}/")
    assert answer.status_code == 404
    (event,) = _refusals(city.programme.pk)
    assert (event.subject, event.details["status"]) == (thing, 404)
    with acting(programmes=[city.programme.pk]):
        assert not AuditEvent.objects.filter(act="thing.read").exists()
    assert answer["X-Request-Id"] == str(event.request)


def test_somebody_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    city = build_city()
    assert client.get("/p/vinterhamn/").status_code == 302
    assert _refusals(city.programme.pk) == []


def test_an_address_that_does_not_exist_is_no_refusal(client: Client) -> None:
    city = build_city()
    city.sign_in(client, Role.COORDINATOR)
    assert client.get("/p/vinterhamn/nowhere/").status_code == 404
    assert _refusals(city.programme.pk) == []
