"""Failed sign-ins are limited, counted and on record: none is lost, and the trail is not flooded."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, build_city
from tests.web.accounts.sign_in import by_password, give_app, trail
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.failed_sign_ins import record_failed_sign_in, record_finished_minutes
from vapenvila.web.accounts.models import FailedSignIn

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("T10"), pytest.mark.acceptance("S16")]
NOON = datetime(2026, 3, 2, 12, 0, 30, tzinfo=UTC)


def told() -> int:
    """How many failures the trail tells of in all."""
    return sum(e.details["count"] for e in trail(act__startswith="sign_in.failed"))


def test_each_failure_is_counted_and_the_trail_tells_of_all_when_the_minute_is_over() -> None:
    person = build_city().people[Role.POLICE_OFFICER]
    for _ in range(500):
        record_failed_sign_in(
            kind=FailedSignIn.Kind.PASSWORD, email=person.email, address="192.0.2.7", at=NOON
        )
    assert FailedSignIn.objects.get().count == 500
    assert len(trail(act__startswith="sign_in.failed")) == 1
    assert record_finished_minutes(at=NOON + timedelta(minutes=1)) == 1
    assert (told(), len(trail(act__startswith="sign_in.failed"))) == (500, 2)
    assert record_finished_minutes(at=NOON + timedelta(minutes=2)) == 0


def test_the_event_says_whose_account_it_was_and_hides_e_mail_and_address() -> None:
    person = build_city().people[Role.POLICE_OFFICER]
    record_failed_sign_in(
        kind=FailedSignIn.Kind.PASSWORD, email=person.email.upper(), address="192.0.2.7", at=NOON
    )
    (event,) = trail(act="sign_in.failed")
    assert event.subject == person.pk
    assert person.email not in str(event.details)
    assert "192.0.2.7" not in str(event.details)


def test_a_wrong_password_is_on_record(client: Client) -> None:
    person = build_city().people[Role.POLICE_OFFICER]
    assert by_password(client, person, "wrong") == ""
    (event,) = trail(act="sign_in.failed")
    assert (event.subject, event.details["kind"]) == (person.pk, "password")


def test_a_wrong_code_is_on_record(client: Client) -> None:
    person = build_city().people[Role.POLICE_OFFICER]
    give_app(person)
    by_password(client, person)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert trail(act="sign_in.failed")[0].details["kind"] == "second_factor"


def test_a_made_up_passkey_is_on_record(client: Client) -> None:
    build_city()
    client.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "x"}'})
    assert trail(act="sign_in.failed")[0].details["kind"] == "passkey"


def test_after_five_wrong_passwords_the_right_one_is_held_back_too_and_every_attempt_is_counted(
    client: Client,
) -> None:
    person = build_city().people[Role.POLICE_OFFICER]
    for _ in range(8):
        by_password(client, person, "wrong")
    assert by_password(client, person, PASSWORD) == ""
    assert sum(FailedSignIn.objects.values_list("count", flat=True)) == 9
    with transaction.atomic():
        record_finished_minutes(at=datetime.now(UTC) + timedelta(minutes=2))
    assert told() == 9


def test_one_address_that_tries_many_accounts_leaves_few_events(client: Client) -> None:
    build_city()
    for number in range(40):
        client.post(reverse("account_login"), {"login": f"guess{number}@example.org", "password": "wrong"})
    assert sum(FailedSignIn.objects.values_list("count", flat=True)) == 40
    assert len(trail(act="sign_in.failed")) <= 13  # two minutes may be touched


def test_the_count_cannot_be_taken_back_by_the_application() -> None:
    record_failed_sign_in(kind=FailedSignIn.Kind.PASSWORD, email="a@b.se", address="192.0.2.7", at=NOON)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        FailedSignIn.objects.all().delete()
