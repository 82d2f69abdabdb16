"""The copy of chains: numbered, on record, exactly what the list shows, and no name of anybody."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.retaliation_chains.made_up import address, blow_and_answer, linked, struck, two_groups
from tests.web.reviews.table import at_work
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import ExportRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def test_links_and_suggestions_leave_as_a_numbered_copy(city: City, client: Client) -> None:
    earlier, later = blow_and_answer(city)
    one, _ = two_groups(city)
    linked(city, earlier, later, reason="=HYPERLINK(1)")
    third = struck(city, 30, acted=one)
    city.sign_in(client, Role.COORDINATOR)
    order = {
        "purpose": "For the binder of the review",
        "recipient": "The steering group",
        "expires_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
    }
    answer = client.post(address(city, "export") + "?days=10", order)
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    with zipfile.ZipFile(io.BytesIO(b"".join(answer) if answer.streaming else answer.content)) as together:
        table = next(name for name in together.namelist() if "cover" not in name)
        text = together.read(table).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["what"], row["earlier"], row["later"]) for row in rows] == [
        ("link", str(earlier.number), str(later.number)),
        ("suggestion", str(later.number), str(third.number)),
    ]
    assert rows[0]["reason"].startswith("'=")
    assert not [person.name for person in city.people.values() if person.name in text]
    with at_work(city):
        record = ExportRecord.objects.get()
    assert (record.kind, record.row_count) == ("retaliation", 2)
    assert "within 10 days" in record.filter_words


def test_a_role_that_does_not_take_the_register_out_takes_no_chain_out(city: City, client: Client) -> None:
    city.sign_in(client, Role.SOCIAL_WORKER)
    assert client.get(address(city, "export")).status_code == 403
