"""Recording, amending and deciding in the page: what is wrong is said at its field, and nobody's writing is lost."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.rules.test_incident_free_text import NUMBER
from tests.web.incidents.made_up import a_count_rule, an_incident
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incidents.models import ClassificationEvent, Incident
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
REGISTER = "/p/vinterhamn/incidents/"
FACTS = {
    "kind": "shooting",
    "occurred_from": "2026-03-14T22:30",
    "precision": "unknown",
    "weapon": "unknown",
    "outcome": "unknown",
    "motive": "unknown",
    "place": "Torget",
}


@pytest.fixture
def city() -> City:
    """A city with a counting rule."""
    city = build_city()
    a_count_rule(city)
    return city


def rows(city: City) -> list[Incident]:
    """The register, oldest number first."""
    with acting(programmes=[city.programme.pk]):
        return list(Incident.objects.filter(programme=city.programme).order_by("number"))


def history(city: City) -> list[tuple[str, str, str]]:
    """Every change: field, old, new."""
    with acting(programmes=[city.programme.pk]):
        return list(ClassificationEvent.objects.order_by("id").values_list("field", "old", "new"))


def test_an_incident_is_recorded_in_local_time(client: Client, city: City) -> None:
    city.sign_in(client, Role.POLICE_OFFICER)
    answer = client.post(f"{REGISTER}new/", {**FACTS, "source_system": "RAR", "source_no": "K-1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{REGISTER}1/")
    made = rows(city)[0]
    assert made.occurred_from.isoformat() == "2026-03-14T21:30:00+00:00"
    assert made.occurred_to == made.occurred_from
    assert "K-1" in client.get(f"{REGISTER}1/").content.decode()


@pytest.mark.acceptance("S11")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"occurred_from": "2199-01-01T10:00"}, "The incident lies in the future. Check the date."),
        ({"occurred_from": "2026-02-30T10:00"}, "Write date and time as 2026-03-14 22:30."),
        ({"occurred_from": "2026-03-29T02:30"}, "Europe/Stockholm"),
        ({"occurred_to": "2026-03-14T20:00"}, "The latest time lies before the earliest time."),
        ({"outcome": "fatal"}, "The outcome says that somebody died, but nobody is counted as dead."),
        ({"latitude": "59.3"}, "Give both latitude and longitude, or neither."),
        ({"source_system": "RAR"}, "Give both the source and its reference, or neither."),
    ],
)
def test_what_cannot_be_true_is_not_saved_and_said(
    client: Client, city: City, changed: dict[str, str], sentence: str
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    answer = client.post(f"{REGISTER}new/", {**FACTS, **changed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert rows(city) == []


@pytest.mark.acceptance("T33")
def test_a_reference_that_is_known_already_names_its_incident(client: Client, city: City) -> None:
    city.sign_in(client, Role.COORDINATOR)
    source = {"source_system": "RAR", "source_no": "K-1"}
    client.post(f"{REGISTER}new/", {**FACTS, **source})
    answer = client.post(f"{REGISTER}new/", {**FACTS, **source}).content.decode()
    assert "The reference K-1 of RAR already belongs to incident #1." in answer
    assert len(rows(city)) == 1


@pytest.mark.acceptance("T21")
def test_a_reference_known_in_another_programme_is_free_and_tells_nothing(client: Client, city: City) -> None:
    other = build_city("sommarhamn", "Sommarhamn")
    source = {"source_system": "RAR", "source_no": "K-1"}
    other.sign_in(client, Role.COORDINATOR)
    client.post("/p/sommarhamn/incidents/new/", {**FACTS, **source})
    city.sign_in(client, Role.COORDINATOR)
    assert client.post(f"{REGISTER}new/", {**FACTS, **source}).status_code == 302
    assert [i.number for i in rows(city)] == [1]


@pytest.mark.acceptance("S9")
def test_free_text_is_warned_of_and_stays_only_when_looked_at(client: Client, city: City) -> None:
    city.sign_in(client, Role.COORDINATOR)
    note = {**FACTS, "note": "En somalisk förening låg intill."}
    answer = client.post(f"{REGISTER}new/", note)
    assert answer.status_code == 422
    assert "<mark>somalisk</mark>" in answer.content.decode()
    assert client.post(f"{REGISTER}new/", {**note, "looked_at": "1"}).status_code == 302


def test_a_personal_number_never_gets_in_and_is_nowhere_on_record(client: Client, city: City) -> None:
    city.sign_in(client, Role.COORDINATOR)
    answer = client.post(f"{REGISTER}new/", {**FACTS, "note": f"Pnr {NUMBER}", "looked_at": "1"})
    assert answer.status_code == 422
    assert rows(city) == []
    assert not any(NUMBER in str(event.details) for event in AuditEvent.objects.all())


def form_of(client: Client, number: int) -> dict[str, Any]:
    """What the amend page's form holds when it is opened."""
    form = client.get(f"{REGISTER}{number}/edit/").context["form"]
    values = {name: form[name].value() for name in form.fields}
    values["occurred_from"] = "2026-03-14T22:30"
    return {name: value for name, value in values.items() if value not in (None, False, "")}


def test_two_editors_get_a_choice_and_nothing_is_lost(client: Client, city: City) -> None:
    an_incident(city)
    city.sign_in(client, Role.COORDINATOR)
    mine = form_of(client, 1)
    theirs = Client()
    city.sign_in(theirs, Role.POLICE_ANALYST)
    theirs.post(
        f"{REGISTER}1/edit/", {**form_of(theirs, 1), "place": "Bryggan", "reason": "Heard from patrol."}
    )
    answer = client.post(
        f"{REGISTER}1/edit/", {**mine, "place": "Kajen", "motive": "debt", "reason": "Map checked."}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bryggan" in page
    assert "Kajen" in page
    assert "Påhittad police_analyst" in page
    context = answer.context
    chosen = dict(context["same"]) | {row["field"]: row["mine_raw"] for row in context["rows"]}
    saved = client.post(
        f"{REGISTER}1/edit/", {**chosen, "looked_at": "", "version": context["incident"].version}
    )
    assert saved.status_code == 302
    assert (rows(city)[0].place, rows(city)[0].motive) == ("Kajen", "debt")
    assert ("place", "Bryggan", "Kajen") in history(city)


def test_amending_without_a_reason_is_asked_for_it(client: Client, city: City) -> None:
    an_incident(city)
    city.sign_in(client, Role.COORDINATOR)
    answer = client.post(f"{REGISTER}1/edit/", {**form_of(client, 1), "place": "Kajen"})
    assert "Write why the incident is changed." in answer.content.decode()


@pytest.mark.acceptance("T25")
def test_a_change_is_undone_from_the_history(client: Client, city: City) -> None:
    an_incident(city)
    city.sign_in(client, Role.COORDINATOR)
    client.post(f"{REGISTER}1/edit/", {**form_of(client, 1), "place": "Kajen", "reason": "Map checked."})
    with acting(programmes=[city.programme.pk]):
        event = ClassificationEvent.objects.get(field="place")
    client.post(f"{REGISTER}1/history/{event.pk}/undo/", {"version": 2})
    assert rows(city)[0].place == "Hamngatan 3"
    assert history(city)[-1] == ("place", "Kajen", "Hamngatan 3")


@pytest.mark.acceptance("T25")
def test_the_page_shows_what_was_known_on_an_earlier_day(client: Client, city: City) -> None:
    an_incident(city)
    city.sign_in(client, Role.COORDINATOR)
    client.post(f"{REGISTER}1/edit/", {**form_of(client, 1), "place": "Kajen", "reason": "Map checked."})
    today = timezone.localdate(client.get(f"{REGISTER}1/").context["incident"].updated_at).isoformat()
    now = {name: value for name, value, _ in client.get(f"{REGISTER}1/?as_of={today}").context["known"]}
    assert now["place"] == "Kajen"
    assert "was not in the register yet" in client.get(f"{REGISTER}1/?as_of=2001-01-01").content.decode()


def test_the_state_is_changed_with_reason_and_day(client: Client, city: City) -> None:
    an_incident(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    client.post(f"{REGISTER}1/state/", {"version": 1, "state": "under_review"})
    answer = client.post(f"{REGISTER}1/state/", {"version": 2, "state": "unfounded"})
    assert "Write why the incident is unfounded." in answer.content.decode()
    client.post(f"{REGISTER}1/state/", {"version": 2, "state": "unfounded", "reason": "Firecrackers."})
    assert (rows(city)[0].state, rows(city)[0].state_reason) == ("unfounded", "Firecrackers.")


def test_a_stale_change_of_state_keeps_what_was_written(client: Client, city: City) -> None:
    an_incident(city, state="under_review", version=4)
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(
        f"{REGISTER}1/state/", {"version": 3, "state": "unfounded", "reason": "Firecrackers."}
    )
    page = answer.content.decode()
    assert "Somebody else changed the incident while you were writing. It is now: Under review." in page
    assert "Firecrackers." in page
    assert 'name="version" value="4"' in page


@pytest.mark.acceptance("T2")
@pytest.mark.parametrize("path", ["state/", "edit/", "sources/"])
def test_changing_asks_again_for_the_right(client: Client, city: City, path: str) -> None:
    an_incident(city)
    city.sign_in(client, Role.SOCIAL_WORKER)
    posted = {**FACTS, "version": 1, "state": "under_review", "source_system": "RAR", "source_no": "1"}
    assert client.post(f"{REGISTER}1/{path}", posted).status_code == 403
    build_city("sommarhamn", "Sommarhamn").sign_in(client, Role.PROJECT_LEADER)
    assert client.post(f"{REGISTER}1/{path}", posted).status_code == 404
    assert client.post(f"/p/sommarhamn/incidents/1/{path}", posted).status_code == 404
    assert rows(city)[0].version == 1


@pytest.mark.acceptance("T12")
@pytest.mark.parametrize("state", ["reported", "confirmed", "hold", "unfounded"])
def test_closing_or_reopening_does_not_change_who_may_read(client: Client, city: City, state: str) -> None:
    an_incident(city, state=state, state_reason="Reason.", hold_review_on="2026-04-01")
    may_read = {}
    for role in Role:
        city.sign_in(client, role)
        may_read[role] = client.get(f"{REGISTER}1/").status_code == 200
    assert {role for role, may in may_read.items() if may} == {
        Role.COORDINATOR,
        Role.PROJECT_LEADER,
        Role.POLICE_ANALYST,
        Role.POLICE_OFFICER,
        Role.PROBATION_OFFICER,
        Role.SOCIAL_WORKER,
    }


def test_a_source_is_added_and_stands_in_the_history(client: Client, city: City) -> None:
    an_incident(city)
    city.sign_in(client, Role.COORDINATOR)
    client.post(f"{REGISTER}1/sources/", {"source_system": "112", "source_no": "77"})
    assert ("source", "", "112 77") in history(city)


def test_filters_are_kept_for_oneself_or_shared_and_removed_by_their_owner(
    client: Client, city: City
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    client.post(f"{REGISTER}filters/", {"name": "Own", "query": "kind=arson"})
    client.post(f"{REGISTER}filters/", {"name": "Ours", "query": "kind=shooting", "shared": "1"})
    analyst = Client()
    city.sign_in(analyst, Role.POLICE_ANALYST)
    page = analyst.get(REGISTER)
    assert [saved.name for saved in page.context["saved_filters"]] == ["Ours"]
    shared = page.context["saved_filters"][0].pk
    analyst.post(f"{REGISTER}filters/{shared}/remove/")
    assert len(analyst.get(REGISTER).context["saved_filters"]) == 1
    client.post(f"{REGISTER}filters/{shared}/remove/")
    assert [saved.name for saved in client.get(REGISTER).context["saved_filters"]] == ["Own"]
