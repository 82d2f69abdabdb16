"""What left the house: every copy is numbered, can be called back, is late for all to see, and is never everything."""

from datetime import date, timedelta
from importlib import import_module
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.audit.trail import as_owner
from tests.web.incidents.made_up import EVENING, a_count_rule, an_incident
from tests.web.oversight.copies import a_wish
from vapenvila.rules import exports as limits
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.exports import ExportRefused, number_export
from vapenvila.web.audit.models import AuditEvent, ExportApproval, ExportRecord
from vapenvila.web.wall.acting import acting

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S21")]
PAGE = "/p/vinterhamn/exports/"


@pytest.fixture
def city(client: Client) -> City:
    city = build_city()
    city.sign_in(client, Role.DATA_PROTECTION_OFFICER)
    return city


def _copy(
    city: City, *, room: UUID | None = None, days: int = 30, made: int = 0, rows: int = 3
) -> ExportRecord:
    at = timezone.now() - timedelta(days=made)
    return number_export(
        programme=city.programme.pk,
        room=room,
        kind="incidents",
        purpose="For the steering group",
        recipient="Steering group",
        expires=timezone.localdate(at) + timedelta(days=days),
        rows=rows,
        by=city.people[Role.POLICE_ANALYST].pk,
        at=at,
        format="csv",
    )


def test_copies_are_numbered_without_gaps_and_rooms_have_their_own_series(city: City) -> None:
    police = city.rooms[AgencyKind.POLICE].pk
    with acting(programmes=[city.programme.pk], room=police):
        numbers = [str(_copy(city)), str(_copy(city, room=police)), str(_copy(city))]
    assert numbers == ["E1", "R1", "E2"]


@pytest.mark.acceptance("S1")
def test_what_left_a_room_is_seen_in_that_room_alone(client: Client, city: City) -> None:
    police = city.rooms[AgencyKind.POLICE].pk
    with acting(programmes=[city.programme.pk], room=police):
        secret = _copy(city, room=police)
        _copy(city)
    page = client.get(PAGE).content.decode()
    assert "E1" in page
    assert "R1" not in page
    assert client.get(f"{PAGE}{secret.pk}/").status_code == 404
    city.sign_in(client, Role.POLICE_ANALYST)
    assert "R1" in client.get(PAGE).content.decode()
    with acting(programmes=[city.programme.pk]):
        assert not AuditEvent.objects.filter(subject=secret.pk, act="export.made").exists()


def test_a_copy_is_called_back_and_the_recipients_confirmation_noted(client: Client, city: City) -> None:
    with acting(programmes=[city.programme.pk]):
        copy = _copy(city)
    address = f"{PAGE}{copy.pk}/"
    assert client.post(address, {"wish": "destroyed", "text": "Anna at the council"}).status_code == 422
    assert client.post(address, {"wish": "recall", "text": " "}).status_code == 422
    client.post(address, {"wish": "recall", "text": "Wrong period"})
    assert "called back, not confirmed" in client.get(address).content.decode()
    assert client.post(address, {"wish": "destroyed", "text": ""}).status_code == 422
    client.post(address, {"wish": "destroyed", "text": "Registrar of the council"})
    with acting(programmes=[city.programme.pk]):
        row = ExportRecord.objects.get(pk=copy.pk)
        acts = list(
            AuditEvent.objects.filter(subject=copy.pk, manner__in=["write", "export"])
            .order_by("id")
            .values_list("act", flat=True)
        )
    assert (row.recall_reason, row.confirmed_by) == ("Wrong period", "Registrar of the council")
    assert acts == ["export.made", "export.recalled", "export.destroyed"]


def test_a_copy_past_its_day_is_late_on_the_page_and_on_this_week(client: Client, city: City) -> None:
    with acting(programmes=[city.programme.pk]):
        _copy(city, made=60, days=30)
        _copy(city)
    late = client.get(f"{PAGE}?state=late")
    assert [line.number for line in late.context["lines"]] == ["E1"]
    assert "past its last day" in late.content.decode()
    assert "1 copy should have been destroyed" in client.get("/p/vinterhamn/").content.decode()


def test_what_a_copy_said_when_it_left_cannot_be_changed(city: City) -> None:
    with acting(programmes=[city.programme.pk]):
        copy = _copy(city)
        with pytest.raises(DatabaseError), transaction.atomic():
            ExportRecord.objects.filter(pk=copy.pk).update(recipient="Somebody else")
        with pytest.raises(DatabaseError), transaction.atomic():
            ExportRecord.objects.filter(pk=copy.pk).delete()


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rules with numbers a test can reach."""
    monkeypatch.setattr(limits, "ROWS_ALONE", 2)
    monkeypatch.setattr(limits, "SMALL_REGISTER", 3)


def _four_incidents(city: City) -> None:
    rule = a_count_rule(city)
    for n in range(4):
        an_incident(city, when=EVENING + timedelta(days=n), count_rule=rule)


def _order(client: Client, last_day: str, **more: str) -> int:
    wish = a_wish(format="csv", first_day="2026-03-01", last_day=last_day, **more)
    answer = client.post("/p/vinterhamn/incidents/export/", wish)
    b"".join(answer)  # a file is read to its end
    return answer.status_code


def test_the_whole_register_never_leaves_not_even_with_approval(
    client: Client, city: City, small_limits: None
) -> None:
    _four_incidents(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    assert _order(client, "2026-03-31", ask="1") == 422
    with acting(programmes=[city.programme.pk]):
        assert not ExportRecord.objects.exists()
        assert not ExportApproval.objects.exists()


def test_many_rows_leave_once_when_a_second_person_has_approved_them(
    client: Client, city: City, small_limits: None
) -> None:
    _four_incidents(city)
    city.sign_in(client, Role.PROJECT_LEADER)
    last = (EVENING + timedelta(days=2)).date().isoformat()
    assert _order(client, last) == 422
    assert _order(client, last, ask="1") == 302
    with acting(programmes=[city.programme.pk]):
        wish = ExportApproval.objects.get()
    answer = f"{PAGE}approvals/{wish.pk}/"
    client.post(answer, {"answer": "approve"})  # the one who asked
    assert _order(client, last) == 422
    city.sign_in(client, Role.DATA_PROTECTION_OFFICER)
    assert "1 large export waits for your answer." in client.get("/p/vinterhamn/").content.decode()
    client.post(answer, {"answer": "approve"})
    city.sign_in(client, Role.PROJECT_LEADER)
    assert _order(client, last) == 200
    assert _order(client, last) == 422  # an approval is used once
    with acting(programmes=[city.programme.pk]):
        assert ExportRecord.objects.get().row_count == 3


@pytest.mark.parametrize("text", ["Report on 19121212-1212", "Report"])
def test_a_purpose_that_says_nothing_or_names_a_number_is_refused(city: City, text: str) -> None:
    with acting(programmes=[city.programme.pk]), pytest.raises(ExportRefused):
        number_export(
            programme=city.programme.pk,
            room=None,
            kind="chart",
            purpose=text,
            recipient="Press",
            expires=date.max,
            rows=1,
            by=city.people[Role.COORDINATOR].pk,
            at=timezone.now(),
        )


def test_exports_of_before_move_into_the_register_with_their_numbers(city: City) -> None:
    """The statement of the migration, on a table as it was."""
    move = import_module("vapenvila.web.incidents.migrations.0004_exports_in_one_register").MOVE
    person = city.people[Role.COORDINATOR].pk
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE incidents_exportpackage AS SELECT gen_random_uuid() id, %s::uuid programme_id, 7 number,"
            " 'csv' format, 'For the report'::text purpose, 'Council'::text recipient, '' query, '' filter_words,"
            " 12 row_count, current_date expires_on, %s::uuid made_by_id, now() made_at, null::uuid recalled_by_id,"
            " null::timestamptz recalled_at, now() destroyed_confirmed_at",
            [city.programme.pk, person],
        )
        cursor.execute(move)
    with acting(programmes=[city.programme.pk]):
        row = ExportRecord.objects.get()
        assert (str(row), row.row_count, row.confirmed_by, row.made_by) == ("E7", 12, "Council", person)
        assert str(_copy(city)) == "E8"
