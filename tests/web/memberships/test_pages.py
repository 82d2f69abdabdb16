"""The pages of memberships and ties: who opens them, what they show, and that every act goes through them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.memberships.made_up import (
    ANALYST,
    OFFICER,
    a_draft,
    a_group,
    a_membership,
    a_tie,
    in_police_room,
)
from tests.web.people.made_up import a_ground, a_person
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.memberships.models import MembershipStatement, Tie
from vapenvila.web.memberships.vocabulary import State
from vapenvila.web.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def address(city: City, name: str, **named: object) -> str:
    return reverse(name, kwargs={"programme": city.programme.slug, **named})


def a_piece(place: int, **other: str) -> dict[str, str]:
    day = (timezone.localdate() - timedelta(days=40 + place)).isoformat()
    told = {"kind": "judgment", "source": "Made-up judgment", "origin": f"Court {place}", "on": day,
            "reference": f"B {place}-26", "reliability": "B", "credibility": "2", **other}  # fmt: skip
    return {f"e{place}-{name}": value for name, value in told.items()}


def a_form(group: object, *pieces: dict[str, str], **other: str) -> dict[str, str]:
    form = {"group": str(group), "role": "member", "certainty": "probable", "from_on": "2025-01-01",
            "contact_kind": "outreach", "contact_by": (timezone.localdate() + timedelta(days=30)).isoformat(),
            "pieces": str(len(pieces)), **other}  # fmt: skip
    for piece in pieces:
        form |= piece
    return form


@pytest.mark.acceptance("S10")
def test_the_form_refuses_one_source_and_takes_two_independent_ones(client: Client, city: City) -> None:
    person, group = a_person(city, at=timezone.now()), a_group(city)
    city.sign_in(client, ANALYST)
    page = address(city, "membership-new", person=person.pk)
    same = a_form(group.pk, a_piece(0), a_piece(1, origin="COURT 0"))
    answer = client.post(page, same)
    assert answer.status_code == 422
    assert "have one origin or stand on one record" in answer.content.decode()
    answer = client.post(page, a_form(group.pk, a_piece(0), a_piece(1)))
    with in_police_room(city):
        row = MembershipStatement.objects.get()
    assert answer.headers["Location"] == address(city, "membership", statement=row.pk)
    assert (row.state, row.evidence.model.__name__) == (State.DRAFT, "MembershipEvidence")


def test_one_more_piece_keeps_what_was_written_and_saves_nothing(client: Client, city: City) -> None:
    person, group = a_person(city, at=timezone.now()), a_group(city)
    city.sign_in(client, ANALYST)
    form = a_form(group.pk, a_piece(0), a_piece(1), more="1")
    text = client.post(address(city, "membership-new", person=person.pk), form).content.decode()
    assert 'name="e2-source"' in text
    assert 'value="Court 1"' in text
    with in_police_room(city):
        assert not MembershipStatement.objects.exists()


@pytest.mark.acceptance("S12")
def test_the_search_offers_nobody_who_may_not_be_listed(client: Client, city: City) -> None:
    now = timezone.now()
    a_person(city, given_name="Sago", surname="Exempelsson", ground=a_ground(Mark.VICTIM), at=now)
    city.sign_in(client, ANALYST)
    text = client.post(address(city, "membership-find"), {"text": "Exempelsson"}).content.decode()
    assert "is never listed" in text
    assert "memberships/new/0" not in text


@pytest.mark.acceptance("S12")
def test_the_form_of_somebody_who_may_not_be_listed_is_not_there(client: Client, city: City) -> None:
    victim, group = a_person(city, ground=a_ground(Mark.VICTIM), at=timezone.now()), a_group(city)
    city.sign_in(client, ANALYST)
    page = address(city, "membership-new", person=victim.pk)
    assert "<fieldset" not in client.get(page).content.decode()
    assert client.post(page, a_form(group.pk, a_piece(0), a_piece(1))).status_code == 422
    with in_police_room(city):
        assert not MembershipStatement.objects.exists()


def test_the_second_person_signs_and_the_author_cannot(client: Client, city: City) -> None:
    draft = a_draft(city, at=timezone.now())
    page, step = (
        address(city, "membership", statement=draft.pk),
        address(city, "membership-step", statement=draft.pk),
    )
    city.sign_in(client, ANALYST)
    assert "Nobody reviews what they have written themselves" in client.get(page).content.decode()
    client.post(step, {"act": "review", "version": draft.version})
    with in_police_room(city):
        draft.refresh_from_db()
        assert draft.state == State.DRAFT
    city.sign_in(client, OFFICER)
    client.post(step, {"act": "review", "version": draft.version})
    with in_police_room(city):
        draft.refresh_from_db()
        assert draft.state == State.CURRENT
    assert "B – usually reliable · 2 – probably true" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("act", "state"),
    [("dispute", State.DISPUTED), ("withdraw", State.WITHDRAWN), ("unheard_of", State.CURRENT)],
)
def test_each_act_of_the_page_is_done_with_a_reason(client: Client, city: City, act: str, state: str) -> None:
    row = a_membership(city, at=timezone.now())
    city.sign_in(client, OFFICER)
    step = address(city, "membership-step", statement=row.pk)
    client.post(step, {"act": act, "version": row.version, "reason": ""})
    with in_police_room(city):
        row.refresh_from_db()
        assert row.state == State.CURRENT
    answer = client.post(step, {"act": act, "version": row.version, "reason": "A made-up reason"})
    assert answer.status_code == (404 if act == "unheard_of" else 302)
    with in_police_room(city):
        row.refresh_from_db()
        assert row.state == state


def test_a_dispute_is_settled_on_the_page_by_somebody_else(client: Client, city: City) -> None:
    row = a_membership(city, at=timezone.now())
    step = address(city, "membership-step", statement=row.pk)
    city.sign_in(client, OFFICER)
    client.post(step, {"act": "dispute", "version": row.version, "reason": "A made-up reason"})
    client.post(step, {"act": "holds", "version": row.version + 1, "reason": "A made-up reason"})
    with in_police_room(city):
        row.refresh_from_db()
        assert row.state == State.CURRENT


def test_evidence_is_added_by_one_and_confirmed_by_another(client: Client, city: City) -> None:
    row = a_membership(city, at=timezone.now())
    city.sign_in(client, ANALYST)
    piece = {
        name.split("-", 1)[1]: value
        for name, value in a_piece(9, on=timezone.localdate().isoformat()).items()
    }
    assert client.post(address(city, "membership-evidence", statement=row.pk), piece).status_code == 302
    with in_police_room(city):
        made = row.evidence.get(confirmed_at=None)
    confirm = address(city, "membership-evidence-step", statement=row.pk, evidence=made.pk)
    client.post(confirm, {"act": "confirm"})
    city.sign_in(client, OFFICER)
    before = row.review_by
    client.post(confirm, {"act": "confirm"})
    with in_police_room(city):
        row.refresh_from_db()
        assert row.review_by > before


@pytest.mark.acceptance("S14")
def test_what_is_late_is_in_no_list_and_its_page_says_how_it_comes_back(client: Client, city: City) -> None:
    row = a_membership(city, at=timezone.now())
    with in_police_room(city):
        MembershipStatement.objects.filter(pk=row.pk).update(
            review_by=timezone.localdate() - timedelta(days=1)
        )
    city.sign_in(client, ANALYST)
    assert row.person.pseudonym not in client.get(address(city, "memberships")).content.decode()
    assert "ran out on" in client.get(address(city, "membership", statement=row.pk)).content.decode()
    with in_police_room(city):
        MembershipStatement.objects.filter(pk=row.pk).update(
            review_by=timezone.localdate() - timedelta(days=31)
        )
    assert client.get(address(city, "membership", statement=row.pk)).status_code == 404


def test_the_list_shows_pseudonyms_states_and_counts_and_no_name(client: Client, city: City) -> None:
    person = a_person(city, given_name="Fabla", surname="Diktqvist", at=timezone.now())
    row = a_membership(city, person, at=timezone.now())
    city.sign_in(client, OFFICER)
    text = client.get(address(city, "memberships")).content.decode()
    assert person.pseudonym in text
    assert "Diktqvist" not in text
    assert row.group.code in text
    page = client.get(address(city, "memberships"), {"group": "nonsense", "state": "draft"}).content.decode()
    assert person.pseudonym in page  # what is no choice filters nothing


def test_a_persons_page_shows_groups_and_ties(client: Client, city: City) -> None:
    now = timezone.now()
    person, other = a_person(city, at=now), a_person(city, at=now)
    row, tie = a_membership(city, person, at=now), a_tie(city, person, other, on=timezone.localdate(), at=now)
    city.sign_in(client, ANALYST)
    text = client.get(address(city, "person-record", person=person.pk)).content.decode()
    assert address(city, "membership", statement=row.pk) in text
    assert tie.record_ref in text
    assert other.pseudonym in text


def test_a_person_of_another_agency_has_no_such_part(client: Client, city: City) -> None:

    person = a_person(city, AgencyKind.PROBATION, at=timezone.now())
    city.sign_in(client, Role.PROBATION_OFFICER)
    text = client.get(address(city, "person-record", person=person.pk)).content.decode()
    assert "memberships-heading" not in text


def test_a_tie_is_written_down_and_taken_away(client: Client, city: City) -> None:
    now = timezone.now()
    one, other = a_person(city, at=now), a_person(city, case_number="ÄR-7", at=now)
    city.sign_in(client, ANALYST)
    form = {
        "one": one.pseudonym.lower(),
        "other": "är-7",
        "kind": "co_suspect",
        "on": "2026-03-02",
        "record_ref": "K 7",
    }
    assert client.post(address(city, "tie-new"), form | {"other": "Diktqvist"}).status_code == 422
    assert client.post(address(city, "tie-new"), form).status_code == 302
    with in_police_room(city):
        tie = Tie.objects.get()
        assert {tie.person_a_id, tie.person_b_id} == {one.pk, other.pk}
    assert "K 7" in client.get(address(city, "ties"), {"years": "1"}).content.decode()
    client.post(address(city, "tie-remove", tie=tie.pk), {"reason": "A made-up reason"})
    assert "K 7" not in client.get(address(city, "ties")).content.decode()


def test_a_window_of_no_known_length_shows_three_years(client: Client, city: City) -> None:
    old = timezone.localdate() - timedelta(days=4 * 365)
    tie = a_tie(city, on=old, at=timezone.now())
    city.sign_in(client, OFFICER)
    page = address(city, "ties")
    shown = {
        years: tie.record_ref in client.get(page, {"years": years}).content.decode()
        for years in ("", "99", "5", "x")
    }
    assert shown == {"": False, "99": False, "5": True, "x": False}


@pytest.mark.acceptance("S1")
@pytest.mark.parametrize(
    "role", [Role.COORDINATOR, Role.PROBATION_OFFICER, Role.SOCIAL_WORKER, Role.ADMINISTRATOR]
)
def test_no_other_agency_opens_any_of_it(client: Client, city: City, role: Role) -> None:
    row = a_membership(city, at=timezone.now())
    city.sign_in(client, role)
    for page in (
        address(city, "memberships"),
        address(city, "ties"),
        address(city, "membership", statement=row.pk),
    ):
        answer = client.get(page)
        assert answer.status_code == 403
        assert row.group.code not in answer.content.decode()


@pytest.mark.acceptance("S8")
def test_no_list_is_ordered_or_marked_by_anything_but_group_role_and_day(client: Client, city: City) -> None:
    for _ in range(3):
        a_membership(city, at=timezone.now())
    city.sign_in(client, ANALYST)
    for language in ("en", "sv"):
        client.post(reverse("set-language"), {"language": language})
        text = client.get(address(city, "memberships")).content.decode().lower()
        for word in ("score", "rank", "risk", "threat", "dangerous", "poäng", "hotnivå", "farlig"):
            assert word not in text.split("<main")[1], word


def test_a_search_by_pseudonym_finds_the_person_however_it_is_read_out(client: Client, city: City) -> None:
    person = a_person(city, at=timezone.now())
    city.sign_in(client, ANALYST)
    for spelled in (person.pseudonym, person.pseudonym.lower(), person.pseudonym.replace("-", " ")):
        found = client.post(address(city, "person-search"), {"text": spelled, "purpose": "casework"})
        assert address(city, "person-record", person=person.pk) in found.content.decode()
    with in_police_room(city):
        assert Person.objects.count() == 1
