"""Only looking: what a page shown as another role tries to change, take out or open by itself."""

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from tests.cast import City, build_city
from tests.web.access.looking import WHY
from tests.web.accounts.sign_in import trail
from vapenvila.rules.role_simulator import TAKES_OUT, WOULD_CHANGE
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.access.role_simulator.only_looking import only_looking
from vapenvila.web.access.role_simulator.simulation import Simulation
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent, Manner
from vapenvila.web.oversight.wall_proof.canary_rows import may_add
from vapenvila.web.oversight.wall_proof.made_up_rows import MadeUpRows
from vapenvila.web.oversight.wall_proof.standpoints import Site
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.acting import act, acting, room_in_sight, rooms_shut
from vapenvila.web.wall.catalogue.tables import kind_of, walled_models
from vapenvila.web.wall.declaration import RowKind
from vapenvila.web.wall.identifiers import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S18")]
OFFICER = Role.DATA_PROTECTION_OFFICER


@pytest.fixture
def city() -> City:
    return build_city()


def _simulation(city: City) -> Simulation:
    police, own = city.rooms[AgencyKind.POLICE], city.rooms[AgencyKind.MUNICIPALITY]
    return Simulation(
        id=new_id(),
        programme=city.programme.pk,
        slug="vinterhamn",
        programme_name="Vinterhamn",
        room=police.pk,
        agency=police.agency_id,
        agency_kind=AgencyKind.POLICE,
        agency_name=police.agency.name,
        role=Role.POLICE_ANALYST,
        purpose=WHY,
        began_at=timezone.now(),
        own_room=own.pk,
    )


def _shown(city: City, view: object) -> HttpResponse:
    request = RequestFactory().get("/")
    request.user, request.session = city.people[OFFICER], SessionBase()
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # as the middleware sets it
    act(user=city.people[OFFICER].pk, programmes=[city.programme.pk], room=None)
    with translation.override("en"):
        answer = only_looking(view, request, _simulation(city), {})  # type: ignore[arg-type]  # a view of this test
    assert isinstance(answer, HttpResponse)
    return answer


def _renames(request: HttpRequest) -> HttpResponse:
    Programme.objects.update(name="Changed")
    return HttpResponse("changed")


def _takes_out(request: HttpRequest) -> HttpResponse:
    record(act="export.made", by=None, at=timezone.now(), manner=Manner.EXPORT)
    return HttpResponse("rows")


def _sends_a_file(request: HttpRequest) -> HttpResponse:
    return HttpResponse("rows", headers={"Content-Disposition": 'attachment; filename="rows.csv"'})


@pytest.mark.parametrize(
    ("view", "sentence"),
    [
        (_renames, WOULD_CHANGE),
        (_takes_out, TAKES_OUT),
        (_sends_a_file, TAKES_OUT),
        (lambda _: HttpResponse("rows", content_type="text/csv"), TAKES_OUT),
        (lambda _: HttpResponse("%PDF", content_type="application/pdf"), TAKES_OUT),
        (lambda _: StreamingHttpResponse(["rows"]), TAKES_OUT),
    ],
    ids=["renames", "takes out", "file", "table", "print", "stream"],
)
def test_a_page_that_changes_or_takes_out_something_is_refused(
    city: City, view: object, sentence: str
) -> None:
    answer = _shown(city, view)
    assert answer.status_code == 403
    assert str(sentence) in answer.content.decode()
    assert b"rows" not in answer.content
    assert Programme.objects.get(pk=city.programme.pk).name == "Vinterhamn"
    assert trail(act="export.made") == []


def test_a_page_that_opens_a_room_by_itself_gets_none_of_its_rows(city: City) -> None:
    police = city.rooms[AgencyKind.POLICE].pk
    walled = [m for m in walled_models() if kind_of(m) in (RowKind.ROOM, RowKind.DOOR) and may_add(m)]
    found: dict[str, int] = {}

    def opens(request: HttpRequest) -> HttpResponse:
        with acting(user=city.people[Role.POLICE_ANALYST].pk, programmes=[city.programme.pk], room=police):
            found.update({model.__name__: model._default_manager.count() for model in walled})
        return HttpResponse("none")

    with transaction.atomic():  # rolled back: some rows point at nothing
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        made_up = MadeUpRows(Site("here", city.programme, city.rooms))
        with acting(programmes=[city.programme.pk], room=police):
            for model in walled:
                made_up.one(model)
        opens(HttpRequest())
        there = dict(found)
        status = _shown(city, opens).status_code
        transaction.set_rollback(True)
    assert len(there) > 15
    open_ones = [
        m for m in walled if not getattr(m, "also_asked_by_the_wall", "")
    ]  # the others may hide a planted row
    assert all(there[m.__name__] for m in open_ones)  # they are there to be found
    assert status == 200
    assert set(found.values()) == {0}


def test_while_rooms_are_shut_neither_a_room_nor_another_city_opens(city: City) -> None:
    elsewhere = build_city("sommarhamn", "Sommarhamn")
    police = city.rooms[AgencyKind.POLICE].pk
    with acting(programmes=[city.programme.pk], room=police):
        with rooms_shut():
            act(user=None, programmes=[city.programme.pk, elsewhere.programme.pk], room=police)
            assert room_in_sight() is None
            with acting(programmes=[elsewhere.programme.pk], room=police):
                assert room_in_sight() is None
                assert AuditEvent.objects.filter(programme=elsewhere.programme.pk).count() == 0
        assert room_in_sight() == police
