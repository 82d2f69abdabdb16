"""Figures become public when they are complete, protected and released by a second person, and can be withdrawn."""

import csv
import io

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.cast import City, build_city
from tests.web.reports.proposals import PROPOSED_AT, a_proposal, a_register
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.reports.actions import Proposal, ReleaseRefused, propose
from vapenvila.web.reports.engine import Earlier, keys_of, protected_table, shown_keys
from vapenvila.web.reports.models import Publication
from vapenvila.web.wall.acting import acting

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S29")]
PAGE, OPEN = "/p/vinterhamn/releases/", "/open/vinterhamn/"


@pytest.fixture
def city() -> City:
    return build_city()


def _decide(client: Client, city: City, made: Publication, role: Role, **wish: str) -> None:
    city.sign_in(client, role)
    client.post(f"{PAGE}{made.pk}/decide/", wish)
    client.logout()


def _state(city: City, made: Publication) -> str:
    with acting(programmes=[city.programme.pk]):
        return Publication.objects.get(pk=made.pk).state


def test_the_small_number_is_hidden_and_cannot_be_subtracted_out(city: City) -> None:
    table = a_proposal(city).table
    explosions, shootings = table["rows"]
    assert (explosions["row"], explosions["cells"][0]) == ("explosion", None)  # 3
    known_in_row = [*explosions["cells"][1:], explosions["total"]]
    known_in_year = [shootings["cells"][0], table["year_totals"][0]]
    assert None in known_in_row
    assert None in known_in_year
    assert table["all"]["n"] == 37


def test_each_number_has_its_exact_interval(city: City) -> None:
    shown = a_proposal(city).table["all"]
    assert (shown["n"], shown["low"], shown["high"]) == (37, 26.1, 51.0)  # Garwood


def test_nobody_releases_what_they_proposed_themselves(client: Client, city: City) -> None:
    made = a_proposal(city)
    _decide(client, city, made, Role.PROJECT_LEADER, wish="release")
    assert _state(city, made) == "proposed"
    assert client.get(OPEN).status_code == 404
    with acting(programmes=[city.programme.pk]), pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(pk=made.pk).update(decided_by=city.people[Role.PROJECT_LEADER])


def test_a_second_person_releases_and_everybody_reads(client: Client, city: City) -> None:
    made = a_proposal(city)
    _decide(client, city, made, Role.COORDINATOR, wish="release")
    assert "F1" in client.get(OPEN).content.decode()
    page = client.get(f"{OPEN}1/", headers={"accept-language": "en"}).content.decode()
    for said in (
        "37",
        "26.1–51.0",
        "2024-01-01 to 2025-12-31",
        "counting rule v1",
        "2026-03-02",
        "not shown",
    ):
        assert said in page
    lines = list(csv.DictReader(io.StringIO(client.get(f"{OPEN}1/table.csv").content.decode("utf-8-sig"))))
    needed = ("n", "first_day", "last_day", "definition", "vintage", "level", "not_shown_below")
    assert all(line[name] for line in lines for name in needed)
    assert all(bool(line["incidents"]) == bool(line["low"]) for line in lines)
    assert not any(0 < int(line["incidents"] or 0) < 5 for line in lines)


@pytest.mark.acceptance("S1")
@pytest.mark.acceptance("T21")
def test_what_is_not_released_is_not_there_for_the_public(client: Client, city: City) -> None:
    answers = [client.get(address).status_code for address in (OPEN, f"{OPEN}1/", "/open/nowhere/")]
    made = a_proposal(city)
    answers += [client.get(address).status_code for address in (OPEN, f"{OPEN}1/", f"{OPEN}1/table.csv")]
    _decide(client, city, made, Role.COORDINATOR, wish="refuse")
    answers.append(client.get(OPEN).status_code)
    assert answers == [404] * 7


def test_withdrawn_figures_keep_their_number_and_say_why_and_show_nothing(client: Client, city: City) -> None:
    made = a_proposal(city)
    _decide(client, city, made, Role.COORDINATOR, wish="release")
    _decide(client, city, made, Role.COORDINATOR, wish="withdraw", reason=" ")
    assert _state(city, made) == "released"
    _decide(client, city, made, Role.PROJECT_LEADER, wish="withdraw", reason="A district counted twice")
    answer = client.get(f"{OPEN}1/")
    assert answer.status_code == 410
    assert "A district counted twice" in answer.content.decode()
    assert "26.1" not in answer.content.decode()
    assert client.get(f"{OPEN}1/table.csv").status_code == 410
    with acting(programmes=[city.programme.pk]):
        acts = AuditEvent.objects.filter(subject=made.pk, manner="write").order_by("id")
        assert [act.split(".")[1] for act in acts.values_list("act", flat=True)] == [
            "proposed",
            "released",
            "withdrawn",
        ]


def test_a_frozen_table_cannot_be_changed(city: City) -> None:
    made = a_proposal(city)
    with acting(programmes=[city.programme.pk]), pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(pk=made.pk).update(n=99)


def test_a_register_that_is_too_small_or_too_fresh_gives_no_table(city: City) -> None:
    a_register(city, {("shooting", 2024): 4})

    def wish(year: int) -> Proposal:
        return Proposal(title="Shootings", measure="by_kind", first_year=year, last_year=year)

    with acting(programmes=[city.programme.pk]):
        for year in (2024, 2025, 2026):
            with pytest.raises(ReleaseRefused):
                propose(
                    programme=city.programme,
                    proposal=wish(year),
                    by=city.people[Role.COORDINATOR],
                    at=PROPOSED_AT,
                )


SPAN = (2023, 2024)
TALLY = {("a", 2023): 2, ("b", 2023): 20, ("c", 2023): 30, ("a", 2024): 8, ("b", 2024): 9, ("c", 2024): 15}


def test_two_releases_together_tell_no_small_number() -> None:
    """The first hides a 2 with a 20; the second, alone, could show the 20 and hide the 30. Together that would tell the 2."""
    rows = ["a", "b", "c"]
    first = protected_table({k: v for k, v in TALLY.items() if k[1] == 2023}, rows, (2023, 2023), threshold=5)
    assert first is not None
    before = Earlier(2023, 2023, shown_keys(first.table))
    second = protected_table(TALLY, rows, SPAN, earlier=[before], threshold=5)
    assert second is not None
    known = before.shown | shown_keys(second.table)
    hidden = {key for key in keys_of(rows, (2023, 2023)) if key[0] == "cell"} - known
    assert ("cell", "a", 2023) in hidden
    assert len(hidden) > 1 or ("year", 2023) not in known
    assert ("row", "a", *SPAN) not in known or ("cell", "a", 2024) not in known


def test_what_cannot_be_protected_any_more_is_not_proposed() -> None:
    shown = frozenset({*keys_of(["a", "b"], (2023, 2023))} - {("cell", "a", 2023)})
    tally = {("a", 2023): 2, ("b", 2023): 20, ("a", 2024): 6, ("b", 2024): 9}
    assert protected_table(tally, ["a", "b"], SPAN, earlier=[Earlier(2023, 2023, shown)], threshold=5) is None


@pytest.mark.parametrize(
    "role", [Role.STEERING_GROUP_MEMBER, Role.SOCIAL_WORKER, Role.DATA_PROTECTION_OFFICER]
)
def test_roles_without_the_right_propose_nothing(client: Client, city: City, role: Role) -> None:
    city.sign_in(client, role)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}new/", {"title": "x"}).status_code == 403
