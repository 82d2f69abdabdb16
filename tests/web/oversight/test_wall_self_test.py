"""The house attacks its own wall. Each part of the attack is broken once here, and must see it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from tests.cast import build_city
from tests.web.audit.trail import as_owner
from tests.web.incidents.made_up import an_incident
from vapenvila.rules.roles import Role
from vapenvila.rules.wall_check import may_trust_wall
from vapenvila.web.incidents.models import Incident
from vapenvila.web.oversight.models import WallCheck
from vapenvila.web.oversight.self_test import attack_the_wall, check_the_wall
from vapenvila.web.oversight.wall_proof import page_attacks, row_attacks
from vapenvila.web.oversight.wall_proof.live_attacks import live_attacks
from vapenvila.web.oversight.wall_proof.page_attacks import Address
from vapenvila.web.oversight.wall_proof.standpoints import Site, a_site
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.catalogue.roles import connection_findings, role_findings
from vapenvila.web.wall.catalogue.tables import table_findings
from vapenvila.web.wall.row_security import APPLICATION_ROLE

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1")]
TODAY = date(2026, 3, 2)
NOW = timezone.now()


def _broken_by(statement: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def _catalogue() -> list[str]:
    found = [*connection_findings(), *table_findings(), *role_findings()]
    return [finding.wrong for finding in found if finding.wrong]


@pytest.fixture
def sites() -> tuple[Site, Site]:
    return a_site("here"), a_site("elsewhere")


def _rows(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(row_attacks, "walled_models", lambda: [Incident])
    found = row_attacks.row_attacks(a_site("here"), a_site("elsewhere"), today=TODAY)
    return [finding.wrong for finding in found if finding.wrong]


@pytest.mark.acceptance("S18")
def test_the_wall_holds_and_nothing_made_up_is_left_behind() -> None:
    city = build_city()
    an_incident(city)
    found = attack_the_wall(today=TODAY)
    assert found.leaks == ()
    assert found.roles == len(Role)
    assert found.routes > 80
    assert found.record_kinds > 20
    assert found.checks > 4000
    assert "0 leaks" in found.summary()
    assert list(Programme.objects.values_list("slug", flat=True)) == ["vinterhamn"]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("ALTER TABLE incidents_incident DISABLE ROW LEVEL SECURITY", "row-level security is off"),
        ("ALTER TABLE incidents_incident NO FORCE ROW LEVEL SECURITY", "does not hold the owner"),
        ("CREATE POLICY second ON incidents_incident USING (true)", "2 policies"),
        ("ALTER POLICY wall ON incidents_incident USING (true)", "is not the declared one"),
        (f"GRANT TRUNCATE ON incidents_incident TO {APPLICATION_ROLE}", "TRUNCATE"),
        ("CREATE TABLE open_house (id int)", "open_house"),
        ("CREATE VIEW window AS SELECT 1 AS one FROM incidents_incident", "window"),
        ("CREATE FUNCTION lend() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'", "lend"),
        (
            "CREATE OR REPLACE FUNCTION vapenvila_room() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()'",
            "vapenvila_room()",
        ),
        (f"GRANT CREATE ON SCHEMA public TO {APPLICATION_ROLE}", "public"),
        (
            "ALTER TABLE people_personreview DISABLE TRIGGER asks_what_it_points_at",
            "people_personreview: rows may point",
        ),
        (
            "CREATE OR REPLACE FUNCTION vapenvila_points_people_personreview() RETURNS trigger LANGUAGE plpgsql"
            " AS 'BEGIN RETURN NEW; END'",
            "people_personreview: rows may point",
        ),
        ("ALTER TABLE audit_auditevent DISABLE TRIGGER append_only", "audit_auditevent"),
    ],
)
def test_each_hole_in_postgresqls_books_is_seen(statement: str, said: str) -> None:
    assert _catalogue() == []
    _broken_by(statement.replace("VIEW window", 'VIEW "window"'))
    assert any(said in sentence for sentence in _catalogue())


def test_a_policy_that_lets_everybody_in_is_seen_by_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _rows(monkeypatch) == []
    _broken_by("ALTER POLICY wall ON incidents_incident USING (true) WITH CHECK (true)")
    said = _rows(monkeypatch)
    for act in ("reads", "changes", "removes", "adds"):
        assert any(f" {act} a row" in sentence for sentence in said), act


def test_a_policy_that_lets_nobody_in_is_seen_too(monkeypatch: pytest.MonkeyPatch) -> None:
    _broken_by("ALTER POLICY wall ON incidents_incident USING (false)")
    assert any("does not read" in sentence for sentence in _rows(monkeypatch))


def test_rows_that_are_really_there_and_seen_from_elsewhere_are_a_leak(sites: tuple[Site, Site]) -> None:
    an_incident(build_city())
    assert [f.wrong for f in live_attacks(sites[1]) if f.wrong] == []
    _broken_by("ALTER POLICY wall ON incidents_incident USING (true)")
    said = {f.wrong for f in live_attacks(sites[1]) if f.wrong}
    assert any("Nobody reads incidents_incident" in sentence for sentence in said)


def test_a_page_that_opens_to_the_wrong_people_is_seen(
    sites: tuple[Site, Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(_: object, programme: str) -> HttpResponse:
        return HttpResponse(programme)

    route = path("p/<slug:programme>/careless/", careless, name="careless")
    unmarked = Address("careless", {"programme": "SlugConverter"}, route.callback)
    monkeypatch.setattr(page_attacks, "addresses", lambda: [unmarked])
    said = [f.wrong for f in page_attacks.page_attacks(*sites, today=TODAY) if f.wrong]
    assert said == ["careless does not say who may open it"]
    careless.required_right = "read_picture"  # type: ignore[attr-defined]  # claims a guard that it does not have
    said = [f.wrong for f in page_attacks.page_attacks(*sites, today=TODAY) if f.wrong]
    assert any("answered 200" in sentence for sentence in said)


def _checked(hours_ago: int, leaks: int = 0) -> WallCheck:
    return WallCheck.objects.create(
        checked_at=NOW - timedelta(hours=hours_ago), seconds=1, version="0", roles=11, routes=1, record_kinds=1,
        checks=10, leaks=leaks, findings=["a stranger reads a row"] * leaks,
    )  # fmt: skip


def test_only_a_fresh_check_without_a_leak_vouches_for_the_wall() -> None:
    assert not may_trust_wall(None, leaks=0, now=NOW)
    assert may_trust_wall(NOW - timedelta(hours=36), leaks=0, now=NOW)
    assert not may_trust_wall(NOW - timedelta(hours=37), leaks=0, now=NOW)
    assert not may_trust_wall(NOW, leaks=1, now=NOW)


@pytest.mark.parametrize(("hours", "leaks", "red"), [(1, 0, False), (40, 0, True), (1, 2, True)])
def test_the_page_is_red_when_the_wall_gave_way_or_was_not_tried(
    client: Client, hours: int, leaks: int, red: bool
) -> None:
    city = build_city()
    city.sign_in(client, Role.DATA_PROTECTION_OFFICER)
    assert "alert-danger" in client.get("/p/vinterhamn/trail/wall/").text  # never tried
    _checked(hours, leaks)
    page = client.get("/p/vinterhamn/trail/wall/").text
    assert ("alert-danger" in page) is red
    assert ("a stranger reads a row" in page) is bool(leaks)
    assert ('class="text-danger" role="alert"' in client.get("/p/vinterhamn/").text) is red


def test_the_attestation_is_a_pdf_on_record(client: Client) -> None:
    city = build_city()
    city.sign_in(client, Role.DATA_PROTECTION_OFFICER)
    assert client.get("/p/vinterhamn/trail/wall/attestation.pdf").status_code == 302
    _checked(1, leaks=1)
    answer = client.get("/p/vinterhamn/trail/wall/attestation.pdf")
    assert answer.content.startswith(b"%PDF")
    assert "Attestation of the wall printed" in client.get("/p/vinterhamn/trail/").text


def test_the_wall_can_be_tried_from_the_page_and_waits_only_once(client: Client) -> None:
    city = build_city()
    city.sign_in(client, Role.DATA_PROTECTION_OFFICER)
    for _ in range(2):
        assert client.post("/p/vinterhamn/trail/wall/").status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'oversight.wall_self_test'")
        assert cursor.fetchone() == (1,)


def test_a_check_is_kept_and_never_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vapenvila.web.oversight.self_test.page_attacks", lambda *_, **__: iter(()))
    monkeypatch.setattr(row_attacks, "walled_models", lambda: [Incident])
    check = check_the_wall(at=NOW)
    assert (check.ok, check.leaks, check.roles) == (True, 0, len(Role))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('oversight_wallcheck', 'UPDATE'),"
            " has_table_privilege('oversight_wallcheck', 'DELETE')"
        )
        assert cursor.fetchone() == (False, False)
