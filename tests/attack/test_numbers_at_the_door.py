"""What a running number tells whoever receives two of them: nothing of what went to others (decision 0015)."""

import json
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from tests.cast import City, build_city
from tests.web.disclosures.door import (
    NOW,
    a_disclosure,
    a_plain_disclosure,
    a_request,
    an_examination,
    in_room,
    verify_all,
)
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.web.disclosures.carrying.unattended import export_to
from vapenvila.web.disclosures.models import Disclosure, DisclosureRequest
from vapenvila.web.disclosures.queries.papers import open_document
from vapenvila.web.wall.identifiers import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1"), pytest.mark.acceptance("T3")]


@pytest.fixture
def city() -> City:
    made = build_city()
    verify_all(made)
    return made


def _told_to_others(city: City) -> None:
    """Probation tells social services, and asks and is asked by them: nothing of it is for the police."""
    for _ in range(3):
        a_plain_disclosure(city, Kind.PROBATION)
        a_request(city, asker=Kind.PROBATION, asked=Kind.SOCIAL)
        an_examination(city, a_request(city, asker=Kind.SOCIAL))


def test_a_receiver_cannot_tell_from_the_numbers_how_much_went_to_others(city: City) -> None:
    a_disclosure(city)
    _told_to_others(city)
    second = a_disclosure(city)
    with in_room(city, Kind.POLICE) as police:
        seen = list(Disclosure.objects.filter(to_room=police).order_by("pk").values_list("no", flat=True))
        opened = open_document(police, Disclosure.objects.get(pk=second.pk))
    assert seen == [1, 2]
    assert opened.content is not None
    assert opened.content["number"] == 2
    assert opened.unchanged


def test_who_is_asked_cannot_tell_from_the_numbers_whom_else_was_asked(city: City) -> None:
    a_request(city, asker=Kind.POLICE, asked=Kind.PROBATION)
    a_request(city, asker=Kind.POLICE, asked=Kind.SOCIAL)
    a_request(city, asker=Kind.POLICE, asked=Kind.PROBATION)
    for kind, numbers in ((Kind.PROBATION, [1, 2]), (Kind.SOCIAL, [1])):
        with in_room(city, kind) as room:
            rows = DisclosureRequest.objects.filter(to_room=room).order_by("pk")
            assert list(rows.values_list("no", flat=True)) == numbers


def test_a_signed_file_carries_no_number_that_tells_of_others(city: City, tmp_path: Path) -> None:
    first = a_disclosure(city)
    file = tmp_path / "before.json"
    export_to(file, disclosure=str(first.pk), at=NOW)
    _told_to_others(city)
    other = tmp_path / "after.json"
    export_to(other, disclosure=str(a_disclosure(city).pk), at=NOW)
    one, two = (_numbers_in(json.loads(path.read_text())["body"]) for path in (file, other))
    assert {name: (one[name], two[name]) for name in one if one[name] != two[name]} == {
        "head.no": (1, 2),
        "document.number": (1, 2),
        "document.request": (1, 2),
    }


def _numbers_in(value: object, name: str = "") -> dict[str, int]:
    """Every whole number in the file, by where it stands."""
    if isinstance(value, dict):
        parts = {f"{name}.{key}".lstrip("."): part for key, part in value.items()}
        return {at: number for key, part in parts.items() for at, number in _numbers_in(part, key).items()}
    return {name: value} if isinstance(value, int) and not isinstance(value, bool) else {}


def test_two_papers_between_the_same_rooms_never_bear_one_number(city: City) -> None:
    row = a_disclosure(city)
    row.pk = new_id()
    with in_room(city, Kind.PROBATION), pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
